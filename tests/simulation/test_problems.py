from workbench.simulation.problems import (
    LoopWithoutExit,
    ModelProblem,
    TooManyInfluences,
    TooManyStates,
    TooManyVisits,
)


def test_a_loop_names_its_touchpoints_and_the_remedy() -> None:
    problem = LoopWithoutExit(["Call centre", "Queue"])
    assert str(problem).startswith("Customers who reach “Call centre”, “Queue” can never leave: give one of these")
    assert problem.touchpoints == ("Call centre", "Queue")


def test_a_long_loop_is_cut_short() -> None:
    assert "“6” and 4 more can" in str(LoopWithoutExit([str(i) for i in range(1, 11)]))


def test_too_many_visits_are_counted_and_the_touchpoints_named() -> None:
    told = str(TooManyVisits(["Queue", "Call"], 2.5e16))
    assert told.startswith("Customers make about 2.5e+16 visits each")
    assert "“Queue”, “Call” go on to the end" in told


def test_limits_of_the_exact_engine_are_problems_of_the_model() -> None:
    for problem in (TooManyInfluences("Bill", 12, 10), TooManyStates(10_000_000, 1_000)):
        assert isinstance(problem, ModelProblem)
        assert "Monte Carlo engine" in str(problem)
