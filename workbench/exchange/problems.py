"""What an importer refuses."""

from workbench.domain.problems import DomainProblem
from workbench.domain.text import clean_text

_LONGEST_QUOTATION = 60


class ImportProblem(ValueError):
    """A file that cannot be read as asked, in one sentence: which file and line, what is wrong, how to mend it."""

    def __init__(self, file: str, cause: str, remedy: str, line: int | None = None) -> None:
        self.file, self.line = file, line
        place = f"“{file}”" if line is None else f"“{file}”, line {line:,}"
        super().__init__(f"{place}: {cause}; {remedy}.")


def quoted(text: str) -> str:
    """Return a text out of a file in quotation marks, fit for the inside of a sentence: one line and not too long."""
    line = " ".join(clean_text(text).split())
    return f"“{line}”" if len(line) <= _LONGEST_QUOTATION else f"“{line[: _LONGEST_QUOTATION - 1]}…”"


class PasteProblem(DomainProblem):
    """Text that cannot be pasted, in one sentence: what and where, how to mend it."""
