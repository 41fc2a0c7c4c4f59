"""`index.html`: one page of all handouts in an output folder, for the staff to click on."""

from __future__ import annotations

from dataclasses import dataclass

from leaflet.article import Text
from leaflet.assemble import Job, Library
from leaflet.errors import LeafletError, Place
from leaflet.html import FURNITURE_LANGUAGE
from leaflet.html.words import Words
from leaflet.languages import language
from leaflet.localize import localize_text
from leaflet.manifest import Entry, Manifest
from leaflet.messages import FURNITURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One handout on the page."""

    href: str
    """Relative to the folder."""
    article: str
    """Its id; empty for a sheet without an article."""
    title: str
    """In the handout's language; empty where it is not translated."""
    staff_title: str
    """In the staff's language; the id where it is not translated."""
    tag: str
    """BCP 47."""
    direction: str
    """Of the language: "ltr" or "rtl"."""
    autonym: str
    """The language's name in itself."""
    staff_name: str
    """The language's name in the staff's language."""
    sheet: str
    """Its name."""
    pages: int
    """How many."""
    state: str
    """"draft", "approved" or "stale"."""
    partial: bool
    """Whether something in it is not translated."""


def index_page(library: Library, manifest: Manifest, prefix: str) -> str:
    """
    Return the page.

    Args:
        library: Of the workspace.
        manifest: Of the folder.
        prefix: What stands before paths in the manifest and not in the folder.

    Raises:
        ContentError: The template is wrong, or a translation of its words is.
    """
    withdrawn = library.workspace.withdrawn
    rows = [
        _row(library, entry, prefix)
        for entry in manifest.entries.values()
        if entry.article not in withdrawn
    ]
    rows.sort(key=lambda row: (row.staff_title.casefold(), row.article, row.staff_name, row.sheet))
    staff = language(library.workspace.staff_language)
    furniture = library.catalog(FURNITURE, staff.tag)
    place = Place(path=library.workspace.template_place("index.html"))

    def say(words: str, **values: object) -> str:
        line = localize_text(
            Text(source=words, role="furniture", place=place),
            furniture,
            language=staff.tag,
            source_language=FURNITURE_LANGUAGE,
            values={name: str(value) for name, value in values.items()},
        )
        return Words(line, staff.tag).plain

    return library.renderer.render(
        "index.html",
        {
            "_": say,
            "rows": rows,
            "titles": {row.article: row.staff_title for row in rows},
            "staff": staff,
            "clinic": library.workspace.clinic,
            "source_language": FURNITURE_LANGUAGE,
        },
    )


def _row(library: Library, entry: Entry, prefix: str) -> Row:
    setting = language(entry.language)
    staff = library.workspace.staff_language
    job = Job.of(entry)
    return Row(
        href=entry.to_print.removeprefix(prefix),
        article=entry.article or "",
        title=_title(library, job, entry.language),
        staff_title=_title(library, job, staff) or job.article or job.sheet,
        tag=entry.language,
        direction=setting.direction,
        autonym=setting.autonym,
        staff_name=setting.name_in(staff),
        sheet=entry.sheet,
        pages=entry.pages,
        state=_state(library, job, entry),
        partial=entry.coverage < 1,
    )


def _title(library: Library, job: Job, tag: str) -> str:
    try:
        return library.title(job, tag)
    except LeafletError:
        return ""


def _state(library: Library, job: Job, entry: Entry) -> str:
    try:
        current = library.readiness(job).fingerprint
    except LeafletError:
        return "stale"
    if current != entry.fingerprint:
        return "stale"
    return "draft" if entry.approval == "draft" else "approved"
