"""The engine is a library: whatever it offers says what it does, and arrays say their shapes."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench import simulation

ROOT = Path(simulation.__file__).parent
KERNELS = "compiled"
"""Not offered to anybody: exact, sensitivity and variation answer for the kernels."""

SHAPE = re.compile(r"\b(?:float|int|bool|uint)\d*\[[^\]]+\]|\bshape\b")
ARRAY = re.compile(r"\b(?:Floats|Ints|Bools)\b")

Offered = ast.FunctionDef | ast.ClassDef


def _offered(body: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, Offered]]:
    for each in body:
        if isinstance(each, ast.FunctionDef | ast.ClassDef) and not each.name.startswith("_"):
            yield prefix + each.name, each
            if isinstance(each, ast.ClassDef):
                yield from _offered(each.body, f"{prefix}{each.name}.")


def _overrides(each: Offered) -> bool:
    return any(ast.unparse(decorator) == "override" for decorator in each.decorator_list)


def _handles_arrays(each: Offered) -> bool:
    if isinstance(each, ast.ClassDef):
        return False
    hints = [hint.annotation for hint in (*each.args.posonlyargs, *each.args.args, *each.args.kwonlyargs)]
    return any(ARRAY.search(ast.unparse(hint)) for hint in (*hints, each.returns) if hint is not None)


def undocumented(source: str) -> list[str]:
    """What a module offers without a word, or as arrays without their shape."""
    tree = ast.parse(source)
    silent = [] if ast.get_docstring(tree) else ["module"]
    for name, each in _offered(tree.body):
        told = ast.get_docstring(each)
        if told is None and not _overrides(each):
            silent.append(name)
        elif told is not None and _handles_arrays(each) and not SHAPE.search(told):
            silent.append(f"{name}: shape")
    return silent


@pytest.mark.parametrize("module", sorted(path.relative_to(ROOT) for path in ROOT.rglob("*.py")), ids=str)
def test_whatever_the_engine_offers_is_documented(module: Path) -> None:
    found = undocumented((ROOT / module).read_text(encoding="utf-8"))
    if module.parts[0] == KERNELS:
        found = [each for each in found if not each.endswith(": shape")]
    assert found == []


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        ("def solve() -> None:\n    pass", ["module", "solve"]),
        ('"""A noun."""\nclass Run:\n    """One run."""\n    def end(self) -> None:\n        pass', ["Run.end"]),
        ('"""A noun."""\ndef rows(x: Floats) -> int:\n    """Count."""', ["rows: shape"]),
        ('"""A noun."""\ndef rows(x: Floats) -> int:\n    """Count the rows of x, float[m, p]."""', []),
        ('"""A noun."""\ndef _rows(x: Floats) -> int:\n    pass', []),
    ],
)
def test_what_is_missing_is_told_by_name(source: str, missing: list[str]) -> None:
    assert undocumented(source) == missing
