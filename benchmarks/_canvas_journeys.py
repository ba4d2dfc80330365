"""Journeys of any size for the benchmark of the map."""

import random
from dataclasses import dataclass

from workbench.domain.elements import Department, Element, Journey, Phase, Responsibility, Touchpoint, Transition
from workbench.domain.places import COLUMN_PITCH, ROW_PITCH
from workbench.domain.vocabulary import Channel, Role

JOURNEY = "j"
DEPARTMENTS = 11
LINES_A_TOUCHPOINT = 2.5
LONG_SHARE = 0.04
_SHAPE = 16 / 9


@dataclass(frozen=True, slots=True)
class Plan:
    """Touchpoints on a grid of phases and rows; `lines` join them by number, mostly to one of the next three phases."""

    phases: int
    rows: int
    touchpoints: int
    lines: tuple[tuple[int, int], ...]

    def spot(self, at: int) -> tuple[int, int]:
        """Phase and row of a touchpoint."""
        return at % self.phases, at // self.phases


def plan(touchpoints: int, seed: int = 1) -> Plan:
    """Return a plan of about 16 to 9 with two and a half lines for each touchpoint."""
    dice = random.Random(seed)
    phases = max(2, round((touchpoints * _SHAPE * ROW_PITCH / COLUMN_PITCH) ** 0.5))
    rows = -(-touchpoints // phases)
    lines: set[tuple[int, int]] = set()
    while len(lines) < int(LINES_A_TOUCHPOINT * touchpoints):
        one = dice.randrange(touchpoints)
        across = min(phases - 1, one % phases + dice.choice((1, 1, 1, 2, 2, 3)))
        down = min(rows - 1, max(0, one // phases + dice.choice((-3, -2, -1, -1, 0, 0, 0, 1, 1, 2, 3))))
        other = dice.randrange(touchpoints) if dice.random() < LONG_SHARE else down * phases + across
        if other < touchpoints and one % phases != other % phases:
            lines.add((one, other) if one % phases < other % phases else (other, one))
    return Plan(phases, rows, touchpoints, tuple(sorted(lines)))


def elements(drawn: Plan, seed: int = 2) -> list[Element]:
    """Return the elements of a journey laid out so."""
    dice = random.Random(seed)
    channels = list(Channel)
    made: list[Element] = [Journey(id=JOURNEY, title="Long")]
    made += [Department(id=f"d{n}", name=f"Department {n}", code=f"D{n}", colour=n) for n in range(DEPARTMENTS)]
    made += [Phase(id=f"p{n}", journey=JOURNEY, name=f"Phase {n}", order=float(n)) for n in range(drawn.phases)]
    for at in range(drawn.touchpoints):
        phase, row = drawn.spot(at)
        name, channel = f"Ask about step {at}", dice.choice(channels)
        made.append(
            Touchpoint(id=f"t{at}", journey=JOURNEY, name=name, phase=f"p{phase}", y=ROW_PITCH * row, channel=channel)
        )
        owner = f"d{dice.randrange(DEPARTMENTS)}"
        made.append(Responsibility(id=f"r{at}", touchpoint=f"t{at}", party=owner, role=Role.ACCOUNTABLE))
    made += [Transition(id=f"w{n}", source=f"t{a}", target=f"t{b}") for n, (a, b) in enumerate(drawn.lines)]
    return made
