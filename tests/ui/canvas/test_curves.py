import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.canvas.boxes import Box
from ui.canvas.curves import chain, distances, points_along, running_through, sampled, straight, strands

points = st.tuples(st.floats(-2000, 2000), st.floats(-2000, 2000))


@given(st.lists(points, min_size=4, max_size=4))
def test_samples_begin_and_end_where_the_curve_does(control: list[tuple[float, float]]) -> None:
    curve = chain(*control)
    assert np.isfinite(curve.samples).all()
    assert np.allclose(curve.samples[0], control[0], atol=1e-6)
    assert np.allclose(curve.samples[-1], control[-1], atol=1e-6)


@given(st.lists(points, min_size=7, max_size=7))
def test_a_curve_stays_within_the_hull_of_its_control_points(control: list[tuple[float, float]]) -> None:
    curve = chain(*control)
    lows, highs = curve.control.min(axis=0) - 1e-6, curve.control.max(axis=0) + 1e-6
    assert ((curve.samples >= lows) & (curve.samples <= highs)).all()
    assert curve.box == (*curve.samples.min(axis=0), *curve.samples.max(axis=0))


def test_many_curves_are_sampled_as_each_of_them() -> None:
    curves = [chain((0, 0), (9, 0), (9, 5 * n), (18, 5 * n), (20, 5), (30, 0), (40, n)) for n in range(3)]
    many = sampled(np.array([curve.control for curve in curves]))
    assert many.shape == (3, 25, 2)
    assert np.allclose(many, [curve.samples for curve in curves])


def test_the_distance_from_a_straight_line_is_the_usual_one() -> None:
    line = straight((0, 0), (100, 0))
    assert distances(strands([line]), 50, 7) == pytest.approx([7])
    assert distances(strands([line]), 103, 4) == pytest.approx([5])
    assert distances(strands([straight((3, 3), (3, 3))]), 3, 8) == pytest.approx([5])


def test_the_distances_from_many_curves_are_those_from_each() -> None:
    curves = [straight((0, 5 * n), (100, 9 * n)) for n in range(3)]
    curves.insert(1, chain((0, 0), (9, 0), (9, 5), (18, 5), (20, 5), (30, 0), (40, 1)))
    alone = [distances(strands([curve]), 30, 4)[0] for curve in curves]
    assert distances(strands(curves), 30, 4) == pytest.approx(alone)
    assert distances(strands([]), 30, 4) == []


def test_a_curve_of_two_pieces_has_a_sample_at_the_joint() -> None:
    whole = chain((0, 2), (3, 0), (7, 0), (10, 0), (10, 3), (10, 7), (10, 10))
    assert whole.samples.shape == (25, 2)
    assert whole.samples[12].tolist() == pytest.approx([10.0, 0.0])
    assert (whole.start, whole.end) == ((0.0, 2.0), (10.0, 10.0))


def test_a_curve_meets_what_it_runs_through_and_not_all_that_its_box_holds() -> None:
    curve = chain((0, 0), (100, 0), (100, 200), (200, 200))
    assert running_through(strands([curve]), Box(90, 90, 110, 110)) == [True]
    assert running_through(strands([curve]), Box(150, 5, 195, 60)) == [False]
    assert running_through(strands([curve]), Box(300, 0, 400, 400)) == [False]
    assert running_through(strands([]), Box(0, 0, 1, 1)) == []


def test_a_slope_does_not_meet_a_box_beside_it() -> None:
    slopes = [straight((0, 0), (4000, 4000)), straight((0, 4000), (4000, 0))]
    assert running_through(strands(slopes), Box(900, 1100, 1000, 1200)) == [False, False]
    assert running_through(strands(slopes), Box(900, 950, 1000, 1050)) == [True, False]
    assert running_through(strands(slopes[::-1]), Box(900, 950, 1000, 1050)) == [False, True]


@given(st.lists(st.lists(points, min_size=7, max_size=7), min_size=1, max_size=4), points)
def test_no_curve_that_runs_through_an_area_is_missed(
    controls: list[list[tuple[float, float]]], at: tuple[float, float]
) -> None:
    area = Box(at[0], at[1], at[0] + 300, at[1] + 200)
    curves = [chain(*control) for control in controls]
    along = np.linspace(0, 1, 200)[:, None]
    weights = np.hstack([(1 - along) ** 3, 3 * (1 - along) ** 2 * along, 3 * (1 - along) * along**2, along**3])
    for curve, found in zip(curves, running_through(strands(curves), area), strict=True):
        course = np.vstack([weights @ curve.control[:4], weights @ curve.control[3:]])
        inside = ((course > area[:2]) & (course < area[2:])).all(axis=1).any()
        assert found or not inside


def test_curves_of_equal_length_can_be_handed_over_together_and_come_first() -> None:
    alike = [chain((0, 0), (10, 5 * n), (20, 0), (30, n)) for n in range(3)]
    other = chain((0, 0), (9, 0), (9, 5), (18, 5), (20, 5), (30, 0), (40, 1))
    together = strands([other], np.array([curve.samples for curve in alike]))
    each = strands([*alike, other])
    assert together.lengths.tolist() == each.lengths.tolist() == [13, 13, 13, 25]
    assert np.array_equal(together.samples, each.samples)
    assert together.first.tolist() == [0, 13, 26, 39]


@given(st.lists(points, min_size=7, max_size=7), st.floats(50, 400))
def test_points_along_a_curve_lie_on_it_from_end_to_end(control: list[tuple[float, float]], apart: float) -> None:
    curve = chain(*control)
    along = points_along(curve, apart)
    assert np.allclose(along[[0, -1]], curve.samples[[0, -1]], atol=1e-6)
    assert len(along) >= 12
    near = np.hypot(*(along[:, None] - curve.samples).transpose(2, 0, 1)).min(axis=1)
    assert near.max() <= np.hypot(*np.diff(curve.samples, axis=0).T).max() + 1e-6


def test_the_points_along_a_long_line_are_no_farther_apart_than_wished() -> None:
    along = points_along(straight((0, 0), (9000, 1200)), 150)
    assert np.hypot(*np.diff(along, axis=0).T).max() < 151
