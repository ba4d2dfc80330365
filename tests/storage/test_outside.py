"""What others do to the file is noticed at the last moment, by its whole content, and put together with ours."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers.documents import typical_elements
from tests.helpers.faulty_disk import FaultyDisk
from tests.storage.outside import change_again_and_again
from workbench.domain.elements import Element, Journey
from workbench.storage.atomic import write_atomically
from workbench.storage.outside import NO_FILE, AskingFirst, check_unchanged, compare, digest_of
from workbench.storage.problems import FileChangedOutside, FileProblem, Found
from workbench.storage.store import ProjectInfo, write_snapshot

ELEMENTS = tuple(typical_elements())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_snapshot(tmp_path / "a.journey", ProjectInfo("uuid", 3), ELEMENTS)
    return tmp_path / "a.journey"


def with_title(title: str) -> tuple[Element, ...]:
    return tuple(replace(each, title=title) if isinstance(each, Journey) else each for each in ELEMENTS)


def with_goal(goal: str) -> tuple[Element, ...]:
    return tuple(replace(each, goal=goal) if isinstance(each, Journey) else each for each in ELEMENTS)


def test_every_change_is_noticed_and_none_written_over(tmp_path: Path) -> None:
    tally = change_again_and_again(40, tmp_path)
    assert (tally.changes, tally.unnoticed, tally.written_over) == (40, 0, 0)


def test_an_unchanged_file_may_be_replaced(path: Path) -> None:
    check_unchanged(path, {"another", digest_of(path)})


def test_a_changed_file_may_not(path: Path) -> None:
    with pytest.raises(FileChangedOutside, match=r"“a.journey” has been changed by someone else.*Save As") as caught:
        check_unchanged(path, {"another"})
    assert caught.value.found is Found.CHANGED


def test_a_file_that_is_gone_is_no_changed_one(path: Path) -> None:
    path.unlink()
    assert digest_of(path) == NO_FILE
    check_unchanged(path, {NO_FILE})
    with pytest.raises(FileChangedOutside, match="is not where it was") as caught:
        check_unchanged(path, {"another"})
    assert caught.value.found is Found.GONE


def test_a_folder_in_its_place_is_named_as_such(path: Path) -> None:
    path.unlink()
    path.mkdir()
    with pytest.raises(FileChangedOutside, match="there is a folder of that name") as caught:
        digest_of(path)
    assert caught.value.found is Found.FOLDER


def test_a_file_that_cannot_be_read_is_named_with_its_cause(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(
        FileChangedOutside, match=r"cannot be read any more.*The cause: the disk reports a fault\."
    ) as caught:
        digest_of(path)
    assert caught.value.found is Found.UNREADABLE


def test_the_last_moment_is_asked_and_a_refusal_leaves_no_trace(path: Path) -> None:
    before = path.read_bytes()

    def refuse() -> None:
        assert len(list(path.parent.iterdir())) == 2, "all is written but for the last step"
        raise FileChangedOutside(path, Found.CHANGED)

    with pytest.raises(FileChangedOutside):
        write_atomically(path, b"new", AskingFirst(FaultyDisk(), refuse))
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_both_sides_are_put_together_against_where_they_began(path: Path) -> None:
    write_snapshot(path, ProjectInfo("uuid", 4), with_title("Theirs"))
    found = compare(path, "uuid", ELEMENTS, with_goal("mine"))
    (journey,) = (each for each in found.merge.elements if isinstance(each, Journey))
    assert (journey.title, journey.goal) == ("Theirs", "mine")
    assert (found.info.generation, found.info.digest, found.merge.conflicts) == (4, digest_of(path), ())


def test_what_both_changed_is_a_conflict(path: Path) -> None:
    write_snapshot(path, ProjectInfo("uuid", 4), with_title("Theirs"))
    (conflict,) = compare(path, "uuid", ELEMENTS, with_title("Mine")).merge.conflicts
    assert (conflict.element, conflict.field) == ("j1", "title")


def test_another_project_is_not_put_together_with_this_one(path: Path) -> None:
    with pytest.raises(FileProblem, match="holds another project now"):
        compare(path, "another", ELEMENTS, ELEMENTS)


def test_a_file_whose_ids_stand_for_other_things_is_not_put_together(path: Path) -> None:
    other = (Journey(id="t1", title="A touchpoint once"),)
    write_snapshot(path, ProjectInfo("uuid", 4), other)
    with pytest.raises(FileProblem, match=r"cannot be put together with what is here.*“t1”"):
        compare(path, "uuid", ELEMENTS, ELEMENTS)
