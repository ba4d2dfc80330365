import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.fuzzy import fit


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("find", "Find…", "Look and find"),
        ("zoom", "Zoom in", "Unzoomed"),
        ("show", "Show the whole map", "Slow hour of waiting"),
        ("ali le", "Align left", "Align right"),
        ("FIRST", "First bill", "Thirsty fir trees"),
    ],
)
def test_what_fits_better_comes_first(typed: str, better: str, worse: str):
    assert fit(typed, better) > fit(typed, worse)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("alft", "Align left"),
        ("svas", "Save as…"),
        ("straße", "In der STRASSE"),
        ("cafe", "Café"),
        ("caf\u00e9", "Cafe\u0301"),
        ("", "anything"),
    ],
)
def test_letters_in_order_are_enough(typed: str, text: str):
    assert fit(typed, text)


@pytest.mark.parametrize(
    ("typed", "text"), [("xyz", "Align left"), ("tfel", "Align left"), ("align xyz", "Align left")]
)
def test_what_is_not_there_does_not_fit(typed: str, text: str):
    assert fit(typed, text) == 0


def test_letters_that_lie_far_apart_do_not_fit():
    assert fit("abcdef", "a-b-c-d-e-f") == 0


@given(st.text(min_size=1).filter(str.strip))
def test_every_text_fits_itself(text: str):
    assert fit(text, text)
