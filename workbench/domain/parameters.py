"""The numbers that a journey runs on: their limits, the labelled guess that stands in for each, and words for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Channel, Origin


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of an element: `field` names it there, the note of `default` says what that guess rests on."""

    field: str
    label: str
    unit: str
    default: Quantity
    maximum: float | None = 1.0
    minimum: float = 0.0

    def fault(self, quantity: Quantity) -> str:
        """Return what is wrong with `quantity` here, or nothing if all of it lies within the limits."""
        for part in (quantity.low, quantity.value, quantity.high):
            if part is not None and (part < self.minimum or (self.maximum is not None and part > self.maximum)):
                return f"“{self.label}” is {part:g}; it must be {self.limits}."
        return ""

    @property
    def limits(self) -> str:
        """The range it can take, in words."""
        if self.maximum is None:
            return f"at least {self.minimum:g}"
        return f"{self.minimum:g} to {self.maximum:g}"


def _guess(value: float, low: float, high: float, basis: str) -> Quantity:
    return Quantity(value, Origin.GUESS, low, high, basis)


def _table(*parameters: Parameter) -> Mapping[str, Parameter]:
    return MappingProxyType({parameter.field: parameter for parameter in parameters})


TOUCHPOINT_PARAMETERS: Final = _table(
    Parameter(
        "failure",
        "chance of failure",
        "of visits",
        _guess(0.08, 0.01, 0.3, "typical of a critical step; 9 to 19 % drop out at the worst ones published"),
    ),
    Parameter(
        "severity",
        "how annoying a failure is",
        "of the glass",
        _guess(0.2, 0.1, 0.4, "one level in five; bad counts four times as much as good"),
    ),
    Parameter(
        "soothing",
        "how much a success soothes",
        "of the glass",
        _guess(0.05, 0.02, 0.1, "a quarter of the harm of a failure; at least half would be needed to balance"),
    ),
    Parameter(
        "carry_over",
        "how much irritation makes failure likelier",
        "at a full glass",
        _guess(0.10, 0.0, 0.25, "no published number can be transferred; always vary it"),
    ),
    Parameter(
        "retry",
        "tries again at once after a failure",
        "of failures",
        _guess(0.3, 0.1, 0.6, "chosen so that failure demand lands between 15 and 90 % of contacts"),
    ),
    Parameter(
        "contact_cost",
        "cost of one contact",
        "",
        _guess(8.01, 0.1, 12.0, "Gartner 2019: 8.01 for a live contact, 0.10 for self-service"),
        None,
    ),
    Parameter(
        "recovery_cost",
        "cost of one breakdown",
        "",
        _guess(34.03, 10.0, 80.0, "three live contacts and a goodwill credit of 10"),
        None,
    ),
    Parameter(
        "contact_time",
        "time a customer spends on one contact",
        "minutes",
        _guess(6.0, 2.0, 15.0, "as long as somebody serves, or a usual call, visit or form"),
        None,
    ),
    Parameter(
        "recovery_quality",
        "how well a breakdown is made good",
        "of full recovery",
        _guess(0.5, 0.2, 0.8, "resolved, but not quickly"),
    ),
)

WORK_PARAMETERS: Final = _table(
    Parameter(
        "handling_time",
        "staff time for one contact",
        "minutes",
        _guess(6.0, 2.0, 15.0, "a usual call or visit; channels that nobody staffs take none"),
        None,
    ),
    Parameter(
        "recovery_time",
        "staff time to make one breakdown good",
        "minutes",
        _guess(25.0, 10.0, 60.0, "three more contacts and some looking into it"),
        None,
    ),
)
"""What a touchpoint takes of the people of its department: they count in waiting times and loads, not in the chain.

A breakdown takes the customer as long as it takes them."""

ENGINE_PARAMETERS: Final = MappingProxyType(
    {**TOUCHPOINT_PARAMETERS, "recovery_time": WORK_PARAMETERS["recovery_time"]}
)
"""The numbers of a touchpoint that reach the engine: those a fix can change, and what a breakdown takes of time."""

TRANSITION_PARAMETERS: Final = _table(Parameter("weight", "share of customers", "", Quantity(1.0)))

INFLUENCE_PARAMETERS: Final = _table(
    Parameter("strength", "added chance of failure", "", _guess(0.25, 0.1, 0.5, "expert judgement for each pair")),
)

