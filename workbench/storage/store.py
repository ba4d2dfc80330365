"""The project file: a TinyDB database of one table a kind of element, always written whole.

Touchpoints lie in it as node records, transitions and influences as edge records of node-link data, so that networkx
rebuilds the journey graph from the raw file.
"""

import hashlib
import json
import os
import re
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, NoReturn

import orjson
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document
from typing_extensions import override

from workbench.domain.elements import ELEMENT_TYPES, Element
from workbench.domain.problems import DomainProblem
from workbench.domain.relations import references
from workbench.storage.atomic import saving, write_atomically
from workbench.storage.codec import KINDS, element_of, keys_of, record_of
from workbench.storage.filesystem import FileSystem
from workbench.storage.migrations import SCHEMA, Record, Tables, migrated
from workbench.storage.problems import FileProblem, NewerFileProblem, SaveProblem, cause_of

FORMAT: Final = "journey-workbench"

_PROJECT = "project"
# the uuid names files in the state folder, so nothing in it may lead out of there
_UUID = re.compile(r"[0-9A-Za-z-]{1,64}")
_REMEDY = "open an earlier copy, or the work recovered at the next start if there is any"


@dataclass(frozen=True, slots=True)
class ProjectInfo:
    """What a project file says of itself; `digest` is the SHA-256 of the file that it was read from or written to."""

    uuid: str
    generation: int = 0
    program: str = ""
    digest: str = ""


class SnapshotStorage(Storage):
    """TinyDB's storage for a project: everything in memory, for what reaches the disk must reach it whole."""

    def __init__(self, tables: Tables | None = None) -> None:
        self._tables = tables

    @override
    def read(self) -> Tables | None:
        return self._tables

    @override
    def write(self, data: Tables) -> None:
        self._tables = data

    @property
    def content(self) -> bytes:
        """The bytes of the file that holds these tables."""
        return _to_bytes(self._tables or {})


def write_snapshot(path: Path, info: ProjectInfo, elements: Iterable[Element], files: FileSystem = os) -> ProjectInfo:
    """Save a project file, each table in the order of `elements`, and return `info` with its digest.

    Raises SaveProblem; the file is then as it was before, unless the message says otherwise.
    """
    try:
        with saving(path):
            return put_snapshot(path, info, elements, files)
    except DomainProblem as problem:
        raise SaveProblem(f"“{path.name}” was not saved. {problem}") from problem


def put_snapshot(path: Path, info: ProjectInfo, elements: Iterable[Element], files: FileSystem = os) -> ProjectInfo:
    """Do as `write_snapshot` does, for callers with words of their own: raises OSError and ValueProblem."""
    data = snapshot_bytes(info, elements)
    write_atomically(path, data, files)
    return replace(info, digest=hashlib.sha256(data).hexdigest())


def snapshot_bytes(info: ProjectInfo, elements: Iterable[Element]) -> bytes:
    """Return what a project file with these elements holds; raises ValueProblem for a number that JSON cannot hold."""
    records: dict[str, list[Record]] = {kind.table: [] for kind in ELEMENT_TYPES}
    for element in elements:
        records[element.table].append(record_of(element))
    header = {"format": FORMAT, "schema": SCHEMA, "uuid": info.uuid, "generation": info.generation}
    with TinyDB(storage=SnapshotStorage) as database:
        database.table(_PROJECT).insert({**header, "program": info.program})
        for table, rows in records.items():
            if rows:
                database.table(table).insert_multiple(rows)
        storage = database.storage
        assert isinstance(storage, SnapshotStorage)
        return storage.content


def read_snapshot(path: Path) -> tuple[ProjectInfo, list[Element]]:
    """Read a project file completely, its elements table by table.

    Raises FileProblem, NewerFileProblem for one of a later version of the program.
    """
    with _naming(path.name):
        data = _bytes_of(path)
    return parse_snapshot(data, path.name)


def parse_snapshot(data: bytes, name: str) -> tuple[ProjectInfo, list[Element]]:
    """Do as `read_snapshot` does, for the content of a file that problems call `name`."""
    with _naming(name):
        # duplicate keys, NaN and Infinity, which the standard parser would let pass, are refused on the way
        return _read(migrated(_checked_layout(_parsed(data))), data)


def read_newer_snapshot(path: Path) -> tuple[ProjectInfo, list[Element], list[str]]:
    """Read a file of a later version of the program as far as this one knows what is in it, and say what it left out.

    Raises NewerFileProblem where what is known does not make a whole without the rest.
    """
    with _naming(path.name):
        data = _bytes_of(path)
        tables, left_out = _known_part(_checked_layout(_parsed(data)))
        try:
            return *_read(tables, data), left_out
        except FileProblem as problem:
            by = tables[_PROJECT]["1"].get("program") or "a newer version of the program"
            raise NewerFileProblem(f"{by} has written it, and without that program it makes no sense") from problem


def _read(tables: Tables, data: bytes) -> tuple[ProjectInfo, list[Element]]:
    with TinyDB(tables, storage=SnapshotStorage) as database:
        info = _project_info(database.table(_PROJECT).all()[0], hashlib.sha256(data).hexdigest())
        unknown = database.tables() - KINDS.keys() - {_PROJECT}
        if unknown:
            raise FileProblem(f"there is no table “{min(unknown)}” in a journey; remove it, or update the program")
        elements = [element_of(table, dict(row)) for table in KINDS for row in database.table(table).all()]
        _check(elements)
    return info, elements


