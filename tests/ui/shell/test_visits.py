"""Where somebody has been, walked back and forth."""

from ui.shell.visits import MOST_VISITS, Visit, Visits

A, B, C = (Visit(each) for each in "abc")


def anywhere(_journey: str) -> bool:
    return True


def test_back_and_forward_walk_the_places_visited() -> None:
    visits = Visits()
    visits.leave(A)
    visits.leave(B)
    assert visits.back(C, anywhere) == B
    assert visits.back(B, anywhere) == A
    assert not visits.can_go_back(anywhere)
    assert visits.forward(A, anywhere) == B
    assert visits.forward(B, anywhere) == C
    assert visits.forward(C, anywhere) is None


def test_a_place_is_found_again_as_it_was_left() -> None:
    visits = Visits()
    visits.leave(A)
    left = Visit("b", ("card",))
    visits.back(left, anywhere)
    assert visits.forward(A, anywhere) == left


def test_going_anywhere_new_forgets_what_lay_ahead() -> None:
    visits = Visits()
    visits.leave(A)
    visits.back(B, anywhere)
    visits.leave(A)
    assert not visits.can_go_forward(anywhere)


def test_journeys_that_are_gone_are_passed_over() -> None:
    visits = Visits()
    visits.leave(A)
    visits.leave(B)
    assert visits.back(C, lambda journey: journey != "b") == A


def test_where_all_journeys_behind_and_ahead_are_gone_there_is_no_way() -> None:
    visits = Visits()
    visits.leave(A)
    visits.leave(B)
    visits.back(C, anywhere)
    assert visits.can_go_back(lambda journey: journey == "a")
    assert not visits.can_go_back(lambda journey: journey == "c")
    assert visits.can_go_forward(lambda journey: journey == "c")
    assert not visits.can_go_forward(lambda journey: journey == "a")


def test_the_last_place_that_is_still_there_is_known() -> None:
    visits = Visits()
    visits.leave(A)
    visits.leave(B)
    assert visits.last_in(lambda journey: journey == "a") == A
    assert visits.last_in(anywhere) is None


def test_the_same_place_is_not_remembered_twice_and_not_endlessly_many() -> None:
    visits = Visits()
    visits.leave(A)
    visits.leave(A)
    visits.back(B, anywhere)
    assert not visits.can_go_back(anywhere)
    for number in range(MOST_VISITS + 5):
        visits.leave(Visit(str(number)))
    steps = 0
    while visits.back(A, anywhere):
        steps += 1
    assert steps == MOST_VISITS
