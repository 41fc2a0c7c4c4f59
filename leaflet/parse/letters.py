"""Letters that nobody means: what cannot be seen, what turns the order of letters round."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from leaflet.errors import Place, Problem

# C0 but tab and line feed, DEL and C1; U+2028 and U+2029, which end a line of their own; U+202D and
# U+202E, which print `10` as `01` (isolates and marks of direction are fine); what a decoder writes
# for a letter that was lost; byte order mark; what is no character. Then what Unicode advises
# against in text (UTR 20, UAX 31) and no font shows: operators and fillers without a shape,
# annotations, and tags, in which a second text can be hidden.
_STRANGE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ufffd\ufeff\ufdd0-\ufdef\ufffe\uffff"
    "\u2061-\u2064\u206a-\u206f\ufff9-\ufffb\u115f\u1160\u3164\uffa0\U000e0000-\U000e007f]"
)
_WHY = {
    "\u202d": "it prints letters in another order",
    "\u202e": "it prints letters in another order",
    "\ufffd": "it stands for a letter that was lost",
}

# Arabic, Indic and the like need joiners inside words, and Khmer and Thai may mark where a line may
# end; between these letters they do nothing but hide, from a search and from a comparison.
_ALPHABETIC = "A-Za-z\u00aa\u00ba\u00c0-\u02af\u0370-\u052f\u1e00-\u1fff"
_BETWEEN = re.compile(f"(?<=[{_ALPHABETIC}])[\u200b-\u200d](?=[{_ALPHABETIC}])")
_DOUBLED = re.compile("([\u200c\u200d])\\1|[\ufe00-\ufe0f\U000e0100-\U000e01ef]{2,}")

_OVERRIDES = "\u202d\u202e"
_OPENING = f"\u202a\u202b\u2066\u2067\u2068{_OVERRIDES}"
_CLOSING = {"\u202c": f"\u202a\u202b{_OVERRIDES}", "\u2069": "\u2066\u2067\u2068"}
_DELETE = "it cannot be seen: delete what stands there, and type it anew"


def letter_problems(words: str, place: Place) -> list[Problem]:
    """
    Return a problem for each kind of letter that must not stand in a text, or in part of one.

    >>> [str(problem) for problem in letter_problems("1\\u202e0 ml", Place(path="es.po", line=3))]
    ['es.po:3: error: behind `1` stands U+202E (it prints letters in another order)...']
    """
    if words.isascii() and words.isprintable():
        return []
    return [_problem(words, index, said, hint, place) for index, said, hint in _found(words)]


def text_problems(words: str, place: Place) -> list[Problem]:
    """
    Return what is wrong with the letters of one whole text, beside `letter_problems`.

    >>> [problem.message for problem in text_problems("Take \\u20665 mg", Place(path="ar.po"))]
    ['behind `Take` stands U+2066 (left-to-right isolate), and nothing ends it']
    """
    if words.isascii():
        return []
    problems = [
        _problem(words, index, said, hint, place) for index, said, hint in _unbalanced(words)
    ]
    if not any(map(_is_seen, words)) and words.strip():
        problems.append(
            Problem(
                code="letters",
                message=f"the text has no letter that can be seen, only {_names(words)}",
                place=place,
                hint="write the text, or delete what stands there",
            )
        )
    return problems


def _problem(words: str, index: int, said: str, hint: str, place: Place) -> Problem:
    # What cannot be seen is not shown either: some of it would turn the message round.
    before = "".join(letter for letter in words[:index] if _is_seen(letter) or letter.isspace())
    where = f"behind `{before.split()[-1][-20:]}`" if before.strip() else "at the beginning"
    return Problem(code="letters", message=f"{where} {said}", place=place, hint=hint)


def _found(words: str) -> Iterator[tuple[int, str, str]]:
    """Yield index, what is said, and the hint; each kind of letter once."""
    for letter in dict.fromkeys(_STRANGE.findall(words)):
        why = _WHY.get(letter, unicodedata.name(letter, "a control character").lower())
        lost = "write the letter that was meant; then save the file as UTF-8"
        hint = lost if letter == "\ufffd" else _DELETE
        yield words.index(letter), f"stands {_number(letter)} ({why})", hint
    if match := _BETWEEN.search(words):
        hint = "it cannot be seen: delete it; where a word may be broken, write U+00AD"
        yield match.start(), f"stands {_described(match.group())} inside a word", hint
    if match := _DOUBLED.search(words):
        said = f"stands {_described(match.group()[0])} more than once"
        yield match.start(), said, "it cannot be seen: delete all but one"
    for index in _lone_marks(words):
        said = f"stands {_described(words[index])} without a letter that it belongs to"
        yield index, said, "put it behind its letter, in the order of typing; or delete it"
        break


def _lone_marks(words: str) -> Iterator[int]:
    """Yield the index of each mark that stands behind a space, or behind nothing at all."""
    for match in re.finditer(r"(?:^|[ \t\n])([^\x00-\u02ff])", words):
        # A mark behind U+00A0 is how one shows the mark itself (Unicode 15, 2.11).
        if unicodedata.category(match.group(1)) in ("Mn", "Mc", "Me"):
            yield match.start(1)


def _unbalanced(words: str) -> Iterator[tuple[int, str, str]]:
    """Yield what opens a direction that nothing ends, and what ends none."""
    open_: list[tuple[int, str]] = []
    for index, letter in enumerate(words):
        if letter in _OPENING:
            open_.append((index, letter))
        elif letter in _CLOSING:
            if open_ and open_[-1][1] in _CLOSING[letter]:
                open_.pop()
            else:
                yield index, f"stands {_described(letter)}, and it ends nothing", "delete it"
    for index, letter in open_:
        if letter in _OVERRIDES:
            continue  # it is refused in any case
        end = next(close for close, opening in _CLOSING.items() if letter in opening)
        hint = f"it turns round what follows: delete it, or put {_number(end)} where it ends"
        yield index, f"stands {_described(letter)}, and nothing ends it", hint


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter)[0] not in "ZC"


def _names(words: str) -> str:
    found = dict.fromkeys(letter for letter in words if not letter.isspace())
    return ", ".join(map(_described, found))


def _described(letter: str) -> str:
    return f"{_number(letter)} ({unicodedata.name(letter, 'a control character').lower()})"


def _number(letter: str) -> str:
    return f"U+{ord(letter):04X}"
