"""Rows from a spreadsheet: new touchpoints, or changes of those whose ids stand in the rows."""

from collections import ChainMap, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint
from workbench.domain.locks import refuse_if_locked
from workbench.domain.naming import shown
from workbench.domain.owners import NOBODY, accountable, party_called
from workbench.domain.places import NOT_PLACED, Place
from workbench.domain.text import clean_name
from workbench.editing.cells import (
    OUTSIDE,
    Column,
    can_edit,
    fields_of_cell,
    full_text,
    names_led_to,
    phase_called,
    read_targets,
    write_cell,
)
from workbench.editing.drafting import Draft, chain
from workbench.editing.headings import ID, Heading, headings_of
from workbench.editing.onward import lead, lead_to
from workbench.editing.ownership import assign
from workbench.editing.problems import VerbProblem, located
from workbench.editing.rehearsal import in_one_step
from workbench.editing.structure import refuse_pinned
from workbench.editing.table_rows import ids_meant
from workbench.editing.together import leave_to_nobody, move_to_phase

_MAY_BE_CLEARED: Final = frozenset({Column.OWNER, Column.LEADS_TO, Column.NOTES, Column.QUESTIONS})
_STATED: Final = (
    Column.CHANNEL,
    Column.FAILURE,
    Column.ANNOYANCE,
    Column.NOTES,
    Column.LAYER,
    Column.CONTROL,
    Column.QUESTIONS,
)


@dataclass(frozen=True, slots=True)
class PastedRows:
    """What came of it: the ids of new and of changed touchpoints, how many cells changed, and headings without use."""

    made: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    cells: int = 0
    unused: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What to tell the user."""
        told = [f"{_counted(len(self.made), 'touchpoint')} added"] if self.made else []
        if self.changed:
            told.append(f"{_counted(self.cells, 'cell')} changed in {_counted(len(self.changed), 'touchpoint')}")
        left = f" Not used: {', '.join(map(shown, self.unused))}." if self.unused else ""
        return f"{', '.join(told) or 'Nothing to change: the journey says the same already'}.{left}"


def paste_rows(
    document: Document, journey: str, rows: Sequence[Sequence[str]], landing: Place | None = None
) -> PastedRows:
    """Carry out what rows of cells say, in one step, with a heading or without.

    A row with an id changes that touchpoint, cell by cell, where a cell differs; an empty cell takes an owner, ways on
    or notes away and otherwise leaves what is there.  A row without one is a new touchpoint, in the phase of the row
    above if it names none; new ones lead to each other in order, unless the table says where they lead.  Raises
    VerbProblem, and changes nothing, for rows that contradict each other or the journey.
    """
    headings, body = headings_of(rows)
    read = _read(document, journey, headings, body, len(rows) - len(body) + 1)
    changes = [change for row in read if row.touchpoint for change in _changes(document, row)]
    new = [row for row in read if row.touchpoint is None]
    sheet = _Sheet(journey, landing, changes, new, Column.LEADS_TO in headings, ID in headings)
    label = f"Paste {_counted(len(new), 'touchpoint')}" if new else "Paste changes of the table"
    made, written = in_one_step(document, label, sheet.write) if new or changes else ((), ())
    changed = tuple(dict.fromkeys(change.touchpoint for change in written))
    unused = tuple(each for each in headings if each and each != ID and not isinstance(each, Column))
    return PastedRows(tuple(made), changed, len(written), unused)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row; `touchpoint` is whom it stands for, None for a new one."""

    number: int
    cells: Mapping[Column, str]
    touchpoint: str | None


@dataclass(frozen=True, slots=True)
class _CellChange:
    number: int
    touchpoint: str
    column: Column
    text: str

    @property
    def place(self) -> str:
        return _cell_place(self.number, self.column)