def _known_part(tables: Tables) -> tuple[Tables, list[str]]:
    left_out = [f"“{table}”" for table in tables if table not in KINDS and table != _PROJECT]
    known: Tables = {_PROJECT: tables[_PROJECT]}
    for table in (table for table in KINDS if table in tables):
        keys, rows = keys_of(KINDS[table]), tables[table].items()
        left_out += sorted({f"“{key}” of {table}" for _, row in rows for key in row if key not in keys})
        known[table] = {number: {key: row[key] for key in row if key in keys} for number, row in rows}
    return known, left_out


@contextmanager
def _naming(name: str) -> Generator[None]:
    try:
        yield
    except FileProblem as problem:
        raise type(problem)(f"“{name}” cannot be opened: {problem}.") from problem


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FileProblem("there is no such file; it may have been moved or renamed") from None
    except OSError as error:
        raise FileProblem(cause_of(error)) from error


def _to_bytes(tables: Tables) -> bytes:
    # one record a line: two versions can be compared by any tool that knows lines
    parts: list[bytes] = []
    for name, table in tables.items():
        rows = (orjson.dumps(number) + b": " + orjson.dumps(row) for number, row in table.items())
        parts.append(orjson.dumps(name) + b": {\n" + b",\n".join(rows) + b"\n}")
    return b"{\n" + b",\n".join(parts) + b"\n}\n"


def _parsed(data: bytes) -> object:
    if not data.strip():
        raise FileProblem(f"it is empty; {_REMEDY}")
    try:
        # an editor may have put a byte order mark in front
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileProblem(f"it is not a journey, or damaged: no text at byte {error.start}; {_REMEDY}") from None
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise FileProblem(_damage(text, error)) from None
    except (RecursionError, MemoryError):
        raise FileProblem(f"it is nested too deeply or too large to be a journey; {_REMEDY}") from None
    except ValueError:
        raise FileProblem(f"it holds a number of too many digits; {_REMEDY}") from None


def _damage(text: str, error: json.JSONDecodeError) -> str:
    if not text.lstrip().startswith("{"):
        return "it is not a journey; choose a .journey file, or import it"
    whole = text.rstrip()
    if error.pos >= len(whole) or not whole.endswith("}"):
        return f"it is cut off at character {len(text):,}; {_REMEDY}"
    return f"it is damaged in line {error.lineno}, at character {error.pos + 1:,}; {_REMEDY}"


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise FileProblem(f"“{twice}” stands twice in the same record; remove one, or {_REMEDY}")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise FileProblem(f"{name} is no number that can be calculated with; replace it, or {_REMEDY}")


def _checked_layout(found: object) -> Tables:
    header = _row(found, _PROJECT, "1")
    if header is None or header.get("format") != FORMAT:
        raise FileProblem("it is JSON but not a journey; choose a .journey file, or import it")
    assert isinstance(found, dict)
    if len(found[_PROJECT]) > 1:
        raise FileProblem(f"it holds the heads of several projects; {_REMEDY}")
    for name, table in found.items():
        if not isinstance(table, dict):
            raise FileProblem(f"“{name}” is no table of records; {_REMEDY}")
        for number, row in table.items():
            if not (number.isascii() and number.isdecimal() and len(number) < 10 and isinstance(row, dict)):
                raise FileProblem(f"{name}, “{number}” is no numbered record; {_REMEDY}")
    return found


def _row(found: object, table: str, number: str) -> Record | None:
    rows = found.get(table) if isinstance(found, dict) else None
    row = rows.get(number) if isinstance(rows, dict) else None
    return row if isinstance(row, dict) else None


def _project_info(header: Document, digest: str) -> ProjectInfo:
    uuid, generation, program = header.get("uuid"), header.get("generation"), header.get("program", "")
    if not isinstance(uuid, str) or not _UUID.fullmatch(uuid):
        raise FileProblem(f"project: its uuid is missing or damaged; {_REMEDY}")
    if type(generation) is not int or not 0 <= generation < 2**53:
        raise FileProblem(f"project: its generation is missing or damaged; {_REMEDY}")
    return ProjectInfo(uuid, generation, program if isinstance(program, str) else "", digest)


def _check(elements: list[Element]) -> None:
    known: dict[str, Element] = {}
    for element in elements:
        if element.id in known:
            other = known[element.id].describe()
            raise FileProblem(f"{element.describe()} has the id “{element.id}” of {other}; give one of them another")
        known[element.id] = element
    for element in elements:
        for reference, named in references(element):
            target = known.get(named)
            if isinstance(target, reference.targets):
                continue
            wanted = " or ".join(kind.__name__.lower() for kind in reference.targets)
            found = "which is not in the file" if target is None else f"which is {target.describe()}"
            raise FileProblem(
                f"{element.table}, {element.describe()} (id {element.id}): its {reference.field} is {wanted} "
                f"“{named}”, {found}; remove it, or {_REMEDY}"
            )
