"""Subjects and pages for the tests of exports."""

from tests.ui.canvas.journeys import Sketch, numbers_of
from ui.canvas.ink import Ink
from ui.canvas.page import Irritation, Page
from ui.canvas.vector_ink import VectorInk, VectorLook
from ui.exporting.drawing import Subject, page_of, paper_look
from ui.icons import IconSource
from workbench.domain.document import Document
from workbench.domain.places import phases_in_order
from workbench.pictures import PictureChoice


def subject_of(sketch: Sketch) -> Subject:
    """The sketch with numbers and a strip, as it is now."""
    phases = [phase.id for phase in phases_in_order(sketch.document, sketch.journey)]
    irritation = Irritation(phases, [1.0, 4.0, 7.5], threshold=7.0)
    copy = Document(sketch.document.elements.values())
    return Subject(copy, sketch.journey, numbers_of(sketch), irritation, "22 November 2026")


def page(subject: Subject, choice: PictureChoice | None = None, ratio: float = 1.0) -> Page:
    """The page as pixels show it."""
    choice = choice or PictureChoice()
    return page_of(subject, choice, Ink(paper_look(IconSource(), choice.dark), ratio, choice.is_clear))


def vector_page(subject: Subject, choice: PictureChoice) -> tuple[Page, Ink]:
    """The page as drawings show it."""
    icons = IconSource()
    ink = VectorInk(VectorLook(paper_look(icons).themes, icons), choice.is_clear)
    return page_of(subject, choice, ink), ink
