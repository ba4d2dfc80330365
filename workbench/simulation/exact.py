"""The exact answer: expected counts of one journey from one forward solve."""

import numpy as np

from workbench.simulation.arrays import Floats, tally
from workbench.simulation.build import Case
from workbench.simulation.chain import Chain, weigh
from workbench.simulation.compiled.ready import compiled
from workbench.simulation.model import JourneyModel
from workbench.simulation.results import Result, mix, toll
from workbench.simulation.solve_scipy import factorise
from workbench.simulation.structure import Structure, assemble
from workbench.simulation.ways import DEMAND, RETRY


def solve(model: JourneyModel, structure: Structure | None = None) -> Result:
    """Solve a journey; a structure of an earlier, similar model saves the assembly.

    Answered by the compiled kernels once they are ready, by scipy until then; both agree to 1e-12.  Raises
    LoopWithoutExit, TooManyInfluences or TooManyStates.
    """
    kept = structure if structure is not None else assemble(model)
    engine = compiled()
    result = engine.solve(model, kept) if engine is not None else None
    return result if result is not None else solve_plainly(model, kept)


def solve_case(case: Case) -> Result:
    """Solve a journey for all kinds of customer, each with its share; raises as `solve` does."""
    return mix([solve(segment.model) for segment in case.segments], case.shares)


def solve_plainly(model: JourneyModel, structure: Structure) -> Result:
    """Solve a journey without the compiled kernels; raises as `solve` does."""
    chain = weigh(structure, model)
    return read_off(model, chain, factorise(chain).visits(chain.entry))


def read_off(model: JourneyModel, chain: Chain, visits: Floats) -> Result:
    """Gather the counts per touchpoint from the expected visits to each state, float[ns]."""
    states = chain.structure.states

    def gather(per_state: Floats) -> Floats:
        return tally(states.touchpoint, per_state, model.size)

    arrivals = gather(visits)
    breakdowns = gather(visits * chain.breaking)
    defections = gather(visits * chain.leaving)
    silent_leaves = gather(visits * chain.silent)
    give_ups = gather(visits * chain.gave_up)
    return Result(
        phase=model.phase,
        visits=arrivals,
        failures=gather(visits * chain.failing),
        breakdowns=breakdowns,
        defections=defections,
        silent_leaves=silent_leaves,
        give_ups=give_ups,
        finishes=gather(visits * chain.finished),
        retries=_arrivals_by(RETRY, model, chain, visits),
        demand_visits=_arrivals_by(DEMAND, model, chain, visits),
        irritation_sum=gather(visits * states.level),
        **toll(model, arrivals, breakdowns, defections + silent_leaves + give_ups),
    )


def _arrivals_by(kind: int, model: JourneyModel, chain: Chain, visits: Floats) -> Floats:
    """Count the visits that begin by this kind of way, at the touchpoint they lead to."""
    structure = chain.structure
    arcs = structure.arcs
    used = np.flatnonzero((structure.ways.kind[arcs.way] == kind) & (arcs.landing < structure.size))
    flow = visits[structure.branches.state[arcs.branch[used]]] * chain.arc[used]
    return tally(structure.states.touchpoint[arcs.landing[used]], flow, model.size)
