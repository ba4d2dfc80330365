"""The project file: TinyDB and networkx read it, and whatever is wrong with one is said in one sentence."""

import hashlib
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from tinydb import TinyDB

from tests.helpers.documents import documents, typical_elements, unstorable
from tests.helpers.faulty_disk import FAULTS, FaultyDisk
from workbench.domain.document import Document
from workbench.domain.elements import Element, Influence, Journey, Phase, Touchpoint, Transition
from workbench.domain.ids import END
from workbench.storage.problems import DamagedFileProblem, FileProblem, NewerFileProblem, SaveProblem
from workbench.storage.store import ProjectInfo, content_bytes, read_newer_snapshot, read_snapshot, write_snapshot

INFO = ProjectInfo("4f1c7a90c0ffee12", 7, "0.1.0")


@pytest.fixture
def typical(tmp_path: Path) -> Path:
    path = tmp_path / "typical.journey"
    write_snapshot(path, INFO, typical_elements())
    return path


@settings(max_examples=40, derandomize=True, deadline=None)
@given(elements=documents())
def test_a_document_survives_being_saved_in_its_order(
    tmp_path_factory: pytest.TempPathFactory, elements: list[Element]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.journey"
    written = write_snapshot(path, INFO, elements)
    assert read_snapshot(path) == (written, elements)


def test_the_order_within_a_table_is_that_of_the_document(tmp_path: Path) -> None:
    journey = Journey(id="j", title="Trip")
    phases = [Phase(id=f"{number * 7 % 12}", journey="j", name="P", order=0.0) for number in range(12)]
    write_snapshot(tmp_path / "a.journey", INFO, [*phases, journey])
    assert read_snapshot(tmp_path / "a.journey")[1] == [journey, *phases]


def test_stock_tinydb_opens_the_file(typical: Path) -> None:
    with TinyDB(typical, access_mode="r", encoding="utf-8") as database:
        assert [row["name"] for row in database.table("phases").all()] == ["Search", "Use"]
        assert database.table("project").all()[0]["format"] == "journey-workbench"


def test_networkx_rebuilds_the_journey_graph_from_the_raw_file(typical: Path) -> None:
    tables = {name: list(rows.values()) for name, rows in json.loads(typical.read_text("utf-8")).items()}
    graph = nx.node_link_graph(
        {"nodes": tables["touchpoints"], "edges": tables["transitions"] + tables["influences"]},
        directed=True,
        multigraph=True,
    )
    ours = Document(typical_elements()).graph
    assert set(graph) == set(ours)
    assert set(graph.edges(keys=True)) == set(ours.edges(keys=True))
    assert graph.nodes["t2"]["control"] == "partner"
    assert graph.edges["t1", "t2", "e1"]["weight"] == {"value": 0.7}
    assert nx.has_path(graph, "t1", END)


def test_one_record_stands_on_each_line(typical: Path) -> None:
    rows = [line for line in typical.read_text("utf-8").splitlines() if line.startswith('"') and ': {"' in line]
    assert len(rows) == len(typical_elements()) + 1


def test_hostile_texts_survive(tmp_path: Path) -> None:
    texts = [
        "=cmd|'/c calc'!A1",
        "<img src=x>",
        "\u202eevil",
        "Z\u0351\u036b",
        "😀",
        "a\nb\tc",
        '"}]',
        "\u2028",
    ]
    elements: list[Element] = [Journey(id=f"j{number}", title=text) for number, text in enumerate(texts)]
    write_snapshot(tmp_path / "a.journey", INFO, elements)
    assert read_snapshot(tmp_path / "a.journey")[1] == elements


def test_a_byte_order_mark_is_no_damage(typical: Path) -> None:
    typical.write_bytes(b"\xef\xbb\xbf" + typical.read_bytes())
    assert read_snapshot(typical)[1] == typical_elements()


def test_every_truncation_is_refused_with_the_place_and_a_remedy(typical: Path) -> None:
    whole = typical.read_bytes().rstrip()
    for percent in range(1, 100):
        typical.write_bytes(whole[: len(whole) * percent // 100])
        with pytest.raises(FileProblem, match=r"cut off at character [\d,]+; .*|no text at byte \d+") as caught:
            read_snapshot(typical)
        assert "recovered" in str(caught.value)


def test_flipped_bits_are_read_or_refused_but_never_a_crash(typical: Path) -> None:
    whole = typical.read_bytes()
    dice = random.Random(5)
    refused = 0
    for _ in range(200):
        data = bytearray(whole)
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        typical.write_bytes(data)
        try:
            Document(read_snapshot(typical)[1])
        except FileProblem:
            refused += 1
    assert 100 < refused < 200


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "it is empty"),
        (b" \n\n", "it is empty"),
        (b"\x89PNG\r\n\x1a\n\x00", "no text at byte 0"),
        (b"PK\x03\x04 and more", "it is not a journey"),
        (b"Dear Sir", "it is not a journey"),
        (b"[1, 2]", "not a journey"),
        (b"{}", "JSON but not a journey"),
        (b'{"project": {"1": {"format": "other"}}}', "JSON but not a journey"),
        (b'{"project": 1}', "JSON but not a journey"),
        (b'{"a": 1, "a": 2}', "“a” stands twice"),
        (b'{"a": NaN}', "NaN is no number"),
        (b'{"a": -Infinity}', "-Infinity is no number"),
        (b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "too many digits"),
        (b'{"a": 1}\n{"b": 2}', "it is JSON but not a journey"),
        (b'{"a": 1,\n"b": 2 3}', "damaged in line 2, at character 17"),
    ],
    ids=lambda value: value[:12].decode("latin-1") if isinstance(value, bytes) else "",
)
def test_what_is_no_journey_is_refused_with_the_reason(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "other.journey"
    path.write_bytes(data)
    with pytest.raises(FileProblem, match="“other.journey” cannot be opened: .*" + message):
        read_snapshot(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="there is no such file"):
        read_snapshot(tmp_path / "gone.journey")
    with pytest.raises(FileProblem, match=r"there is a folder of that name|read-only"):
        read_snapshot(tmp_path)


def altered(path: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    tables = json.loads(path.read_text("utf-8"))
    change(tables)
    path.write_text(json.dumps(tables), "utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda t: t["touchpoints"].pop("2"),
            "transitions, transition .*its target is touchpoint “t2”, which is not in",
        ),
        (lambda t: t["transitions"]["1"].update(target="ph1"), "“ph1”, which is phase “Search”"),
        (lambda t: t["phases"]["2"].update(id="ph1"), "phase “Use” has the id “ph1” of phase “Search”"),
        (lambda t: t["phases"]["2"].update(id="t1"), "has the id “t1” of"),
        (lambda t: t["project"]["1"].update(uuid="../../home"), "its uuid is missing or damaged"),
        (lambda t: t["project"]["1"].update(generation=-1), "its generation is missing"),
        (lambda t: t["project"].update({"2": {}}), "heads of several projects"),
        (lambda t: t.update(gadgets={"1": {}}), "no table “gadgets”"),
        (lambda t: t.update(phases=[]), "“phases” is no table"),
        (lambda t: t["phases"].update({"1": 5}), "phases, “1” is no numbered record"),
        (lambda t: t["phases"].update({"x": {}}), "phases, “x” is no numbered record"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(
    typical: Path, change: Callable[[dict[str, Any]], object], message: str
) -> None:
    with pytest.raises(FileProblem, match=message):
        read_snapshot(altered(typical, change))


def test_a_newer_file_is_refused_as_such(typical: Path) -> None:
    with pytest.raises(NewerFileProblem, match=r"a newer version of the program \(0.1.0\) has written it"):
        read_snapshot(newer(typical, lambda _: None))


def test_a_file_that_claims_to_be_newer_without_being_as_it_was_saved_is_damaged(typical: Path) -> None:
    with pytest.raises(DamagedFileProblem, match="claims a newer schema"):
        read_snapshot(altered(typical, lambda tables: tables["project"]["1"].update(schema=65537)))


def newer(path: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Make a file of a later version of the one at `path`."""
    content = json.loads(path.read_text("utf-8"))
    content["project"]["1"]["schema"] = 99
    del content["project"]["1"]["content"]
    change(content)
    path.write_text(json.dumps(content), "utf-8")
    return path


def test_a_newer_file_can_be_read_as_far_as_it_is_known(typical: Path) -> None:
    def change(content: dict[str, Any]) -> None:
        content["moods"] = {"1": {"id": "m", "name": "Hopeful"}}
        content["touchpoints"]["1"]["weather"] = "rain"

    info, elements, left_out = read_newer_snapshot(newer(typical, change))
    assert (info.uuid, elements, left_out) == (INFO.uuid, typical_elements(), ["“moods”", "“weather” of touchpoints"])


def test_a_newer_file_that_makes_no_sense_without_the_rest_is_refused(typical: Path) -> None:
    def change(content: dict[str, Any]) -> None:
        content["touchpoints"]["1"]["name"] = {"en": "Website"}

    with pytest.raises(NewerFileProblem, match=r"0\.1\.0 has written it, and without that program it makes no sense"):
        read_newer_snapshot(newer(typical, change))


@pytest.mark.parametrize("number", FAULTS)
@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
def test_a_save_that_fails_names_the_cause_and_leaves_the_file(typical: Path, call: str, number: int) -> None:
    before = typical.read_bytes()
    disk = FaultyDisk()
    disk.fail(call, number)
    with pytest.raises(SaveProblem, match=f"“typical.journey” could not be saved: .*{FAULTS[number]}"):
        write_snapshot(typical, INFO, [], disk)
    assert typical.read_bytes() == before
    assert [path.name for path in typical.parent.iterdir()] == ["typical.journey"]


def test_a_number_that_cannot_be_stored_is_named_and_the_file_stays(typical: Path) -> None:
    before = typical.read_bytes()
    bad = unstorable(float("nan"))
    with pytest.raises(SaveProblem, match=r"“typical\.journey” was not saved\. measure “Effort”, target: nan"):
        write_snapshot(typical, INFO, [bad])
    assert typical.read_bytes() == before


def test_an_element_of_every_graph_kind_is_written_under_the_key_that_networkx_wants(typical: Path) -> None:
    tables = json.loads(typical.read_text("utf-8"))
    for kind, key in ((Touchpoint, "id"), (Transition, "key"), (Influence, "key")):
        assert all(key in row for row in tables[kind.table].values())


def test_what_a_file_holds_has_the_same_mark_whenever_and_by_what_it_is_saved(typical: Path, tmp_path: Path) -> None:
    info, elements = read_snapshot(typical)
    again = ProjectInfo(info.uuid, 99, "another", ancestors=("a", "b"))
    written = write_snapshot(tmp_path / "again.journey", again, elements)
    found = read_snapshot(tmp_path / "again.journey")[0]
    assert found == written
    assert found.content == info.content == hashlib.sha256(content_bytes(info.uuid, elements)).hexdigest()
    assert found.digest != info.digest
    other = write_snapshot(tmp_path / "other.journey", info, elements[:1])
    assert other.content != info.content


def test_a_file_written_in_another_layout_is_as_it_was_saved(typical: Path) -> None:
    assert read_snapshot(altered(typical, lambda _: None))[0].remark == ""


def test_a_file_that_was_edited_by_hand_opens_with_a_remark(typical: Path) -> None:
    path = altered(typical, lambda tables: tables["touchpoints"]["1"].update(name="By hand"))
    info, elements = read_snapshot(path)
    assert info.remark.startswith(f"“{path.name}” is not as it was last saved")
    assert "touchpoint “By hand”" in [each.describe() for each in elements]


def test_a_file_of_a_program_that_set_no_mark_opens_without_a_remark(typical: Path) -> None:
    path = altered(typical, lambda tables: tables["project"]["1"].pop("content"))
    info, _ = read_snapshot(path)
    assert info.remark == ""
    assert len(info.content) == 64


@pytest.mark.parametrize("behind", [b'e": "t3"}}}', b"}", b"\0" * 512])
def test_what_a_rewriting_in_place_left_behind_the_end_is_left_out_and_said(typical: Path, behind: bytes) -> None:
    wanted = read_snapshot(typical)[1]
    typical.write_bytes(typical.read_bytes() + behind)
    info, elements = read_snapshot(typical)
    assert elements == wanted
    assert f"stood {len(behind)} more characters" in info.remark


def test_ancestors_that_make_no_sense_are_none(typical: Path) -> None:
    for found, known in (("abc", ()), ([1, "a", None], ("a",)), (None, ())):
        path = altered(typical, lambda tables, found=found: tables["project"]["1"].update(ancestors=found))
        assert read_snapshot(path)[0].ancestors == known


def test_the_lineage_begins_with_the_state_itself_and_does_not_grow_for_ever() -> None:
    info = ProjectInfo("uuid", content="f" * 64, ancestors=tuple(f"{number:012}" for number in range(500)))
    assert info.lineage[:2] == ("f" * 12, "000000000000")
    assert len(info.lineage) == 100
    assert info.descends_from("f" * 64)
    assert info.descends_from("0" * 64)
    assert not info.descends_from("e" * 64)
    assert not info.descends_from("")
