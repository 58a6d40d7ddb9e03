"""Pictures of snow and ice: northern lights, reindeer, ski tracks, wind turbines."""

import itertools
from math import sin
from random import Random

from PIL import Image

from cms.demo.canvas import (
    HEIGHT,
    WIDTH,
    area,
    blurred,
    clouds,
    fade,
    glow,
    gradient,
    levels,
    mix,
    pen,
)
from cms.demo.land import ground, height_at, mountains, peaks, snow
from cms.demo.scenes.nature import person, reindeer, skier, spruce
from cms.demo.scenes.structures import mast, tent, turbine
from cms.demo.weather import aurora, cloud_bank, driven, shine, stars, tint, within


def northern_lights(rng: Random) -> Image.Image:
    """Green curtains over snowy mountains, a lit tent and two people looking up."""
    picture = gradient("0 #05081a, 0.4 #0a1630, 0.62 #0f2c3c, 0.7 #154443")
    stars(picture, rng, 420, 800)
    aurora(
        picture,
        rng,
        ((0.6, 0.5, 0.5), (0.48, 0.55, 1.0), (0.3, 0.4, 0.45)),
        low="#46ff7e",
        high="#a04ff0",
    )
    glow(picture, (900, 800), 420, "#2fae86", 0.35, stretch=2.4)
    mountains(
        picture,
        peaks(rng, 560, 800, 5),
        rng,
        lit="#5f93a0",
        shade="#12283f",
        mist="#1f5a60",
        foot=930,
        mist_depth=0.7,
        cell=190,
    )
    field = "-90,905 300,880 700,915 1200,890 1600,930 2010,900"
    snow(picture, field, rng, light="#4f8a92", shade="#122f48")
    near = "-90,1120 400,1040 900,1075 1400,1150 2010,1090"
    line = snow(picture, near, rng, light="#2f6372", shade="#0b1f36", cell=(500, 110))
    foot = height_at(line, 560)
    with pen(picture, (300, 820, 1200, 1180)) as draw:
        tent(draw.at(560, foot + 16))
        for x, tall in ((905, 1.0), (955, 0.9)):
            person(draw.at(x, height_at(line, x) + 8, tall))
    glow(picture, (560, foot - 46), 230, "#ffb65c", 0.7, stretch=1.2)
    shine(
        picture,
        "#2ba37c",
        within(levels(clouds(rng, (900, 300)), 0.4, 1, 0.16), fade("0.7 0, 1 1")),
    )
    return picture


def herd(rng: Random) -> Image.Image:
    """Reindeer on the move across a white plateau against a low sun."""
    picture = gradient("0 #6e7fa6, 0.25 #b7a7b8, 0.45 #f3bd93, 0.58 #ffdca6")
    cloud_bank(picture, rng, "#ffdfc0", cell=(1200, 70), low=0.5, reach="0 0.2, 0.3 0.9, 0.5 0")
    glow(picture, (1270, 650), 700, "#ffb05e", 0.9, stretch=1.4)
    glow(picture, (1270, 668), 170, "#fff3cf", 1)
    far = "-90,700 250,665 600,700 950,650 1400,690 1750,660 2010,700"
    ground(picture, far, rng, top="#c79f98", bottom="#e9bd9f", roughness=0.03)
    snow(picture, "-90,745 500,725 1100,752 2010,720", rng, light="#f3cfae", shade="#a88da0")
    with pen(picture, (0, 560, WIDTH, 900), scale=2) as draw:
        for index in range(30):
            x = 60 + index * 62 + rng.uniform(-24, 24)
            y = 806 + 16 * sin(index / 3) + rng.uniform(-8, 8)
            size = rng.uniform(0.5, 0.66)
            colour = mix("#6b5560", "#a58388", rng.random() * 0.6)
            reindeer(draw.at(x, y, size), colour, grazing=rng.random() < 0.3)
    middle = snow(
        picture, "-90,850 600,870 1300,835 2010,880", rng, light="#ecc3a6", shade="#8d7a96"
    )
    with pen(picture, (0, 560, WIDTH, 1130), scale=2) as draw:
        for x, size, flip, grazing in (
            (250, 1.5, False, True),
            (610, 1.75, False, False),
            (940, 1.6, False, False),
            (1240, 1.3, False, True),
            (1560, 1.7, False, False),
        ):
            x += rng.uniform(-30, 30)
            y = height_at(middle, x) + 92 + rng.uniform(-16, 16)
            draw.oval(x - 60, y + 3, 95 * size, 6 * size, "#5d4a63", 0.35)
            beast = draw.at(x, y, size, flip=flip)
            reindeer(beast, "#33262c", grazing=grazing)
    snow(picture, "-90,1120 500,1080 1200,1130 2010,1060", rng, light="#d3a99c", shade="#655a80")
    tint(
        picture,
        "#ffd9a8",
        within(levels(clouds(rng, (1200, 160)), 0.3, 1, 0.5), fade("0.45 0, 0.56 1, 0.75 0")),
    )
    driven(picture, rng, "#fff3df", 0.18, slant=5, length=22, density=0.008)
    return picture


