"""A page as an SVG: text as text, every card with its full name, and no text that could be anything but text."""

import re
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize
from PySide6.QtSvg import QSvgGenerator

from ui.canvas.page import Page, Paint, Piece
from ui.exporting.steps import Steps
from ui.exporting.svg_text import TextPainter, xml_text

_BODY: Final = re.compile(r"</defs>\s*<g [^>]*>(.*)</g>\s*</svg>", re.DOTALL)
_EMPTY_GROUP: Final = re.compile(r'<g [^>]*>\s*</g>\s*|<g [^>]*fill-opacity="0"[^>]*>(?:\s*<rect[^>]*/>)+\s*</g>\s*')
_FONT_OF_GROUP: Final = re.compile(r'(<g [^>]*?)\sfont-family="[^>]*>')
# what every element says although it goes without saying
_NEEDLESS: Final = re.compile(
    r' (?:vector-effect="\w+"|transform="matrix\(1,0,0,1,0,0\)"|font-style="normal"'
    r'|font-family="[^"]*"|stroke-linejoin="bevel"|stroke-linecap="square")'
)
_OPAQUE: Final = re.compile(r' (?:fill|stroke)-opacity="1"')
_FAINT: Final = '-opacity="0'
_BLANKS: Final = re.compile(r"\s+(?=/?>)|\n+(?=<)")
_EVERY: Final = 16
_ANY: Final = "sans-serif"


def svg_steps(page: Page, title: str, description: str) -> Steps:
    """Write a page piece by piece; `description` is what a screen reader tells of it."""
    for _ in page.prepare():
        yield 0.0
    made = bytearray(_head(page, title, description).encode())
    group = ""
    most = page.most_pieces
    for at, piece in enumerate(page.pieces()):
        if piece.group != group:
            made += f'{"</g>" if group else ""}<g id="{piece.group}">\n'.encode()
            group = piece.group
        made += _element(page, piece).encode()
        if at % _EVERY == 0:
            yield at / most
    made += "".join(["</g>", *_names_of_phases(page), "</svg>\n"]).encode()
    return bytes(made)


def _head(page: Page, title: str, description: str) -> str:
    families = ", ".join(f"'{family}'" for family in page.families if family != _ANY)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{page.width}" height="{page.height}" '
        f'viewBox="0 0 {page.width} {page.height}" role="img" aria-labelledby="title desc" '
        f'font-family="{families}, {_ANY}" stroke-linecap="square" stroke-linejoin="bevel">\n'
        f'<title id="title">{xml_text(title)}</title>\n<desc id="desc">{xml_text(description)}</desc>\n'
    )


def _element(page: Page, piece: Piece) -> str:
    named = f"<title>{xml_text(piece.title)}</title>" if piece.title else ""
    return f"<g>{named}{_painted(page, piece.paint)}</g>\n"


def _painted(page: Page, paint: Paint) -> str:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(96)
    generator.setSize(QSize(page.width, page.height))
    generator.setViewBox(QRectF(0, 0, page.width, page.height))
    painter = TextPainter(generator)
    paint(painter)
    painter.end()
    body = _BODY.search(bytes(buffer.data().data()).decode())
    return painter.lettered(_lean(body[1])) if body else ""


def _lean(body: str) -> str:
    """The same picture in a fifth of the letters."""
    if _FAINT not in body:
        # else something opaque may stand in something faint, which it would take its opacity from
        body = _OPAQUE.sub("", body)
    return _BLANKS.sub("", _NEEDLESS.sub("", _FONT_OF_GROUP.sub(r"\1>", _EMPTY_GROUP.sub("", body))))


def _names_of_phases(page: Page) -> Iterator[str]:
    """What the heads show when they are pointed at: the whole name, however narrow the column."""
    yield '<g id="phase-names" fill="none" stroke="none" pointer-events="all">\n'
    for name, box in page.heads():
        place = f'x="{box.left:g}" y="{box.top:g}" width="{box.width:g}" height="{box.height:g}"'
        yield f"<rect {place}><title>{xml_text(name)}</title></rect>\n"
    yield "</g>"
