from datetime import UTC, datetime

import pytest

from tests.helpers.builders import journey_of
from tests.helpers.projects import broadband
from ui.shell.pictures import drawn_subject
from workbench.domain.document import Document
from workbench.domain.elements import Journey
from workbench.simulation.build import build
from workbench.simulation.run import Simulator

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def test_a_subject_has_the_numbers_that_are_on_the_screen() -> None:
    document = Document(broadband())
    outcome = Simulator(build(document, "j")).compare({"pack": -0.5})
    as_is, fixed = (drawn_subject(document, "j", outcome, with_fix, NOON) for with_fix in (False, True))
    assert as_is.numbers.with_fix is None
    assert fixed.numbers.with_fix is not None
    assert fixed.numbers.with_fix["pack"] < fixed.numbers.as_is["pack"]
    assert as_is.irritation is not None
    assert not as_is.irritation.with_fix
    assert fixed.irritation is not None
    assert len(fixed.irritation.with_fix) == len(fixed.irritation.as_is) == len(fixed.irritation.phases)


def test_a_journey_that_does_not_run_is_drawn_without_numbers() -> None:
    document = journey_of("First > A")
    subject = drawn_subject(document, document.of(Journey)[0].id, None, False, NOON)
    assert (dict(subject.numbers.as_is), subject.irritation) == ({}, None)


@pytest.mark.parametrize(("now", "day"), [(NOON, "2 November 2026"), (NOON.replace(day=22), "22 November 2026")])
def test_the_day_is_told_in_words(now: datetime, day: str) -> None:
    document = journey_of("First > A")
    assert drawn_subject(document, document.of(Journey)[0].id, None, False, now).day == day
