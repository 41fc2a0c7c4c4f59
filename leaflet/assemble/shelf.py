"""The articles, catalogs and templates of a workspace, each read once."""

from __future__ import annotations

import functools
from typing import Any

from leaflet.approvals import Approval
from leaflet.article import Article, Text
from leaflet.assemble.once import once
from leaflet.catalogs import (
    PSEUDO_LANGUAGES,
    Catalog,
    Coverage,
    coverage,
    pseudo_catalog,
    source_catalog,
)
from leaflet.html import FURNITURE_LANGUAGE
from leaflet.html.render import Renderer
from leaflet.messages import FURNITURE, SourceMessage, article_messages, template_messages
from leaflet.workspace import Workspace


class Shelf:
    """The articles, catalogs and templates of a workspace, each read once."""

    def __init__(self, workspace: Workspace, *, withdrawn_too: bool = False) -> None:
        """
        Args:
            workspace: Where to read.
            withdrawn_too: Whether withdrawn articles are like others, for who corrects them.
        """
        self.workspace = workspace
        self.withdrawn_too = withdrawn_too
        self.found: dict[tuple[object, ...], Any] = {}

    @functools.cached_property
    def templates(self) -> dict[str, bytes]:
        """The files of the templates' folders, by name."""
        return self.workspace.templates()

    @functools.cached_property
    def furniture(self) -> tuple[SourceMessage, ...]:
        """The messages of the templates."""
        return template_messages(
            {
                self.workspace.template_place(name): data.decode("utf-8", "replace")
                for name, data in self.templates.items()
                if name.endswith(".html")
            }
        )

    @functools.cached_property
    def renderer(self) -> Renderer:
        """What makes pages from the templates."""
        return Renderer(self.templates, self.workspace.template_place)

    @functools.cached_property
    def logo(self) -> bytes | None:
        """The clinic's logo; raises as `Workspace.logo`."""
        return self.workspace.logo()

    @once
    def article(self, id: str) -> Article[Text]:
        """Return a parsed article; raises as `Workspace.article`."""
        return self.workspace.article(id)

    @once
    def pictures(self, id: str) -> dict[str, bytes]:
        """Return an article's pictures; raises as `Workspace.pictures`."""
        return self.workspace.pictures(self.article(id))

    @once
    def catalog(self, domain: str, tag: str) -> Catalog:
        """
        Return the catalog of an article, or of the furniture, in a language.

        For the language of the source it translates every message to itself; for a
        pseudo-language it is made up; where there is no file it is empty.
        """
        if tag in PSEUDO_LANGUAGES:
            return pseudo_catalog(tag, self.messages(domain))
        if tag == self.source_language(domain):
            return source_catalog(tag, self.messages(domain))
        return self.workspace.catalog(domain, tag) or Catalog(language=tag)

    def source_language(self, domain: str) -> str:
        """Return the language that an article, or the furniture, is written in."""
        return FURNITURE_LANGUAGE if domain == FURNITURE else self.article(domain).language

    @once
    def messages(self, domain: str) -> tuple[SourceMessage, ...]:
        """Return the messages of an article, or of the furniture."""
        return self.furniture if domain == FURNITURE else article_messages(self.article(domain))

    @once
    def coverage(self, domain: str, tag: str) -> Coverage:
        """Return how much of a domain is translated."""
        return coverage(self.catalog(domain, tag), self.messages(domain))

    @once
    def approvals(self, tag: str) -> tuple[Approval, ...]:
        """Return the well-formed records of approvals in a language."""
        return self.workspace.approvals(tag).approvals
