"""How well a few typed letters fit a text: whole words before beginnings, beginnings before scattered letters."""

import unicodedata
from typing import Final

_WORD_BEGINS: Final = 30
_INSIDE: Final = 18
_SCATTERED: Final = 6
_NEIGHBOURS: Final = 2
_MOST_GAPS: Final = 3


def fit(typed: str, text: str) -> int:
    """Return how well `typed` fits `text`, the higher the better, and 0 where it does not fit at all.

    Each typed word counts: where it begins a word, where it stands inside one, else where its letters come in order
    with at most three gaps.  Capitals and accents make no difference; no typed word fits everything equally.
    """
    words = _folded(typed).split()
    folded = _folded(text)
    scores = [_word_fit(word, folded) for word in words]
    if not all(scores):
        return 0
    begins = bool(words) and folded.startswith(" ".join(words))
    return 1 + sum(scores) + (_WORD_BEGINS if begins else 0)


def _word_fit(word: str, text: str) -> int:
    at = text.find(word)
    if at < 0:
        return _scattered_fit(word, text)
    while at >= 0:
        if at == 0 or not text[at - 1].isalnum():
            return _WORD_BEGINS + len(word)
        at = text.find(word, at + 1)
    return _INSIDE + len(word)


def _scattered_fit(word: str, text: str) -> int:
    """Follow the letters of a word through a text, each as near to the one before as can be."""
    at = gaps = 0
    for place, letter in enumerate(word):
        found = text.find(letter, at)
        if found < 0:
            return 0
        gaps += place > 0 and found > at
        at = found + 1
    return 0 if gaps > _MOST_GAPS else _SCATTERED + _NEIGHBOURS * (len(word) - gaps)


def _folded(text: str) -> str:
    """Return a text as it is compared, which not everybody can type as it is written."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
