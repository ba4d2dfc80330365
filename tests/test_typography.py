"""Texts for people are set with typographic signs."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_STRAIGHT = re.compile(r"[a-z]'[a-z]|\w\.\.\.(?!\w)")


def texts(source: str) -> Iterator[str]:
    """All constant texts of a module but those that stand alone, which are docstrings."""
    tree = ast.parse(source)
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


def straight(source: str) -> list[str]:
    """The texts of a module in which a straight apostrophe or three dots stand."""
    return [text for text in texts(source) if _STRAIGHT.search(text)]


@pytest.mark.parametrize("package", ["workbench", "ui"])
def test_apostrophes_and_dots_are_typographic(package: str) -> None:
    found = {path.name: straight(path.read_text("utf-8")) for path in (ROOT / package).rglob("*.py")}
    assert not {name: each for name, each in found.items() if each}


def test_a_straight_apostrophe_or_three_dots_are_seen_outside_docstrings() -> None:
    assert straight('"""A module\'s docstring..."""\nTOLD = ("the journey\'s end", "wait...", "it’s fine…")\n') == [
        "the journey's end",
        "wait...",
    ]
