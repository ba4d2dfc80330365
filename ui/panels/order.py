"""From one order of ids to another in single steps, so that views keep what is selected and where they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex


@dataclass(frozen=True, slots=True)
class Step:
    """One id that leaves the place `source`, arrives at `target`, or does both; None stands for outside."""

    id: str
    source: int | None
    target: int | None


def rearrange(
    present: list[str], wanted: Sequence[str], before: Callable[[Step], None], after: Callable[[Step], None]
) -> None:
    """Turn `present` into `wanted` step by step, calling `before` and `after` round each; ids are unique in both.

    A step never moves an id to the right, so that Qt's rows before and after it are numbered alike.
    """
    staying = set(wanted)
    for at in range(len(present) - 1, -1, -1):
        if present[at] not in staying:
            _take(present, Step(present[at], at, None), before, after)
    known = set(present)
    for at, each in enumerate(wanted):
        if at >= len(present) or present[at] != each:
            source = present.index(each, at) if each in known else None
            _take(present, Step(each, source, at), before, after)


def _take(present: list[str], step: Step, before: Callable[[Step], None], after: Callable[[Step], None]) -> None:
    before(step)
    if step.source is not None:
        del present[step.source]
    if step.target is not None:
        present.insert(step.target, step.id)
    after(step)


class RowSteps:
    """Announces steps as rows of a table model."""

    def __init__(self, model: QAbstractTableModel) -> None:
        self._model = model

    def before(self, step: Step) -> None:
        """Tell the views what is about to happen."""
        top = QModelIndex()
        if step.source is None and step.target is not None:
            self._model.beginInsertRows(top, step.target, step.target)
        elif step.target is None and step.source is not None:
            self._model.beginRemoveRows(top, step.source, step.source)
        elif step.source is not None and step.target is not None:
            self._model.beginMoveRows(top, step.source, step.source, top, step.target)

    def after(self, step: Step) -> None:
        """Tell the views that it has happened."""
        if step.source is None:
            self._model.endInsertRows()
        elif step.target is None:
            self._model.endRemoveRows()
        else:
            self._model.endMoveRows()


class ColumnSteps:
    """Announces steps as columns of a table model, `first` columns from the left."""

    def __init__(self, model: QAbstractTableModel, first: int) -> None:
        self._model = model
        self._first = first

    def before(self, step: Step) -> None:
        """Tell the views what is about to happen."""
        top, first = QModelIndex(), self._first
        if step.source is None and step.target is not None:
            self._model.beginInsertColumns(top, first + step.target, first + step.target)
        elif step.target is None and step.source is not None:
            self._model.beginRemoveColumns(top, first + step.source, first + step.source)
        elif step.source is not None and step.target is not None:
            source, target = first + step.source, first + step.target
            self._model.beginMoveColumns(top, source, source, top, target)

    def after(self, step: Step) -> None:
        """Tell the views that it has happened."""
        if step.source is None:
            self._model.endInsertColumns()
        elif step.target is None:
            self._model.endRemoveColumns()
        else:
            self._model.endMoveColumns()
