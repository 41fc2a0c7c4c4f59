"""No sentence of the source is left out."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.checks.length import shares
from leaflet.checks.model import Finding, Found, Subject, catalog_check
from leaflet.checks.scripts import WITHOUT_SPACES
from leaflet.checks.words import sentences as sentences_in
from leaflet.checks.words import tokens

_SHORT_OF = 0.9
"""Of the usual length: who joins two sentences loses nothing of it."""
_WITHOUT_STOPS = WITHOUT_SPACES - {"Hans", "Hant", "Jpan"}
_LETTERS, _WORDS = 5, 3
"""What makes a sentence; fewer are a lead, as "Knees." above an exercise."""


@catalog_check("sentences", severity="warning")
def sentences(subjects: tuple[Subject, ...]) -> Iterator[Found]:
    """
    No sentence of the source is left out.

    What it finds:
        A text of 40 letters or more with fewer sentences than its source, which is shorter too:
        less than 90 % of what is usual in the catalog. Thai, Lao, Khmer, Burmese and Tibetan,
        which part sentences otherwise, are not judged.
    Why it matters to a patient:
        The sentence that was lost may be the one that says when to stop.
    Example:
        "Never take them after week 28." left out behind "Avoid them from week 20 of pregnancy."
    Use instead:
        All sentences of the source. Two may become one, if nothing is lost.
    """
    for subject, share in shares(subjects):
        if subject.language.script in _WITHOUT_STOPS or share >= _SHORT_OF:
            continue
        wanted = _count(subject.source_words, subject.source_language.script)
        found = _count(subject.words, subject.language.script)
        if found < wanted:
            message = f"the source has {wanted} sentences, the translation has {found}"
            yield Found(subject, Finding(message=message, hint="look whether one is missing"))


def _count(words: str, script: str) -> int:
    if script in WITHOUT_SPACES:
        return sum(sum(map(str.isalpha, part)) >= _LETTERS for part in sentences_in(words))
    return sum(len(tokens(part)) >= _WORDS for part in sentences_in(words))
