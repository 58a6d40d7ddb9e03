"""The demo newsroom's photos: stylised northern scenes, drawn by code from a seed."""

from io import BytesIO
from random import Random

from PIL import Image, ImageOps

from cms.demo.canvas import HEIGHT, WIDTH, finish
from cms.demo.scenes import arctic, built, chart, sea, stage, winter

SCENES = {
    "fjord": sea.fjord,
    "fishing_boat": sea.fishing_boat,
    "harbour": sea.harbour,
    "storm": sea.storm,
    "northern_lights": winter.northern_lights,
    "herd": winter.herd,
    "ski_track": winter.ski_track,
    "wind_farm": winter.wind_farm,
    "ship_in_ice": arctic.ship_in_ice,
    "under_ice": arctic.under_ice,
    "bird_cliff": arctic.bird_cliff,
    "bog": arctic.bog,
    "bridge": built.bridge,
    "rocket": built.rocket,
    "library": built.library,
    "stage": stage.stage,
    "chart": chart.chart,
}


def draw(scene: str, *, seed: int, size: tuple[int, int] = (WIDTH, HEIGHT)) -> bytes:
    """A JPEG; the same scene and seed give the same bytes with the same Pillow."""
    rng = Random(f"{scene} {seed}")
    picture = finish(SCENES[scene](rng), rng)
    if size != picture.size:
        picture = ImageOps.fit(picture, size, Image.Resampling.LANCZOS)
    file = BytesIO()
    picture.save(file, "JPEG", quality=88, optimize=True)
    return file.getvalue()
