"""The order of languages in a list where each stands under its own name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from leaflet.languages.model import Language, language

# The order of scripts in the Default Unicode Collation Element Table (UTS 10), which CLDR's root
# collation keeps: https://www.unicode.org/charts/collation/. Latin, Greek and Cyrillic first, the
# scripts of Africa and West Asia, India, the south-east, East Asia last.
SCRIPTS: Final = (
    "Latn", "Grek", "Cyrl", "Geor", "Armn", "Hebr", "Syrc", "Arab", "Rohg", "Thaa", "Nkoo", "Tfng",
    "Ethi", "Adlm", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh",
    "Mtei", "Olck", "Thai", "Laoo", "Tibt", "Mymr", "Khmr", "Mong", "Java", "Cher", "Cans", "Kore",
    "Jpan", "Hans", "Hant",
)  # fmt: skip
"""ISO 15924; a script that is not here comes last."""

ALPHABETS: Final = {
    "Arab": "ابپتثجچحخدذرزسشصضطظعغفقکگلمنوهی",
    "Cyrl": "абвгґдеєжзиіїйклмнопрстуфхцчшщъыьэюя",
}
"""Letters of scripts whose code points do not stand in the order that readers know."""

LIKE: Final = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ə": "e"}
    | {"қ": "к", "ғ": "г", "ң": "н", "ө": "о", "ү": "у", "ұ": "у", "һ": "х", "ӣ": "и"}
    | {"ك": "ک", "ي": "ی", "ى": "ی", "ې": "ی", "ۆ": "و", "ە": "ه", "ګ": "گ", "ښ": "ش"}
)
"""Letters that no decomposition leads back to those under which readers look for them."""


def by_own_name(tags: Iterable[str]) -> tuple[str, ...]:
    """
    Return languages in the order in which their readers look for them: scripts together, and in
    each by the letters of their own names, without regard to marks and capitals.

    A reader sees at once where his script stands, and knows its alphabet. It is the same list for
    all, whatever language the staff speaks.

    >>> by_own_name(["zh-Hans", "fa", "ur", "pl", "ru", "ps", "es", "uk", "so"])
    ('es', 'pl', 'so', 'ru', 'uk', 'ur', 'ps', 'fa', 'zh-Hans')
    """
    return tuple(sorted(dict.fromkeys(tags), key=lambda tag: _key(language(tag))))


def _key(setting: Language) -> tuple[int, list[tuple[int, str]], str]:
    script = setting.script
    rank = SCRIPTS.index(script) if script in SCRIPTS else len(SCRIPTS)
    alphabet = ALPHABETS.get(script, "")
    places = [(_place(letter, alphabet), letter) for letter in _bare(setting.autonym)]
    return rank, places, setting.tag


def _place(letter: str, alphabet: str) -> int:
    """Return where a letter stands in an alphabet; one that is not in it comes last."""
    return alphabet.index(letter) if letter in alphabet else len(alphabet)


def _bare(name: str) -> str:
    """
    Return the letters of a name without marks and capitals.

    >>> _bare("Türkçe"), _bare("Łódź")
    ('turkce', 'lodz')
    """
    parts = unicodedata.normalize("NFD", name.casefold())
    return "".join(filter(_is_letter, parts)).translate(LIKE)


def _is_letter(letter: str) -> bool:
    return letter.isalpha() and not unicodedata.combining(letter)
