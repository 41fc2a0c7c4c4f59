"""Short codes of handouts: what a person reads off a sheet and types, to learn whether it holds."""

from __future__ import annotations

# Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O and U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
"""Letters of a code; 40 bits: among 10 000 sheets, two agree by chance once in 20 000 libraries."""

_GROUP = 4
_MISREAD = str.maketrans("OILU", "011V")


def code_of(fingerprint: str) -> str:
    """
    Return the code of a handout, in groups.

    Args:
        fingerprint: "sha256:" and hexadecimal digits; the code is their first 40 bits.

    >>> code_of("sha256:0123456789abcdef")
    '04HM-ASW9'
    """
    number = int(fingerprint.removeprefix("sha256:")[: LENGTH * 5 // 4], 16)
    letters = (ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return _grouped("".join(letters))


def read_code(words: str) -> str | None:
    """
    Return the code that somebody typed as it stands on the sheet, or None where it is none.

    Small letters, missing hyphens, spaces and the letters that are taken for others are no matter.

    >>> read_code("o4hm asw9"), read_code("04HM"), read_code("04HM-ASW*")
    ('04HM-ASW9', None, None)
    """
    letters = "".join(words.split()).replace("-", "").upper().translate(_MISREAD)
    is_code = len(letters) == LENGTH and all(letter in ALPHABET for letter in letters)
    return _grouped(letters) if is_code else None


def _grouped(letters: str) -> str:
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))
