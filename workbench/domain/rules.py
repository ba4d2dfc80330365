"""Doubts about a journey, as values: what is wrong, where, and how to mend it.  Nothing here changes anything."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from workbench.domain.document import Document
from workbench.domain.elements import Improvement, Responsibility, Touchpoint
from workbench.domain.entries import entry_shares
from workbench.domain.improvements import circles, contradictions, improvements_in
from workbench.domain.places import phases_in_order, touchpoints_in_order
from workbench.domain.vocabulary import Role, TransitionKind
from workbench.domain.ways import backwards, reached, ways_out, ways_taken

SHARES_TOLERANCE: Final = 1e-6

# failure demand alone never keeps anybody in a loop: whoever meets no failure leaves
_WHEN_ALL_GOES_WELL: Final = frozenset({TransitionKind.FLOW, TransitionKind.GIVE_UP})


class Severity(StrEnum):
    """Whether a result can be trusted: a problem makes it wrong, a doubt makes the map incomplete."""

    PROBLEM = "problem"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth a look; `subjects` are the ids of the elements concerned."""

    code: str
    severity: Severity
    message: str
    remedy: str
    subjects: tuple[str, ...]


def check(document: Document, journey: str) -> list[Finding]:
    """Return all findings about one journey, problems first."""
    *_, found = looked_through(document, journey)
    return found


def looked_through(document: Document, journey: str) -> Iterator[list[Finding]]:
    """Yield what has been found about one journey after each of the rules, problems first.

    Where 20,000 touchpoints are looked through, whoever must not wait can do something else in between.
    """
    touchpoints = touchpoints_in_order(document, journey)
    fixes = improvements_in(document, journey)
    found: list[Finding] = []
    for rule in (
        _loops_without_exit(document, touchpoints),
        _shares_that_do_not_add_up(document, touchpoints),
        _entries_that_do_not_add_up(touchpoints),
        _accountability(document, touchpoints),
        _unreachable(document, journey, touchpoints),
        _empty_phases(document, journey),
        _fixes_that_wait_for_themselves(fixes),
        _fixes_that_rule_themselves_out(fixes),
        _fixes_after_those_of_other_journeys(document, fixes),
    ):
        found = sorted([*found, *rule], key=lambda finding: finding.severity is Severity.DOUBT)
        yield found


def closed_loops(document: Document, touchpoints: list[Touchpoint]) -> list[list[Touchpoint]]:
    """Return the groups of touchpoints that customers can walk round in but never leave."""
    ways = ways_taken(document, _WHEN_ALL_GOES_WELL)
    back = backwards(ways)
    leaving = reached(back, back.keys() - ways.keys())
    caught = [each for each in touchpoints if each.id in ways and each.id not in leaving]
    if not caught:
        return []
    # imported for whom it is about: networkx takes longer to import than a window takes to open
    import networkx as nx

    round_about = nx.DiGraph((each.id, target) for each in caught for target in ways[each.id])
    rank = {each.id: at for at, each in enumerate(caught)}
    groups = (group for group in nx.attracting_components(round_about) if group <= rank.keys())
    return [[caught[at] for at in sorted(rank[each] for each in group)] for group in groups]


def _loops_without_exit(document: Document, touchpoints: list[Touchpoint]) -> Iterator[Finding]:
    for loop in closed_loops(document, touchpoints):
        yield Finding(
            "loop-without-exit",
            Severity.PROBLEM,
            f"Customers who reach {_names(loop)} never leave again.",
            "Add a transition that leads out of the loop, or to the end of the journey.",
            tuple(each.id for each in loop),
        )


def _shares_that_do_not_add_up(document: Document, touchpoints: list[Touchpoint]) -> Iterator[Finding]:
    ways = ways_out(document)
    for touchpoint in touchpoints:
        leaving = ways.get(touchpoint.id, [])
        failed = [each for each in leaving if each.kind is TransitionKind.FAILURE_DEMAND]
        onward = [each for each in leaving if each.kind is not TransitionKind.FAILURE_DEMAND] if failed else leaving
        total = sum(each.weight.value for each in onward)
        after_failure = sum(each.weight.value for each in failed)
        leads_on = any(each.kind is TransitionKind.FLOW for each in onward)
        if (leads_on and abs(total - 1) > SHARES_TOLERANCE) or total > 1 + SHARES_TOLERANCE:
            yield Finding(
                "shares",
                Severity.PROBLEM,
                f"The ways out of “{touchpoint.name}” take {_percent(total)} of its customers, not 100 %.",
                "Change the shares until they add up; until then they are used in proportion.",
                (touchpoint.id, *(each.id for each in onward)),
            )
        if after_failure > 1 + SHARES_TOLERANCE:
            yield Finding(
                "failure-shares",
                Severity.PROBLEM,
                f"After a failure at “{touchpoint.name}” {_percent(after_failure)} of the customers come back, "
                "which is more than all of them.",
                "Lower the shares of its failure demand; until then they are used in proportion.",
                (touchpoint.id, *(each.id for each in failed)),
            )


