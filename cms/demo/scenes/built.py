"""Pictures of what people build: a bridge, a rocket on its pad, a library."""

from math import pi, sin
from random import Random

from PIL import Image, ImageChops, ImageDraw

from cms.demo.canvas import (
    WIDTH,
    Pen,
    Point,
    area,
    blurred,
    clouds,
    fade,
    glow,
    gradient,
    levels,
    pen,
    points,
    stencil,
)
from cms.demo.land import height_at, mountains, peaks, snow
from cms.demo.scenes.nature import person, spruce
from cms.demo.weather import cloud_bank, driven, shine, stars, tint, water, within


def bridge(rng: Random) -> Image.Image:
    """A cable-stayed bridge over a sound in the blue hour."""
    picture = gradient("0 #22386b, 0.3 #5b78ac, 0.48 #d7b3b8, 0.58 #f6d3b0")
    glow(picture, (420, 690), 520, "#ffb98a", 0.7, stretch=1.8)
    cloud_bank(picture, rng, "#f1c2c0", cell=(1100, 100), low=0.52, reach="0 0.3, 0.35 0.9, 0.52 0")
    mountains(
        picture,
        peaks(rng, 420, 680, 4),
        rng,
        lit="#d5d3e2",
        shade="#6d7ea8",
        mist="#dcbfbf",
        foot=760,
        cell=190,
    )
    deck: list[Point] = [(x, 640 - 46 * sin(pi * (x + 100) / 2120)) for x in range(-100, 2021, 20)]
    with pen(picture, (0, 180, WIDTH, 860), scale=2) as draw:
        for x in range(-60, WIDTH, 170):
            y = height_at(deck, x)
            draw.polygon([(x - 8, y), (x + 8, y), (x + 11, 860), (x - 11, 860)], "#3d4a6b")
        for x in (640, 1290):
            _tower(draw, x, height_at(deck, x), deck)
        draw.polygon([*deck, *[(x, y + 17) for x, y in reversed(deck)]], "#2e3957")
        draw.line(deck, "#e9dfe0", 3)
        for x in range(0, WIDTH, 85):
            y = height_at(deck, x)
            draw.line([(x, y), (x, y - 24)], "#2e3957", 2)
            draw.oval(x, y - 25, 3.4, 3.4, "#fff0c4")
    for x in range(0, WIDTH, 85):
        glow(picture, (x, height_at(deck, x) - 22), 42, "#ffd78f", 0.7)
    water(picture, 812, rng, far="#e0b9b4", near="#15244a", calm=0.6, mirror=0.85)
    near = snow(
        picture,
        "-90,1090 300,1120 620,1200 900,1292 2010,1330",
        rng,
        light="#b9c3df",
        shade="#4c5d8c",
    )
    with pen(picture, (0, 800, 900, 1280), scale=2) as draw:
        for x in (60, 170, 255, 390, 520):
            spruce(
                draw.at(x, height_at(near, x) + 16, rng.uniform(0.7, 1.3)),
                rng,
                "#1d2d50",
                "#aebcdc",
            )
    return picture


def _tower(draw: Pen, x: float, road: float, deck: list[Point]) -> None:
    """A pylon with its fan of cables."""
    for step in range(1, 13):
        for side in (-1, 1):
            end = x + side * step * 24.5
            draw.line([(x, 226 + step * 6), (end, height_at(deck, end))], "#f0e6e6", 1.3, 0.85)
    draw.polygon(
        [(x - 26, 860), (x - 11, road), (x - 5, 210), (x + 5, 210), (x + 11, road), (x + 26, 860)],
        "#46547a",
    )
    draw.polygon(
        [(x + 2, 860), (x + 2, 210), (x + 5, 210), (x + 11, road), (x + 26, 860)], "#2e3957"
    )
    draw.oval(x, 206, 4, 4, "#ff6a55")


