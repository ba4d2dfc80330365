"""The journeys that come with the program, to be opened, run and changed."""

import json
import os
from pathlib import Path
from typing import Final, NamedTuple

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

_JOURNEYS: Final = '"journeys":'
_PLAIN: Final = json.JSONDecoder()


class Sample(NamedTuple):
    """A complete journey in a file of its own; `story` says in one line what can be seen in it."""

    key: str
    title: str
    story: str
    path: Path


def samples() -> tuple[Sample, ...]:
    """Return the complete samples; only the head of a file is parsed, because the start screen waits for it."""
    return tuple(_sample(key, "samples") for key in SAMPLE_KEYS)


def contradictions() -> tuple[Sample, ...]:
    """Return the small journeys whose own numbers contradict what one would expect of an early fix."""
    return tuple(_sample(key, "samples", "contradictions") for key in CONTRADICTION_KEYS)


def is_sample(path: Path) -> bool:
    """Return whether a file is one that came with the program, which is to be copied and never written over."""
    # by name alone: what is opened may lie on a disk that answers slowly
    return Path(os.path.abspath(path)).is_relative_to(os.path.abspath(resource_path("samples")))


def _sample(key: str, *folder: str) -> Sample:
    path = resource_path(*folder, f"{key}.journey")
    text = path.read_text(encoding="utf-8")
    journeys, _ = _PLAIN.raw_decode(text, text.index("{", text.index(_JOURNEYS)))
    first = next(iter(journeys.values()))
    story, _, _ = first["notes"].partition("\n")
    return Sample(key, first["title"], story, path)
