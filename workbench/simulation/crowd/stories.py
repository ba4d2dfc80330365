"""What happened to a single customer, replayed from the number alone and told in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.simulation.arrays import Bools, Floats, Ints
from workbench.simulation.crowd import stepwise
from workbench.simulation.crowd.luck import seed_word
from workbench.simulation.crowd.road import Road, survey
from workbench.simulation.crowd.rows import DEFECTED, FINISHED, GAVE_UP, MOST_VISITS, SILENT, UNFINISHED, Rows, Tallies
from workbench.simulation.crowd.stepwise import Visits
from workbench.simulation.crowd.walk import walk
from workbench.simulation.model import JourneyModel

MOST_TOLD: Final = 6
"""A sentence with more mishaps than this is no longer read."""

AMONG: Final = 2_000
"""So many customers are looked through for an example."""


@dataclass(frozen=True, slots=True)
class Encounter:
    """One visit: where, for which time there, why, how irritated before and after, and what it came to.

    `retry` and `demand` visits are only made because the visit before failed.
    """

    touchpoint: int
    name: str
    time: int
    retry: bool
    demand: bool
    level: int
    after: int
    failed: bool
    breakdown: bool


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that happened to one customer; `outcome` is one of those of `rows`."""

    customer: int
    encounters: tuple[Encounter, ...]
    outcome: int
    cost: float
    minutes: float

    @property
    def failures(self) -> int:
        """The number of visits that failed, breakdowns included."""
        return sum(each.failed for each in self.encounters)

    @property
    def breakdowns(self) -> int:
        """The number of breakdowns."""
        return sum(each.breakdown for each in self.encounters)

    @property
    def peak(self) -> int:
        """The highest irritation level."""
        return max(max(each.level, each.after) for each in self.encounters)

    @property
    def sentence(self) -> str:
        """The story in one sentence."""
        told = list(self._mishaps())
        if len(told) > MOST_TOLD + 1:
            half = MOST_TOLD // 2
            told[half:-half] = [f"{len(told) - MOST_TOLD} more mishaps"]
        if not told:
            number = len(self.encounters)
            told = [f"{number} {'visit' if number == 1 else 'visits'} and nothing went wrong"]
        return f"Customer {self.customer:,}: {', '.join(told)}; {self._ending()}."

    def _mishaps(self) -> Iterator[str]:
        for each in self.encounters:
            if each.retry:
                yield f"tried “{each.name}” again"
            if each.demand:
                yield f"had to turn to “{each.name}”"
            if each.breakdown:
                yield f"blew up at “{each.name}”"
            elif each.failed:
                yield f"“{each.name}” went wrong" + (" once more" if each.retry else "")

    def _ending(self) -> str:
        last = self.encounters[-1]
        if self.outcome == FINISHED:
            return "went through to the end" + (" all the same" if self.failures else "")
        endings = {
            GAVE_UP: f"gave up at “{last.name}”",
            DEFECTED: "left for good",
            SILENT: f"left without a word after “{last.name}”",
            UNFINISHED: f"was still at “{last.name}” after {len(self.encounters):,} visits",
        }
        return endings[self.outcome]


def tell(model: JourneyModel, customer: int, seed: int, most: int = MOST_VISITS) -> Story:
    """Replay what the customer of this number lives through in a walk with this seed.

    In a variant of the journey the same number is the same customer: whatever the fix does not touch happens again.
    """
    encounters: list[Encounter] = []

    def record(road: Road, word: np.uint64, first: int, most: int, rows: Rows, tallies: Tallies) -> None:
        encounters.extend(_encounters(model, stepwise.recorded(road, word, first, most, rows, tallies)))

    rows = walk(model, 1, seed, first=customer, most=most, engine=record).rows
    return Story(customer, tuple(encounters), int(rows.outcome[0]), float(rows.cost[0]), float(rows.time[0]))


def _encounters(model: JourneyModel, visits: Iterable[Visits]) -> Iterator[Encounter]:
    """Tell the visits of a single customer one by one."""
    seen = np.zeros(model.size, dtype=np.int64)
    retry = demand = False
    for step in visits:
        place = int(step.place[0])
        seen[place] += 1
        yield Encounter(
            touchpoint=place,
            name=model.names[place],
            time=int(seen[place]),
            retry=retry,
            demand=demand,
            level=int(step.level[0]),
            after=int(step.after[0]),
            failed=bool(step.failed[0]),
            breakdown=bool(step.broken[0]),
        )
        retry, demand = bool(step.again[0]), bool(step.demanded[0])


def breakdowns_at(model: JourneyModel, touchpoint: int, seed: int, among: int = AMONG) -> list[int]:
    """Return those customers, of the first `among`, who break down at a touchpoint, the most usual of them first.

    Usual in the number of visits and failures before the first breakdown there and in the irritation.
    """
    road, word = survey(model), seed_word(seed)
    visits, failures = np.zeros(among, dtype=np.int64), np.zeros(among, dtype=np.int64)
    seen = np.full((among, 3), np.nan)
    walking = stepwise.visits(road, word, np.arange(among, dtype=np.uint64))
    for _, step in zip(range(MOST_VISITS), walking, strict=False):
        now = step.broken & (step.place == touchpoint) & np.isnan(seen[step.who, 0])
        who = step.who[now]
        seen[who] = np.stack([visits[who], failures[who], step.level[now]], axis=1)
        visits[step.who] += 1
        failures[step.who[step.failed]] += 1
    return _usual_first(seen, ~np.isnan(seen[:, 0])).tolist()


def typical_breakdown(model: JourneyModel, touchpoint: int, seed: int, among: int = AMONG) -> int | None:
    """Return the first of `breakdowns_at`, or None where nobody breaks down there."""
    return next(iter(breakdowns_at(model, touchpoint, seed, among)), None)


def silent_leaver(model: JourneyModel, seed: int, among: int = AMONG) -> int | None:
    """Return the most usual of those customers, of the first `among`, who left in silence, or None."""
    rows = walk(model, among, seed).rows
    features = np.stack([rows.visits_in.sum(axis=1), rows.failures, rows.end], axis=1).astype(np.float64)
    return _most_usual(features, rows.outcome == SILENT)


def delighted(model: JourneyModel, seed: int, among: int = AMONG) -> int | None:
    """Return the most usual of those customers, of the first `among`, who finished and met no failure, or None."""
    rows = walk(model, among, seed).rows
    features = rows.visits_in.sum(axis=1, dtype=np.float64)[:, None]
    return _most_usual(features, (rows.outcome == FINISHED) & (rows.failures == 0))


def _most_usual(features: Floats, chosen: Bools) -> int | None:
    return next(iter(_usual_first(features, chosen).tolist()), None)


def _usual_first(features: Floats, chosen: Bools) -> Ints:
    """Return the chosen rows, those nearest to the medians first, in units of what rows differ by."""
    candidates: Ints = np.flatnonzero(chosen)
    if not candidates.size:
        return candidates
    own = features[candidates]
    off = np.abs(own - np.median(own, axis=0))
    return candidates[(off / np.maximum(off.mean(axis=0), 1e-9)).sum(axis=1).argsort(kind="stable")]
