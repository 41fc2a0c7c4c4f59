"""What the tests of checks ask: whether a check finds something in a message, or in a catalog."""

from __future__ import annotations

from collections.abc import Iterable

from leaflet.checks import Subject, checks, judge, subject
from leaflet.checks.model import Check
from leaflet.errors import Place


def check_named(name: str) -> Check:
    """Return a check by its name."""
    return next(check for check in checks() if check.name == name)


def messages_of(name: str, *subjects: Subject) -> list[str]:
    """Return what one check says of the messages of a catalog."""
    return [problem.message for problem in judge(subjects, [check_named(name)]).problems]


def catalog(pairs: Iterable[tuple[str, str]], language: str) -> tuple[Subject, ...]:
    """Return the subjects of a catalog, each in a line of its own."""
    return tuple(
        subject(
            source,
            translation,
            language=language,
            place=Place(path="article.po", line=number),
        )
        for number, (source, translation) in enumerate(pairs, start=1)
    )


def says(name: str, source: str, translation: str, language: str) -> list[str]:
    """Return what one check says of one message."""
    return messages_of(name, subject(source, translation, language=language))
