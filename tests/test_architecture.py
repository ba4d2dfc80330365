"""The house rules: who imports whom, how big things get, and what is never used."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QColor, QImage, QPainterPath, QTransform
from PySide6.QtWidgets import QLabel

from tests.helpers.shape import ModuleShape, shape_of, shapes

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("workbench", "ui")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONTRACTS = [contract["name"] for contract in PROJECT["tool"]["importlinter"]["contracts"]]


def run_python(code: str, folder: Path) -> str:
    """What a fresh interpreter prints that starts in `folder`."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout + done.stderr


def broken_contracts(folder: Path) -> set[str]:
    report = run_python("import sys; from importlinter import cli; sys.exit(cli.lint_imports(no_cache=True))", folder)
    verdicts = dict(re.findall(r"^(.+) (KEPT|BROKEN)(?: \(.*\))?$", report, re.MULTILINE))
    assert set(verdicts) == set(CONTRACTS), report
    return {name for name, verdict in verdicts.items() if verdict == "BROKEN"}


def test_every_import_keeps_the_contracts() -> None:
    assert broken_contracts(ROOT) == set()


@pytest.mark.parametrize(
    ("contract", "module", "fault"),
    [
        ("A module imports only to its right", "workbench/domain/ids.py", "import workbench.session"),
        ("A module imports only to its right", "workbench/editing/shares.py", "import workbench.storage.codec"),
        ("A module imports only to its right", "ui/bridge.py", "import ui.main_window"),
        ("The workbench knows no Qt and no plots", "workbench/domain/text.py", "import PySide6.QtCore"),
        ("The workbench knows no Qt and no plots", "workbench/session.py", "import pyqtgraph"),
        ("The command line knows no window", "workbench/cli.py", "import ui.app"),
        ("TinyDB is imported by the store alone", "workbench/session.py", "import tinydb"),
        ("pyqtgraph is imported by the plots alone", "ui/bridge.py", "import pyqtgraph"),
    ],
)
def test_a_planted_fault_breaks_its_contract(tmp_path: Path, contract: str, module: str, fault: str) -> None:
    for package in (*PACKAGES, "resources"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{fault}\n")
    assert contract in broken_contracts(tmp_path)


def test_every_contract_has_a_planted_fault() -> None:
    marks = test_a_planted_fault_breaks_its_contract.pytestmark
    assert {case[0] for mark in marks for case in mark.args[1]} == set(CONTRACTS)


@pytest.fixture(scope="module")
def modules() -> list[ModuleShape]:
    return shapes(ROOT, PACKAGES)


def test_functions_fit_one_thought(modules: list[ModuleShape]) -> None:
    functions = [function for module in modules for function in module.functions]
    lengths = sorted(function.lines for function in functions)
    assert lengths[int(0.95 * len(lengths))] <= 28
    assert [function for function in functions if function.complexity > 15] == []


def test_every_argument_and_result_is_annotated(modules: list[ModuleShape]) -> None:
    assert [each.where for module in modules for each in module.functions if not each.annotated] == []


def test_a_file_is_one_noun(modules: list[ModuleShape]) -> None:
    assert [(module.where, module.lines) for module in modules if module.lines > 500] == []
    assert [each for module in modules for each in module.classes if each.lines > 400] == []


def test_what_others_may_call_says_what_it_is_for(modules: list[ModuleShape]) -> None:
    assert sum(module.documented for module in modules) >= 0.85 * sum(module.public for module in modules)


def test_the_measure_itself_counts_what_it_should() -> None:
    module = shape_of(
        "example.py",
        '"""Doc."""\n\n'
        "class A:\n"
        '    """Doc."""\n\n'
        "    def one(self, x: int, *rest: int) -> int:\n"
        '        """Doc."""\n'
        "        # a comment\n"
        "        if x and rest or not x:\n"
        "            return 1\n\n"
        "        return [y for y in rest][0]\n\n"
        "    def two(self, x): ...\n\n"
        "    @staticmethod\n"
        "    def _three(x) -> None: ...\n",
    )
    one, two, three = module.functions
    assert (one.lines, one.complexity, one.annotated) == (4, 5, True)
    assert (two.annotated, three.annotated) == (False, False)
    assert (module.classes[0].lines, module.classes[0].methods) == (15, 3)
    assert (module.public, module.documented) == (4, 3)


def test_packages_are_all_listed_for_the_wheel() -> None:
    listed = PROJECT["tool"]["setuptools"]["packages"]
    places = (path.parent for each in PACKAGES for path in (ROOT / each).rglob("__init__.py"))
    found = {".".join(place.relative_to(ROOT).parts) for place in places}
    assert set(listed) == found | {"resources"}


BANNED = {
    "pickle runs what it reads": r"\b(import|from) (pickle|shelve|marshal|dill)\b|\bjoblib\.(load|dump)\b",
    "eval runs what it reads": r"(?<![\w.])(eval|exec)\(",
    "yaml.load runs what it reads": r"\byaml\.load\b",
    "QSettings unpickles": r"\bQSettings\b",
    "print is for the command line": r"(?<![\w.])print\(",
    "a type error is mended or its rule named": r"# type: ignore|# pyright: ignore(?!\[)",
    "re-exports hide where things are": r"^from \S+ import \*",
    "an unfinished thought belongs nowhere": r"\b(TODO|FIXME|XXX)\b",
}


@pytest.mark.parametrize("pattern", BANNED.values(), ids=BANNED)
def test_banned_words_do_not_occur(pattern: str) -> None:
    commands = ROOT / "workbench" / "commands"
    excused = {ROOT / "workbench" / "cli.py", *commands.glob("*.py")} if "print" in pattern else set[Path]()
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if path not in excused]
    assert len(files) > 50
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        *("import pickle", "eval(text)", "yaml.load(text)", "QSettings()", "    print(x)", "x()  # type: ignore"),
        *("x()  # pyright: ignore", "from a import *", "# TODO later"),
    ],
)
def test_banned_words_would_be_found(line: str) -> None:
    assert any(re.search(pattern, line) for pattern in BANNED.values())


