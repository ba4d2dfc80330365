from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.controls.text import Label
from ui.panels.plan_promise import PlanPromise


def test_every_result_is_named_with_what_it_says_and_nothing_is_cut(look: Look, qtbot: QtBot) -> None:
    promise = PlanPromise(look)
    qtbot.addWidget(promise)
    promise.resize(900, 10)
    promise.show()
    promise.adjustSize()
    labels = promise.findChildren(Label)
    assert [each.text() for each in labels][:3] == [
        "What the search will show",
        "The best set for every budget",
        "How many breakdowns each sum prevents, and from where on more money helps little.",
    ]
    assert len(labels) == 9
    assert all(each.height() >= each.heightForWidth(each.width()) for each in labels)
