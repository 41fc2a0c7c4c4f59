"""What the source forbids or denies, the translation forbids or denies."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.checks.model import Finding, Subject, check
from leaflet.checks.words import unreadable
from leaflet.wording import Bead, beads, bounds, has_list, negations


@check("negation", severity="error")
def negation(subject: Subject) -> Iterator[Finding]:
    """
    A "not" of the source is a "not" of the translation.

    What it finds:
        A sentence of the source with "do not", "never", "avoid", "stop", "without", "no" … whose
        translation has nothing of the kind, or has it less often than the source. What counts is
        a list for each language of this program, with endings, prefixes and verbs that deny by
        themselves: evitar, 避免, 않, -ma, ن-. Sentences are put side by side first. "Not more than"
        may be "at most". Other languages are not judged.
    Why it matters to a patient:
        "Do not drive" becomes "Drive".
    Example:
        "Never use it on broken skin." translated as "Úselo sobre piel herida."
        "Do not drive and do not drink alcohol." translated as "No conduzca y beba alcohol."
    Use instead:
        The negation, in the words of the language.
    """
    ours, theirs = subject.source_language.tag, subject.language.tag
    if not has_list(ours) or not has_list(theirs):
        return
    if subject.words == subject.source_words or unreadable(subject):
        return  # `same-as-source` and `numbers` say so
    for bead in beads(subject.source_words, subject.words):
        found = _lost(bead, ours, theirs)
        if found:
            yield Finding(
                message=found,
                hint="say in the translation what is not to be done, or not so",
            )


def _lost(bead: Bead, ours: str, theirs: str) -> str:
    source, translation = negations(bead.source, ours), negations(bead.translation, theirs)
    wanted, strict = len(source.all), len(source.words)
    if "not above" in bounds(bead.source, ours) and "below" in bounds(bead.translation, theirs):
        # "not more than" is "at most" elsewhere.
        wanted, strict = wanted - 1, strict - 1
    # "do not stop" is not "stop".
    enough = len(translation.words) + len(translation.verbs) >= strict
    if enough and len(translation.all) >= wanted:
        return ""
    said = ", ".join(f"`{word}`" for word in source.all)
    if not translation.all:
        return f"the source says {said}, the translation has no negation"
    there = ", ".join(f"`{word}`" for word in translation.all)
    return f"the source says {said}, the translation only {there}"
