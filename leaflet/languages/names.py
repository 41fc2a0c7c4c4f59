"""The language that somebody means by its tag or by its name."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from typing import Final

from leaflet.errors import Problem, UsageError, did_you_mean
from leaflet.languages.model import Language, language
from leaflet.languages.tags import canonical

APOSTROPHES: Final = str.maketrans("", "", "'‘’ʻʼʽ`´")


def find(words: str, among: Iterable[str], staff: str = "en") -> str:
    """
    Return the one of these tags that is meant by a tag or a name.

    Names are the language's own, the English one, the one in the staff's language, and those of
    the table's `also`. Case, accents and the order of words do not matter. Part of a name is not
    enough: who asks for "Chinese" is asked which.

    Args:
        words: What was typed.
        among: Tags to choose from.
        staff: The language of the person who typed.

    Raises:
        UsageError: None of them is meant, or more than one.

    >>> find("espanol", ["de", "es"]), find("simplified chinese", ["zh-Hans", "zh-Hant"])
    ('es', 'zh-Hans')
    """
    tags = list(dict.fromkeys(among))
    if (tag := _by_tag(words, tags)) is not None:
        return tag
    names = {tag: _names(language(tag), staff) for tag in tags}
    wanted = _key(words)
    matches = [tag for tag in tags if wanted in map(_key, names[tag])]
    if len(matches) == 1:
        return matches[0]
    parts = matches or [
        tag for tag in tags if wanted and any(wanted <= _key(name) for name in names[tag])
    ]
    if parts:
        message = f"`{words}` does not say which language"
        hint = "write " + " or ".join(f"`{tag}` ({names[tag][0]})" for tag in parts)
    else:
        message = f"`{words}` is none of the languages to choose from"
        hint = _nearest(words, names) or did_you_mean(words, tags)
    raise UsageError(Problem(code="language", message=message, hint=hint))


def _by_tag(words: str, tags: Iterable[str]) -> str | None:
    try:
        wanted = canonical(words)
    except UsageError:
        return None
    return next((tag for tag in tags if canonical(tag) == wanted), None)


def _names(language: Language, staff: str) -> tuple[str, ...]:
    """Return every name of a language, the one for staff first."""
    return (language.name_in(staff), language.english, language.autonym, *language.also)


def _nearest(words: str, names: dict[str, tuple[str, ...]]) -> str:
    """Return "did you mean `Spanish` (`es`)?", or nothing if no name is near."""
    tags = {_fold(name): (name, tag) for tag, several in names.items() for name in several}
    near = difflib.get_close_matches(_fold(words), tags, n=1)
    if not near:
        return ""
    name, tag = tags[near[0]]
    return f"did you mean `{name}` (`{tag}`)?"


def _key(name: str) -> frozenset[str]:
    return frozenset(_fold(name).split())


def _fold(name: str) -> str:
    """
    Return a name without case, accents, apostrophes and punctuation.

    >>> _fold("O‘ZBEK"), _fold("Türkçe"), _fold("Chinese (Simplified)")
    ('ozbek', 'turkce', 'chinese simplified')
    """
    bare = unicodedata.normalize("NFKD", name.casefold().translate(APOSTROPHES))
    letters = (
        character if unicodedata.category(character)[0] in "LMN" else " "
        for character in bare
        # Vowel signs of the Indic scripts, which are no accents, do not combine in this sense.
        if not unicodedata.combining(character)
    )
    return " ".join("".join(letters).split())
