"""A translation is about as long as such translations are."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from leaflet.checks.model import Finding, Found, Subject, catalog_check
from leaflet.checks.words import running_text

_FEWEST = 12
"""Texts from which the usual ratio is known."""
_BOUNDS = ((80, 0.6, 1.7), (40, 0.5, 2.0))
"""Letters of the source, and from there on what share of the usual ratio is too little or too much.
The longer a text, the nearer it comes to the usual; below 40 letters it says nothing."""
SHORTEST = _BOUNDS[-1][0]
"""Letters of the source from which a text is judged."""


@catalog_check("length", severity="warning")
def length(subjects: tuple[Subject, ...]) -> Iterator[Found]:
    """
    A translation is about as long as such translations are.

    What it finds:
        A text of 40 letters or more whose translation is less than half, or more than twice, as
        long as the source would let expect; from 80 letters on, less than 60 % or more than 170 %.
        What is usual is the median of the same catalog, so that every pair of languages has its
        own; a catalog with fewer than 12 such texts is not judged.
    Why it matters to a patient:
        A sentence was lost; or the neighbour's translation was pasted in.
    Example:
        "Stay active. A short rest is fine. Avoid long bed rest." translated as "Bleiben Sie aktiv."
    Use instead:
        All that the source says, and no more.
    """
    for subject, share in shares(subjects):
        letters = count_letters(subject.source_words)
        least, most = next((low, high) for above, low, high in _BOUNDS if letters >= above)
        if not least <= share <= most:
            said, hint = (
                ("short", "look whether something is missing")
                if share < 1
                else ("long", "look whether something was added")
            )
            message = f"the translation is very {said}: {share:.0%} of what is usual here"
            yield Found(subject, Finding(message=message, hint=hint))


def shares(subjects: tuple[Subject, ...]) -> Iterator[tuple[Subject, float]]:
    """
    Yield how long each longer translation is, as a share of what is usual in the catalog.

    Nothing where the catalog has too few texts to tell.
    """
    ratios = [
        (subject, count_letters(subject.words) / letters)
        for subject in subjects
        for letters in [count_letters(subject.source_words)]
        if letters >= SHORTEST
    ]
    if len(ratios) >= _FEWEST:
        usual = median(ratio for _, ratio in ratios)
        yield from ((subject, ratio / usual) for subject, ratio in ratios if usual)


def count_letters(words: str) -> int:
    """Return how many letters and digits a text has, placeholders and addresses aside."""
    return sum(map(str.isalnum, running_text(words)))
