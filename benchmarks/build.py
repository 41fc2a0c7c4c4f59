"""How long building takes: one process for each handout, one build of all, and a build of nothing.

Run it with `.venv/bin/python benchmarks/build.py`. It builds the handouts of this repository into
temporary folders. Machines are noisy: trust the ratios, which are of one run, not the seconds.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROUNDS = 2


def run(*command: str) -> None:
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)


def leaflet(*arguments: str) -> None:
    run(sys.executable, "-m", "leaflet", "-w", str(ROOT), *arguments)


def measured(work: Callable[[], None]) -> float:
    """Return the seconds on the clock of the quickest of some rounds."""
    clocks = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        clocks.append(time.perf_counter() - start)
    return min(clocks)


def main() -> None:
    languages = ["en", "es", "de", "ar", "hi", "zh-Hans"]
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder, "kept")
        leaflet("build", "-o", str(kept))  # warms the font cache; is what the last case finds

        def one_process_each() -> None:
            with tempfile.TemporaryDirectory() as output:
                for tag in languages:
                    leaflet("build", "-o", output, "-j", "1", "-l", tag)

        def one_build(jobs: str) -> Callable[[], None]:
            def work() -> None:
                with tempfile.TemporaryDirectory() as output:
                    leaflet("build", "-o", output, "-j", jobs)

            return work

        cases = {
            f"{len(languages)} handouts, a process each": one_process_each,
            f"{len(languages)} handouts, one build, -j 1": one_build("1"),
            f"{len(languages)} handouts, one build, -j 2": one_build("2"),
            "nothing has changed": lambda: leaflet("build", "-o", str(kept)),
            "python -m leaflet --version": lambda: leaflet("--version"),
            "script/leaflet --version": lambda: run(str(ROOT / "script" / "leaflet"), "--version"),
        }
        results = {name: measured(work) for name, work in cases.items()}
    base = next(iter(results.values()))
    for name, seconds in results.items():
        print(f"{name:34}{seconds:7.2f} s{seconds / base:8.3f}")


if __name__ == "__main__":
    main()
