"""Moving and resizing notes and frames by keys."""

from ui.canvas.area_tools import enlarged
from ui.canvas.board import Board
from ui.canvas.geometry import Direction
from ui.canvas.moving import carried, landing
from ui.canvas.placing import STEP
from workbench.domain.places import COLUMN_PITCH
from workbench.editing import areas, structure


def is_area_chosen(board: Board) -> bool:
    """Return whether a note or frame is among what is selected."""
    return any(each in board.plan.areas.shown for each in board.selection.ids)


def shift(board: Board, direction: Direction) -> None:
    """Move what is selected and what lies in its frames: by a step, or a phase aside where cards come along."""
    plan, document = board.plan, board.document
    moving = carried(plan, board.selection.ids)
    across, down = direction.value
    aside = COLUMN_PITCH if any(each in plan.cards for each in moving) else STEP
    places = landing(plan, moving, across * aside, down * STEP)
    board.attempt(lambda: structure.move(document, places))


def enlarge(board: Board, direction: Direction) -> bool:
    """Move the right or lower edge of the selected note or frame by a step; return whether one is selected."""
    current = board.selection.current or ""
    across, down = direction.value
    box = enlarged(board.plan, current, across * STEP, down * STEP)
    if box is not None:
        board.attempt(lambda: areas.resize(board.document, current, board.plan.areas.anchored(box)))
    return box is not None
