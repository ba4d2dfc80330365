import pytest

from ui.panels.owners_words import hand_offs_line, nobody_line, owners_headline
from workbench.analysis.ownership import Crossing
from workbench.domain.elements import Department, Phase


def crossing(name: str, departments: int, hand_offs: int = 0, unowned: int = 0) -> Crossing:
    phase = Phase(id=name, journey="j", name=f"{name} and more", short_name=name, order=0)
    owners = tuple(Department(id=str(at), name=f"D{at}", code="DD") for at in range(departments))
    return Crossing(phase, owners, hand_offs, unowned)


@pytest.mark.parametrize(
    ("crossings", "headline"),
    [
        ([], "Nobody answers for anything yet"),
        ([crossing("Use", 0, unowned=3)], "Nobody answers for anything yet"),
        ([crossing("Use", 1), crossing("Help", 1)], "Every phase lies in the hands of one department."),
        (
            [crossing("Use", 2), crossing("Delivery", 4, unowned=1)],
            "Delivery passes through four departments and nobody, the most of any phase.",
        ),
        ([crossing("Use", 2)], "Use passes through two departments, the most of any phase."),
    ],
)
def test_the_headline_names_the_phase_in_most_hands(crossings: list[Crossing], headline: str) -> None:
    assert owners_headline(crossings) == headline


def test_hand_offs_are_counted_where_most_of_them_are() -> None:
    found = [crossing("Use", 2, 1), crossing("Help", 2, 0), crossing("Delivery", 4, 3)]
    assert hand_offs_line(found) == "4 hand-offs from one department to another: Delivery 3, Use 1."
    assert hand_offs_line([crossing("Use", 1)]) == "Customers are never handed from one department to another."


def test_the_unowned_are_counted() -> None:
    assert (nobody_line(0), nobody_line(3)) == ("Everything has an owner", "Without an owner: 3")
