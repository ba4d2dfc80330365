"""The outline: a journey as lines that a person can type, and back.

    Billing > First bill @Finance             a touchpoint, its phase and who answers for it
    > Direct debit                            the same phase again; customers come here from the line above
    Help > "Asks > waits" @Customer care -> Renewal offer 80%, end     ways out, with shares
    ~> end 5%                                 gives up           (a line of its own adds ways to the one above)
    !> Billing hotline 30%                    failure demand: taken only after a failure

    - > Complaint -> -                        a touchpoint without a phase, which leads nowhere yet

A line without ways out leads to the next line.  Names that hold one of > @ , % " or that occur more than once are put
in quotes; "Call"#2 is the second touchpoint (or phase) of that name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from workbench.domain.problems import ValueProblem
from workbench.domain.text import clean_name, clean_text
from workbench.domain.vocabulary import TransitionKind
from workbench.editing.problems import VerbProblem

END_WORD: Final = "end"
NOTHING: Final = "-"
ARROWS: Final = {
    "->": TransitionKind.FLOW,
    "~>": TransitionKind.GIVE_UP,
    "!>": TransitionKind.FAILURE_DEMAND,
}
ARROW_OF: Final = {kind: arrow for arrow, kind in ARROWS.items()}

_TOKEN: Final = re.compile(
    r"""\s*(?:
        (?P<arrow>->|~>|!>)
      | (?P<quoted>"(?:[^"\\]|\\.)*")(?:\#(?P<nth>[1-9]\d{0,2}))?
      | (?P<mark>[>@,])
      | (?P<share>\d+(?:\.\d+)?(?:e-?\d+)?)\s*%
      | (?P<word>(?:(?!->|~>|!>|\d+(?:\.\d+)?(?:e-?\d+)?\s*%)[^>@,"\s])+)
    )""",
    re.VERBOSE,
)
_PLAIN: Final = re.compile(r'^(?!\d+(?:\.\d+)?\s*%)[^>@,"%\s]+(?: [^>@,"%\s]+)*$')


class OutlineProblem(VerbProblem):
    """A line that cannot be read; the message begins with its number."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"Line {line}: {message}")
        self.line = line


@dataclass(frozen=True, slots=True)
class Name:
    """A touchpoint or phase by name; `nth` counts those of the same name from 1."""

    text: str
    nth: int = 1


@dataclass(frozen=True, slots=True)
class Way:
    """One way out as typed on line `number`.

    `target` None is the end of the journey, or nowhere at all unless it `leads`; `share` (0 to 1) None means that no
    share was given.
    """

    number: int
    kind: TransitionKind
    target: Name | None
    share: float | None
    leads: bool = True


@dataclass(slots=True)
class OutlineLine:
    """One touchpoint as typed; without a `phase` it lies in that of the line above, unless it is `unplaced`."""

    number: int
    name: str
    phase: Name | None = None
    unplaced: bool = False
    owner: str = ""
    ways: list[Way] = field(default_factory=list)

    @property
    def says_where_to(self) -> bool:
        """Whether it names where those go for whom nothing goes wrong."""
        return any(way.kind is TransitionKind.FLOW for way in self.ways)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    nth: int = 1


def parse_outline(text: str) -> list[OutlineLine]:
    """Return the touchpoints that `text` describes, in order.

    Raises OutlineProblem for the first line that cannot be read.
    """
    lines: list[OutlineLine] = []
    for number, raw in enumerate(clean_text(text).split("\n"), start=1):
        tokens = list(_tokens(number, raw))
        if not tokens:
            continue
        if tokens[0].kind == "arrow":
            if not lines:
                raise OutlineProblem(number, "there is no touchpoint above that this way could lead out of.")
            lines[-1].ways += _ways(number, tokens)
        else:
            lines.append(_line(number, tokens))
    return lines


def quoted(name: str, nth: int = 1) -> str:
    """Return `name` as an outline writes it: in quotes where it would be misread."""
    name = " ".join(name.split())
    if nth == 1 and _PLAIN.match(name) and name not in (END_WORD, NOTHING) and not any(each in name for each in ARROWS):
        return name
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' + (f"#{nth}" if nth > 1 else "")


def _tokens(number: int, raw: str) -> Iterator[_Token]:
    position = 0
    text = raw.rstrip()
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            raise OutlineProblem(number, f"“{text[position:].strip()[:40]}” cannot be read; put names in quotes.")
        position = found.end()
        kind = found.lastgroup or ""
        if found["quoted"] is not None:
            bare = re.sub(r"\\(.)", r"\1", found["quoted"][1:-1])
            yield _Token("quoted", bare, int(found["nth"] or 1))
        else:
            yield _Token(kind, found[kind])


def _line(number: int, tokens: list[_Token]) -> OutlineLine:
    head, ways = _split_at(tokens, "arrow")
    phase, head = _split_after(head, ">")
    head, owner = _split_at(head, "mark", "@")
    if not head:
        raise OutlineProblem(number, "the touchpoint has no name; write “Phase > Touchpoint @Owner”.")
    if owner and not owner[1:]:
        raise OutlineProblem(number, "the “@” names nobody; write a department or person behind it.")
    return OutlineLine(
        number,
        name=_name(number, head).text,
        phase=_name(number, phase) if phase and not _is_word(phase, NOTHING) else None,
        unplaced=_is_word(phase, NOTHING),
        owner=_name(number, owner[1:]).text if owner else "",
        ways=_ways(number, ways),
    )


def _split_at(tokens: list[_Token], kind: str, text: str = "") -> tuple[list[_Token], list[_Token]]:
    """What stands before the first such token, and the rest from it on."""
    matches = (i for i, token in enumerate(tokens) if token.kind == kind and (not text or token.text == text))
    at = next(matches, len(tokens))
    return tokens[:at], tokens[at:]


def _split_after(tokens: list[_Token], mark: str) -> tuple[list[_Token], list[_Token]]:
    """What stands before the first `mark` and behind it; without one, nothing and everything."""
    before, rest = _split_at(tokens, "mark", mark)
    return (before, rest[1:]) if rest else ([], tokens)


def _ways(number: int, tokens: list[_Token]) -> list[Way]:
    ways: list[Way] = []
    kind = TransitionKind.FLOW
    part: list[_Token] = []
    for index, token in enumerate(tokens):
        separates = token.kind == "arrow" or (token.kind == "mark" and token.text == ",")
        if not separates:
            part.append(token)
        elif part:
            ways.append(_way(number, kind, part))
            part = []
        elif index:
            raise OutlineProblem(number, "an arrow leads nowhere; name a touchpoint or write “end”.")
        if token.kind == "arrow":
            kind = ARROWS[token.text]
    if tokens and not part:
        raise OutlineProblem(number, "an arrow leads nowhere; name a touchpoint or write “end”.")
    return [*ways, _way(number, kind, part)] if part else ways


def _way(number: int, kind: TransitionKind, tokens: list[_Token]) -> Way:
    share = None
    if tokens[-1].kind == "share":
        share = float(tokens[-1].text) / 100
        tokens = tokens[:-1]
        if share > 1:
            raise OutlineProblem(number, f"{share:.0%} is more than all customers; a share is at most 100 %.")
    if not tokens:
        raise OutlineProblem(number, "a share stands without a touchpoint; write it behind the name.")
    if _is_word(tokens, END_WORD):
        return Way(number, kind, None, share)
    if _is_word(tokens, NOTHING):
        return Way(number, kind, None, None, leads=False)
    return Way(number, kind, _name(number, tokens), share)


def _is_word(tokens: list[_Token], word: str) -> bool:
    return len(tokens) == 1 and tokens[0].kind == "word" and tokens[0].text == word


def _name(number: int, tokens: list[_Token]) -> Name:
    if any(token.kind == "mark" for token in tokens):
        raise OutlineProblem(number, "a “>”, “@” or comma too many; put names that hold one in quotes.")
    is_whole = tokens[0].kind == "quoted" and len(tokens) == 1
    if not is_whole and any(token.kind in ("quoted", "share") for token in tokens):
        raise OutlineProblem(number, "a name is partly in quotes or holds a share; put the whole name in quotes.")
    try:
        return Name(clean_name(" ".join(token.text for token in tokens)), tokens[0].nth)
    except ValueProblem as problem:
        raise OutlineProblem(number, str(problem)) from None
