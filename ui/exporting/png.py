"""A page as a PNG of any size: painted in blocks, compressed in strips, so that only a strip is in memory.

Qt's own writer wants the whole picture at once, 400 MB for 100 megapixels, and its painter reaches no further than
32,767 px.  A PNG is a zlib stream of rows, which takes them as they come.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from ui.canvas.page import Page
from ui.canvas.picture import part_of, size_in_pixels
from ui.exporting.steps import Steps
from workbench.pictures import PictureProblem

MOST_PIXELS: Final = 1_000_000_000

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_STRIP_PIXELS: Final = 2_000_000
_HIGHEST_STRIP: Final = 512
_BLOCK: Final = 1024
_AT_ONCE: Final = 1_000_000
_UP: Final = 2
_COLOUR, _COLOUR_WITH_ALPHA = 2, 6
_PIXELS_A_METRE: Final = 96 / 0.0254

_Bytes = NDArray[np.uint8]


def png_steps(page: Page, density: float, clear: bool, title: str) -> Steps:
    """Paint a page with `density` device px a logical px, or raise PictureProblem for more than anybody can open."""
    width, height = png_size(page, density)
    made = bytearray(_SIGNATURE + _head(width, height, clear, density, title))
    packer = zlib.compressobj(6)
    above = np.zeros(_row_bytes(width, clear), np.uint8)
    for top, rows in _strips(width, height):
        strip = np.empty((rows, len(above)), np.uint8)
        for left in range(0, width, _BLOCK):
            block = _pixels(part_of(page, density, (left, top, min(_BLOCK, width - left), rows), clear), clear)
            start = _row_bytes(left, clear)
            strip[:, start : start + block.shape[1]] = block
            yield top / height
        for packed in _packed(packer, strip, above):
            made += packed
            yield top / height
        above = strip[-1]
    made += _chunk(b"IDAT", packer.flush()) + _chunk(b"IEND", b"")
    return bytes(made)


def png_size(page: Page, density: float) -> tuple[int, int]:
    """Return the width and height of the picture in px; raises PictureProblem for more than anybody can open."""
    width, height = size_in_pixels(page, density)
    if width * height > MOST_PIXELS:
        raise PictureProblem(
            f"The picture would have {width:,} × {height:,} px, more than programs open; choose a smaller size or SVG."
        )
    return width, height


def _strips(width: int, height: int) -> Iterator[tuple[int, int]]:
    most = max(1, min(_HIGHEST_STRIP, _STRIP_PIXELS // width))
    return ((top, min(most, height - top)) for top in range(0, height, most))


def _row_bytes(pixels: int, clear: bool) -> int:
    return pixels * (4 if clear else 3)


def _pixels(image: QImage, clear: bool) -> _Bytes:
    """The bytes of an image as a PNG has them, shape (rows, bytes of a row)."""
    kind = QImage.Format.Format_RGBA8888 if clear else QImage.Format.Format_RGB888
    plain = image.convertToFormat(kind)
    # a row in memory ends at a multiple of four bytes
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : _row_bytes(plain.width(), clear)].copy()


def _packed(packer: "zlib._Compress", strip: _Bytes, above: _Bytes) -> Iterator[bytes]:
    """Compress rows, each as what it differs by from the one above, which of a map is mostly nothing."""
    filtered = np.empty((len(strip), strip.shape[1] + 1), np.uint8)
    filtered[:, 0] = _UP
    filtered[0, 1:] = strip[0] - above
    filtered[1:, 1:] = strip[1:] - strip[:-1]
    plain = filtered.tobytes()
    for start in range(0, len(plain), _AT_ONCE):
        packed = packer.compress(plain[start : start + _AT_ONCE])
        yield _chunk(b"IDAT", packed) if packed else b""


def _head(width: int, height: int, clear: bool, density: float, title: str) -> bytes:
    kind = _COLOUR_WITH_ALPHA if clear else _COLOUR
    metre = round(_PIXELS_A_METRE * density)
    text = b"Title\0\0\0\0\0" + title.encode("utf-8", "replace")
    return (
        _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0))
        + _chunk(b"pHYs", struct.pack(">IIB", metre, metre, 1))
        + _chunk(b"iTXt", text)
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
