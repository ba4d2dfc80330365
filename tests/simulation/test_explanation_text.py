import json
from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.builders import JOURNEY, named
from tests.helpers.owned import owned_throughout
from workbench.domain.elements import Touchpoint
from workbench.domain.values import Quantity
from workbench.editing.structure import set_fields
from workbench.simulation.build import build
from workbench.simulation.explain import explain
from workbench.simulation.explanation import Cause, Explanation, Payer, Source, Straw
from workbench.simulation.explanation_text import as_json, as_text, sentences
from workbench.simulation.glass import Account, Glass
from workbench.simulation.grouping import Grouping

OWNERS = Grouping(("Field", "Finance"), ("field", "finance"), np.array([0, 1], dtype=np.int64))
COUNTS = Account(np.array([[0.0, 0.041], [0.0, 0.02]]), np.array([0.0, 0.035]))

BILLING = Explanation(
    id="billing",
    place="Billing",
    breakdowns=0.096,
    empty_glass=0.035,
    straws=(Straw("wrong", "Wrong amount", 0.06), Straw("late", "Late bill", 0.036)),
    touchpoints=(Source("visit", "Visit", 0.041, 0.05), Source("wrong", "Wrong amount", 0.02, 0.058)),
    phases=(Source("setup", "Installation", 0.041, 0.05), Source("billing", "Billing", 0.02, 0.07)),
    departments=(Source("field", "Field", 0.041, 0.05), Source("finance", "Finance", 0.02, 0.07)),
    payers=(Payer("finance", "Finance", 0.096, 0.041, 12.4),),
    owners=OWNERS,
    matrix=Glass(COUNTS, Account(COUNTS.sources * 100, COUNTS.itself * 100)),
    failures=0.4,
    by_irritation=0.05,
    by_influence=(Cause("visit", "Visit", 0.03),),
)
"""As of a journey where the field service lets customers down and finance breaks the news."""


def test_a_place_is_told_in_plain_words() -> None:
    assert sentences(BILLING, 1000) == [
        (
            "Of 96 breakdowns in “Billing” per 1,000 customers, 41 were filled by “Installation” and 20 by “Billing” "
            "itself; 35 happened with an empty glass."
        ),
        "The last straw was mostly “Wrong amount” (60 of 96).",
        "If nothing ever went wrong at “Visit” of itself, 50 breakdowns in “Billing” would not happen.",
        "Finance pays most for them: 12,400; 41 of its 96 breakdowns were filled by others.",
        (
            "Influences of earlier failures, which fill no glass, brought on 30 of 400 failures in “Billing”: "
            "30 after “Visit”."
        ),
    ]


def test_a_whole_journey_is_told_without_a_place() -> None:
    told = sentences(replace(BILLING, id=None, place=""), 1000)
    assert told[0].startswith("Of 96 breakdowns per 1,000 customers, 41 were filled by “Installation” and 20 by")
    # Of the whole journey the best repair is told wherever it lies.
    assert told[2] == "If nothing ever went wrong at “Wrong amount” of itself, 58 breakdowns would not happen."


def test_counts_are_told_for_as_many_customers_as_asked() -> None:
    assert sentences(BILLING, 100)[0].startswith("Of 9.6 breakdowns in “Billing” per 100 customers, 4.1 were")
    assert "per customer, " in sentences(BILLING, 1)[0]


def test_within_one_phase_touchpoints_are_told() -> None:
    alone = replace(BILLING, phases=BILLING.phases[:1])
    assert "41 were filled by “Visit” and 20 by “Wrong amount”" in sentences(alone, 1000)[0]


def test_what_would_be_printed_as_nothing_is_left_out() -> None:
    quiet = replace(BILLING, empty_glass=0.0, by_influence=(Cause("visit", "Visit", 1e-6),), straws=BILLING.straws[:1])
    told = sentences(quiet, 1000)
    assert len(told) == 3
    assert "empty glass" not in told[0]


def test_a_place_without_breakdowns_has_one_sentence() -> None:
    assert sentences(replace(BILLING, breakdowns=0.0), 1000) == ["Customers hardly ever blow up in “Billing”."]
    assert sentences(replace(BILLING, breakdowns=0.0, id=None, place=""), 1000) == ["Customers hardly ever blow up."]


def test_with_an_empty_glass_nothing_had_gone_wrong_before() -> None:
    calm = replace(BILLING, phases=(), touchpoints=(), empty_glass=0.096)
    first, second, *_ = sentences(calm, 1000)
    assert first.endswith("all happened with an empty glass: nothing had irritated these customers before.")
    assert second.startswith("The last straw")


def test_what_no_department_answers_for_pays_nothing() -> None:
    lonely = replace(BILLING, payers=(Payer(None, "Nobody", 0.096, 0.041, 12.4),))
    assert "No department answers for most of their cost: 12,400." in sentences(lonely, 1000)


def test_tables_stand_in_columns() -> None:
    assert as_text(BILLING, 1000).split("\n\n")[1:] == [
        (
            "By phase      filled   share  prevented if it never failed\n"
            "Installation      41  42.7\u2009%                            50\n"
            "Billing           20  20.8\u2009%                            70"
        ),
        (
            "By touchpoint  filled   share  prevented if it never failed\n"
            "Visit              41  42.7\u2009%                            50\n"
            "Wrong amount       20  20.8\u2009%                            58"
        ),
        (
            "By department  filled   share  prevented if it never failed\n"
            "Field              41  42.7\u2009%                            50\n"
            "Finance            20  20.8\u2009%                            70"
        ),
        (
            "Filled by (down), paid by (across)  Finance\n"
            "Field                                    41\n"
            "Finance                                  20\n"
            "(empty glass)                            35\n"
            "What they cost                       12,400"
        ),
    ]


def test_plain_data_holds_everything_and_survives_a_file() -> None:
    plain = as_json(BILLING, 1000)
    assert json.loads(json.dumps(plain)) == plain
    assert plain["sentences"] == sentences(BILLING, 1000)
    assert plain["filled_by"]["phases"][0] == {
        "id": "setup",
        "name": "Installation",
        "breakdowns": pytest.approx(41.0),
        "share": pytest.approx(41 / 96),
        "prevented": pytest.approx(50.0),
    }
    assert plain["matrix"]["breakdowns"][0] == pytest.approx([0.0, 41.0])
    assert plain["paid_by"][0]["filled_by_others"] == pytest.approx(41.0)


def test_a_journey_in_which_nothing_fails_can_be_told() -> None:
    document = owned_throughout()
    for touchpoint in document.of(Touchpoint):
        set_fields(document, touchpoint.id, failure=Quantity(0.0))
    case = build(document, JOURNEY)
    told = explain(case, all_to_one(case.model.size), named(document, "First bill").id)
    assert as_text(told, 1000) == "Customers hardly ever blow up in “First bill”."


def all_to_one(touchpoints: int) -> Grouping:
    return Grouping(("Service",), ("service",), np.zeros(touchpoints, dtype=np.int64))
