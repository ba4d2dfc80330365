"""Small projects as elements and as files."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from workbench.domain.elements import Element, Journey, Phase, Touchpoint, Transition
from workbench.domain.vocabulary import Control
from workbench.storage.store import ProjectInfo, write_snapshot


def broadband() -> list[Element]:
    """Three phases in a row; the last but one touchpoint is beyond control."""
    journey = Journey(id="j", title="Broadband customer")
    phases = [
        Phase(id=f"p{order}", journey="j", name=name, order=float(order))
        for order, name in enumerate(("Order", "Setup", "Billing"))
    ]
    touchpoints = [
        Touchpoint(id="offer", journey="j", name="Get an offer", phase="p0"),
        Touchpoint(id="pack", journey="j", name="Welcome pack", phase="p0", y=96.0),
        Touchpoint(id="storm", journey="j", name="A storm", phase="p1", control=Control.EXTERNAL),
        Touchpoint(id="bill", journey="j", name="First bill", phase="p2"),
    ]
    ids = [touchpoint.id for touchpoint in touchpoints]
    ways = [Transition(id=f"{source}-{target}", source=source, target=target) for source, target in pairwise(ids)]
    return [journey, *phases, *touchpoints, *ways]


def save_project(path: Path, elements: Iterable[Element]) -> Path:
    """Write a project file and return where."""
    write_snapshot(path, ProjectInfo("0123456789abcdef"), elements)
    return path
