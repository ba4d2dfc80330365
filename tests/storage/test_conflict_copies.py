"""Copies that sync clients leave beside a project."""

from pathlib import Path

import pytest

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


def test_where_the_folder_or_the_project_is_gone_there_are_no_copies(tmp_path: Path) -> None:
    beside(tmp_path, "plan (1).journey")
    (tmp_path / "plan.journey").write_text("", "utf-8")
    assert conflict_copies(tmp_path / "plan.journey", uuid_of) == []
    assert conflict_copies(tmp_path / "gone" / "plan.journey", uuid_of) == []
