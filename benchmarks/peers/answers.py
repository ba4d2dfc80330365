"""How a peer talks: it says that it is ready, or why not, then answers one number a line with one JSON object."""

import importlib
import importlib.metadata
import json
import sys
from collections.abc import Callable, Mapping


def serve(prepare: Callable[[str], Callable[[float], Mapping[str, float]]], distribution: str, journey: str) -> None:
    """Prepare a peer for a journey in a file and answer until nobody asks."""
    try:
        work = prepare(journey)
        version = importlib.metadata.version(distribution) if distribution else sys.version.split()[0]
    except (ImportError, OSError, MemoryError, ValueError) as problem:
        say({"refused": f"{type(problem).__name__}: {problem}"})
        return
    say({"version": version})
    for line in sys.stdin:
        say(work(json.loads(line)))


def say(answer: Mapping[str, object]) -> None:
    """Write one line."""
    sys.stdout.write(f"{json.dumps(answer)}\n")
    sys.stdout.flush()
