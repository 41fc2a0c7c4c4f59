"""What is to be printed, checked as a whole before anything is sent, and then sent in order."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from leaflet.assemble import Job, Library
from leaflet.codes import code_of
from leaflet.errors import ContentError, LeafletError, MachineError, Problem
from leaflet.languages import language
from leaflet.printing import log
from leaflet.printing.delivery import Delivery, Interrupted, Tell, deliver
from leaflet.printing.gate import Current, current, manifest_of, shortened
from leaflet.printing.pages import rendered, separator
from leaflet.printing.papers import paper_of
from leaflet.printing.printer import Ability, Printer, Ticket
from leaflet.printing.ticket import ticket
from leaflet.sheets import Sheet
from leaflet.workspace.paper import Rack


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One handout that somebody wants on paper."""

    job: Job
    """Which."""
    copies: int
    """How many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheaf:
    """What goes to a printer as one job."""

    title: str
    """For the printer's display."""
    sheet: Sheet
    """What it is printed on."""
    pages: int
    """Of the handout, before it is put together for folding."""
    copies: int
    """How many."""
    data: bytes
    """The file."""
    file: str
    """Its path, relative to the workspace; empty for a page that is not kept."""
    handout: Current | None = None
    """None for a page that is no handout."""


def orders_of(library: Library, rack: Rack) -> tuple[Order, ...]:
    """
    Return what lies in a rack, language by language, by the staff's names for them.

    Raises:
        ContentError: Nothing does.
    """
    workspace = library.workspace
    articles = rack.articles or workspace.printable_articles
    if not articles:
        raise ContentError(
            Problem(
                code="rack",
                message=f"there is no article for the rack `{rack.name}` that is not withdrawn",
                hint="articles/withdrawn.toml says why each was",
            )
        )
    sheet = rack.sheet or workspace.first_sheet
    tags = sorted(
        rack.languages,
        key=lambda row: language(row[0]).name_in(workspace.staff_language).casefold(),
    )
    return tuple(
        Order(job=Job(article=id, language=tag, sheet=sheet), copies=copies)
        for tag, copies in tags
        # A rack of all languages has the staff's too; one of that alone is refused later on.
        if len(tags) == 1 or not library.says_twice(tag, sheet)
        for id in articles
    )


def gather(
    library: Library, orders: Iterable[Order], today: datetime.date, *, draft: bool
) -> list[Sheaf]:
    """
    Return what is to be printed, if all of it may be.

    Args:
        library: Of the workspace.
        orders: What somebody wants.
        today: For what is past its review.
        draft: Whether what nobody approved may be printed too.

    Raises:
        LeafletError: Some of it may not; with the reasons for all that may not.
    """
    manifest = manifest_of(library.workspace)
    sheaves: list[Sheaf] = []
    errors: list[LeafletError] = []
    for order in orders:
        try:
            found = current(library, manifest, order.job, today, draft=draft)
            title = library.title(order.job, library.workspace.staff_language)
        except LeafletError as error:
            errors.append(error)
            continue
        job = order.job
        name = language(job.language).name_in(library.workspace.staff_language)
        said = (title or job.sheet, name, code_of(found.ready.fingerprint))
        sheaves.append(
            Sheaf(
                title=" · ".join(said),
                sheet=library.workspace.sheet(job.sheet),
                pages=found.entry.pages,
                copies=order.copies,
                data=found.data,
                file=found.path,
                handout=found,
            )
        )
    if errors:
        problems = dict.fromkeys(one for error in errors for one in error.problems)
        worst = max(errors, key=lambda error: error.exit_code)
        raise type(worst)(problems)
    return sheaves


def with_separators(library: Library, sheaves: Sequence[Sheaf]) -> list[Sheaf]:
    """Return the sheaves with a page before each language, in the staff's language."""
    by_language: dict[str, list[Sheaf]] = {}
    for sheaf in sheaves:
        assert sheaf.handout is not None
        by_language.setdefault(sheaf.handout.ready.job.language, []).append(sheaf)
    pages = [
        separator(
            library,
            group[0].sheet,
            tag,
            [(one.handout.ready.job.article, one.copies) for one in group if one.handout],
        )
        for tag, group in by_language.items()
    ]
    found = []
    for (tag, group), pdf in zip(by_language.items(), rendered(pages), strict=True):
        name = language(tag).name_in(library.workspace.staff_language)
        found += [page_sheaf(name, group[0].sheet, pdf.data, pdf.pages), *group]
    return found