def rocket(rng: Random) -> Image.Image:
    """A small research rocket on its way up at dusk, the pad lit by its flame."""
    picture = gradient("0 #0b1533, 0.35 #24406e, 0.6 #8a83a3, 0.72 #e7a884")
    stars(picture, rng, 170, 520)
    cloud_bank(
        picture, rng, "#d9a3a0", cell=(1100, 80), low=0.56, reach="0 0, 0.4 0.7, 0.6 0.4, 0.68 0"
    )
    mountains(
        picture,
        "-90,800 150,640 330,760 520,590 760,800 1010,870 1250,790 1420,640 1600,760 1790,560 2010,720",
        rng,
        lit="#a9a0bb",
        shade="#3c4a73",
        mist="#b98f98",
        foot=930,
        cell=190,
        mist_depth=0.7,
    )
    field = snow(
        picture, "-90,940 600,925 1300,935 2010,915", rng, light="#8790b4", shade="#39466f"
    )
    top = (960.0, 330.0)
    _plume(picture, rng, top)
    with pen(picture, (500, 220, 1600, 1120), scale=2) as draw:
        _pad(draw.at(1190, height_at(field, 1190) + 40))
        _hall(draw.at(620, height_at(field, 620) + 26))
        _body(draw.at(*top))
    glow(picture, (top[0], top[1] + 290), 420, "#ffcf7a", 0.95)
    glow(picture, (top[0], top[1] + 240), 130, "#fffbe6", 1)
    glow(picture, (960, 1000), 640, "#ffb15c", 0.6, stretch=1.7)
    return picture


def _plume(picture: Image.Image, rng: Random, top: tuple[float, float]) -> None:
    x, y = top
    fire = area(
        [(x - 20, y + 215), (x + 20, y + 215), (x + 34, y + 300), (x, y + 520), (x - 34, y + 300)]
    )
    trail = area(
        [
            (x - 26, y + 330),
            (x + 26, y + 330),
            (x + 80, 900),
            (x + 150, 1010),
            (x - 150, 1010),
            (x - 80, 900),
        ]
    )
    billow = levels(clouds(rng, (150, 130), octaves=5, persistence=0.6), 0.2, 0.75)
    base = blurred(stencil(_smoke), 14)
    smoke = within(ImageChops.lighter(blurred(trail, 18), base), levels(billow, -0.6, 0.7))
    shaded = gradient("0 #ffe9c4, 0.5 #ffd9a0, 0.7 #f0b48a, 0.85 #a98a9c, 1 #6f6a8c")
    tint(shaded, "#7d7390", levels(clouds(rng, (120, 100), octaves=4), 0.55, 0.95, 0.55))
    picture.paste(shaded, (0, 0), smoke)
    tint(picture, "#ffdf8a", blurred(fire, 9))
    tint(picture, "#ffffff", blurred(area([(x - 12, y + 215), (x + 12, y + 215), (x, y + 380)]), 5))


def _smoke(draw: ImageDraw.ImageDraw, by: int) -> None:
    """The cloud that spreads over the pad."""
    middles = points("960,985 770,1000 1150,1000 600,1020 1320,1020 860,950 1060,950")
    for (x, y), reach in zip(middles, (190, 150, 150, 110, 105, 120, 120), strict=True):
        box = (x - reach, y - reach * 0.62, x + reach, y + reach * 0.62)
        draw.ellipse([side * by for side in box], fill=255)


def _body(draw: Pen) -> None:
    draw.polygon("-21,0 0,-92 21,0", "#d8432f")
    draw.polygon("0,-92 21,0 6,0", "#8f2a20")
    draw.box(-21, 0, 21, 205, "#f3f2ee")
    draw.box(7, 0, 21, 205, "#b9bcc8")
    draw.box(-21, 62, 21, 78, "#d8432f")
    draw.box(-21, 140, 21, 146, "#2b3550")
    draw.polygon("-21,140 -58,218 -58,236 -21,206", "#d8432f")
    draw.polygon("21,140 58,218 58,236 21,206", "#8f2a20")
    draw.polygon("-14,205 14,205 18,222 -18,222", "#2b3550")


def _pad(draw: Pen) -> None:
    """The launch rail and its tower."""
    draw.box(-60, -16, 60, 0, "#2a3252")
    for y in range(0, 300, 30):
        draw.line([(-16, -y - 16), (16, -y - 46)], "#39446a", 2.4)
        draw.line([(16, -y - 16), (-16, -y - 46)], "#39446a", 2.4)
    draw.line("-16,-16 -16,-330", "#39446a", 4)
    draw.line("16,-16 16,-330", "#39446a", 4)
    draw.line("-16,-300 -74,-284", "#39446a", 4)
    draw.oval(0, -338, 4, 4, "#ff6a55")


