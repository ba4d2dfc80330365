from enum import StrEnum

import pytest

from ui.controls.labels import (
    KINDS,
    NOTE_COLOURS,
    ORIGINS,
    ROLES,
    STAGES,
    STATES,
    channel_icon,
    figure,
    how_many,
    in_letters,
    percent,
    written,
)
from workbench.domain.labels import CHANNELS, CONTROLS, LAYERS
from workbench.domain.vocabulary import (
    Channel,
    Control,
    JourneyState,
    Layer,
    NoteColour,
    Origin,
    Role,
    Stage,
    TransitionKind,
)
from workbench.resources import resource_path


@pytest.mark.parametrize(
    ("words", "vocabulary"),
    [
        (CHANNELS, Channel),
        (CONTROLS, Control),
        (KINDS, TransitionKind),
        (LAYERS, Layer),
        (NOTE_COLOURS, NoteColour),
        (ORIGINS, Origin),
        (ROLES, Role),
        (STAGES, Stage),
        (STATES, JourneyState),
    ],
)
def test_every_word_of_the_vocabulary_has_a_label_of_its_own(
    words: dict[StrEnum, str], vocabulary: type[StrEnum]
) -> None:
    assert set(words) == set(vocabulary)
    assert len(set(words.values())) == len(vocabulary)


@pytest.mark.parametrize("channel", Channel)
def test_every_channel_has_an_icon(channel: Channel) -> None:
    assert resource_path("icons", f"{channel_icon(channel)}.svg").is_file()


@pytest.mark.parametrize(("share", "text"), [(0.3138, "31"), (0.08, "8"), (0.025, "2.5"), (1.0, "100"), (0.0, "0")])
def test_shares_are_whole_from_ten_per_cent_up(share: float, text: str) -> None:
    assert percent(share) == f"{text}\u202f%"


def test_small_counts_are_words_and_plurals_follow_the_count() -> None:
    assert (in_letters(11), in_letters(1300)) == ("eleven", "1,300")
    assert (how_many(1, "guess"), how_many(41, "guess"), how_many(0, "touchpoint")) == (
        "1 guess",
        "41 guesses",
        "0 touchpoints",
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (-0.04, "0"), (4.96, "5"), (9.4, "9.4"), (9.96, "10"), (96.4, "96"), (-7, "−7"), (12345.6, "12,346")],
)
def test_a_figure_is_whole_from_ten_and_has_one_decimal_below(value: float, text: str) -> None:
    assert figure(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.01, "<0.1"),
        (0.26, "0.3"),
        (2.0, "2"),
        (9.94, "9.9"),
        (9.96, "10"),
        (81.4, "81"),
        (1234.5, "1,234"),
    ],
)
def test_numbers_are_written_as_people_read_them(value: float, text: str) -> None:
    assert written(value) == text


def test_a_minus_is_a_true_one() -> None:
    assert written(-2.5) == "−2.5"
    assert written(-0.01) == "0"
