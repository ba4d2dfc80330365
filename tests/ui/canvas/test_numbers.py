from ui.canvas.numbers import MapNumbers


def test_what_a_fix_does_not_change_is_not_struck_through() -> None:
    numbers = MapNumbers({"a": 81.0, "b": 4.02}, {"a": 52.0, "b": 3.98})
    assert numbers.shown("a") == ("81", "52")
    assert numbers.shown("b") == ("", "4")


def test_what_has_no_number_shows_none() -> None:
    assert MapNumbers({"a": 1.0}).shown("b") == ("", "")
    assert MapNumbers({"a": 1.0}).value("b") is None


def test_the_number_that_holds_is_as_is_where_no_fix_says_otherwise() -> None:
    assert MapNumbers({"a": 81.0}).value("a") == 81.0
    numbers = MapNumbers({"a": 81.0, "b": 4.0}, {"a": 52.0})
    assert (numbers.value("a"), numbers.value("b")) == (52.0, 4.0)


def test_the_scale_of_the_heat_is_set_by_the_highest_touchpoint_as_is() -> None:
    numbers = MapNumbers({"phase": 96.0, "a": 81.0, "b": 9.0}, {"a": 20.0, "b": 9.0})
    assert numbers.highest_of(["a", "b"]) == 81.0
    assert MapNumbers({"a": 1.0}, highest=50.0).highest_of(["a"]) == 50.0
    assert MapNumbers().highest_of([]) == 0.0
