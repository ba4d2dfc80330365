import re

from tests.helpers.defaults_table import page, table, with_table
from workbench.domain.parameters import REACTION_PARAMETERS, TOUCHPOINT_PARAMETERS


def test_the_table_of_guesses_is_the_one_that_the_program_uses() -> None:
    text = page().read_text("utf-8")
    assert with_table(text) == text, "run: python -m tests.helpers.defaults_table"


def test_every_guess_about_touchpoints_and_reactions_is_in_the_table_with_its_basis() -> None:
    rows = table().splitlines()[2:]
    guesses = [*TOUCHPOINT_PARAMETERS.values(), *REACTION_PARAMETERS.values()]
    assert len(rows) > len(guesses)
    for guess in guesses:
        (row,) = [each for each in rows if each.startswith(f"| {guess.label} |")]
        assert row.endswith(f"| {guess.default.note} |")


def test_writing_the_table_anew_mends_what_was_changed_by_hand() -> None:
    text = page().read_text("utf-8")
    assert with_table(re.sub(r"\| 0\.08 of visits \|", "| 0.09 of visits |", text)) == text
