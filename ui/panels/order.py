"""From one order of ids to another, announced so that views keep what is selected and where they are."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import groupby
from typing import Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex

_TOP = QModelIndex()


class Steps(Protocol):
    """Announces, each for as long as it takes, what happens to the places of ids."""

    def removing(self, first: int, last: int) -> AbstractContextManager[None]:
        """Announce that what is in these places goes."""
        ...

    def inserting(self, first: int, last: int) -> AbstractContextManager[None]:
        """Announce that something new comes to these places."""
        ...

    def ordering(self, moved: Mapping[int, int]) -> AbstractContextManager[None]:
        """Announce that what is in each place comes to another, or stays."""
        ...


def rearrange(present: list[str], wanted: Sequence[str], steps: Steps) -> None:
    """Turn `present` into `wanted`; ids are unique in both.

    What goes or comes does so in runs, and what stays is put in order at one stroke: a view that sorts its rows does so
    again after every step.
    """
    staying, known = set(wanted), set(present)
    for first, last in reversed(list(_runs(at for at, each in enumerate(present) if each not in staying))):
        with steps.removing(first, last):
            del present[first : last + 1]
    ordered = [each for each in wanted if each in known]
    if ordered != present:
        places = {each: at for at, each in enumerate(ordered)}
        with steps.ordering({at: places[each] for at, each in enumerate(present)}):
            present[:] = ordered
    for first, last in _runs(at for at, each in enumerate(wanted) if each not in known):
        with steps.inserting(first, last):
            present[first:first] = wanted[first : last + 1]


def _runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and the last place of each run without a gap."""
    for _, run in groupby(enumerate(places), lambda counted: counted[1] - counted[0]):
        together = [place for _, place in run]
        yield together[0], together[-1]


@contextmanager
def _laid_out_anew(model: QAbstractTableModel, goes: Callable[[QModelIndex], QModelIndex]) -> Generator[None]:
    """Tell the views of a model that its cells go elsewhere, each from an index to another."""
    model.layoutAboutToBeChanged.emit()
    before = model.persistentIndexList()
    yield
    model.changePersistentIndexList(before, [goes(each) for each in before])
    model.layoutChanged.emit()


class RowSteps:
    """Announces what happens to the rows of a table model."""

    def __init__(self, model: QAbstractTableModel) -> None:
        self._model = model

    @contextmanager
    def removing(self, first: int, last: int) -> Generator[None]:
        """Tell the views that rows go."""
        self._model.beginRemoveRows(_TOP, first, last)
        yield
        self._model.endRemoveRows()

    @contextmanager
    def inserting(self, first: int, last: int) -> Generator[None]:
        """Tell the views that rows come."""
        self._model.beginInsertRows(_TOP, first, last)
        yield
        self._model.endInsertRows()

    def ordering(self, moved: Mapping[int, int]) -> AbstractContextManager[None]:
        """Tell the views where each row goes."""
        return _laid_out_anew(self._model, lambda each: self._model.index(moved[each.row()], each.column()))


class ColumnSteps:
    """Announces what happens to the columns of a table model from the one numbered `first` on."""

    def __init__(self, model: QAbstractTableModel, first: int) -> None:
        self._model = model
        self._first = first

    @contextmanager
    def removing(self, first: int, last: int) -> Generator[None]:
        """Tell the views that columns go."""
        self._model.beginRemoveColumns(_TOP, self._first + first, self._first + last)
        yield
        self._model.endRemoveColumns()

    @contextmanager
    def inserting(self, first: int, last: int) -> Generator[None]:
        """Tell the views that columns come."""
        self._model.beginInsertColumns(_TOP, self._first + first, self._first + last)
        yield
        self._model.endInsertColumns()

    def ordering(self, moved: Mapping[int, int]) -> AbstractContextManager[None]:
        """Tell the views where each column goes; those before the first of these stay."""
        first = self._first
        goes = {first + at: first + to for at, to in moved.items()}
        return _laid_out_anew(
            self._model, lambda each: self._model.index(each.row(), goes.get(each.column(), each.column()))
        )
