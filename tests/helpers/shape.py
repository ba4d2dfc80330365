"""The shape of source files: lengths, complexity, annotations and docstrings, counted on the syntax tree."""

import ast
import io
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

AnyFunction = ast.FunctionDef | ast.AsyncFunctionDef
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef

_BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.IfExp, ast.ExceptHandler, ast.comprehension, ast.match_case)
_BLANK = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


@dataclass(frozen=True, slots=True)
class FunctionShape:
    """`lines` are those of code: without docstring, comments and blanks."""

    where: str
    lines: int
    complexity: int
    annotated: bool


@dataclass(frozen=True, slots=True)
class ClassShape:
    where: str
    lines: int
    methods: int


@dataclass(frozen=True, slots=True)
class ModuleShape:
    """`public` counts what a reader may call: `documented` of it has a docstring."""

    where: str
    lines: int
    functions: tuple[FunctionShape, ...]
    classes: tuple[ClassShape, ...]
    public: int
    documented: int


def shape_of(where: str, text: str) -> ModuleShape:
    tree = ast.parse(text)
    code = _code_lines(text) - _docstring_lines(tree)
    public = list(_public(tree))
    return ModuleShape(
        where=where,
        lines=text.count("\n"),
        functions=tuple(_function(where, node, code, method) for node, method in _functions(tree)),
        classes=tuple(_class(where, node) for node in ast.walk(tree) if isinstance(node, ast.ClassDef)),
        public=len(public),
        documented=sum(ast.get_docstring(node) is not None for node in public),
    )


def shapes(root: Path, packages: Iterable[str]) -> list[ModuleShape]:
    """The shapes of all modules of `packages` that hold more than a docstring."""
    files = (path for package in packages for path in sorted((root / package).rglob("*.py")))
    full = (path for path in files if path.stat().st_size > 200)
    return [shape_of(str(path.relative_to(root)), path.read_text("utf-8")) for path in full]


def _code_lines(text: str) -> set[int]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    kept = (token for token in tokens if token.type not in _BLANK)
    return {line for token in kept for line in range(token.start[0], token.end[0] + 1)}


def _docstring_lines(tree: ast.Module) -> set[int]:
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, Documented) and ast.get_docstring(node) is not None:
            found.update(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    return found


def _functions(tree: ast.Module) -> Iterator[tuple[AnyFunction, bool]]:
    """Every function, and whether its first argument is the object or class that it belongs to."""
    for parent in ast.walk(tree):
        for node in ast.iter_child_nodes(parent):
            if isinstance(node, AnyFunction):
                static = any(isinstance(each, ast.Name) and each.id == "staticmethod" for each in node.decorator_list)
                yield node, isinstance(parent, ast.ClassDef) and not static


def _function(where: str, node: AnyFunction, code: set[int], method: bool) -> FunctionShape:
    positional = [*node.args.posonlyargs, *node.args.args][method:]
    others = [each for each in (node.args.vararg, node.args.kwarg) if each is not None]
    arguments = [*positional, *node.args.kwonlyargs, *others]
    branches = sum(isinstance(each, _BRANCHES) for each in ast.walk(node))
    operators = sum(len(each.values) - 1 for each in ast.walk(node) if isinstance(each, ast.BoolOp))
    return FunctionShape(
        where=f"{where}:{node.lineno} {node.name}",
        lines=len(code.intersection(range(node.lineno, (node.end_lineno or 0) + 1))),
        complexity=1 + branches + operators,
        annotated=node.returns is not None and all(each.annotation is not None for each in arguments),
    )


def _class(where: str, node: ast.ClassDef) -> ClassShape:
    methods = sum(isinstance(each, AnyFunction) for each in node.body)
    return ClassShape(f"{where}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1, methods)


def _public(node: ast.Module | ast.ClassDef) -> Iterator[Documented]:
    yield node
    for each in node.body:
        if isinstance(each, ast.ClassDef) and not each.name.startswith("_"):
            yield from _public(each)
        elif isinstance(each, AnyFunction) and not each.name.startswith("_"):
            yield each
