import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.tables import write_table
from tests.helpers.walks import walk
from workbench.domain.document import Document
from workbench.domain.elements import Element, Touchpoint, Transition
from workbench.domain.ids import END
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin
from workbench.exchange.journey import ImportedJourney
from workbench.exchange.problems import ImportProblem
from workbench.exchange.transitions import read_transitions


def read(folder: Path, *rows: str, start: str | None = None) -> ImportedJourney:
    path = write_table(folder / "ways.csv", "from,to,weight", *rows)
    return read_transitions(path, source="from", target="to", weight="weight", start=start)


def shares(elements: tuple[Element, ...]) -> dict[tuple[str, str], float]:
    document = Document(elements)
    name = {each.id: each.name for each in document.of(Touchpoint)} | {END: END}
    return {(name[each.source], name[each.target]): each.weight.value for each in document.of(Transition)}


def test_weights_within_one_are_shares_and_the_rest_leaves(tmp_path: Path):
    imported = read(tmp_path, "ask,pay,0.6", "ask,leave,0.2", "pay,use,1")
    assert shares(imported.elements) == pytest.approx(
        {("ask", "pay"): 0.6, ("ask", "leave"): 0.2, ("ask", END): 0.2, ("pay", "use"): 1.0}
    )
    assert imported.message == (
        "Read 4 touchpoints, 3 transitions, 2 ends. The journey begins at “ask”, the first in the table. "
        "At 1 touchpoint the shares add up to less than 1; the rest leaves there."
    )


def test_weights_above_one_are_counts_and_taken_in_proportion(tmp_path: Path):
    imported = read(tmp_path, "ask,pay,30", "ask,leave,10", "pay,use,0.5")
    assert shares(imported.elements) == {("ask", "pay"): 0.75, ("ask", "leave"): 0.25, ("pay", "use"): 1.0}
    weight = Document(imported.elements).of(Transition)[0].weight
    assert (weight.origin, weight.sample, weight.note) == (Origin.LOG, 40, "30 of 40 in ways.csv")
    assert "read as counts" in imported.message


def test_shares_that_rounding_brings_above_one_are_still_shares(tmp_path: Path):
    imported = read(tmp_path, "ask,pay,1.0000000005")
    assert shares(imported.elements) == {("ask", "pay"): 1.0}
    assert "counts" not in imported.message


def test_rows_that_name_the_same_two_touchpoints_add_up(tmp_path: Path):
    assert shares(read(tmp_path, "ask,pay,0.25", "ask,pay,0.75").elements) == {("ask", "pay"): 1.0}


def test_what_leads_only_to_itself_is_an_end(tmp_path: Path):
    imported = read(tmp_path, "ask,done,1", "done,done,1", "stay,stay,0.4", "stay,done,0.6")
    assert shares(imported.elements) == {("ask", "done"): 1.0, ("stay", "stay"): 0.4, ("stay", "done"): 0.6}
    assert imported.counts["ends"] == 1


def test_weights_of_zero_are_dropped(tmp_path: Path):
    assert shares(read(tmp_path, "ask,pay,1", "ask,leave,0").elements) == {("ask", "pay"): 1.0}


def test_a_closed_loop_is_imported_as_it_is(tmp_path: Path):
    imported = read(tmp_path, "a,b,1", "b,c,1", "c,a,1")
    assert len(shares(imported.elements)) == 3
    assert imported.counts["ends"] == 0


def test_everybody_begins_at_the_named_touchpoint(tmp_path: Path):
    imported = read(tmp_path, "ask,pay,1", "call,pay,1", start=" call ")
    assert {each.name: each.entry for each in Document(imported.elements).of(Touchpoint)} == {
        "ask": None,
        "pay": None,
        "call": 1.0,
    }
    assert "begins at “call”." in imported.message


def test_an_unknown_start_is_refused_with_the_nearest_name(tmp_path: Path):
    with pytest.raises(ImportProblem, match="no touchpoint is called “aks”; the nearest is “ask”"):
        read(tmp_path, "ask,pay,1", start="aks")
    with pytest.raises(ImportProblem, match="write it as in the table"):
        read(tmp_path, "ask,pay,1", start="xyz")


@pytest.mark.parametrize("cell", ["-0.1", "nan", "inf", "1e300"])
def test_a_weight_that_is_neither_share_nor_count_is_refused_with_its_line(tmp_path: Path, cell: str):
    with pytest.raises(ImportProblem, match=rf"line 3: the column “weight” holds “{cell}”.* give a number from 0 to"):
        read(tmp_path, "ask,pay,1", f"pay,use,{cell}")


def test_an_unreadable_weight_is_refused_with_its_line(tmp_path: Path):
    with pytest.raises(ImportProblem, match="line 2: the column “weight” holds “often”, which is not a number"):
        read(tmp_path, "ask,pay,often")


def test_the_chance_of_failure_is_set_where_it_is_stated(tmp_path: Path):
    path = write_table(tmp_path / "ways.csv", "from,to,weight", "ask,pay,1")
    stated = Quantity(0.08)
    imported = read_transitions(path, source="from", target="to", weight="weight", failure=stated)
    assert {each.failure for each in Document(imported.elements).of(Touchpoint)} == {stated}


@given(
    rows=st.lists(
        st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde"), st.floats(0, 1e12) | st.floats(0, 1e-300)),
        min_size=1,
        max_size=20,
    )
)
def test_the_ways_out_of_a_touchpoint_always_add_up_to_one(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, float]]
):
    imported = read(tmp_path_factory.mktemp("ways"), *(",".join(map(str, row)) for row in rows))
    document = Document(imported.elements)
    for touchpoint in document.of(Touchpoint):
        leaving = [each for each in document.referrers(touchpoint.id, Transition) if each.source == touchpoint.id]
        assert not leaving or sum(each.weight.value for each in leaving) == pytest.approx(1, abs=2e-9)


@pytest.mark.parametrize(
    ("model", "label", "expected", "touchpoints"),
    [
        ("brp_N16_MAX2", "(s = 5)", 4.233334437734179e-4, 677),
        ("brp_N16_MAX2", "((s = 5) & (srep = 2))", 2.6453089120221642e-5, 677),
        ("crowds_R3_C5", "(observe0 > 1)", 0.05296253509523565, 1145),
        ("leader_sync_3_2", "elected", 1.0, 26),
    ],
)
def test_published_chains_reach_their_labels_with_the_known_probability(
    shared_data: Path, tmp_path: Path, model: str, label: str, expected: float, touchpoints: int
):
    with (shared_data / "markov" / f"{model}.states.csv").open(encoding="utf-8", newline="") as file:
        labelled = {row["state"] for row in csv.DictReader(file) if row[label] == "1"}
    rows = (shared_data / "markov" / f"{model}.transitions.csv").read_text(encoding="utf-8").splitlines()
    # whoever has reached the label is not followed any further, so that each is counted once
    ended = [f"{row.split(',')[0]},{row.split(',')[0]},1" if row.split(",")[0] in labelled else row for row in rows]
    path = write_table(tmp_path / "chain.csv", *ended)
    imported = read_transitions(path, source="from", target="to", weight="probability")
    ends, _ = walk(imported.elements)
    assert imported.counts["touchpoints"] == touchpoints
    assert sum(share for name, share in ends.items() if name in labelled) == pytest.approx(expected, rel=1e-9)
