"""What is said in passing, where no bar shows it."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Notice(NamedTuple):
    """A sentence, the word of its link, and what the link stands for."""

    text: str
    action: str
    token: object


@dataclass
class Notices:
    """Keeps what is said, the latest at the end."""

    heard: list[Notice] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The sentences alone."""
        return [each.text for each in self.heard]

    def say(self, text: str, action: str = "", token: object = None) -> None:
        """Take note of it."""
        self.heard.append(Notice(text, action, token))
