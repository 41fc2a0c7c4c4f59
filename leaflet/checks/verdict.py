"""Subjects × checks → `Verdict`: what is wrong, and what somebody has excused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leaflet.checks.excuses import Excuse, excuses, line_to_write
from leaflet.checks.model import Check, Finding, Source, Subject, findings
from leaflet.checks.registry import checks
from leaflet.errors import Problem, did_you_mean

EXCEPTION = "exception"
"""The code of what is wrong with exceptions themselves; it is no check and cannot be excused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excused:
    """A problem that a translator has given a reason for."""

    problem: Problem
    """As it would be said."""
    reason: str
    """In the translator's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the checks say of one catalog, or of one source."""

    problems: tuple[Problem, ...] = ()
    """In reading order."""
    excused: tuple[Excused, ...] = ()
    """Kept out of `problems` by an exception that holds."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What stops `build` and `print`."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def judge(subjects: tuple[Subject, ...], chosen: Iterable[Check] | None = None) -> Verdict:
    """
    Return what the checks say of the messages of one catalog.

    Args:
        subjects: Its usable messages, in reading order.
        chosen: All checks by default.
    """
    everything = tuple(checks() if chosen is None else chosen)
    found: dict[int, list[tuple[Check, Finding]]] = {}
    for check in everything:
        for subject, finding in findings(check, subjects):
            found.setdefault(id(subject), []).append((check, finding))
    problems: list[Problem] = []
    excused: list[Excused] = []
    known = {check.name for check in checks()}
    asked = {check.name for check in everything}
    for subject in subjects:
        comments = tuple(excuses(subject.comments)) if subject.comments else ()
        used: set[Excuse] = set()
        for check, finding in found.get(id(subject), ()):
            own = [excuse for excuse in comments if excuse.name == check.name]
            used.update(own)
            holding = [excuse for excuse in own if excuse.holds_for(subject)]
            if holding:
                problem = _problem(check, finding, subject, finding.hint)
                excused.append(Excused(problem=problem, reason=holding[0].reason))
            else:
                hint = f"{finding.hint}; {_how_to_excuse(check.name, subject, own)}"
                problems.append(_problem(check, finding, subject, hint))
        for excuse in comments:
            if excuse not in used and (excuse.name in asked or excuse.name not in known):
                problems.append(_useless(excuse, subject, known))
    return Verdict(problems=tuple(problems), excused=tuple(excused))


def judge_source(source: Source) -> Verdict:
    """Return what the checks say of an article alone, whatever its translations."""
    return Verdict(problems=tuple(_of_source(source)))


def _of_source(source: Source) -> Iterator[Problem]:
    for check in checks():
        for finding in check.on_source(source) if check.on_source else ():
            yield Problem(
                code=check.name,
                message=finding.message,
                place=finding.place,
                hint=finding.hint,
                evidence=finding.evidence,
                severity=check.severity,
            )


def _problem(check: Check, finding: Finding, subject: Subject, hint: str) -> Problem:
    return Problem(
        code=check.name,
        message=finding.message,
        place=subject.place,
        hint=hint,
        evidence=(*_texts(subject), *finding.evidence),
        severity=check.severity,
    )


def _texts(subject: Subject) -> tuple[tuple[str, str], ...]:
    # One line each; a line end is shown as it stands in the catalog.
    source, translation = (
        words.replace("\n", "\\n") for words in (subject.source, subject.translation)
    )
    return ("source", f"{source}   ({subject.source_place})"), ("translation", translation)


def _how_to_excuse(name: str, subject: Subject, own: list[Excuse]) -> str:
    if not own:
        return f"if it is right, write `{line_to_write(name, subject)}` above the message"
    last = own[-1]
    line = line_to_write(name, subject, last.reason)
    if not last.reason:
        return f"the exception above it gives no reason: `{line}`"
    if not last.digest:
        return f"the exception above it does not say for which words it is: `{line}`"
    return (
        f"the exception above it was for other words (`{last.digest}`): if these are right too, "
        f"make it `{line}`"
    )


def _useless(excuse: Excuse, subject: Subject, known: set[str]) -> Problem:
    """Return the problem of an exception that keeps nothing back."""
    if not excuse.name:
        said, hint = "the exception names no check", did_you_mean("", known)
    elif excuse.name not in known:
        said = f"the exception names `{excuse.name}`, which is no check"
        hint = did_you_mean(excuse.name, known)
    else:
        said = f"the check `{excuse.name}` has nothing against this message"
        hint = "delete the comment `leaflet: ignore …` above it"
    return Problem(
        code=EXCEPTION,
        message=said,
        place=subject.place,
        hint=hint,
        evidence=_texts(subject),
        severity="warning",
    )
