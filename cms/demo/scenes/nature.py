"""Beasts, birds, plants and people for the drawn pictures.

A figure that takes only a pen is drawn round (0, 0), the middle of its foot: place it with `at`.
"""

from random import Random

from cms.demo.canvas import Pen, mix


def gulls(
    draw: Pen, rng: Random, box: tuple[float, float, float, float], count: int, colour: str
) -> None:
    for _ in range(count):
        x, y = rng.uniform(box[0], box[2]), rng.uniform(box[1], box[3])
        bird = draw.at(x, y, rng.uniform(7, 19))
        lift = rng.uniform(0.2, 0.8)
        wings = [(-1, -lift), (-0.4, -lift * 0.9), (0, 0), (0.5, -lift), (1, -lift * 0.7)]
        bird.line(wings, colour, 0.16)
        bird.oval(0, 0.05, 0.28, 0.13, colour)


def puffin(draw: Pen, *, flip_head: bool) -> None:
    """Seen from the side, about 230 tall, looking right, or left with `flip_head`."""
    body = draw.at(0, 0, flip=flip_head)
    body.polygon("-24,-4 -30,8 -6,8 -2,-4", "#e8722c")
    body.polygon("14,-4 10,8 36,8 30,-4", "#e8722c")
    body.polygon(
        "-72,-30 -58,-96 -38,-140 -6,-164 34,-158 50,-120 54,-70 42,-24 14,-2 -22,-4 -48,-16",
        "#f7f7f4",
    )
    body.polygon(
        "-72,-30 -58,-96 -40,-142 -10,-168 16,-162 -4,-120 -10,-70 -28,-34 -46,-18 -94,-10",
        "#1e2226",
    )
    body.polygon("-40,-126 -12,-132 -14,-70 -34,-38 -52,-40", "#33393f")
    body.polygon("-34,-150 50,-150 44,-128 10,-120 -30,-126", "#1e2226")
    body.oval(12, -182, 44, 42, "#1e2226")
    body.polygon("-6,-190 4,-212 26,-218 46,-206 54,-184 46,-162 24,-154 4,-160", "#f3f3ef")
    body.polygon("46,-206 72,-200 92,-184 98,-170 84,-164 48,-160", "#e8722c")
    body.polygon("46,-206 60,-204 62,-162 48,-160", "#3d4f63")
    body.polygon("60,-204 66,-202 68,-162 62,-162", "#f4cf5c")
    body.line("74,-198 80,-165", "#c2451d", 3)
    body.line("60,-181 98,-172", "#b03a18", 2)
    body.polygon("22,-192 34,-204 44,-190", "#3d4f63")
    body.oval(33, -192, 7, 7, "#d8452a")
    body.oval(33, -192, 4.4, 4.4, "#14171a")
    body.line("22,-190 2,-184", "#9a9d99", 2)


def reindeer(draw: Pen, colour: str, *, grazing: bool = False) -> None:
    """Seen from the side, facing right, about 100 tall to the tips of its antlers."""
    for leg in (
        "-30,-36 -33,-18 -30,0",
        "-24,-36 -22,-17 -25,0",
        "20,-34 22,-16 20,0",
        "27,-34 31,-18 29,0",
    ):
        draw.line(leg, colour, 4.6)
    draw.polygon(
        "-40,-50 -36,-60 -20,-63 4,-61 22,-64 33,-60 35,-46 28,-34 16,-30 -8,-31 -26,-32 -37,-38",
        colour,
    )
    draw.polygon("-40,-55 -46,-50 -41,-46", "#f1ece4", 0.9)
    head = draw.at(34, -52) if not grazing else draw.at(36, -44)
    if grazing:
        head.polygon("-14,-12 0,-12 20,18 30,34 26,40 18,36 6,18 -10,6", colour)
        _antlers(head.at(16, 14, 0.9), colour)
    else:
        head.polygon(
            "-14,-8 -4,-14 12,-32 20,-38 34,-30 38,-24 34,-20 22,-20 14,-6 2,10 -8,14", colour
        )
        head.polygon("-6,2 8,-14 12,-6 2,12", "#f1ece4", 0.35)
        _antlers(head.at(18, -36), colour)


