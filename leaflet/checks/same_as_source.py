"""A translation that is the source's own words."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.checks.model import Finding, Subject, check
from leaflet.checks.words import base, sentences, tokens

_FEW = 3
"""Words that two languages may well have in common: "Stress", "Massage", "QR code"."""


@check("same-as-source", severity="error")
def same_as_source(subject: Subject) -> Iterator[Finding]:
    """
    The source's own words are not left in place.

    What it finds:
        A translation, or one of its sentences, that is the source's word for word, and longer
        than three words, names of the glossary (`keep = true`) aside.
    Why it matters to a patient:
        The sheet changes into a language that the patient does not read, in silence, just where
        something was hard to say.
    Example:
        "Stop if the pain goes down a leg." translated as "Stop if the pain goes down a leg."
    Use instead:
        The translation; or none, so that the message counts as missing.
    """
    if base(subject.language.tag) == base(subject.source_language.tag):
        return
    kept = {
        word.casefold()
        for term in subject.glossary.terms
        if term.keep
        for word in term.source.split()
    }
    left = {_folded(part) for part in (subject.source_words, *sentences(subject.source_words))}
    for part in dict.fromkeys((subject.words, *sentences(subject.words))):
        words = [word for word in tokens(part) if word.casefold() not in kept]
        if len(words) > _FEW and _folded(part) in left:
            whole = part == subject.words
            yield Finding(
                message="the translation is the same as the source"
                if whole
                else f"`{part}` stands there as in the source",
                hint="translate it",
            )
            return


def _folded(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(".!?:")