@dataclass(slots=True)
class _Sheet:
    """What is to be written; `write` does so in a document whose changes are one step."""

    journey: str
    landing: Place | None
    changes: Sequence[_CellChange]
    new: Sequence[_Row]
    says_where_to: bool
    has_ids: bool
    names: dict[str, str] = field(default_factory=dict)

    def write(self, document: Document) -> tuple[list[str], list[_CellChange]]:
        """Carry out everything and return the ids of the new touchpoints and the changes that changed anything."""
        # a way on may be given by the name that a touchpoint had, or by the one that it gets here
        self._know(each for each in document.of(Touchpoint) if each.journey == self.journey)
        made = self._add(document)
        written = [*self._restate(document), *self._move(document), *self._give(document)]
        self._know(document.get(Touchpoint, each.touchpoint) for each in sorted(written, key=_row_of))
        self._know(document.get(Touchpoint, each) for each in made)
        written += self._lead(document)
        self._lead_on(document, made)
        return made, sorted(written, key=_row_of)

    def _know(self, touchpoints: Iterable[Touchpoint]) -> None:
        for each in reversed(list(touchpoints)):
            self.names[each.name.casefold()] = each.id

    def _add(self, document: Document) -> list[str]:
        draft = Draft(document, self.journey, self.landing)
        phase = draft.landing
        made: list[str] = []
        for row in self.new:
            cells = {column: text for column, text in row.cells.items() if not _says_outside(column, text)}
            if wanted := cells.get(Column.PHASE, ""):
                with located(_cell_place(row.number, Column.PHASE)):
                    phase = None if wanted == NOT_PLACED else draft.phase(wanted)
            fields: dict[str, Any] = {}
            for column in _STATED:
                if text := cells.get(column, "").strip():
                    with located(_cell_place(row.number, column)):
                        fields |= fields_of_cell(column, text)
            with located(_cell_place(row.number, Column.TOUCHPOINT)):
                card = draft.card(cells.get(Column.TOUCHPOINT, ""), phase, **fields)
            if owner := cells.get(Column.OWNER, ""):
                with located(_cell_place(row.number, Column.OWNER)):
                    write_cell(document, card, Column.OWNER, owner)
            made.append(card.id)
        return made

    def _in(self, *columns: Column) -> list[_CellChange]:
        return [each for each in self.changes if each.column in columns]

    def _restate(self, document: Document) -> list[_CellChange]:
        """Write what names nothing else; this and what follows return what was another before."""
        written: list[_CellChange] = []
        with document.edit("Restate") as edit:
            for each in self._in(Column.TOUCHPOINT, *_STATED):
                with located(each.place):
                    before = document.elements[each.touchpoint]
                    if edit.update(each.touchpoint, **_fields(each)) != before:
                        written.append(each)
        return written

    def _move(self, document: Document) -> list[_CellChange]:
        """Move everything at once that goes to the same phase, for each verb looks through the whole column."""
        coming: defaultdict[str | None, list[_CellChange]] = defaultdict(list)
        for each in self._in(Column.PHASE):
            with located(each.place):
                card, phase = document.get(Touchpoint, each.touchpoint), phase_called(document, self.journey, each.text)
                refuse_pinned([card])
                refuse_if_locked(card, replace(card, phase=phase))
            if card.phase != phase:
                coming[phase].append(each)
        for phase, changes in coming.items():
            move_to_phase(document, [each.touchpoint for each in changes], phase)
        return [each for changes in coming.values() for each in changes]

    def _give(self, document: Document) -> list[_CellChange]:
        given: defaultdict[str | None, list[_CellChange]] = defaultdict(list)
        for each in self._in(Column.OWNER):
            with located(each.place):
                party = _party(document, each.text)
            owner = accountable(document, each.touchpoint)
            if party != (owner.id if owner else None):
                given[party].append(each)
        for party, changes in given.items():
            touchpoints = [each.touchpoint for each in changes]
            if party is None:
                leave_to_nobody(document, touchpoints)
            else:
                assign(document, touchpoints, party)
        return [each for changes in given.values() for each in changes]

    def _lead(self, document: Document) -> list[_CellChange]:
        written: list[_CellChange] = []
        with document.edit("Lead on") as edit:
            for each in self._in(Column.LEADS_TO):
                with located(each.place):
                    names = ChainMap(names_led_to(document, each.touchpoint), self.names)
                    if lead(document, edit, each.touchpoint, read_targets(each.text, names)):
                        written.append(each)
        return written

    def _lead_on(self, document: Document, made: Sequence[str]) -> None:
        if not self.says_where_to and not self.has_ids:
            chain(document, made)
        for row, touchpoint in zip(self.new, made, strict=True):
            if text := row.cells.get(Column.LEADS_TO, ""):
                with located(_cell_place(row.number, Column.LEADS_TO)):
                    lead_to(document, touchpoint, read_targets(text, self.names))


