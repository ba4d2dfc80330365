"""The walk in numpy: all customers make their next visit together.

It needs no compiler, tells every visit, and gives the same bytes as the compiled walk.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from workbench.simulation.arrays import Bools, Ints
from workbench.simulation.crowd import luck
from workbench.simulation.crowd.luck import BITS, Words, customer_words, draws, occasions
from workbench.simulation.crowd.road import GUIDE_BITS, NOWHERE, Fork, Road
from workbench.simulation.crowd.rows import DEFECTED, FINISHED, GAVE_UP, SILENT, UNFINISHED, Rows, Tallies


@dataclass(frozen=True, slots=True, eq=False)
class Visits:
    """One visit of each customer who is still on the way, arrays of one length.

    `who` are positions among the customers, `level` and `after` the irritation before and after the visit. `failed`
    visits may be `broken` (a breakdown) and then `defected`; after the others customers may leave in silence, come
    `again` at once, or be `demanded` elsewhere by the failure. `target` is the next touchpoint, n for a finished
    journey, n + 1 for one given up; those who leave keep their own.
    """

    who: Ints
    place: Ints
    level: Ints
    after: Ints
    failed: Bools
    broken: Bools
    defected: Bools
    silent: Bools
    again: Bools
    demanded: Bools
    target: Ints


def visits(road: Road, seed: np.uint64, customers: Words) -> Iterator[Visits]:
    """Let the customers of these numbers walk until all have left, and tell every visit."""
    walkers = _Walkers(road, customer_words(seed, customers))
    while walkers.who.size:
        yield walkers.step()


class _Walkers:
    """The customers still on their way: who they are, where, how irritated, and what failed them."""

    def __init__(self, road: Road, words: Words) -> None:
        n = road.phase.size
        self.road, self.words = road, words
        self.who = np.arange(words.size, dtype=np.int64)
        self.level = np.zeros(words.size, dtype=np.int64)
        self.seen = np.zeros((words.size, n), dtype=np.uint16)
        senders = np.unique(road.hit_source)
        self.mark_of = np.full(n, -1, dtype=np.int64)
        self.mark_of[senders] = np.arange(senders.size)
        self.marks = np.zeros((words.size, senders.size), dtype=np.bool_)
        draw = draws(words + road.entry_word, luck.ENTRY)
        self.place = drawn_way(road.routing, np.full(words.size, n), draw)

    def step(self) -> Visits:
        """Let everyone make one visit and go on, or leave."""
        road, who, place, level = self.road, self.who, self.place, self.level
        occasion = occasions(self.words[who], road.words[place], self.seen[who, place].astype(np.uint64))
        self.seen[who, place] += 1
        failed = self._fails(draws(occasion, luck.FAILURE))
        broken = _happens(failed, occasion, luck.BREAKDOWN, road.breakdown, level)
        defected = _happens(broken, occasion, luck.LEAVE, road.leave, place, level)
        after = self._moved(failed, broken, draws(occasion, luck.STEP))
        self._mark(failed & ~broken)
        silent = draws(occasion, luck.SILENT) < road.silent[after]
        silent &= ~defected
        stays = ~defected & ~silent
        again = _happens(stays & failed & ~broken, occasion, luck.RETRY, road.retry, place)
        target = np.where(stays & ~again, drawn_way(road.routing, place, draws(occasion, luck.WAY)), place)
        asking = np.flatnonzero(stays & failed & ~again)
        wanted = drawn_way(road.demand, place[asking], draws(occasion[asking], luck.DEMAND))
        demanded = np.zeros(who.size, dtype=np.bool_)
        demanded[asking] = wanted != NOWHERE
        target[demanded] = wanted[wanted != NOWHERE]
        after = np.where(defected, level, after)
        self._go_on(stays & (target < road.phase.size), target, after)
        return Visits(who, place, level, after, failed, broken, defected, silent, again, demanded, target)

    def _fails(self, draw: Words) -> Bools:
        road, place = self.road, self.place
        failed = draw < road.risk[place, self.level]
        first, count = road.hits[place], road.hits[place + 1] - road.hits[place]
        hit = np.flatnonzero(count)
        if not hit.size:
            return failed
        calm = road.calm[place[hit], self.level[hit]]
        influenced = calm
        for rank in range(int(count.max())):
            deep = count[hit] > rank
            influence = np.where(deep, first[hit] + rank, 0)
            acts = deep & self.marks[hit, self.mark_of[road.hit_source[influence]]]
            influenced = np.where(acts, influenced * road.hit_calm[influence], influenced)
        failed[hit] = np.where(influenced < calm, draw[hit] * 2.0**-BITS < 1.0 - influenced, failed[hit])
        return failed

    def _moved(self, failed: Bools, broken: Bools, draw: Words) -> Ints:
        road, branch = self.road, failed.astype(np.int64)
        count = road.whole[branch, self.place] + (draw < road.part[branch, self.place])
        moved = np.clip(np.where(failed, self.level + count, self.level - count), 0, road.levels)
        return np.where(broken, road.recovered[self.level], moved)

    def _mark(self, calm_failure: Bools) -> None:
        sending = np.flatnonzero(self.mark_of[self.place] >= 0)
        self.marks[sending, self.mark_of[self.place[sending]]] = calm_failure[sending]

    def _go_on(self, going: Bools, target: Ints, after: Ints) -> None:
        self.who, self.place, self.level = self.who[going], target[going], after[going]
        self.marks = self.marks[going]


def _happens(possible: Bools, occasion: Words, purpose: np.uint64, below: Words, *index: Ints) -> Bools:
    """Draw, where it is possible at all, whether something happens."""
    at = np.flatnonzero(possible)
    happens = np.zeros(possible.size, dtype=np.bool_)
    happens[at] = draws(occasion[at], purpose) < below[tuple(each[at] for each in index)]
    return happens


def drawn_way(fork: Fork, row: Ints, draw: Words) -> Ints:
    """Return the target of the way that each draw means in its row, int[m]."""
    way = fork.guide[row, (draw >> np.uint64(BITS - GUIDE_BITS)).astype(np.int64)]
    searching = np.flatnonzero(draw >= fork.below[way])
    while searching.size:
        way[searching] += 1
        searching = searching[draw[searching] >= fork.below[way[searching]]]
    return fork.target[way]


def record(road: Road, seed: np.uint64, first: int, most: int, rows: Rows, tallies: Tallies) -> None:
    """Let the customers from number `first` on walk for at most `most` visits, one a row, and write down all of it."""
    for _ in recorded(road, seed, first, most, rows, tallies):
        pass


def recorded(road: Road, seed: np.uint64, first: int, most: int, rows: Rows, tallies: Tallies) -> Iterator[Visits]:
    """Do what `record` does and tell every visit besides."""
    rows.outcome[:] = UNFINISHED
    customers = np.arange(first, first + rows.outcome.size, dtype=np.uint64)
    for _, step in zip(range(most), visits(road, seed, customers), strict=False):
        _write_rows(road, step, rows)
        _count(road, step, tallies)
        yield step


def _write_rows(road: Road, step: Visits, rows: Rows) -> None:
    who, n = step.who, road.phase.size
    broken = who[step.broken]
    rows.visits_in[who, road.phase[step.place]] += 1
    rows.breakdowns_in[broken, road.phase[step.place[step.broken]]] += 1
    rows.failures[who[step.failed]] += 1
    rows.retries[who[step.again]] += 1
    rows.demand_visits[who[step.demanded & (step.target < n)]] += 1
    rows.cost[who] += road.contact_cost[step.place]
    rows.cost[broken] += road.recovery_cost[step.place[step.broken]]
    rows.time[who] += road.contact_time[step.place]
    rows.time[broken] += road.recovery_time[step.place[step.broken]]
    rows.peak[who] = np.maximum(rows.peak[who], np.maximum(step.level, step.after))
    rows.end[who] = step.after
    rows.last[who] = step.place
    rows.outcome[who[step.target == n]] = FINISHED
    rows.outcome[who[step.target == n + 1]] = GAVE_UP
    rows.outcome[who[step.silent]] = SILENT
    rows.outcome[who[step.defected]] = DEFECTED


def _count(road: Road, step: Visits, tallies: Tallies) -> None:
    n, width = road.phase.size, road.levels + 1
    seen = np.bincount(step.place * width + step.level, minlength=n * width)
    tallies.arrivals[:] += seen.reshape(n, width)
    tallies.failures[:] += np.bincount(step.place[step.failed], minlength=n)
    tallies.breakdowns[:] += np.bincount(step.place[step.broken], minlength=n)
    tallies.retries[:] += np.bincount(step.place[step.again], minlength=n)
    tallies.demand_visits[:] += np.bincount(step.target[step.demanded & (step.target < n)], minlength=n)
