"""A line is read as it was written, or not at all."""

import pytest

from workbench.storage.checked_lines import checked_line, content_of

LINE = checked_line(b'{"number": 1}')


def test_what_was_written_is_read() -> None:
    assert content_of(LINE) == {"number": 1}


@pytest.mark.parametrize("length", range(len(LINE)))
def test_a_torn_line_is_none(length: int) -> None:
    assert content_of(LINE[:length]) is None


@pytest.mark.parametrize("place", range(len(LINE)))
def test_an_altered_line_is_none(place: int) -> None:
    assert content_of(LINE[:place] + bytes([LINE[place] ^ 1]) + LINE[place + 1 :]) is None


@pytest.mark.parametrize("body", [b"[1]", b"{", b"[" * 100_000])
def test_a_whole_line_without_an_object_is_none(body: bytes) -> None:
    assert content_of(checked_line(body)) is None
