"""The table of labelled guesses on the page of help: `python -m tests.helpers.defaults_table` writes it anew."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from workbench.domain.parameters import (
    INFLUENCE_PARAMETERS,
    PERSONA_PARAMETERS,
    REACTION_PARAMETERS,
    TOUCHPOINT_PARAMETERS,
    WAITING_PARAMETERS,
    WORK_PARAMETERS,
    Parameter,
)
from workbench.resources import resource_path

_TABLES = (
    *(TOUCHPOINT_PARAMETERS, INFLUENCE_PARAMETERS, REACTION_PARAMETERS),
    *(PERSONA_PARAMETERS, WORK_PARAMETERS, WAITING_PARAMETERS),
)
_BEGIN, _END = "defaults_table -->\n", "<!-- end of the table -->"


def page() -> Path:
    """Where the page lies."""
    return resource_path("help", "numbers.md")


def with_table(text: str) -> str:
    """The page with its table as the parameters have it now."""
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n{table()}\n{_END}{after}"


def table() -> str:
    """One row a number that nobody may have stated."""
    head = "| number | stands at | likely between | rests on |\n|---|---|---|---|\n"
    return head + "".join(f"{row}\n" for each in _TABLES for row in map(_row, _guessed(each.values())))


def _guessed(parameters: Iterable[Parameter]) -> Iterator[Parameter]:
    for each in parameters:
        if each.default.is_guess and each.default.low is not None:
            yield each


def _row(parameter: Parameter) -> str:
    guess = parameter.default
    stands = f"{guess.value:g} {parameter.unit}".strip()
    return f"| {parameter.label} | {stands} | {guess.low:g} to {guess.high:g} | {guess.note} |"


if __name__ == "__main__":
    page().write_text(with_table(page().read_text("utf-8")), encoding="utf-8")
