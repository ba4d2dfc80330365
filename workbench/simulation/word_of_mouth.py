"""Word of mouth: those who were delighted bring others, those who left angry keep others away.

Off unless asked for, and a model of its own: nothing else here depends on how many customers enter.  People who were
let down tell about twice as many others as those who were pleased (nine or ten against four or five; TARP, quoted in
Barlow and Maul, Emotional Value); how many of those who hear it act on it nobody has measured, so every number here is
the user's.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.simulation.arrays import Floats
from workbench.simulation.build import Case, Segment
from workbench.simulation.chain import Chain, weigh
from workbench.simulation.exact import read_off
from workbench.simulation.factorising import factorise
from workbench.simulation.problems import ModelProblem
from workbench.simulation.structure import assemble

LARGEST_GAIN: Final = 0.99
"""Above it every customer brings almost another one, for ever; no market holds that many."""


@dataclass(frozen=True, slots=True)
class Talk:
    """How many customers one delighted customer brings, and how many one who defected keeps away."""

    brought: float
    kept_away: float

    def __post_init__(self) -> None:
        for name, number in (("brings", self.brought), ("keeps away", self.kept_away)):
            if not (np.isfinite(number) and number >= 0):
                raise ModelProblem(f"One customer {name} {number:g} others: give 0 or more.")


@dataclass(frozen=True, slots=True)
class Spread:
    """What word of mouth makes of the number of customers who enter.

    `factor` is how many enter for each who would without it; `delighted` and `defected` are shares of those who enter.
    """

    factor: float
    delighted: float
    defected: float


def delighted(chain: Chain, visits: Floats) -> float:
    """Return the probability to finish well with an empty glass, from the visits to each state, float[ns]."""
    structure = chain.structure
    arcs, branches = structure.arcs, structure.branches
    finishing = (arcs.landing == structure.size) & (branches.level[arcs.branch] == 0)
    return float(visits[branches.state[arcs.branch[finishing]]] @ chain.arc[finishing])


def spread(case: Case, talk: Talk) -> Spread:
    """Return how many customers enter in the long run for each who would without word of mouth.

    It is the fixed point of N = 1 + (brought x delighted - kept_away x defected) N: those who enter now talk to those
    who will, until as many come as before.  Those who are brought are a mixture like all others.  Raises ModelProblem
    where every customer would bring another one.
    """
    pleased, angry = 0.0, 0.0
    for segment in case.segments:
        happy, gone = _shares(segment)
        pleased += segment.share * happy
        angry += segment.share * gone
    gain = talk.brought * pleased - talk.kept_away * angry
    if gain > LARGEST_GAIN:
        raise ModelProblem(
            f"Every customer would bring {gain:.2f} others, who bring others in turn, without end: let a delighted "
            "customer bring fewer."
        )
    return Spread(1.0 / (1.0 - gain), pleased, angry)


def _shares(segment: Segment) -> tuple[float, float]:
    """Return the shares of one kind of customer who are delighted and who defect."""
    chain = weigh(assemble(segment.model), segment.model)
    visits = factorise(chain).visits(chain.entry)
    return delighted(chain, visits), read_off(segment.model, chain, visits).defected
