"""Earlier states are kept once each, thinned out by one rule, and read back or said to be damaged."""

import errno
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typing_extensions import override

from tests.helpers.documents import typical_elements, unstorable
from tests.helpers.faulty_disk import FAULTS, FaultyDisk
from workbench.domain.elements import Element, Journey
from workbench.storage.problems import FileProblem, SaveProblem
from workbench.storage.store import ProjectInfo
from workbench.storage.versions import HOURLY_FOR, LATEST, Kind, Version, VersionStore, thinned

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
INFO = ProjectInfo("uuid", 3, "0.1.0")

posix = pytest.mark.skipif(os.name == "nt", reason="Windows knows no modes")


@pytest.fixture
def store(tmp_path: Path) -> VersionStore:
    return VersionStore(tmp_path / "versions")


def journey(title: str) -> list[Element]:
    return [Journey(id="j", title=title)]


def keep(store: VersionStore, title: str, minutes: float = 0, kind: Kind = Kind.SAVED) -> Version:
    return store.keep(INFO, journey(title), f"Renamed to {title}", NOON + timedelta(minutes=minutes), kind)


def test_a_version_holds_what_was_kept(store: VersionStore) -> None:
    version = store.keep(INFO, typical_elements(), "Renamed “Website”", NOON, Kind.SAVED)
    assert store.versions("uuid") == [version]
    assert (version.when, version.label, version.kind, version.readable) == (NOON, "Renamed “Website”", "saved", True)
    assert store.read(version) == typical_elements()


def test_the_newest_comes_first_and_projects_are_apart(store: VersionStore) -> None:
    keep(store, "One")
    keep(store, "Two", 1)
    store.keep(ProjectInfo("other"), journey("Three"), "", NOON, Kind.SAVED)
    assert [version.label for version in store.versions("uuid")] == ["Renamed to Two", "Renamed to One"]
    assert len(store.versions("other")) == 1
    assert store.versions("nobody") == []


def test_the_same_content_is_kept_once_whatever_its_generation(store: VersionStore) -> None:
    first = keep(store, "One")
    again = store.keep(ProjectInfo("uuid", 9), journey("One"), "", NOON + timedelta(hours=1), Kind.AUTOSAVED)
    assert again == first
    assert store.versions("uuid") == [first]


def test_content_that_comes_back_is_the_newest_and_stays_saved_by_hand(store: VersionStore) -> None:
    keep(store, "One", 0, Kind.SAVED)
    keep(store, "Two", 1, Kind.AUTOSAVED)
    keep(store, "One", 2, Kind.BEFORE_RESTORE)
    assert [(one.label, one.kind) for one in store.versions("uuid")] == [
        ("Renamed to One", Kind.SAVED),
        ("Renamed to Two", Kind.AUTOSAVED),
    ]


def test_saving_by_hand_what_was_autosaved_makes_it_saved_by_hand(store: VersionStore) -> None:
    keep(store, "One", 0, Kind.AUTOSAVED)
    keep(store, "One", 1, Kind.SAVED)
    assert [one.kind for one in store.versions("uuid")] == [Kind.SAVED]


def test_whether_content_is_kept_can_be_asked(store: VersionStore) -> None:
    keep(store, "One")
    assert store.holds(ProjectInfo("uuid", 7), journey("One"))
    assert not store.holds(INFO, journey("Two"))


@posix
def test_nobody_else_may_look_at_versions(tmp_path: Path, store: VersionStore) -> None:
    version = keep(store, "One")
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "versions", version.path.parent, version.path)]
    assert modes == [0o700, 0o700, 0o600]


@pytest.mark.parametrize("keep_bytes", [0, 5, 60, 200, -1])
def test_a_cut_off_version_is_listed_as_unreadable(store: VersionStore, keep_bytes: int) -> None:
    keep(store, "One")
    broken = store.keep(INFO, typical_elements(), "Two", NOON + timedelta(minutes=1), Kind.SAVED)
    broken.path.write_bytes(broken.path.read_bytes()[:keep_bytes])
    kinds = {version.path: version.readable for version in store.versions("uuid")}
    assert kinds[broken.path] is False
    assert sum(kinds.values()) == 1


def test_a_version_altered_anywhere_is_listed_as_unreadable_or_refused(store: VersionStore) -> None:
    version = store.keep(INFO, typical_elements(), "One", NOON, Kind.SAVED)
    whole = version.path.read_bytes()
    for place in range(0, len(whole), 7):
        altered = bytearray(whole)
        altered[place] ^= 0x10
        version.path.write_bytes(altered)
        (found,) = store.versions("uuid")
        if found.readable:
            with pytest.raises(FileProblem, match=r"damaged and cannot be read. Choose another"):
                store.read(found)


def test_a_version_that_is_gone_is_refused(store: VersionStore) -> None:
    version = keep(store, "One")
    version.path.unlink()
    with pytest.raises(FileProblem, match="cannot be read"):
        store.read(version)


def test_a_file_that_is_no_project_can_be_kept_but_not_read(store: VersionStore) -> None:
    version = store.keep_file("uuid", b"{", "Found", NOON, Kind.OUTSIDE)
    with pytest.raises(FileProblem, match="cut off"):
        store.read(version)


@pytest.mark.parametrize("number", FAULTS)
@pytest.mark.parametrize("call", ["makedirs", "open", "write", "fsync", "replace"])
def test_a_disk_that_refuses_is_named_and_earlier_versions_stay(tmp_path: Path, call: str, number: int) -> None:
    disk = FaultyDisk()
    store = VersionStore(tmp_path, disk)
    keep(store, "One")
    disk.fail(call, number)
    with pytest.raises(SaveProblem, match=f"could not be kept.*{FAULTS[number]}"):
        keep(store, "Two", 1)
    assert [version.label for version in store.versions("uuid")] == ["Renamed to One"]
    keep(store, "Two", 2)
    assert len(store.versions("uuid")) == 2


