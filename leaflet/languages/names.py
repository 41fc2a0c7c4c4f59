"""The language that somebody means by its tag or by its name."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from typing import Final

from leaflet.errors import Problem, UsageError, did_you_mean
from leaflet.languages.model import Language, known, language
from leaflet.languages.tags import canonical

APOSTROPHES: Final = str.maketrans("", "", "'‘’ʻʼʽ`´")


def find(words: str, among: Iterable[str], staff: str = "en") -> str:
    """
    Return the one of these tags that is meant by a tag or a name.

    Names are the language's own, the English one, the one in the staff's language, and those of
    the table's `also`. Case, accents and the order of words do not matter. Part of a name is not
    enough: who asks for "Chinese" is asked which. Names of languages that are not to be had count
    too, before the longer codes of ISO 639, of which `mon` is Mongolian: who asks for Mon must not
    get that.

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
    typed = words.replace("_", "-").casefold()
    if literal := [tag for tag in tags if tag.casefold() == typed]:
        return literal[0]
    names = {tag: _names(language(tag), staff) for tag in dict.fromkeys((*tags, *known()))}
    wanted = _key(words)
    matches = [tag for tag in names if wanted in map(_key, names[tag])] or _by_alias(words, tags)
    if len(matches) == 1 and matches[0] in tags:
        return matches[0]
    parts = [tag for tag in matches if tag in tags] or [
        tag for tag in tags if wanted and any(wanted <= _key(name) for name in names[tag])
    ]
    if parts:
        message = f"`{words}` does not say which language"
        hint = "write " + " or ".join(f"`{tag}` ({names[tag][0]})" for tag in parts)
    else:
        message = f"`{words}` is none of the languages to choose from"
        near = "" if matches else _nearest(words, {tag: names[tag] for tag in tags})
        # Nobody reads a hundred tags.
        everything = "`leaflet list languages --all` shows them"
        hint = near or (did_you_mean(words, tags) if len(tags) <= 20 else everything)
    raise UsageError(Problem(code="language", message=message, hint=hint))


def _by_alias(words: str, tags: Iterable[str]) -> list[str]:
    """Return the tag that these words are another spelling of, as `zh-TW` of `zh-Hant`."""
    try:
        wanted = canonical(words)
    except UsageError:
        return []
    return [tag for tag in tags if canonical(tag) == wanted]


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
