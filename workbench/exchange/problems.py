"""What an importer refuses."""


class ImportProblem(ValueError):
    """A file that cannot be read as asked, in one sentence: which file and line, what is wrong, how to mend it."""

    def __init__(self, file: str, cause: str, remedy: str, line: int | None = None) -> None:
        self.file, self.line = file, line
        place = f"“{file}”" if line is None else f"“{file}”, line {line:,}"
        super().__init__(f"{place}: {cause}; {remedy}.")
