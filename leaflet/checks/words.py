"""The words of a text, and what is not a word of any language: placeholders, addresses, codes."""

from __future__ import annotations

import re

from leaflet.checks.model import Finding, Subject
from leaflet.parse.grammar import PLACEHOLDER

# A name before the `@` has 64 letters at most (RFC 5321); without a limit, a text of one endless
# word would take for ever.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[\u0300-\u036f\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff'’·])*")
# What ends a sentence without a space behind it: 。！？ ؟ ۔ । ። ។ ။.
_SENTENCE = re.compile(
    r"(?<=[.!?])[\"”’»)]*\s+"
    r"|(?<=[\u3002\uff01\uff1f\u061f\u06d4\u0964\u1362\u17d4\u104b])[”’»」』)]*\s*"
)


def running_text(words: str) -> str:
    """
    Return a text without placeholders and addresses, which are the same in every language.

    >>> running_text("Call {emergency} or see www.nhs.uk now")
    'Call   or see   now'
    """
    return _ADDRESS.sub(" ", PLACEHOLDER.sub(" ", words))


def tokens(words: str) -> list[str]:
    """
    Return the words of a text as they are written, in order.

    >>> tokens("Don't take 2 tablets: {urgent}!")
    ["Don't", 'take', 'tablets']
    """
    return _WORD.findall(running_text(words))


def sentences(words: str) -> list[str]:
    """
    Return the sentences of a text.

    >>> sentences("Stay active. Avoid rest. 休息。走路。")
    ['Stay active.', 'Avoid rest.', '休息。', '走路。']
    """
    return [part for part in _SENTENCE.split(words.strip()) if part.strip()]


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """
    Return what stands before and behind a place, up to the next space.

    >>> around("stay  active", 4, 6)
    ('stay', 'active')
    """
    before, behind = text[max(0, start - _SHOWN) : start].split(), text[end : end + _SHOWN].split()
    return before[-1] if before else "", behind[0] if behind else ""


_SHOWN = 30
"""Letters; longer words are cut."""
_SAME = {"nb": "no"}
"""Tags of one language, as it is judged here."""


def base(tag: str) -> str:
    """
    Return the language of a tag, without script and region.

    >>> base("pt-BR"), base("nb")
    ('pt', 'no')
    """
    first = tag.split("-")[0]
    return _SAME.get(first, first)


_LONGEST = 5000
"""Letters of one message; a whole article has fewer."""


def unreadable(subject: Subject) -> Finding | None:
    """Return what is wrong with a message that is too long to be compared word by word."""
    letters = max(len(subject.source_words), len(subject.words))
    if letters <= _LONGEST:
        return None
    return Finding(
        message=f"a text of {letters} letters is not compared with its source",
        hint=f"part it into paragraphs of {_LONGEST} letters at most",
    )
