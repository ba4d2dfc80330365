import gzip
import os
from pathlib import Path

import pytest

from workbench.exchange.problems import ImportProblem
from workbench.exchange.text_file import LONGEST_LINE, find_encoding, read_lines

PLENTY = 1_000_000


def read(path: Path) -> str:
    return "".join(read_lines(path, find_encoding(path, PLENTY)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1"])
def test_every_usual_encoding_is_recognised(tmp_path: Path, encoding: str):
    path = tmp_path / "log.csv"
    path.write_bytes("Rückfrage;é\n".encode(encoding))
    assert read(path) == "Rückfrage;é\n"


def test_a_euro_sign_from_a_spreadsheet_is_read(tmp_path: Path):
    path = tmp_path / "log.csv"
    path.write_bytes("5 €\n".encode("cp1252"))
    assert read(path) == "5 €\n"


def test_a_character_on_the_border_of_two_blocks_is_still_utf_8(tmp_path: Path):
    path = tmp_path / "log.csv"
    path.write_bytes(b"a" * ((1 << 20) - 1) + "é\n".encode())
    assert find_encoding(path, 1 << 21) == "utf-8-sig"


def test_gzip_is_known_by_its_content_and_not_by_its_name(tmp_path: Path):
    path = tmp_path / "log.csv"
    path.write_bytes(gzip.compress(b"a,b\n"))
    assert read(path) == "a,b\n"


def test_a_file_that_grows_beyond_the_limit_when_unpacked_is_refused(tmp_path: Path):
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(b"a" * (PLENTY + 1)))
    with pytest.raises(ImportProblem, match=r"more than 1,000,000 bytes .*; import a part of it"):
        find_encoding(path, PLENTY)


def test_a_hundred_megabytes_are_refused_by_a_lower_limit_without_being_read(tmp_path: Path):
    path = tmp_path / "large.csv"
    path.write_bytes(b"a,b\n" * 300_000)
    os.truncate(path, 100_000_000)
    with pytest.raises(ImportProblem, match="more than 1,000,000 bytes"):
        find_encoding(path, PLENTY)


@pytest.mark.parametrize("keep", [5, 20, 60])
def test_a_compressed_file_that_was_cut_off_is_refused(tmp_path: Path, keep: int):
    path = tmp_path / "log.csv.gz"
    path.write_bytes(gzip.compress(os.urandom(40).hex().encode())[:keep])
    with pytest.raises(ImportProblem, match="damaged or cut off; fetch it again"):
        find_encoding(path, PLENTY)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04rest", "a workbook or an archive"),
        (b"%PDF-1.7", "a PDF"),
        (b"a,b\n\x00\x01", "a binary file"),
    ],
)
def test_what_is_not_a_table_is_named(tmp_path: Path, content: bytes, what: str):
    path = tmp_path / "log.csv"
    path.write_bytes(content)
    with pytest.raises(ImportProblem, match=f"“log.csv”: it is {what}.*save it as CSV"):
        find_encoding(path, PLENTY)


def test_a_missing_file_is_refused_with_its_folder(tmp_path: Path):
    with pytest.raises(ImportProblem, match=rf"“no.csv”: there is no such file in {tmp_path}"):
        find_encoding(tmp_path / "no.csv", PLENTY)


def test_a_folder_is_refused(tmp_path: Path):
    with pytest.raises(ImportProblem, match="it is a folder; choose a file"):
        find_encoding(tmp_path, PLENTY)


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "log.csv"
    path.write_text("a,b\n")

    def refuse(self: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    # the superuser, as whom tests may run, can read everything
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ImportProblem, match="you may not read it; ask its owner"):
        find_encoding(path, PLENTY)


def test_a_disk_that_fails_is_reported_in_its_own_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "log.csv"
    path.write_text("a,b\n")

    def fail(self: Path, *_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(ImportProblem, match=r"cannot be read \(Input/output error\)"):
        find_encoding(path, PLENTY)


def test_an_endless_line_is_refused_with_its_number(tmp_path: Path):
    path = tmp_path / "log.csv"
    path.write_text("a,b\n" + "x" * LONGEST_LINE)
    with pytest.raises(ImportProblem, match=r"“log\.csv”, line 2: the line has 1,000,000 characters or more"):
        list(read_lines(path, "utf-8"))
