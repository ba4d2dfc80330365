"""From a journey and a choice to the page that is written, and to the steps that write it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtGui import QGuiApplication

from ui.canvas.ink import Ink
from ui.canvas.numbers import MapNumbers
from ui.canvas.page import Dressing, Irritation, Page
from ui.canvas.vector_ink import VectorInk, VectorLook
from ui.controls.look import Look
from ui.exporting.pdf import pdf_steps
from ui.exporting.png import png_steps
from ui.exporting.steps import Steps
from ui.exporting.svg import svg_steps
from ui.icons import IconSource
from ui.theme import ThemeSource
from workbench.domain.document import Document
from workbench.domain.elements import Journey
from workbench.domain.excerpt import excerpt
from workbench.domain.places import phases_in_order, touchpoints_in_order
from workbench.pictures import PictureChoice, PictureKind


@dataclass(frozen=True, slots=True)
class Subject:
    """What is drawn: a journey that nobody changes any more, its numbers, and the day in words."""

    document: Document
    journey: str
    numbers: MapNumbers
    irritation: Irritation | None
    day: str

    @property
    def title(self) -> str:
        """What the journey is called."""
        return self.document.get(Journey, self.journey).title


def paper_look(icons: IconSource, dark: bool = False) -> Look:
    """Return the look of paper, whatever the window wears: light unless asked."""
    return Look(_paper_themes(dark), icons)


def part_of_subject(subject: Subject, chosen: Iterable[str]) -> Subject:
    """Return the subject with nothing but what is chosen."""
    return replace(subject, document=excerpt(subject.document, subject.journey, chosen))


def page_of(subject: Subject, choice: PictureChoice, ink: Ink) -> Page:
    """Lay a journey out with what was chosen to stand on and around it."""
    dressing = Dressing(
        numbers=replace(subject.numbers, heat=choice.heat),
        influences=choice.influences,
        headline=choice.headline,
        irritation=subject.irritation if choice.strip else None,
        # the day first: neither does a title from right to left turn it around, nor a long one push it out
        foot=f"{subject.day} · {subject.title}" if choice.foot else "",
    )
    return Page(subject.document, subject.journey, dressing, ink)


def steps_of(subject: Subject, choice: PictureChoice, icons: IconSource) -> Steps:
    """Return the steps that make the file; they raise PictureProblem for a picture that nobody could use."""
    yield 0.0
    if choice.kind is PictureKind.PNG:
        page = page_of(subject, choice, Ink(paper_look(icons, choice.dark), choice.scale, choice.is_clear))
        return (yield from png_steps(page, choice.scale, choice.is_clear, subject.title))
    ink = VectorInk(VectorLook(_paper_themes(choice.dark), icons), choice.is_clear)
    page = page_of(subject, choice, ink)
    if choice.kind is PictureKind.SVG:
        return (yield from svg_steps(page, subject.title, description(subject)))
    return (yield from pdf_steps(page, choice, ink, subject.title))


def description(subject: Subject) -> str:
    """What the picture shows, for whoever cannot see it."""
    phases = [phase.name for phase in phases_in_order(subject.document, subject.journey)]
    touchpoints = len(touchpoints_in_order(subject.document, subject.journey))
    what = f"A customer journey with {touchpoints} touchpoints in {len(phases)} phases"
    return f"{what}: {', '.join(phases)}. Drawn on {subject.day}." if phases else f"{what}. Drawn on {subject.day}."


def _paper_themes(dark: bool) -> ThemeSource:
    return ThemeSource(QGuiApplication.styleHints(), "dark" if dark else "light")
