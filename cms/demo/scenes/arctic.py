"""Pictures of the far north: a ship in the ice, water under it, a bird cliff, a cloudberry bog."""

from math import cos, pi, sin
from random import Random

from PIL import Image

from cms.demo.canvas import (
    HEIGHT,
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
    mix,
    pen,
    points,
)
from cms.demo.land import ground, jagged, mountains, peaks
from cms.demo.scenes.nature import cloudberry, gulls, puffin
from cms.demo.scenes.vessels import drone, icebreaker
from cms.demo.weather import cloud_bank, shine, tint, water, within


def ship_in_ice(rng: Random) -> Image.Image:
    """A red research ship in a lead between floes, under a pale sun."""
    picture = gradient("0 #5d86a8, 0.25 #a3bfcc, 0.42 #e6ddd0, 0.48 #f7e6cc")
    glow(picture, (520, 560), 560, "#ffe6b4", 0.9, stretch=1.7)
    cloud_bank(picture, rng, "#f4f1ec", cell=(1300, 90), low=0.48, reach="0 0.7, 0.3 0.9, 0.45 0")
    mountains(
        picture,
        peaks(rng, 470, 590, 6),
        rng,
        lit="#eef0f2",
        shade="#9fb6ca",
        mist="#e9e2d6",
        foot=640,
        cell=120,
    )
    water(picture, 612, rng, far="#c8d3d4", near="#123246", calm=0.7, mirror=0.55)
    _floes(picture, rng, 620, 800, 0.5)
    with pen(picture, (760, 270, 1700, 860), scale=2) as draw:
        icebreaker(draw.at(1210, 815, 1.05))
    _floes(picture, rng, 815, 1300, 1)
    return picture


def _floes(picture: Image.Image, rng: Random, top: float, bottom: float, cover: float) -> None:
    """Ice floes, smaller and flatter towards the horizon; a dark channel is left in the middle."""
    with pen(picture, (0, int(top) - 20, WIDTH, HEIGHT), scale=2) as draw:
        y = top
        while y < bottom:
            depth = (y - 600) / (HEIGHT - 600)
            wide = 26 + 330 * depth**1.2
            x = rng.uniform(-wide, 0)
            while x < WIDTH + wide:
                size = wide * rng.uniform(0.55, 1.1)
                channel = abs(x - 1150 - (y - 815) * 0.4) < 120 + 260 * depth
                if rng.random() < cover and not (channel and y > 740):
                    _floe(draw, rng, x, y + rng.uniform(-0.2, 0.2) * wide * 0.3, size, depth)
                x += size * 2.05
            y += wide * 0.36 + 4


def _floe(draw: Pen, rng: Random, x: float, y: float, size: float, depth: float) -> None:
    corners = 9
    shape: list[Point] = []
    for index in range(corners):
        angle = 2 * pi * (index + rng.uniform(-0.3, 0.3)) / corners
        reach = size * rng.uniform(0.75, 1.05)
        shape.append((x + cos(angle) * reach, y + sin(angle) * reach * 0.26))
    thick = 3 + 20 * depth
    draw.polygon([(a, b + thick * 1.5) for a, b in shape], "#5f93a8", 0.55)
    draw.polygon([(a, b + thick) for a, b in shape], "#9cc4d3")
    draw.polygon(shape, mix("#f6f5f1", "#dce8ee", rng.random()))
    inner = [(x + (a - x) * 0.7 - size * 0.06, y + (b - y) * 0.6 - thick * 0.15) for a, b in shape]
    draw.polygon(inner, "#ffffff", 0.55)


