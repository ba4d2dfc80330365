"""Differences in sentences."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from tests.helpers.documents import documents
from tests.helpers.projects import broadband
from workbench.domain.differences import differences
from workbench.domain.elements import (
    Department,
    Element,
    Frame,
    Influence,
    Note,
    PainPoint,
    Phase,
    Responsibility,
    Touchpoint,
    Transition,
)
from workbench.domain.ids import END
from workbench.domain.telling import LONGEST_SUMMARY, summary, told
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Role, TransitionKind

SALES, FINANCE = Department(id="s", name="Sales", code="SA"), Department(id="f", name="Finance", code="FI")

NOTE = Note(id="n", journey="j", text="Ask legal", phase="p2")
FRAME = Frame(id="fr", journey="j", name="Workshop", phase="p1")


def state(*more: Element, **changed: dict[str, object]) -> list[Element]:
    """The broadband journey with elements added, or with fields of some changed; those without fields are left out."""
    kept = [element for element in broadband() if changed.get(element.id) != {}]
    return [SALES, FINANCE, *(replace(each, **changed.get(each.id, {})) for each in kept), *more]


def part(role: Role, party: str = "s", **fields: str) -> Responsibility:
    return Responsibility(**{"id": f"part-{party}", "touchpoint": "bill", "party": party, "role": role, **fields})


CASES = [
    (state(), state(Touchpoint(id="t", journey="j", name="Chat bot", phase="p2")),
     ["Added touchpoint “Chat bot” in Billing"]),
    (state(), state(bill={"name": "Invoice"}), ["Renamed “First bill” to “Invoice”"]),
    (state(), state(p2={"name": "Paying"}), ["Renamed phase “Billing” to “Paying”"]),
    (state(), state(bill={"phase": "p1", "y": 9.0}), ["“First bill” moved from Billing to Setup"]),
    (state(), state(bill={"x": 9.0}), ["“First bill” moved on the map"]),
    (state(), state(NOTE), ["Added note “Ask legal”"]),
    (state(FRAME), state(), ["Removed frame “Workshop”"]),
    (state(FRAME), state(replace(FRAME, name="In May")), ["Renamed frame “Workshop” to “In May”"]),
    (state(NOTE), state(replace(NOTE, text="Ask Ines")), ["Note “Ask Ines”: text “Ask legal” → “Ask Ines”"]),
    (state(NOTE), state(replace(NOTE, phase="p1")), ["Note “Ask legal” moved from Billing to Setup"]),
    (
        state(FRAME),
        state(replace(FRAME, y=9.0, width=300.0, locked=True)),
        ["Frame “Workshop” moved on the map", "Frame “Workshop” has another size", "Frame “Workshop”: locked"],
    ),
    (state(bill={"failure": Quantity(0.32), "severity": Quantity(0.35)}),
     state(bill={"failure": Quantity(0.2), "severity": Quantity(0.2)}),
     ["“First bill”: chance of failure 32 % → 20 %, annoyance 4 very → 3 annoying"]),
    (state(), state(Transition(id="w", source="bill", target=END, kind=TransitionKind.GIVE_UP)),
     ["“First bill” now loses customers to the end"]),
    (state(), state(**{"offer-pack": {}}), ["“Get an offer” no longer leads to “Welcome pack”"]),
    (state(), state(**{"offer-pack": {"target": "bill"}}),
     ["“Get an offer” now leads to “First bill” instead of “Welcome pack”"]),
    (state(), state(**{"offer-pack": {"source": "bill"}}),
     ["“First bill” now leads to “Welcome pack”, in place of the transition from “Get an offer” to “Welcome pack”"]),
    (state(), state(**{"offer-pack": {"weight": Quantity(0.4)}}),
     ["The transition from “Get an offer” to “Welcome pack”: share of customers 100 % → 40 %"]),
    (state(), state(Influence(id="i", source="pack", target="bill")),
     ["A failure at “Welcome pack” makes one at “First bill” likelier now"]),
    (state(), state(part(Role.ACCOUNTABLE)), ["Sales answers for “First bill”"]),
    (state(part(Role.ACCOUNTABLE)), state(), ["Sales no longer answers for “First bill”"]),
    (state(part(Role.ACCOUNTABLE)), state(part(Role.RESPONSIBLE), part(Role.ACCOUNTABLE, "f")),
     ["Sales now works on “First bill”", "Finance answers for “First bill” instead of Sales"]),
    (state(part(Role.ACCOUNTABLE)), state(part(Role.ACCOUNTABLE, id="part-s", party="f")),
     ["Finance answers for “First bill” instead of Sales"]),
    (state(part(Role.INFORMED)), state(), ["Sales is no longer told about “First bill”"]),
    (state(), state(PainPoint(id="pp", touchpoint="bill", text="Too dear")),
     ["Added the pain point “Too dear” at “First bill”"]),
    (state(), state(), []),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "sentences"), CASES)
def test_a_difference_is_told_by_name(before: list[Element], after: list[Element], sentences: list[str]) -> None:
    assert told(differences(before, after)) == sentences


def test_what_goes_with_its_touchpoint_is_not_told_apart() -> None:
    before = state(part(Role.ACCOUNTABLE), PainPoint(id="pp", touchpoint="bill", text="Too dear"))
    after = state(bill={}, **{"storm-bill": {}})
    assert told(differences(before, after)) == ["Removed touchpoint “First bill” in Billing"]


def test_what_concerns_one_touchpoint_is_told_together() -> None:
    after = state(
        Transition(id="w", source="offer", target=END),
        Phase(id="p9", journey="j", name="After", order=9),
        part(Role.ACCOUNTABLE),
        bill={"notes": "b"},
        offer={"notes": "a"},
    )
    assert told(differences(state(), after)) == [
        "Added phase “After”",
        "“Get an offer” now leads to the end",
        "“Get an offer”: notes nothing → “a”",
        "“First bill”: notes nothing → “b”",
        "Sales answers for “First bill”",
    ]


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (state(), "Nothing changed"),
        (state(bill={"name": "Invoice"}), "Renamed “First bill”"),
        (state(bill={"name": "Invoice", "notes": "x"}, pack={"notes": "x"}, offer={"x": 1.0}),
         "Renamed “First bill” and 3 more changes"),
        (state(bill={}, **{"storm-bill": {}}, p2={"name": "Paying"}), "Removed “First bill” and 1 more change"),
        (state(**{"offer-pack": {}}), "Changed ways from “Get an offer”"),
        (state(part(Role.ACCOUNTABLE)), "Changed who answers for “First bill”"),
    ],
)  # fmt: skip
def test_a_summary_says_what_matters_most(after: list[Element], words: str) -> None:
    assert summary(differences(state(), after)) == words


@settings(derandomize=True, max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), documents())
def test_any_difference_is_told_and_every_summary_is_short(before: list[Element], after: list[Element]) -> None:
    found = differences(before, after)
    concerned = (*found.added, *found.removed, *(each.after for each in found.changed))
    # one who answers twice over is told once
    assert told(found) or all(isinstance(each, Responsibility) for each in concerned)
    assert found or not told(found)
    assert len(summary(found)) <= LONGEST_SUMMARY
    assert all(sentence.strip() and "\n" not in sentence for sentence in told(found))
