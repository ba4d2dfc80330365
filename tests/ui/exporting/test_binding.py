"""Many pages bound into one: what is painted stays painted, once, in order and unmoved."""

import re
import zlib

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPdfWriter
from pytestqt.qtbot import QtBot

from tests.ui.exporting.documents import objects
from ui.exporting.binding import bound

BOXES = 3


def written(pages: int) -> bytes:
    """A document with a box and a word on each page, the middle one transparent."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    for page in range(pages):
        if page:
            writer.newPage()
        painter.setOpacity(0.5 if page == 1 else 1.0)
        painter.fillRect(QRectF(100 * page, 0, 50, 50), QColor(40 * page, 0, 0))
        painter.setFont(QFont("Inter", 12, QFont.Weight.Bold if page else QFont.Weight.Normal))
        painter.drawText(QPointF(0, 100), f"Page {page}")
    painter.end()
    return bytes(buffer.data().data())


def test_all_pages_become_one_that_shows_each_once_in_order(qtbot: QtBot) -> None:
    data = bound(written(BOXES))
    found = objects(data)
    tree = next(body for body in found.values() if b"/Type /Pages" in body)
    (kid,) = re.findall(rb"/Kids \[(\d+) 0 R\]", tree)
    assert b"/Count 1\n" in tree
    (shown,) = re.findall(rb"/Contents \[([^]]+)\]", found[int(kid)])
    shades = []
    for number in re.findall(rb"(\d+) 0 R", shown):
        body = found[int(number)]
        stream = body.partition(b"stream\n")[2]
        if b"/FlateDecode" in body:
            stream = zlib.decompressobj().decompress(stream)
        shades += [round(float(red) * 255) for red in re.findall(rb"\n([\d.]+) 0(?:\.0+)? 0(?:\.0+)? scn\n", stream)]
    assert [shade for shade in dict.fromkeys(shades) if shade in (0, 40, 80)] == [0, 40, 80]


def test_what_a_page_does_to_its_coordinates_ends_with_it(qtbot: QtBot) -> None:
    found = objects(bound(written(BOXES)))
    (shown,) = (match[1] for body in found.values() if (match := re.search(rb"/Contents \[([^]]+)\]", body)))
    plain = [found[int(number)].partition(b"stream\n")[2] for number in re.findall(rb"(\d+) 0 R", shown)]
    assert [stream[:2] for stream in plain[0::3]] == [b"q\n"] * BOXES
    assert [stream[:2] for stream in plain[2::3]] == [b"Q\n"] * BOXES


def test_fonts_and_transparency_of_all_pages_are_known_to_the_one(qtbot: QtBot) -> None:
    apart = objects(written(BOXES))
    found = objects(bound(written(BOXES)))
    page = next(body for body in found.values() if b"/Contents [" in body)
    resources = found[int(re.findall(rb"/Resources (\d+) 0 R", page)[0])]
    named = {name for body in apart.values() if b"/ColorSpace" in body for name in re.findall(rb"/\w+ \d+ 0 R", body)}
    assert any(name.startswith(b"/GState") for name in named)
    assert set(re.findall(rb"/\w+ \d+ 0 R", resources)) == named


def test_a_document_of_one_page_stays_as_it_is(qtbot: QtBot) -> None:
    data = written(1)
    assert bound(data) is data
