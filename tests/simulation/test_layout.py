import numpy as np

from tests.helpers.journeys import random_journey
from workbench.simulation.layout import PARAMETERS, flat, starts, table


def test_every_parameter_lies_in_the_row_where_it_is_said_to_start() -> None:
    model = random_journey(3, influences=2)
    row, begin = flat(model), starts(model)
    assert begin[-1] == row.size
    for number, parameter in enumerate(PARAMETERS):
        np.testing.assert_array_equal(row[begin[number] : begin[number + 1]], table(model, parameter))


def test_shares_and_the_single_price_are_tables_too() -> None:
    model = random_journey(3)
    assert table(model, "routing") is model.routing.share
    assert table(model, "failure_demand") is model.failure_demand.share
    assert table(model, "defection_cost").tolist() == [model.defection_cost]
