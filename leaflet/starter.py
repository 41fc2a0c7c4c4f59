"""A new workspace: its folders, and a `leaflet.toml` that says what each line is for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from leaflet.errors import MachineError, Problem, UsageError
from leaflet.files import write_whole
from leaflet.languages import find, known, tag_of_folder
from leaflet.territories import territory as look_up
from leaflet.workspace import CONFIGURATION, stock_folder

FOLDERS = ("articles/pictures", "templates", "translations", "output")

_CONFIGURATION = """\
# What to build. `leaflet list languages --all` shows the tags of all languages.
languages = [{languages}]
source_language = "en"  # of your own articles
staff_language = "en"   # the second language on each sheet, for the staff
# sheets.build = ["a4", "large-print"]  # `leaflet list sheets`; the territory's paper, if left out

[clinic]
name = {name}
address = ""
phone = ""
web = ""          # starts with https://
territory = {territory}   # ISO 3166, as "GB": decides the emergency number and the paper
interpreter = ""  # the phone number of your interpreters
urgent = ""       # whom to call for urgent advice, where your territory has no one number
# logo = "logo.svg"
# qr = "https://example.org/{{article}}/{{language}}"

# Where `leaflet print` prints: a printer itself, or a queue of CUPS (`queue = "…"`).
# [printers.desk]
# uri = "ipp://desk.local/ipp/print"
# default = true

# What `leaflet print --rack waiting-room` prints.
# [racks.waiting-room]
# languages = {{en = 20, ar = 5}}
"""


def make_workspace(
    folder: Path, *, name: str = "", territory: str = "", languages: Iterable[str] = ()
) -> Path:
    """
    Make a workspace and return its folder.

    Args:
        folder: Must not be there, or be empty.
        name: The clinic's.
        territory: ISO 3166; may be filled in later.
        languages: Tags or names; empty for all that the stock is translated into.

    Raises:
        UsageError: The folder has something in it, a language or the territory is not known.
        MachineError: It cannot be written to.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(
            Problem(
                code="workspace",
                message=f"`{folder}` is not empty; it was left as it is",
                hint="choose a folder that is not there yet",
            )
        )
    if territory:
        look_up(territory)
    stock = _stock_languages()
    tags = [find(words, dict.fromkeys((*stock, *known()))) for words in languages] or stock
    root = folder.resolve()
    for name_of_folder in FOLDERS:
        try:
            (root / name_of_folder).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise MachineError(
                Problem(
                    code="disc",
                    message=f"`{root}` cannot be made: {(error.strerror or str(error)).lower()}",
                    hint="choose a folder that you may write to",
                )
            ) from error
    text = _CONFIGURATION.format(
        languages=", ".join(_quoted(tag) for tag in tags),
        name=_quoted(name),
        territory=_quoted(territory),
    )
    write_whole(root / CONFIGURATION, text.encode())
    return root


def _stock_languages() -> list[str]:
    folders = sorted((stock_folder() / "translations").glob("*/LC_MESSAGES"))
    tags = [tag_of_folder(path.parent.name) for path in folders]
    return ["en", *(tag for tag in tags if tag is not None)]


def _quoted(text: str) -> str:
    r"""
    Return a text as a TOML basic string.

    >>> _quoted('The "Old" Mill')
    '"The \\"Old\\" Mill"'
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    letters = (letter if letter >= " " else f"\\u{ord(letter):04X}" for letter in escaped)
    return f'"{"".join(letters)}"'
