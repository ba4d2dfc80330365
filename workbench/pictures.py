"""How a map is to be drawn for others: the file's kind, its size, the paper, and what is on it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

LEAST_SCALE: Final = 0.5
LARGEST_SCALE: Final = 8.0


class PictureProblem(Exception):
    """A picture that cannot be made as it was asked for."""


class PictureKind(StrEnum):
    """The file's kind; the value is its suffix without the dot."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"


class Paper(StrEnum):
    """What a PDF is printed on; `MAP` is one page as large as the map."""

    MAP = "map"
    A4 = "A4"
    A3 = "A3"
    A2 = "A2"
    A1 = "A1"
    A0 = "A0"


PAPER_MM: Final[Mapping[Paper, tuple[int, int]]] = {
    Paper.A4: (210, 297),
    Paper.A3: (297, 420),
    Paper.A2: (420, 594),
    Paper.A1: (594, 841),
    Paper.A0: (841, 1189),
}
"""Width and height of each paper, upright."""


@dataclass(frozen=True, slots=True)
class PictureChoice:
    """How the map is to be drawn.

    `scale` is the number of device px a px of the map at 100 % has in a PNG, and how much larger than on the screen a
    poster is printed.  A `poster` is tiled over as many sheets of `paper` as it takes; otherwise one sheet holds all.
    """

    kind: PictureKind = PictureKind.PNG
    scale: float = 2.0
    transparent: bool = False
    dark: bool = False
    heat: bool = True
    influences: bool = True
    strip: bool = False
    headline: bool = True
    foot: bool = False
    paper: Paper = Paper.MAP
    landscape: bool = True
    poster: bool = False

    @property
    def is_clear(self) -> bool:
        """Whether the ground shows through; paper has none."""
        return self.transparent and self.kind is not PictureKind.PDF

    @property
    def is_tiled(self) -> bool:
        """Whether the map is spread over several sheets."""
        return self.poster and self.kind is PictureKind.PDF and self.paper is not Paper.MAP

    def as_plain(self) -> dict[str, Any]:
        """The choice as JSON can hold it."""
        return asdict(self)


def picture_choice(plain: object) -> PictureChoice:
    """Return the choice that plain data holds, with the default for each value that is missing or makes no sense."""
    if not isinstance(plain, Mapping):
        return PictureChoice()
    found: dict[str, Any] = {}
    for field in fields(PictureChoice):
        value = plain.get(field.name)
        kind = type(field.default)
        if kind is bool and isinstance(value, bool):
            found[field.name] = value
        elif kind is float and _is_scale(value):
            found[field.name] = float(value)  # pyright: ignore[reportArgumentType]
        elif kind in (PictureKind, Paper) and value in [each.value for each in kind]:
            found[field.name] = kind(value)
    return PictureChoice(**found)


def kind_of(path: Path) -> PictureKind | None:
    """Return the kind that a file's suffix stands for, or None."""
    suffix = path.suffix.lower().removeprefix(".")
    return PictureKind(suffix) if suffix in [kind.value for kind in PictureKind] else None


def _is_scale(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and LEAST_SCALE <= value <= LARGEST_SCALE
