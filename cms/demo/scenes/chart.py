"""A chart of the sea, as a drawing."""

import itertools
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageChops

from cms.demo.canvas import (
    HEIGHT,
    WIDTH,
    Pen,
    area,
    blurred,
    clouds,
    levels,
    mix,
    pen,
)
from cms.demo.weather import tint, within


def chart(rng: Random) -> Image.Image:
    """A map-like drawing: land, depth lines and the dotted track of a cruise."""
    depth = clouds(rng, (820, 640), octaves=5, persistence=0.42)
    coast = blurred(
        area("-90,-10 760,-10 640,190 420,300 470,470 250,560 300,760 120,860 -90,840"), 150
    )
    island = blurred(area("1330,820 1560,700 1760,800 1700,1010 1480,1080 1340,980"), 100)
    heights = ImageChops.add(ImageChops.lighter(coast, island), depth, 1.5, 0)
    picture = Image.new("RGB", (WIDTH, HEIGHT), "#0f4a72")
    for index in range(9):
        low = 0.18 + index * 0.055
        mask = levels(heights, low, low + 0.006)
        tint(picture, mix("#0f4a72", "#b9e3ea", (index + 1) / 9), mask)
        rim = within(mask, levels(heights, low + 0.012, low + 0.006))
        tint(picture, "#ffffff", levels(rim, 0, 1, 0.28))
    land = levels(heights, 0.69, 0.694)
    relief = clouds(rng, (170, 150), octaves=5)
    ground = Image.composite(
        Image.new("RGB", picture.size, "#efe6cf"), Image.new("RGB", picture.size, "#c9b98f"), relief
    )
    picture.paste(ground, (0, 0), land)
    tint(picture, "#f8f8f4", within(land, levels(relief, 0.66, 0.74)))
    with pen(picture, (0, 0, WIDTH, HEIGHT), scale=2) as draw:
        for across in range(0, WIDTH, 240):
            draw.line([(across, 0), (across, HEIGHT)], "#ffffff", 1, 0.16)
        for down in range(0, HEIGHT, 240):
            draw.line([(0, down), (WIDTH, down)], "#ffffff", 1, 0.16)
        track = [
            (620 + 74 * i, 1130 - 78 * i + 130 * sin(i * 0.75) + rng.uniform(-14, 14))
            for i in range(13)
        ]
        for (x0, y0), (x1, y1) in itertools.pairwise(track):
            for step in range(0, 10, 2):
                a, b = step / 10, (step + 1.1) / 10
                draw.line(
                    [
                        (x0 + (x1 - x0) * a, y0 + (y1 - y0) * a),
                        (x0 + (x1 - x0) * b, y0 + (y1 - y0) * b),
                    ],
                    "#d2382c",
                    5,
                )
        for x, y in track:
            draw.oval(x, y, 13, 13, "#ffffff")
            draw.oval(x, y, 9, 9, "#d2382c")
        _rose(draw.at(1690, 220, 1.2))
    return picture


def _rose(draw: Pen) -> None:
    """A compass rose."""
    for reach, wide, start in ((70, 13, 0.25), (110, 16, 0.0)):
        for quarter in range(4):
            angle = pi / 2 * quarter + pi * start
            tip = (cos(angle) * reach, sin(angle) * reach)
            left = (cos(angle - pi / 4) * wide, sin(angle - pi / 4) * wide)
            right = (cos(angle + pi / 4) * wide, sin(angle + pi / 4) * wide)
            draw.polygon([(0, 0), tip, left], "#ffffff")
            draw.polygon([(0, 0), tip, right], "#16405e")
