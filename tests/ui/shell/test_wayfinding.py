"""From one place of the project to another, and back."""

import errno
import gc
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.helpers.faulty_disk import FaultyDisk
from tests.helpers.program import Dialogs, Program, opened, press, select
from ui.canvas.ink import drawn_rect
from ui.canvas.opening import opening_place
from ui.main_window import MainWindow
from ui.panels.cuts import Cuts
from workbench.domain.elements import Journey, Touchpoint
from workbench.editing.detail import make_detail
from workbench.editing.structure import add_touchpoint, delete


@pytest.fixture
def nested(journey: MainWindow) -> MainWindow:
    """A window in which the first bill opens into a journey with an envelope."""
    document = opened(journey).document
    made = make_detail(document, "bill")
    add_touchpoint(document, made.id, "Envelope")
    return journey


def title(window: MainWindow) -> str:
    workspace = opened(window)
    return workspace.document.get(Journey, workspace.journey).title


def test_a_detail_journey_is_made_and_shown(journey: MainWindow) -> None:
    select(journey, "First bill")
    journey.do("make-detail")
    assert title(journey) == "First bill"
    assert opened(journey).breadcrumb.isVisible()
    journey.do("open-outer")
    assert opened(journey).journey == "j"
    assert opened(journey).selection.ids == ("bill",)


def test_back_and_forward_find_a_place_as_it_was_left(nested: MainWindow) -> None:
    select(nested, "First bill")
    opened(nested).map.zoom_to(0.8)
    frame = opened(nested).map.frame
    nested.do("open-detail")
    QTest.qWait(0)
    assert title(nested) == "First bill"
    nested.do("back")
    QTest.qWait(0)
    assert (opened(nested).journey, opened(nested).selection.ids) == ("j", ("bill",))
    assert opened(nested).map.frame == frame
    nested.do("forward")
    assert title(nested) == "First bill"


def test_the_fix_in_force_is_there_again_after_a_look_inside(nested: MainWindow) -> None:
    opened(nested).results.put_in_force(Cuts({"pack": -0.5}))
    select(nested, "First bill")
    nested.do("open-detail")
    assert not opened(nested).results.live.cuts
    nested.do("back")
    QTest.qWait(0)
    assert dict(opened(nested).results.live.cuts) == {"pack": -0.5}


def test_the_key_opens_the_detail_journey(nested: MainWindow) -> None:
    select(nested, "First bill")
    opened(nested).map.setFocus()
    press(nested, "Ctrl+Return")
    assert title(nested) == "First bill"


def test_a_touchpoint_without_one_offers_to_make_one(nested: MainWindow) -> None:
    select(nested, "Welcome pack")
    nested.do("open-detail")
    assert nested.notice.text == "“Welcome pack” has no detail journey yet."
    nested.notice.link.click()
    assert title(nested) == "Welcome pack"


def test_a_double_click_on_the_mark_opens_it(nested: MainWindow) -> None:
    shown = opened(nested).map
    shown.zoom_to(1.0)
    shown.centre_on("bill")
    rect = drawn_rect(shown.plan.cards["bill"], 1.0)
    at = opening_place(shown.look.theme, rect.width(), rect.height()).center() + rect.topLeft()
    at += QPointF(shown.frame.x, shown.frame.y)
    QTest.mouseDClick(shown, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at.toPoint())
    assert title(nested) == "First bill"


def test_the_mouses_side_buttons_go_back_and_forward(nested: MainWindow) -> None:
    select(nested, "First bill")
    nested.do("open-detail")
    QTest.mouseClick(opened(nested).map, Qt.MouseButton.BackButton)
    assert opened(nested).journey == "j"
    QTest.mouseClick(opened(nested).map, Qt.MouseButton.ForwardButton)
    assert title(nested) == "First bill"


def test_undoing_the_journey_that_is_shown_leads_back_to_the_one_around(journey: MainWindow) -> None:
    select(journey, "First bill")
    journey.do("make-detail")
    journey.do("undo")
    assert opened(journey).journey == "j"
    assert len(opened(journey).document.of(Journey)) == 1
    assert not opened(journey).breadcrumb.isVisible()
    journey.do("redo")
    assert opened(journey).document.get(Touchpoint, "bill").detail is not None


def test_a_journey_left_behind_follows_no_more_changes(nested: MainWindow) -> None:
    select(nested, "First bill")
    nested.do("open-detail")
    delete(opened(nested).document, ["pack"])
    nested.do("undo")
    nested.do("back")
    assert "pack" in opened(nested).map.plan.cards


def test_what_lies_in_another_journey_is_gone_to(nested: MainWindow) -> None:
    document = opened(nested).document
    (envelope,) = [each for each in document.of(Touchpoint) if each.name == "Envelope"]
    opened(nested).wayfinding.go_to(envelope.id)
    QTest.qWait(0)
    assert title(nested) == "First bill"
    assert opened(nested).selection.ids == (envelope.id,)
    opened(nested).wayfinding.go_to("offer")
    QTest.qWait(0)
    assert opened(nested).selection.ids == ("offer",)


def test_the_detail_journey_can_be_taken_off(nested: MainWindow) -> None:
    select(nested, "First bill")
    nested.do("forget-detail")
    assert opened(nested).document.get(Touchpoint, "bill").detail is None
    assert "still listed" in nested.notice.text


def test_what_could_not_be_kept_is_still_tried_and_told_in_another_journey(
    program: Program, dialogs: Dialogs, file: Path, qtbot: QtBot
) -> None:
    disk = FaultyDisk()
    window = program.start(files=disk)
    window.open_file(file)
    disk.fail("open", errno.ENOSPC, 1_000)
    select(window, "First bill")
    window.do("make-detail")
    qtbot.waitUntil(lambda: opened(window).toolbar.saved.text == "Not kept")
    window.do("open-outer")
    assert opened(window).toolbar.saved.text == "Not kept"
    assert opened(window).safety.retrying
    disk.mend()
    opened(window).session.keep().result()
    qtbot.waitUntil(lambda: opened(window).toolbar.saved.text == "Kept, not saved")


def test_a_journey_that_is_left_is_let_go_however_soon_that_is(nested: MainWindow, qtbot: QtBot) -> None:
    shown = []
    for action in ("open-detail", "open-outer", "open-detail", "open-outer"):
        select(nested, "First bill" if action == "open-detail" else "Envelope")
        shown.append(weakref.ref(opened(nested)))
        nested.do(action)
        if len(shown) == 2:
            qtbot.waitUntil(lambda: opened(nested).opening.is_done)
            nested.do("view-owners")
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qtbot.wait(1)
    gc.collect()
    assert [left() for left in shown] == [None] * len(shown)
