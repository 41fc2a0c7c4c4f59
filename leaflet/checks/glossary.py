"""Terms with a set translation are translated so."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.checks.model import Finding, Subject, check
from leaflet.checks.terms import says, terms_in_source, wanted


@check("glossary", severity="warning")
def glossary(subject: Subject) -> Iterator[Finding]:
    """
    A term of the glossary is said as the glossary says it.

    What it finds:
        A term with a translation in `translations/glossary.toml`, and a text that says it in
        another way. Endings are free.
    Why it matters to a patient:
        Two words for one thing read as two things: which of them did the nurse mean?
    Example:
        "blood thinners" translated as "Blutgerinnungshemmer", where the glossary has
            "Blutverdünner"
    Use instead:
        The glossary's word; or, if another is better, that one in the glossary and everywhere.
    """
    for term in terms_in_source(subject):
        spellings = () if term.keep else wanted(subject, term)
        if spellings and not any(
            says(subject.words, said, subject.language.script) for said in spellings
        ):
            how = " or ".join(f"`{said}`" for said in spellings)
            yield Finding(
                message=f"the glossary translates `{term.source}` as {how}",
                hint=f"write that, or add the other word to {term.place.path}",
            )
