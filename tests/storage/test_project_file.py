"""The project file is compared and locked before every write, and nothing in it goes without a version."""

import errno
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typing_extensions import override

from tests.helpers.faulty_disk import FaultyDisk
from workbench.domain.elements import Element, Journey
from workbench.storage.atomic import temporary_beside
from workbench.storage.filesystem import FileSystem
from workbench.storage.journal_file import JournalFile
from workbench.storage.locks import FileLock, HeldBy, Holder, Locked, LockState, NotLocked, lock_path, this_holder
from workbench.storage.problems import FileChangedOutside, FileHeld, Found, SaveProblem
from workbench.storage.processes import Process
from workbench.storage.project_file import ProjectFile, Seen
from workbench.storage.store import ProjectInfo, content_bytes, read_snapshot, write_snapshot
from workbench.storage.versions import Kind, VersionStore
from workbench.storage.writer import Save

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
INES = Holder(Process(4711, "STUDIO-PC", "1"), "Ines", "0.2.0", "hers")


class Desk:
    """A project file in a folder, with what is told of its lock."""

    def __init__(self, folder: Path, files: FileSystem) -> None:
        self.path = folder / "a.journey"
        self.versions = VersionStore(folder / "versions", files)
        self.told: list[LockState] = []
        self.minute = 0
        seen = write_snapshot(self.path, ProjectInfo("uuid"), journey("0"))
        me = this_holder("0.1.0", "me")
        self.file = ProjectFile(self.path, Seen(seen, journey("0")), me, self.versions, self.told.append, files)

    def write(self, title: str, by_hand: bool = True, over: bool = False, path: Path | None = None) -> None:
        self.minute += 1
        info = ProjectInfo("uuid", self.minute)
        when = NOON + timedelta(minutes=self.minute)
        self.file.write(Save(path or self.path, info, journey(title), 0, no_journal, when, by_hand, over))
        self.file.keep_saved(self.minute, when)

    def kept(self) -> list[tuple[str, Kind]]:
        """The title and the kind of each version, the newest first."""
        found = self.versions.versions("uuid")
        return [(title_of(self.versions.read(each)), each.kind) for each in found]


def no_journal(info: ProjectInfo) -> JournalFile:
    raise AssertionError(f"nobody asked for a journal after {info}")


def journey(title: str) -> tuple[Element, ...]:
    return (Journey(id="j", title=title),)


def title_of(elements: list[Element]) -> str:
    (found,) = elements
    assert isinstance(found, Journey)
    return found.title


def someone_else_writes(desk: Desk, title: str) -> None:
    desk.path.write_bytes(content_bytes("uuid", journey(title)))


class Disk(FaultyDisk):
    """A disk that, when it is unsure, renames without being able to make that last."""

    unsure = False

    @override
    def replace(self, source: Path, target: Path, /) -> None:
        super().replace(source, target)
        if self.unsure and target.suffix == ".journey":
            self.fail("fsync", errno.EIO)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def desk(tmp_path: Path, disk: Disk) -> Desk:
    return Desk(tmp_path, disk)


def test_each_save_is_a_version_named_by_what_changed(desk: Desk) -> None:
    desk.write("1")
    desk.write("2", by_hand=False)
    assert desk.kept() == [("2", Kind.AUTOSAVED), ("1", Kind.SAVED), ("0", Kind.SAVED)]
    assert desk.versions.versions("uuid")[0].label == "Renamed “1”"


def test_with_a_version_it_is_kept_where_the_file_lies(desk: Desk) -> None:
    desk.write("1")
    (place,) = desk.versions.places("uuid")
    assert desk.path.samefile(place)


def test_a_save_that_failed_is_no_version(desk: Desk, disk: Disk) -> None:
    disk.fail("replace", errno.ENOSPC, times=2)
    with pytest.raises(SaveProblem):
        desk.write("1")
    desk.file.keep_saved(desk.minute, NOON)
    assert desk.kept() == []


def test_an_autosave_keeps_what_was_there_before_first(desk: Desk) -> None:
    desk.write("1", by_hand=False)
    desk.write("2", by_hand=False)
    assert desk.kept() == [("2", Kind.AUTOSAVED), ("1", Kind.AUTOSAVED), ("0", Kind.SAVED)]


def test_an_autosave_does_not_happen_where_that_cannot_be_kept(desk: Desk, disk: Disk) -> None:
    disk.fail("makedirs", errno.ENOSPC)
    with pytest.raises(SaveProblem, match="could not be kept: the disk is full"):
        desk.write("1", by_hand=False)
    assert title_of(read_snapshot(desk.path)[1]) == "0"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere capitals may make no difference in truth")
@pytest.mark.parametrize(
    ("name", "is_it"), [("ÄRZTE.journey", True), ("a\u0308rzte.journey", True), ("b.journey", False)]
)
def test_where_capitals_and_accents_make_no_difference_a_file_is_known_by_each(
    tmp_path: Path, disk: Disk, name: str, is_it: bool
) -> None:
    place, other = tmp_path / "ärzte.journey", tmp_path / name
    seen = Seen(write_snapshot(place, ProjectInfo("uuid"), journey("0")), journey("0"))
    file = ProjectFile(place, seen, INES, VersionStore(tmp_path / "versions"), lambda _: None, disk)
    assert not file.is_at(other)
    other.hardlink_to(place)
    assert file.is_at(other) is is_it


