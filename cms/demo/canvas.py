"""What every drawn picture is made of: colours, noise, soft light, smooth edges.

All coordinates are those of the canvas, `WIDTH` × `HEIGHT`. Chance comes from the `Random` that is
passed in, never from Pillow (`Image.effect_noise` cannot be seeded), so a seed gives one picture.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter, ImageOps

WIDTH, HEIGHT = 1920, 1280

Colour = tuple[int, int, int]
Point = tuple[float, float]
# Corners, or the same written down: "10,20 30,25.5".
Path = Sequence[Point] | str


def rgb(colour: str) -> Colour:
    return ImageColor.getrgb(colour)[:3]


def rgba(colour: str, opacity: float = 1) -> tuple[int, int, int, int]:
    return (*rgb(colour), round(255 * opacity))


def mix(first: str, second: str, share: float) -> str:
    """The colour that lies `share` of the way from the first to the second."""
    a, b = rgb(first), rgb(second)
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in zip(a, b, strict=True))


def points(path: str) -> list[Point]:
    """A path as one writes it down: "10,20 30,25.5"."""
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in path.split())]


def gradient(stops: str, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Image.Image:
    """Colours from top (0) to bottom (1): "0 #27406b, 0.5 #f0b99a, 1 #ffdcae"."""
    known = [(float(at), rgb(colour)) for at, colour in (stop.split() for stop in stops.split(","))]
    return _column(known, size)


def fade(stops: str, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Image.Image:
    """A mask from top to bottom, each stop a place and an opacity of 0 to 1: "0 1, 0.5 0"."""
    pairs = [tuple(map(float, stop.split())) for stop in stops.split(",")]
    return _column([(at, (round(255 * opacity),) * 3) for at, opacity in pairs], size).convert("L")


def _column(stops: list[tuple[float, Colour]], size: tuple[int, int]) -> Image.Image:
    line = bytearray()
    for y in range(size[1]):
        at = y / max(size[1] - 1, 1)
        above = max((stop for stop in stops if stop[0] <= at), default=stops[0])
        below = min((stop for stop in stops if stop[0] >= at), default=stops[-1])
        span = below[0] - above[0]
        share = (at - above[0]) / span if span else 0
        line += bytes(round(a + (b - a) * share) for a, b in zip(above[1], below[1], strict=True))
    return Image.frombytes("RGB", (1, size[1]), bytes(line)).resize(size, Image.Resampling.NEAREST)


def noise(rng: Random, size: tuple[int, int]) -> Image.Image:
    return Image.frombytes("L", size, rng.randbytes(size[0] * size[1]))


def clouds(
    rng: Random,
    cell: tuple[float, float],
    *,
    size: tuple[int, int] = (WIDTH, HEIGHT),
    octaves: int = 4,
    persistence: float = 0.5,
    shrink: int = 2,
) -> Image.Image:
    """Fractal noise over the whole range of greys; `cell` is the size of its largest shapes."""
    small = (size[0] // shrink, size[1] // shrink)
    result, total = None, 0.0
    for octave in range(octaves):
        cells = (
            max(2, round(size[0] / cell[0] * 2**octave) + 2),
            max(2, round(size[1] / cell[1] * 2**octave) + 2),
        )
        if cells[0] > small[0] or cells[1] > small[1]:
            cells = (min(cells[0], small[0]), min(cells[1], small[1]))
        layer = noise(rng, cells).resize(small, Image.Resampling.BICUBIC)
        weight = persistence**octave
        total += weight
        result = layer if result is None else Image.blend(result, layer, weight / total)
    assert result is not None
    return ImageOps.autocontrast(result, cutoff=1).resize(size, Image.Resampling.BICUBIC)


def slopes(heights: Image.Image, distance: tuple[int, int], scale: float) -> Image.Image:
    """The relief of a height map lit from the upper left: grey where it is level."""
    (width, height), (right, down) = heights.size, distance
    here = heights.crop((0, 0, width - right, height - down))
    there = heights.crop((right, down, width, height))
    return ImageChops.subtract(here, there, scale, 128).resize((width, height))


def levels(mask: Image.Image, low: float, high: float, strength: float = 1) -> Image.Image:
    """Stretch the greys between low and high (0 to 1) over the whole range."""
    table = [
        round(255 * strength * min(1.0, max(0.0, (value / 255 - low) / (high - low))))
        for value in range(256)
    ]
    return mask.point(table)


def stencil(paint: Callable[[ImageDraw.ImageDraw, int], None]) -> Image.Image:
    """A mask with smooth edges: painted at twice the size, in coordinates times the scale."""
    scale = 2
    mask = Image.new("L", (WIDTH * scale, HEIGHT * scale), 0)
    paint(ImageDraw.Draw(mask), scale)
    return mask.reduce(scale)


def area(path: Path) -> Image.Image:
    """The mask of a polygon."""
    corners = points(path) if isinstance(path, str) else path
    return stencil(lambda draw, by: draw.polygon([(x * by, y * by) for x, y in corners], fill=255))


def glow(
    picture: Image.Image,
    centre: Point,
    radius: float,
    colour: str,
    strength: float = 1,
    *,
    stretch: float = 1,
) -> None:
    """Lay a soft light over the picture, in place."""
    box = (
        int(centre[0] - radius * stretch),
        int(centre[1] - radius),
        int(centre[0] + radius * stretch),
        int(centre[1] + radius),
    )
    light = ImageOps.invert(Image.radial_gradient("L"))
    light = light.point(
        [round(255 * strength * max(0.0, (v - 75) / 180) ** 1.8) for v in range(256)]
    )
    light = light.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BICUBIC)
    patch = picture.crop(box)
    flat = Image.new("RGB", patch.size, rgb(colour))
    lit = ImageChops.screen(patch, Image.composite(flat, Image.new("RGB", patch.size), light))
    picture.paste(lit, box[:2])


class Pen:
    """Draws on an enlarged piece of the picture, in canvas coordinates or in a figure's own."""

    def __init__(self, draw: ImageDraw.ImageDraw, shift: Point, scale: Point) -> None:
        self._draw, self._shift, self._scale = draw, shift, scale

    def at(self, x: float, y: float, size: float = 1, *, flip: bool = False) -> "Pen":
        """A pen whose origin is (x, y) and whose unit is `size`: for figures drawn round (0, 0)."""
        (left, top), (across, down) = self._shift, self._scale
        shift = (left + x * across, top + y * down)
        return Pen(self._draw, shift, (across * size * (-1 if flip else 1), down * size))

    def _placed(self, path: Path) -> list[Point]:
        (left, top), (across, down) = self._shift, self._scale
        corners = points(path) if isinstance(path, str) else path
        return [(left + x * across, top + y * down) for x, y in corners]

    def polygon(self, path: Path, colour: str, opacity: float = 1) -> None:
        self._draw.polygon(self._placed(path), fill=rgba(colour, opacity))

    def box(
        self, left: float, top: float, right: float, bottom: float, colour: str, opacity: float = 1
    ) -> None:
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], colour, opacity)

    def line(self, path: Path, colour: str, width: float = 1, opacity: float = 1) -> None:
        thick = max(1, round(width * self._scale[1]))
        self._draw.line(self._placed(path), fill=rgba(colour, opacity), width=thick, joint="curve")

    def oval(
        self, x: float, y: float, across: float, down: float, colour: str, opacity: float = 1
    ) -> None:
        corners = self._placed([(x - across, y - down), (x + across, y + down)])
        (left, right), (top, bottom) = (sorted(axis) for axis in zip(*corners, strict=True))
        self._draw.ellipse((left, top, right, bottom), fill=rgba(colour, opacity))


