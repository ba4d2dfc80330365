"""What the list of a search says."""

from tests.helpers.builders import JOURNEY
from tests.helpers.documents import typical_elements
from ui.panels.found_rows import FoundRow, counts, found_row
from workbench.domain.document import Document
from workbench.domain.elements import Journey
from workbench.editing.finding import Wanted, find


def rows(text: str, journey: str = "j1") -> list[FoundRow]:
    document = Document(typical_elements())
    return [found_row(document, hit, journey) for hit in find(document, Wanted(text))]


def test_a_row_says_where_and_shows_the_hit_among_its_neighbours() -> None:
    (row,) = rows("picks")
    assert row == FoundRow("Pain point “Nobody picks up” at “Hotline זהו \u202eabc”", "Nobody ", "picks", " up")


def test_a_field_that_is_no_name_is_named() -> None:
    (row,) = rows("answers")
    assert row.where.startswith("Questions of touchpoint “Hotline")


def test_lines_and_long_texts_are_cut_to_one_short_line() -> None:
    document = Document([Journey(id=JOURNEY, title="x", notes="before\n" * 99 + "here" + "\nafter" * 99)])
    (hit,) = find(document, Wanted("here"))
    row = found_row(document, hit, JOURNEY)
    assert row.before.startswith("…")
    assert row.after.endswith("…")
    assert "\n" not in row.before + row.after
    assert len(row.before + row.hit + row.after) < 100


def test_what_lies_in_another_journey_says_in_which() -> None:
    assert rows("lost", journey="other")[0].where.endswith("in “Buying “glasses” 👓”")
    assert "in “" not in rows("Service", journey="other")[0].where


def test_hits_are_counted_by_the_card_that_they_belong_to() -> None:
    document = Document(typical_elements())
    assert counts(document, find(document, Wanted("o")))["t2"] >= 4
