"""Pictures as Pillow has them: upright, in sRGB, cropped round a focal point, scaled."""

import io
import struct
from collections.abc import Iterable
from typing import cast

from PIL import ExifTags, Image, ImageCms

Box = tuple[int, int, int, int]
Size = tuple[int, int]

MAX_PIXELS = 200_000_000
# Pillow refuses what has twice as many.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS // 2

# Everything that Pillow raises for files that are broken by accident or on purpose.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    EOFError,
    OverflowError,
    MemoryError,
    AssertionError,
    struct.error,
    Image.DecompressionBombError,
)

_TRANSPOSED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def orientation(image: Image.Image) -> int:
    """1 to 8, as EXIF counts them; 1 (upright) where it is not told or makes no sense."""
    try:
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except BROKEN:
        return 1
    return value if value in _TRANSPOSED else 1


def upright_size(image: Image.Image) -> Size:
    """The size at which it is shown. Ask before it is drafted or loaded: Pillow gives a TIFF's
    upright size at once, and forgets its orientation on loading."""
    if image.format != "TIFF" and orientation(image) >= 5:
        return image.height, image.width
    return image.size


def upright(image: Image.Image) -> Image.Image:
    image.load()
    method = _TRANSPOSED.get(orientation(image))
    return image if method is None else image.transpose(method)


def in_srgb(image: Image.Image) -> Image.Image:
    """The same picture in RGB with 8 bits, on white where it was transparent, and without a
    profile, so that every browser shows it alike."""
    profile = image.info.get("icc_profile")
    image = _in_8_bits(image)
    if image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info:
        return _on_white(_converted(image.convert("RGBA"), profile))
    if image.mode in ("La", "RGBa"):
        return _on_white(image.convert({"La": "LA", "RGBa": "RGBA"}[image.mode]).convert("RGBA"))
    return _converted(image, profile)


def _in_8_bits(image: Image.Image) -> Image.Image:
    """Pillow's own conversion of 16 bits would cut off all above 255."""
    if image.mode.startswith("I"):
        scale, low = 1 / 256, 0.0
    elif image.mode == "F":
        low, high = cast(tuple[float, float], image.getextrema())
        scale = 255 / (high - low) if high > low else 1.0
    else:
        return image
    image = image.convert("F").point(lambda value: value * scale + -low * scale).convert("L")
    image.info.pop("transparency", None)
    return image


def _converted(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L", "LAB"):
        out = "RGBA" if image.mode == "RGBA" else "RGB"
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), outputMode=out
            )
        except (ImageCms.PyCMSError, *BROKEN):
            # A profile that does not fit the picture; better its bare colours than none.
            converted = None
        if converted is not None:
            return converted
    return image if image.mode in ("RGB", "RGBA") else image.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    flat = Image.new("RGB", image.size, "white")
    flat.paste(image, mask=image.getchannel("A"))
    return flat


def crop_box(size: Size, ratio: tuple[int, int] | None, focus: tuple[float, float]) -> Box:
    """The largest part of this ratio, with the focal point as near to its middle as the edges
    allow; the whole where `ratio` is None. `focus` is in shares of width and height."""
    width, height = size
    if ratio is None:
        return 0, 0, width, height
    wide, high = ratio
    cropped = (
        min(width, max(1, round(height * wide / high))),
        min(height, max(1, round(width * high / wide))),
    )
    left, top = (
        min(max(round(share * whole - part / 2), 0), whole - part)
        for share, whole, part in zip(focus, size, cropped, strict=True)
    )
    return left, top, left + cropped[0], top + cropped[1]


def sizes_of(box: Box, widths: Iterable[int]) -> list[Size]:
    """The sizes a part is made in, widest first: those it fills, or its own if it fills none."""
    width, height = box[2] - box[0], box[3] - box[1]
    fitting = [one for one in widths if one <= width] or [width]
    return [(one, max(1, round(one * height / width))) for one in sorted(fitting, reverse=True)]


def scaled(
    image: Image.Image, size: Size, part: tuple[float, float, float, float] | None = None
) -> Image.Image:
    return image.resize(size, Image.Resampling.LANCZOS, box=part, reducing_gap=3.0)
