"""The field's words for what a journey is made of."""

from enum import StrEnum


class Origin(StrEnum):
    """Where a number comes from."""

    GUESS = "guess"
    EXPERT = "expert"
    SURVEY = "survey"
    LOG = "log"


class JourneyState(StrEnum):
    """Whether a journey is the one customers have or the one they should have."""

    AS_IS = "as-is"
    TO_BE = "to-be"


class Stage(StrEnum):
    """Where a phase lies relative to the sale."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Channel(StrEnum):
    """The way by which customer and organisation meet."""

    WEB = "web"
    APP = "app"
    EMAIL = "email"
    PHONE = "phone"
    CHAT = "chat"
    LETTER = "letter"
    SHOP = "shop"
    FIELD_VISIT = "field-visit"
    SELF_SERVICE = "self-service"
    SOCIAL = "social"
    OTHER = "other"


class Layer(StrEnum):
    """The blueprint's layers, from what the customer does to what supports it."""

    CUSTOMER = "customer"
    ONSTAGE = "onstage"
    BACKSTAGE = "backstage"
    SUPPORT = "support"


class Control(StrEnum):
    """In whose hands a touchpoint lies; on an external one no fix can act."""

    BRAND = "brand"
    PARTNER = "partner"
    CUSTOMER = "customer"
    EXTERNAL = "external"


class TransitionKind(StrEnum):
    """Why a customer goes from one touchpoint to the next."""

    FLOW = "flow"
    GIVE_UP = "give-up"
    FAILURE_DEMAND = "failure-demand"


class NoteColour(StrEnum):
    """The ground of a sticky note; what a colour stands for, each team agrees for itself."""

    YELLOW = "yellow"
    BLUE = "blue"
    GREY = "grey"


class Role(StrEnum):
    """The RACI roles."""

    RESPONSIBLE = "R"
    ACCOUNTABLE = "A"
    CONSULTED = "C"
    INFORMED = "I"


class MeasureKind(StrEnum):
    """What a measure measures."""

    CSAT = "csat"
    CES = "ces"
    NPS = "nps"
    FAILURE_RATE = "failure-rate"
    WAITING_TIME = "waiting-time"
    OTHER = "other"


class View(StrEnum):
    """Whose view a measure gives."""

    ORGANISATION = "organisation"
    CUSTOMER = "customer"
    OPERATIONS = "operations"
