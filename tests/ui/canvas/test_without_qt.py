"""The map's geometry and words are worked out without Qt, so that they can be tested and moved without it."""

import ast
from pathlib import Path

import pytest

import ui.canvas

ROOT = Path(ui.canvas.__file__).parents[2]
WITHOUT_QT = (
    "boxes",
    "cards",
    "columns",
    "curves",
    "frame",
    "geometry",
    "grid",
    "hits",
    "numbers",
    "placing",
    "routes",
    "speech",
)


@pytest.mark.parametrize("module", WITHOUT_QT)
def test_no_import_leads_to_qt(module: str) -> None:
    seen: set[str] = set()
    waiting = [f"ui.canvas.{module}"]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for imported in imports(ROOT / f"{name.replace('.', '/')}.py"):
            assert not imported.startswith(("PySide6", "shiboken6")), f"{name} imports {imported}"
            if imported.startswith("ui."):
                waiting.append(imported)


def imports(path: Path) -> list[str]:
    tree = ast.parse(path.read_text("utf-8"))
    whole = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    return whole + [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
