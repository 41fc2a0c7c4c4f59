"""`leaflet print`: a handout onto paper, in the patient's language, now."""

from __future__ import annotations

import datetime
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from leaflet.cli.choices import (
    complete_articles,
    complete_languages,
    complete_printers,
    complete_racks,
    complete_sheets,
    find_languages,
    languages_there,
    new_language,
)
from leaflet.cli.console import give, plural, say, show, style, table
from leaflet.cli.main import Context
from leaflet.errors import ContentError, LeafletError, Problem, UsageError, did_you_mean
from leaflet.workspace.paper import MOST_COPIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaflet.assemble import Library
    from leaflet.printing.delivery import Delivery
    from leaflet.printing.plan import Sheaf
    from leaflet.printing.printer import Ability, Printer, Ticket
    from leaflet.workspace import Workspace
    from leaflet.workspace.paper import Rack

_TEST_PAGE = """\
look at the test page:
  the inner frame is whole: if not, sheets lose words at the edge; the outer one may be cut
  the line is 100 mm long: if not, the printer shrinks what it prints
  turn it as a page of a book: the arrow on the back points upwards too
  each grey can be told from the next"""


@click.command(name="print")
@click.argument("article", required=False, metavar="[ARTICLE]", shell_complete=complete_articles)
@click.option(
    "-l",
    "--language",
    "word",
    metavar="LANGUAGE",
    shell_complete=complete_languages,
    help="A tag (`ar`, `zh-Hans`) or a name (`Arabic`, `العربية`).",
)
@click.option(
    "-s",
    "--sheet",
    metavar="SHEET",
    shell_complete=complete_sheets,
    help="As in `leaflet list sheets`; the first of the workspace by default.",
)
@click.option(
    "-n",
    "--copies",
    type=click.IntRange(1, MOST_COPIES),
    metavar="N",
    help="How many; one by default.",
)
@click.option(
    "-p",
    "--printer",
    "name",
    default="",
    metavar="PRINTER",
    shell_complete=complete_printers,
    help="As in `leaflet list printers`, or an address, ipp://….",
)
@click.option("--rack", metavar="NAME", shell_complete=complete_racks, help="All of a rack.")
@click.option("--draft", is_flag=True, help="Print what nobody has approved too, with its band.")
@click.option("--dry-run", is_flag=True, help="Say what would be printed, and how.")
@click.option("--card", is_flag=True, help="A card that asks for an interpreter, in a language.")
@click.option("--test-page", is_flag=True, help="Two sides: margins, the edge to turn over, grey.")
@click.option(
    "--timeout",
    "timeout_s",
    type=click.FloatRange(min=0),
    default=600,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for the end of each job; the job goes on after that.",
)
@click.pass_obj
def command(
    context: Context,
    article: str | None,
    word: str | None,
    sheet: str | None,
    copies: int | None,
    name: str,
    rack: str | None,
    draft: bool,
    dry_run: bool,
    card: bool,
    test_page: bool,
    timeout_s: float,
) -> int:
    """Print a handout in a patient's language, and see that it comes out.

    ARTICLE is an id, or a part of a title in any language; on a terminal you are asked where it is
    not clear. Only what is current and approved is printed, and nothing is ever sent twice: where
    nobody knows whether it came out, you are told, with the number of the job.

    \b
    leaflet print back-muscle-spasm -l ar            one, on the default printer
    leaflet print "muscle spasm" -l Arabic -n 20     twenty
    leaflet print back-muscle-spasm -l العربية -p desk --dry-run
    leaflet print --rack waiting-room                all that belongs in a rack
    leaflet print --card -l Somali                   where there is no handout
    leaflet print languages-poster                   all languages, to point at
    leaflet print --test-page -p desk                when the printer is new
    """
    from leaflet.assemble import Library
    from leaflet.printing.choice import chosen, printer_for
    from leaflet.printing.plan import tickets

    _one_of(article=article, rack=rack, card=card, test_page=test_page)
    workspace = context.workspace()
    library = Library(workspace)
    # `leaflet print languages-poster` says enough.
    if article and article in workspace.sheet_table and not _about_article(workspace, article):
        article, sheet = None, sheet or article
    if sheet:
        workspace.sheet(sheet)
    if rack is not None:
        if word or sheet or copies:
            raise click.UsageError("the rack says which languages, sheet and copies")
        found = _rack(workspace, rack)
        name = name or found.printer
        sheaves = _rack_sheaves(library, found, draft=draft)
    elif card or test_page:
        sheaves = [_page(library, word if card else None, sheet, copies or 1, test_page=test_page)]
    else:
        sheaves = _handout(library, article, word, sheet, copies or 1, draft=draft)
    printer = printer_for(chosen(workspace, name))
    ability = printer.ability()
    told = tickets(sheaves, ability, printer)
    show(_warnings(told, ability, printer))
    if dry_run:
        return _dry_run(told, printer)
    return _print(library, printer, told, timeout_s, test_page=test_page)


