"""Many new touchpoints at once."""

from itertools import pairwise

from tests.helpers.builders import JOURNEY, empty_journey, journey_of, named, phase_named, shares_of
from workbench.domain.elements import Phase
from workbench.domain.places import ROW_PITCH, SUBCOLUMN_PITCH, Place, cards_in
from workbench.domain.vocabulary import Channel
from workbench.editing.drafting import Draft, chain
from workbench.editing.structure import move


def test_phases_are_found_whatever_their_case_or_made_once() -> None:
    document = journey_of("Billing > First bill")
    draft = Draft(document, JOURNEY, None)
    assert draft.landing == phase_named(document, "Billing").id
    assert draft.phase("BILLING") == phase_named(document, "Billing").id
    assert draft.phase("Leaving") == draft.phase("leaving")
    assert [each.name for each in document.of(Phase)] == ["Billing", "Leaving"]


def test_cards_stand_below_the_last_of_their_phase() -> None:
    document = journey_of("Billing > First bill", "Help > Hotline")
    draft = Draft(document, JOURNEY, None)
    billing, help_phase = draft.phase("Billing"), draft.phase("Help")
    cards = [draft.card(name, phase) for name, phase in (("A", billing), ("B", help_phase), ("C", billing))]
    assert [card.y for card in cards] == [ROW_PITCH, ROW_PITCH, 2 * ROW_PITCH]


def test_from_the_landing_on_cards_fill_the_gaps() -> None:
    document = journey_of("Billing > First bill", "> Reminder", "> Dunning")
    phase = phase_named(document, "Billing").id
    move(
        document,
        {
            named(document, "Reminder").id: Place(phase, 0.0, 2.5 * ROW_PITCH),
            named(document, "Dunning").id: Place(phase, SUBCOLUMN_PITCH, ROW_PITCH),
        },
    )
    draft = Draft(document, JOURNEY, Place(phase, 0.0, 0.5 * ROW_PITCH))
    assert [draft.card(name, phase).y / ROW_PITCH for name in "ABC"] == [1.0, 3.5, 4.5]
    tops = sorted(card.y for card in cards_in(document, JOURNEY, phase) if card.x == 0)
    assert all(below - above >= ROW_PITCH for above, below in pairwise(tops))


def test_without_phases_cards_wait_for_one() -> None:
    document = empty_journey()
    draft = Draft(document, JOURNEY, None)
    assert draft.landing is None
    card = draft.card("First", None, channel=Channel.PHONE)
    assert (card.phase, card.channel) == (None, Channel.PHONE)


def test_a_chain_leads_from_each_to_the_next() -> None:
    document = empty_journey()
    draft = Draft(document, JOURNEY, None)
    chain(document, [draft.card(name, None).id for name in "ABC"])
    assert [shares_of(document, name) for name in "ABC"] == [{"B": 1.0}, {"C": 1.0}, {}]
