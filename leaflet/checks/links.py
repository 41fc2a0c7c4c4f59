"""Links and addresses of a translation lead where those of its source lead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from leaflet.article import Inline, Span
from leaflet.checks.model import Finding, Subject, check
from leaflet.parse.inline import LINK_SCHEMES
from leaflet.quantities import find

_PLAIN = re.compile("[!-~]+")
_SCHEMES = tuple(f"{scheme}:" for scheme in LINK_SCHEMES)


@check("links", severity="error")
def links(subject: Subject) -> Iterator[Finding]:
    """
    Links and addresses are those of the source.

    What it finds:
        The target of a link, a web address or an e-mail address that is changed, lost or added.
    Why it matters to a patient:
        A changed address leads to nothing, or to somebody who is not the clinic.
    Example:
        "[Help](https://www.nhs.uk/back)" translated as "[Ayuda](https://www.nhs.example/back)"
        "Write to help@clinic.example" translated as "Escriba a ayuda@clinic.example"
    Use instead:
        The address copied letter by letter. Where a page in the patient's language is wanted, the
        author gives the article a placeholder or a page of its own.
    """
    wanted = Counter([*_targets(subject.source_content), *_addresses(subject.source_words)])
    found = Counter([*_targets(subject.content), *_addresses(subject.words)])
    for target in wanted - found:
        yield Finding(
            message=f"the translation has lost the address `{target}`",
            hint="copy the address of the source letter by letter",
        )
    for target in found - wanted:
        yield Finding(
            message=f"the translation has the address `{target}`, the source has not",
            hint="take it out, or copy the address of the source letter by letter",
        )


def _targets(content: Iterable[Inline]) -> Iterator[str]:
    for node in content:
        if isinstance(node, Span):
            # What is neither https, tel nor mailto is refused as it is.
            if node.kind == "link" and node.href.lower().startswith(_SCHEMES):
                yield node.href
            yield from _targets(node.children)


def _addresses(words: str) -> Iterator[str]:
    # Scripts without spaces write on behind an address: "www.nhs.uk。".
    return (
        match.group()
        for found in find(words)
        if found.kind == "address" and (match := _PLAIN.match(found.text))
    )
