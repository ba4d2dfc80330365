import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.codes import MOST_CODES, free_code, two_sign_codes
from workbench.domain.problems import ValueProblem

SIGNS = set(string.ascii_uppercase + string.digits)
EVERY_CODE = two_sign_codes([""] * MOST_CODES)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Customer care", "CC"),
        ("customer care", "CC"),
        ("Field Service North", "FS"),
        ("Sales", "SA"),
        ("Österreich", "OS"),
        ("Größe", "GR"),
        ("R & D", "RD"),
        ("24/7 desk", "2D"),
        ("X", "XA"),
        ("コールセンター", "AA"),
        ("", "AA"),
    ],
)
def test_a_code_is_the_initials_or_else_the_first_two_signs(name: str, code: str) -> None:
    assert free_code(name, ()) == code


def test_of_names_alike_each_gets_the_nearest_code_that_is_free() -> None:
    assert two_sign_codes(["Sales", "Sales", "Sales", "Sales", "Sales"]) == ["SA", "SL", "SE", "SS", "SB"]


def test_a_code_that_is_taken_gives_way_to_the_next_initial_before_the_next_letter() -> None:
    assert free_code("Field Service North", {"FS"}) == "FN"
    assert free_code("Field Service North", {"FS", "FN"}) == "FI"


def test_where_no_code_begins_with_the_first_sign_any_other_is_taken() -> None:
    of_sales = {f"S{sign}" for sign in SIGNS}
    assert free_code("Sales", of_sales) == "AA"


def test_every_code_can_be_given_once() -> None:
    assert len(set(EVERY_CODE)) == MOST_CODES
    assert free_code("Sales", set(EVERY_CODE) - {"Q7"}) == "Q7"


def test_when_all_codes_are_taken_that_is_said() -> None:
    with pytest.raises(ValueProblem, match="All 1,296 codes of two signs are taken; remove a department before “Late”"):
        free_code("Late", EVERY_CODE)


@given(st.lists(st.text(max_size=12), max_size=40))
def test_codes_are_two_plain_signs_and_no_two_alike(names: list[str]) -> None:
    codes = two_sign_codes(names)
    assert len(set(codes)) == len(names)
    assert all(len(code) == 2 and SIGNS.issuperset(code) for code in codes)
