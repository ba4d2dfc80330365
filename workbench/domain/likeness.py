"""Which touchpoints are like others, and which lie further along their ways."""

from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint, Transition
from workbench.domain.owners import accountable


class Trait(StrEnum):
    """In what touchpoints can be alike."""

    OWNER = "owner"
    CHANNEL = "channel"
    PHASE = "phase"
    LAYER = "layer"


def _owner(document: Document, touchpoint: Touchpoint) -> str | None:
    party = accountable(document, touchpoint.id)
    return party.id if party is not None else None


_READ: Final[Mapping[Trait, Callable[[Document, Touchpoint], str | None]]] = MappingProxyType(
    {
        Trait.OWNER: _owner,
        Trait.CHANNEL: lambda _, each: each.channel,
        Trait.PHASE: lambda _, each: each.phase,
        Trait.LAYER: lambda _, each: each.layer,
    }
)


def alike(document: Document, chosen: Collection[str], traits: Collection[Trait]) -> list[str]:
    """Return the chosen touchpoints, and those of their journeys that agree with one of them in all of `traits`.

    Touchpoints without an owner, or without a phase, agree in that.
    """
    models = [found for each in chosen if (found := document.find(Touchpoint, each)) is not None]
    wanted = {(model.journey, *_traits(document, model, traits)) for model in models}
    rest = [
        each.id
        for each in document.of(Touchpoint)
        if each.id not in chosen and (each.journey, *_traits(document, each, traits)) in wanted
    ]
    return [*(model.id for model in models), *rest]


def downstream(document: Document, chosen: Collection[str]) -> list[str]:
    """Return the chosen touchpoints and all to which transitions lead from there, nearer ones first."""
    reached = [each for each in dict.fromkeys(chosen) if document.find(Touchpoint, each) is not None]
    seen = set(reached)
    for source in reached:
        for way in document.referrers(source, Transition):
            if way.source == source and not way.leaves and way.target not in seen:
                seen.add(way.target)
                reached.append(way.target)
    return reached


def _traits(document: Document, touchpoint: Touchpoint, traits: Collection[Trait]) -> tuple[str | None, ...]:
    return tuple(_READ[trait](document, touchpoint) for trait in sorted(traits))
