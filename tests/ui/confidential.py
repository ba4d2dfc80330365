"""A program with a client's texts in every field that meets one fault after the other, to be killed by its parent.

`python -m tests.ui.confidential FOLDER work` prints “ready” and waits; with `look` it starts, opens the project and
ends.  Whatever it prints, logs or leaves behind is searched by tests/ui/test_confidentiality.py.
"""

import logging
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.helpers.documents import typical_elements
from ui.app import FaultReport, make_application, make_window
from ui.main_window import MainWindow
from workbench.domain.document import Document
from workbench.domain.elements import Element, Touchpoint
from workbench.domain.problems import DomainProblem
from workbench.domain.values import Quantity
from workbench.session import Session
from workbench.storage.problems import StorageProblem
from workbench.storage.store import ProjectInfo, write_snapshot

CANARY = "Zanzibarquail"
PATIENCE = 20.0


def told_elements() -> list[Element]:
    """The typical elements with the canary in every field that takes a free text."""
    elements = {each.id: each for each in typical_elements()}
    for each in typical_elements():
        for name, value in _free_texts(each):
            try:
                changed = replace(elements[each.id], **{name: value})
                Document([*(other for other in elements.values() if other.id != each.id), changed])
            except DomainProblem:
                # an id, a date or a code, which take no free text
                continue
            elements[each.id] = changed
    return list(elements.values())


def _free_texts(element: Element) -> Iterator[tuple[str, object]]:
    for field in fields(element):
        value = getattr(element, field.name)
        if field.name != "id" and type(value) is str:
            yield field.name, f"{CANARY} {value}"
        elif isinstance(value, Quantity):
            yield field.name, replace(value, note=f"{CANARY} {value.note}", who=f"{CANARY} {value.who}")


class Troubles:
    """What goes wrong, one after the other, with the client's texts at hand."""

    def __init__(self, window: MainWindow, session: Session, folder: Path) -> None:
        self._window = window
        self._session = session
        self._folder = folder

    def raise_in_slot(self) -> None:
        name = next(iter(self._session.document.of(Touchpoint))).name
        raise ValueError(f"cannot show {name}")

    def raise_in_writer(self) -> None:
        raise KeyError(f"cannot write {self._session.title}")

    def save_where_nothing_can_be(self) -> None:
        try:
            self._session.save_as(self._folder / "gone" / "plan.journey")
        except StorageProblem as problem:
            logging.getLogger("window").warning("%s", problem)

    def edit(self) -> None:
        with self._session.document.edit(f"Rename to {CANARY}") as edit:
            edit.update("t1", name=f"{CANARY} kept")
        self._session.keep().result()

    def all(self, application: QApplication) -> None:
        QTimer.singleShot(0, self.raise_in_slot)
        _turn(application, lambda: "inside the program" in self._window.notice.text)
        self._session._writer.attempt(self.raise_in_writer)
        self.save_where_nothing_can_be()
        self.edit()


def main(folder: Path, task: str) -> None:
    logging.basicConfig(filename=folder / "program.log", level=logging.DEBUG)
    path = folder / "work" / "plan.journey"
    if task == "work":
        path.parent.mkdir()
        write_snapshot(path, ProjectInfo("uuid"), told_elements())
    application = make_application(sys.argv[:1])
    window = make_window(application)
    sys.excepthook = FaultReport(window).take
    window.show()
    assert window.open_file(path)
    session = window.files.session
    assert session is not None
    if task == "work":
        session.save()
        Troubles(window, session, folder).all(application)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        time.sleep(PATIENCE)
    else:
        _turn(application, lambda: not _left(folder))
        window.close()
        application.shutdown()


def _left(folder: Path) -> list[Path]:
    return [each for each in folder.rglob(".~*") if not each.name.startswith(".~lock.")]


def _turn(application: QApplication, until: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE / 2
    while not until() and time.monotonic() < end:
        application.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
