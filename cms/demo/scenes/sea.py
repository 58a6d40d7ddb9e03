"""Pictures of the coast: a fjord, a fishing boat, a harbour, a storm."""

from math import sin
from random import Random

from PIL import Image

from cms.demo.canvas import (
    HEIGHT,
    WIDTH,
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
from cms.demo.land import down_to_the_edge, ground, height_at, jagged, mountains, peaks
from cms.demo.scenes.nature import gulls
from cms.demo.scenes.structures import cabin, lighthouse, pile_house
from cms.demo.scenes.vessels import seiner, skiff
from cms.demo.weather import cloud_bank, driven, tint, water, within


def fjord(rng: Random) -> Image.Image:
    """Dawn over a fjord between steep mountains, a lit cabin on the near shore."""
    picture = gradient("0 #27406b, 0.3 #6d86ad, 0.5 #f0b99a, 0.6 #ffdcae")
    sun = (rng.uniform(930, 1060), 690)
    glow(picture, sun, 620, "#ffb673", 0.8, stretch=1.5)
    dawn = "0 0.3, 0.3 1, 0.5 0.2, 0.55 0"
    cloud_bank(picture, rng, "#f7c7ac", cell=(1100, 90), low=0.55, reach=dawn)
    mountains(
        picture,
        "-80,610 180,540 420,610 640,500 850,640 1010,690 1150,600 1320,510 1520,590 1720,530 "
        "2000,610",
        rng,
        lit="#d9b7b5",
        shade="#8a87ad",
        mist="#f3c3a6",
        foot=720,
        roughness=0.14,
        cell=150,
    )
    mountains(
        picture,
        "-80,260 120,150 250,330 420,230 600,470 760,600 900,715 1000,770 2000,900",
        rng,
        lit="#a9a3b8",
        shade="#3f4a6e",
        mist="#c9a9a8",
        foot=780,
        mist_depth=0.6,
    )
    mountains(
        picture,
        "-80,900 1060,770 1160,700 1280,560 1430,380 1560,490 1730,185 1850,340 2000,190",
        rng,
        lit="#b58f95",
        shade="#39405f",
        mist="#b4949c",
        foot=800,
        mist_depth=0.5,
    )
    glow(picture, (sun[0], sun[1] + 10), 300, "#ffe0b0", 0.7, stretch=1.8)
    water(picture, 762, rng, far="#f1c4a2", near="#1d2c47", calm=0.8)
    shore = ground(
        picture,
        "-80,1120 300,1150 620,1210 900,1262 1200,1290 2000,1300",
        rng,
        top="#1b2233",
        bottom="#0c111c",
        roughness=0.07,
    )
    foot = height_at(shore, 300) + 12
    with pen(picture, (60, 980, 620, 1260)) as draw:
        cabin(draw.at(300, foot, 1.15), wall="#7c2f2b", roof="#1a1d28", windows="#ffd890")
    glow(picture, (312, foot - 40), 110, "#ffb45e", 0.55)
    return picture


def fishing_boat(rng: Random) -> Image.Image:
    """A seiner under low winter sun, gulls behind her, snowy mountains far off."""
    picture = gradient("0 #4a6f96, 0.28 #8fb0c4, 0.5 #f6d7b0, 0.58 #ffe9c9")
    glow(picture, (1420, 640), 620, "#ffd08a", 0.9, stretch=1.6)
    high, low = "0 0.9, 0.35 0.7, 0.5 0", "0 1, 0.3 0.4, 0.45 0"
    cloud_bank(picture, rng, "#fdf0df", cell=(800, 150), high=0.95, strength=0.85, reach=high)
    cloud_bank(picture, rng, "#5f7c9b", cell=(1000, 190), low=0.55, strength=0.6, reach=low)
    mountains(
        picture,
        peaks(rng, 450, 650, 6),
        rng,
        lit="#e9e2e4",
        shade="#8298ba",
        mist="#f2d9bd",
        foot=720,
        roughness=0.16,
        cell=130,
    )
    water(picture, 690, rng, far="#f3d3a4", near="#173047", calm=0.15, mirror=0.5)
    _swell(picture, rng, 790, "#33566f")
    with pen(picture, (300, 330, 1560, 1010), scale=2) as draw:
        gulls(draw, rng, (330, 400, 720, 720), 26, "#f7f7f4")
        seiner(draw)
    _bow_wave(picture, rng)
    _swell(picture, rng, 925, "#22455e")
    _swell(picture, rng, 1080, "#15324a")
    return picture


def _swell(picture: Image.Image, rng: Random, depth: float, colour: str) -> None:
    """One long wave across the water, with light on its crest."""
    phase = rng.uniform(0, 6)
    long, short = 150 + depth / 9, 58 + depth / 30
    crest = [
        (x, depth + 13 * sin(x / long + phase) + 5 * sin(x / short + 2 * phase))
        for x in range(-90, WIDTH + 100, 8)
    ]
    lit, dark = mix(colour, "#f3d3a4", 0.35), mix(colour, "#081420", 0.6)
    top, foot = depth / HEIGHT, (depth + 60) / HEIGHT
    body = gradient(f"0 {lit}, {top} {lit}, {foot} {colour}, 1 {dark}")
    tint(body, "#f6dcb4", levels(clouds(rng, (260, 22), octaves=4), 0.62, 0.95, 0.35))
    picture.paste(body, (0, 0), area(down_to_the_edge(crest)))


def _bow_wave(picture: Image.Image, rng: Random) -> None:
    torn = levels(clouds(rng, (70, 16), octaves=4), 0.3, 0.72)
    path = "500,930 700,898 1180,896 1400,880 1520,925 1480,965 1000,975 620,970"
    tint(picture, "#f2f4f1", within(torn, blurred(area(path), 9)))


def harbour(rng: Random) -> Image.Image:
    """Coloured houses on piles in blue dusk, mirrored in still water."""
    picture = gradient("0 #1d2f5c, 0.3 #47659c, 0.48 #a9a8c9, 0.56 #e9c7c6")
    dusk = "0 0.2, 0.3 0.9, 0.5 0.3, 0.55 0"
    cloud_bank(picture, rng, "#e3b9c4", cell=(1000, 110), low=0.55, reach=dusk)
    mountains(
        picture,
        "-80,420 160,230 330,400 520,140 700,350 860,260 1040,430 1230,180 1400,380 1600,210 "
        "1790,390 2000,300",
        rng,
        lit="#e6e9f6",
        shade="#5f74a6",
        mist="#b8b3d0",
        foot=740,
        cell=200,
    )
    hill = "-80,640 250,690 600,705 1100,712 1500,690 2000,630"
    ground(picture, hill, rng, top="#39496e", bottom="#2a3552", roughness=0.05)
    walls = ["#b5342e", "#d98b2b", "#e9dfc8", "#2f6f8f", "#7f2a2c", "#3f7d5a", "#cfd6dc", "#c2563a"]
    rng.shuffle(walls)
    with pen(picture, (0, 470, WIDTH, 800), scale=2) as draw:
        x, index = -30.0, 0
        while x < WIDTH:
            width = rng.uniform(150, 235)
            pile_house(draw, rng, x, 744, (width, rng.uniform(120, 190)), walls[index % 8])
            x += width + rng.uniform(4, 34)
            index += 1
        draw.box(0, 744, WIDTH, 756, "#2b2430")
    for _ in range(13):
        lamp = (rng.uniform(40, WIDTH - 40), rng.uniform(690, 742))
        glow(picture, lamp, 90, "#ffb861", 0.6)
    water(picture, 786, rng, far="#c9bfd6", near="#101a38", calm=0.72, mirror=0.85)
    with pen(picture, (200, 700, 1800, 1130), scale=2) as draw:
        skiff(draw.at(1340, 905), "#c2453a", "#f1ede4")
        skiff(draw.at(560, 985, 1.5), "#f1ede4", "#2f6f8f")
    return picture


def storm(rng: Random) -> Image.Image:
    """Breaking waves against a lighthouse under a torn sky."""
    picture = gradient("0 #1b242d, 0.35 #46545d, 0.55 #9aa39c, 0.62 #b9bcae")
    dark, light = "0 1, 0.45 0.6, 0.58 0", "0 0.3, 0.4 0.8, 0.56 0"
    cloud_bank(picture, rng, "#0e151c", cell=(700, 200), low=0.35, high=0.8, reach=dark)
    cloud_bank(picture, rng, "#c9cdc4", cell=(600, 120), low=0.6, high=1, reach=light)
    glow(picture, (1330, 560), 460, "#e6e2c8", 0.55, stretch=1.7)
    _wave(picture, rng, 770, "#5d6f70", "#39494d", 46)
    rock = points(
        "900,1000 1010,860 1130,745 1250,690 1390,672 1500,690 1640,745 1790,850 1930,1000"
    )
    stone = gradient("0 #3d4447, 0.5 #3d4447, 0.62 #1d2225, 1 #101314")
    picture.paste(stone, (0, 0), area(jagged(rock, rng, 0.12)))
    with pen(picture, (1270, 320, 1530, 720)) as draw:
        lighthouse(draw.at(1400, 690))
    glow(picture, (1400, 398), 260, "#fff0b8", 0.95, stretch=1.6)
    _spray(picture, rng, (1090, 760), 250)
    _wave(picture, rng, 885, "#46605f", "#263a3f", 84)
    _spray(picture, rng, (430, 880), 330)
    _wave(picture, rng, 1060, "#2f4d50", "#152629", 128)
    _spray(picture, rng, (1640, 1010), 250)
    driven(picture, rng, "#e8ecec", 0.2, slant=3, length=34)
    return picture


def _wave(
    picture: Image.Image, rng: Random, level: float, back: str, front: str, tall: float
) -> None:
    """One row of steep waves with foam down their fronts."""
    phase = rng.uniform(0, 6)
    crest: list[Point] = []
    for x in range(-90, WIDTH + 100, 6):
        swing = sin(x / (3.1 * tall) + phase) + 0.45 * sin(x / (1.25 * tall) + 2 * phase)
        crest.append((x, level - tall * abs(swing) ** 1.5 * (1 if swing > 0 else -0.5)))
    crest = jagged(crest, rng, 0.25)
    top, foot = (level - tall) / HEIGHT, (level + tall * 1.6) / HEIGHT
    body = gradient(f"0 {back}, {top} {back}, {foot} {front}, 1 {front}")
    marbled = levels(clouds(rng, (330, 60), octaves=5, persistence=0.62), 0.55, 0.78, 0.75)
    fading = fade(f"0 1, {(level + tall) / HEIGHT} 0.75, {(level + tall * 4) / HEIGHT} 0.15")
    tint(body, "#dfe6e2", within(marbled, fading))
    picture.paste(body, (0, 0), area(down_to_the_edge(crest)))
    lower = [(x, y + 12 + tall * 0.16) for x, y in reversed(crest)]
    foam = levels(clouds(rng, (60, 30), octaves=4), 0.3, 0.7)
    tint(picture, "#f1f4f0", within(foam, blurred(area([*crest, *lower]), 3)))


def _spray(picture: Image.Image, rng: Random, foot: Point, size: float) -> None:
    shape = points("-0.7,0.15 -0.45,-0.5 -0.1,-0.95 0.3,-0.7 0.8,-0.25 1,0.15")
    plume = area([(foot[0] + x * size, foot[1] + y * size) for x, y in shape])
    torn = levels(clouds(rng, (90, 110), octaves=5, persistence=0.65), 0.32, 0.72, 0.95)
    tint(picture, "#eef2ef", within(torn, blurred(plume, size * 0.16)))
