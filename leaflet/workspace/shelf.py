"""What lies on the shelves of a workspace: files read, and pictures found where they may lie."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from leaflet.errors import ContentError, MachineError, Place, Problem, did_you_mean
from leaflet.workspace.pictures import LIMIT_BYTES, SUFFIXES, mistake


class Shelf(Protocol):
    """Where files are looked up: a workspace."""

    @property
    def root(self) -> Path:
        """Its own folder."""

    def find(self, name: str) -> Path | None:
        """Return the first file of that name, as "articles/cough.md", or None."""

    def holds(self, path: Path) -> bool:
        """Tell whether a file lies in the workspace or in the stock, links followed."""


def read_bytes(path: Path) -> bytes:
    """
    Return the bytes of a file.

    Raises:
        MachineError: The system refuses.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise MachineError(
            Problem(
                code="file",
                message=f"`{path}` cannot be read: {(error.strerror or str(error)).lower()}",
                hint="look at the permissions of the file",
            )
        ) from error


def find_picture(shelf: Shelf, name: str, place: Place) -> bytes:
    """
    Return the bytes of a picture that lies inside the workspace or the stock, links followed.

    Args:
        shelf: Where to look.
        name: Relative to the folder, as "articles/pictures/cup.svg".
        place: Where it is asked for, for messages.

    Raises:
        ContentError: It is missing, too large, of an unknown kind, broken, or lies elsewhere.
    """

    def refuse(message: str, hint: str) -> ContentError:
        return ContentError(Problem(code="picture", message=message, place=place, hint=hint))

    path = shelf.find(name)
    if path is None:
        folder_ = (shelf.root / name).parent
        near = [
            entry.name
            for entry in (folder_.iterdir() if folder_.is_dir() else ())
            if entry.suffix.lower() in SUFFIXES and entry.is_file()
        ]
        hint = did_you_mean(Path(name).name, near) if near else f"put a file there: `{name}`"
        raise refuse(f"the picture `{name}` does not exist", hint)
    if not shelf.holds(path):
        raise refuse(f"the picture `{name}` lies outside the workspace", "copy it into the folder")
    if path.suffix.lower() not in SUFFIXES:
        raise refuse(
            f"the picture `{name}` is of a kind that cannot be printed",
            "save it as SVG, PNG or JPEG",
        )
    size = path.stat().st_size
    if size > LIMIT_BYTES:
        raise refuse(
            f"the picture `{name}` has {size / 1024 / 1024:.1f} MiB, the limit is "
            f"{LIMIT_BYTES // 1024 // 1024} MiB",
            "save it smaller: 60 mm at 300 dpi are 700 pixels",
        )
    data = read_bytes(path)
    if wrong := mistake(data, path.suffix.lower()):
        raise refuse(f"the picture `{name}` {wrong[0]}", wrong[1])
    return data
