"""How far each text is translated, who answers for it, what has changed since, what is due."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from leaflet.assemble import Library
from leaflet.catalogs import PSEUDO_LANGUAGES
from leaflet.differences import differences
from leaflet.html import FURNITURE_LANGUAGE
from leaflet.languages import language
from leaflet.messages import FURNITURE
from leaflet.review import Change, due, lapsed

State = Literal["draft", "approved", "changed", "incomplete", "made up", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How it stands with one domain in one language."""

    domain: str
    """The id of an article, or `FURNITURE`."""
    language: str
    """BCP 47."""
    total: int
    """How many messages the source has."""
    translated: int
    """Those that may be printed."""
    missing: int
    """Those without a translation."""
    fuzzy: int
    """Those with a doubtful one, the stale among them."""
    stale: int
    """Those whose source has changed since they were translated."""
    state: State | Literal[""]
    """ "changed" where an approval ended because a text changed; empty for the furniture, which
    nobody approves by itself."""
    by: str = ""
    """Who approved it last, also where the approval has ended."""
    role: str = ""
    """As what."""
    approved: datetime.date | None = None
    """When."""
    changes: tuple[Change, ...] = ()
    """What has changed since the approval that has ended."""
    due_days: int | None = None
    """In how many days the review of the article is due; None where it is not due soon."""


def status(
    library: Library, articles: Iterable[str], languages: Iterable[str], today: datetime.date
) -> Iterator[Status]:
    """
    Yield how it stands with each domain, the source's language first.

    Args:
        library: Of the workspace.
        articles: Empty for all, and the furniture.
        languages: Empty for those of the workspace.
        today: For what is due.

    Raises:
        LeafletError: An article or a catalog is wrong.
    """
    workspace = library.workspace
    for domain in tuple(articles) or (*workspace.chosen_articles, FURNITURE):
        source = FURNITURE_LANGUAGE if domain == FURNITURE else library.article(domain).language
        wanted = dict.fromkeys(tuple(languages) or (source, *workspace.languages))
        for tag in wanted:
            if not (tag == source and domain == FURNITURE):
                yield _status(library, domain, tag, today)


def _status(library: Library, domain: str, tag: str, today: datetime.date) -> Status:
    found, catalog = library.coverage(domain, tag), library.catalog(domain, tag)
    bare = Status(
        domain=domain,
        language=tag,
        total=found.total,
        translated=found.done,
        missing=len(found.missing),
        fuzzy=len(found.fuzzy),
        stale=sum(bool(catalog.messages[message.key].previous) for message in found.fuzzy),
        state="",
    )
    if domain == FURNITURE:
        return bare
    holds, ended = library.approval(domain, tag), lapsed(library, domain, tag)
    last = holds or (ended.approval if ended else None)
    state: State = "approved" if holds else "changed" if ended else "draft"
    if found.done < found.total:
        state = "incomplete"
    if tag in PSEUDO_LANGUAGES:
        state = "made up"
    if domain in library.workspace.withdrawn:
        state = "withdrawn"
    return replace(
        bare,
        state=state,
        by=last.by if last else "",
        role=last.role if last else "",
        approved=last.date if last else None,
        changes=ended.changes if ended else (),
        due_days=due(library, domain, today),
    )


TEMPLATE = "status.html"


def status_page(library: Library, rows: Iterable[Status], today: datetime.date) -> str:
    """
    Return the page of all rows: one file, no scripts, no network.

    It is for who coordinates translations, and in the language of the command line.

    Raises:
        ContentError: The template is wrong.
    """
    rows = tuple(rows)
    return library.renderer.render(
        TEMPLATE,
        {
            "rows": rows,
            "due": {row.domain: row.due_days for row in rows if row.due_days is not None},
            "changed": [row for row in rows if row.changes],
            "language": language,
            "staff": library.workspace.staff_language,
            "differences": differences,
            "clinic": library.workspace.clinic,
            "today": today,
        },
    )
