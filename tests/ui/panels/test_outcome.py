import pytest
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.panels.outcome import OutcomeFigures, OutcomeHead, PanelOutcome, Refusal, why_sentence


@pytest.mark.parametrize(
    ("parts", "label", "sentence"),
    [
        ((24.0, 7.0), "billing", "Why billing falls by 31"),
        ((-4.0, 1.0), "billing", "Why billing rises by 3"),
        ((3.0, 1.0), "later breakdowns", "Why later breakdowns fall by 4"),
        ((0.01, -0.01), "billing", ""),
        ((None, None), "billing", ""),
    ],
)
def test_the_reasons_are_headed_by_what_they_add_up_to(
    parts: tuple[float | None, float | None], label: str, sentence: str
) -> None:
    outcome = PanelOutcome(sentence="", carry_over=parts[0], exposure=parts[1], late_label=label)
    assert why_sentence(outcome) == sentence


def test_the_head_says_what_a_result_rests_on_until_the_map_moves_on(look: Look, qtbot: QtBot) -> None:
    head = OutcomeHead(look)
    qtbot.addWidget(head)
    head.show()
    head.show_outcome(PanelOutcome(sentence="31 fewer.", guesses=1))
    assert (head.guesses.text(), head.guesses.isVisible()) == ("Rests on 1 guess", True)
    head.show_outcome(PanelOutcome(sentence="31 fewer.", guesses=1, stale=True))
    assert not head.guesses.isVisible()


def test_a_refusal_that_concerns_no_place_leads_nowhere(look: Look, qtbot: QtBot) -> None:
    head = OutcomeHead(look)
    qtbot.addWidget(head)
    head.show()
    head.show_refusal(Refusal("Nobody begins.", "Name an entry.", ("a",)))
    assert head.show_where.isVisible()
    head.show_refusal(Refusal("Nobody begins.", "Name an entry."))
    assert (head.sentence.text(), head.show_where.isVisible()) == ("Nobody begins.", False)


@pytest.mark.parametrize(
    ("sign", "told"),
    [
        (1, "24 carry-over, less irritated on arrival; 7 exposure, fewer arrive (exposure)"),
        (-1, "−24 carry-over, more irritated on arrival; −7 exposure, more arrive (exposure)"),
    ],
)
def test_the_reasons_name_their_direction(look: Look, qtbot: QtBot, sign: int, told: str) -> None:
    figures = OutcomeFigures(look)
    qtbot.addWidget(figures)
    figures.show_outcome(PanelOutcome(sentence="", carry_over=sign * 24, exposure=sign * 7), animate=False)
    assert figures.split.accessibleName() == told
