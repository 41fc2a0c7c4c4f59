"""Terms that must be found in every translation: medicines."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.checks.model import Finding, Subject, check
from leaflet.checks.terms import says, sounds_like, terms_in_source, wanted


@check("keep", severity="error")
def keep(subject: Subject) -> Iterator[Finding]:
    """
    A medicine in the source is the same medicine in the translation.

    What it finds:
        A term that `translations/glossary.toml` marks with `keep = true`, and a translation
        without it. Endings are free. Where the glossary has no spelling for the language, a
        language in Latin letters needs a word that looks like the term; others are not judged.
    Why it matters to a patient:
        Two medicines with one name in the sheet, or none, is a wrong medicine taken.
    Example:
        "Take ibuprofen with food." translated as "Tome paracetamol con comida."
    Use instead:
        The name as it stands on packets in the patient's country. If that is another one, it is
        written into the glossary, under `translations` of the term.
    """
    for term in terms_in_source(subject):
        if not term.keep:
            continue
        spellings = wanted(subject, term)
        if spellings:
            found = any(says(subject.words, said, subject.language.script) for said in spellings)
            how = " or ".join(f"`{said}`" for said in spellings)
        elif subject.language.script == "Latn":
            found, how = sounds_like(subject.words, term.source), f"`{term.source}`"
        else:
            continue
        if not found:
            yield Finding(
                message=f"the source says `{term.source}`, the translation does not",
                hint=f"write {how}, or add the spelling that is meant to {term.place.path}",
            )
