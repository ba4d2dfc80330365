import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.pictures import Paper, PictureChoice, PictureKind, kind_of, picture_choice

CHOSEN = PictureChoice(
    kind=PictureKind.PDF,
    scale=3.0,
    transparent=True,
    dark=True,
    heat=False,
    influences=False,
    strip=True,
    headline=False,
    foot=True,
    paper=Paper.A1,
    landscape=False,
    poster=True,
)
JSON = st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda part: st.lists(part), max_leaves=3)


def test_a_choice_comes_back_from_json_as_it_was() -> None:
    assert picture_choice(json.loads(json.dumps(CHOSEN.as_plain()))) == CHOSEN


@pytest.mark.parametrize(
    ("name", "value"),
    [("kind", "gif"), ("kind", 3), ("scale", 99), ("scale", True), ("scale", "2"), ("paper", "A9"), ("heat", 1)],
)
def test_one_value_that_makes_no_sense_costs_only_itself(name: str, value: object) -> None:
    found = picture_choice(CHOSEN.as_plain() | {name: value, "from_the_future": 1})
    assert getattr(found, name) == getattr(PictureChoice(), name)
    others = [other for other in CHOSEN.as_plain() if other != name]
    assert [getattr(found, other) for other in others] == [getattr(CHOSEN, other) for other in others]


@given(st.dictionaries(st.sampled_from(list(CHOSEN.as_plain())), JSON) | JSON)
def test_no_data_can_make_a_choice_that_makes_no_sense(plain: object) -> None:
    found = picture_choice(plain)
    assert picture_choice(found.as_plain()) == found


def test_paper_has_no_clear_ground_and_pictures_no_sheets() -> None:
    assert not CHOSEN.is_clear
    assert CHOSEN.is_tiled
    assert PictureChoice(transparent=True).is_clear
    assert not PictureChoice(kind=PictureKind.PNG, poster=True, paper=Paper.A4).is_tiled
    assert not PictureChoice(kind=PictureKind.PDF, poster=True).is_tiled


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.png", PictureKind.PNG),
        ("a.b.SVG", PictureKind.SVG),
        ("a.pdf", PictureKind.PDF),
        ("png", None),
        ("a.gif", None),
    ],
)
def test_the_suffix_says_what_to_draw(name: str, kind: PictureKind | None) -> None:
    assert kind_of(Path(name)) is kind
