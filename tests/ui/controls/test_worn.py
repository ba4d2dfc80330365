"""A change of the look is news once, however often Qt tells of it."""

from ui.controls.look import Look
from ui.controls.worn import Worn


def test_nothing_is_new_at_first(look: Look) -> None:
    assert not Worn(look).has_changed()


def test_another_theme_and_another_type_are_new_once(look: Look) -> None:
    worn = Worn(look)
    look.themes.choose("dark")
    assert [worn.has_changed(), worn.has_changed()] == [True, False]
    look.themes.set_type_scale(1.25)
    assert [worn.has_changed(), worn.has_changed()] == [True, False]


def test_there_and_back_in_between_is_nothing_new(look: Look) -> None:
    worn = Worn(look)
    look.themes.choose("dark")
    look.themes.choose("light")
    assert not worn.has_changed()
