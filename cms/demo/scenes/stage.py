"""A concert: lights, players and the crowd before them."""

from random import Random

from PIL import Image, ImageChops, ImageDraw

from cms.demo.canvas import (
    HEIGHT,
    WIDTH,
    Pen,
    blurred,
    clouds,
    fade,
    glow,
    gradient,
    levels,
    pen,
)
from cms.demo.weather import shine, within


def stage(rng: Random) -> Image.Image:
    """A singer in beams of light, hands in the air in front."""
    picture = gradient("0 #0a0718, 0.5 #25103f, 0.8 #4a1a57, 1 #12081f")
    hues = ["#ff5f9e", "#5fd0ff", "#ffc35f", "#9a6bff", "#5fffc4", "#ff7a5f", "#6b8cff"]
    rng.shuffle(hues)
    _beams(picture, rng, hues)
    with pen(picture, (0, 0, WIDTH, 140), scale=2) as draw:
        draw.line("0,44 1920,44", "#05030c", 7)
        draw.line("0,88 1920,88", "#05030c", 7)
        for x in range(0, WIDTH, 46):
            draw.line([(x, 44), (x + 23, 88), (x + 46, 44)], "#05030c", 4)
        for index in range(14):
            draw.box(45 + index * 140, 74, 75 + index * 140, 106, "#05030c")
    for index in range(14):
        glow(picture, (60 + index * 140, 104), 60, hues[index % len(hues)], 1)
    glow(picture, (960, 760), 420, "#ffd9a8", 0.75)
    with pen(picture, (300, 430, 1620, 1010), scale=2) as draw:
        draw.polygon("300,930 1620,930 1620,1010 300,1010", "#0a0514")
        _singer(draw.at(960, 936, 3.1))
        _drummer(draw.at(1290, 936, 2.3))
        _singer(draw.at(620, 936, 2.5), guitar=True)
    _crowd(picture, rng)
    return picture


def _beams(picture: Image.Image, rng: Random, hues: list[str]) -> None:
    """Fourteen spotlights through smoke; drawn small, for they are soft anyway."""
    size = (WIDTH // 4, HEIGHT // 4)
    smoke = levels(clouds(rng, (420, 300), octaves=3, shrink=4).resize(size), -0.9, 0.9)
    reach = within(fade("0 0.8, 0.5 0.4, 0.8 0.14", size), smoke)
    lights = Image.new("RGB", size)
    for index in range(14):
        x, foot = 60 + index * 140, 960 + rng.uniform(-700, 700)
        beam = Image.new("L", size)
        shape = [(x - 7, 70), (x + 7, 70), (foot + 110, 1010), (foot - 110, 1010)]
        ImageDraw.Draw(beam).polygon([(a / 4, b / 4) for a, b in shape], fill=255)
        shine(lights, hues[index % len(hues)], within(blurred(beam, 2), reach))
    soft = lights.resize(picture.size, Image.Resampling.BICUBIC)
    picture.paste(ImageChops.screen(picture, soft))


def _singer(draw: Pen, *, guitar: bool = False) -> None:
    dark = "#0c0613"
    draw.polygon("-14,0 -10,-38 -15,-72 -10,-88 10,-88 15,-72 10,-38 16,0 8,0 0,-34 -6,0", dark)
    draw.oval(1, -99, 9, 10, dark)
    draw.polygon("-9,-102 -14,-80 -4,-88", dark)
    if guitar:
        draw.line("-46,-66 -10,-54 22,-42", dark, 4)
        draw.oval(20, -44, 16, 11, dark)
        draw.line("-12,-84 -30,-66 -34,-62", dark, 6)
        draw.line("12,-84 24,-62 14,-48", dark, 6)
    else:
        draw.line("10,-86 30,-110 44,-136", dark, 6)
        draw.line("-12,-84 -24,-66 -14,-88", dark, 6)
        draw.line("-22,0 -14,-94", dark, 2)
        draw.oval(-12, -96, 4, 4, dark)


def _drummer(draw: Pen) -> None:
    dark = "#0c0613"
    draw.oval(0, -22, 24, 22, dark)
    draw.oval(-38, -34, 16, 12, dark)
    draw.oval(38, -34, 16, 12, dark)
    draw.line("-70,-74 -38,-66", dark, 3)
    draw.line("38,-66 70,-74", dark, 3)
    for x in (-54, 54):
        draw.line([(x, -70), (x, 0)], dark, 2)
    draw.polygon("-16,-40 -14,-74 14,-74 16,-40", dark)
    draw.oval(0, -86, 9, 10, dark)
    draw.line("-12,-70 -30,-60 -40,-78", dark, 4)
    draw.line("12,-70 30,-58 38,-50", dark, 4)


def _crowd(picture: Image.Image, rng: Random) -> None:
    with pen(picture, (0, 780, WIDTH, HEIGHT), scale=2) as draw:
        for row, (level, colour) in enumerate(
            ((1060, "#1d0d2c"), (1140, "#120819"), (1230, "#07030c"))
        ):
            size = 30 + 12 * row
            x = -20.0
            while x < WIDTH + 40:
                y = level + rng.uniform(-18, 18)
                draw.oval(x, y, size * 0.62, size * 0.72, colour)
                draw.oval(x, y + size * 1.75, size, size * 1.1, colour)
                draw.box(x - size, y + size * 1.75, x + size, HEIGHT, colour)
                if rng.random() < 0.42:
                    side, lean = rng.choice((-1, 1)), rng.uniform(-0.5, 0.5)
                    hand = (x + side * size + lean * size, y - size * rng.uniform(1.6, 2.6))
                    draw.line(
                        [
                            (x + side * size * 0.9, y + size),
                            (x + side * size * 1.1, y - size * 0.4),
                            hand,
                        ],
                        colour,
                        size * 0.3,
                    )
                    draw.oval(*hand, size * 0.24, size * 0.28, colour)
                x += size * rng.uniform(1.5, 2.1)
