"""Copies that sync clients leave beside a project."""

from pathlib import Path

import pytest

from tests.helpers.documents import typical_elements
from tests.helpers.sessions import rename, workplace
from workbench.session import Session, Workplace
from workbench.storage.conflict_copies import conflict_copies
from workbench.storage.problems import FileProblem


def uuid_of(path: Path) -> str:
    """The uuid of a stand-in for a project: its whole content."""
    uuid = path.read_text("utf-8")
    if not uuid:
        raise FileProblem("it is empty")
    return uuid


def beside(folder: Path, name: str, content: str = "same") -> list[str]:
    """The names of the copies found where one more file lies beside the project “plan.journey”."""
    project = folder / "plan.journey"
    project.write_text("same", "utf-8")
    (folder / name).write_text(content, "utf-8")
    return [copy.name for copy in conflict_copies(project, uuid_of)]


@pytest.mark.parametrize(
    "name",
    [
        "plan (conflicted copy).journey",
        "plan (ANNA-PC's conflicted copy 2026-11-21).journey",
        "plan (conflicted copy 2026-11-21 101010).journey",
        "plan (In Konflikt stehende Kopie von Anna 2026-11-21).journey",
        "plan (SFConflict anna@example.org 2026-11-21-10-10-10).journey",
        "plan (1).journey",
        "plan(2).journey",
        "plan-DESKTOP-7AB12CD.journey",
        "plan-ANNA-2.journey",
        "plan.sync-conflict-20261121-101010-ABCDEFG.journey",
        "plan_conflict-20261121-101010.journey",
    ],
)
def test_a_copy_named_by_a_sync_client_is_found(tmp_path: Path, name: str) -> None:
    assert beside(tmp_path, name) == [name]


@pytest.mark.parametrize(
    "name",
    [
        "plan-v2.journey",
        "plan-2026.journey",
        "plan (before the workshop).journey",
        "plan B.journey",
        "plans (1).journey",
        "other (conflicted copy).journey",
        "plan (conflicted copy).txt",
        ".~plan.journey.17",
    ],
)
def test_a_copy_that_somebody_made_on_purpose_is_left_alone(tmp_path: Path, name: str) -> None:
    assert beside(tmp_path, name) == []


@pytest.mark.parametrize("content", ["another", ""])
def test_what_holds_another_project_or_none_is_no_copy(tmp_path: Path, content: str) -> None:
    assert beside(tmp_path, "plan (1).journey", content) == []


def test_a_name_full_of_signs_is_taken_literally(tmp_path: Path) -> None:
    for name in ("a+(b) [c].journey", "a+(b) [c] (1).journey", "aab c (1).journey"):
        (tmp_path / name).write_text("same", "utf-8")
    assert [copy.name for copy in conflict_copies(tmp_path / "a+(b) [c].journey", uuid_of)] == ["a+(b) [c] (1).journey"]


def test_several_copies_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    beside(tmp_path, "plan (2).journey")
    assert beside(tmp_path, "plan (1).journey") == ["plan (1).journey", "plan (2).journey"]


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return workplace(tmp_path / "mine")


@pytest.fixture
def shared(tmp_path: Path, place: Workplace) -> Path:
    """A project that was saved here and is about to be worked on in two places."""
    session = Session.new(typical_elements(), place)
    session.save_as(tmp_path / "plan.journey")
    session.close()
    return tmp_path / "plan.journey"


def saved_elsewhere(shared: Path, times: int = 1) -> Path:
    """Let another computer remove an influence and rename a phase, and the sync client leave that as a copy."""
    copy = shared.with_name("plan (conflicted copy).journey")
    copy.write_bytes(shared.read_bytes())
    session = Session.open(copy, workplace(shared.parent / "theirs"))
    with session.document.edit("Work elsewhere") as edit:
        edit.remove("i1")
    for number in range(times):
        with session.document.edit("Rename") as edit:
            edit.update("ph1", name=f"Elsewhere {number}")
        session.save()
    session.close()
    return copy


def saved_here(shared: Path, place: Workplace, times: int) -> Session:
    session = Session.open(shared, place)
    for number in range(times):
        rename(session, "t1", f"Here {number}")
        session.save()
    return session


@pytest.mark.parametrize(("here", "elsewhere"), [(0, 1), (1, 1), (3, 2), (2, 5)])
def test_what_both_began_with_is_found_and_settles_what_only_one_changed(
    shared: Path, place: Workplace, here: int, elsewhere: int
) -> None:
    copy = saved_elsewhere(shared, elsewhere)
    session = saved_here(shared, place, here)
    found = session.sharing.beside(copy)
    session.close()
    whole = {each.id: each for each in found.merge.elements}
    assert found.has_base
    assert found.merge.conflicts == ()
    assert "i1" not in whole
    assert whole["ph1"].describe() == f"phase “Elsewhere {elsewhere - 1}”"
    assert whole["t1"] == session.document.elements["t1"]


def test_a_copy_that_holds_an_earlier_state_brings_nothing_back(shared: Path, place: Workplace) -> None:
    copy = shared.with_name("plan (1).journey")
    copy.write_bytes(shared.read_bytes())
    session = saved_here(shared, place, 2)
    found = session.sharing.beside(copy)
    session.close()
    assert found.has_base
    assert found.merge.elements == tuple(session.document.elements.values())


def test_without_a_common_state_nothing_is_taken_away_and_it_is_said(shared: Path, tmp_path: Path) -> None:
    copy = saved_elsewhere(shared)
    session = saved_here(shared, workplace(tmp_path / "new"), 0)
    with session.document.edit("More") as edit:
        edit.remove("i1")
    session.save()
    for version in session.earlier.versions():
        version.path.unlink()
    found = session.sharing.beside(copy)
    session.close()
    assert not found.has_base
    assert found.merge.conflicts


def test_a_copy_that_is_damaged_or_gone_is_refused_in_a_sentence(shared: Path, place: Workplace) -> None:
    session = saved_here(shared, place, 0)
    with pytest.raises(FileProblem, match="no such file"):
        session.sharing.beside(shared.with_name("gone.journey"))
    session.close()


def test_where_the_folder_or_the_project_is_gone_there_are_no_copies(tmp_path: Path) -> None:
    beside(tmp_path, "plan (1).journey")
    (tmp_path / "plan.journey").write_text("", "utf-8")
    assert conflict_copies(tmp_path / "plan.journey", uuid_of) == []
    assert conflict_copies(tmp_path / "gone" / "plan.journey", uuid_of) == []
