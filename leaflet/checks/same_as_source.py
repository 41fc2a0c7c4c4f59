"""A translation that is the source's own words."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.checks.model import Finding, Subject, check
from leaflet.checks.words import base, sentences, tokens

_FEW = 3
"""Up to so many words, names and abbreviations are left aside: "NHS: QR code"."""
_TWO = 2
"""A single word, two languages may well have in common: "Stress", "Massage"."""


@check("same-as-source", severity="error")
def same_as_source(subject: Subject) -> Iterator[Finding]:
    """
    The source's own words are not left in place.

    What it finds:
        A translation, or one of its sentences, that is the source's word for word, and has two
        words or more. Names of the glossary (`keep = true`) do not count, nor do, in texts of up to
        three words, abbreviations and texts in which each word has a capital: "NHS: QR code".
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
    agreed = {
        _folded(said)
        for term in subject.glossary.terms
        for said in term.translations.get(subject.language.tag, ())
    }
    parts = (subject.source_words, *sentences(subject.source_words))
    left = {_folded(part): part for part in parts}
    for part in dict.fromkeys((subject.words, *sentences(subject.words))):
        source = left.get(_folded(part), "")
        words = [word for word in tokens(source) if word.casefold() not in kept]
        if len(words) > _FEW or (_are_words(words) and _folded(part) not in agreed):
            whole = part == subject.words
            yield Finding(
                message="the translation is the same as the source"
                if whole
                else f"`{part}` stands there as in the source",
                hint="translate it",
            )
            return


def _are_words(words: list[str]) -> bool:
    """Tell whether a few words of the source are more than names."""
    ordinary = [word for word in words if not word.isupper()]
    return len(ordinary) >= _TWO and not all(word[:1].isupper() for word in ordinary)


def _folded(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(".!?:")
