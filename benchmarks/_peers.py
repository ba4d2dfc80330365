"""Other people's engines, each in a process of its own in an environment that the program never sees.

A peer says {"version": …} when it is ready or {"refused": …}, then answers every line, a JSON number, with a JSON
object; see `peers/`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

FOLDER = Path(__file__).parent / "peers"


def environment(peer: str = "") -> Path:
    """Where peers are installed, or one that fits no other; `make bench` makes them, PEERS names another place."""
    named = Path(os.environ.get("PEERS", FOLDER.parents[1] / ".venv-peers"))
    return named.with_name(f"{named.name}-{peer}") if peer else named


def interpreter(peer: str = "") -> Path:
    """The Python of such an environment, whether or not it is there."""
    return environment(peer) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


class Peer:
    """One engine with one journey, as long as the block lasts; `refusal` says why it cannot be asked."""

    def __init__(self, script: str, name: str, journey: Path) -> None:
        self.name = name
        self.refusal = ""
        self.version = ""
        self._process: subprocess.Popen[str] | None = None
        python = interpreter()
        if not python.exists():
            self.refusal = f"no environment at {python.parents[1].name}: run `make bench`"
            return
        self._process = subprocess.Popen(
            [python, FOLDER / f"{script}.py", name, journey],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        told = self._heard()
        self.refusal, self.version = told.get("refused", ""), told.get("version", "")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def ask(self, number: float) -> dict[str, Any]:
        """Let the peer do so much, seconds for a solver, customers for a walker; nothing once it has given up."""
        if self._process is None or self._process.stdin is None or self.refusal:
            return {}
        self._process.stdin.write(f"{json.dumps(number)}\n")
        self._process.stdin.flush()
        told = self._heard()
        self.refusal = told.get("refused", "")
        return {} if self.refusal else told

    def _heard(self) -> dict[str, Any]:
        assert self._process is not None, self.refusal
        assert self._process.stdout is not None, "it was opened with one"
        for line in self._process.stdout:
            if line.startswith("{"):
                return json.loads(line)
        return {"refused": f"ended with status {self._process.wait()}"}
