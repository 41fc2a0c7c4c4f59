"""Files written whole or not at all, and one writer at a time."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from leaflet.errors import MachineError, Problem


def write_whole(path: Path, data: bytes) -> None:
    """
    Write a file so that it is there whole, or as it was before.

    Raises:
        MachineError: The folder cannot be written to, or the disc is full.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp gives 0600; what is built is for everybody whom the folder lets in.
        os.chmod(temporary, 0o666 & ~_umask())  # noqa: PTH101 (a descriptor's name)
        os.replace(temporary, path)  # noqa: PTH105
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108


def write_changed(path: Path, data: bytes) -> None:
    """Write a file that is not there, or says something else; raises as `write_whole`."""
    if not path.is_file() or path.read_bytes() != data:
        write_whole(path, data)


IMPOSED = ".print.pdf"
"""How the file to print and fold ends, beside the handout."""
PRESS = ".press.pdf"
"""How the file for a print shop ends. It is sent away at once, so the manifest does not keep it."""


def write_beside(path: Path, files: Mapping[str, bytes]) -> None:
    """Write files beside another, by their suffixes; one without content is deleted: it is old."""
    for suffix, data in files.items():
        if data:
            write_whole(path.with_suffix(suffix), data)
        else:
            path.with_suffix(suffix).unlink(missing_ok=True)


# What `mkstemp` makes of the prefix that `write_whole` gives it.
_HALF = re.compile(r"\..+\.(pdf|html|json)\.[a-z0-9_]{8}")


def sweep(folder: Path) -> None:
    """Delete what was written half when a build was killed; the folder must be locked."""
    for path in folder.rglob(".*"):
        if _HALF.fullmatch(path.name) and path.is_file():
            with contextlib.suppress(OSError):
                path.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _refused(path: Path, error: OSError) -> MachineError:
    reason = (error.strerror or str(error)).lower()
    hint = "look at the permissions of the folder, or choose another with `-o FOLDER`"
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        hint = "make room on the disc, then build again; what is finished is not made twice"
    if error.errno in (errno.EEXIST, errno.ENOTDIR, errno.EISDIR):
        hint = "something else stands in its place, or in place of its folder: move it away"
    return MachineError(
        Problem(
            code="disc",
            message=f"`{path}` cannot be written: {reason}; what was there before is untouched",
            hint=hint,
        )
    )


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """
    Hold the lock of a folder, which is made if it is not there.

    Raises:
        MachineError: Somebody else holds it, or the folder cannot be written to.
    """
    path = folder / ".lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise MachineError(
                    Problem(
                        code="lock",
                        message=f"another leaflet is at work in `{folder}`",
                        hint="wait for it, or choose another folder with `-o FOLDER`",
                    )
                ) from error
            yield
    except OSError as error:
        raise _refused(folder, error) from error
