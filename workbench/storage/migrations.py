"""How files of earlier versions become files of this one: one function a schema step, on plain tables."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from workbench.storage.problems import FileProblem, NewerFileProblem

Record = dict[str, Any]
Tables = dict[str, dict[str, Record]]
Step = Callable[[Tables], Tables]

SCHEMA: Final = 1

STEPS: Final[Mapping[int, Step]] = MappingProxyType({})
"""The step that leads away from each earlier schema.

A changed default value needs one too, for the file leaves out what equals its default.
"""


def migrated_record(
    table: str, record: Record, schema: int, steps: Mapping[int, Step] = STEPS, target: int = SCHEMA
) -> tuple[str, Record]:
    """Return one record of a journal of the earlier `schema` as it is now, and its table.

    Raises FileProblem where a step makes of it anything but one record.
    """
    tables = migrated({"project": {"1": {"schema": schema}}, table: {"1": dict(record)}}, steps, target)
    found = [(name, row) for name, rows in tables.items() if name != "project" for row in rows.values()]
    if len(found) != 1:
        raise FileProblem(f"a record of {table} has no counterpart in this version of the program")
    return found[0]


def migrated(tables: Tables, steps: Mapping[int, Step] = STEPS, schema: int = SCHEMA) -> Tables:
    """Return `tables` as a file of `schema` would hold them.

    Raises NewerFileProblem for a later schema, FileProblem for one that never was.
    """
    header = tables["project"]["1"]
    found = header.get("schema")
    if type(found) is not int or found < 1:
        raise FileProblem(f"its schema is {found!r}, which no version has written; open an earlier copy")
    if found > schema:
        by = f" ({header['program']})" if header.get("program") else ""
        raise NewerFileProblem(f"a newer version of the program{by} has written it; update this one to open it")
    for step in range(found, schema):
        tables = steps[step](tables)
        tables["project"]["1"]["schema"] = step + 1
    return tables