def _one_of(**wanted: object) -> None:
    if sum(bool(value) for value in wanted.values()) > 1:
        raise click.UsageError("an article, --rack, --card and --test-page exclude each other")


# What is meant


def _on_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _choose(what: str, rows: Sequence[tuple[str, str]]) -> str:
    """Ask a person which of some things is meant; rows hold what is returned, and its name."""
    for number, (key, shown) in enumerate(rows, 1):
        say(f"{number:>3}  {shown}  ({key})" if shown else f"{number:>3}  {key}")
    number = click.prompt(what, type=click.IntRange(1, len(rows)), err=True)
    return rows[number - 1][0]


def _article(library: Library, words: str | None) -> str:
    from leaflet.printing.search import articles_meant, title

    workspace = library.workspace
    ids = articles_meant(library, words) if words else workspace.article_ids
    if len(ids) == 1 and words:
        if ids[0] != words:
            say(f"{words} → {ids[0]}")
        return ids[0]
    if ids and _on_terminal():
        staff = workspace.staff_language
        return _choose("Which article", [(id, title(library, id, staff)) for id in ids])
    if not words:
        raise click.UsageError("say what to print: ARTICLE, --rack, --card or --test-page")
    hint = "write " + " or ".join(f"`{id}`" for id in ids)
    raise UsageError(
        Problem(
            code="article",
            message=f"`{words}` does not say which article"
            if ids
            else f"there is no article `{words}`, and none with that in its title",
            hint=hint if ids else did_you_mean(words, workspace.article_ids),
        )
    )


def _language(library: Library, word: str | None, *, new: bool = False) -> str:
    from leaflet.languages import language

    workspace = library.workspace
    if word is not None:
        try:
            return find_languages(workspace, (word,), new=new)[0]
        except UsageError as error:
            if not _on_terminal():
                raise (error if new else _with_card(library, error, word)) from error
            show(error.problems)
    if not _on_terminal():
        raise click.UsageError("say in which language: `-l LANGUAGE`")
    staff = workspace.staff_language
    rows = []
    for tag in languages_there(workspace):
        setting = language(tag)
        rows.append((tag, f"{setting.name_in(staff)} · {setting.autonym}"))
    return _choose("Which language", sorted(rows, key=lambda row: row[1].casefold()))


def _with_card(library: Library, error: LeafletError, word: str) -> LeafletError:
    """Return the refusal with what can be done for the patient meanwhile, if anything can."""
    from leaflet.languages import language
    from leaflet.printing.pages import can_have_card

    try:
        language(new_language(word, library.workspace.staff_language))
    except LeafletError:
        return error
    if not can_have_card(library):
        return error
    problems = list(error.problems)
    for number, problem in enumerate(problems):
        if problem.code in ("language", "translation"):
            card = f"until then `leaflet print --card -l {word}` makes a card for an interpreter"
            join = " " if problem.hint.endswith("?") else "; "
            problems[number] = replace(problem, hint=f"{problem.hint}{join}{card}")
            break
    return type(error)(problems)


def _rack(workspace: Workspace, name: str) -> Rack:
    if name not in workspace.racks:
        raise UsageError(
            Problem(
                code="rack",
                message=f"there is no rack `{name}`",
                hint="a rack is a table `[racks.NAME]` in leaflet.toml; "
                + did_you_mean(name, workspace.racks),
            )
        )
    return workspace.racks[name]


# What is printed


def _today() -> datetime.date:
    return datetime.datetime.now().astimezone().date()


def _about_article(workspace: Workspace, sheet: str) -> bool:
    return workspace.sheet(sheet).subject == "article"


