"""Exports the map: asks how, paints it while the window goes on, writes it, and does the same again by one key."""

import os
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QMimeData, QObject, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.bridge import Selection
from ui.canvas.moving import carried
from ui.controls.look import Look
from ui.controls.notice import Say
from ui.controls.progress import ProgressLine
from ui.dialogs.frame import ask
from ui.dialogs.save_name import ask_save_path, file_name
from ui.disk import Disk
from ui.exporting.copying import Copied, copy_steps
from ui.exporting.drawing import Subject, part_of_subject, steps_of
from ui.exporting.job import PictureJob
from ui.exporting.preview import Glimpse, Previews
from ui.exporting.product import is_own, not_written, write_product
from ui.settings import Memory, Product
from ui.shell.map_page import MapPage
from ui.shell.pictures import drawn_subject
from ui.shell.results import ResultsDesk
from workbench.domain.elements import Frame, Influence, Note, Phase, Touchpoint, Transition
from workbench.pictures import PictureChoice, PictureKind, PictureProblem, kind_of, picture_choice
from workbench.session import Clock, Session
from workbench.storage.filesystem import FileSystem

_ON_MAP: Final = (Phase, Touchpoint, Note, Frame, Transition, Influence)
_KINDS: Final = {
    PictureKind.PNG: "Pictures (*.png)",
    PictureKind.SVG: "Drawings (*.svg)",
    PictureKind.PDF: "Documents (*.pdf)",
}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MapShown:
    """What is on the screen: the journey, what is selected of it, its results and whether they are those of a fix."""

    session: Session
    journey: str
    selection: Selection
    results: ResultsDesk
    page: MapPage


@dataclass(frozen=True, slots=True)
class _Order:
    """One export: how, where to, and the ids of what alone is shown."""

    choice: PictureChoice
    path: Path
    chosen: tuple[str, ...]


