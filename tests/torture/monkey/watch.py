"""What must not happen while somebody works: exceptions, warnings, a window that stands still, memory that goes."""

import ctypes
import faulthandler
import gc
import os
import sys
import tempfile
import threading
import tomllib
import traceback
from collections import Counter, deque
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, QMessageLogContext, QtMsgType, qInstallMessageHandler

ROOT = Path(__file__).resolve().parents[3]
LONGEST_STALL = 0.5
TOLD_BEFORE = 30
_SCHEDULE = Path("/proc/thread-self/schedstat")
_PAGE = os.sysconf("SC_PAGE_SIZE")

Report = Callable[[str], None]


class Watch:
    """Counts faults by kind and place, and writes each down once with what was done last; `log` is a file's number."""

    def __init__(self, report: Report, seed: int, longest_stall: float = LONGEST_STALL, log: int | None = None) -> None:
        self.faults: Counter[str] = Counter()
        self.longest = 0.0
        self.events = 0
        self._report = report
        self._seed = seed
        self._longest_stall = longest_stall
        self._log = log
        self._last: deque[str] = deque(maxlen=TOLD_BEFORE)
        self._harmless = _harmless_warnings()
        self._stacks = tempfile.TemporaryFile("w+")  # noqa: SIM115  (open as long as anybody watches)
        self._beat = _moments()

    def note(self, told: str) -> None:
        """Remember an event that is about to be made."""
        self.events += 1
        self._last.append(f"{self.events:>6} {told}")
        if self._log is not None:
            # at once: what the program dies of must be in it
            os.write(self._log, f"{self._last[-1]}\n".encode(errors="backslashreplace"))

    def fault(self, what: str, detail: str = "") -> None:
        """Count one, and tell the whole story the first time."""
        self.faults[what] += 1
        if self.faults[what] == 1:
            events = "\n".join(self._last)
            self._report(f"seed {self._seed}, event {self.events}: {what}\n{detail}\nThe last events:\n{events}\n\n")

    def beat(self) -> None:
        """Mark a moment in which the window is not busy; it was so for too long if the last one is too far away."""
        wall, waited = _moments()
        busy = wall - self._beat[0] - (waited - self._beat[1])
        if busy > self._longest_stall:
            self._stacks.seek(0)
            last = self._last[-1].split(maxsplit=1)[-1] if self._last else "the start"
            self.fault(f"stall after {last.split(' at ')[0]}", f"{busy:.2f} s\n{self._stacks.read()}")
        self.longest = max(self.longest, busy)
        self._begin_beat()

    def pause(self) -> None:
        """Expect no moment until the next beat is begun."""
        faulthandler.cancel_dump_traceback_later()

    def resume(self) -> None:
        """Go on after a pause, which does not count."""
        self._begin_beat()

    def _begin_beat(self) -> None:
        self._stacks.seek(0)
        self._stacks.truncate()
        self._beat = _moments()
        faulthandler.dump_traceback_later(self._longest_stall, file=self._stacks)

    @contextmanager
    def watching(self) -> Generator[None]:
        """Hear of every exception, in every thread, and of every warning."""
        hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._raised
        threading.excepthook = lambda args: self._raised(args.exc_type, args.exc_value, args.exc_traceback)
        sys.unraisablehook = lambda args: self._raised(args.exc_type, args.exc_value, args.exc_traceback)
        earlier = qInstallMessageHandler(self._warned)
        faulthandler.enable()
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
            qInstallMessageHandler(earlier)
            sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
            self._stacks.close()

    def _raised(self, kind: type[BaseException], value: BaseException | None, trace: TracebackType | None) -> None:
        frames = traceback.extract_tb(trace)
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "nowhere"
        self.fault(f"{kind.__name__} at {place}", "".join(traceback.format_exception(kind, value, trace)))

    def _warned(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not any(text.startswith(each) for each in self._harmless):
            self.fault(f"Qt says “{text[:80]}”", "".join(traceback.format_stack()))


def resident_mb() -> float:
    """What the process holds once everything that can go has gone, in megabytes."""
    # Qt before the collector: see the fixture of the window's tests
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * _PAGE / 2**20


def _moments() -> tuple[float, float]:
    """Seconds since the thread began to live, and how many of them it waited for a processor that others had."""
    import time

    ran_and_waited = _SCHEDULE.read_text().split() if _SCHEDULE.exists() else ("0", "0")
    return time.perf_counter(), int(ran_and_waited[1]) / 1e9


def _harmless_warnings() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return settings["tool"]["pytest"]["ini_options"]["qt_log_ignore"]
