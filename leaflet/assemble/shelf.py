"""The articles, catalogs and templates of a workspace, each read once."""

from __future__ import annotations

import datetime
import functools
from typing import Any

from leaflet.approvals import Approval
from leaflet.article import Article, Text
from leaflet.assemble.job import Job
from leaflet.assemble.once import once
from leaflet.catalogs import (
    PSEUDO_LANGUAGES,
    Catalog,
    Coverage,
    coverage,
    pseudo_catalog,
    source_catalog,
)
from leaflet.errors import ContentError, Place
from leaflet.html import FURNITURE_LANGUAGE
from leaflet.html.render import Renderer
from leaflet.html.themes import MODEL, incomplete, unset
from leaflet.html.words import Words
from leaflet.localize import localize_text, placeholder_values
from leaflet.messages import FURNITURE, SourceMessage, article_messages, template_messages
from leaflet.typeset import typeset_line
from leaflet.workspace import Workspace


class Shelf:
    """The articles, catalogs and templates of a workspace, each read once."""

    def __init__(
        self,
        workspace: Workspace,
        *,
        withdrawn_too: bool = False,
        today: datetime.date | None = None,
    ) -> None:
        """
        Args:
            workspace: Where to read.
            withdrawn_too: Whether withdrawn articles are like others, for who corrects them.
            today: The day on which a poster may promise a leaflet; None where no poster is made.
        """
        self.workspace = workspace
        self.withdrawn_too = withdrawn_too
        self.today = today
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
                self.workspace.template_place(name): _letters(data)
                for name, data in self.templates.items()
                if name.endswith(".html")
            }
        )

    @functools.cached_property
    def renderer(self) -> Renderer:
        """What makes pages from the templates."""
        return Renderer(self.templates, self.workspace.template_place)

    def check_theme(self, name: str, html: str) -> None:
        """
        Check that a theme sets what a page needs of it.

        Raises:
            ContentError: It does not. The engine would go on without the colour, and name no file.
        """
        if left_out := unset(html, self._model):
            path = self.workspace.template_place(f"themes/{name}.css")
            raise ContentError(incomplete(path, left_out))

    @functools.cached_property
    def _model(self) -> str:
        return _letters(self.workspace.read(self.workspace.stock / "templates" / MODEL))

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

    def words(self, source: str, tag: str, **values: object) -> Words:
        """
        Return words of the furniture in a language, typeset, for a part of a page in it.

        Args:
            source: As the templates have them.
            tag: The language; where it has no translation, the words are marked as the source's.
            values: What fills placeholders of theirs, beside those of clinic and territory.

        Raises:
            LeafletError: The translation cannot be used, or a placeholder has no value.
        """
        workspace = self.workspace
        known = placeholder_values(workspace.clinic, workspace.territory)
        line = localize_text(
            Text(source=source, role="furniture", place=Place(path="templates")),
            self.catalog(FURNITURE, tag),
            language=tag,
            source_language=FURNITURE_LANGUAGE,
            values={**known, **{name: str(value) for name, value in values.items()}},
        )
        return Words(typeset_line(line), tag)

    def job(self, article: str, tag: str, sheet: str) -> Job:
        """Return what is to be made: of a sheet that is about no article, always the same one."""
        if self.workspace.sheet(sheet).subject == "article":
            return Job(article=article, language=tag, sheet=sheet)
        return Job(language=self.workspace.staff_language, sheet=sheet)

    def says_twice(self, tag: str, sheet: str) -> bool:
        """Tell whether a sheet in a language would have the same words on both its sides."""
        known = self.workspace.sheet_table.get(sheet)
        return known is not None and known.beside and tag == self.workspace.staff_language

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


def _letters(data: bytes) -> str:
    """Return a template as text; one that is not UTF-8 is refused where it is used."""
    return data.decode("utf-8", "replace")