PERSONA_PARAMETERS: Final = _table(
    Parameter("share", "share of customers", "", Quantity(1.0, note="the only kind of customer")),
    Parameter("patience", "patience", "times the average", _guess(1.0, 0.7, 1.4, "the average customer"), 10.0, 0.1),
    Parameter(
        "fading", "how soon irritation fades", "times the average", _guess(1.0, 0.7, 1.4, "the average customer"), 10.0
    ),
    Parameter(
        "silent_leaving",
        "how readily they leave in silence",
        "times the average",
        _guess(1.0, 0.5, 2.0, "the average customer"),
        50.0,
    ),
)

REACTION_PARAMETERS: Final = _table(
    Parameter(
        "breakdown_calm",
        "chance that a failure breaks a calm customer",
        "of failures",
        _guess(0.02, 0.0, 0.05, "zone of tolerance"),
    ),
    Parameter(
        "breakdown_full",
        "chance that a failure breaks a customer whose glass is full",
        "of failures",
        _guess(0.6, 0.4, 0.9, "threshold models of complaining"),
    ),
    Parameter(
        "threshold",
        "where the glass counts as full",
        "of the glass",
        _guess(0.6, 0.4, 0.8, "threshold models of complaining"),
    ),
    Parameter(
        "sharpness",
        "how gradual the threshold is",
        "of the glass",
        _guess(0.12, 0.05, 0.25, "threshold models of complaining"),
        1.0,
        0.01,
    ),
    Parameter(
        "leave_calm",
        "chance that a calm customer leaves after a breakdown",
        "of breakdowns",
        _guess(0.17, 0.05, 0.32, "PwC 2018, stated intention after one bad experience"),
    ),
    Parameter(
        "leave_full",
        "chance that a furious customer leaves after a breakdown",
        "of breakdowns",
        _guess(0.59, 0.2, 0.89, "PwC 2018, stated intention after several"),
    ),
    Parameter(
        "silent_full",
        "chance of leaving in silence with a full glass",
        "of contacts",
        _guess(0.02, 0.0, 0.05, "no published number; rises with the square of irritation"),
    ),
    Parameter(
        "recovery_drop",
        "how much a good recovery calms",
        "of the glass",
        _guess(0.2, 0.0, 0.6, "recovery paradox off: no meta-analysis supports it for loyalty"),
    ),
    Parameter(
        "defection_cost", "worth of a lost customer", "", _guess(200.0, 50.0, 800.0, "put in your own margin"), None
    ),
)

WAITING_PARAMETERS: Final = _table(
    Parameter(
        "waiting",
        "how annoying an hour’s wait is",
        "of the glass",
        _guess(0.2, 0.05, 0.6, "like one failure an hour; no published number can be transferred"),
        10.0,
    ),
)
"""How waiting for somebody fills the glass; it counts where departments have limits."""

_NOT_ESTIMATED: Final = Quantity(0.0, note="nobody has estimated it yet")

IMPROVEMENT_PARAMETERS: Final = _table(
    Parameter("change", "change", "of the present value", Quantity(-0.3), 10.0, -1.0),
    Parameter("one_off_cost", "one-off cost", "", _NOT_ESTIMATED, None),
    Parameter("running_cost", "running cost a month", "", _NOT_ESTIMATED, None),
    Parameter("lead_time", "lead time", "weeks", _NOT_ESTIMATED, None),
)

FREQUENCY_WORDS: Final = (("never", 0.0), ("rarely", 0.02), ("now and then", 0.08), ("often", 0.2), ("mostly", 0.6))
"""How often does it go wrong: a word and the chance it stands for."""

ANNOYANCE_WORDS: Final = (
    ("1 hardly", 0.05),
    ("2 a little", 0.1),
    ("3 annoying", 0.2),
    ("4 very", 0.35),
    ("5 furious", 0.6),
)
"""How annoying is it: a word and the share of the glass it fills."""

LIVE_CHANNELS: Final = frozenset({Channel.PHONE, Channel.CHAT, Channel.SHOP, Channel.FIELD_VISIT, Channel.LETTER})


def contact_cost_guess(channel: Channel) -> Quantity:
    """Return the default cost of one contact over `channel`, in the journey's currency."""
    live = TOUCHPOINT_PARAMETERS["contact_cost"].default
    return live if channel in LIVE_CHANNELS else _guess(0.10, 0.05, 1.0, live.note)


def in_words(value: float, words: tuple[tuple[str, float], ...]) -> str:
    """Return the word of the scale `words` whose number lies nearest to `value`; a nearer tie takes the lower word."""
    return min(words, key=lambda pair: (abs(pair[1] - value), pair[1]))[0]
