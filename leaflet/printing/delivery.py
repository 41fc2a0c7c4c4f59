"""One job, to its end: sent once, then followed until somebody knows what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Literal

from leaflet.errors import LeafletError, Problem
from leaflet.printing.printer import OUT_OF_PAPER, Busy, Lost, Printer, Progress, Ticket

Outcome = Literal[
    "printed", "cancelled", "held", "out of paper", "refused", "unknown", "unfinished"
]

_POLL_S = 0.3
_RETRY_S = 1.0
_SILENT = 5
"""So often in a row a printer may fail to answer, a second apart, before it is taken for gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of a job."""

    outcome: Outcome
    """"refused" and "cancelled" mean that nothing more comes; "unknown" that nobody knows;
    "unfinished", "held" and "out of paper" that it may come yet."""
    job: str = ""
    """The printer's own id; empty where there is none."""
    problems: tuple[Problem, ...] = ()
    """What is wrong, and what to do; empty for "printed"."""


Tell = Callable[[str], None]


def deliver(
    printer: Printer, ticket: Ticket, data: bytes, *, timeout_s: float, tell: Tell
) -> Delivery:
    """
    Send a job, once, and return what became of it.

    Args:
        printer: Where to.
        ticket: What it is told.
        data: The file.
        timeout_s: How long to wait for the end; the job itself goes on after that.
        tell: Told of each change, in words.
    """
    end = monotonic() + timeout_s
    job = ""
    try:
        job = _submit(printer, ticket, data, end, tell)
    except Lost as lost:
        job = lost.job
        if not job:
            return _unknown(printer, ticket, "")
    except LeafletError as error:
        return Delivery(outcome="refused", problems=error.problems)
    except KeyboardInterrupt as interrupt:
        stopped = _unknown(printer, ticket, "", said="somebody interrupted its sending")
        raise Interrupted(stopped) from interrupt
    try:
        return _follow(printer, ticket, job, end, tell)
    except KeyboardInterrupt as interrupt:
        raise Interrupted(
            _unfinished(printer, ticket, job, ("nobody waited for it",))
        ) from interrupt


class Interrupted(Exception):
    """Somebody stopped waiting; carries what is known of the job."""

    def __init__(self, delivery: Delivery) -> None:
        super().__init__(delivery)
        self.delivery = delivery


def _submit(printer: Printer, ticket: Ticket, data: bytes, end: float, tell: Tell) -> str:
    """Send it; a printer that said plainly that it takes no job now is asked again."""
    told = False
    while True:
        try:
            return printer.submit(ticket, data)
        except Busy:
            if monotonic() > end:
                raise
        if not told:
            tell("the printer is busy with another job; waiting")
            told = True
        sleep(_RETRY_S)


def _follow(printer: Printer, ticket: Ticket, job: str, end: float, tell: Tell) -> Delivery:
    silent = held = 0
    told = ""
    last = Progress(state="waiting")
    while True:
        # Looked at first: when the time is over, the printer is asked once more.
        late = monotonic() > end
        try:
            last = printer.progress(job)
            silent = 0
        except LeafletError as error:
            silent += 1
            if silent >= _SILENT or late:
                return _unknown(printer, ticket, job, error)
            sleep(_RETRY_S)
            continue
        if last.state == "printed":
            return Delivery(outcome="printed", job=job)
        if last.state in ("cancelled", "aborted"):
            return _ended(printer, ticket, job, last)
        # A job is held for a moment while its file arrives.
        held = held + 1 if last.state == "held" else 0
        if held > 2:
            return _held(printer, ticket, job)
        said = "; ".join(last.hindrances()) or last.message or last.state
        if said != told:
            tell(f"job {job}: {said}")
            told = said
        if late:
            return _unfinished(printer, ticket, job, last.hindrances(), last)
        sleep(_POLL_S)


def _problem(printer: Printer, ticket: Ticket, job: str, said: str, hint: str) -> Problem:
    what = f"job {job}, " if job else ""
    return Problem(
        code="printer",
        message=f"{what}{ticket.title}, on `{printer.destination}`: {said}",
        hint=hint,
    )


def _unknown(
    printer: Printer,
    ticket: Ticket,
    job: str,
    error: LeafletError | None = None,
    said: str = "the printer stopped answering",
) -> Delivery:
    said = f"nobody knows whether it was printed: {said}"
    hint = f"{printer.remedy(job)}; print it again only if it is not there"
    evidence = tuple(("it said last", one.message) for one in error.problems) if error else ()
    problem = _problem(printer, ticket, job, said, hint)
    problem = Problem(
        code=problem.code, message=problem.message, hint=problem.hint, evidence=evidence
    )
    return Delivery(outcome="unknown", job=job, problems=(problem,))


def _ended(printer: Printer, ticket: Ticket, job: str, last: Progress) -> Delivery:
    words = f" ({last.message.rstrip('.')})" if last.message else ""
    hint = "a part of it may lie in the output tray; print it again when that is cleared"
    if last.state == "cancelled":
        problem = _problem(printer, ticket, job, f"somebody cancelled it{words}", hint)
        return Delivery(outcome="cancelled", job=job, problems=(problem,))
    said = f"the printer gave it up{words}"
    hint = f"{'; '.join(last.hindrances()) or printer.remedy(job)}; {hint}"
    return Delivery(
        outcome="refused", job=job, problems=(_problem(printer, ticket, job, said, hint),)
    )


def _held(printer: Printer, ticket: Ticket, job: str) -> Delivery:
    said = "it is held, and waits for somebody to let it go"
    hint = f"let it go at the printer or its queue, do not print it again; {printer.remedy(job)}"
    return Delivery(outcome="held", job=job, problems=(_problem(printer, ticket, job, said, hint),))


def _unfinished(
    printer: Printer,
    ticket: Ticket,
    job: str,
    hindrances: tuple[str, ...],
    last: Progress | None = None,
) -> Delivery:
    why = "; ".join(hindrances) or (last.message.rstrip(".") if last else "") or "it is at work"
    paper = last is not None and any(name in last.reasons for name in OUT_OF_PAPER)
    hint = "it goes on by itself when that is mended; do not print it again"
    hint = f"{hint}; {printer.remedy(job)}"
    problem = _problem(printer, ticket, job, f"it is not finished: {why}", hint)
    outcome: Outcome = "out of paper" if paper else "unfinished"
    return Delivery(outcome=outcome, job=job, problems=(problem,))
