"""The cells of the table and what writing into them does."""

import pytest

from tests.helpers.builders import JOURNEY, journey_of, named
from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint
from workbench.domain.labels import CHANNELS
from workbench.domain.owners import NOBODY
from workbench.domain.places import NOT_PLACED
from workbench.domain.problems import DomainProblem
from workbench.domain.vocabulary import Channel, Control
from workbench.editing.cells import (
    COLUMNS,
    Column,
    can_edit,
    cell_text,
    choices,
    full_text,
    read_channel,
    read_targets,
    write_cell,
)
from workbench.editing.history import History
from workbench.editing.ownership import add_department, add_person
from workbench.editing.structure import set_fields


@pytest.fixture
def document() -> Document:
    made = journey_of(
        "Awareness > Neighbour's tip -> Welcome pack",
        "Delivery > Welcome pack @Marketing -> First bill",
        "Billing > First bill @Finance -> Hotline",
        "> Hotline -> -",
    )
    set_fields(made, named(made, "Neighbour's tip").id, control=Control.EXTERNAL)
    set_fields(made, named(made, "First bill").id, channel=Channel.LETTER)
    return made


@pytest.fixture
def history(document: Document) -> History:
    return History(document)


def text(document: Document, name: str, column: Column) -> str:
    return cell_text(document, named(document, name), column)


def write(document: Document, name: str, column: Column, typed: str) -> None:
    write_cell(document, named(document, name), column, typed)


def test_a_row_tells_everything_about_a_touchpoint(document: Document) -> None:
    assert [text(document, "First bill", column) for column in COLUMNS] == [
        "Billing", "First bill", "Letter", "Finance", "now and then", "3 annoying", "Hotline", "", "",
        "Onstage", "We", "",
    ]  # fmt: skip


def test_what_is_outside_says_so_where_numbers_would_stand(document: Document) -> None:
    outside = [text(document, "Neighbour's tip", each) for each in (Column.OWNER, Column.FAILURE, Column.ANNOYANCE)]
    assert outside == ["outside"] * 3
    assert not can_edit(named(document, "Neighbour's tip"), Column.FAILURE)
    assert can_edit(named(document, "First bill"), Column.FAILURE)
    assert not can_edit(named(document, "First bill"), Column.BREAKDOWNS)


@pytest.mark.parametrize(
    ("column", "typed", "shown"),
    [
        (Column.TOUCHPOINT, " Very  first bill ", "Very first bill"),
        (Column.PHASE, "delivery", "Delivery"),
        (Column.PHASE, "", NOT_PLACED),
        (Column.CHANNEL, "Phone", "Phone"),
        (Column.OWNER, "marketing", "Marketing"),
        (Column.OWNER, "Customer care", "Customer care"),
        (Column.OWNER, NOBODY, ""),
        (Column.FAILURE, "Often", "often"),
        (Column.FAILURE, "2,5 %", "rarely"),
        (Column.ANNOYANCE, "5 furious", "5 furious"),
        (Column.LEADS_TO, "Hotline, Welcome pack", "Hotline, Welcome pack"),
        (Column.LEADS_TO, "", ""),
        (Column.NOTES, "One in five", "One in five"),
        (Column.LAYER, "backstage", "Backstage"),
        (Column.CONTROL, "A partner of ours", "A partner of ours"),
        (Column.CONTROL, "external", "Nobody here: it comes from outside"),
        (Column.QUESTIONS, "What does it cost?\n\n  Who  helps me?", "What does it cost? Who helps me?"),
    ],
)
def test_writing_into_a_cell_is_one_step_of_undo(
    document: Document, history: History, column: Column, typed: str, shown: str
) -> None:
    touchpoint = named(document, "First bill").id
    before = dict(document.elements)
    write_cell(document, named(document, "First bill"), column, typed)
    assert cell_text(document, document.get(Touchpoint, touchpoint), column) == shown
    history.undo()
    assert document.elements == before
    assert history.undo_label is None


