"""What changed between two texts, word by word; in scripts without spaces, sign by sign."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["same", "gone", "new"]

# Written without spaces: Thai and Lao, Burmese, Khmer, Kana and Han.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of letters that stayed, went, or came."""

    kind: Kind
    """What became of it."""
    text: str
    """With the spaces that belong to it."""


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """
    Return the pieces of two texts in reading order, what went before what came.

    >>> [(piece.kind, piece.text) for piece in differences("Take 1 daily.", "Take 2 daily.")]
    [('same', 'Take '), ('gone', '1'), ('new', '2'), ('same', ' daily.')]
    """
    old, new = _tokens(before), _tokens(after)
    pieces: list[Piece] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for operation, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        gone, came = "".join(old[from_old:to_old]), "".join(new[from_new:to_new])
        if operation == "equal":
            pieces.append(Piece(kind="same", text=gone))
            continue
        pieces += [Piece(kind="gone", text=gone)] if gone else []
        pieces += [Piece(kind="new", text=came)] if came else []
    return tuple(pieces)


def marked(pieces: tuple[Piece, ...]) -> str:
    """
    Return the pieces as plain text, marked as `git diff --word-diff` marks them.

    >>> marked(differences("Do not take it.", "Do take it."))
    'Do[- not-] take it.'
    """
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(marks[piece.kind].format(piece.text) for piece in pieces)


def _tokens(text: str) -> list[str]:
    return [part for token in re.findall(r"\w+|\s+|[^\w\s]", text) for part in _signs(token)]


def _signs(token: str) -> Iterator[str]:
    """Yield a token, or its letters, each with its marks, where words have no spaces."""
    if not _UNSPACED.search(token):
        yield token
        return
    sign = ""
    for letter in token:
        if sign and not unicodedata.category(letter).startswith("M"):
            yield sign
            sign = ""
        sign += letter
    yield sign
