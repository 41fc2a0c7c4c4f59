"""Pseudo-languages: translations made up by rule, to see what a real one would do to a sheet.

`en-XA` is English with accents, longer, in brackets: what is not translated has no accents, what
is cut off has no closing bracket, and what grows too far does so before a translation was paid
for. `ar-XB` is English in Arabic letters, one for each: it really runs from right to left, unlike
letters turned round by U+202E, which the program refuses, and can be read back by this table. The
tags are those of CLDR and of Android. Neither is ever read from a file, approved, or handed out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from leaflet.catalogs.model import Catalog, Message
from leaflet.errors import Problem, UsageError
from leaflet.messages import SourceMessage
from leaflet.quantities import find

_ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ",
)
_ARABIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ابچدهفگحيجكلمنوپقرستعڤۆخئز" * 2,
)
# Every vowel twice: German and Finnish are longer in their words, not only in their sentences. With
# the brackets, the texts of an article become 35 to 40 % longer.
_VOWEL = re.compile("[aeiouyAEIOUY]")

# What is not words: placeholders, where links lead, addresses in angle brackets, entities.
_KEPT = re.compile(
    r"\{[a-z.]+\}|\]\((?:<[^<>]*>|[^()]|\([^()]*\))*\)|<[^<>\s]+>|&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);"
)


def accented(words: str) -> str:
    """
    Return letters with accents, vowels twice.

    >>> accented("Keep moving")
    'Ķééééþ ɱööṽîîñĝ'
    """
    return _VOWEL.sub(lambda match: match.group() * 2, words).translate(_ACCENTED)


def arabic(words: str) -> str:
    """
    Return Arabic letters for Latin ones, in the order of reading.

    >>> arabic("Stop")
    'ستوپ'
    """
    return words.translate(_ARABIC)


PSEUDO_LANGUAGES: Mapping[str, Callable[[str], str]] = {"en-XA": accented, "ar-XB": arabic}
"""By tag, what is done to words; each has a row in `languages.toml`."""


def pseudo_catalog(language: str, messages: Iterable[SourceMessage]) -> Catalog:
    """
    Return the whole translation into a pseudo-language.

    Args:
        language: One of `PSEUDO_LANGUAGES`.
        messages: Of an article or of the furniture.
    """
    change = PSEUDO_LANGUAGES[language]
    return Catalog(
        language=language,
        messages={
            message.key: Message(
                id=message.id,
                context=message.context,
                translation=pseudo_translation(message.id, change),
                fuzzy=False,
                place=message.places[0],
            )
            for message in messages
        },
    )


def refuse_pseudo(language: str, why: str) -> None:
    """
    Check that a language is one that people speak.

    Args:
        language: BCP 47.
        why: What cannot be done otherwise, as "it has no catalogs".

    Raises:
        UsageError: It is a pseudo-language.
    """
    if language in PSEUDO_LANGUAGES:
        raise UsageError(
            Problem(
                code="language",
                message=f"`{language}` is a pseudo-language, made up from the source: {why}",
                hint=f"look at it with `leaflet build -l {language}`",
            )
        )


def pseudo_translation(source: str, change: Callable[[str], str]) -> str:
    """
    Return Markdown in brackets, its words changed, everything else as it was.

    Numbers with their units stay, so that whoever compares numbers finds no difference.

    >>> pseudo_translation("Call [us](tel:{clinic.phone}) for **10 ml**.", accented)
    '[Çååļļ [ûûš](tel:{clinic.phone}) ƒööŕ **10 ml**.]'
    """
    changed, done = [], 0
    for start, end in _kept(source):
        if start >= done:
            changed += [change(source[done:start]), source[start:end]]
        done = max(done, end)
    return f"[{''.join(changed)}{change(source[done:])}]"


def _kept(source: str) -> list[tuple[int, int]]:
    """Return where that stands which is no words, in order; none lies partly in another."""
    spans = [match.span() for match in _KEPT.finditer(source)]
    for found in find(source):
        inside = any(found.start < end and start < found.end for start, end in spans)
        if not inside:
            spans.append((found.start, found.end))
    return sorted(spans)
