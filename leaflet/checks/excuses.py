"""Exceptions: comments of translators that say why a check is wrong about one message."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leaflet.checks.model import Subject

_COMMENT = re.compile(r"\s*leaflet:\s*ignore\b\s*(.*)", flags=re.IGNORECASE | re.DOTALL)
_PARTS = re.compile(
    r"(?P<name>[a-z]+(?:-[a-z]+)*)?"
    r"(?:\s+(?P<digest>[0-9a-f]{8})(?!\S))?"
    r"(?:\s*(?:—|–|--?)\s*(?P<reason>.*))?",
    flags=re.DOTALL,
)
DIGEST_LETTERS = 8
"""Enough to tell the wordings of one message apart; short enough to be typed."""
PLACE_OF_REASON = "REASON"
"""What stands for the reason in the line that a hint gives; pasted as it is, it is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excuse:
    """One comment `leaflet: ignore …` above a message."""

    name: str
    """Of the check; empty where the comment names none."""
    digest: str
    """Of the message that it was written for; empty where it has none."""
    reason: str
    """Empty where nobody gave one."""

    def holds_for(self, subject: Subject) -> bool:
        """Tell whether it has a reason, and was written for these very words."""
        return bool(self.reason) and self.digest == digest(subject)


def digest(subject: Subject) -> str:
    """
    Return what an exception is bound to: it ends when the source or the translation changes.

    >>> from leaflet.checks.subjects import subject
    >>> digest(subject("Take half a tablet.", "Tome ½ comprimido.", language="es"))
    '2365e70d'
    """
    words = json.dumps([subject.source, subject.translation], ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()[:DIGEST_LETTERS]


def excuses(comments: Iterable[str]) -> Iterator[Excuse]:
    """
    Yield the exceptions among comments, those that are not whole too.

    >>> list(excuses(["for the reviewer: ½", "leaflet: ignore numbers c0c94bc6 - ½ is right"]))
    [Excuse(name='numbers', digest='c0c94bc6', reason='½ is right')]
    """
    for comment in comments:
        if match := _COMMENT.match(comment):
            said = _PARTS.match(match.group(1))
            parts = said.groupdict() if said else {}
            yield Excuse(
                name=parts.get("name") or "",
                digest=parts.get("digest") or "",
                reason=_reason(parts.get("reason") or ""),
            )


def _reason(words: str) -> str:
    words = words.strip().rstrip("`")
    return "" if words == PLACE_OF_REASON else words


def line_to_write(name: str, subject: Subject, reason: str = "") -> str:
    """Return the comment that makes an exception of a message as it is now."""
    return f"# leaflet: ignore {name} {digest(subject)} — {reason or PLACE_OF_REASON}"


def is_exception(comment: str) -> bool:
    """Tell whether a comment makes, or means to make, an exception."""
    return bool(_COMMENT.match(comment))