def under_ice(rng: Random) -> Image.Image:
    """A yellow underwater drone below the sea ice, with light falling through cracks."""
    picture = gradient("0 #bfeaf0, 0.2 #5fb9cf, 0.5 #17688f, 1 #04203f")
    heights = clouds(rng, (420, 130), octaves=5, persistence=0.55)
    ceiling = Image.composite(
        Image.new("RGB", picture.size, "#eafbff"),
        Image.new("RGB", picture.size, "#6fb6cc"),
        heights,
    )
    hem = [
        (x, 300 + 46 * sin(x / 210 + 1) + 24 * sin(x / 83) + rng.uniform(-16, 16))
        for x in range(-90, 2020, 30)
    ]
    roof = blurred(area([(-90, -10), *hem, (2010, -10)]), 5)
    picture.paste(ceiling, (0, 0), levels(roof, 0.2, 0.9))
    tint(picture, "#0d5478", within(fade("0 0, 0.14 0.1, 0.3 0.75"), roof))
    beams = Image.new("L", picture.size)
    for _ in range(9):
        x, wide, lean = rng.uniform(200, 1720), rng.uniform(14, 70), rng.uniform(-160, 60)
        beam = area(
            [(x, 210), (x + wide, 210), (x + wide * 3 + lean, 1280), (x - wide * 2 + lean, 1280)]
        )
        beams = Image.composite(
            Image.new("L", beams.size, 255), beams, levels(beam, 0, 1, rng.uniform(0.12, 0.4))
        )
    shine(picture, "#c8f4ff", within(blurred(beams, 24), fade("0 0, 0.16 0, 0.22 1, 0.9 0")))
    with pen(picture, (300, 560, 1620, 980), scale=2) as draw:
        drone(draw.at(960, 760, 1.25))
    glow(picture, (1500, 745), 300, "#fff4c4", 0.55, stretch=1.5)
    with pen(picture, (0, 250, WIDTH, HEIGHT), scale=2) as draw:
        for _ in range(170):
            size = rng.uniform(0.8, 3.2)
            draw.oval(
                rng.uniform(0, WIDTH),
                rng.uniform(340, 1280),
                size,
                size,
                "#d9f7ff",
                rng.uniform(0.1, 0.5),
            )
    return picture


def bird_cliff(rng: Random) -> Image.Image:
    """Puffins on a grassy ledge, a steep bird cliff and the sea behind them."""
    picture = gradient("0 #7fb3d6, 0.4 #c4dbe4, 0.6 #eee7d6")
    cloud_bank(picture, rng, "#ffffff", cell=(900, 130), low=0.5, reach="0 0.8, 0.4 0.7, 0.55 0")
    mountains(
        picture,
        peaks(rng, 560, 690, 4),
        rng,
        lit="#a9bfc6",
        shade="#7d9bad",
        mist="#d9dfda",
        foot=760,
        cell=150,
    )
    water(picture, 730, rng, far="#cfe0df", near="#1f5672", calm=0.3, mirror=0.5)
    cliff = points("-90,40 200,90 360,170 470,330 590,430 605,560 640,640 660,770 680,900 700,1290")
    rock = Image.new("RGB", picture.size, "#59605f")
    tint(
        rock,
        "#2b3234",
        levels(clouds(rng, (120, 420), octaves=5, persistence=0.6), 0.35, 0.75, 0.9),
    )
    tint(rock, "#b7b9ae", levels(clouds(rng, (340, 24), octaves=4), 0.66, 0.86, 0.8))
    tint(
        rock,
        "#6f8a44",
        within(levels(clouds(rng, (220, 90), octaves=5), 0.5, 0.7, 0.9), fade("0 1, 0.5 0.1")),
    )
    picture.paste(rock, (0, 0), area([*jagged(cliff, rng, 0.35), (-90, 1290)]))
    with pen(picture, (0, 60, WIDTH, 1000), scale=2) as draw:
        gulls(draw, rng, (480, 120, 1300, 640), 46, "#ffffff")
        gulls(draw, rng, (520, 320, 1000, 760), 24, "#39464c")
        for _ in range(120):
            x, y = rng.uniform(20, 600), rng.uniform(230, 980)
            draw.oval(x, y, 3.5, 5, "#f6f7f3", 0.9)
            draw.oval(x, y - 3, 3, 3.4, "#23292b", 0.9)
    ledge = ground(
        picture,
        "-90,1190 400,1120 900,1060 1300,1030 1700,1050 2010,1010",
        rng,
        top="#5f7d36",
        bottom="#2a3d1d",
        roughness=0.06,
    )
    with pen(picture, (0, 560, WIDTH, HEIGHT), scale=2) as draw:
        for x, y in ledge:
            for _ in range(3):
                tall, lean = rng.uniform(14, 44), rng.uniform(-12, 16)
                draw.line(
                    [(x, y + 10), (x + lean, y - tall)],
                    rng.choice(("#7d9a45", "#5f7d36", "#93ab57")),
                    2,
                )
        puffin(draw.at(1500, 1085, 1.5), flip_head=False)
        puffin(draw.at(1130, 1095, 1.75), flip_head=True)
        for _ in range(90):
            x, y = rng.uniform(0, WIDTH), rng.uniform(1120, 1280)
            draw.oval(x, y, 5, 5, rng.choice(("#f2f2ea", "#f4d35e", "#e8a8c0")), 0.9)
    return picture


