"""Text files from anywhere: compressed or not, in the encodings that spreadsheets and databases write."""

import codecs
import gzip
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from io import BufferedReader, TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import Final

from workbench.exchange.problems import ImportProblem

LONGEST_LINE: Final = 1_000_000

_ByteStream = BufferedReader | gzip.GzipFile

_BLOCK = 1 << 20
_GZIP = b"\x1f\x8b"
# in this order, for the mark of the one begins like that of the other
_WIDE = {
    "utf-32": (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE),
    "utf-16": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
}
_KNOWN_FORMATS = {
    b"PK\x03\x04": "a workbook or an archive",
    b"\xd0\xcf\x11\xe0": "an old workbook",
    b"%PDF": "a PDF document",
}


def find_encoding(path: Path, largest: int) -> str:
    """Read the whole file once, in blocks, and return the name of its encoding.

    Raises ImportProblem where it cannot be read, is no text or holds more than `largest` bytes after decompression.
    """
    with _reading(path), _byte_stream(path) as stream:
        blocks = _blocks(stream, path, largest)
        first = next(blocks, b"")
        for start, what in _KNOWN_FORMATS.items():
            if first.startswith(start):
                raise ImportProblem(path.name, f"it is {what}, not a table in text", "save it as CSV and import that")
        for encoding, marks in _WIDE.items():
            if first.startswith(marks):
                for _ in blocks:
                    pass
                return encoding
        return _eight_bit_encoding(chain((first,), blocks), path)


def read_lines(path: Path, encoding: str) -> Iterator[str]:
    """Yield the lines of the file with their ends.

    Raises ImportProblem where it cannot be read or a line passes LONGEST_LINE characters.
    """
    with _reading(path), _byte_stream(path) as stream:
        text = TextIOWrapper(stream, encoding, errors="replace", newline="")
        number = 0
        while line := text.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE:
                cause = f"the line has {LONGEST_LINE:,} characters or more"
                raise ImportProblem(path.name, cause, "check that the file is a table with one row a line", number)
            yield line


def _byte_stream(path: Path) -> _ByteStream:
    if path.exists() and not path.is_file():
        what = "it is a folder" if path.is_dir() else "it is no ordinary file"
        raise ImportProblem(path.name or str(path), what, "choose a file")
    with path.open("rb") as stream:
        compressed = stream.read(2) == _GZIP
    return gzip.open(path) if compressed else path.open("rb")


def _blocks(stream: _ByteStream, path: Path, largest: int) -> Iterator[bytes]:
    size = 0
    while block := stream.read(_BLOCK):
        size += len(block)
        if size > largest:
            cause = f"it holds more than {largest:,} bytes of text"
            raise ImportProblem(path.name, cause, "import a part of it, for example fewer months")
        yield block


def _eight_bit_encoding(blocks: Iterator[bytes], path: Path) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf_8 = True
    for block in chain(blocks, (b"",)):
        if b"\0" in block:
            raise ImportProblem(path.name, "it is a binary file, not a table in text", "save it as CSV and import that")
        try:
            if is_utf_8:
                decoder.decode(block, final=not block)
        except UnicodeDecodeError:
            is_utf_8 = False
    # Windows-1252 is Latin-1 with the characters that spreadsheets put where Latin-1 has control codes
    return "utf-8-sig" if is_utf_8 else "cp1252"


@contextmanager
def _reading(path: Path) -> Generator[None]:
    try:
        yield
    except FileNotFoundError:
        raise ImportProblem(path.name, f"there is no such file in {path.parent}", "check its name and folder") from None
    except PermissionError:
        raise ImportProblem(path.name, "you may not read it", "ask its owner for permission or copy it") from None
    except (gzip.BadGzipFile, EOFError, zlib.error):
        cause = "it is compressed, and damaged or cut off"
        raise ImportProblem(path.name, cause, "fetch it again or unpack it first") from None
    except OSError as error:
        cause = f"it cannot be read ({error.strerror or error})"
        raise ImportProblem(path.name, cause, "copy it to a local disk and try again") from None
