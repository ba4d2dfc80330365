"""The journal's lines: a header and one checksummed line for each published change set."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import orjson

from workbench.domain.changes import Change, ChangeSet
from workbench.domain.document import Cause, Published
from workbench.domain.elements import Element
from workbench.domain.text import clean_text
from workbench.storage.checked_lines import checked_line, content_of
from workbench.storage.codec import element_of, record_of
from workbench.storage.migrations import SCHEMA, migrated_record
from workbench.storage.problems import FileProblem, NewerFileProblem, cause_of
from workbench.storage.processes import Process

FORMAT: Final = "journey-workbench-journal"
SUFFIX: Final = ".journal"
BASE_SUFFIX: Final = ".base"


@dataclass(frozen=True, slots=True)
class JournalHeader:
    """Whose edits follow, and from which state they start.

    `path` is the project file, None if it was never saved, and `file` its SHA-256 when the first edit was made; `base`
    is the SHA-256 of the stored copy of that state, `holder` the process that writes.
    """

    uuid: str
    title: str
    path: str | None
    generation: int
    file: str
    base: str
    holder: Process


@dataclass(frozen=True, slots=True)
class Entry:
    """One published change set, the `serial`-th of its session."""

    serial: int
    time: datetime
    published: Published


@dataclass(frozen=True, slots=True)
class Journal:
    """What a journal file holds up to its first bad line; `lines` are the bytes of its entries."""

    header: JournalHeader
    entries: tuple[Entry, ...]
    lines: tuple[bytes, ...]


def header_line(header: JournalHeader) -> bytes:
    """Return the first line of a journal."""
    # a path may hold bytes that are no UTF-8, which only the standard library writes, escaped
    return checked_line(json.dumps({"format": FORMAT, "schema": SCHEMA, **asdict(header)}).encode())


def entry_line(entry: Entry, generation: int) -> bytes:
    """Return the line that keeps `entry` in the journal of `generation`.

    Raises ValueProblem for a number that JSON cannot hold.
    """
    changes = entry.published.changes
    content = {
        "generation": generation,
        "serial": entry.serial,
        "time": entry.time.isoformat(),
        "label": clean_text(changes.label),
        "cause": entry.published.cause.value,
        "changes": [_change_record(change) for change in changes.changes],
    }
    return checked_line(orjson.dumps(content))


def read_journal(path: Path) -> Journal:
    """Read a journal up to the first line that is torn, altered or out of turn.

    Raises FileProblem where not even the header can be read.
    """
    try:
        first, *rest = path.read_bytes().splitlines(keepends=True) or [b""]
    except OSError as error:
        raise FileProblem(f"The journal {path.name} cannot be read: {cause_of(error)}.") from error
    header, schema = _header(path, first)
    entries: list[Entry] = []
    for line in rest:
        entry = _entry(line, header.generation, schema)
        if entry is None or (entries and entry.serial != entries[-1].serial + 1):
            break
        entries.append(entry)
    lines = rest[: len(entries)]
    if schema < SCHEMA:
        lines = [entry_line(entry, header.generation) for entry in entries]
    return Journal(header, tuple(entries), tuple(lines))


def _header(path: Path, line: bytes) -> tuple[JournalHeader, int]:
    """Return the header and its schema."""
    found = content_of(line)
    if found is None or found.pop("format", None) != FORMAT:
        raise FileProblem(f"The journal {path.name} is damaged in its first line; nothing can be read from it.")
    schema = found.pop("schema", None)
    if type(schema) is not int or schema < 1:
        raise FileProblem(f"The journal {path.name} has the schema {schema!r}, which no version has written.")
    if schema > SCHEMA:
        raise NewerFileProblem(
            f"A newer version of the program has kept changes to “{found.get('title')}” that were never saved; they "
            "stay where they are, so open it with that version to have them back."
        )
    try:
        holder = Process(**found.pop("holder"))
        return JournalHeader(holder=holder, **found), schema
    except (TypeError, KeyError):
        raise FileProblem(f"The journal {path.name} has an incomplete header; nothing can be read from it.") from None


def _entry(line: bytes, generation: int, schema: int) -> Entry | None:
    found = content_of(line)
    if found is None or found.get("generation") != generation:
        return None
    try:
        changes = ChangeSet(found["label"], tuple(_change(record, schema) for record in found["changes"]))
        published = Published(changes, Cause(found["cause"]))
        return Entry(found["serial"], datetime.fromisoformat(found["time"]), published)
    except (KeyError, TypeError, ValueError, FileProblem):
        return None


def _change_record(change: Change) -> dict[str, Any]:
    sides = {"before": change.before, "after": change.after}
    records = {name: None if element is None else record_of(element) for name, element in sides.items()}
    return {"table": change.kind.table, **records}


def _change(record: Mapping[str, Any], schema: int) -> Change:
    def side(name: str) -> Element | None:
        if record[name] is None:
            return None
        if schema == SCHEMA:
            return element_of(record["table"], record[name])
        return element_of(*migrated_record(record["table"], record[name], schema))

    before, after = side("before"), side("after")
    if before is None and after is None:
        raise FileProblem("a change has no side")
    return Change(before, after)
