"""The program without a window: an application that paints into memory, for as long as there is something to paint."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ui.app import make_application
from ui.headless import drawn, run_headless
from ui.main_window import now
from workbench.domain.document import Document
from workbench.pictures import PictureChoice
from workbench.storage.problems import StorageProblem, cause_of
from workbench.storage.store import read_snapshot


def run_without_display(path: Path, folder: Path) -> int:
    """Do the main job on a journey and write its results into `folder`; return the exit status."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = make_application(sys.argv[:1])
    try:
        return run_headless(Document(read_snapshot(path)[1]), folder, sys.stdout)
    except OSError as error:
        sys.stderr.write(f"journey-workbench: {_not_written(folder, error)}\n")
        return 2
    except StorageProblem as problem:
        sys.stderr.write(f"journey-workbench: {problem}\n")
        return 2
    finally:
        application.shutdown()


def draw_without_display(document: Document, journey: str, choice: PictureChoice, chosen: Sequence[str]) -> bytes:
    """Draw a journey, or only what has one of these ids, and return the file; raises PictureProblem."""
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = make_application(sys.argv[:1])
    try:
        return drawn(document, journey, choice, chosen, now())
    finally:
        application.shutdown()


def _not_written(folder: Path, error: OSError) -> str:
    return f"The results cannot be written into {folder}: {cause_of(error)}. Choose another folder with --output."
