"""What the golden files of a schema hold: `python -m tests.helpers.golden FOLDER` writes those of this one.

Each schema that was ever released keeps its folder for good; a new one gets another.
"""

import gzip
import sys
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from tests.helpers.documents import typical_elements
from workbench.domain.elements import Element, Journey, Phase, Touchpoint, Transition
from workbench.storage.store import ProjectInfo, write_snapshot

HOSTILE = (
    "",
    " ",
    "“quoted” 'quoted' \"quoted\" \\ / \\n",
    "two\nlines\tand a tab",
    "<img src=canary.png><script>alert(1)</script>",
    "=1+1",
    '{"project": {"1": {"format": "other"}}}',
    "\u202egnirts a\u202c",
    "\u200b\ufeff\u00ad",
    "Z\u0351\u0343\u0342a\u0351l\u0343g\u0342o",
    "👩‍👩‍👧‍👦 🏳️‍🌈 𝕳𝖊𝖑𝖑𝖔",
    "e\u0301 and \u00e9",
    "اَلْعَرَبِيَّةُ 漢字 ไทย",
    "\u2028\u2029\u0085",
    "x" * 10_000,
)
"""Texts that have broken programs, as far as a text field takes them."""

_LARGE = 2500
_INFO = ProjectInfo("4f1c7a90c0ffee124f1c7a90c0ffee12", 7, "0.1.0", ancestors=("0123456789ab", "ba9876543210"))


def golden() -> Mapping[str, list[Element]]:
    """The elements of each golden file, by its name without the ending."""
    return {"empty": [], "typical": typical_elements(), "large": _large(), "hostile": _hostile()}


def write_golden(folder: Path) -> None:
    """Write the golden files of the present schema; the large one compressed."""
    folder.mkdir(exist_ok=True)
    for name, elements in golden().items():
        path = folder / f"{name}.journey"
        write_snapshot(path, _INFO, elements)
        if name == "large":
            # without a time, so that it is the same whenever it is written
            path.with_suffix(".journey.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
            path.unlink()


def golden_bytes(path: Path) -> bytes:
    """Return what a golden file holds, compressed or not."""
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def _large() -> list[Element]:
    journey, phase = Journey(id="j", title="Large"), Phase(id="p", journey="j", name="All of it", order=1.0)
    touchpoints = [
        Touchpoint(id=f"t{n}", journey="j", name=f"Touchpoint {n}", phase="p", y=96.0 * n) for n in range(_LARGE)
    ]
    ways = [Transition(id=f"w{n}", source=a.id, target=b.id) for n, (a, b) in enumerate(pairwise(touchpoints))]
    return [journey, phase, *touchpoints, *ways]


def _hostile() -> list[Element]:
    journey = Journey(id="j", title=HOSTILE[4], goal="\n".join(HOSTILE))
    return [journey, *(Touchpoint(id=f"t{n}", journey="j", name=f"{text}.") for n, text in enumerate(HOSTILE))]


if __name__ == "__main__":
    write_golden(Path(sys.argv[1]))