def _antlers(draw: Pen, colour: str) -> None:
    for beam in (
        "0,0 -9,-12 -11,-28 -2,-42 8,-48",
        "-11,-26 -18,-36 -16,-46",
        "-2,-42 -8,-54",
        "2,-1 0,-14 4,-30 16,-40",
        "4,-28 -3,-38",
        "0,-6 12,-12 18,-18",
    ):
        draw.line(beam, colour, 2.2)


def cloudberry(draw: Pen, rng: Random) -> None:
    """A plant with one ripe berry, about 190 tall."""
    draw.line("0,0 4,-80 -2,-150", "#7d4a2a", 5)
    for x, y, size, turn in ((-52, -62, 1.0, False), (58, -88, 0.85, True), (30, -28, 0.7, True)):
        leaf = draw.at(x, y, size, flip=turn)
        green = rng.choice(("#6f8a34", "#8a8a36", "#a5672c", "#557a35"))
        leaf.polygon(
            "56,10 30,-34 10,-26 -6,-50 -26,-26 -50,-30 -46,-4 -68,12 -44,24 -40,46 -12,36 12,52 24,30 48,30",
            green,
        )
        for tip in ("50,12 -6,-44", "50,12 -46,-26", "50,12 -62,12", "50,12 -36,42"):
            leaf.line(tip, mix(green, "#000000", 0.3), 2)
    for x, y in ((-30, -152), (30, -152), (-12, -140), (14, -140)):
        draw.polygon([(x, y - 4), (x * 1.5, y + 16), (0, y + 8)], "#8a4a26")
    for x, y, size in (
        (-24, -160, 17),
        (24, -160, 17),
        (0, -154, 18),
        (-14, -178, 17),
        (14, -178, 17),
        (-30, -178, 13),
        (30, -178, 13),
        (0, -194, 16),
        (0, -174, 17),
    ):
        draw.oval(x, y, size, size, "#d9761c")
        draw.oval(x - 2, y - 2, size * 0.82, size * 0.82, "#f49b2d")
        draw.oval(x - 4, y - 5, size * 0.42, size * 0.4, "#ffd07a", 0.9)


def spruce(draw: Pen, rng: Random, green: str, white: str) -> None:
    """A tree under snow, about 170 tall."""
    draw.box(-4, -16, 4, 4, mix(green, "#000000", 0.5))
    for tier in range(6):
        low, wide = -10 - tier * 26, 46 - tier * 7
        lean = rng.uniform(-4, 4)
        draw.polygon(
            [(-wide, low), (lean, low - 54), (wide, low)], mix(green, "#000000", 0.06 * tier)
        )
        draw.polygon(
            [(-wide, low), (lean, low - 54), (wide * 0.1, low - 14), (-wide * 0.5, low - 9)],
            white,
            0.85,
        )


def person(draw: Pen, colour: str = "#060d18") -> None:
    """Somebody in winter clothes, from behind, about 80 tall."""
    draw.polygon("-11,0 -12,-30 -15,-52 -8,-62 8,-62 15,-52 12,-30 11,0 2,0 0,-26 -2,0", colour)
    draw.oval(0, -70, 8, 9, colour)


def skier(draw: Pen, suit: str, hat: str) -> None:
    """A cross-country skier in full stride, going right, about 100 tall."""
    draw.line("-62,-1 46,-1 54,-6", "#20242c", 2.4)
    draw.line("-78,-10 -6,2", "#20242c", 2.4)
    draw.line("-8,-44 8,-24 22,-3", "#1d2430", 8)
    draw.line("-10,-44 -26,-26 -50,-10", "#1d2430", 8)
    draw.polygon("-18,-46 -4,-42 16,-74 6,-82 -4,-78", suit)
    draw.line("8,-76 20,-62 36,-60", suit, 6.5)
    draw.line("0,-74 -20,-66 -30,-50", suit, 6.5)
    draw.line("36,-62 22,-2", "#e8ecf2", 1.7)
    draw.line("-30,-52 -66,-14", "#e8ecf2", 1.7)
    draw.oval(16, -90, 8, 9, "#e8bd9c")
    draw.polygon("7,-91 10,-101 20,-102 25,-92", hat)