@pytest.mark.parametrize(
    ("column", "typed", "sentence"),
    [
        (Column.TOUCHPOINT, "", "cannot be empty"),
        (Column.PHASE, "Nowhere", "There is no phase “Nowhere”"),
        (Column.CHANNEL, "Pigeon", "There is no channel “Pigeon”"),
        (Column.LAYER, "Upstage", "There is no layer “Upstage”; choose one of Customer action, Onstage"),
        (Column.CONTROL, "Them", "There is no answer “Them”; choose one of We, A partner of ours"),
        (Column.FAILURE, "sometimes", "There is no word or percentage “sometimes”"),
        (Column.FAILURE, "140 %", "must be 0 to 1"),
        (Column.LEADS_TO, "Hotline, Nobody", "There is no touchpoint “Nobody”"),
    ],
)
def test_what_means_nothing_is_refused_and_changes_nothing(
    document: Document, history: History, column: Column, typed: str, sentence: str
) -> None:
    with pytest.raises(DomainProblem, match=sentence):
        write(document, "First bill", column, typed)
    assert history.undo_label is None


def test_cells_of_several_lines_keep_them(document: Document) -> None:
    write(document, "Hotline", Column.NOTES, "One in five\ncalls twice")
    write(document, "Hotline", Column.QUESTIONS, "Who helps me?\nHow long do I wait?")
    hotline = named(document, "Hotline")
    assert hotline.questions == ("Who helps me?", "How long do I wait?")
    assert full_text(document, hotline, Column.NOTES) == "One in five\ncalls twice"
    assert full_text(document, hotline, Column.QUESTIONS) == "Who helps me?\nHow long do I wait?"
    assert full_text(document, hotline, Column.LAYER) == "Onstage"


def test_a_name_with_a_comma_is_one_target(document: Document) -> None:
    set_fields(document, named(document, "Welcome pack").id, name="Help, complaint")
    write(document, "Hotline", Column.LEADS_TO, "help, complaint")
    assert text(document, "Hotline", Column.LEADS_TO) == "Help, complaint"
    assert read_targets("a, b", {"a": "1", "b": "2", "a, b": "3"}) == ["3"]


def test_columns_with_a_vocabulary_offer_it(document: Document) -> None:
    assert choices(document, JOURNEY, Column.PHASE) == ["Awareness", "Delivery", "Billing", NOT_PLACED]
    assert choices(document, JOURNEY, Column.OWNER)[0] == NOBODY
    assert len(choices(document, JOURNEY, Column.CHANNEL)) == len(Channel)
    assert choices(document, JOURNEY, Column.NOTES) == []


@pytest.mark.parametrize("word", [*CHANNELS.values(), "E-Mail", "telephone", "field-visit"])
def test_channels_are_known_by_every_usual_word(word: str) -> None:
    assert read_channel(word) in Channel


def test_a_refused_word_comes_with_all_that_is_allowed() -> None:
    with pytest.raises(DomainProblem, match="Web, App, Email, Phone, Chat, Letter, Shop"):
        read_channel("Pigeon")


@pytest.mark.parametrize("name", ["Ines Roth", "ines roth, it", "IT"])
def test_owners_are_known_by_name_and_code(document: Document, name: str) -> None:
    add_person(document, "Ines Roth", add_department(document, "IT").id)
    parties = len(document.elements)
    write(document, "Hotline", Column.OWNER, name)
    assert text(document, "Hotline", Column.OWNER).casefold() == name.casefold().removesuffix(", it")
    assert len(document.elements) == parties + 1


@pytest.mark.parametrize(("typed", "value"), [("12 %", 0.12), ("12%", 0.12), ("0,12", 0.12), ("0.5", 0.5)])
def test_shares_are_percentages_or_decimals(document: Document, typed: str, value: float) -> None:
    write(document, "Hotline", Column.FAILURE, typed)
    assert named(document, "Hotline").quantity("failure").value == pytest.approx(value)


def test_a_whole_number_may_mean_either_and_is_refused(document: Document) -> None:
    with pytest.raises(DomainProblem, match="word or percentage “12”"):
        write(document, "Hotline", Column.FAILURE, "12")
