"""Texts sent to translation offices, and taken in again: XLIFF, packages, returned catalogs."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from leaflet.assemble import Library
from leaflet.catalogs import Merged, Returned, merge_catalog, read_catalog, refuse_pseudo
from leaflet.errors import ContentError, Place, Problem
from leaflet.files import write_whole
from leaflet.glossary import Glossary
from leaflet.html import FURNITURE_LANGUAGE, HtmlPage
from leaflet.languages import canonical, language
from leaflet.messages import FURNITURE
from leaflet.orders import jobs
from leaflet.pdf import Pdf
from leaflet.xliff import Exchange, State, Unit, Version, read_xliff, unit_id, write_xliff

_CONTEXTS = {
    "title": "the title of the article",
    "summary": "the main message in short",
    "alt": "what a picture shows, for those who cannot see it",
    "keywords": "a word that a reader might search for",
}


def source_language(library: Library, domain: str) -> str:
    """Return the language that the texts of a domain are written in."""
    return FURNITURE_LANGUAGE if domain == FURNITURE else library.article(domain).language


def exchange(library: Library, domain: str, tag: str) -> Exchange:
    """
    Return the texts of a domain with what is translated of them, to be sent out.

    Raises:
        LeafletError: The article or the catalog is wrong, or the language is a made-up one.
    """
    refuse_pseudo(tag, "there is nothing to translate")
    catalog = library.catalog(domain, tag)
    approved = domain != FURNITURE and library.approval(domain, tag) is not None
    units = []
    for message in library.messages(domain):
        found = catalog.messages.get(message.key)
        state: State = "missing"
        if found and found.translation.strip():
            state = "fuzzy" if found.fuzzy else "approved" if approved else "translated"
        notes = [*message.comments]
        if message.context in _CONTEXTS and not message.comments:
            notes.append(_CONTEXTS[message.context])
        if "{" in message.id:
            notes.append("Words in braces stay as they are.")
        if found and found.previous:
            notes.append(f"The source was: {found.previous}")
        units.append(
            Unit(
                id=unit_id(message.key),
                source=message.id,
                target=found.translation if found else "",
                state=state,
                notes=tuple(notes),
                comments=found.comments if found else (),
            )
        )
    return Exchange(
        domain=domain,
        source_language=source_language(library, domain),
        language=tag,
        units=tuple(units),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """All that an office needs, in one ZIP."""

    name: str
    """What the file may be called."""
    data: bytes
    """The file."""


def package(
    library: Library, domain: str, tag: str, version: Version, render: Callable[[HtmlPage], Pdf]
) -> Package:
    """
    Return a work package: XLIFF, the source as it is printed, the glossary, and what to mind.

    Args:
        library: Of the workspace.
        domain: The id of an article.
        tag: BCP 47; of the translation.
        version: Of XLIFF.
        render: What makes the PDF of a page.

    Raises:
        LeafletError: A text is wrong, or the source's own handout cannot be made.
    """
    sent = exchange(library, domain, tag)
    workspace = library.workspace
    sheets = (*workspace.sheets, workspace.territory.paper)
    whole = (name for name in sheets if not workspace.sheet(name).chosen)
    asked = jobs(library, [domain], whole, [sent.source_language])
    job = next(job for job in asked if job.article)
    ready = library.readiness(job)
    if ready.problems:
        raise ContentError(ready.problems)
    files = {
        f"{domain}.{tag}.xlf": write_xliff(sent, version),
        f"{domain}.{sent.source_language}.pdf": render(library.page(ready)).data,
        "glossary.csv": glossary_table(library.glossary, tag),
        "README.txt": _read_me(sent).encode(),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            # Without the day, so that the same texts make the same package.
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return Package(name=f"{domain}.{tag}.zip", data=buffer.getvalue())


def glossary_table(glossary: Glossary, tag: str) -> bytes:
    """Return the terms that bind a translation into a language, as CSV for a spreadsheet."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(["term", "translation", "note"])
    for term in glossary.terms:
        said = term.translations.get(tag, ())
        if said or term.keep:
            writer.writerow([term.source, " | ".join(said) or term.source, term.note])
    # With the mark by which spreadsheets know UTF-8.
    return buffer.getvalue().encode("utf-8-sig")


