"""The profile of a press: which inks it has, as its print shop says it (ICC.1, 7.2)."""

from __future__ import annotations

from pathlib import Path

from leaflet.errors import MachineError, Problem

STOCK = Path("/usr/share/color/icc/ghostscript/default_cmyk.icc")
"""A common press, of the Debian package libgs-common."""


def read_profile(path: Path | None = None) -> bytes:
    """
    Return the profile of a press.

    Args:
        path: The file of the print shop; None for that of a common press.

    Raises:
        MachineError: It cannot be read, or is not that of a press with four inks.
    """
    found = path or STOCK
    hint = "ask the print shop for the profile of its press, and name it with `--profile FILE`"
    if path is None:
        hint += "; or install that of a common press: `apt-get install libgs-common`"
    try:
        data = found.read_bytes()
    except OSError as error:
        message = f"the profile `{found}` cannot be read: {(error.strerror or str(error)).lower()}"
        raise MachineError(Problem(code="profile", message=message, hint=hint)) from error
    if data[36:40] != b"acsp":
        message = f"`{found}` is no ICC profile"
    elif data[12:16] != b"prtr" or data[16:20] != b"CMYK":
        message = f"`{found}` is not the profile of a press with four inks"
    else:
        return data
    raise MachineError(Problem(code="profile", message=message, hint=hint))
