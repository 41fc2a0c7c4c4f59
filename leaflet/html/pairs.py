"""Pairs: the same words in the patient's language and in the staff's, message by message."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from leaflet.article import Block

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair(Generic[T]):
    """One message in both languages of a handout."""

    patient: T
    """What the patient reads."""
    staff: T
    """What stands beside it, for who hands it out."""


def paired(patient: Iterable[Block[T]], staff: Iterable[Block[T]]) -> tuple[Block[Pair[T]], ...]:
    """
    Return blocks with both languages in the place of each text.

    Args:
        patient: Blocks in one language.
        staff: The same of the same article in the other; they have the same shape, whatever they
            say.

    Raises:
        ValueError: They are not the blocks of one article.
    """
    return tuple(_paired(one, other) for one, other in zip(patient, staff, strict=True))


def _paired(patient: Block[T], staff: Block[T]) -> Block[Pair[T]]:
    both = zip(_texts(patient), _texts(staff), strict=True)
    pairs = iter([Pair(patient=one, staff=other) for one, other in both])
    return patient.map(lambda _: next(pairs))


def _texts(block: Block[T]) -> list[T]:
    found: list[T] = []
    block.map(found.append)
    return found


def side(block: Block[Pair[T]], which: str) -> Block[T]:
    """
    Return a block of pairs in one of its languages, "patient" or "staff".

    >>> from leaflet.article import Paragraph
    >>> side(Paragraph(text=Pair(patient="Hallo", staff="Hello")), "staff").text
    'Hello'
    """
    return block.map(lambda pair: pair.staff if which == "staff" else pair.patient)
