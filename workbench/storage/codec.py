"""Elements as plain JSON records and back, by the fields that their classes declare.

A record leaves out what equals its default, so that files stay small and two people's changes rarely meet.
"""

import math
from collections.abc import Callable, Mapping, Set
from dataclasses import MISSING, dataclass, fields
from enum import Enum
from functools import cache
from types import MappingProxyType, NoneType
from typing import Any, Final, get_args, get_origin, get_type_hints

from workbench.domain.elements import ELEMENT_TYPES, Element, Influence, Transition
from workbench.domain.ids import END
from workbench.domain.problems import ValueProblem
from workbench.domain.text import clean_text
from workbench.storage.problems import FileProblem

Record = dict[str, Any]

KINDS: Final[Mapping[str, type[Element]]] = MappingProxyType({kind.table: kind for kind in ELEMENT_TYPES})
"""The element type of each table."""

_EDGES = (Transition, Influence)
_LARGEST_INTEGER = 2**53
_LONGEST_QUOTE = 60


def id_key(kind: type[Element]) -> str:
    """Return what a record calls the element's id: `key` for the graph's edges, as node-link data has it."""
    return "key" if kind in _EDGES else "id"


def keys_of(kind: type[Element]) -> Set[str]:
    """Return every key that a record of this kind of element may have."""
    return _fields(kind).keys()


def record_of(element: Element) -> Record:
    """Return the plain record of `element`.

    Raises ValueProblem for a number that JSON cannot hold.
    """
    try:
        return _write_object(element)
    except _Misfit as misfit:
        raise ValueProblem(f"{element.describe()}, {misfit.field}: {misfit}; change it.") from None


def element_of(table: str, record: object) -> Element:
    """Return the element that `record` of `table` describes.

    Raises FileProblem for a field that is unknown, missing, of the wrong type or out of its range.
    """
    kind = KINDS.get(table)
    if kind is None:
        raise FileProblem(f"there is no table “{_cut(table)}” in a journey; remove it, or update the program")
    try:
        element: Element = _read_object(kind, record)
    except _Misfit as misfit:
        where = f", field “{misfit.field}”" if misfit.field else ""
        raise FileProblem(
            f"{table}, {_name_of(record)}{where}: {misfit}; correct it, or open an earlier copy"
        ) from None
    if element.id in ("", END):
        raise FileProblem(f"{table}, {_name_of(record)}: “{element.id}” cannot be an id; give it another")
    return element


class _Misfit(ValueError):
    """A value that does not fit; `field` says where, from the outside inwards."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.field = ""

    def inside(self, field: str) -> "_Misfit":
        self.field = f"{field}.{self.field}" if self.field else field
        return self


@dataclass(frozen=True, slots=True)
class _Form:
    """How one kind of value is written and read."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Field:
    """One field of a class: `name` there, `key` in the record."""

    name: str
    key: str
    default: Any
    form: _Form


@cache
def _fields(kind: type) -> Mapping[str, _Field]:
    hints = get_type_hints(kind)
    renamed = {"id": id_key(kind)} if issubclass(kind, Element) else {}
    found = (
        _Field(field.name, renamed.get(field.name, field.name), field.default, _form(hints[field.name]))
        for field in fields(kind)
    )
    return {field.key: field for field in found}


@cache
def _required(kind: type) -> tuple[str, ...]:
    return tuple(key for key, field in _fields(kind).items() if field.default is MISSING)


def _write_object(value: Any) -> Record:
    record: Record = {}
    for key, field in _fields(type(value)).items():
        held = getattr(value, field.name)
        if held != field.default:
            try:
                record[key] = field.form.write(held)
            except _Misfit as misfit:
                raise misfit.inside(key) from None
    return record


def _read_object(kind: type, record: object) -> Any:
    if not isinstance(record, dict):
        raise _Misfit(f"{_quoted(record)} is no record")
    known = _fields(kind)
    unknown = record.keys() - known.keys()
    if unknown:
        raise _Misfit("no such field is known").inside(_cut(str(min(unknown))))
    given: dict[str, Any] = {}
    # most records say little of what they could, so this goes by what is there
    for key, value in record.items():
        field = known[key]
        try:
            given[field.name] = field.form.read(value)
        except _Misfit as misfit:
            raise misfit.inside(key) from None
    for key in _required(kind):
        if key not in record:
            raise _Misfit("it is missing").inside(key)
    try:
        return kind(**given)
    except ValueProblem as problem:
        raise _Misfit(str(problem).rstrip(".")) from None


def _form(hint: Any) -> _Form:
    choices = get_args(hint)
    if NoneType in choices:
        (wanted,) = (choice for choice in choices if choice is not NoneType)
        return _optional(_form(wanted))
    if get_origin(hint) is tuple:
        return _several(_form(choices[0]))
    if issubclass(hint, Enum):
        return _Form(lambda member: member.value, lambda value: _read_enum(hint, value))
    return _FORMS.get(hint) or _Form(_write_object, lambda record: _read_object(hint, record))


def _optional(form: _Form) -> _Form:
    return _Form(
        lambda value: None if value is None else form.write(value),
        lambda value: None if value is None else form.read(value),
    )


def _several(form: _Form) -> _Form:
    def read(values: object) -> tuple[Any, ...]:
        if not isinstance(values, list):
            raise _Misfit(f"{_quoted(values)} is no list")
        return tuple(form.read(value) for value in values)

    return _Form(lambda values: [form.write(value) for value in values], read)


def _read_enum(kind: type[Enum], value: object) -> Enum:
    try:
        return kind(value)
    except ValueError:
        allowed = ", ".join(str(member.value) for member in kind)
        raise _Misfit(f"{_quoted(value)} is none of {allowed}") from None


def _plain_text(text: str) -> str:
    return text if text.isprintable() else clean_text(text)


def _read_text(value: object) -> str:
    if not isinstance(value, str):
        raise _Misfit(f"{_quoted(value)} is no text")
    return _plain_text(value)


def _read_boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Misfit(f"{_quoted(value)} is neither true nor false")
    return value


def _whole_number(value: object) -> int:
    if type(value) is not int:
        raise _Misfit(f"{_quoted(value)} is no whole number")
    if abs(value) > _LARGEST_INTEGER:
        raise _Misfit("the number is too large")
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _Misfit(f"{_quoted(value)} is no number")
    if isinstance(value, int):
        return float(_whole_number(value))
    if not math.isfinite(value):
        raise _Misfit(f"{value} cannot be calculated with")
    return value


_FORMS: Final[Mapping[type, _Form]] = MappingProxyType(
    {
        str: _Form(_plain_text, _read_text),
        bool: _Form(bool, _read_boolean),
        int: _Form(_whole_number, _whole_number),
        float: _Form(_number, _number),
    }
)


def _name_of(record: object) -> str:
    if not isinstance(record, dict):
        return "a record"
    for key in ("name", "title", "text", "id", "key"):
        if isinstance(record.get(key), str) and record[key]:
            return f"“{_cut(record[key])}”"
    return "a record without a name"


def _quoted(value: object) -> str:
    return f"“{_cut(str(value))}”"


def _cut(text: str) -> str:
    whole = " ".join(clean_text(text).split())
    return whole if len(whole) <= _LONGEST_QUOTE else f"{whole[:_LONGEST_QUOTE]}…"
