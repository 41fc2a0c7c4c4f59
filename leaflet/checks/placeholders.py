"""Placeholders of a translation are those of its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from leaflet.checks.model import Finding, Subject, check
from leaflet.parse import placeholders as names_in


@check("placeholders", severity="error")
def placeholders(subject: Subject) -> Iterator[Finding]:
    """
    Each placeholder stands in the translation as often as in the source.

    What it finds:
        A word in braces that is lost, added, translated, or there once more or once less. Their
        order is free.
    Why it matters to a patient:
        `{emergency}` becomes the number to call. Lost, the sheet says "Call now" and not whom.
    Example:
        "Call {emergency} now" translated as "Llame ahora"
        "Call {urgent} today" translated as "Llame hoy al {emergency}"
    Use instead:
        The placeholder copied letter by letter, where the grammar of the language wants it.
    """
    wanted = Counter(names_in(subject.source_content))
    found = Counter(names_in(subject.content))
    if wanted == found:
        return
    lost, strange = _listed(wanted, found), _listed(found, wanted)
    if lost and strange:
        said = f"the translation has {strange} in place of {lost}"
    elif lost:
        said = f"the translation has lost {lost}"
    elif strange:
        said = f"the translation has {strange}, the source has not"
    else:
        said = "the translation has a placeholder more often or less often than the source"
    yield Finding(
        message=said,
        hint="write each placeholder just as it stands in the source; never translate it",
    )


def _listed(ones: Counter[str], others: Counter[str]) -> str:
    return ", ".join(f"`{{{name}}}`" for name in ones if name not in others)
