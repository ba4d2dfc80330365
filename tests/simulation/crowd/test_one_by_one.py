import numpy as np

from tests.helpers.journeys import journey
from workbench.simulation.crowd.one_by_one import record
from workbench.simulation.crowd.road import survey
from workbench.simulation.crowd.rows import FINISHED, Rows, Tallies


def test_customers_do_not_remember_what_happened_to_the_one_before() -> None:
    model = journey([{1: 1.0}, {2: 1.0}], failure=[0.5, 0.0], breakdown=0.0)
    together, alone = Rows.blank(20, 2), Rows.blank(20, 2)
    tallies = Tallies.none(2, 1)
    record(survey(model), np.uint64(5), 0, 10, together, tallies)
    for customer in range(20):
        record(survey(model), np.uint64(5), customer, 10, alone.part(customer, customer + 1), tallies)
    assert all(one.tobytes() == two.tobytes() for one, two in zip(together, alone, strict=True))
    assert set(together.outcome.tolist()) == {FINISHED}
