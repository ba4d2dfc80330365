"""Clips as bytes that another journey, window or process can read; what is read is trusted no more than a file."""

from collections.abc import Mapping
from typing import Any, Final

import orjson

from workbench.domain.clips import Clip
from workbench.domain.elements import ELEMENT_TYPES, Element
from workbench.domain.problems import DomainProblem
from workbench.storage.codec import KINDS, Record, element_of, record_of
from workbench.storage.problems import FileProblem
from workbench.storage.strict_json import strict_decoder

MIME_TYPE: Final = "application/x-journey-workbench+json"
VERSION: Final = 1
MOST_BYTES: Final = 64_000_000
MOST_ELEMENTS: Final = 200_000

_FORMAT: Final = "journey-workbench-clip"
_REMEDY: Final = "copy again what you want to paste"
_DECODER: Final = strict_decoder(_REMEDY)


def clip_bytes(clip: Clip) -> bytes:
    """Return a clip as JSON.

    Raises ValueProblem for a number that JSON cannot hold.
    """
    tables: dict[str, list[Record]] = {}
    for element in clip.elements:
        tables.setdefault(element.table, []).append(record_of(element))
    head = {"format": _FORMAT, "version": VERSION, "brought": sorted(clip.brought)}
    return orjson.dumps({**head, "tables": tables})


def read_clip(data: bytes) -> Clip:
    """Return the clip that `clip_bytes` wrote.

    Raises FileProblem for anything else, before or after it was tampered with.
    """
    try:
        return _clip_of(_parsed(data))
    except (FileProblem, DomainProblem) as problem:
        cause = str(problem).rstrip(".")
        remedy = "" if ";" in cause else f"; {_REMEDY}"
        raise FileProblem(f"What was copied cannot be pasted: {cause}{remedy}.") from problem


def _parsed(data: bytes) -> object:
    if len(data) > MOST_BYTES:
        raise FileProblem(f"it has {len(data):,} bytes, more than {MOST_BYTES:,}; copy a part of it")
    try:
        return _DECODER.decode(data.decode("utf-8"))
    except FileProblem:
        raise
    except RecursionError:
        raise FileProblem(f"it is nested too deeply; {_REMEDY}") from None
    except ValueError:
        raise FileProblem(f"it is damaged; {_REMEDY}") from None


def _clip_of(found: object) -> Clip:
    if not isinstance(found, dict) or found.get("format") != _FORMAT:
        raise FileProblem(f"it is no part of a journey; {_REMEDY}")
    record: dict[str, Any] = found
    if record.get("version") != VERSION:
        raise FileProblem("another version of the program has copied it; use the same version for both")
    brought, tables = record.get("brought"), record.get("tables")
    if not isinstance(tables, dict) or not isinstance(brought, list):
        raise FileProblem(f"it is incomplete; {_REMEDY}")
    ids: list[object] = brought
    if not all(isinstance(each, str) for each in ids):
        raise FileProblem(f"it is damaged; {_REMEDY}")
    return Clip(tuple(_elements(tables)), frozenset(map(str, ids)))


def _elements(tables: Mapping[str, object]) -> list[Element]:
    elements: list[Element] = []
    for table, rows in tables.items():
        if not isinstance(rows, list):
            raise FileProblem(f"it is damaged; {_REMEDY}")
        records: list[object] = rows
        if len(elements) + len(records) > MOST_ELEMENTS:
            raise FileProblem(f"it holds more than {MOST_ELEMENTS:,} things; copy a part of it")
        elements += [element_of(table, each) for each in records]
    rank = {kind: place for place, kind in enumerate(ELEMENT_TYPES)}
    return sorted(elements, key=lambda each: rank[KINDS[each.table]])
