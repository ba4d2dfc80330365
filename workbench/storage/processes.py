"""Whether the process that wrote something is still at work."""

import os
import socket
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Process:
    """One process on one machine; `born` tells it from a later one of the same number, where the system says."""

    pid: int
    host: str
    born: str = ""


def this_process() -> Process:
    """Return the running process."""
    return Process(os.getpid(), this_host(), _birth(os.getpid()))


def is_running(process: Process) -> bool:
    """Return whether `process` runs on this machine; what another machine runs cannot be seen and counts as ended."""
    if process.host != this_host() or process.pid <= 0:
        return False
    return exists(process.pid) and _birth(process.pid) == process.born


if sys.platform == "darwin":
    import plistlib
    from xml.parsers.expat import ExpatError

    _NETWORK = Path("/Library/Preferences/SystemConfiguration/preferences.plist")

    def this_host() -> str:
        """Return the name of this machine, the same in every network."""
        try:
            # each network may give the machine another name, by which a process would pass for one of elsewhere
            names = plistlib.loads(_NETWORK.read_bytes())["System"]["Network"]["HostNames"]
            return str(names["LocalHostName"])
        except (OSError, ValueError, LookupError, TypeError, ExpatError):
            return socket.gethostname()

else:

    def this_host() -> str:
        """Return the name of this machine."""
        return socket.gethostname()


if sys.platform == "win32":
    import ctypes

    _QUERY_LIMITED_INFORMATION = 0x1000
    _STILL_ACTIVE = 259

    def exists(pid: int) -> bool:
        """Return whether a process of this number runs on this machine."""
        # os.kill would end the process here, whatever the signal
        system = ctypes.windll.kernel32
        handle = system.OpenProcess(_QUERY_LIMITED_INFORMATION, False, pid)
        if not handle:
            return False
        code = ctypes.c_ulong()
        system.GetExitCodeProcess(handle, ctypes.byref(code))
        system.CloseHandle(handle)
        return code.value == _STILL_ACTIVE

    def _birth(pid: int) -> str:
        system = ctypes.windll.kernel32
        handle = system.OpenProcess(_QUERY_LIMITED_INFORMATION, False, pid)
        if not handle:
            return ""
        # the first of four times, each in steps of 100 ns
        times = [ctypes.c_ulonglong() for _ in range(4)]
        found = system.GetProcessTimes(handle, *(ctypes.byref(each) for each in times))
        system.CloseHandle(handle)
        return str(times[0].value) if found else ""

else:

    def exists(pid: int) -> bool:
        """Return whether a process of this number runs on this machine."""
        try:
            os.kill(pid, 0)
        except PermissionError:
            return True
        except (ProcessLookupError, OverflowError):
            return False
        return True

    def _birth(pid: int) -> str:
        try:
            # the process's own name comes before and may hold blanks and brackets
            return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[19]
        except (OSError, IndexError):
            return ""
