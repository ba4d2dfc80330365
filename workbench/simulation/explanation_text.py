"""An explanation for reading, as sentences and tables, and for other programs, as plain data."""

from collections.abc import Sequence
from typing import Any, Final

from workbench.simulation.explanation import Explanation, Payer, Source
from workbench.simulation.wording import SMALLEST, count, percent

_NAMED: Final = 3
_MOSTLY: Final = 0.5


def sentences(told: Explanation, entrants: float) -> list[str]:
    """Return what fills the glass, the last straw, what repair would do, what it costs whom, and influences, in words.

    Counts are per `entrants` customers; what would be printed as 0.0 is left out.
    """
    if told.breakdowns * entrants < SMALLEST:
        where = f" in “{told.place}”" if told.place else ""
        return [f"Customers hardly ever blow up{where}."]
    pieces = (_filled, last_straw, _removal, _payment, influences)
    return [sentence for piece in pieces if (sentence := piece(told, entrants))]


def as_text(told: Explanation, entrants: float) -> str:
    """Return the sentences and the tables behind them, in columns of plain text."""
    parts = ["\n".join(sentences(told, entrants))]
    for title, sources in (
        ("By phase", told.phases),
        ("By touchpoint", told.touchpoints),
        ("By department", told.departments),
    ):
        if sources:
            parts.append(_source_table(title, sources, told, entrants))
    if told.payers:
        parts.append(_matrix_table(told, entrants))
    return "\n\n".join(parts)


def as_json(told: Explanation, entrants: float) -> dict[str, Any]:
    """Return everything as plain data, counts per `entrants` customers; rows of the matrix fill, columns pay."""
    return {
        "id": told.id,
        "place": told.place or None,
        "entrants": entrants,
        "sentences": sentences(told, entrants),
        "breakdowns": told.breakdowns * entrants,
        "empty_glass": told.empty_glass * entrants,
        "last_straws": [
            {"id": each.id, "name": each.name, "breakdowns": each.breakdowns * entrants} for each in told.straws
        ],
        "filled_by": {
            "touchpoints": _plain_sources(told.touchpoints, told, entrants),
            "phases": _plain_sources(told.phases, told, entrants),
            "departments": _plain_sources(told.departments, told, entrants),
        },
        "paid_by": [_plain_payer(each, entrants) for each in told.payers],
        "matrix": {
            "departments": list(told.owners.names),
            "breakdowns": (told.matrix.breakdowns.sources * entrants).tolist(),
            "empty_glass": (told.matrix.breakdowns.itself * entrants).tolist(),
            "cost": (told.matrix.cost.sources * entrants).tolist(),
            "empty_glass_cost": (told.matrix.cost.itself * entrants).tolist(),
        },
        "failures": {
            "all": told.failures * entrants,
            "by_irritation": told.by_irritation * entrants,
            "by_influence": [
                {"id": each.id, "name": each.name, "failures": each.failures * entrants} for each in told.by_influence
            ],
        },
    }


def _plain_sources(sources: Sequence[Source], told: Explanation, entrants: float) -> list[dict[str, Any]]:
    return [
        {
            "id": each.id,
            "name": each.name,
            "breakdowns": each.filled * entrants,
            "share": told.share(each),
            "prevented": each.prevented * entrants,
        }
        for each in sources
    ]


def _plain_payer(payer: Payer, entrants: float) -> dict[str, Any]:
    return {
        "id": payer.id,
        "name": payer.name,
        "breakdowns": payer.breakdowns * entrants,
        "filled_by_others": payer.by_others * entrants,
        "cost": payer.cost * entrants,
    }


def _filled(told: Explanation, entrants: float) -> str:
    where = f" in “{told.place}”" if told.place else ""
    whole = f"Of {count(told.breakdowns * entrants)} breakdowns{where} per {_customers(entrants)}"
    sources = [each for each in _main_sources(told) if each.filled * entrants >= SMALLEST][:_NAMED]
    empty = told.empty_glass * entrants
    if not sources:
        return f"{whole}, all happened with an empty glass: nothing had irritated these customers before."
    listed = [f"{count(each.filled * entrants)} were filled by {_called(each, told)}" for each in sources[:1]]
    listed += [f"{count(each.filled * entrants)} by {_called(each, told)}" for each in sources[1:]]
    calm = f"; {count(empty)} happened with an empty glass" if empty >= SMALLEST else ""
    return f"{whole}, {_joined(listed)}{calm}."