@contextmanager
def pen(picture: Image.Image, box: tuple[int, int, int, int], scale: int = 3) -> Iterator[Pen]:
    """Draw with smooth edges inside a box of the picture, in place."""
    left, top, right, bottom = box
    size = ((right - left) * scale, (bottom - top) * scale)
    patch = picture.crop(box).resize(size, Image.Resampling.BILINEAR)
    yield Pen(ImageDraw.Draw(patch, "RGBA"), (-left * scale, -top * scale), (scale, scale))
    picture.paste(patch.reduce(scale), (left, top))


def blurred(image: Image.Image, radius: float) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(radius))


def finish(
    picture: Image.Image, rng: Random, *, grain: float = 0.05, vignette: float = 0.25
) -> Image.Image:
    """Darken the corners a little and lay a fine grain over everything, which also hides bands."""
    corners = Image.radial_gradient("L").resize(picture.size, Image.Resampling.BICUBIC)
    corners = corners.point([round(255 - vignette * max(0, v - 90)) for v in range(256)])
    picture = ImageChops.multiply(picture, Image.merge("RGB", [corners] * 3))
    speck = blurred(noise(rng, picture.size), 0.7)
    speck = speck.point([round(128 + (v - 128) * grain * 2) for v in range(256)])
    return ImageChops.add(picture, Image.merge("RGB", [speck] * 3), 1, -128)