def test_a_file_that_someone_else_changed_is_not_written_over(desk: Desk) -> None:
    someone_else_writes(desk, "theirs")
    for by_hand in (True, False):
        with pytest.raises(FileChangedOutside):
            desk.write("mine", by_hand)
    assert title_of(read_snapshot(desk.path)[1]) == "theirs"


def test_one_who_comes_between_comparing_and_replacing_is_noticed(desk: Desk) -> None:
    class Hasty(Disk):
        @override
        def fsync(self, fd: int, /) -> None:
            someone_else_writes(desk, "theirs")
            super().fsync(fd)

    desk.file._files = Hasty()
    with pytest.raises(FileChangedOutside):
        desk.write("mine")
    assert title_of(read_snapshot(desk.path)[1]) == "theirs"


def test_saving_over_keeps_what_was_found_as_a_version_first(desk: Desk) -> None:
    someone_else_writes(desk, "theirs")
    desk.write("mine", over=True)
    assert set(desk.kept()) == {("mine", Kind.SAVED), ("theirs", Kind.OUTSIDE)}
    assert title_of(read_snapshot(desk.path)[1]) == "mine"


def test_saving_over_a_file_that_makes_no_sense_keeps_its_bytes(desk: Desk) -> None:
    desk.path.write_bytes(b"{")
    desk.write("mine", over=True)
    labels = [each.label for each in desk.versions.versions("uuid")]
    assert "Changed by someone else, unreadable" in labels
    assert title_of(read_snapshot(desk.path)[1]) == "mine"


def test_saving_over_does_not_happen_where_what_was_found_cannot_be_kept(desk: Desk, disk: Disk) -> None:
    someone_else_writes(desk, "theirs")
    disk.fail("makedirs", errno.ENOSPC)
    with pytest.raises(SaveProblem, match="could not be kept"):
        desk.write("mine", over=True)
    assert title_of(read_snapshot(desk.path)[1]) == "theirs"


def test_a_file_that_is_gone_is_written_anew_only_if_asked(desk: Desk) -> None:
    desk.path.unlink()
    with pytest.raises(FileChangedOutside) as caught:
        desk.write("mine")
    assert caught.value.found is Found.GONE
    assert not desk.path.exists()
    desk.write("mine", over=True)
    assert title_of(read_snapshot(desk.path)[1]) == "mine"


def test_a_folder_in_its_place_is_never_written_over(desk: Desk) -> None:
    desk.path.unlink()
    desk.path.mkdir()
    for over in (False, True):
        with pytest.raises(FileChangedOutside) as caught:
            desk.write("mine", over=over)
        assert caught.value.found is Found.FOLDER


def test_a_save_that_the_disk_did_not_confirm_is_no_strangers_change(desk: Desk, disk: Disk) -> None:
    disk.unsure = True
    with pytest.raises(SaveProblem, match="did not confirm"):
        desk.write("1")
    disk.unsure = False
    disk.mend()
    desk.write("2")
    assert title_of(read_snapshot(desk.path)[1]) == "2"


def test_while_someone_else_has_the_file_it_is_not_written_until_the_user_says_so(desk: Desk) -> None:
    FileLock(desk.path, INES).take(NOON)
    with pytest.raises(FileHeld, match=r"Ines has “a.journey” open on STUDIO-PC.*Save As"):
        desk.write("mine")
    assert isinstance(desk.told[-1], HeldBy)
    desk.file.lock_anyway(NOON)
    desk.write("mine")
    assert isinstance(desk.file.lock_state, Locked)
    assert title_of(read_snapshot(desk.path)[1]) == "mine"


def test_who_has_the_file_is_known_at_once_and_noticed_when_it_is_given_back(desk: Desk) -> None:
    hers = FileLock(desk.path, INES)
    hers.take(NOON)
    me = this_holder("0.1.0", "me")
    file = ProjectFile(desk.path, desk.file.seen, me, desk.versions, desk.told.append)
    assert isinstance(file.lock_state, HeldBy)
    hers.release()
    desk.write("mine")
    assert desk.told == [Locked()]


def test_a_file_elsewhere_that_someone_has_is_not_written_over(desk: Desk) -> None:
    other = desk.path.with_name("b.journey")
    FileLock(other, INES).take(NOON)
    with pytest.raises(FileHeld):
        desk.write("mine", path=other)
    assert not other.exists()
    desk.write("mine", path=other, over=True)
    assert other.exists()


def test_moving_to_another_file_gives_the_lock_back(desk: Desk) -> None:
    desk.file.lock(NOON)
    desk.write("mine", path=desk.path.with_name("b.journey"))
    assert not lock_path(desk.path).exists()
    assert (desk.file.path, desk.file.lock_state) == (desk.path.with_name("b.journey"), NotLocked())


def test_what_crashes_left_beside_the_file_is_swept_and_nothing_else(desk: Desk) -> None:
    left = temporary_beside(desk.path)
    dead = left.with_name(left.name.rpartition(".")[0] + ".4194304")
    strangers = [desk.path.with_name(name) for name in (".~notes.txt", ".~b.journey.0000abcd.1", left.name)]
    for each in (dead, *strangers):
        each.touch()
    desk.file.lock(NOON)
    desk.file.sweep(datetime.now(UTC))
    assert not dead.exists()
    assert all(each.exists() for each in strangers)
    assert lock_path(desk.path).exists()