class PictureDesk(QObject):
    """What the actions that make pictures do; `verbs` finds it by the action's key."""

    def __init__(
        self,
        shown: MapShown,
        look: Look,
        disk: Disk,
        memory: Memory,
        clock: Clock,
        say: Say,
        host: QWidget,
        files: FileSystem = os,
    ) -> None:
        super().__init__(host)
        self._shown = shown
        self._look = look
        self._disk = disk
        self._memory = memory
        self._clock = clock
        self._say = say
        self._host = host
        self._files = files
        self._last: Product | None = None
        self._order: _Order | None = None
        self._job: PictureJob | None = None
        self.progress = ProgressLine(look, host)
        self.progress.cancelled.connect(self.cancel)
        self.verbs: Mapping[str, Callable[[], object]] = {
            "export-picture": self.export,
            "export-again": self.export_again,
            "copy-picture": self.copy,
        }

    @property
    def is_busy(self) -> bool:
        """Whether a picture is being painted or written."""
        return self._order is not None or self._job is not None

    def export(self) -> None:
        """Ask how and where to, and begin."""
        # the dialog is imported when it is asked for
        from ui.dialogs.export import ExportDialog

        if self._is_in_the_way():
            return
        chosen = self._chosen()
        dialog = ExportDialog(self._look, self._last_choice(), len(chosen), self._sights(chosen), self._host)
        if not dialog.run():
            return
        self._memory.change(picture=dialog.choice.as_plain())
        path = self._ask_path(dialog.choice)
        if path is not None and self._is_journey(path):
            self._say(f"“{path.name}” is this journey’s own file, which would be gone; export it under another name.")
        elif path is not None:
            self._begin(_Order(dialog.choice, path, chosen if dialog.of_selection else ()))

    def export_again(self) -> None:
        """Do the last export of this journey once more; ask first where somebody else has changed its file since."""
        product = self._product()
        if product is None:
            self.export()
        elif not self._is_in_the_way():
            self._disk.then(self._disk.run(partial(is_own, product)), self._repeat)

    def copy(self) -> None:
        """Paint the map, or what is selected of it, and put it on the clipboard as soon as it is there."""
        if not self._is_in_the_way():
            chosen = self._chosen()
            choice = replace(self._last_choice(), kind=PictureKind.PNG)
            steps = copy_steps(self._subject(chosen), choice, self._look.icons)
            self._paint(steps, partial(self._offer, "What is selected" if chosen else "The whole map"))

    def cancel(self) -> None:
        """Stop painting; no file has been touched."""
        if self._job is not None:
            done = "exported" if self._order is not None else "copied"
            self._stop()
            self._say(f"Nothing was {done}.")

    def close(self) -> None:
        """Leave a picture that is being painted; one that is being written is finished."""
        if self._job is not None:
            self._stop()

    def _is_in_the_way(self) -> bool:
        if self.is_busy:
            self._say("A picture is being made; wait for it, or cancel it.")
        return self.is_busy

    def _chosen(self) -> tuple[str, ...]:
        """What is selected on the map; a frame brings what lies in it."""
        elements = self._shown.session.document.elements
        chosen = [each for each in self._shown.selection.ids if isinstance(elements.get(each), _ON_MAP)]
        return tuple(dict.fromkeys([*chosen, *carried(self._shown.page.map.plan, chosen)]))

    def _subject(self, chosen: Sequence[str]) -> Subject:
        """The map as it is now, which stays so while it is painted and the user works on."""
        shown = self._shown
        copy = shown.session.document.copy()
        outcome = shown.results.live.state.outcome
        subject = drawn_subject(copy, shown.journey, outcome, shown.page.with_fix, self._clock())
        return part_of_subject(subject, chosen) if chosen else subject

    def _sights(self, chosen: Sequence[str]) -> Callable[[PictureChoice, bool, QSize, float], Glimpse]:
        whole = Previews(self._subject(()), self._look.icons)
        part = Previews(self._subject(chosen), self._look.icons) if chosen else whole

        def sight(choice: PictureChoice, of_selection: bool, room: QSize, ratio: float) -> Glimpse:
            return (part if of_selection else whole).glimpse(choice, room, ratio)

        return sight

    def _ask_path(self, choice: PictureChoice) -> Path | None:
        session, product = self._shown.session, self._product()
        if product is not None:
            suggested = Path(product.path).with_suffix(f".{choice.kind}")
        else:
            folder = session.path.parent if session.path else Path.home()
            suggested = folder / f"{file_name(session.title)}.{choice.kind}"
        return ask_save_path(
            self._look, "Export the map", suggested, _KINDS[choice.kind], f".{choice.kind}", self._host
        )

    def _is_journey(self, path: Path) -> bool:
        own = self._shown.session.path
        with suppress(OSError):
            return own is not None and own.samefile(path)
        return False

    def _repeat(self, own: "Future[bool]") -> None:
        product = self._product()
        if product is None or self.is_busy:
            return
        path = Path(product.path)
        kind = kind_of(path)
        if kind is not None and (own.result() or self._may_replace(path)):
            elements = self._shown.session.document.elements
            chosen = tuple(each for each in product.chosen if each in elements)
            if product.chosen and not chosen:
                self._say(f"Nothing is left of what “{path.name}” showed; export the map anew.")
                return
            self._begin(_Order(replace(picture_choice(product.picture), kind=kind), path, chosen))

    def _last_choice(self) -> PictureChoice:
        return picture_choice(self._memory.settings.picture)

    def _may_replace(self, path: Path) -> bool:
        text = f"Somebody has changed it since it was exported to {path.parent}. What it holds now would be gone."
        answers = (("cancel", "Cancel"), ("replace", "Replace it"))
        return ask(self._look, f"Replace “{path.name}”?", text, answers, self._host) == "replace"

    def _begin(self, order: _Order) -> None:
        self._order = order
        self._paint(steps_of(self._subject(order.chosen), order.choice, self._look.icons), self._write)

    def _paint(self, steps: Generator[float, None, T], then: Callable[[T], None]) -> None:
        self._job = PictureJob(steps, self)
        self._job.progressed.connect(self.progress.show_share)
        self._job.finished.connect(then)
        self._job.refused.connect(self._refuse)
        self.progress.begin("Painting the picture")

    def _offer(self, what: str, copied: Copied) -> None:
        self._end_job()
        mime = QMimeData()
        mime.setImageData(copied.image)
        if copied.drawing is not None:
            mime.setData("image/svg+xml", copied.drawing)
        QGuiApplication.clipboard().setMimeData(mime)
        self._say(f"{what} can be pasted as a picture.")

    def _write(self, data: bytes) -> None:
        order = self._order
        if order is not None:
            self._end_job()
            self._order = order
            write = partial(write_product, order.path, data, self._key, order.chosen, order.choice, self._files)
            self._disk.then(self._disk.run(write), self._written)

    def _written(self, written: "Future[Product]") -> None:
        order, self._order = self._order, None
        if order is None:
            return
        try:
            product = written.result()
        except OSError as error:
            self._say(not_written(order.path, error))
            return
        self._last = product
        if product.project:
            self._memory.change(products=self._memory.settings.with_product(product).products)
        self._say(f"The map is in {order.path}.")

    def _refuse(self, problem: PictureProblem) -> None:
        self._end_job()
        self._say(str(problem))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._end_job()

    def _end_job(self) -> None:
        self.progress.end()
        self._order = None
        if self._job is not None:
            self._job.deleteLater()
            self._job = None

    @property
    def _key(self) -> str:
        """What a picture is remembered by: its file and journey; without a file only while this journey is shown."""
        path = self._shown.session.path
        return f"{path}#{self._shown.journey}" if path is not None else ""

    def _product(self) -> Product | None:
        """What was exported last of this journey."""
        if self._last is not None and self._last.project == self._key:
            return self._last
        return self._memory.settings.product_of(self._key) if self._key else None
