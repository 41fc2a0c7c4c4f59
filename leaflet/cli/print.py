"""`leaflet print`: a handout onto paper, in the patient's language, now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from leaflet.cli.choices import (
    complete_languages,
    complete_printed,
    complete_printers,
    complete_racks,
    complete_sheets,
)
from leaflet.cli.chooser import Chooser, language_of_card, today, with_card
from leaflet.cli.console import say, show
from leaflet.cli.jobs import rehearse, send, warnings
from leaflet.cli.main import Context
from leaflet.errors import ContentError, LeafletError, Problem, UsageError, did_you_mean
from leaflet.workspace.paper import MOST_COPIES

if TYPE_CHECKING:
    from leaflet.assemble import Library
    from leaflet.html import HtmlPage
    from leaflet.printing.plan import Sheaf
    from leaflet.sheets import Sheet
    from leaflet.workspace import Workspace
    from leaflet.workspace.paper import Rack

_TEST_PAGE = """\
look at the test page:
  the inner frame is whole: if not, sheets lose words at the edge; the outer one may be cut
  the line is 100 mm long: if not, the printer shrinks what it prints
  each grey can be told from the next"""
_TEST_PAGE_BACK = "  turn it as a page of a book: the arrow on the back points upwards too"
_TEST_PAGE_NO_BACK = "  it has no back: sheets that are printed on both sides are not tried by it"


@click.command(name="print")
@click.argument("article", required=False, metavar="[ARTICLE]", shell_complete=complete_printed)
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
@click.option("--one-sided", is_flag=True, help="Print each page on a leaf of its own.")
@click.option("--card", is_flag=True, help="A card that asks for an interpreter, in a language.")
@click.option("--test-page", is_flag=True, help="Margins, the edge to turn over, grey.")
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
    one_sided: bool,
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
    leaflet print cough -l ar --one-sided            on a printer that prints one side only
    leaflet print --test-page -p desk                when the printer is new
    """
    from leaflet.assemble import Library
    from leaflet.printing.choice import chosen, printer_for
    from leaflet.printing.plan import tickets
    from leaflet.printing.ticket import can_print

    _one_of(article=article, rack=rack, card=card, test_page=test_page)
    workspace = context.workspace()
    library = Library(workspace, today=today())
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
    elif card:
        sheaves = [_card(library, word, sheet, copies or 1)]
    elif not test_page:
        sheaves = _handout(library, article, word, sheet, copies or 1, draft=draft)
    printer = printer_for(chosen(workspace, name))
    ability = printer.ability()
    if test_page:
        both_sides = not one_sided and can_print("two-sided-long-edge", ability)
        sheaves = [_test_page(library, sheet, copies or 1, both_sides=both_sides)]
    # A rack says its sheet itself.
    others = [] if rack is not None else _others(workspace)
    told = tickets(sheaves, ability, printer, one_sided=one_sided, others=others)
    show(warnings(told, ability, printer, one_sided=one_sided))
    if dry_run:
        return rehearse(told, printer)
    done = send(library, printer, told, timeout_s)
    if test_page and not done:
        say(_TEST_PAGE)
        say(_TEST_PAGE_BACK if both_sides else _TEST_PAGE_NO_BACK)
    return done


def _one_of(**wanted: object) -> None:
    if sum(bool(value) for value in wanted.values()) > 1:
        raise click.UsageError("an article, --rack, --card and --test-page exclude each other")


# What is printed


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
        return gather(library, [Order(job=job, copies=copies)], today(), draft=draft)
    chooser = Chooser(library, sheet, draft=draft)
    id = chooser.article(article, word)
    tag = chooser.language(word, id)
    job = Job(article=id, language=tag, sheet=sheet)
    try:
        return gather(library, [Order(job=job, copies=copies)], today(), draft=draft)
    except ContentError as error:
        raise with_card(library, error, tag) from error


def _rack_sheaves(library: Library, rack: Rack, *, draft: bool) -> list[Sheaf]:
    from leaflet.printing.plan import gather, orders_of, with_separators

    try:
        sheaves = gather(library, orders_of(library, rack), today(), draft=draft)
    except LeafletError as error:
        note = Problem(
            code="rack",
            message=f"nothing of the rack `{rack.name}` was printed",
            hint="mend all of the above, or take it out of the rack in leaflet.toml",
        )
        raise type(error)((*error.problems, note)) from error
    return with_separators(library, sheaves)


def _card(library: Library, word: str | None, sheet: str | None, copies: int) -> Sheaf:
    from leaflet.languages import language
    from leaflet.printing import pages

    paper = _paper(library, sheet)
    tag = language_of_card(library, word)
    title = language(tag).name_in(library.workspace.staff_language)
    return _page_sheaf(title, paper, pages.card(library, paper, tag), copies)


def _test_page(library: Library, sheet: str | None, copies: int, *, both_sides: bool) -> Sheaf:
    from leaflet.printing import pages

    paper = _paper(library, sheet)
    page = pages.trial_page(library, paper, both_sides=both_sides)
    return _page_sheaf("leaflet --test-page", paper, page, copies)


def _paper(library: Library, sheet: str | None) -> Sheet:
    return library.workspace.sheet(sheet or library.workspace.first_sheet)


def _page_sheaf(title: str, paper: Sheet, page: HtmlPage, copies: int) -> Sheaf:
    from leaflet.printing.pages import rendered
    from leaflet.printing.plan import page_sheaf

    [pdf] = rendered([page])
    return page_sheaf(title, paper, pdf.data, pdf.pages, copies)


def _others(workspace: Workspace) -> list[Sheet]:
    """Return the sheets that a refusal may name, those first that the workspace builds."""
    names = dict.fromkeys((*workspace.sheets, *workspace.sheet_table))
    return [workspace.sheet(name) for name in names]