def test_packages_export_nothing_of_their_own() -> None:
    for path in (path for package in PACKAGES for path in (ROOT / package).rglob("__init__.py")):
        (only,) = ast.parse(path.read_text("utf-8")).body
        assert isinstance(only, ast.Expr), path


def test_exceptions_are_caught_by_name() -> None:
    outermost = {"ui/app.py"}
    for path in (path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        if str(path.relative_to(ROOT).as_posix()) in outermost:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, f"{path}:{node.lineno}"
                assert not (isinstance(node.type, ast.Name) and node.type.id == "Exception"), f"{path}:{node.lineno}"


def test_the_window_opens_before_anything_slow_is_imported() -> None:
    listing = "import sys, ui.app, ui.main_window; sys.stdout.write(' '.join(sys.modules))"
    loaded = {name.split(".")[0] for name in run_python(listing, ROOT).split()}
    assert "PySide6" in loaded
    assert loaded & {"numpy", "scipy", "numba", "pyqtgraph", "networkx"} == set()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
@pytest.mark.usefixtures("qapp")
def test_calls_into_qt_do_not_use_up_references_to_none() -> None:
    quiet, timer, label, image = QObject(), QTimer(), QLabel(), QImage(4, 4, QImage.Format.Format_RGB32)
    rectangle, colour, path, transform = QRect(0, 0, 4, 4), QColor(), QPainterPath(), QTransform()
    calls = (
        lambda: quiet.setObjectName("x"),
        lambda: timer.setInterval(5),
        lambda: timer.stop(),
        lambda: label.setText("x"),
        lambda: label.setEnabled(True),
        lambda: image.fill(0),
        lambda: rectangle.translate(1, 1),
        lambda: colour.setRgb(1, 2, 3),
        lambda: path.moveTo(0.0, 0.0),
        lambda: transform.reset(),
    )
    before = sys.getrefcount(None)
    for _ in range(1000):
        for call in calls:
            call()
    assert abs(sys.getrefcount(None) - before) < 1000
