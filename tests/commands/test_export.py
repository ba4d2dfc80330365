"""The command that draws, with a painter that only notes what it was asked for."""

import io
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from workbench.cli import main
from workbench.domain.document import Document
from workbench.pictures import Paper, PictureChoice, PictureKind, PictureProblem


class Painter:
    """Notes what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, PictureChoice, list[str]]] = []

    def draw(self, document: Document, journey: str, choice: PictureChoice, chosen: Sequence[str]) -> bytes:
        assert journey in document.elements
        self.asked.append((journey, choice, list(chosen)))
        if choice.scale == 8.0:
            raise PictureProblem("Too large.")
        return b"a picture"


@pytest.fixture
def painter() -> Painter:
    return Painter()


def ask(painter: Painter, *arguments: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    status = main(["export", *(str(each) for each in arguments)], out, err, painter.draw)
    return status, out.getvalue(), err.getvalue()


def refused(painter: Painter, *arguments: object) -> str:
    status, out, err = ask(painter, *arguments)
    assert (status, out) == (2, "")
    assert err.startswith("journey-workbench: ")
    assert err.count("\n") == 1
    return err


def test_the_suffix_says_what_is_drawn(painter: Painter, broadband_file: Path, tmp_path: Path) -> None:
    for kind in PictureKind:
        path = tmp_path / f"map.{kind}"
        assert ask(painter, broadband_file, "-o", path) == (0, f"Written to {path}.\n", "")
        assert path.read_bytes() == b"a picture"
    assert [choice.kind for _, choice, _ in painter.asked] == list(PictureKind)
    assert painter.asked[0][1] == PictureChoice()


def test_every_option_reaches_the_painter(painter: Painter, broadband_file: Path, tmp_path: Path) -> None:
    options = "--paper A3 --poster --portrait --scale 1.5 --theme dark --strip --foot --no-heat --no-influences"
    ask(painter, broadband_file, "-o", tmp_path / "wall.pdf", *options.split(), "--no-headline")
    assert painter.asked[0][1] == PictureChoice(
        kind=PictureKind.PDF,
        scale=1.5,
        dark=True,
        heat=False,
        influences=False,
        strip=True,
        headline=False,
        foot=True,
        paper=Paper.A3,
        landscape=False,
        poster=True,
    )


def test_a_part_is_chosen_by_names(painter: Painter, broadband_file: Path, tmp_path: Path) -> None:
    ask(painter, broadband_file, "-o", tmp_path / "a.png", "--only", "First bill", "--only", "Welcome pack")
    assert painter.asked[0][2] == ["bill", "pack"]
    assert "There" not in refused(painter, broadband_file, "-o", tmp_path / "b.png", "--only", "Nowhere")


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("map.gif", "", "end it with .png, .svg or .pdf"),
        ("map", "", "end it with .png, .svg or .pdf"),
        ("map.png", "--poster --paper A4", "only a PDF is for paper"),
        ("map.svg", "--scale 2", "leave --scale out"),
        ("map.pdf", "--poster", "add --paper"),
        ("map.pdf", "--portrait", "add --paper"),
        ("map.pdf", "--transparent", "leave --transparent out"),
        ("map.png", "--scale 9", "from 0.5 to 8"),
        ("map.png", "--scale big", "from 0.5 to 8"),
        ("map.png", "--scale 8", "Too large."),
        ("map.png", "--journey Nix", "Nix"),
        ("gone/map.png", "", "there is no folder"),
        (f"{'x' * 300}.png", "", "the name is too long"),
        (f"{'x' * 300}/map.png", "", "there is no folder"),
        (".", "", "end it with .png, .svg or .pdf"),
    ],
)
def test_bad_input_is_refused_in_one_sentence_and_writes_nothing(
    painter: Painter, broadband_file: Path, tmp_path: Path, name: str, options: str, said: str
) -> None:
    assert said in refused(painter, broadband_file, "-o", tmp_path / name, *options.split())
    assert [path.name for path in tmp_path.iterdir()] == [broadband_file.name]


def test_a_file_is_replaced_only_when_that_is_meant(painter: Painter, broadband_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "map.png"
    path.write_bytes(b"mine")
    assert "add --force" in refused(painter, broadband_file, "-o", path)
    assert path.read_bytes() == b"mine"
    assert ask(painter, broadband_file, "-o", path, "--force")[0] == 0
    assert path.read_bytes() == b"a picture"


def test_the_journey_itself_is_never_replaced_by_its_picture(
    painter: Painter, broadband_file: Path, tmp_path: Path
) -> None:
    drawing, link = tmp_path / "map.svg", tmp_path / "link.png"
    drawing.write_bytes(before := broadband_file.read_bytes())
    link.symlink_to(broadband_file)
    for source, target in ((drawing, drawing), (broadband_file, link)):
        assert "choose another -o file" in refused(painter, source, "-o", target, "--force")
    assert drawing.read_bytes() == broadband_file.read_bytes() == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder that lets nobody in")
def test_a_folder_that_lets_nobody_in_is_told(painter: Painter, broadband_file: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o000)
    assert "read-only for you" in refused(painter, broadband_file, "-o", locked / "map.png")


def test_without_a_painter_the_command_says_how_to_start_it(broadband_file: Path, tmp_path: Path) -> None:
    out, err = io.StringIO(), io.StringIO()
    assert main(["export", str(broadband_file), "-o", str(tmp_path / "a.png")], out, err) == 2
    assert "whole program" in err.getvalue()
