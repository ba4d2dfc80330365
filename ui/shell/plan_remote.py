"""What the process for plans is asked to do; apart from other work, for it brings an integer programme along."""

from ui.tasks import Watcher
from workbench.simulation.compiled.ready import compiled, load
from workbench.simulation.portfolio.survey import Question, Survey, survey


def surveyed(question: Question, has_kernels: bool, *, watcher: Watcher) -> Survey:
    """Return the best set of fixes and how sure it is; with `has_kernels` their code lies on the disk already."""
    if has_kernels and compiled() is None:
        # another process than this one has made them ready
        load()
    return survey(question, watcher.progress, watcher.cancelled)
