"""Texts that every file format can hold and every screen can show."""

import re
from dataclasses import dataclass
from typing import Final

from workbench.domain.problems import ValueProblem

LONGEST_NAME: Final = 10_000

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class IndentedLine:
    """One line without its indentation; `level` counts the lines it lies inside of, `number` all lines from 1."""

    number: int
    level: int
    text: str


def clean_text(text: str) -> str:
    """Return `text` without control characters except tab and line feed; lone surrogates become U+FFFD."""
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", _LONE_SURROGATE.sub("�", unix))


def clean_lines(text: str, what: str) -> str:
    """Return `text` in its lines, without blanks around it.

    Raises ValueProblem where nothing is left or it passes LONGEST_NAME characters.
    """
    return _checked(clean_text(text).strip(), what)


def clean_name(text: str, what: str = "name") -> str:
    """Return `text` as one line without surrounding blanks.

    Raises ValueProblem where nothing is left or it passes LONGEST_NAME characters.
    """
    return _checked(" ".join(clean_text(text).split()), what)


def _checked(text: str, what: str) -> str:
    if not text:
        raise ValueProblem(f"A {what} cannot be empty; type at least one letter.")
    if len(text) > LONGEST_NAME:
        raise ValueProblem(f"This {what} has {len(text):,} characters; the longest possible has {LONGEST_NAME:,}.")
    return text
