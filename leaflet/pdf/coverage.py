"""Whether the installed fonts have the letters of a language, and what to install if not."""

from __future__ import annotations

import functools
import string
from collections.abc import Collection
from dataclasses import dataclass

from leaflet.errors import MachineError, Problem
from leaflet.languages import Language
from leaflet.languages.samples import digits
from leaflet.languages.table import table
from leaflet.pdf.fonts import installed

EVERYWHERE = frozenset(string.ascii_letters + string.digits + ".,:;!?()%+-–—−/°≤≥≈•→☐✓☎")
"""What stands in handouts of every language: units, addresses, doses, boxes to tick."""

_SHOWN = 12
"""So many of the letters that are missing say enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """What the installed fonts do not have of a language."""

    families: tuple[str, ...]
    """Those of its stack that are not installed."""
    characters: tuple[str, ...]
    """Those that no installed family of its stack has, sorted."""

    @property
    def packages(self) -> tuple[str, ...]:
        """What to install, as Debian calls it; empty where a newer version may be all it takes."""
        found = (table().package(family) for family in self.families)
        return tuple(dict.fromkeys(filter(None, found)))

    def __str__(self) -> str:
        """
        >>> print(Lack(families=("Noto Sans Lao",), characters=("ກ", "ຂ")))
        the font `Noto Sans Lao` is not installed, so there is no letter for ກ ຂ
        """
        words = ""
        if self.families:
            names = ", ".join(f"`{family}`" for family in self.families)
            are = "fonts {} are" if len(self.families) > 1 else "font {} is"
            words = f"the {are.format(names)} not installed"
        if self.characters:
            shown = " ".join(map(_visible, self.characters[:_SHOWN]))
            more = len(self.characters) - _SHOWN
            words += (", so there" if words else "there") + f" is no letter for {shown}"
            words += f" and {more} more" if more > 0 else ""
        return words


def _visible(character: str) -> str:
    """
    Return a character to be read on its own, a mark with the circle that stands for its letter.

    >>> _visible("a"), _visible("\u0301"), _visible("\u200b")
    ('a', '◌́', 'U+200B')
    """
    import unicodedata

    category = unicodedata.category(character)
    if category[0] == "M":
        return f"\u25cc{character}"
    return character if character.isprintable() else f"U+{ord(character):04X}"


def lack(language: Language, characters: Collection[str]) -> Lack | None:
    """
    Return what the installed fonts do not have of these characters; None if they have all.

    That the script's own font is not there is a lack, whatever another one has: Urdu would come out
    in Naskh.

    Raises:
        MachineError: fontconfig's `fc-list` is not there.
    """
    gone = tuple(family for family in language.fonts if not _letters(family))
    there = frozenset[str]().union(*(_letters(family) for family in language.fonts))
    missing = tuple(sorted({*characters, *EVERYWHERE} - there))
    if missing or language.fonts[0] in gone:
        return Lack(families=gone, characters=missing)
    return None


@functools.cache
def _letters(family: str) -> frozenset[str]:
    """Return what each upright face of a family has, regular and bold; nothing if there is none."""
    faces = [
        font.characters()
        for font in installed([family])
        # Some have no bold: the engine makes one from the regular.
        if font.style in {"Regular", "Book", "Roman", "Bold"}
    ] or [font.characters() for font in installed([family])]
    return faces[0].intersection(*faces[1:]) if faces else frozenset()


def check_fonts(language: Language) -> None:
    """
    Check that the fonts of a language are installed, before any page is set.

    CLDR's words are left to `leaflet doctor`, and the words of a handout to the watch over its
    rendering (`leaflet.pdf.watch`).

    Raises:
        MachineError: The script's own font is not there, or none for its digits, its quotation
            marks or Latin letters.
    """
    own = (language.autonym, *language.quotes, digits(language))
    found = lack(language, {letter for word in own for letter in word if not letter.isspace()})
    if found:
        raise MachineError(
            Problem(
                code="fonts",
                message=f"{language.english} (`{language.tag}`) cannot be set: {found}",
                hint=f"{remedy(found.packages)}; `leaflet doctor` looks at all languages",
            )
        )


def remedy(packages: Collection[str]) -> str:
    """
    Return what to do for the fonts of these packages.

    >>> remedy(["fonts-noto-cjk"])
    '`apt-get install fonts-noto-cjk`'
    """
    if packages:
        return f"`apt-get install {' '.join(packages)}`"
    return "install a newer version of the fonts"
