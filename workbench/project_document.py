"""A document that can be shut."""

from collections.abc import Generator
from contextlib import contextmanager

from typing_extensions import override

from workbench.domain.changes import ChangeSet
from workbench.domain.document import Cause, Document, Edit
from workbench.domain.problems import DomainProblem


class ReadOnlyProblem(DomainProblem):
    """The document is only to be looked at."""


class ProjectDocument(Document):
    """The document of an open project, which refuses every change with the sentence `refusal` while there is one."""

    refusal: str = ""

    @override
    @contextmanager
    def edit(self, label: str) -> Generator[Edit]:
        """Open an edit as any document does; raises ReadOnlyProblem while there is a refusal."""
        self._refuse()
        with super().edit(label) as edit:
            yield edit

    @override
    def apply(self, changes: ChangeSet, cause: Cause) -> None:
        """Take over a change set as any document does; raises ReadOnlyProblem while there is a refusal."""
        self._refuse()
        super().apply(changes, cause)

    def _refuse(self) -> None:
        if self.refusal:
            raise ReadOnlyProblem(self.refusal)