def _entries_that_do_not_add_up(touchpoints: list[Touchpoint]) -> Iterator[Finding]:
    stated = [each for each in touchpoints if each.entry]
    total = sum(each.entry or 0.0 for each in stated)
    if stated and abs(total - 1) > SHARES_TOLERANCE:
        yield Finding(
            "entries",
            Severity.PROBLEM,
            f"The shares of customers who begin at {_names(stated)} add up to {_percent(total)}, not 100 %.",
            "Change the shares until they add up; until then they are used in proportion.",
            tuple(each.id for each in stated),
        )


def _accountability(document: Document, touchpoints: list[Touchpoint]) -> Iterator[Finding]:
    accountable: defaultdict[str, list[Responsibility]] = defaultdict(list)
    for each in document.of(Responsibility):
        if each.role is Role.ACCOUNTABLE:
            accountable[each.touchpoint].append(each)
    for touchpoint in touchpoints:
        answerable = accountable[touchpoint.id]
        if not answerable and touchpoint.is_controllable:
            yield Finding(
                "no-owner",
                Severity.DOUBT,
                f"Nobody answers for “{touchpoint.name}”.",
                "Name one department or person as accountable.",
                (touchpoint.id,),
            )
        if len(answerable) > 1:
            parties = ", ".join(sorted(document.elements[each.party].describe() for each in answerable))
            yield Finding(
                "two-accountables",
                Severity.PROBLEM,
                f"{len(answerable)} parties are accountable for “{touchpoint.name}”: {parties}.",
                "Leave one accountable and make the others responsible.",
                (touchpoint.id,),
            )


def _unreachable(document: Document, journey: str, touchpoints: list[Touchpoint]) -> Iterator[Finding]:
    visited = reached(ways_taken(document), entry_shares(document, journey))
    for touchpoint in touchpoints:
        if touchpoint.id not in visited:
            yield Finding(
                "unreachable",
                Severity.DOUBT,
                f"No customer ever comes to “{touchpoint.name}”.",
                "Connect it from an earlier touchpoint, or say how many customers begin there.",
                (touchpoint.id,),
            )


def _empty_phases(document: Document, journey: str) -> Iterator[Finding]:
    for phase in phases_in_order(document, journey):
        if not document.referrers(phase.id, Touchpoint):
            yield Finding(
                "empty-phase",
                Severity.DOUBT,
                f"Nothing happens in the phase “{phase.name}”.",
                "Add a touchpoint, or remove the phase.",
                (phase.id,),
            )


def _fixes_that_wait_for_themselves(fixes: list[Improvement]) -> Iterator[Finding]:
    for circle in circles(fixes):
        one = len(circle) == 1
        yield Finding(
            "fix-circle",
            Severity.PROBLEM,
            f"{_names(circle)} {'waits for itself' if one else 'wait for one another'} and can never be done.",
            "Remove it from its own prerequisites." if one else "Remove one of them from the prerequisites of another.",
            tuple(each.id for each in circle),
        )


def _fixes_that_rule_themselves_out(fixes: list[Improvement]) -> Iterator[Finding]:
    for improvement, (one, other) in contradictions(fixes):
        itself = "it excludes itself" if one is other else f"it takes {_names([one, other])}, which exclude each other"
        yield Finding(
            "fix-contradiction",
            Severity.PROBLEM,
            f"“{improvement.name}” can never be done: {itself}.",
            "Remove the exclusion." if one is other else "Remove the exclusion or one of the prerequisites.",
            tuple(dict.fromkeys((improvement.id, one.id, other.id))),
        )


def _fixes_after_those_of_other_journeys(document: Document, fixes: list[Improvement]) -> Iterator[Finding]:
    own = {fix.id for fix in fixes}
    for fix in fixes:
        elsewhere = [document.get(Improvement, each) for each in fix.requires if each not in own]
        if elsewhere:
            yield Finding(
                "fix-elsewhere",
                Severity.PROBLEM,
                f"“{fix.name}” waits for {_names(elsewhere)} in another journey.",
                "Remove that prerequisite, or make the improvement part of this journey too.",
                (fix.id, *(each.id for each in elsewhere)),
            )


def _names(elements: Sequence[Touchpoint | Improvement]) -> str:
    names = [f"“{each.name}”" for each in elements[:4]]
    if len(elements) > 4:
        return f"{', '.join(names)} and {len(elements) - 4} more"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _percent(share: float) -> str:
    return f"{100 * share:.4g} %"
