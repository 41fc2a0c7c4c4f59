"""A translation that forbids what the source does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from leaflet.checks.model import Finding, Subject, check
from leaflet.checks.words import unreadable
from leaflet.wording import affirms, beads, lists_of, negations

_JUDGED: Final = frozenset(
    {"ar", "bn", "de", "es", "fr", "hi", "pa", "ta", "ur", "vi", "zh-Hans", "zh-Hant"}
)
"""The languages that were measured to say "not" only where English does. Others deny more often:
"is fine" is "no hace mal" in one, "weak" is "not strong" in another."""


@check("added-negation", severity="warning")
def added_negation(subject: Subject) -> Iterator[Finding]:
    """
    What the source tells people to do, the translation does not forbid.

    What it finds:
        A sentence with "not", "never" or "without" in the translation, where the source has
        nothing of the kind, nor "only", "before" or "until", which other languages may say with a
        "not". Judged are translations from English into Arabic, Bengali, Chinese, French, German,
        Hindi, Punjabi, Spanish, Tamil, Urdu and Vietnamese; other languages say too many things
        with a "not".
    Why it matters to a patient:
        "Call a doctor" becomes "Do not call a doctor".
    Example:
        "Call a doctor." translated as "No llame al médico."
    Use instead:
        The sentence without the negation.
    """
    ours, theirs = subject.source_language.tag, subject.language.tag
    if ours.split("-")[0] != "en" or lists_of(theirs) not in _JUDGED:
        return
    if subject.words == subject.source_words or unreadable(subject):
        return  # `same-as-source` and `numbers` say so
    for bead in beads(subject.source_words, subject.words):
        said = negations(bead.translation, theirs).words
        if said and bead.source and affirms(bead.source, ours):
            yield Finding(
                message=f"the translation says `{said[0]}`, the source denies nothing",
                hint="say in the translation what is to be done, as the source does",
            )
            return
