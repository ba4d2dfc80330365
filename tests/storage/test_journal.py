"""A journal gives back every line up to the first bad one."""

import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.helpers.documents import documents, unstorable
from workbench.domain.changes import Change, ChangeSet
from workbench.domain.document import Cause, Document, Published
from workbench.domain.elements import Element, Journey
from workbench.domain.locks import Lockable
from workbench.domain.problems import ValueProblem
from workbench.storage.journal import Entry, JournalHeader, entry_line, header_line, read_journal
from workbench.storage.problems import FileProblem, NewerFileProblem
from workbench.storage.processes import Process
from workbench.storage.recovery import replay

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
HEADER = JournalHeader("uuid", "Trip", None, 3, "", "", Process(1, "host", "5"))


def entry(serial: int, *changes: Change, label: str = "Edit", cause: Cause = Cause.EDIT) -> Entry:
    return Entry(serial, NOON, Published(ChangeSet(label, changes), cause))


def adding(serial: int, title: str = "Trip") -> Entry:
    return entry(serial, Change(None, Journey(id=f"j{serial}", title=title)))


def written(path: Path, *entries: Entry) -> list[bytes]:
    lines = [header_line(HEADER), *(entry_line(each, HEADER.generation) for each in entries)]
    path.write_bytes(b"".join(lines))
    return lines


def test_what_is_written_is_read(tmp_path: Path) -> None:
    first, second = (
        adding(1),
        entry(2, Change(Journey(id="j1", title="Trip"), None), label="Délete 🗑", cause=Cause.UNDO),
    )
    lines = written(tmp_path / "a", first, second)
    journal = read_journal(tmp_path / "a")
    assert journal.header == HEADER
    assert journal.entries == (first, second)
    assert [header_line(HEADER), *journal.lines] == lines


@settings(max_examples=30, derandomize=True, deadline=None)
@given(before=documents(), after=documents())
def test_replay_makes_the_document_that_was_in_memory(
    tmp_path_factory: pytest.TempPathFactory, before: list[Element], after: list[Element]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    memory, entries = Document(before), list[Entry]()
    memory.subscribe(lambda published: entries.append(Entry(len(entries) + 1, NOON, published)))
    with memory.edit("Remove all") as edit:
        for element in before:
            if isinstance(element, Lockable):
                edit.update(element.id, locked=False)
            edit.remove(element.id)
    with memory.edit("Add others") as edit:
        for element in after:
            edit.add(element)
    written(path, *entries)
    again = Document(before)
    assert replay(again, read_journal(path)) == len(entries)
    assert list(again.elements.values()) == list(memory.elements.values())


def test_a_journal_cut_anywhere_in_its_last_line_gives_all_before(tmp_path: Path) -> None:
    lines = written(tmp_path / "a", adding(1), adding(2), adding(3))
    kept = b"".join(lines[:-1])
    for length in range(len(lines[-1])):
        (tmp_path / "a").write_bytes(kept + lines[-1][:length])
        assert [each.serial for each in read_journal(tmp_path / "a").entries] == [1, 2]


def test_an_altered_byte_ends_the_journal_before_its_line(tmp_path: Path) -> None:
    lines = written(tmp_path / "a", adding(1), adding(2), adding(3))
    start = len(lines[0]) + len(lines[1])
    for place in range(start, start + len(lines[2])):
        data = bytearray(b"".join(lines))
        data[place] ^= 1
        (tmp_path / "a").write_bytes(data)
        assert [each.serial for each in read_journal(tmp_path / "a").entries] == [1]


def test_a_line_of_another_generation_or_out_of_turn_ends_the_journal(tmp_path: Path) -> None:
    good = written(tmp_path / "a", adding(1))
    for stranger in (entry_line(adding(2), 2), entry_line(adding(3), 3), entry_line(adding(1), 3)):
        (tmp_path / "a").write_bytes(b"".join(good) + stranger)
        assert len(read_journal(tmp_path / "a").entries) == 1


def test_a_line_whose_element_does_not_fit_ends_the_journal(tmp_path: Path) -> None:
    lines = written(tmp_path / "a", adding(1))
    body = entry_line(adding(2), 3)[9:-1].replace(b'"title"', b'"tiger"')
    (tmp_path / "a").write_bytes(b"".join(lines) + b"%08x %s\n" % (zlib.crc32(body), body))
    assert len(read_journal(tmp_path / "a").entries) == 1


@pytest.mark.parametrize("data", [b"", b"\n", b"not a journal\n", header_line(HEADER)[:-1], header_line(HEADER)[:20]])
def test_a_journal_without_a_sound_header_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(FileProblem, match="The journal a is damaged in its first line"):
        read_journal(tmp_path / "a")


def test_a_missing_journal_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="The journal a cannot be read"):
        read_journal(tmp_path / "a")


def test_a_path_of_odd_bytes_survives(tmp_path: Path) -> None:
    header = JournalHeader("uuid", "Trip", "odd-\udcff/a.journey", 3, "", "", HEADER.holder)
    (tmp_path / "a").write_bytes(header_line(header))
    assert read_journal(tmp_path / "a").header == header


def test_texts_that_no_file_can_hold_are_cleaned(tmp_path: Path) -> None:
    bad = entry(1, Change(None, Journey(id="j1", title="a\ud800")), label="Rename to \ud800")
    written(tmp_path / "a", bad)
    (read,) = read_journal(tmp_path / "a").entries
    assert read.published.changes.label == "Rename to \N{REPLACEMENT CHARACTER}"


def test_a_number_that_cannot_be_stored_is_refused() -> None:
    bad = unstorable(float("inf"))
    with pytest.raises(ValueProblem, match="measure “Effort”, target: inf"):
        entry_line(entry(1, Change(None, bad)), 3)


def test_replay_stops_at_the_first_change_that_does_not_fit(tmp_path: Path) -> None:
    missing = entry(2, Change(Journey(id="gone", title="Gone"), None))
    written(tmp_path / "a", adding(1), missing, adding(3))
    document = Document()
    assert replay(document, read_journal(tmp_path / "a")) == 1
    assert set(document.elements) == {"j1"}


def test_a_journal_of_an_earlier_schema_is_migrated_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "a", adding(1), adding(2))

    def now(table: str, record: dict[str, object], schema: int) -> tuple[str, dict[str, object]]:
        assert (table, schema) == ("journeys", 1)
        return table, record | {"title": "Migrated"}

    monkeypatch.setattr("workbench.storage.journal.SCHEMA", 2)
    monkeypatch.setattr("workbench.storage.journal.migrated_record", now)
    journal = read_journal(tmp_path / "a")
    assert journal.entries == (adding(1, "Migrated"), adding(2, "Migrated"))
    assert journal.lines == tuple(entry_line(each, HEADER.generation) for each in journal.entries)


def test_a_journal_of_a_later_schema_says_what_it_belongs_to_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.storage.journal.SCHEMA", 2)
    written(tmp_path / "a", adding(1))
    monkeypatch.setattr("workbench.storage.journal.SCHEMA", 1)
    before = (tmp_path / "a").read_bytes()
    with pytest.raises(NewerFileProblem, match="kept changes to “Trip” that were never saved"):
        read_journal(tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == before
