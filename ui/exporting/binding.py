"""The pages of a document that Qt wrote, bound into one.

Qt keeps what is painted on a page until the page ends, and packs it then: of a large map for a second, in which the
window stands still.  Written on many pages in turn it is packed bit by bit.  A page may show any number of streams one
after the other (ISO 32000-1, 7.8.2), so all that is left to do is to say so in an update at the end of the file
(7.5.6).
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_START: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TABLE: Final = re.compile(rb"xref\n0 (\d+)\n")
_ROW: Final = 20
_PAGE: Final = re.compile(rb"\d+ 0 obj\n<<\n/Type /Page\n")
_PAGES: Final = re.compile(rb"\d+ 0 obj\n<<\n/Type /Pages\s")
_CONTENTS: Final = re.compile(rb"/Contents (\d+) 0 R\n")
_RESOURCES: Final = re.compile(rb"/Resources (\d+) 0 R\n")
_KIND: Final = re.compile(rb"/(\w+) <<\n(.*?)>>\n", re.DOTALL)
_KIDS: Final = re.compile(rb"/Kids\s*\[.*?\]", re.DOTALL)
_SIZE: Final = re.compile(rb"/Size \d+")
_COUNT: Final = re.compile(rb"/Count \d+")


def bound(data: bytes) -> bytes:
    """Return a document of one page that shows all that the pages of `data` show, the later ones over the earlier.

    All pages must be of one size and as Qt writes them.
    """
    file = _File(data)
    starts = file.starts
    pages = [number for number, start in starts.items() if _PAGE.match(data, start)]
    if len(pages) < 2:
        return data
    bodies = [file.body(starts[page]) for page in pages]
    # what a page does to its coordinates must not reach the next
    keep, bring_back = file.size, file.size + 1
    streams = b" ".join(b"%d 0 R %s 0 R %d 0 R" % (keep, _one(_CONTENTS, body), bring_back) for body in bodies)
    resources = [int(_one(_RESOURCES, body)) for body in bodies]
    tree = next(number for number, start in starts.items() if _PAGES.match(data, start))
    kids = _KIDS.sub(b"/Kids [%d 0 R]" % pages[0], file.body(starts[tree]))
    return file.updated(
        {
            pages[0]: _CONTENTS.sub(b"/Contents [%s]\n" % streams, bodies[0]),
            resources[0]: _all_of([file.body(starts[each]) for each in resources]),
            tree: _COUNT.sub(b"/Count 1", kids),
            keep: _stream(b"q\n"),
            bring_back: _stream(b"Q\n"),
        }
    )


@dataclass(frozen=True, slots=True)
class _File:
    """A document by its objects."""

    data: bytes

    @property
    def size(self) -> int:
        """The first number that no object has."""
        return int(self._head[1])

    @property
    def starts(self) -> Mapping[int, int]:
        """Where each object lies."""
        begin = self._head.end()
        return {
            number: int(self.data[begin + _ROW * number : begin + _ROW * number + 10]) for number in range(1, self.size)
        }

    def body(self, start: int) -> bytes:
        """Return what stands between the first and the last word of the object that lies there."""
        start = self.data.index(b"obj\n", start) + 4
        return self.data[start : self.data.index(b"endobj\n", start)]

    def updated(self, objects: Mapping[int, bytes]) -> bytes:
        """Return the document with these objects in the place of those that it has."""
        made = bytearray(self.data)
        rows = [b"0 1\n0000000000 65535 f \n"]
        for number, body in sorted(objects.items()):
            rows.append(b"%d 1\n%010d 00000 n \n" % (number, len(made)))
            made += b"%d 0 obj\n%sendobj\n" % (number, body)
        trailer = self.data[self.data.index(b"trailer\n<<\n", self._table) : self.data.rindex(b">>")]
        table = len(made)
        made += b"xref\n" + b"".join(rows) + _SIZE.sub(b"/Size %d" % max(self.size, max(objects) + 1), trailer)
        made += b"/Prev %d\n>>\nstartxref\n%d\n%%%%EOF\n" % (self._table, table)
        return bytes(made)

    @property
    def _head(self) -> re.Match[bytes]:
        found = _TABLE.match(self.data, self._table)
        assert found is not None
        return found

    @property
    def _table(self) -> int:
        found = _START.search(self.data, len(self.data) - 64)
        assert found is not None
        return int(found[1])


def _all_of(resources: list[bytes]) -> bytes:
    """Return the resources of many pages as those of one; a name stands for the same object everywhere."""
    kinds: defaultdict[bytes, dict[bytes, None]] = defaultdict(dict)
    for each in resources:
        for kind, named in _KIND.findall(each):
            kinds[kind] |= dict.fromkeys(named.splitlines(keepends=True))
    return b"<<\n%s>>\n" % b"".join(b"/%s <<\n%s>>\n" % (kind, b"".join(named)) for kind, named in kinds.items())


def _stream(content: bytes) -> bytes:
    return b"<<\n/Length %d\n>>\nstream\n%sendstream\n" % (len(content), content)


def _one(pattern: re.Pattern[bytes], body: bytes) -> bytes:
    found = pattern.search(body)
    assert found is not None
    return found[1]
