"""What an author marks for posters, cards and easy read is true without its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from leaflet.article import CHOOSING, Block, Callout, Figure, Text, plain
from leaflet.checks.model import Finding, Source, source_check
from leaflet.checks.words import base, sentences, tokens
from leaflet.choosing.choices import CHOICES, Choice, Standing, texts
from leaflet.parse.inline import read_inline
from leaflet.wording import negations

_EXCEPTS: Final = {"en": re.compile(r"\b(?:unless|except|but|only)\b", re.IGNORECASE)}
"""What makes an exception, beside what denies or forbids, where that is told apart."""
_REFERS: Final = {"en": frozenset({"it", "its", "them", "they", "these", "this", "those", "that"})}
"""What a sentence goes on with about the same thing."""
_EMPTY: Final = frozenset(
    {"also", "from", "have", "more", "most", "once", "some", "than", "then", "time", "very", "when"}
    | {"will", "with", "your", "after", "avoid", "before", "every", "never", "other", "until"}
)
"""English words of four letters or more that two sentences may share without being about one."""
_STEM: Final = 4
"""Letters that are compared of a word: "take" and "takes" are one."""


@source_check("stands-alone", severity="warning")
def stands_alone(source: Source) -> Iterator[Finding]:
    """
    What is marked does not lose an exception that stands behind it.

    What it finds:
        A block that posters, cards or easy read choose by its marker, and behind it in the same
        section a block that they do not choose, in which something is denied, forbidden or
        excepted: "not", "never", "unless", "except", "but", "only", "avoid", "stop"; or a box
        `dont`. In an English article the first sentence of a paragraph or list item counts, and
        those behind it that speak of the same things or go on with "it" or "them". Elsewhere every
        sentence counts, by the lists of the check `negation`.
    Why it matters to a patient:
        The poster says "Take it twice a day", and the words "Do not take it if you are pregnant"
        stand only on the whole sheet.
    Example:
        "Take two tablets." marked `.key`, and behind it "Do not take them with alcohol." unmarked
    Use instead:
        The same marker above both, or both in one paragraph; or the exception further away, below
        the words that it belongs to.
    """
    losses: dict[Block[Text], _Loss] = {}
    for choice in CHOICES:
        for section in choice.sections(source.blocks):
            for marked, behind, (word, text) in _lost(section, choice, source.language.tag):
                loss = losses.setdefault(behind, _Loss(marked=marked, word=word, text=text))
                loss.sheets.append(choice.sheet.name)
                loss.markers += _markers(choice, marked)
    for loss in losses.values():
        marker = f"{{{' '.join(f'.{one}' for one in dict.fromkeys(loss.markers))}}}"
        first, second = texts(loss.marked)[-1], loss.text
        sheets = ", ".join(f"`{name}`" for name in sorted(loss.sheets))
        yield Finding(
            message=f"`{loss.word}` stands behind what is marked, and is not marked: left out on "
            f"{sheets}",
            hint=f"write a line `{marker}` above it too, or put both into one paragraph; if it is "
            "about something else, move it there",
            evidence=(
                ("marked", f"{first.source}   ({first.place})"),
                ("not marked", second.source),
            ),
            place=second.place,
        )


@dataclass(slots=True)
class _Loss:
    """A block that sheets leave out."""

    marked: Block[Text]
    """What stands before it, and is chosen."""
    word: str
    """What makes it an exception."""
    text: Text
    """The one of its texts that says so."""
    sheets: list[str] = field(default_factory=list)
    """Those that leave it out."""
    markers: list[str] = field(default_factory=list)
    """What would put it there."""


def _lost(
    section: tuple[Standing, ...], choice: Choice, tag: str
) -> Iterator[tuple[Block[Text], Block[Text], tuple[str, Text]]]:
    """Yield each block that is marked, the one behind it that is not, and what that excepts."""
    said = [one for one in section if not isinstance(one.block, Figure)]
    for first, second in pairwise(said):
        if first.there and not second.there and choice.markers(first.block):
            found = _exception(second.block, _letters(texts(first.block)), tag)
            if found:
                yield first.block, second.block, found


def _exception(block: Block[Text], before: str, tag: str) -> tuple[str, Text] | None:
    """Return the word that denies, forbids or excepts in a block, and the text that it is in."""
    if isinstance(block, Callout) and block.kind == "dont":
        return "::: dont", texts(block)[0]
    for text in texts(block):
        for number, sentence in enumerate(sentences(_letters((text,)))):
            if number == 0 or _goes_on(sentence, before, tag):
                word = _turning(sentence, tag)
                if word:
                    return word, text
    return None


def _turning(sentence: str, tag: str) -> str:
    found = negations(sentence, tag)
    excepts = _EXCEPTS.get(base(tag))
    if excepts is None:
        return next(iter(found.all), "")
    match = excepts.search(sentence)
    return next(iter((*found.words, *found.stops)), match.group() if match else "")


def _goes_on(sentence: str, before: str, tag: str) -> bool:
    """Tell whether a sentence speaks of what stands before it; where that is not known, it does."""
    pronouns = _REFERS.get(base(tag))
    if pronouns is None:
        return True
    words = {word.casefold() for word in tokens(sentence)}
    return bool(words & pronouns or _stems(words) & _stems(map(str.casefold, tokens(before))))


def _stems(words: Iterable[str]) -> set[str]:
    return {word[:_STEM] for word in words if len(word) >= _STEM and word not in _EMPTY}


def _letters(found: tuple[Text, ...]) -> str:
    return " ".join(plain(read_inline(text.source, text.place)[0]) for text in found)


def _markers(choice: Choice, block: Block[Text]) -> tuple[str, ...]:
    """Return the markers that put a block's neighbour on the sheet too."""
    # `.step` is for lists, and `.easy-only` would take it from the whole sheet.
    return tuple(one for one in choice.markers(block) if one in CHOOSING) or ("easy",)
