from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.builders import journey_of
from workbench.domain.document import Document
from workbench.domain.elements import Influence, Journey, Phase, Touchpoint, Transition
from workbench.domain.excerpt import excerpt


def example() -> tuple[Document, str, dict[str, str]]:
    document = journey_of("First > A", "First > B", "Then > C", "Last > D")
    ids = {each.name: each.id for kind in (Touchpoint, Phase) for each in document.of(kind)}
    return document, document.of(Journey)[0].id, ids


def names(document: Document, kind: type[Touchpoint] | type[Phase] = Touchpoint) -> list[str]:
    return [each.name for each in document.of(kind)]


def test_only_what_is_chosen_stays_with_the_phases_it_lies_in() -> None:
    document, journey, ids = example()
    part = excerpt(document, journey, [ids["A"], ids["C"]])
    assert names(part) == ["A", "C"]
    assert names(part, Phase) == ["First", "Then"]
    assert names(document) == ["A", "B", "C", "D"]


def test_lines_stay_where_both_of_their_ends_do() -> None:
    document, journey, ids = example()
    between = {(each.source, each.target) for each in document.of(Transition)}
    kept = {ids["A"], ids["B"], ids["C"]}
    part = excerpt(document, journey, kept)
    assert {(each.source, each.target) for each in part.of(Transition)} == {
        (source, target) for source, target in between if source in kept and target in {*kept, "end"}
    }


def test_a_chosen_phase_brings_what_lies_in_it_and_a_chosen_line_its_ends() -> None:
    document, journey, ids = example()
    assert names(excerpt(document, journey, [ids["First"]])) == ["A", "B"]
    line = next(each for each in document.of(Transition) if each.target != "end")
    part = excerpt(document, journey, [line.id])
    assert {each.id for each in part.of(Touchpoint)} == {line.source, line.target}
    assert [each.id for each in part.of(Transition)] == [line.id]


def test_what_is_chosen_moves_up_to_the_first_row_and_keeps_its_distances() -> None:
    document, journey, ids = example()
    with document.edit("Move") as edit:
        edit.update(ids["A"], y=480.0)
        edit.update(ids["B"], y=576.0)
    part = excerpt(document, journey, [ids["A"], ids["B"]])
    assert [each.y for each in part.of(Touchpoint)] == [0.0, 96.0]


@given(st.sets(st.sampled_from([*"ABCD", "First", "Then"])))
def test_every_excerpt_is_a_whole_document(chosen: set[str]) -> None:
    document, journey, ids = example()
    part = excerpt(document, journey, [ids[each] for each in chosen])
    kept = {each.id for each in part.of(Touchpoint)} | {"end"}
    assert all({each.source, each.target} <= kept for kind in (Transition, Influence) for each in part.of(kind))
    assert {each.phase for each in part.of(Touchpoint)} == {each.id for each in part.of(Phase)}
