import numpy as np

from tests.helpers.journeys import random_journey
from workbench.simulation.crowd.luck import seed_word
from workbench.simulation.crowd.road import survey
from workbench.simulation.crowd.stepwise import visits
from workbench.simulation.crowd.walk import walk


def test_any_customers_can_be_replayed_together() -> None:
    model = random_journey(7)
    chosen = np.array([5, 17, 3], dtype=np.uint64)
    met = np.zeros(3, dtype=np.int64)
    for step in visits(survey(model), seed_word(2), chosen):
        met[step.who] += 1
    rows = walk(model, 20, 2).rows
    assert met.tolist() == rows.visits_in[chosen.astype(np.int64)].sum(axis=1).tolist()


def test_every_visit_comes_to_one_thing_only() -> None:
    model = random_journey(7, influences=4)
    for step in visits(survey(model), seed_word(2), np.arange(500, dtype=np.uint64)):
        assert not (step.broken & ~step.failed).any()
        assert not (step.defected & ~step.broken).any()
        ends = step.defected.astype(int) + step.silent + step.again + step.demanded
        assert ends.max() <= 1
        assert (step.target[step.again] == step.place[step.again]).all()
