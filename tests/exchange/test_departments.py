from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.tables import counting_ids
from workbench.domain.codes import two_sign_codes
from workbench.domain.elements import Department, Responsibility
from workbench.domain.vocabulary import Role
from workbench.exchange.departments import MOST_DEPARTMENTS, ownership


def test_who_does_most_is_accountable_and_the_others_are_responsible():
    done = {(0, 0): 2, (0, 1): 5, (1, 0): 1}
    elements = ownership(["Sales", "Field service"], done, ["t0", "t1"], counting_ids())
    name = {each.id: each.name for each in elements if isinstance(each, Department)}
    parts = {(each.touchpoint, name[each.party], each.role) for each in elements if isinstance(each, Responsibility)}
    assert parts == {
        ("t0", "Field service", Role.ACCOUNTABLE),
        ("t0", "Sales", Role.RESPONSIBLE),
        ("t1", "Sales", Role.ACCOUNTABLE),
    }


def test_a_tie_goes_to_the_first_in_the_alphabet():
    elements = ownership(["B", "A"], {(0, 0): 3, (0, 1): 3}, ["t0"], counting_ids())
    accountable = next(each for each in elements if isinstance(each, Responsibility) and each.role is Role.ACCOUNTABLE)
    assert next(each.name for each in elements if each.id == accountable.party) == "A"


def test_colours_go_round_the_ten_slots():
    departments = ownership([f"D {n}" for n in range(12)], {}, [], counting_ids())
    assert [each.colour for each in departments if isinstance(each, Department)] == [*range(10), 0, 1]


def test_codes_are_initials_where_they_are_free():
    names = ["Field service", "Group 1", "Group 10", "Fast sales", "Übung", "客服"]
    assert two_sign_codes(names) == ["FS", "G1", "GR", "FA", "UB", "AA"]


@given(st.lists(st.text(max_size=8), max_size=60))
def test_no_two_codes_are_alike(names: list[str]):
    codes = two_sign_codes(names)
    assert len(set(codes)) == len(names)
    assert all(len(code) == 2 and code.isalnum() for code in codes)


def test_every_possible_code_can_be_given():
    assert len(two_sign_codes(["same"] * MOST_DEPARTMENTS)) == MOST_DEPARTMENTS
