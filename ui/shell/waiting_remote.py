"""What the process for long runs is asked about waiting; apart from other work, for it brings an event loop along."""

from ui.tasks import Watcher
from workbench.simulation.queueing.comparison import Waiting, compare
from workbench.simulation.queueing.question import Question


def waited(question: Question, *, watcher: Watcher) -> Waiting:
    """Return who waits how long, and what the waiting does."""
    return compare(question, watcher.progress, watcher.cancelled)
