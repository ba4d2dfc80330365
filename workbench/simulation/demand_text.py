"""Failure demand for reading."""

from typing import Any, Final

import numpy as np

from workbench.simulation.demand import FailureDemand
from workbench.simulation.grouping import Grouping
from workbench.simulation.wording import SMALLEST, count, percent

LEAST_SEEN: Final = 0.15
MOST_SEEN: Final = 0.90
"""The shares of contacts between which failure demand was found in practice (Vanguard: 15 % the lowest ever seen, up to
90 % in telecoms, police and local authorities)."""


def remark(demand: FailureDemand) -> str:
    """Return what there is to say about the share of failure demand: how large, and whether practice knows such."""
    if demand.contacts.sum() == 0.0:
        return "No contact on this journey exists only because something failed."
    told = f"{percent(demand.share)} of all contacts exist only because something failed"
    if LEAST_SEEN <= demand.share <= MOST_SEEN:
        return f"{told}."
    return (
        f"{told}; between {percent(LEAST_SEEN)} and {percent(MOST_SEEN)} were found in practice: "
        "look again at how often things fail and are tried again."
    )


def brought_by_others(demand: FailureDemand, departments: Grouping, entrants: float) -> list[str]:
    """Return a sentence for each department to which others' failures bring contacts, the most first."""
    to_others = np.where(np.eye(len(departments), dtype=np.bool_), 0.0, demand.caused) * entrants
    brought = to_others.sum(axis=0)
    sentences: list[str] = []
    for target in np.argsort(-brought, kind="stable").tolist():
        if departments.ids[target] is not None and brought[target] >= SMALLEST:
            worst = int(to_others[:, target].argmax())
            whole = count(float(demand.contacts[target]) * entrants)
            sentences.append(
                f"Of {whole} failure-demand contacts that {departments.names[target]} handles, "
                f"{count(brought[target])} come from failures of others, most from {_of_whom(departments, worst)}."
            )
    return sentences


def _of_whom(departments: Grouping, group: int) -> str:
    return departments.names[group] if departments.ids[group] is not None else "what no department answers for"


def as_json(demand: FailureDemand, groups: Grouping, entrants: float) -> dict[str, Any]:
    """Return everything as plain data, counts per `entrants` customers; rows of the tables cause, columns handle."""
    return {
        "entrants": entrants,
        "share": demand.share,
        "sentence": remark(demand),
        "groups": [
            {
                "id": key,
                "name": name,
                "all_contacts": float(demand.all_contacts[group] * entrants),
                "retries": float(demand.retries[group] * entrants),
                "visits": float(demand.visits[group] * entrants),
                "recoveries": float(demand.recoveries[group] * entrants),
            }
            for group, (key, name) in enumerate(zip(groups.ids, groups.names, strict=True))
        ],
        "caused": (demand.caused * entrants).tolist(),
        "cost": (demand.cost * entrants).tolist(),
    }
