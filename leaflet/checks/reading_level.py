"""The source is written so that patients can read it."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.article import Text, plain
from leaflet.checks.model import Finding, Source, source_check
from leaflet.checks.readability import FEWEST_WORDS, reading
from leaflet.checks.scripts import WITHOUT_SPACES
from leaflet.checks.words import sentences, tokens
from leaflet.errors import Place
from leaflet.parse.inline import read_inline

_LONGEST_WORDS = 30
"""Plain-language guides ask for 20 at most; from 30 on, readers go back to the beginning."""
_LONGEST_LETTERS = 90
"""In scripts without spaces."""
_UNREAD = frozenset({"keywords", "alt"})


@source_check("reading-level", severity="warning")
def reading_level(source: Source) -> Iterator[Finding]:
    """
    The source is written for people without higher schooling.

    What it finds:
        An article of 100 words or more that is harder than about eight years of school, by the
        formula that was made for its language: English Flesch–Kincaid, German Wiener
        Sachtextformel, Spanish INFLESZ, French Kandel–Moles, Italian Gulpease, Dutch
        Flesch–Douma, Portuguese Martins, Russian Oborneva, Turkish Ateşman, Danish, Norwegian and
        Swedish LIX; in other languages by the length of its sentences, and says so. A sentence of
        more than 30 words, in scripts without spaces of more than 90 letters.
    Why it matters to a patient:
        Half of all adults read no better than that; in pain and fear, and in a second language,
        less.
    Example:
        "Discontinue the medication if gastrointestinal adverse reactions manifest themselves."
    Use instead:
        "Stop the tablets if your stomach hurts." Short sentences, everyday words.
    """
    texts = [
        (text, plain(read_inline(text.source, text.place)[0]))
        for text in source.texts
        if text.context not in _UNREAD and text.source
    ]
    found = reading([words for _, words in texts], source.language)
    if found and found.words >= FEWEST_WORDS and found.formula.is_hard(found.value):
        yield Finding(
            message=f"the article is hard to read: {found}; {found.formula.limit:g} is the limit",
            hint="write shorter sentences, and everyday words in place of long ones",
            place=Place(path=source.path),
        )
    for text, words in texts:
        yield from _long_sentences(text, words, source)


def _long_sentences(text: Text, words: str, source: Source) -> Iterator[Finding]:
    spaceless = source.language.script in WITHOUT_SPACES
    for sentence in sentences(words):
        length = sum(map(str.isalpha, sentence)) if spaceless else len(tokens(sentence))
        if length > (_LONGEST_LETTERS if spaceless else _LONGEST_WORDS):
            unit = "letters" if spaceless else "words"
            yield Finding(
                message=f"the sentence has {length} {unit}",
                hint="make two of it",
                evidence=(("sentence", sentence),),
                place=text.place,
            )
