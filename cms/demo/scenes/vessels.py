"""Boats and ships for the drawn pictures.

A figure that takes only a pen is drawn round (0, 0), the middle of its foot: place it with `at`.
"""

from cms.demo.canvas import Pen


def skiff(draw: Pen, hull: str, trim: str) -> None:
    """A small fishing boat, lying still."""
    draw.oval(0, 34, 150, 9, "#070d22", 0.4)
    draw.polygon("-150,-6 120,-6 168,-26 120,34 -128,34", hull)
    draw.polygon("-150,-6 120,-6 168,-26 160,-12 120,6 -146,6", trim)
    draw.box(-60, -62, 20, -6, "#e8e6e0")
    draw.polygon("-68,-62 -58,-72 24,-72 32,-62", trim)
    for left in (-50, -18):
        draw.box(left, -52, left + 24, -30, "#ffdf9e")
    draw.line("-20,-70 -20,-150", "#d9dce2", 3)


def seiner(draw: Pen) -> None:
    """A fishing vessel in the middle of the canvas, on her way to the right."""
    sheer = "560,770 640,785 1180,790 1330,745 1480,690"
    draw.polygon(f"{sheer} 1440,800 1395,945 640,945 585,850", "#1f4f82")
    draw.polygon("597,868 1417,868 1395,945 640,945", "#7d2530")
    draw.polygon(f"{sheer} 1476,704 1335,761 1182,805 640,800 563,784", "#f3f1ea")
    for x in range(660, 1180, 74):
        draw.oval(x, 832, 9, 9, "#12304f")
    draw.box(700, 690, 960, 788, "#f4f2ec")
    draw.box(740, 596, 930, 690, "#e9e6de")
    draw.polygon("725,596 735,580 940,580 950,596", "#c9483a")
    for left in (752, 796, 840, 884):
        draw.box(left, 614, left + 34, 650, "#24445e")
        draw.polygon([(left, 614), (left + 14, 614), (left, 640)], "#ffffff", 0.35)
    for left in (724, 780, 836, 892):
        draw.box(left, 715, left + 26, 741, "#2d4a60")
    draw.box(930, 690, 960, 788, "#000000", 0.12)
    draw.box(830, 400, 842, 582, "#dfe4e6")
    draw.line("800,440 872,440", "#dfe4e6", 5)
    draw.oval(836, 500, 24, 9, "#ffffff")
    for stay in ("836,408 1466,694", "836,430 575,772", "1236,545 1380,728"):
        draw.line(stay, "#273b4c", 2)
    draw.box(1230, 540, 1240, 770, "#c9483a")
    draw.line("1236,560 1070,640 1040,700", "#c9483a", 7)
    draw.polygon("600,772 690,720 700,788 610,786", "#2f6f5d")
    for x, y in ((632, 752), (652, 742), (668, 757), (640, 770)):
        draw.oval(x, y, 9, 8, "#e2792d")
    draw.line("960,760 1180,764 1320,722", "#dfe4e6", 3)


def icebreaker(draw: Pen) -> None:
    """A research ship seen from the side, bow to the right; (0, 0) is in her waterline."""
    deck = "-400,-118 180,-118 300,-136 410,-170"
    draw.polygon(f"{deck} 372,-70 330,30 -380,30 -396,-60", "#c8372d")
    draw.polygon("-396,-60 -392,-20 352,-20 372,-70", "#a52a25", 0.5)
    draw.polygon("-392,-22 350,-22 330,30 -380,30", "#2a2f3a")
    draw.polygon(f"{deck} 408,-160 300,-124 180,-106 -400,-106", "#f5f3ee")
    draw.box(-150, -210, 190, -118, "#f7f5f0")
    draw.box(-110, -268, 170, -210, "#efece5")
    draw.box(-30, -326, 160, -268, "#f7f5f0")
    draw.polygon("-40,-326 -30,-338 156,-338 170,-326", "#c8372d")
    for x in range(-20, 150, 27):
        draw.box(x, -316, x + 21, -288, "#22445c")
    for y, left, right in ((-250, -95, 160), (-192, -135, 180)):
        for x in range(left, right, 34):
            draw.box(x, y, x + 17, y + 17, "#35586e")
    for top, bottom in ((-326, -268), (-268, -210), (-210, -118)):
        draw.box(140, top, 190 if bottom > -120 else 168, bottom, "#000000", 0.08)
    draw.polygon("-100,-268 -92,-330 -48,-330 -46,-268", "#c8372d")
    draw.box(-95, -312, -47, -300, "#f5f3ee")
    draw.box(62, -440, 70, -336, "#dfe3e6")
    draw.line("30,-400 102,-400", "#dfe3e6", 5)
    draw.oval(66, -372, 22, 9, "#ffffff")
    draw.oval(20, -352, 17, 17, "#ffffff")
    draw.line("66,-436 400,-172", "#2b3a46", 1.6)
    draw.line("66,-420 -390,-122", "#2b3a46", 1.6)
    draw.box(-330, -220, -318, -118, "#e0a32e")
    draw.line("-324,-214 -392,-262 -400,-150", "#e0a32e", 8)
    draw.box(-290, -152, -230, -118, "#2f6f8f")
    draw.box(-222, -152, -168, -118, "#e0a32e")
    draw.line("196,-150 300,-166 404,-200", "#dfe3e6", 3)


def drone(draw: Pen) -> None:
    """A torpedo-shaped underwater vehicle, going right, about 620 long; (0, 0) is its middle."""
    draw.polygon(
        "-310,-14 -240,-58 200,-58 262,-46 300,-20 306,0 300,20 262,46 200,58 -240,58 -310,14",
        "#f2b81f",
    )
    draw.polygon("-310,4 -240,10 300,10 300,20 262,46 200,58 -240,58 -310,14", "#b97d0c", 0.75)
    draw.polygon("-240,-58 200,-58 240,-51 -236,-46", "#ffe28a", 0.8)
    draw.box(-120, -58, -92, 58, "#23313d")
    draw.box(120, -58, 134, 58, "#23313d")
    draw.polygon("-250,-56 -214,-56 -238,-120 -266,-120", "#d2541f")
    draw.polygon("-250,56 -214,56 -238,120 -266,120", "#a83f14")
    draw.polygon("-20,-58 40,-58 30,-96 0,-96", "#23313d")
    draw.line("16,-96 16,-150", "#23313d", 4)
    draw.oval(286, 0, 14, 20, "#fff6cf")
    draw.oval(-318, 0, 10, 30, "#23313d")
    draw.oval(-330, -20, 9, 24, "#41566a", 0.9)
    draw.oval(-330, 20, 9, 24, "#41566a", 0.9)
    for x in (-60, -20, 20, 60):
        draw.oval(x, -8, 9, 9, "#23313d", 0.6)