def _handout(
    library: Library,
    article: str | None,
    word: str | None,
    sheet: str | None,
    copies: int,
    *,
    draft: bool,
) -> list[Sheaf]:
    from leaflet.assemble import Job
    from leaflet.printing.plan import Order, gather

    workspace = library.workspace
    sheet = sheet or workspace.first_sheet
    if not _about_article(workspace, sheet):
        if article or word:
            raise click.UsageError(f"`{sheet}` is one for all: leave out the article and `-l`")
        job = library.job("", "", sheet)
        return gather(library, [Order(job=job, copies=copies)], _today(), draft=draft)
    id = _article(library, article)
    tag = _language(library, word)
    job = Job(article=id, language=tag, sheet=sheet)
    try:
        return gather(library, [Order(job=job, copies=copies)], _today(), draft=draft)
    except ContentError as error:
        raise _with_card(library, error, tag) from error


def _rack_sheaves(library: Library, rack: Rack, *, draft: bool) -> list[Sheaf]:
    from leaflet.printing.plan import gather, orders_of, with_separators

    try:
        sheaves = gather(library, orders_of(library, rack), _today(), draft=draft)
    except LeafletError as error:
        note = Problem(
            code="rack",
            message=f"nothing of the rack `{rack.name}` was printed",
            hint="mend all of the above, or take it out of the rack in leaflet.toml",
        )
        raise type(error)((*error.problems, note)) from error
    return with_separators(library, sheaves)


def _page(
    library: Library, word: str | None, sheet: str | None, copies: int, *, test_page: bool
) -> Sheaf:
    from leaflet.languages import language
    from leaflet.printing import pages
    from leaflet.printing.plan import page_sheaf

    paper = library.workspace.sheet(sheet or library.workspace.first_sheet)
    if test_page:
        title, page = "leaflet --test-page", pages.trial_page(library, paper)
    else:
        tag = _language(library, word, new=True)
        title = language(tag).name_in(library.workspace.staff_language)
        page = pages.card(library, paper, tag)
    [pdf] = pages.rendered([page])
    return page_sheaf(title, paper, pdf.data, pdf.pages, copies)


# Onto paper


def _warnings(
    told: Sequence[tuple[Sheaf, Ticket]], ability: Ability, printer: Printer
) -> list[Problem]:
    from leaflet.printing.ticket import loaded

    def warn(said: str, hint: str) -> Problem:
        message = f"the printer `{printer.destination}`: {said}"
        return Problem(code="printer", message=message, hint=hint, severity="warning")

    found = [warn(said, "see to it; the job waits until then") for said in ability.hindrances()]
    absent = {ticket.media for _, ticket in told if not loaded(ticket, ability)}
    for media in sorted(absent):
        ready = ", ".join(ability.ready)
        found.append(warn(f"no `{media}` lies in its trays, but {ready}", "put that paper in"))
    return found


def _dry_run(told: Sequence[tuple[Sheaf, Ticket]], printer: Printer) -> int:
    rows = [
        [
            str(printer.destination),
            str(ticket.copies),
            ticket.media or "as the printer chooses",
            ticket.sides or "as the printer chooses",
            sheaf.file or f"({sheaf.title})",
        ]
        for sheaf, ticket in told
    ]
    table(["printer", "copies", "paper", "sides", "file"], rows)
    say(f"{plural(len(told), 'job')} would be sent; nothing was")
    return 0


def _print(
    library: Library,
    printer: Printer,
    told: Sequence[tuple[Sheaf, Ticket]],
    timeout_s: float,
    *,
    test_page: bool,
) -> int:
    from leaflet.printing.plan import perform

    def tell(words: str) -> None:
        if sys.stderr.isatty():
            say(style(f"  {words}", dim=True))

    def done(sheaf: Sheaf, delivery: Delivery) -> None:
        what = sheaf.file or f"({sheaf.title})"
        show(delivery.problems)
        give(
            "\t".join(
                [delivery.outcome, what, str(sheaf.copies), printer.destination.name, delivery.job]
            )
        )

    printed = perform(library, printer, told, timeout_s=timeout_s, tell=tell, on_delivery=done)
    if printed < len(told):
        rest = [sheaf.file or f"({sheaf.title})" for sheaf, _ in told[printed + 1 :]]
        if rest:
            say(f"{plural(len(rest), 'job')} behind it not sent: {', '.join(rest)}")
        return 2
    handouts = sum(sheaf.copies for sheaf, _ in told if sheaf.handout)
    what = plural(handouts, "handout") if handouts else plural(len(told), "job")
    say(style(f"{what} printed on {printer.destination}", fg="green", bold=True))
    if test_page:
        say(_TEST_PAGE)
    return 0
