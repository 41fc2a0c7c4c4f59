"""The upkeep of catalogs: templates written, catalogs brought up to date, compiled."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from leaflet.assemble import Library
from leaflet.catalogs import (
    PSEUDO_LANGUAGES,
    compile_catalog,
    refuse_pseudo,
    update_catalog,
    write_template,
)
from leaflet.files import write_whole
from leaflet.html import FURNITURE_LANGUAGE
from leaflet.messages import FURNITURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One file that was written, or that is as it should be."""

    path: Path
    """Of the file."""
    changed: bool
    """Whether it was written; else it is as it should be."""
    messages: int
    """How many there are in it."""
    added: int = 0
    """Messages that are new in it."""
    guessed: int = 0
    """Among the added, those with an old translation as a doubtful guess."""
    removed: int = 0
    """Messages that the source no longer has."""
    confirmed: int = 0
    """Among the added, those that keep their translation, since the meaning is unchanged."""


def domains(library: Library, articles: Iterable[str] = ()) -> tuple[str, ...]:
    """
    Return the domains to work on: the articles named, or all that is the workspace's own.

    The workspace's own are its articles, and its templates where it has any.
    """
    named = tuple(articles)
    if named:
        return named
    root = library.workspace.root
    own = [id for id in library.workspace.article_ids if (root / "articles" / f"{id}.md").is_file()]
    if any((root / "templates").rglob("*.html")):
        own.append(FURNITURE)
    return tuple(own)


def extract(library: Library, articles: Iterable[str], now: datetime.datetime) -> Iterator[Written]:
    """
    Write the templates of catalogs, `translations/<domain>.pot`.

    Raises:
        LeafletError: An article or a template is wrong, or a file cannot be written.
    """
    for domain in domains(library, articles):
        path = library.workspace.root / "translations" / f"{domain}.pot"
        previous = library.workspace.read(path) if path.is_file() else None
        messages = library.messages(domain)
        data = write_template(messages, now=now, previous=previous)
        if data != previous:
            write_whole(path, data)
        yield Written(path=path, changed=data != previous, messages=len(messages))


def update(
    library: Library,
    articles: Iterable[str],
    languages: Iterable[str],
    now: datetime.datetime,
    unchanged: str = "",
) -> Iterator[Written]:
    """
    Bring catalogs up to date with articles and templates; make those that are missing.

    A catalog that the stock has is left to the stock, unless it is the workspace's own.

    Args:
        library: Of the workspace.
        articles: Empty for all.
        languages: Empty for the workspace's.
        now: For the header of a file that changes.
        unchanged: As in `update_catalog`.

    Raises:
        LeafletError: An article or a catalog is wrong, a file cannot be written, or a
            pseudo-language was named.
    """
    workspace = library.workspace
    named, tags = tuple(articles), tuple(languages)
    for tag in tags:
        refuse_pseudo(tag, "it has no catalogs")
    for domain in named or (*workspace.chosen_articles, FURNITURE):
        messages = library.messages(domain)
        source = FURNITURE_LANGUAGE if domain == FURNITURE else library.article(domain).language
        for tag in tags or workspace.languages:
            path = workspace.catalog_path(domain, tag)
            in_stock = workspace.catalog(domain, tag) is not None and not path.is_file()
            if tag == source or tag in PSEUDO_LANGUAGES or (in_stock and not (named and tags)):
                continue
            previous = workspace.read(path) if path.is_file() else None
            done = update_catalog(
                messages,
                language=tag,
                path=workspace.shown(path),
                now=now,
                previous=previous,
                unchanged=unchanged,
                source_language=source,
            )
            if done.data != previous:
                write_whole(path, done.data)
            yield Written(
                path=path,
                changed=done.data != previous,
                messages=len(messages),
                added=done.added,
                guessed=done.guessed,
                removed=done.removed,
                confirmed=done.confirmed,
            )


def compile_all(library: Library) -> Iterator[Written]:
    """
    Write the `.mo` beside each `.po` of the workspace, for other tools.

    Raises:
        LeafletError: A catalog is wrong, or a file cannot be written.
    """
    folder = library.workspace.root / "translations"
    for path in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        compiled = compile_catalog(library.workspace.read(path), library.workspace.shown(path))
        target = path.with_suffix(".mo")
        changed = not target.is_file() or target.read_bytes() != compiled.data
        if changed:
            write_whole(target, compiled.data)
        yield Written(path=target, changed=changed, messages=compiled.messages)
