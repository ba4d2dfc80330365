"""Two changed versions of one list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.sequences import combined
from workbench.domain.values import MeasurePoint

LISTS = st.lists(st.sampled_from("abcdef"), unique=True).map(tuple)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        ("ab", "abx", "yab", "yabx"),
        ("abc", "ac", "ab", "a"),
        ("ab", "ba", "abx", "bxa"),
        ("ab", "axb", "ayb", "axyb"),
        ("", "xy", "xy", "xy"),
        ("abc", "bca", "ab", "ba"),
        ("", "xz", "yz", "xyz"),
    ],
)
def test_additions_and_removals_of_both_sides_are_kept_in_place(base: str, mine: str, theirs: str, both: str) -> None:
    assert combined(base, mine, theirs) == tuple(both)
    assert combined(base, theirs, mine) == tuple(both)


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        pytest.param("aa", "aab", "aac", id="a value stands twice"),
        pytest.param("abc", "bac", "acb", id="both moved things about"),
        pytest.param("", "xy", "yx", id="both added the same in another order"),
    ],
)
def test_what_cannot_be_told_apart_or_does_not_agree_is_not_combined(base: str, mine: str, theirs: str) -> None:
    assert combined(base, mine, theirs) is None


def test_a_date_has_one_reading() -> None:
    first, second, third = (MeasurePoint("2026-01-01", value) for value in (1.0, 2.0, 3.0))
    other = MeasurePoint("2026-02-01", 1.0)
    assert combined((first,), (second,), (third,)) is None
    assert combined((first,), (second,), ()) is None
    assert combined((), (second,), (third,)) is None
    assert combined((first,), (second,), (first, other)) == (second, other)


@given(LISTS, LISTS, LISTS)
def test_no_addition_and_no_removal_is_lost_whichever_side_comes_first(
    base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]
) -> None:
    both = combined(base, mine, theirs)
    assert both == combined(base, theirs, mine)
    if both is not None:
        added = ({*mine} | {*theirs}) - {*base}
        assert set(both) == ({*mine} & {*theirs}) | added
        assert len(set(both)) == len(both)


@given(LISTS, LISTS)
def test_a_list_that_one_side_left_alone_becomes_the_other(base: tuple[str, ...], mine: tuple[str, ...]) -> None:
    assert combined(base, mine, base) == mine
    assert combined(base, mine, mine) == mine
