"""The mark changes nothing."""

from ui.override import override


def test_a_marked_method_is_the_method_itself() -> None:
    def method(_: object) -> int:
        return 3

    assert override(method) is method
