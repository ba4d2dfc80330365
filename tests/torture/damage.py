"""Files that were cut off or altered: `python -m tests.torture.damage` prints how many were bad.

A project opens, with a remark if it holds anything else than was saved, or its last version is offered in a few
sentences and opens; a journal keeps everything before its first bad line; and what is brought
back from a journal with a damaged base is right or refused.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from tests.helpers.documents import typical_elements
from tests.helpers.sessions import workplace
from tests.torture.plan import Content, Run, content_after
from tests.torture.tally import Tally, run_alone
from workbench.session import Session, Workplace
from workbench.storage.journal import SUFFIX, Entry, read_journal
from workbench.storage.problems import DamagedFileProblem, FileProblem
from workbench.storage.rescue import find_rescue
from workbench.storage.store import ProjectInfo, write_snapshot

FLIPS = 1000
_STEPS = 100
_LONGEST_MESSAGE = 400

Damage = tuple[int, bytes]
"""Where the first byte differs, and what the file then holds."""


def damage(flips: int, folder: Path, seed: int = 9) -> Tally:
    """Cut each of three files at every hundredth and alter `flips` bits of each."""
    dice, tally = Random(seed), Tally("damaged files")
    _project_of(dice, flips, folder, tally)
    run = Run(folder)
    run.follow()
    run.end()
    (journal,) = run.place.state_folder.glob(f"*{SUFFIX}")
    _journal_of(dice, flips, journal, tally)
    _base_of(dice, flips, journal.with_suffix(".base"), run, tally)
    return tally


def cut_and_altered(data: bytes, dice: Random, flips: int) -> Iterator[Damage]:
    """Yield `data` cut off at every hundredth, and `flips` times with one bit altered."""
    for step in range(_STEPS + 1):
        length = len(data) * step // _STEPS
        yield length, data[:length]
    for _ in range(flips):
        place = dice.randrange(len(data))
        altered = bytearray(data)
        altered[place] ^= 1 << dice.randrange(8)
        yield place, bytes(altered)


def _project_of(dice: Random, flips: int, folder: Path, tally: Tally) -> None:
    """Damage a project that has two versions; whatever is refused must offer the last one."""
    place = workplace(folder / "damaged")
    path = folder / "typical.journey"
    write_snapshot(path, ProjectInfo("uuid"), typical_elements())
    session = Session.open(path, place)
    for title in ("Saved once", "Saved twice"):
        with session.document.edit("Rename") as edit:
            edit.update("j1", title=title)
        session.save()
    session.close()
    whole, wanted = path.read_bytes(), dict(session.document.elements)
    for _, data in cut_and_altered(whole, dice, flips):
        path.write_bytes(data)
        _judge("project", tally, lambda: _opens_or_offers(path, place, wanted))


def _opens_or_offers(path: Path, place: Workplace, wanted: Content) -> bool:
    """Open the project, and tell what differs; else take what is offered, which must be what was saved last."""
    try:
        session = Session.open(path, place)
    except DamagedFileProblem as problem:
        rescue = find_rescue(problem, path, place.state_folder)
        if rescue is None or {each.id: each for each in rescue.elements} != wanted:
            return False
        if not _is_sentence(rescue.told("yesterday")):
            return False
        session = Session.rescue(rescue, place)
    else:
        if session.document.elements != wanted and not session.remark and not session.read_only:
            return False
    session.close(discard=True)
    return True


def _journal_of(dice: Random, flips: int, path: Path, tally: Tally) -> None:
    whole = path.read_bytes()
    entries = read_journal(path).entries
    for place, data in cut_and_altered(whole, dice, flips):
        path.write_bytes(data)
        # the header is the first line, the entries follow
        expected = entries[: max(0, whole[:place].count(b"\n") - 1)]
        _judge("journal", tally, lambda expected=expected: _kept_before(path, expected))
    path.write_bytes(whole)


def _kept_before(path: Path, expected: tuple[Entry, ...]) -> bool:
    return read_journal(path).entries == expected


def _base_of(dice: Random, flips: int, path: Path, run: Run, tally: Tally) -> None:
    whole, wanted = path.read_bytes(), run.states[-1]
    run.path.unlink()
    for _, data in cut_and_altered(whole, dice, flips):
        path.write_bytes(data)
        _judge("base", tally, lambda: _same(wanted, content_after(run.path, run.place)))


def _same(wanted: Content, found: Content) -> bool:
    return wanted == found


def _judge(what: str, tally: Tally, is_right: Callable[[], bool]) -> None:
    tally.cases += 1
    try:
        if not is_right():
            tally.faults[f"{what} is wrong"] += 1
    except FileProblem as problem:
        if not _is_sentence(str(problem)):
            tally.faults[f"no sentence: {str(problem)[:80]}"] += 1
    except Exception as error:  # noqa: BLE001  (whatever else comes out is what this rig looks for)
        tally.faults[f"{what}: {type(error).__name__}"] += 1


def _is_sentence(message: str) -> bool:
    return "\n" not in message and len(message) <= _LONGEST_MESSAGE and message.endswith(".")


def main(argv: list[str]) -> int:
    """Run alone."""
    return run_alone(damage, argv, FLIPS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