def page_sheaf(title: str, sheet: Sheet, data: bytes, pages: int, copies: int = 1) -> Sheaf:
    """Return a page that is no handout, on the paper of a sheet."""
    paper = Sheet(name=sheet.name, size=paper_of(sheet))
    return Sheaf(title=title, sheet=paper, pages=pages, copies=copies, data=data, file="")


def tickets(
    sheaves: Sequence[Sheaf],
    ability: Ability,
    printer: Printer,
    *,
    one_sided: bool = False,
    others: Sequence[Sheet] = (),
) -> list[tuple[Sheaf, Ticket]]:
    """
    Return each sheaf with what the printer is told about it.

    Args:
        sheaves: What is to be printed.
        ability: What the printer says that it can do.
        printer: Where to.
        one_sided: Whether each page takes a leaf of its own.
        others: Sheets that a refusal may name in place of one, the likeliest first.

    Raises:
        MachineError: The printer takes no jobs, or cannot do one of them; with what it can do.
    """
    if not ability.accepts:
        words = f" ({ability.message.rstrip('.')})" if ability.message else ""
        raise MachineError(
            Problem(
                code="printer",
                message=f"the printer `{printer.destination}` takes no jobs now{words}",
                hint=f"{printer.remedy('')}; or choose another with `-p`",
            )
        )
    found, problems = [], {}
    for sheaf in sheaves:
        try:
            told = ticket(
                sheaf.sheet,
                title=sheaf.title,
                pages=sheaf.pages,
                copies=sheaf.copies,
                ability=ability,
                destination=printer.destination,
                one_sided=one_sided,
                others=others,
            )
            found.append((sheaf, told))
        except MachineError as error:
            problems.update(dict.fromkeys(error.problems))
    if problems:
        raise MachineError(problems)
    return found


def perform(
    library: Library,
    printer: Printer,
    told: Sequence[tuple[Sheaf, Ticket]],
    *,
    timeout_s: float,
    tell: Tell,
    on_delivery: Callable[[Sheaf, Delivery], None],
) -> int:
    """
    Send what was planned, one job after another, and return how many were printed.

    It stops at the first that was not: what comes after it would come out in the wrong order, or
    not at all.

    Args:
        library: Of the workspace.
        printer: Where to.
        told: From `tickets`.
        timeout_s: How long to wait for the end of each job.
        tell: Told of each change, in words.
        on_delivery: Told of each job that is at its end.

    Raises:
        MachineError: The log cannot be written; what is not in it is not sent.
    """
    folder = library.workspace.output
    for number, (sheaf, what) in enumerate(told):
        _log(folder, sheaf, printer, Delivery(outcome="unknown"), log.SENT)
        try:
            delivery = deliver(printer, what, sheaf.data, timeout_s=timeout_s, tell=tell)
        except Interrupted as interrupted:
            delivery = interrupted.delivery
            _log(folder, sheaf, printer, delivery, delivery.outcome)
            on_delivery(sheaf, delivery)
            raise KeyboardInterrupt from interrupted
        _log(folder, sheaf, printer, delivery, delivery.outcome)
        on_delivery(sheaf, delivery)
        if delivery.outcome != "printed":
            return number
    return len(told)


def _log(folder: Path, sheaf: Sheaf, printer: Printer, delivery: Delivery, outcome: str) -> None:
    if sheaf.handout is None:
        return
    ready = sheaf.handout.ready
    log.append(
        folder,
        log.Record(
            time=log.now(),
            outcome=outcome,
            article=ready.job.article,
            language=ready.job.language,
            sheet=ready.job.sheet,
            code=code_of(ready.fingerprint),
            fingerprint=ready.fingerprint,
            copies=sheaf.copies,
            printer=printer.destination.name,
            job=delivery.job,
            draft=ready.draft,
            inputs=shortened(ready.inputs),
        ),
    )