def _hall(draw: Pen) -> None:
    draw.polygon("-110,0 -110,-64 -70,-92 60,-92 100,-64 100,0", "#323d60")
    draw.polygon("-116,-62 -72,-96 62,-96 106,-62 100,-58 58,-90 -68,-90 -110,-58", "#c6cde0")
    draw.box(-20, -52, 40, 0, "#ffd796")
    for x in (-92, -62, 58, 80):
        draw.box(x, -46, x + 14, -30, "#ffd796")


def library(rng: Random) -> Image.Image:
    """A school library of glass and wood on a snowy evening, the shelves lit inside."""
    picture = gradient("0 #16244c, 0.4 #3d5791, 0.62 #a7a5c8")
    stars(picture, rng, 120, 420)
    mountains(
        picture,
        peaks(rng, 330, 600, 4),
        rng,
        lit="#c7cfe6",
        shade="#4e639a",
        mist="#98a3cb",
        foot=760,
        cell=200,
    )
    line = snow(picture, "-90,930 700,915 1400,925 2010,905", rng, light="#c3cde8", shade="#5a6ea6")
    with pen(picture, (0, 300, WIDTH, 1000), scale=2) as draw:
        for x in (60, 150, 230, 1700, 1790, 1880):
            spruce(
                draw.at(x, height_at(line, x) + 10, rng.uniform(1.2, 1.9)),
                rng,
                "#20335e",
                "#c0cbe8",
            )
        draw.polygon("300,930 300,520 380,470 1560,400 1640,430 1640,930", "#7a4a2b")
        for x in range(312, 1640, 22):
            draw.line([(x, 470), (x, 930)], "#5c351d", 2, 0.6)
        draw.polygon(
            "270,524 380,448 1570,376 1672,420 1672,446 1566,402 384,474 270,548", "#eef2fb"
        )
        draw.box(400, 560, 1540, 920, "#ffd28a")
        _shelves(draw, rng)
        for x in range(400, 1541, 114):
            draw.box(x - 4, 560, x + 4, 920, "#3a2416")
        for y in (560, 738, 914):
            draw.box(396, y - 4, 1544, y + 4, "#3a2416")
        for x, size in ((560, 1.1), (1010, 1.25), (1090, 1.0), (1420, 1.15)):
            person(draw.at(x, 914, size), "#3b2a24")
    glow(picture, (970, 760), 760, "#ffb65e", 0.4, stretch=1.3)
    shine(
        picture,
        "#ffb765",
        within(blurred(area("400,935 1540,935 1760,1290 180,1290"), 40), fade("0.72 0.6, 1 0.05")),
    )
    with pen(picture, (100, 700, 1900, 1280), scale=2) as draw:
        for x, y, size in ((700, 1090, 1.9), (790, 1100, 1.5), (1330, 1180, 2.3)):
            draw.polygon(
                [(x - 20, y), (x + 20, y), (x + 70, y + 120), (x - 6, y + 120)], "#2c3a68", 0.4
            )
            person(draw.at(x, y, size), "#18213f")
    driven(picture, rng, "#ffffff", 0.55, slant=1, length=6, density=0.005)
    return picture


def _shelves(draw: Pen, rng: Random) -> None:
    spines = ["#b5342e", "#2f6f8f", "#d98b2b", "#3f7d5a", "#7f2a2c", "#f0e3c4", "#55407a"]
    for top in (575, 634, 752, 812):
        for left, right in ((410, 850), (980, 1300), (1400, 1530)):
            x = float(left)
            while x < right:
                wide, tall = rng.uniform(5, 12), rng.uniform(26, 44)
                draw.box(x, top + 46 - tall, x + wide, top + 46, rng.choice(spines), 0.85)
                x += wide + rng.choice((0.6, 0.6, 0.6, 9))
            draw.box(left - 4, top + 46, right + 4, top + 51, "#6b4225")
    for lamp in range(460, 1540, 180):
        draw.line([(lamp, 560), (lamp, 590)], "#3a2416", 2)
        draw.oval(lamp, 598, 13, 10, "#fff6dc")
