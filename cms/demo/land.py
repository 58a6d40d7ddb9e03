"""Mountains, ground and snow for the drawn pictures. All draw in place."""

import itertools
from collections.abc import Sequence
from random import Random

from PIL import Image, ImageDraw, ImageOps

from cms.demo.canvas import (
    HEIGHT,
    WIDTH,
    Path,
    Point,
    area,
    clouds,
    fade,
    gradient,
    levels,
    points,
    rgb,
    slopes,
    stencil,
)


def jagged(
    anchors: Sequence[Point], rng: Random, roughness: float = 0.2, sag: float = 0
) -> list[Point]:
    """A line through the anchors, broken again and again (midpoint displacement).

    `sag` hollows the long flanks, which makes peaks of the tops.
    """
    line = list(anchors)
    while max(b[0] - a[0] for a, b in itertools.pairwise(line)) > 5:
        broken = [line[0]]
        for (x0, y0), (x1, y1) in itertools.pairwise(line):
            width = x1 - x0
            if width > 5:
                shift = rng.uniform(-1, 1) * (width + abs(y1 - y0) * 0.3) * roughness
                if width > 40:
                    shift = shift * 0.5 + abs(y1 - y0) * sag
                middle = (x0 + x1) / 2 + rng.uniform(-0.12, 0.12) * width
                broken.append((middle, (y0 + y1) / 2 + shift))
            broken.append((x1, y1))
        line = broken
    return line


def peaks(rng: Random, top: float, bottom: float, count: int) -> list[Point]:
    """Anchors of a range right across: peaks and saddles by turns, between top and bottom."""
    step = (WIDTH + 120) / (count * 2)
    line = []
    for index in range(count * 2 + 1):
        share = rng.uniform(0, 0.55) if index % 2 else rng.uniform(0.6, 1)
        drift = rng.uniform(-0.3, 0.3) if 0 < index < count * 2 else 0
        line.append((-60 + step * (index + drift), top + (bottom - top) * share))
    return line


def down_to_the_edge(line: Sequence[Point]) -> list[Point]:
    """The polygon between a line that runs right across and the picture's lower edge."""
    return [*line, (WIDTH + 90, HEIGHT + 10), (-90, HEIGHT + 10)]


def height_at(line: Sequence[Point], x: float) -> float:
    """Where a ground's upper line stands at x."""
    for (x0, y0), (x1, y1) in itertools.pairwise(line):
        if x0 <= x <= x1 and x1 > x0:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return line[-1][1]


def _relief(rng: Random, cell: tuple[float, float]) -> Image.Image:
    """Slopes lit from the left: the difference of a height map and the same map moved."""
    heights = clouds(rng, cell, octaves=6, persistence=0.55)
    ridged = heights.point([255 - abs(v - 128) * 2 for v in range(256)])
    heights = Image.blend(heights, ridged, 0.6)
    return slopes(heights, (4, 3), 0.28)


def _broken(top: Point, drift: float, rng: Random) -> list[Point]:
    """A line down from a peak or a saddle, moving sideways by `drift` in all."""
    line = [top]
    while line[-1][1] < HEIGHT:
        y = line[-1][1] + rng.uniform(10, 48)
        share = (y - top[1]) / (HEIGHT - top[1])
        line.append((top[0] + drift * share + rng.uniform(-22, 22), y))
    return line


def _shaded_sides(ridge: Sequence[Point], anchors: Sequence[Point], rng: Random) -> Image.Image:
    """The sides that turn away from the light, one for every peak: right of a broken spine."""
    sides = []
    for before, peak, after in zip(anchors, anchors[1:], anchors[2:], strict=False):
        if peak[1] < before[1] and peak[1] < after[1]:
            width = after[0] - peak[0]
            crest = [point for point in ridge if peak[0] <= point[0] <= after[0]]
            spine = _broken(peak, width * rng.uniform(0.1, 0.9), rng)
            valley = _broken(after, width * rng.uniform(0.5, 1.2), rng)
            sides.append([*crest, *valley, *reversed(spine)])

    def paint(draw: ImageDraw.ImageDraw, by: int) -> None:
        for side in sides:
            draw.polygon([(x * by, y * by) for x, y in side], fill=255)

    return stencil(paint)


def mountains(
    picture: Image.Image,
    anchors: Path,
    rng: Random,
    *,
    lit: str,
    shade: str,
    mist: str,
    foot: float,
    mist_depth: float = 0.85,
    roughness: float = 0.2,
    cell: float = 240,
    shadow: float = 0.55,
) -> None:
    """A range in light from the left. `foot` is where it meets the ground, in y; `mist_depth`
    how thick the mist lies there; `cell` the size of its slopes."""
    anchors = points(anchors) if isinstance(anchors, str) else anchors
    ridge = jagged(anchors, rng, roughness, sag=0.1)
    relief = _relief(rng, (cell, cell * 1.3))
    lit_side = ImageOps.colorize(relief, shade, lit, mid=lit, blackpoint=30, midpoint=150)
    dark = ImageOps.colorize(relief, shade, lit, mid=shade, blackpoint=0, midpoint=150)
    away = levels(_shaded_sides(ridge, anchors, rng), 0, 1, shadow)
    sides = Image.composite(dark, lit_side, away)
    top = min(y for _x, y in ridge) / HEIGHT
    veil = fade(f"0 0, {top} 0, {min(foot / HEIGHT, 1)} {mist_depth}, 1 {mist_depth}")
    sides = Image.composite(Image.new("RGB", sides.size, rgb(mist)), sides, veil)
    picture.paste(sides, (0, 0), area(down_to_the_edge(ridge)))


def ground(
    picture: Image.Image,
    anchors: Path,
    rng: Random,
    *,
    top: str,
    bottom: str,
    roughness: float = 0.12,
) -> list[Point]:
    """A plain layer of one colour turning into another; returns its upper line."""
    anchors = points(anchors) if isinstance(anchors, str) else anchors
    line = jagged(anchors, rng, roughness)
    highest = max(0, min(y for _x, y in line)) / HEIGHT
    fill = gradient(f"0 {top}, {highest} {top}, 1 {bottom}")
    picture.paste(fill, (0, 0), area(down_to_the_edge(line)))
    return line


def snow(
    picture: Image.Image,
    anchors: Path,
    rng: Random,
    *,
    light: str,
    shade: str,
    cell: tuple[float, float] = (700, 130),
) -> list[Point]:
    """Snow with soft drifts from an upper line to the picture's edge; returns the line."""
    anchors = points(anchors) if isinstance(anchors, str) else anchors
    line = jagged(anchors, rng, 0.03)
    drifts = clouds(rng, cell, octaves=5, persistence=0.45)
    relief = slopes(drifts, (6, 5), 0.35)
    field = ImageOps.colorize(relief, shade, light, mid=light, midpoint=160, blackpoint=60)
    picture.paste(field, (0, 0), area(down_to_the_edge(line)))
    return line
