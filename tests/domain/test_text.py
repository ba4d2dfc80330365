"""Texts that every format can hold."""

from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.domain.problems import ValueProblem
from workbench.domain.text import LONGEST_NAME, clean_lines, clean_name, clean_text

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@settings(derandomize=True, max_examples=200)
@given(ANY_TEXT)
@example("\x00\x0b\x1f\x7f\ufffe\uffff\ud800")
@example("a\r\nb\rc\td\x85\u2028")
def test_a_clean_text_goes_through_utf_8_and_xml_unchanged(text: str) -> None:
    clean = clean_text(text)
    assert clean.encode().decode() == clean
    element = ElementTree.Element("t")
    element.text = clean
    assert (ElementTree.fromstring(ElementTree.tostring(element, "utf-8")).text or "") == clean
    assert clean_text(clean) == clean


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Grüße\tan\nalle 👋", "Grüße\tan\nalle 👋"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00b\x1bc", "abc"),
        ("half \ud83d of a pair", "half \ufffd of a pair"),
    ],
)
def test_only_what_no_format_can_hold_is_taken_out(text: str, clean: str) -> None:
    assert clean_text(text) == clean


@settings(derandomize=True, max_examples=200)
@given(ANY_TEXT)
@example("\u2028\xa0\x85")
def test_a_name_is_one_line_without_surrounding_blanks_or_refused(text: str) -> None:
    if not clean_text(text).strip():
        with pytest.raises(ValueProblem, match="cannot be empty"):
            clean_name(text)
        return
    name = clean_name(text)
    assert name == name.strip()
    assert len(name.splitlines()) == 1
    assert clean_name(name) == name


def test_a_name_that_is_too_long_is_refused_with_both_numbers() -> None:
    assert len(clean_name("x" * LONGEST_NAME)) == LONGEST_NAME
    with pytest.raises(ValueProblem, match="This title has 10,001 characters; the longest possible has 10,000"):
        clean_name("x" * (LONGEST_NAME + 1), "title")


def test_lines_are_kept_and_only_blanks_around_them_go() -> None:
    assert clean_lines(" one\r\n\n two \x00\n", "note") == "one\n\n two"
    with pytest.raises(ValueProblem, match="A note cannot be empty"):
        clean_lines("\n \t", "note")
    with pytest.raises(ValueProblem, match="This note has 10,001 characters"):
        clean_lines("x" * (LONGEST_NAME + 1), "note")
