"""Many variants of one journey, ranges and portfolios: `python -m benchmarks.uncertainty`."""

from collections.abc import Callable, Iterator
from itertools import product
from statistics import median
from typing import Final

import numpy as np

from benchmarks._journeys import small
from benchmarks._rounds import Effort, in_rounds, once
from benchmarks._table import Row, at_most, show
from tests.helpers.portfolios import case_of
from workbench.domain.document import Document
from workbench.domain.elements import Journey
from workbench.domain.places import phases_in_order
from workbench.domain.values import Quantity
from workbench.samples import samples
from workbench.simulation import observables
from workbench.simulation.compiled.ready import load
from workbench.simulation.portfolio.evaluation import Evaluator
from workbench.simulation.portfolio.fixes import Fix
from workbench.simulation.portfolio.options import Options
from workbench.simulation.uncertainty.run import SAMPLES as WORLDS
from workbench.simulation.uncertainty.run import run
from workbench.simulation.variation import Variation, current, evaluate
from workbench.storage.store import read_snapshot

SAMPLES: Final = 10_000
CANDIDATES: Final = 14
SAMPLE: Final = "permit"


def variants() -> Callable[[], object]:
    """10,000 variants of 60 touchpoints whose chances of failure and severities all vary."""
    model = small()
    varied = [Variation(name, index) for name in ("failure", "severity") for index in range(model.size)]
    factors = np.random.default_rng(1).uniform(0.7, 1.3, (SAMPLES, len(varied)))
    asked = [observables.breakdowns_at(model.phase >= 6)]
    return lambda: evaluate(model, varied, current(model, varied) * factors, asked)


def portfolios() -> Callable[[], object]:
    """Every set of 14 fixes on 60 touchpoints."""
    case = case_of(small())
    rows = range(0, case.model.size, case.model.size // CANDIDATES)
    fixes = [
        Fix(f"{number:02}", f"fix {number}", (row,), change=Quantity(-0.4), one_off_cost=Quantity(1.0))
        for number, row in zip(range(CANDIDATES), rows, strict=False)
    ]
    options, asked = Options.of(fixes), [observables.breakdowns(case.model.size)]
    sets = np.array(list(product((False, True), repeat=CANDIDATES)))
    return lambda: Evaluator(case, options, asked).values(sets)


def ranges() -> Callable[[], object]:
    """The range of what a fix does to a sample, all of its numbers uncertain, kinds of customer told apart."""
    document = Document(read_snapshot(next(each.path for each in samples() if each.key == SAMPLE))[1])
    (journey,) = document.of(Journey)
    early = phases_in_order(document, journey.id)[2].id
    return lambda: run(document, journey.id, {early: -0.3})


def rows(effort: Effort) -> Iterator[Row]:
    """One after the other; each takes a second or so."""
    load()
    works = {
        f"{SAMPLES:,} variants of 60 touchpoints, 120 numbers vary": (variants(), 1.0),
        f"2^{CANDIDATES} portfolios of 60 touchpoints": (portfolios(), 1.0),
    }
    found = in_rounds({what: lambda do=do: once(do) for what, (do, _) in works.items()}, max(1, effort.rounds // 2))
    for what, (_, limit) in works.items():
        yield at_most(what, median(found[what]), limit, "s", f"best round {min(found[what]):.2g} s")
    taken = once(ranges())
    told = "as it is, with the fix and both without memory, for each kind of customer"
    yield Row(f"range of a fix in the sample “{SAMPLE}”, {WORLDS:,} worlds", f"{taken:.2g} s", note=told)


def main() -> None:
    """Measure and print."""
    show("Uncertainty and portfolios", rows(Effort.asked_for("variants a second")))


if __name__ == "__main__":
    main()
