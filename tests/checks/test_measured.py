"""How good the checks are, in every language: the floors of `benchmarks/checks/`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.slow
def test_floors_hold_in_every_language() -> None:
    """All wrong digits and units, nearly all lost negations, hardly an alarm for nothing."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "checks" / "measure.py"), "--floors"],
        capture_output=True,
        check=False,
        text=True,
    )
    assert (0, "") == (done.returncode, done.stderr.strip())
