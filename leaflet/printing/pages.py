"""Pages that are no handouts: what separates a rack, tries a printer, or fetches an interpreter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from leaflet.article import Line, Run, Span
from leaflet.assemble import Library
from leaflet.errors import ConfigurationError, ContentError, LeafletError, Problem
from leaflet.html import HtmlPage
from leaflet.html.styles import families, language_styles
from leaflet.html.words import Words
from leaflet.languages import language
from leaflet.languages.speaking import i_speak
from leaflet.localize import localize_text, placeholder_values
from leaflet.pdf import Pdf
from leaflet.pdf.coverage import check_fonts
from leaflet.pdf.pool import pool, render
from leaflet.printing.papers import paper_of
from leaflet.sheets import Sheet
from leaflet.typeset import typeset_line

GREYS = tuple(range(0, 101, 10))
"""The fields of the test page, in percent of black."""


def staff_title(library: Library, id: str) -> Words:
    """
    Return the title of an article in the staff's language.

    Raises:
        ContentError: It is not translated.
    """
    workspace = library.workspace
    staff, article = workspace.staff_language, library.article(id)
    line = localize_text(
        article.title,
        library.catalog(id, staff),
        language=staff,
        source_language=article.language,
        values=placeholder_values(workspace.clinic, workspace.territory),
    )
    return Words(typeset_line(line), staff)


def separator(
    library: Library, sheet: Sheet, tag: str, rows: Iterable[tuple[str, int]]
) -> HtmlPage:
    """
    Return the page that lies before the handouts of one language.

    Args:
        library: Of the workspace.
        sheet: Of the handouts: the page is on their paper.
        tag: The language.
        rows: Articles with the number of copies.
    """
    titles = [(staff_title(library, id), copies) for id, copies in rows]
    return _page(library, sheet, "separator.html", tag, {"rows": titles})


def trial_page(library: Library, sheet: Sheet, *, both_sides: bool = True) -> HtmlPage:
    """
    Return the page that tries margins, the edge over which paper is turned, and grey.

    Args:
        library: Of the workspace.
        sheet: Whose paper it is printed on.
        both_sides: Whether it has a second side, to be turned over.
    """
    tag = library.workspace.staff_language
    sides = (1, 2) if both_sides else (1,)
    return _page(library, sheet, "test-page.html", tag, {"greys": GREYS, "sides": sides})


def card(library: Library, sheet: Sheet, tag: str) -> HtmlPage:
    """
    Return the card that asks for an interpreter, in the patient's language and in the staff's.

    It says "I speak …" first, where the program has words for it, and else the language's name.

    Args:
        library: Of the workspace.
        sheet: Whose paper it is printed on.
        tag: The patient's language, which need not be one of the workspace.

    Raises:
        ConfigurationError: The clinic says no number of interpreters.
        ContentError: The sentence has no translation into the staff's language.
    """
    workspace = library.workspace
    if not workspace.clinic.interpreter:
        raise ConfigurationError(
            Problem(
                code="card",
                message="there is no card: nobody says whom to call for an interpreter",
                place=workspace.place("clinic"),
                hint='add `interpreter = "…"`, a phone number, under `[clinic]`',
            )
        )
    ours = library.words(_INTERPRETER, workspace.staff_language)
    theirs = library.words(_INTERPRETER, tag)
    if not ours.line.translated:
        raise ContentError(
            Problem(
                code="card",
                message="there is no card: its sentence has no translation into the staff's "
                f"language, {language(workspace.staff_language).english}",
                hint=f"translate `{_INTERPRETER}` in `leaflet.po`",
            )
        )
    # In a language that has no words for it, its name must do; never a third language.
    said = theirs if theirs.line.translated and tag != workspace.staff_language else None
    speaks = {"speaks": _speaks(tag), "named": _names(tag)}
    return _page(
        library, sheet, "card-interpreter.html", tag, {**speaks, "theirs": said, "ours": ours}
    )


def _speaks(tag: str) -> Words | None:
    """Return "I speak …" in a language, None where the table has no words for it."""
    said = i_speak(tag)
    if not said:
        return None
    direction = language(tag).direction
    # At this size "Af-Soomaali" would be divided behind its hyphen.
    content = [
        Span(kind="whole", children=(Run(text=piece),)) if "-" in piece else Run(text=piece)
        for piece in re.split(r"(\S*-\S*)", said)
        if piece
    ]
    line = Line(content=tuple(content), language=tag, direction=direction)
    return Words(typeset_line(line), tag)


def _names(tag: str) -> bool:
    """
    Tell whether "I speak …" has the language's own name in it, which need not be said twice.

    >>> _names("fr"), _names("pl")
    (True, False)
    """
    return language(tag).autonym.casefold() in i_speak(tag).casefold()


_INTERPRETER = "Do you need an interpreter? Call {clinic.interpreter}."


def _page(
    library: Library, sheet: Sheet, template: str, tag: str, context: dict[str, object]
) -> HtmlPage:
    staff = language(library.workspace.staff_language)
    check_fonts(language(tag))
    size = paper_of(sheet)
    paper = replace(sheet, size=size, template=template, fold=None)
    html = library.renderer.render(
        template,
        {
            "clinic": library.workspace.clinic,
            "patient": language(tag),
            "staff": staff,
            "name": language(tag).name_in(staff.tag),
            "size": size,
            "margin_mm": sheet.margin_mm,
            "styles": Markup(language_styles({tag, staff.tag})),
            **context,
        },
    )
    return HtmlPage(
        html=html,
        resources={},
        name=template,
        sheet=paper,
        max_pages=0,
        families=families({tag, staff.tag}),
    )


def rendered(pages: Iterable[HtmlPage]) -> list[Pdf]:
    """Return the PDFs of pages, in their order; raises as `leaflet.pdf.render.render`."""
    pages = list(pages)
    if not pages:
        return []
    names = tuple(sorted({family for page in pages for family in page.families}))
    with pool(1, names) as executor:
        return list(executor.map(render, pages))


def can_have_card(library: Library) -> bool:
    """Tell whether a card can be made, for the hint of a refusal."""
    try:
        ours = library.words(_INTERPRETER, library.workspace.staff_language)
    except LeafletError:
        return False
    return bool(library.workspace.clinic.interpreter) and ours.line.translated