def _party(document: Document, text: str) -> str | None:
    if text in ("", NOBODY):
        return None
    party = party_called(document, text)
    if party is None:
        raise VerbProblem(f"There is no department or person {shown(text)}; add it under Owners, or correct the cell.")
    return party


def _row_of(change: _CellChange) -> int:
    return change.number


def _fields(change: _CellChange) -> dict[str, Any]:
    if change.column is Column.TOUCHPOINT:
        return {"name": clean_name(change.text)}
    return fields_of_cell(change.column, change.text.strip())


def _read(
    document: Document, journey: str, headings: Sequence[Heading], body: Sequence[Sequence[str]], first: int
) -> list[_Row]:
    """Take the rows apart; a row that stands there twice counts once."""
    ids = sorted(each.id for each in document.of(Touchpoint) if each.journey == journey)
    known: dict[str, _Row] = {}
    rows: list[_Row] = []
    for number, cells in enumerate(body, first):
        if any(cells[len(headings) :]):
            raise VerbProblem(f"Row {number:,} has more cells than the heading; remove them, or name their columns.")
        pairs = list(zip(headings, cells, strict=False))
        row = _Row(
            number,
            {heading: cell for heading, cell in pairs if isinstance(heading, Column)},
            _touchpoint(next((cell for heading, cell in pairs if heading == ID), ""), ids, number),
        )
        same = known.setdefault(row.touchpoint, row) if row.touchpoint else row
        if same is row:
            rows.append(row)
        elif same.cells != row.cells:
            raise _contradiction(document, same, row)
    return rows


def _touchpoint(code: str, ids: Sequence[str], number: int) -> str | None:
    if not code:
        return None
    found = ids_meant(code, ids)
    if len(found) == 1:
        return found[0]
    what = "is no touchpoint of this journey" if not found else f"may be any of {len(found)} touchpoints"
    raise VerbProblem(
        f"Row {number:,}, column “{ID}”: {shown(code)} {what}. Copy the table from this journey again, or delete the "
        "id to add the row as a new touchpoint. Nothing was changed."
    )


def _contradiction(document: Document, first: _Row, second: _Row) -> VerbProblem:
    name = document.get(Touchpoint, first.touchpoint or "").name
    columns = [each for each in first.cells if first.cells[each] != second.cells.get(each, "")]
    return VerbProblem(
        f"Rows {first.number:,} and {second.number:,} both stand for {shown(name)} and differ in “{columns[0]}”; keep "
        "one of them. Nothing was changed."
    )


def _changes(document: Document, row: _Row) -> list[_CellChange]:
    touchpoint = document.get(Touchpoint, row.touchpoint or "")
    found: list[_CellChange] = []
    for column, cell in row.cells.items():
        present = full_text(document, touchpoint, column)
        is_left = column is Column.BREAKDOWNS or (not cell and column not in _MAY_BE_CLEARED)
        if is_left or _folded(column, cell) == _folded(column, present):
            continue
        if not can_edit(touchpoint, column):
            raise VerbProblem(
                f"{_cell_place(row.number, column)}: {shown(touchpoint.name)} lies outside our control, so nothing is "
                f"stated there; write “{present}” again. Nothing was changed."
            )
        found.append(_CellChange(row.number, touchpoint.id, column, cell))
    return found


def _says_outside(column: Column, text: str) -> bool:
    """Whether a cell only repeats that nobody here can change a touchpoint, which another column states."""
    return column in (Column.OWNER, Column.FAILURE, Column.ANNOYANCE) and text.strip() == OUTSIDE


def _folded(column: Column, cell: str) -> str:
    """What has to differ for a cell to have changed: not its blanks, nor the words for nobody."""
    text = " ".join(cell.split())
    return "" if column is Column.OWNER and text == NOBODY else text


def _cell_place(number: int, column: Column) -> str:
    return f"Row {number:,}, column “{column}”"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
