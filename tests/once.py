"""What is made once for all processes that run tests."""

from __future__ import annotations

import fcntl
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """Folders that are filled by the process that asks first."""

    shared: Path
    """Where they are; of all processes of one run."""

    def __call__(self, name: str, fill: Callable[[Path], object]) -> Path:
        """
        Return the folder of a name; filled, if nobody has done so yet.

        Who comes while another process fills it waits; so let that take as many cores as there are.
        What fails leaves no folder, and who comes next tries again.
        """
        folder = self.shared / name
        with (self.shared / f"{name}.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.is_dir():
                half = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=self.shared))
                fill(half)
                half.rename(folder)
        return folder