def bog(rng: Random) -> Image.Image:
    """A bog in autumn colours with ripe cloudberries close by."""
    picture = gradient("0 #6f9cc0, 0.3 #b3cbd6, 0.45 #f1dfc4")
    cloud_bank(picture, rng, "#fff7ea", cell=(900, 120), low=0.5, reach="0 0.8, 0.35 0.5, 0.42 0")
    mountains(
        picture,
        peaks(rng, 380, 520, 5),
        rng,
        lit="#b9bccb",
        shade="#7286a6",
        mist="#d9c9b4",
        foot=600,
        cell=160,
    )
    ground(
        picture,
        "-90,560 500,545 1200,570 2010,540",
        rng,
        top="#8a6f3e",
        bottom="#6b3f24",
        roughness=0.03,
    )
    colours = levels(clouds(rng, (520, 60), octaves=5, persistence=0.6), 0.3, 0.8)
    moor = fade("0 0, 0.43 0, 0.47 1")
    tint(picture, "#c2702c", within(colours, moor))
    tint(
        picture, "#8f2f26", within(levels(clouds(rng, (380, 40), octaves=5), 0.6, 0.85, 0.8), moor)
    )
    tint(
        picture, "#d9b24c", within(levels(clouds(rng, (300, 30), octaves=5), 0.66, 0.9, 0.8), moor)
    )
    for y, x, wide in ((650, 420, 230), (700, 1280, 330), (800, 700, 420), (930, 1640, 420)):
        pool = blurred(
            area(
                [
                    (x + cos(a / 9) * wide * (1 + 0.14 * sin(a)), y + sin(a / 9) * wide * 0.1)
                    for a in range(57)
                ]
            ),
            1.5,
        )
        sky = gradient(
            f"0 #cfdde2, {y / HEIGHT - 0.03} #dfe3de, {y / HEIGHT + 0.04} #6f93ae, 1 #6f93ae"
        )
        picture.paste(sky, (0, 0), pool)
    close = blurred(picture, 7)
    picture.paste(close, (0, 0), fade("0 0, 0.55 0, 0.8 1"))
    tint(picture, "#2c1a12", fade("0 0, 0.7 0, 1 0.55"))
    with pen(picture, (0, 620, WIDTH, HEIGHT), scale=2) as draw:
        for x, y, size in (
            (300, 1250, 1.7),
            (1640, 1270, 2.1),
            (900, 1260, 2.5),
            (1250, 1290, 1.5),
            (560, 1290, 1.3),
        ):
            cloudberry(draw.at(x + rng.uniform(-30, 30), y, size), rng)
    glow(picture, (1500, 330), 620, "#ffe2b0", 0.45, stretch=1.6)
    return picture
