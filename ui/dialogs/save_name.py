"""Ask where to write a file, and ask again before another one is lost."""

import re
import unicodedata
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.controls.look import Look
from ui.dialogs.frame import ask

_LONGEST: Final = 80
_LONGEST_BYTES: Final = 200
_DEVICES: Final = re.compile(r"^(CON|PRN|AUX|NUL|(COM|LPT)[0-9¹²³])(?=\.|$)", re.IGNORECASE)
"""What Windows takes for a device, whatever ending follows."""


def file_name(title: str) -> str:
    """Return a journey's title as a name that every file system takes."""
    composed = unicodedata.normalize("NFC", title)
    # letters, numbers and the marks on letters, without which many scripts fall apart
    kept = "".join(each if each in " -_.," or unicodedata.category(each)[0] in "LMN" else " " for each in composed)
    words = " ".join(kept.split())[:_LONGEST].encode()[:_LONGEST_BYTES].decode(errors="ignore")
    return _DEVICES.sub(r"\1 journey", words.strip(". "), 1) or "Journey"


def ask_save_path(
    look: Look, caption: str, suggested: Path, kinds: str, suffix: str, parent: QWidget | None = None
) -> Path | None:
    """Return the file to write, which always ends with `suffix`, or None where nothing was chosen."""
    chosen, _ = QFileDialog.getSaveFileName(parent, caption, str(suggested), kinds)
    if not chosen:
        return None
    if chosen.lower().endswith(suffix):
        return Path(chosen)
    path = Path(chosen + suffix)
    # the file dialog has asked about the name as it was typed, not about the one with the suffix
    return path if not path.exists() or _may_replace(look, path, parent) else None


def _may_replace(look: Look, path: Path, parent: QWidget | None) -> bool:
    text = f"There is a file of that name in {path.parent}. What it holds would be gone."
    answers = (("cancel", "Cancel"), ("replace", "Replace it"))
    return ask(look, f"Replace “{path.name}”?", text, answers, parent) == "replace"
