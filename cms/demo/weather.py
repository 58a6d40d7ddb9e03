"""Water, clouds, stars, northern lights and driven snow for the drawn pictures. All draw in place."""

from collections.abc import Sequence
from functools import cache
from math import pi, sin
from random import Random

from PIL import Image, ImageChops, ImageOps

from cms.demo.canvas import (
    HEIGHT,
    WIDTH,
    blurred,
    clouds,
    fade,
    gradient,
    levels,
    noise,
    pen,
    rgb,
)


def tint(picture: Image.Image, colour: str, mask: Image.Image) -> None:
    """Lay one colour over the picture through a mask."""
    picture.paste(Image.new("RGB", picture.size, rgb(colour)), (0, 0), mask)


def shine(picture: Image.Image, colour: str, mask: Image.Image) -> None:
    """Add coloured light to the picture through a mask."""
    black = Image.new("RGB", picture.size)
    light = Image.composite(Image.new("RGB", picture.size, rgb(colour)), black, mask)
    picture.paste(ImageChops.screen(picture, light))


def within(mask: Image.Image, bounds: Image.Image) -> Image.Image:
    return ImageChops.multiply(mask, bounds)


def water(
    picture: Image.Image,
    horizon: int,
    rng: Random,
    *,
    far: str,
    near: str,
    calm: float = 0.5,
    mirror: float = 0.75,
) -> None:
    """Fill the picture below the horizon with water that mirrors what stands above it.

    `calm` and `mirror` go from 0 (rough, dull) to 1 (a mirror).
    """
    height = HEIGHT - horizon
    taken = min(horizon, round(height * 1.15))
    above = ImageOps.flip(picture.crop((0, horizon - taken, WIDTH, horizon)))
    mirrored = _shaken(blurred(above.resize((WIDTH, height)), 6 - 3 * calm), rng, 1 - calm)
    size = (WIDTH, height)
    share = fade(f"0 {mirror}, 0.5 {mirror * 0.8}, 1 {mirror * 0.45}", size)
    surface = Image.composite(mirrored, gradient(f"0 {far}, 1 {near}", size), share)
    strokes = Image.composite(
        clouds(rng, (200, 9), size=size, octaves=2),
        clouds(rng, (420, 26), size=size, octaves=3),
        fade("0 1, 0.5 0.3, 1 0", size),
    )
    shine(surface, far, levels(strokes, 0.58, 0.95, 0.30 * (1 - calm) + 0.08))
    picture.paste(surface, (0, horizon))


def _shaken(image: Image.Image, rng: Random, force: float) -> Image.Image:
    """Each row moved sideways, the lower ones further, as ripples break a reflection."""
    width, height = image.size
    moved = image.copy()
    phase, drift = rng.uniform(0, 6), 0.0
    for y in range(height):
        depth = y / height
        drift = drift * 0.6 + rng.uniform(-1, 1)
        wave = sin(phase + y / (5 + 22 * depth)) * 0.6 + drift
        shift = round(wave * force * (4 + 26 * depth))
        row = image.crop((0, y, width, y + 1))
        moved.paste(row, (shift, y))
        if shift:
            moved.paste(row, (shift - width if shift > 0 else shift + width, y))
    return moved


def cloud_bank(
    picture: Image.Image,
    rng: Random,
    colour: str,
    *,
    cell: tuple[float, float] = (900, 160),
    low: float = 0.5,
    high: float = 0.9,
    strength: float = 0.8,
    reach: str = "0 1, 1 0",
) -> None:
    """Clouds where the noise lies above `low`; `reach` fades them from top to bottom."""
    mask = levels(clouds(rng, cell, octaves=5, shrink=4), low, high, strength)
    tint(picture, colour, within(mask, fade(reach)))


def stars(picture: Image.Image, rng: Random, count: int, lowest: float) -> None:
    with pen(picture, (0, 0, WIDTH, int(lowest)), scale=2) as draw:
        for _ in range(count):
            size = rng.choice((0.6, 0.7, 0.8, 0.9, 1.1, 1.6))
            y = lowest * rng.random() ** 1.4
            draw.oval(rng.uniform(0, WIDTH), y, size, size, "#eef4ff", rng.uniform(0.25, 0.95))


def aurora(
    picture: Image.Image,
    rng: Random,
    ribbons: Sequence[tuple[float, float, float]],
    *,
    low: str = "#3df29a",
    high: str = "#8a5cf0",
) -> None:
    """Curtains of light: for each the y of its hem, its height and its strength, 0 to 1."""
    width, height = WIDTH // 4, HEIGHT // 4
    tall_light, low_light = Image.new("L", (width, height)), Image.new("L", (width, height))
    for hem, tall, strength in ribbons:
        phases = [rng.uniform(0, 6) for _ in range(3)]
        rays = _row(rng, 46, width, octaves=4)
        body = _row(rng, 620, width, octaves=2)
        for x in range(width):
            at = 2 * pi * x / width
            y = hem + 0.06 * sin(at * 0.9 + phases[0]) + 0.03 * sin(at * 2.3 + phases[1])
            y += 0.014 * sin(at * 6.1 + phases[2]) - 0.03 * rays[x]
            force = 1.7 * strength * (0.25 + 0.75 * body[x]) * (0.35 + 0.65 * rays[x])
            length = height * tall * (0.5 + 0.5 * rays[x])
            _ray(low_light, x, y * height, length * 0.85, force)
            _ray(tall_light, x, y * height, length * 1.5, force * 0.55)
    for colour, light in ((high, tall_light), (low, low_light)):
        light = blurred(light, 1.2)
        soft = ImageChops.screen(light, levels(blurred(light, 14), 0, 1, 0.7))
        shine(picture, colour, soft.resize(picture.size, Image.Resampling.BICUBIC))


# Faint at the top, brightest just above the hem, and soft there.
_RAY = Image.frombytes(
    "L", (1, 64), bytes(round(255 * (i / 63) ** 2.2 * min(1, (63 - i) / 14)) for i in range(64))
)


@cache
def _dimmed_ray(force: float) -> Image.Image:
    return levels(_RAY, 0, 1 / force)


def _ray(light: Image.Image, x: int, hem: float, length: float, force: float) -> None:
    """One column of light, brightest at its hem."""
    tall = max(2, round(length))
    top = round(hem) - tall
    column = _dimmed_ray(max(0.02, round(force, 2))).resize((1, tall))
    spot = (x, top, x + 1, top + tall)
    light.paste(ImageChops.lighter(light.crop(spot), column), spot[:2])


def _row(rng: Random, cell: float, width: int, octaves: int) -> list[float]:
    """Smooth chance along x, 0 to 1."""
    row = clouds(rng, (cell, HEIGHT), octaves=octaves, persistence=0.7, shrink=8)
    return [value / 255 for value in row.resize((width, 1)).tobytes()]


def driven(
    picture: Image.Image,
    rng: Random,
    colour: str,
    strength: float,
    *,
    slant: int = 3,
    length: int = 24,
    density: float = 0.016,
) -> None:
    """Rain or snow in the wind: specks of noise drawn out along it."""
    edge = 255 * (1 - density)
    specks = noise(rng, (WIDTH // 2, HEIGHT // 2)).point([255 * (v > edge) for v in range(256)])
    drawn = specks
    for step in range(1, length // 2):
        faded = specks.point([round(v * (1 - 2 * step / length)) for v in range(256)])
        drawn = ImageChops.lighter(drawn, ImageChops.offset(faded, -step * slant, step))
    tint(picture, colour, levels(blurred(drawn.resize(picture.size), 0.8), 0, 1, strength))