def test_a_number_that_no_file_can_hold_is_named(store: VersionStore) -> None:
    with pytest.raises(SaveProblem, match=r"could not be kept. measure “Effort”, target: inf"):
        store.keep(INFO, [unstorable(float("inf"))], "", NOON, Kind.SAVED)


def test_old_versions_go_when_a_new_one_is_kept(store: VersionStore) -> None:
    for minute in range(LATEST + 5):
        keep(store, str(minute), minute / 10, Kind.AUTOSAVED)
    assert [one.label for one in store.versions("uuid")] == [f"Renamed to {n}" for n in range(LATEST + 4, 4, -1)]


class StubbornDisk(FaultyDisk):
    """A disk on which nothing can be removed."""

    @override
    def unlink(self, path: Path, /) -> None:
        if path.exists():
            raise OSError(errno.EACCES, "held")
        super().unlink(path)


def test_versions_that_cannot_be_removed_stay_and_stop_nothing(tmp_path: Path) -> None:
    store = VersionStore(tmp_path, StubbornDisk())
    for minute in range(LATEST + 2):
        keep(store, str(minute), minute / 10, Kind.AUTOSAVED)
    assert len(store.versions("uuid")) == LATEST + 2


moments = st.integers(0, int(timedelta(days=12).total_seconds()))
several = st.lists(st.tuples(moments, st.sampled_from(Kind)), max_size=120, unique_by=lambda one: one[0])


def listed(several: list[tuple[int, Kind]]) -> list[Version]:
    return [Version(NOON + timedelta(seconds=at), "", kind, "", Path(f"{at:09}")) for at, kind in several]


@given(several)
@settings(max_examples=100, deadline=None)
def test_thinning_keeps_the_last_ones_one_an_hour_and_what_was_saved_by_hand(several: list[tuple[int, Kind]]) -> None:
    versions = listed(several)
    now = NOON + timedelta(days=12)
    stay = thinned(versions, now)
    sound = sorted((one for one in versions if one.readable), key=lambda one: one.when, reverse=True)
    assert set(stay) <= set(versions)
    assert set(sound[:LATEST]) <= set(stay)
    assert [one for one in sound if one.kind is Kind.SAVED][:1] == [one for one in stay if one.kind is Kind.SAVED][:1]
    recent = [one for one in sound if one.when > now - HOURLY_FOR]
    hours = {one.when.replace(minute=0, second=0) for one in recent}
    assert hours == {one.when.replace(minute=0, second=0) for one in stay if one.readable and one in recent}
    assert sum(one.readable for one in stay) <= LATEST + len(hours) + 1
    assert thinned(stay, now) == stay


@given(several)
@settings(max_examples=50, deadline=None)
def test_thinning_after_each_version_leaves_what_thinning_at_the_end_does(several: list[tuple[int, Kind]]) -> None:
    versions = sorted(listed(several), key=lambda one: one.when)
    stay: list[Version] = []
    for version in versions:
        stay = thinned([*stay, version], version.when)
    now = versions[-1].when if versions else NOON
    assert {one for one in stay if one.readable} == {one for one in thinned(versions, now) if one.readable}


def test_a_project_is_found_by_the_places_of_its_file_the_latest_project_first(
    store: VersionStore, tmp_path: Path
) -> None:
    here, there = tmp_path / "a.journey", tmp_path / "b.journey"
    for uuid, minute in (("old", 0), ("new", 1)):
        store.keep(ProjectInfo(uuid), journey(uuid), "", NOON + timedelta(minutes=minute), Kind.SAVED)
        store.note_place(uuid, here)
    store.note_place("new", there)
    assert store.projects_at(here) == ["new", "old"]
    assert store.projects_at(there) == ["new"]
    assert store.places("new") == [str(there), str(here)]
    assert store.projects_at(tmp_path / "c.journey") == []


def test_only_the_last_places_are_remembered(store: VersionStore, tmp_path: Path) -> None:
    for number in range(20):
        store.note_place("uuid", tmp_path / str(number))
    assert store.places("uuid") == [str(tmp_path / str(number)) for number in range(19, 11, -1)]


@pytest.mark.parametrize("content", [b"", b"{}", b"[1, null]", b"[" * 99999, b"\xff"])
def test_places_that_cannot_be_read_are_none(store: VersionStore, tmp_path: Path, content: bytes) -> None:
    store.note_place("uuid", tmp_path / "a.journey")
    next(tmp_path.rglob("places.json")).write_bytes(content)
    assert store.places("uuid") == []


def test_the_newest_state_that_both_descend_from_is_read(store: VersionStore) -> None:
    one, two, three = (keep(store, title, minute) for minute, title in enumerate(("One", "Two", "Three")))
    mine = ProjectInfo("uuid", content=three.digest, ancestors=(two.digest[:12], one.digest[:12]))
    theirs = ProjectInfo("uuid", content="f" * 64, ancestors=(two.digest[:12], one.digest[:12]))
    assert store.with_content(mine, theirs) == journey("Two")
    two.path.unlink()
    assert store.with_content(mine, theirs) == journey("One")
    assert store.with_content(mine, ProjectInfo("uuid", content="f" * 64)) is None


def test_a_folder_that_cannot_be_listed_is_told_and_keeps_nothing_from_being_kept(
    store: VersionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(store, "One")

    def refused(_: Path, __: str) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as broken:
        broken.setattr(Path, "glob", refused)
        with pytest.raises(FileProblem, match="cannot be listed"):
            store.versions("uuid")
        keep(store, "Two", minutes=1)
    assert len(store.versions("uuid")) == 2