def _read_me(sent: Exchange) -> str:
    source, target = language(sent.source_language), language(sent.language)
    return f"""\
{sent.domain}: from {source.english} ({source.tag}) into {target.english} ({target.tag})

{sent.domain}.{sent.language}.xlf  the texts; send this file back when they are translated
{sent.domain}.{sent.source_language}.pdf  what the handout looks like in the source's language
glossary.csv  words with a set translation

Please mind
- Patients read this in a waiting room: plain words, short sentences, the polite form.
- Numbers, doses and times are those of the source. A "not" must stay a "not".
- Words in braces, as {{emergency}}, stay as they are. **Bold** marks the same words.
- The source texts must not be edited: a file with another source cannot be taken in. What is wrong
  with the source, say in a note.
- Whatever is doubtful, leave in the state "needs review", with a note. It is not printed then.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was taken in."""

    domain: str
    """The id of the article, or `FURNITURE`."""
    language: str
    """BCP 47."""
    path: Path
    """The catalog."""
    merged: Merged
    """What became of it."""


def take_in_xliff(
    library: Library, data: bytes, shown: str, now: datetime.datetime, tag: str = ""
) -> Taken:
    """
    Take in the translations of a returned XLIFF file.

    Args:
        library: Of the workspace.
        data: The file.
        shown: Its path, for messages.
        now: For the header of the catalog.
        tag: BCP 47; where it is not what the file says.

    Raises:
        LeafletError: The file is wrong, of another text, or its sources were edited. Then nothing
            is taken in.
    """
    sent = read_xliff(data, shown)
    domain = Path(sent.domain).stem
    if not domain or not sent.language:
        raise ContentError(
            Problem(
                code="xliff",
                message="the file does not say of which text it is, or in which language",
                place=Place(path=shown),
                hint="send out and take back what `leaflet translations export` wrote",
            )
        )
    if tag and canonical(sent.language) != tag:
        raise ContentError(
            Problem(
                code="xliff",
                message=f"the file says that it is in `{sent.language}`, not in `{tag}`; nothing "
                "was taken in",
                place=Place(path=shown),
                hint="look which language it is in; leave `-l` out where the file is right",
            )
        )
    known = {unit_id(message.key): message for message in library.messages(domain)}
    returned = [
        Returned(
            # The key of an unknown unit is that of nothing, so that it is told as edited.
            context=known[unit.id].context if unit.id in known else None,
            id=unit.source,
            translation=unit.target,
            fuzzy=unit.state == "fuzzy",
            comments=unit.comments,
            place=Place(path=shown),
        )
        for unit in sent.units
    ]
    return _take_in(library, domain, tag or canonical(sent.language), returned, now)


def take_in_catalog(
    library: Library, domain: str, tag: str, data: bytes, shown: str, now: datetime.datetime
) -> Taken:
    """Take in the translations of a returned PO file, as `take_in_xliff` does."""
    catalog = read_catalog(data, shown, tag)
    returned = [
        Returned(
            context=message.context,
            id=message.id,
            translation=message.translation,
            fuzzy=message.fuzzy,
            comments=message.comments,
            place=message.place,
        )
        for message in catalog.messages.values()
    ]
    return _take_in(library, domain, tag, returned, now)


def _take_in(
    library: Library, domain: str, tag: str, returned: Iterable[Returned], now: datetime.datetime
) -> Taken:
    refuse_pseudo(tag, "it has no catalogs")
    workspace = library.workspace
    if tag == source_language(library, domain):
        raise ContentError(
            Problem(
                code="merge",
                message=f"`{tag}` is the language that `{domain}` is written in",
                hint="say in which language the file is: `-l LANGUAGE`",
            )
        )
    path = workspace.catalog_path(domain, tag)
    merged = merge_catalog(
        returned,
        messages=library.messages(domain),
        language=tag,
        path=workspace.shown(path),
        now=now,
        previous=workspace.read(path) if path.is_file() else None,
    )
    if not path.is_file() or merged.changed:
        write_whole(path, merged.data)
    return Taken(domain=domain, language=tag, path=path, merged=merged)
