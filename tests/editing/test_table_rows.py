"""Touchpoints as rows, known by short ids."""

from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.builders import JOURNEY, journey_of, named
from workbench.domain.elements import Touchpoint
from workbench.editing.cells import COLUMNS
from workbench.editing.structure import set_fields
from workbench.editing.table_rows import ids_meant, short_ids, table_rows

ids = st.sets(st.text("ab", min_size=1, max_size=12), max_size=12)


def test_rows_stand_in_the_order_of_the_journey_under_a_heading() -> None:
    document = journey_of("Billing > First bill @Finance -> Hotline", "Help > Hotline -> -")
    bill, hotline = named(document, "First bill"), named(document, "Hotline")
    set_fields(document, bill.id, notes="One\nfive")
    rows = table_rows(document, JOURNEY, [hotline.id, bill.id], {bill.id: "81"})
    assert rows[0] == [*COLUMNS, "id"]
    assert rows[1][:-1] == [
        "Billing", "First bill", "Other", "Finance", "now and then", "3 annoying", "Hotline", "81", "One\nfive",
        "Onstage", "We", "",
    ]  # fmt: skip
    assert [row[1] for row in rows] == ["Touchpoint", "First bill", "Hotline"]
    assert ids_meant(rows[2][-1], sorted(each.id for each in document.of(Touchpoint))) == [hotline.id]


@given(ids)
def test_a_short_id_means_the_one_it_was_made_from(known: set[str]) -> None:
    short = short_ids(known)
    in_order = sorted(known)
    assert all(ids_meant(short[each], in_order) == [each] for each in known)


def test_ids_are_no_longer_than_they_must_be() -> None:
    assert short_ids(["0123456789abcdef", "fedcba9876543210"]) == {
        "0123456789abcdef": "#01234567",
        "fedcba9876543210": "#fedcba98",
    }
    assert short_ids(["touchpoint-1", "touchpoint-2"])["touchpoint-1"] == "#touchpoint-1"


def test_a_beginning_may_mean_several_or_nothing() -> None:
    assert ids_meant("#ab", ["aa", "aba", "abb", "b"]) == ["aba", "abb"]
    assert ids_meant("#", ["aa"]) == []
    assert ids_meant("#zz", ["aa"]) == []
