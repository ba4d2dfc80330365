"""A customer journey as an absorbing Markov chain with memory: exact, instant, explained, and with a range.

The engine stands on its own: it needs neither the window nor a project file, and a module loads what is slow (numba,
joblib, Dask) when it is used, not before.  A journey is a Case, made of a document or of plain arrays:

>>> from workbench.domain.document import Document
>>> from workbench.domain.elements import Journey
>>> from workbench.samples import samples
>>> from workbench.simulation.build import build
>>> from workbench.simulation.run import Simulator
>>> from workbench.storage.store import read_snapshot
>>> document = Document(read_snapshot(samples()[0].path)[1])
>>> simulator = Simulator(build(document, document.of(Journey)[0].id))
>>> names = dict(zip(simulator.case.model.names, simulator.case.ids))
>>> outcome = simulator.compare({names["Welcome pack"]: -0.3})
>>> round(1000 * outcome.split.before), round(1000 * outcome.split.after), outcome.claim
(210, 172, True)

Where to go on, each module a question:

- `run`: what does improving something early do to what comes later?  `build` makes the case, `model` holds plain arrays
- `exact`, `sensitivity`: expected counts of one model, and their derivatives by every number
- `explain`, `demand`: what filled the glass, who pays, and how much work failures make
- `uncertainty.run`: how sure is that, and what should be measured next?
- `portfolio.plan`, `portfolio.ranking`: which fixes for a budget, and what is each worth?
- `variation`, `sweep.run`: thousands of variants at once, on this machine or on a cluster
- `crowd.walk`, `crowd.stories`: single customers, and the check of the exact engine against them
- `queueing.comparison`: what if departments have only so many people?

Everything is told per customer entering; probabilities are shares from 0 to 1, irritation counts levels of a model.
What cannot be computed raises `problems.ModelProblem`, whose message says what, where, and how to mend it.
"""
