"""Where words of a page come from: an article, a catalog, `leaflet.toml`, a template."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from leaflet.article import plain
from leaflet.catalogs import Message
from leaflet.errors import Place
from leaflet.languages import folder
from leaflet.messages import FURNITURE
from leaflet.parse import inline

if TYPE_CHECKING:
    from leaflet.assemble.job import Job
    from leaflet.assemble.library import Library

LABELS = ("text", "address")
"""Under these labels a problem of a page shows what it is about."""


def place_of(library: Library, job: Job, words: str) -> Place | None:
    """
    Return where somebody wrote words of a handout; None where nobody did.

    Where several texts have them, the file without a line: a wrong line misleads.

    Args:
        library: Of the workspace.
        job: Whose page it is.
        words: As they stand on the page; with an ellipsis where they were cut.
    """
    sought = _bare(words.strip("…").rstrip("‐")).strip()
    if not sought:
        return None
    # The words of a page that are nearest to the patient first; a phone number stands in a text by
    # way of its placeholder, so it is found with the clinic.
    of_article = (_of_article, _of_clinic, _of_staff, _of_furniture, _of_files)
    for sources in of_article if job.article else (_of_clinic, _of_furniture):
        places = [place for place, said in sources(library, job) if sought in _bare(said)]
        if places:
            return places[0] if len(set(places)) == 1 else Place(path=places[0].path)
    return None


def heading_of(library: Library, job: Job, words: str) -> tuple[str, Place | None]:
    """
    Return the author's words for a heading of a page, and where they stand in the article.

    Words that are none of the article's are returned as they are, with no place.

    Args:
        library: Of the workspace.
        job: Whose page it is.
        words: As they stand on the page.
    """
    if job.article:
        sources = zip(library.article(job.article).texts(), _of_article(library, job), strict=True)
        for text, (place, said) in sources:
            if _closed(said) == _closed(words):
                return _letters(text.source, place), text.place
    return _bare(words).strip(), None


Found = Iterator[tuple[Place, str]]
"""Places, with the words that stand there."""


def _of_article(library: Library, job: Job) -> Found:
    catalog = library.catalog(job.article, job.language)
    for text in library.article(job.article).texts():
        message = catalog.translation(text.context, text.source)
        if message:
            yield message.place, _letters(message.translation, message.place)
        else:
            yield text.place, _letters(text.source, text.place)


def _of_clinic(library: Library, _job: Job) -> Found:
    clinic = library.workspace.clinic
    for field in dataclasses.fields(clinic):
        if value := getattr(clinic, field.name):
            yield library.workspace.place(field.name, "clinic"), str(value)


def _of_staff(library: Library, job: Job) -> Found:
    """Yield the title, or all where the staff's words stand beside the patient's."""
    article = library.article(job.article)
    catalog = library.catalog(job.article, library.workspace.staff_language)
    beside = library.workspace.sheet(job.sheet).beside
    for text in article.texts() if beside else (article.title,):
        if message := catalog.translation(text.context, text.source):
            yield message.place, _letters(message.translation, message.place)


def _of_furniture(library: Library, job: Job) -> Found:
    for tag in library.languages(job):
        yield from _said(library.catalog(FURNITURE, tag).messages.values())


def _said(messages: Iterable[Message]) -> Found:
    for message in messages:
        if message.translation:
            yield message.place, _letters(message.translation, message.place)


def _of_files(library: Library, job: Job) -> Found:
    """Yield the lines of what is printed as it stands: sources, names of those who approved."""
    workspace = library.workspace
    path = workspace.article_path(job.article)
    yield from _lines(Place(path=workspace.shown(path)), workspace.read(path))
    for name, data in sorted(library.templates.items()):
        if name.endswith((".html", ".css")):
            yield from _lines(Place(path=workspace.template_place(name)), data)
    staff = workspace.staff_language
    for tag in dict.fromkeys((library.article(job.article).language, job.language, staff)):
        for root in workspace.roots():
            path = root / "translations" / folder(tag) / "approvals.toml"
            if path.is_file():
                yield from _lines(Place(path=workspace.shown(path)), workspace.read(path))


def _lines(place: Place, data: bytes) -> Found:
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), start=1):
        yield dataclasses.replace(place, line=number), line


def _letters(source: str, place: Place) -> str:
    """Return the letters of Markdown, without its marks; placeholders unfilled."""
    return plain(inline(source, place))


_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069]")
_SPACES = re.compile("[\u00a0\u202f\u2009\\s]+")


def _bare(words: str) -> str:
    """
    Return words without what typesetting put between the letters.

    >>> _bare("Give\\u00a010\\u00a0ml\\u200b.")
    'Give 10 ml.'
    """
    return _SPACES.sub(" ", _INVISIBLE.sub("", words))


def _closed(words: str) -> str:
    """
    Return the letters of words alone: where a line ends, the page has lost its space.

    >>> _closed("bas du\\u00a0dos"), _closed("bas dudos"), _closed("Muskel\u2010krampf")
    ('basdudos', 'basdudos', 'Muskelkrampf')
    """
    return _bare(words).replace(" ", "").replace("\u2010", "")
