"""What text on the clipboard is taken for."""

from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.exchange.pasted import MOST_CHARACTERS, MOST_LINES, Pasted, read_pasted
from workbench.exchange.problems import PasteProblem

KNOWN = {"phase", "touchpoint", "channel"}


def is_heading(cells: Sequence[str]) -> bool:
    return sum(cell.casefold() in KNOWN for cell in cells) > 1


def levels(text: str) -> list[tuple[int, str]]:
    """What is read as an outline."""
    found = read_pasted(text, is_heading)
    assert found.rows == []
    return [(each.level, each.text) for each in found.lines]


@pytest.mark.parametrize(
    "text",
    [
        "Billing\n\tFirst bill\n\t\tWhy?\n\tReminder\nHelp\n\tAsk",
        "Billing\n  First bill\n    Why?\n  Reminder\nHelp\n  Ask",
        "- Billing\n  * First bill\n    + Why?\n  * Reminder\n- Help\n  * Ask",
        "1. Billing\n1.1 First bill\n1.1.1 Why?\n1.2 Reminder\n2. Help\n2.1 Ask",
        "1.\tBilling\n1.1.\tFirst bill\n1.1.1.\tWhy?\n1.2.\tReminder\n2.\tHelp\n2.1.\tAsk",
        "# Billing\n## First bill\n- Why?\n## Reminder\n# Help\n- Ask",
        "Billing\r\n1) First bill\r\n   a) Why?\r\n2) Reminder\r\n\r\nHelp\r\n1) Ask\r\n",
        "Billing\n• First bill\n    – Why?\n• Reminder\nHelp\n• Ask",
    ],
    ids=["tabs", "blanks", "bullets", "numbers", "numbers of a word processor", "headings", "lists", "under lines"],
)
def test_lines_lie_inside_each_other_however_that_is_written(text: str) -> None:
    assert levels(text) == [
        (0, "Billing"),
        (1, "First bill"),
        (2, "Why?"),
        (1, "Reminder"),
        (0, "Help"),
        (1, "Ask"),
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Call\nPay\n", [["Call"], ["Pay"]]),
        ("\n  - Call\n  - Pay", [["Call"], ["Pay"]]),
        ("Call, wait\nPay; leave", [["Call, wait"], ["Pay; leave"]]),
        ("3 days later\nA. Smith calls\n5 %", [["3 days later"], ["A. Smith calls"], ["5 %"]]),
        ("Billing\tFirst bill\n\tReminder", [["Billing", "First bill"], ["", "Reminder"]]),
        ("Phase,Touchpoint\nBilling,First bill", [["Phase", "Touchpoint"], ["Billing", "First bill"]]),
        ("Phase;Touchpoint\nBilling;First, bill", [["Phase", "Touchpoint"], ["Billing", "First, bill"]]),
        ('"two\nlines"\nthree', [["two\nlines"], ["three"]]),
        ("\ufeffفاتورة\nתשלום", [["فاتورة"], ["תשלום"]]),
        ("e\u0301te\u0301 👩‍👩‍👧", [["e\u0301te\u0301 👩‍👩‍👧"]]),
    ],
)
def test_all_else_is_cells(text: str, rows: list[list[str]]) -> None:
    assert read_pasted(text, is_heading) == Pasted(rows, [])


def test_lines_know_where_they_stood() -> None:
    found = read_pasted("Billing\n\n\tFirst bill", is_heading)
    assert [each.number for each in found.lines] == [1, 3]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "nothing to paste"),
        (" \n\t\n", "nothing to paste"),
        ("a\0b", "no readable text"),
        ("\x01\x02\x03 some", "no readable text"),
        ("\ufffd" * 10 + "x" * 90, "no readable text"),
        ("x" * (MOST_CHARACTERS + 1), "holds 2,000,001 characters, and at most 2,000,000"),
        ("x\n" * (MOST_LINES + 1), "More than 5,000 lines"),
    ],
)
def test_too_much_and_no_text_are_refused(text: str, sentence: str) -> None:
    with pytest.raises(PasteProblem, match=sentence):
        read_pasted(text, is_heading)


@given(st.text(st.characters(), max_size=200) | st.binary(max_size=200).map(lambda raw: raw.decode("latin-1")))
def test_no_text_raises_anything_but_a_paste_problem(text: str) -> None:
    found = Pasted([["refused"]], [])
    with suppress(PasteProblem):
        found = read_pasted(text, is_heading)
    assert bool(found.rows) != bool(found.lines)