def ski_track(rng: Random) -> Image.Image:
    """A cross-country race on a floodlit track through spruce."""
    picture = gradient("0 #16294f, 0.3 #36578a, 0.5 #9db3d3, 0.6 #f0cdb9")
    mountains(
        picture,
        peaks(rng, 400, 620, 4),
        rng,
        lit="#e7e6f0",
        shade="#6a7fae",
        mist="#c9bfce",
        foot=720,
        cell=190,
    )
    cover = snow(
        picture, "-90,700 500,690 1200,705 2010,680", rng, light="#cfdcf0", shade="#6f89b8"
    )
    with pen(picture, (0, 420, WIDTH, 800), scale=2) as draw:
        for _ in range(95):
            x = rng.uniform(-20, WIDTH + 20)
            spruce(
                draw.at(x, height_at(cover, x) + rng.uniform(0, 34), rng.uniform(0.55, 1.1)),
                rng,
                "#2b4668",
                "#c9d8ee",
            )
    line = snow(
        picture,
        "-90,760 700,748 1300,752 2010,740",
        rng,
        light="#eef3fb",
        shade="#7c97c6",
        cell=(900, 90),
    )
    _tracks(picture)
    with pen(picture, (0, 330, WIDTH, 1280), scale=2) as draw:
        for x, size in ((80, 2.5), (300, 1.7), (1690, 1.9), (1880, 2.7)):
            spruce(draw.at(x, height_at(line, x) + 60 * size, size), rng, "#1c3350", "#dbe6f6")
        for x in (470, 1420):
            draw.line([(x, 360), (x, 800)], "#22334f", 6)
            draw.box(x - 30, 352, x + 30, 376, "#fff6d8")
        for index, (x, y, size) in enumerate(
            ((860, 830, 0.95), (1040, 860, 1.2), (1210, 960, 2.0), (700, 1120, 3.1))
        ):
            draw.oval(x - 4 * size, y + 2, 66 * size, 5 * size, "#40598c", 0.4)
            suit = ("#1f7a6a", "#d8a31d", "#28509e", "#c8322d")[index]
            skier(draw.at(x, y, size), suit, mix(suit, "#0a1530", 0.6))
    for x in (470, 1420):
        glow(picture, (x, 364), 330, "#ffeec2", 0.75)
    driven(picture, rng, "#ffffff", 0.35, slant=1, length=8, density=0.006)
    return picture


def _tracks(picture: Image.Image) -> None:
    """Two pairs of grooves that come towards the viewer."""
    for far, near in ((900, 320), (915, 420), (985, 1000), (1000, 1120)):
        groove = area([(far, 752), (far + 2, 752), (near + 26, HEIGHT), (near, HEIGHT)])
        tint(picture, "#6f88b8", levels(blurred(groove, 1.5), 0, 1, 0.7))
        edge = area([(far + 2, 752), (far + 3, 752), (near + 40, HEIGHT), (near + 27, HEIGHT)])
        tint(picture, "#ffffff", levels(blurred(edge, 1.5), 0, 1, 0.8))


def wind_farm(rng: Random) -> Image.Image:
    """Turbines along a snowy ridge and a power line coming down from them."""
    picture = gradient("0 #2f6aa8, 0.35 #7fb0d8, 0.6 #dbe6ea, 0.7 #fbe6cf")
    cloud_bank(
        picture,
        rng,
        "#ffffff",
        cell=(760, 170),
        low=0.52,
        high=0.95,
        strength=0.9,
        reach="0 0.6, 0.3 1, 0.55 0.3, 0.62 0",
    )
    mountains(
        picture,
        peaks(rng, 560, 720, 5),
        rng,
        lit="#eef3fa",
        shade="#8fb0d6",
        mist="#dfe8ee",
        foot=820,
        cell=150,
    )
    ridge = snow(
        picture,
        "-90,830 300,760 700,700 1150,735 1500,690 2010,770",
        rng,
        light="#f4f8fd",
        shade="#86a9d4",
    )
    with pen(picture, (0, 60, WIDTH, 860), scale=2) as draw:
        for x, size in (
            (190, 0.95),
            (470, 1.2),
            (760, 1.45),
            (1080, 1.15),
            (1370, 1.35),
            (1690, 1.0),
        ):
            stand = x + rng.uniform(-25, 25)
            turbine(draw.at(stand, height_at(ridge, stand) + 6, size), rng.uniform(0, 2))
    near = snow(
        picture,
        "-90,980 500,930 1100,1010 1600,960 2010,1000",
        rng,
        light="#e3edf8",
        shade="#6d94c6",
        cell=(600, 120),
    )
    with pen(picture, (0, 600, WIDTH, 1280), scale=2) as draw:
        wires = []
        for x, drop, size in ((1250, 10, 0.9), (960, 40, 1.35), (560, 100, 2.0), (-60, 190, 3.0)):
            foot = height_at(near, max(x, 0)) + drop
            wires.append(
                [
                    (x + left * size, foot + top * size)
                    for left, top in mast(draw.at(x, foot, size), "#3d4f66")
                ]
            )
        for before, after in itertools.pairwise(wires):
            for (x0, y0), (x1, y1) in zip(before, after, strict=True):
                sag = [
                    (x0 + (x1 - x0) * t / 12, y0 + (y1 - y0) * t / 12 + 34 * (1 - (t / 6 - 1) ** 2))
                    for t in range(13)
                ]
                draw.line(sag, "#3d4f66", 1.6)
    return picture
