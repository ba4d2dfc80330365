import pytest

from tests.ui.panels.explanations import CAUSES, FINANCE, MARKETING, NOBODY
from ui.panels.owner_numbers import CauseNumbers, Measure, Table, cause_headline, cell_sentence

NOTHING = Table(((0.0, 0.0), (0.0, 0.0)), (0.0, 0.0))


def test_the_headline_names_who_pays_most_for_others_and_who_fills_most_of_it() -> None:
    assert cause_headline(CAUSES) == (
        "Finance pays for 78 breakdowns. 12 of them it caused itself; 64 were caused by Marketing."
    )


def test_where_nobody_pays_the_headline_says_so() -> None:
    assert cause_headline(CauseNumbers((MARKETING, FINANCE), NOTHING, NOTHING)) == "No department pays for breakdowns."
    only_nobody = CauseNumbers((NOBODY,), Table(((5.0,),), (1.0,)), Table(((5.0,),), (1.0,)))
    assert cause_headline(only_nobody) == "No department pays for breakdowns."


def test_who_fills_only_its_own_glasses_is_told_without_others() -> None:
    own = Table(((0.0, 0.0), (0.0, 9.0)), (0.0, 3.0))
    said = cause_headline(CauseNumbers((MARKETING, FINANCE), own, own))
    assert said == "Finance pays for 12 breakdowns. 9 of them it caused itself."


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (0, 1, "Marketing caused 64 breakdowns that Finance pays for."),
        (1, 1, "Finance caused 12 breakdowns that it pays for itself."),
        (2, 0, "What nobody answers for caused 2.5 breakdowns that Marketing pays for."),
        (0, 2, "Marketing caused 3.2 breakdowns that what nobody answers for pays for."),
        (0, 3, "Marketing caused 85 breakdowns in all."),
        (4, 1, "Finance pays for 78 breakdowns in all."),
        (3, 3, ""),
    ],
)
def test_every_cell_is_a_sentence(row: int, column: int, said: str) -> None:
    assert cell_sentence(CAUSES, Measure.BREAKDOWNS, row, column) == said


def test_an_empty_glass_and_money_are_told_as_such() -> None:
    assert "empty glass" in cell_sentence(CAUSES, Measure.BREAKDOWNS, 3, 1)
    assert cell_sentence(CAUSES, Measure.COST, 0, 1) == "Marketing caused 8,623 of cost that Finance pays for."


def test_sums_hold_causes_and_incidents() -> None:
    assert CAUSES.breakdowns.caused(0) == pytest.approx(85.2)
    assert CAUSES.breakdowns.paid(1) == pytest.approx(64 + 12 + 2.5)
