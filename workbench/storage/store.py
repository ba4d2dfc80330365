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
from typing import Final

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
from workbench.storage.problems import DamagedFileProblem, FileProblem, NewerFileProblem, SaveProblem, cause_of
from workbench.storage.strict_json import strict_decoder

FORMAT: Final = "journey-workbench"

_PROJECT = "project"
# the uuid names files in the state folder, so nothing in it may lead out of there
_UUID = re.compile(r"[0-9A-Za-z-]{1,64}")
_REMEDY = "open an earlier copy, or the work recovered at the next start if there is any"
# a lineage is as good as the oldest state that both sides still know; this is a few days of work, in two lines
_LONGEST_LINEAGE: Final = 100
_SHORT: Final = 12


@dataclass(frozen=True, slots=True)
class ProjectInfo:
    """What a project file says of itself; `digest` is the SHA-256 of the file that it was read from or written to.

    `content` is that of the project alone, the same whenever and wherever it is saved; `ancestors` are the beginnings
    of those of the states that it grew out of, the newest first.  A `remark` says what is odd about a file that can be
    read.
    """

    uuid: str
    generation: int = 0
    program: str = ""
    digest: str = ""
    content: str = ""
    ancestors: tuple[str, ...] = ()
    remark: str = ""

    @property
    def lineage(self) -> tuple[str, ...]:
        """The state itself and its ancestors, as the next state's ancestors."""
        own = (self.content[:_SHORT],) if self.content else ()
        return tuple(dict.fromkeys((*own, *self.ancestors)))[:_LONGEST_LINEAGE]

    def descends_from(self, content: str) -> bool:
        """Return whether the state of that content is this one, or one that it grew out of."""
        return content[:_SHORT] in self.lineage


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
    tables = _tables_of(info, elements)
    rest = _rest_of(tables)
    content = hashlib.sha256(_content_bytes(tables, rest)).hexdigest()
    header = tables[_PROJECT]["1"]
    if info.ancestors:
        header["ancestors"] = list(info.ancestors)
    header["content"] = content
    data = _joined(_part(_PROJECT, tables[_PROJECT]), rest)
    write_atomically(path, data, files)
    return replace(info, digest=hashlib.sha256(data).hexdigest(), content=content, remark="")


def content_bytes(uuid: str, elements: Iterable[Element]) -> bytes:
    """Return a project file that holds these elements and nothing of when and by what it was saved.

    Its SHA-256 is what `ProjectInfo.content` says.  Raises ValueProblem for a number that JSON cannot hold.
    """
    tables = _tables_of(ProjectInfo(uuid), elements)
    return _content_bytes(tables, _rest_of(tables))


def _tables_of(info: ProjectInfo, elements: Iterable[Element]) -> Tables:
    records: dict[str, list[Record]] = {kind.table: [] for kind in ELEMENT_TYPES}
    for element in elements:
        records[element.table].append(record_of(element))
    header = {"format": FORMAT, "schema": SCHEMA, "uuid": info.uuid, "generation": info.generation}
    with TinyDB(storage=SnapshotStorage) as database:
        database.table(_PROJECT).insert({**header, "program": info.program})
        for table, rows in records.items():
            if rows:
                database.table(table).insert_multiple(rows)
        return database.storage.read() or {}


def read_snapshot(path: Path) -> tuple[ProjectInfo, list[Element]]:
    """Read a project file completely, its elements table by table.

    Raises FileProblem, NewerFileProblem for one of a later version of the program.
    """
    with _naming(path.name, FileProblem):
        data = _bytes_of(path)
    return parse_snapshot(data, path.name)


