"""One source, one translation; two that must not be taken for each other, two translations."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from leaflet.checks.model import Finding, Found, Subject, catalog_check
from leaflet.checks.words import tokens

_FEW = 3
"""Words; two short sources may well be said alike: "Stop", "Do not"; "back pain", "backache"."""


@catalog_check("inconsistent", severity="warning")
def inconsistent(subjects: tuple[Subject, ...]) -> Iterator[Found]:
    """
    One text has one translation, and two texts have two.

    What it finds:
        One source that stands in the catalog with two translations, in the same kind of place;
        two sources that have one translation, if their numbers differ, or if one of them has more
        than three words, or if they have four words between them and none in common.
    Why it matters to a patient:
        Two words for one thing read as two things; one sentence for two doses is one wrong dose.
    Example:
        "Call us" translated as "Llámenos", and elsewhere as "Telefonéenos"
        "Take 1 tablet" and "Take 2 tablets", both translated as "Tome 1 comprimido"
    Use instead:
        One wording throughout; and look whether a neighbour's was pasted in. Where grammar wants
        another wording, an exception says so.
    """
    by_source: dict[str, list[Subject]] = defaultdict(list)
    by_translation: dict[str, list[Subject]] = defaultdict(list)
    for subject in subjects:
        by_source[_folded(subject.source)].append(subject)
        by_translation[_folded(subject.translation)].append(subject)
    for group in by_source.values():
        # A heading has no full stop where the sentence has one; the words count.
        first = group[0]
        for other in group[1:]:
            if _folded(other.translation) != _folded(first.translation) and _like(first, other):
                yield Found(other, _finding("the same source is translated otherwise", first))
    for group in by_translation.values():
        first = group[0]
        for other in group[1:]:
            if _numbers(first.source_words) != _numbers(other.source_words):
                said = "a source with other numbers has the same translation"
            elif _other(first, other):
                said = "another source has the same translation"
            else:
                continue
            yield Found(other, _finding(said, first))


def _like(one: Subject, other: Subject) -> bool:
    """Tell whether two messages stand in places that want the same wording."""
    # A picture's text, a keyword and a title each have a grammar of their own.
    return one.context == other.context


def _other(one: Subject, other: Subject) -> bool:
    """Tell whether two sources are so long, or so unlike, that no translation is right for both."""
    if _folded(one.source) == _folded(other.source):
        return False
    words, others = (
        [word.casefold() for word in tokens(subject.source_words)] for subject in (one, other)
    )
    if not set(words) & set(others):
        return len(words) + len(others) > _FEW
    return max(len(words), len(others)) > _FEW


def _finding(message: str, other: Subject) -> Finding:
    return Finding(
        message=message,
        hint="make the two the same, or tell them apart",
        evidence=(
            ("elsewhere", f"{other.source}   ({other.source_place})"),
            ("", f"{other.translation}   ({other.place})"),
        ),
    )


def _folded(words: str) -> str:
    folded = " ".join(words.casefold().split())
    # Each script has a full stop and a colon of its own: 。 ៖ ፦ ।
    while folded and folded[-1] != "%" and unicodedata.category(folded[-1]) in ("Po", "Zs"):
        folded = folded[:-1]
    return folded


def _numbers(words: str) -> list[str]:
    plain = "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in words
    )
    return sorted(re.findall(r"\d+", plain))
