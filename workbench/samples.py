"""The journeys that come with the program, to be opened, run and changed."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workbench.resources import resource_path

SAMPLE_KEYS: Final = ("broadband", "maintenance", "permit", "donor", "employee")
"""In the order in which they are offered."""

CONTRADICTION_KEYS: Final = (
    "rough-start",
    "easier-start",
    "nicer-bill",
    "long-summer",
    "school-holidays",
    "relief-valve",
    "two-kinds",
)
"""Small journeys, each of which contradicts a belief about early fixes; from the expected to the treacherous."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A complete journey in a file of its own; `story` says in one line what can be seen in it."""

    key: str
    title: str
    story: str
    path: Path


def samples() -> tuple[Sample, ...]:
    """Return the complete samples; files are read as plain JSON, because the start screen cannot wait for the store."""
    return tuple(_sample(key, "samples") for key in SAMPLE_KEYS)


def contradictions() -> tuple[Sample, ...]:
    """Return the small journeys whose own numbers contradict what one would expect of an early fix."""
    return tuple(_sample(key, "samples", "contradictions") for key in CONTRADICTION_KEYS)


def _sample(key: str, *folder: str) -> Sample:
    path = resource_path(*folder, f"{key}.journey")
    journey = next(iter(json.loads(path.read_text(encoding="utf-8"))["journeys"].values()))
    story, _, _ = journey["notes"].partition("\n")
    return Sample(key, journey["title"], story, path)