def parse_snapshot(data: bytes, name: str) -> tuple[ProjectInfo, list[Element]]:
    """Do as `read_snapshot` does, for the content of a file that problems call `name`."""
    with _naming(name, DamagedFileProblem):
        # duplicate keys, NaN and Infinity, which the standard parser would let pass, are refused on the way
        found, behind = _parsed(data)
        tables = _checked_layout(found)
        content = _content_of(tables)
        is_altered = tables[_PROJECT]["1"].get("content", content) != content
        try:
            info, elements = _read(migrated(tables), data)
        except NewerFileProblem as problem:
            if is_altered:
                what = "it is damaged, or altered by hand: it claims a newer schema"
                raise FileProblem(f"{what}; {_REMEDY}") from problem
            raise
    return replace(info, content=content, remark=_remark(name, is_altered, behind)), elements


def _remark(name: str, is_altered: bool, behind: int) -> str:
    """Say what is odd about a file that can be read: it is not as it was saved, or so much stands behind its end."""
    if behind:
        return (
            f"Behind the end of “{name}” stood {behind:,} more characters, which are left out; look the journey over "
            "before you save it."
        )
    if is_altered:
        return (
            f"“{name}” is not as it was last saved: something else than this program has changed it, or the disk has a "
            "fault; look the journey over before you save it."
        )
    return ""


def read_newer_snapshot(path: Path) -> tuple[ProjectInfo, list[Element], list[str]]:
    """Read a file of a later version of the program as far as this one knows what is in it, and say what it left out.

    Raises NewerFileProblem where what is known does not make a whole without the rest.
    """
    with _naming(path.name, FileProblem):
        data = _bytes_of(path)
        tables, left_out = _known_part(_checked_layout(_parsed(data)[0]))
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
def _naming(name: str, kind: type[FileProblem]) -> Generator[None]:
    """Name the file in what is raised, as a problem of that kind unless it is of a narrower one."""
    try:
        yield
    except FileProblem as problem:
        narrower = type(problem) if type(problem) is not FileProblem else kind
        raise narrower(f"“{name}” cannot be opened: {problem}.") from problem


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FileProblem("there is no such file; it may have been moved or renamed") from None
    except OSError as error:
        raise FileProblem(cause_of(error)) from error


def _part(name: str, table: dict[str, Record]) -> bytes:
    # one record a line: two versions can be compared by any tool that knows lines
    rows = (orjson.dumps(number) + b": " + orjson.dumps(row) for number, row in table.items())
    return orjson.dumps(name) + b": {\n" + b",\n".join(rows) + b"\n}"


def _rest_of(tables: Tables) -> list[bytes]:
    return [_part(name, table) for name, table in tables.items() if name != _PROJECT]


def _joined(head: bytes, rest: list[bytes]) -> bytes:
    return b"{\n" + b",\n".join((head, *rest)) + b"\n}\n"


def _content_bytes(tables: Tables, rest: list[bytes]) -> bytes:
    header = tables[_PROJECT]["1"]
    bare = {key: header.get(key) for key in ("format", "schema", "uuid")}
    return _joined(_part(_PROJECT, {"1": {**bare, "generation": 0, "program": ""}}), rest)


def _content_of(tables: Tables) -> str:
    """Return the SHA-256 of the project in a file, empty where it holds what no program of ours writes."""
    try:
        return hashlib.sha256(_content_bytes(tables, _rest_of(tables))).hexdigest()
    except (TypeError, RecursionError):
        return ""


def _parsed(data: bytes) -> tuple[object, int]:
    """Return what a file holds, and how many characters stand behind its end, as rewriting in place leaves them."""
    if not data.strip():
        raise FileProblem(f"it is empty; {_REMEDY}")
    try:
        # an editor may have put a byte order mark in front
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileProblem(f"it is not a journey, or damaged: no text at byte {error.start}; {_REMEDY}") from None
    try:
        found, end = _DECODER.raw_decode(text, len(text) - len(text.lstrip()))
        return found, len(text[end:].strip())
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


_DECODER: Final = strict_decoder(_REMEDY)


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
    ancestors = header.get("ancestors")
    known = [each for each in ancestors if isinstance(each, str)] if isinstance(ancestors, list) else []
    return ProjectInfo(
        uuid, generation, program if isinstance(program, str) else "", digest, ancestors=tuple(known[:_LONGEST_LINEAGE])
    )


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
