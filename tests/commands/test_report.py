from tests.helpers.projects import broadband
from workbench.commands.report import outcome_report
from workbench.domain.document import Document
from workbench.simulation.build import build
from workbench.simulation.run import Outcome, Simulator


def outcome(**cuts: float) -> Outcome:
    return Simulator(build(Document(broadband()), "j")).compare(cuts)


def test_every_phase_has_a_row_and_all_rows_are_aligned():
    lines = outcome_report(outcome(pack=-0.5), 1000).splitlines()
    table = lines[2:7]
    assert [line.split("  ")[0] for line in table] == ["Phase", "Order", "Setup", "Billing", "All phases"]
    assert len({len(line) for line in table}) == 1


def test_before_and_after_are_those_of_the_outcome():
    result = outcome(pack=-0.5)
    plain = result.as_json(1000)
    row = next(line for line in outcome_report(result, 1000).splitlines() if line.startswith("Billing"))
    for state, cell in (("baseline", 3), ("scenario", 4)):
        assert row.split()[cell] == f"{plain[state]['phases'][2]['breakdowns']:,.1f}"


def test_a_change_is_split_told_in_a_sentence_and_what_it_rests_on():
    result = outcome(pack=-0.5)
    split, sentence, spent, rests = outcome_report(result, 1000).splitlines()[-4:]
    assert split.startswith("Later breakdowns: ")
    assert "hazard −" in split
    assert sentence == result.finding(1000).text
    assert spent == result.time_spent
    assert rests == f"Rests on {result.case.guesses} guesses."


def test_minutes_are_told_by_phase_and_for_one_customer():
    result = outcome()
    lines = outcome_report(result, 1000).splitlines()
    (total,) = (line for line in lines if line.startswith("All phases"))
    assert total.split()[-1] == f"{1000 * result.baseline.expected_minutes:,.0f}"
    assert f"The journey takes a customer {result.baseline.expected_minutes:.0f} minutes." in lines


def test_without_a_change_only_the_journey_as_it_is_is_shown():
    text = outcome_report(outcome(), 1000)
    assert "after" not in text
    assert "Later" not in text


def test_all_counts_are_per_so_many_customers():
    assert outcome_report(outcome(), 50).startswith("Per 50 customers who begin:")
    assert outcome_report(outcome(), 1).startswith("Per customer who begins:")


def test_long_names_of_phases_are_cut():
    elements = [element for element in broadband() if element.id != "p1"]
    document = Document([*elements, *(broadband()[2:3])])
    with document.edit("Rename") as edit:
        edit.update("p1", name="x" * 50)
    text = outcome_report(Simulator(build(document, "j")).compare({}), 1000)
    assert "x" * 31 + "…" in text
    assert "x" * 32 not in text
