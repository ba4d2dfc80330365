"""What must not happen while somebody works: exceptions, warnings, a window that stands still, memory that goes."""

import ctypes
import faulthandler
import gc
import os
import sys
import threading
import time
import tomllib
import traceback
from collections import Counter, deque
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QMessageLogContext, QtMsgType, qInstallMessageHandler

ROOT = Path(__file__).resolve().parents[3]
LONGEST_STALL = 0.5
TOLD_BEFORE = 30
_WORTH_TELLING = 0.1
_LOOKED_EVERY = 0.05
_LONGEST_KIND = 60
_SCHEDULE = Path("/proc/thread-self/schedstat")
_PAGE = os.sysconf("SC_PAGE_SIZE")

Report = Callable[[str], None]


class Pause(NamedTuple):
    """For how many seconds the window answered nothing, what it waited for a processor left out; and what it worked."""

    lasted: float
    worked: float

    def __str__(self) -> str:
        return f"{self.lasted * 1000:.0f} ms ({self.worked * 1000:.0f} worked)"


class _Moment(NamedTuple):
    wall: float
    waited: float
    worked: float


class Watch:
    """Counts faults by kind and place, and writes each down once with what was done last; `log` is a file's number."""

    def __init__(self, report: Report, seed: int, longest_stall: float = LONGEST_STALL, log: int | None = None) -> None:
        self.faults: Counter[str] = Counter()
        self.slow: dict[str, Pause] = {}
        self.events = 0
        self._report = report
        self._seed = seed
        self._longest_stall = longest_stall
        self._log = log
        self._last: deque[str] = deque(maxlen=TOLD_BEFORE)
        self._harmless = _harmless_warnings()
        self._beat: _Moment | None = None
        self._thread = threading.get_ident()
        self._stack: list[str] = []
        self._stood = 0.0

    @property
    def is_paused(self) -> bool:
        """Whether the program is looked at rather than played with."""
        return self._beat is None

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
        """Mark a moment in which the window is not busy; it was so for too long if it worked or was blocked since."""
        if self._beat is None:
            return
        self._judge(self._last[-1].split(maxsplit=1)[-1] if self._last else "the start", self._beat)
        self._begin_beat()

    @contextmanager
    def measured(self, told: str) -> Generator[None]:
        """Judge something the window does without its event loop as if it were an event."""
        self._begin_beat()
        begun = self._beat or _moments()
        yield
        self._judge(told, begun)
        self.pause()

    def _judge(self, told: str, begun: _Moment) -> None:
        now = _moments()
        pause = Pause(now.wall - begun.wall - (now.waited - begun.waited), now.worked - begun.worked)
        kind = told.split(" at ")[0][:_LONGEST_KIND]
        if pause.lasted > _WORTH_TELLING:
            self.slow[kind] = max(pause, self.slow.get(kind, pause))
        # the rest of it the thread stood in a queue, for a processor or for whoever holds the interpreter
        blocked = min(self._stood, pause.lasted - pause.worked)
        if max(pause.worked, blocked) > self._longest_stall:
            self.fault(f"stall after {kind}", "\n".join((str(pause), *self._stack)))

    def pause(self) -> None:
        """Expect no moment until the next beat is begun, and judge none that comes."""
        self._beat = None

    def resume(self) -> None:
        """Go on after a pause, which does not count."""
        self._begin_beat()

    def _begin_beat(self) -> None:
        self._stack = []
        self._stood = 0.0
        self._beat = _moments()

    def _look_on(self, over: threading.Event) -> None:
        """Count how long the window's thread stands still, and write down where once that is too long.

        Not by `faulthandler`, which begins a thread for every beat and reads frames without holding the interpreter.
        """
        while not over.wait(_LOOKED_EVERY):
            beat = self._beat
            if beat is None:
                continue
            self._stood += _LOOKED_EVERY
            if not self._stack and time.perf_counter() - beat.wall > self._longest_stall:
                self._stack = _stack_of(self._thread)

    @contextmanager
    def watching(self) -> Generator[None]:
        """Hear of every exception, in every thread, and of every warning."""
        hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._raised
        threading.excepthook = lambda args: self._raised(args.exc_type, args.exc_value, args.exc_traceback)
        sys.unraisablehook = lambda args: self._raised(args.exc_type, args.exc_value, args.exc_traceback)
        earlier = qInstallMessageHandler(self._warned)
        faulthandler.enable()
        over = threading.Event()
        onlooker = threading.Thread(target=self._look_on, args=(over,), daemon=True)
        onlooker.start()
        try:
            yield
        finally:
            over.set()
            onlooker.join()
            qInstallMessageHandler(earlier)
            sys.excepthook, threading.excepthook, sys.unraisablehook = hooks

    def _raised(self, kind: type[BaseException], value: BaseException | None, trace: TracebackType | None) -> None:
        frames = traceback.extract_tb(trace)
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "nowhere"
        self.fault(f"{kind.__name__} at {place}", "".join(traceback.format_exception(kind, value, trace)))

    def _warned(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not any(text.startswith(each) for each in self._harmless):
            self.fault(f"Qt says “{text[:80]}”", "".join(traceback.format_stack()))


def _stack_of(thread: int) -> list[str]:
    """Where a thread is; its frames are let go at once, for whoever holds one keeps painters that are in it alive."""
    frame = sys._current_frames()[thread]
    return [f"{each.f_code.co_filename}:{line} {each.f_code.co_name}" for each, line in traceback.walk_stack(frame)]


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


def _moments() -> _Moment:
    """Seconds by the clock, those the thread has waited for a processor that others had, and those it has worked."""
    ran_and_waited = _SCHEDULE.read_text().split() if _SCHEDULE.exists() else ("0", "0")
    return _Moment(time.perf_counter(), int(ran_and_waited[1]) / 1e9, time.thread_time())


def _harmless_warnings() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return settings["tool"]["pytest"]["ini_options"]["qt_log_ignore"]
