"""Pages of foreign text that nobody of this project wrote, set as a handout is."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import replace
from html import escape
from pathlib import Path

import pikepdf

from leaflet.article import Line, Run
from leaflet.html import HtmlPage
from leaflet.html.styles import language_styles
from leaflet.html.words import inline_html
from leaflet.languages import known, language, samples
from leaflet.languages.table import table
from leaflet.sheets import SHEETS
from leaflet.typeset import typeset_line

COLUMN_MM = 80
SIZES_PT = (12, 18)
WEIGHTS = ("normal", "bold")

STYLE = """
@page { size: 210mm 297mm; margin: 12mm }
body, h1, p { margin: 0 }
section { break-before: page; width: 80mm }
section[dir=rtl] { margin-inline-start: auto }
h1 { font: 9pt "Noto Sans" }
p { margin-block-end: 2mm }
"""


def every_family() -> tuple[str, ...]:
    """Return all families of the program's table."""
    fonts = {family for row in table().scripts.values() for family in row.fonts}
    fonts |= {family for tag in known() for family in language(tag).fonts}
    return tuple(sorted(fonts | set(table().fallback_fonts)))


def setting_of(tag: str, words: str) -> str:
    """Return a text as HTML, typeset by the rules of its language."""
    line = Line(
        content=(Run(text=words),), language=language(tag).tag, direction=language(tag).direction
    )
    return str(inline_html(typeset_line(line).content))


@functools.cache
def section(tag: str, letters: int) -> str:
    """Return the pages of a language: its words in each size and weight, in a narrow column."""
    setting = language(tag)
    words = setting_of(tag, samples.text(setting, letters))
    paragraphs = "".join(
        f'<p style="font-size: {size}pt; font-weight: {weight}">{words}</p>'
        for size in SIZES_PT
        for weight in WEIGHTS
    )
    head = f'<h1 lang="en" dir="ltr">{escape(setting.tag)}</h1>'
    return f'<section lang="{setting.tag}" dir="{setting.direction}">{head}{paragraphs}</section>'


def page(tags: Iterable[str], *, letters: int) -> HtmlPage:
    """Return a document with a page for each of these languages."""
    tags = tuple(tags)
    return document(
        "".join(section(tag, letters) for tag in tags), {*tags, "en"}, name=" ".join(tags)
    )


def document(body: str, tags: Iterable[str], *, name: str, style: str = STYLE) -> HtmlPage:
    """Return a document of any number of pages, with the program's own rules for languages."""
    html = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Languages</title>'
        f"<style>{language_styles(tags)}{style}</style></head><body>{body}</body></html>"
    )
    sheet = replace(SHEETS["a4"], name=name)
    return HtmlPage(html=html, resources={}, name=name, sheet=sheet, max_pages=0)


@functools.cache
def pages_of(path: Path) -> dict[str, list[int]]:
    """Return the pages (they start at 1) of each language in a document of `page`."""
    with pikepdf.open(path) as document, document.open_outline() as outline:
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
        # `leaflet.pdf.finish` may hang headings below the title.
        items = outline.root if len(outline.root) > 1 else outline.root[0].children
        first = {str(item.title): numbers[_target(item).objgen] for item in items}
        ends = [*list(first.values())[1:], len(numbers) + 1]
    return {
        tag: list(range(start, end)) for (tag, start), end in zip(first.items(), ends, strict=True)
    }


def _target(item: pikepdf.OutlineItem) -> pikepdf.Object:
    destination: object = item.destination
    if destination is None and item.action is not None:
        destination = item.action.D
    assert isinstance(destination, pikepdf.Array)
    return destination[0]
