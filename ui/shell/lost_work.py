"""What a crash left behind, told on the start screen with what can be done about it."""

from collections.abc import Callable

from ui.controls.buttons import Choice
from ui.controls.labels import how_many
from ui.controls.look import Look
from ui.controls.notice import Banner
from ui.shell.start_cards import Wish
from workbench.storage.recovery import Recovery


def banner_of(recovery: Recovery, look: Look, wish: Callable[[Wish], object]) -> Banner:
    """Return a banner that tells of lost work; `wish` takes what is chosen for it."""
    changes = how_many(recovery.edits, "change")
    since = "made after the last save" if recovery.path else "never saved to a file"
    when = f"{recovery.last.astimezone():%d %B, %H:%M}".lstrip("0")
    buttons = [Choice("discard", "Throw away")]
    if recovery.readable:
        buttons += [Choice("look", "Look at it first"), Choice("recover", "Get them back")]
    banner = Banner(
        look,
        "history",
        f"“{recovery.title}” was still open when the program stopped.",
        f"We kept {changes} {since}, the last on {when}. {_what_of_the_file(recovery)}".rstrip(),
        buttons,
    )
    banner.chosen.connect(lambda key: wish(Wish(key, recovery)))
    return banner


def _what_of_the_file(recovery: Recovery) -> str:
    if not recovery.readable:
        return "What they were made on cannot be read any more, so they cannot be had back."
    if recovery.path is None:
        return ""
    if recovery.file_changed:
        return "The file itself is not the one they were made on; getting them back leaves it as it is."
    return "Your saved file is untouched."
