"""Run every benchmark, each in a process of its own: `python -m benchmarks`."""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Return 0 if every benchmark came to its end."""
    folder = Path(__file__).parent
    names = sorted(path.stem for path in folder.glob("[!_]*.py"))
    ended = [subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], cwd=folder.parent) for name in names]
    return max((each.returncode for each in ended), default=0)


if __name__ == "__main__":
    sys.exit(main())
