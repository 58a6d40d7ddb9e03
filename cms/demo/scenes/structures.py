"""Houses, towers and tents for the drawn pictures.

A figure that takes only a pen is drawn round (0, 0), the middle of its foot: place it with `at`.
"""

import itertools
from collections.abc import Sequence
from math import cos, pi, sin
from random import Random

from cms.demo.canvas import Pen, mix


def cabin(draw: Pen, *, wall: str, roof: str, windows: str) -> None:
    draw.box(-66, -56, 66, 0, wall)
    draw.box(13, -56, 66, 0, mix(wall, "#000000", 0.22))
    draw.polygon("-73,-56 -56,-104 56,-104 73,-56", roof)
    draw.box(30, -123, 40, -90, mix(roof, "#000000", 0.3))
    for x in (-48, -16, 28):
        draw.box(x - 9, -41, x + 9, -17, "#f4efe6")
        draw.box(x - 7, -39, x + 7, -20, windows)


def pile_house(
    draw: Pen, rng: Random, left: float, floor: float, size: tuple[float, float], wall: str
) -> None:
    """A house on the quay with its gable towards the water."""
    width, tall = size
    right, middle, eave = left + width, left + width / 2, floor - tall
    top = eave - width * rng.uniform(0.3, 0.42)
    for at in range(int(left) + 8, int(right), 34):
        draw.box(at, floor, at + 7, floor + 51, "#241d27")
    outline = [(left, floor), (left, eave), (middle, top), (right, eave), (right, floor)]
    draw.polygon(outline, wall)
    draw.polygon([(middle, floor), *outline[2:]], "#0a1030", 0.13)
    for board in range(int(eave), int(floor), 11):
        draw.line([(left, board), (right, board)], "#000000", 1, 0.12)
    draw.line([(left - 9, eave + 5), (middle, top - 3), (right + 9, eave + 5)], "#f2f5fb", 9)
    columns = 3 if width > 190 else 2
    for row, y in enumerate((eave + 18, eave + tall * 0.55)):
        for column in range(columns):
            x = left + width * (column + 0.5) / columns
            if row and column == 1:
                draw.box(x - 15, y, x + 15, floor, mix(wall, "#000000", 0.5))
                continue
            draw.box(x - 16, y - 2, x + 16, y + 40, "#f2eee4")
            glass = rng.choice(("#ffd992", "#ffcf7d", "#ffe3ad", "#31415f"))
            draw.box(x - 12, y + 2, x + 12, y + 36, glass)
            draw.line([(x, y + 2), (x, y + 36)], "#f2eee4", 2.5)


def lighthouse(draw: Pen) -> None:
    draw.polygon("-38,0 -26,-260 26,-260 38,0", "#e8e6df")
    for top, bottom in ((-215, -160), (-105, -50)):
        up, down = 38 + top * 0.046, 38 + bottom * 0.046
        draw.polygon([(-up, top), (up, top), (down, bottom), (-down, bottom)], "#b3352c")
    draw.polygon("2,-260 26,-260 38,0 6,0", "#000000", 0.2)
    draw.box(-36, -270, 36, -259, "#22282c")
    draw.box(-21, -314, 21, -270, "#fff3c4")
    for x in (-21, -7, 7, 20):
        draw.line([(x, -314), (x, -270)], "#22282c", 2)
    draw.polygon("-28,-313 0,-345 28,-313", "#b3352c")
    draw.line("0,-345 0,-362", "#22282c", 3)


def tent(draw: Pen) -> None:
    """A lávvu with light in it, about 150 tall."""
    draw.line("-22,-152 6,-128", "#1a1310", 3)
    draw.line("24,-154 -6,-128", "#1a1310", 3)
    draw.line("2,-158 0,-128", "#1a1310", 3)
    draw.polygon("-92,0 -10,-138 10,-138 92,0", "#c98a4a")
    draw.polygon("-30,0 -6,-138 6,-138 30,0", "#f0b968")
    draw.polygon("30,0 6,-138 10,-138 92,0", "#8a5730")
    draw.polygon("-14,0 0,-84 14,0", "#ffe3a4")
    draw.line("-55,0 -8,-136", "#8a5730", 1.5)


def turbine(draw: Pen, turn: float, colour: str = "#f3f5f8", shade: str = "#c3cdd9") -> None:
    """A wind turbine 300 tall to its hub; `turn` is the angle of the first blade."""
    draw.polygon("-6,0 -2.6,-300 2.6,-300 6,0", colour)
    draw.polygon("1,0 0.5,-300 2.6,-300 6,0", shade)
    draw.polygon("-8,-309 10,-309 10,-298 -8,-298", colour)
    for third in range(3):
        angle = turn + third * 2 * pi / 3
        along, across = (cos(angle), sin(angle)), (-sin(angle), cos(angle))
        blade = [
            (along[0] * far + across[0] * wide, -303 + along[1] * far + across[1] * wide)
            for far, wide in ((0, -3), (30, -7), (170, -1), (172, 1), (30, 3), (0, 3))
        ]
        draw.polygon(blade, colour)
    draw.oval(0, -303, 6, 6, shade)


def mast(draw: Pen, colour: str) -> list[tuple[float, float]]:
    """A lattice pylon 200 tall; returns where its three wires hang."""
    draw.line("-22,0 -4,-200", colour, 3)
    draw.line("22,0 4,-200", colour, 3)
    rungs = [(22 - 18 * i / 7, -200 * i / 7) for i in range(8)]
    for (wide, low), (narrow, high) in itertools.pairwise(rungs):
        draw.line([(-wide, low), (narrow, high)], colour, 1.6)
        draw.line([(wide, low), (-narrow, high)], colour, 1.6)
    arms: Sequence[tuple[float, float]] = ((-46, -170), (46, -170), (0, -204))
    draw.line("-48,-176 48,-176", colour, 3)
    draw.line("-48,-176 0,-190 48,-176", colour, 1.6)
    return list(arms)