def _main_sources(told: Explanation) -> Sequence[Source]:
    """Phases where there are several; within one phase, its touchpoints."""
    return told.phases if len(told.phases) > 1 else told.touchpoints


def _called(source: Source, told: Explanation) -> str:
    return f"“{source.name}” itself" if told.place and source.id == told.id else f"“{source.name}”"


def last_straw(told: Explanation, entrants: float) -> str:
    """Return where the glass runs over most often, per `entrants` customers; empty within a single touchpoint."""
    if len(told.straws) < 2:
        return ""
    first = told.straws[0]
    often = "mostly" if first.breakdowns > _MOSTLY * told.breakdowns else "most often"
    numbers = f"{count(first.breakdowns * entrants)} of {count(told.breakdowns * entrants)}"
    return f"The last straw was {often} “{first.name}” ({numbers})."


def _removal(told: Explanation, entrants: float) -> str:
    """Tell the most helpful repair; for a place one elsewhere, as it is plain what repairing the place itself does."""
    inside = {each.id for each in told.straws} if told.place else set[str | None]()
    elsewhere = (each for each in told.touchpoints if each.id not in inside)
    best = max(elsewhere, key=lambda each: each.prevented, default=None)
    if best is None or best.prevented * entrants < SMALLEST:
        return ""
    where = f" in “{told.place}”" if told.place else ""
    return (
        f"If nothing ever went wrong at “{best.name}” of itself, {count(best.prevented * entrants)} breakdowns{where} "
        "would not happen."
    )


def _payment(told: Explanation, entrants: float) -> str:
    payer = max(told.payers, key=lambda each: each.cost, default=None)
    if payer is None or payer.cost * entrants < SMALLEST:
        return ""
    who = f"{payer.name} pays most for them" if payer.id is not None else "No department answers for most of their cost"
    return f"{who}: {count(payer.cost * entrants)}{_of_others(payer, entrants)}."


def _of_others(payer: Payer, entrants: float) -> str:
    if payer.id is None or payer.by_others * entrants < SMALLEST:
        return ""
    breakdowns = f"{count(payer.by_others * entrants)} of its {count(payer.breakdowns * entrants)} breakdowns"
    return f"; {breakdowns} were filled by others"


def influences(told: Explanation, entrants: float) -> str:
    """Return how many failures earlier ones brought on by their influence, per `entrants` customers; empty for none."""
    causes = [each for each in told.by_influence if each.failures * entrants >= SMALLEST]
    if not causes:
        return ""
    where = f" in “{told.place}”" if told.place else ""
    whole = sum(each.failures for each in causes) * entrants
    listed = _joined([f"{count(each.failures * entrants)} after “{each.name}”" for each in causes[:_NAMED]])
    return (
        f"Influences of earlier failures, which fill no glass, brought on {count(whole)} "
        f"of {count(told.failures * entrants)} failures{where}: {listed}."
    )


def _customers(entrants: float) -> str:
    return "customer" if entrants == 1 else f"{entrants:,.13g} customers"


def _joined(listed: Sequence[str]) -> str:
    return " and ".join([", ".join(listed[:-1]), listed[-1]]) if len(listed) > 1 else listed[0]


def _source_table(title: str, sources: Sequence[Source], told: Explanation, entrants: float) -> str:
    rows = [[title, "filled", "share", "prevented if it never failed"]]
    rows += [
        [
            each.name,
            count(each.filled * entrants),
            percent(told.share(each)),
            count(each.prevented * entrants),
        ]
        for each in sources
    ]
    return _columns(rows)


def _matrix_table(told: Explanation, entrants: float) -> str:
    """Rows are the departments whose failures filled the glass, columns those that pay."""
    paid = [told.owners.ids.index(payer.id) for payer in told.payers]
    counts = told.matrix.breakdowns
    filling = [row for row in range(len(told.owners)) if counts.sources[row].sum() > 0.0]
    rows = [["Filled by (down), paid by (across)", *(told.owners.names[column] for column in paid)]]
    rows += [
        [told.owners.names[row], *(count(counts.sources[row, column] * entrants) for column in paid)] for row in filling
    ]
    rows.append(["(empty glass)", *(count(counts.itself[column] * entrants) for column in paid)])
    rows.append(["What they cost", *(count(payer.cost * entrants) for payer in told.payers)])
    return _columns(rows)


def _columns(rows: Sequence[Sequence[str]]) -> str:
    """Set rows in columns, the first to the left and the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines: list[str] = []
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)
