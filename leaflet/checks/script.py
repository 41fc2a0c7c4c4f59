"""A translation is in the script of its language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.checks.model import Finding, Subject, check
from leaflet.checks.scripts import letters, scripts_of_language
from leaflet.checks.words import running_text

_LOOK_ALIKE = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Cher"})
"""Scripts that share shapes: a Cyrillic а in a Latin word is not seen, and not found by search."""
_WORD = re.compile(r"[^\W\d_][\w\u0300-\u036f]*")
_HALF = 0.5
_STEM = 4
"""Letters from which a word may differ from another in its ending alone."""
_ABBREVIATION = re.compile(r"[A-Z0-9]{1,6}s?|(?:[a-zµμ]{0,2}g|m[lL]|[lL]|k?cal|h|min|QR|pH)")
_NAMES = {"Latn": "Latin", "Cyrl": "Cyrillic", "Grek": "Greek", "Arab": "Arabic", "Hani": "Chinese"}


@check("script", severity="error")
def script(subject: Subject) -> Iterator[Finding]:
    """
    The translation is written in the script of its language.

    What it finds:
        A text of which less than half of the letters, or none, are in the script of the language;
        a word in another script that the source does not have; a word with letters of two scripts
        that look alike, as a Cyrillic `а` in `pаracetamol`. Abbreviations and units are free.
    Why it matters to a patient:
        Words in letters that the patient does not read are as good as missing.
    Example:
        "chest pain" translated into Hindi as "chest pain" or "seene mein dard"
    Use instead:
        The words in the language's own script; names of medicines too, with the Latin name
        behind them where packets have it.
    """
    own = scripts_of_language(subject.language.script)
    if not own:
        return
    text = running_text(subject.words)
    of_source = {word.casefold() for word in _WORD.findall(subject.source_words)}
    counted = {True: 0, False: 0}
    strange: dict[str, str] = {}
    left_over = False
    for word in _WORD.findall(text):
        found = [code for _, code in letters(word)]
        foreign = [code for code in found if code not in own]
        if len(_LOOK_ALIKE.intersection(found)) > 1:
            yield Finding(
                message=f"`{word}` has letters of two scripts that look alike",
                hint="type the word anew, with the keyboard of the language",
            )
            return
        counted[True] += len(found) - len(foreign)
        counted[False] += len(foreign)
        for part in _parts(word, own) if foreign else ():
            if _ABBREVIATION.fullmatch(part):
                continue
            left_over = True
            if not _is_from(part.casefold(), of_source):
                strange.setdefault(part, foreign[0])
    # A name that the source has is fine beside the language's own words, and not in their place.
    nothing_own = left_over and not counted[True]
    if nothing_own or (strange and counted[True] < _HALF * sum(counted.values())):
        name = subject.language.english
        yield Finding(
            message=f"the translation is not in the script of {name}",
            hint="translate it, or move it to the catalog of its own language",
        )
        return
    for word, code in strange.items():
        kind = f" ({_NAMES[code]})" if code in _NAMES else ""
        yield Finding(
            message=f"`{word}` is in another script{kind}",
            hint=f"write it in the script of {subject.language.english}",
        )


def _is_from(part: str, of_source: set[str]) -> bool:
    """Tell whether a word is one of the source, in the plural or the singular."""
    return part in of_source or any(
        len(part) >= _STEM and (word.startswith(part) or part.startswith(word))
        for word in of_source
        if len(word) >= _STEM
    )


def _parts(word: str, own: frozenset[str]) -> Iterator[str]:
    """Yield the pieces of a word that are in scripts of other languages: "CT" of "CT를"."""
    piece = ""
    for letter in word + " ":
        codes = [code for _, code in letters(letter)]
        # A digit belongs to the piece that it follows: "B12".
        if codes[0] not in own if codes else piece and letter.isalnum():
            piece += letter
        elif piece:
            yield piece
            piece = ""
