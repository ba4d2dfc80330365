"""Files of every earlier schema are brought up to this one, later ones are refused."""

import copy
from pathlib import Path

import pytest

from tests.helpers.golden import golden, golden_bytes, write_golden
from workbench.storage.migrations import SCHEMA, STEPS, Tables, migrated, migrated_record
from workbench.storage.problems import FileProblem, NewerFileProblem
from workbench.storage.store import parse_snapshot, read_snapshot, write_snapshot

GOLDEN = Path(__file__).parents[1] / "files" / "golden"


def tables_of(schema: object) -> Tables:
    return {"project": {"1": {"schema": schema, "program": "9.9"}}, "touchpoints": {"1": {"label": "Shop"}}}


def rename_label(tables: Tables) -> Tables:
    for record in tables["touchpoints"].values():
        record["name"] = record.pop("label")
    return tables


def shout(tables: Tables) -> Tables:
    for record in tables["touchpoints"].values():
        record["name"] = record["name"].upper()
    return tables


def test_the_steps_are_taken_in_turn() -> None:
    found = migrated(tables_of(1), {2: shout, 1: rename_label}, schema=3)
    assert found["touchpoints"] == {"1": {"name": "SHOP"}}
    assert found["project"]["1"]["schema"] == 3


def test_steps_before_the_files_schema_are_left_out() -> None:
    tables = tables_of(2)
    tables["touchpoints"]["1"] = {"name": "Shop"}
    assert migrated(tables, {2: shout, 1: rename_label}, schema=3)["touchpoints"] == {"1": {"name": "SHOP"}}


def test_a_file_of_this_schema_stays_as_it_is() -> None:
    tables = tables_of(SCHEMA)
    assert migrated(copy.deepcopy(tables)) == tables


def test_a_newer_file_is_refused_with_the_version_that_wrote_it() -> None:
    with pytest.raises(NewerFileProblem, match=r"a newer version of the program \(9.9\)"):
        migrated(tables_of(SCHEMA + 1))


@pytest.mark.parametrize("schema", [0, -1, "1", 1.0, True, None])
def test_a_schema_that_never_was_is_refused(schema: object) -> None:
    with pytest.raises(FileProblem, match="no version has written"):
        migrated(tables_of(schema))


def test_a_step_leads_away_from_every_earlier_schema() -> None:
    assert sorted(STEPS) == list(range(1, SCHEMA))


def test_there_are_golden_files_of_every_schema() -> None:
    assert {folder.name for folder in GOLDEN.iterdir()} == {f"v{schema}" for schema in range(1, SCHEMA + 1)}


@pytest.mark.parametrize(
    "path", sorted(GOLDEN.glob("v*/*.journey*")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_a_golden_file_opens_without_a_remark_and_survives_being_saved(path: Path, tmp_path: Path) -> None:
    info, elements = parse_snapshot(golden_bytes(path), path.name)
    assert info.remark == ""
    write_snapshot(tmp_path / "again.journey", info, elements)
    assert read_snapshot(tmp_path / "again.journey")[1] == elements


@pytest.mark.parametrize("schema", range(1, SCHEMA + 1))
def test_every_schema_has_an_empty_a_typical_a_large_and_a_hostile_file(schema: int) -> None:
    assert {path.name.partition(".")[0] for path in (GOLDEN / f"v{schema}").iterdir()} >= golden().keys()


def test_the_files_of_this_schema_are_written_as_they_lie_there(tmp_path: Path) -> None:
    write_golden(tmp_path)
    for path in tmp_path.iterdir():
        assert golden_bytes(path) == golden_bytes(GOLDEN / f"v{SCHEMA}" / path.name), path.name


@pytest.mark.parametrize("name", golden())
def test_a_file_of_this_schema_holds_what_was_put_into_it(name: str) -> None:
    (path,) = (GOLDEN / f"v{SCHEMA}").glob(f"{name}.*")
    assert parse_snapshot(golden_bytes(path), name)[1] == golden()[name]


def test_a_record_of_an_older_journal_is_migrated_alone() -> None:
    found = migrated_record("touchpoints", {"label": "Shop"}, 1, {1: rename_label}, 2)
    assert found == ("touchpoints", {"name": "Shop"})


def test_a_record_that_a_step_takes_away_is_refused() -> None:
    with pytest.raises(FileProblem, match="no counterpart"):
        migrated_record("touchpoints", {"label": "Shop"}, 1, {1: lambda tables: {"project": tables["project"]}}, 2)
