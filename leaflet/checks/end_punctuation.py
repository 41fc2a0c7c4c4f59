"""The mark at the end of a translation does what that of its source does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.checks.model import Finding, Subject, check
from leaflet.checks.words import base

_KINDS: dict[str, str] = {
    "full stop": ".。．｡।॥۔።។៕᱾܀꯫։᭟᠃༎།။",
    "question mark": "?？؟՞፧;⁇",
    "exclamation mark": "!！՜¡",
    "colon": ":：፡፥፦៖",
    "semicolon": ";；؛፤",
    "comma": ",，、،፣՝߸",
    "ellipsis": "…",
}
_KIND_OF = {mark: kind for kind, marks in _KINDS.items() for mark in marks}
# Greek asks with what looks like a semicolon; Armenian asks inside the word, and so does Thai, Lao
# and Burmese with words alone.
_GREEK = {";": "question mark", "·": "semicolon"}
_WITHOUT_STOP = frozenset({"Thai", "Laoo", "Khmr", "Mymr", "Tibt", "Cher", "Cans", "Olck"})
_WITHOUT_MARKS = frozenset({"Armn"}) | _WITHOUT_STOP
_CLOSING = " \t\n\"'”’“»«›‹」』）)]】*_\u00a0\u202f\u200b\u200e\u200f"
_OWN: dict[str, tuple[str, ...]] = {
    "Arab": ("؟", "؛", "،", "۔"),
    "Deva": ("।",),
    "Beng": ("।",),
    "Guru": ("।",),
    "Orya": ("।",),
    "Hans": ("。",),
    "Hant": ("。",),
    "Jpan": ("。",),
    "Ethi": ("።",),
    "Khmr": ("។",),
    "Mymr": ("။",),
}


@check("end-punctuation", severity="warning")
def end_punctuation(subject: Subject) -> Iterator[Finding]:
    """
    A sentence ends as in the source, with the mark of its own script.

    What it finds:
        A full stop, colon, question or exclamation mark at the end of the source that the
        translation has lost, added or changed. The mark of the script counts as the same: `؟` `۔`
        `।` `。` `።` `។`, and `;` for a question in Greek. Thai, Lao, Khmer, Burmese and Tibetan
        need no mark at the end.
    Why it matters to a patient:
        A line above a list that ends with a full stop no longer leads to the list; a sentence
        without its end is perhaps half a sentence.
    Example:
        "Ask a doctor first in case of:" translated as "Pregunte antes al médico."
    Use instead:
        The mark that the language has for it, at the same place.
    """
    wanted = _ending(subject.source_words, subject.source_language.tag)
    found = _ending(subject.words, subject.language.tag)
    if wanted == found or {wanted, found} <= {"full stop", "exclamation mark"}:
        return
    script = subject.language.script
    if script in _WITHOUT_MARKS and (not found or not wanted) and wanted not in ("colon",):
        return
    if subject.context is not None and {wanted, found} == {"", "full stop"}:
        return  # a keyword or a picture's text, which nobody reads as a sentence
    if found == "question mark" and any("heading" in role for role in subject.roles):
        return  # "What it is" is a question in many languages, "Qu’est-ce que c’est ?"
    if found and wanted:
        said = f"the source ends with a {wanted}, the translation with a {found}"
    elif wanted:
        said = f"the source ends with a {wanted}, the translation does not"
    else:
        said = f"the translation ends with a {found}, the source does not"
    own = [mark for mark in _OWN.get(script, ()) if _KIND_OF[mark] == wanted]
    hint = f"end it with `{own[0]}`" if own else "end it as the source ends"
    yield Finding(message=re.sub(r"\ba (?=[aeiou])", "an ", said), hint=hint)


def _ending(words: str, tag: str) -> str:
    """Return what kind of mark a text ends with; empty for none."""
    bare = words.rstrip(_CLOSING)
    if bare.endswith("..."):
        return "ellipsis"
    last = bare[-1:]
    if base(tag) == "el" and last in _GREEK:
        return _GREEK[last]
    return _KIND_OF.get(last, "")
