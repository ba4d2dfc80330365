import ctypes

import pytest

from ui import heap


def test_free_memory_is_given_back_where_the_c_library_can(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    class Library:
        malloc_trim = staticmethod(asked.append)

    monkeypatch.setattr(heap.sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda _: Library)
    heap.give_back()
    assert asked == [0]


def test_all_threads_are_given_one_heap_without_large_things(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: list[tuple[int, int]] = []

    class Library:
        @staticmethod
        def mallopt(what: int, value: int) -> int:
            chosen.append((what, value))
            return 1

    monkeypatch.setattr(heap.sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda _: Library)
    heap.share_one_heap()
    assert chosen == [(-8, 1), (-3, 1 << 20), (-1, 1 << 20)]


def test_a_c_library_without_a_word_for_it_is_let_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heap.sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda _: object())
    heap.give_back()
    heap.share_one_heap()


def test_other_systems_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(heap.sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "CDLL", never)
    heap.give_back()
    heap.share_one_heap()
