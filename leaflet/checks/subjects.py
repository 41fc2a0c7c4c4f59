"""The messages of a domain and their translations → the subjects of checks."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence

from leaflet.article import Inline, Text, plain
from leaflet.catalogs import Catalog
from leaflet.checks.model import Subject
from leaflet.errors import Place
from leaflet.glossary import Glossary
from leaflet.languages import language as find_language
from leaflet.messages import Key, SourceMessage
from leaflet.parse.inline import read_inline

_NOWHERE = Place(path="")


def subjects(
    domain: str,
    messages: Iterable[SourceMessage],
    catalog: Catalog,
    *,
    source_language: str,
    glossary: Glossary,
    roles: Mapping[Key, tuple[str, ...]],
) -> tuple[Subject, ...]:
    """
    Return the messages that have a usable translation, in reading order.

    Args:
        domain: The id of the article, or `FURNITURE`.
        messages: Of the domain.
        catalog: Of the domain, in another language than the source's.
        source_language: BCP 47.
        glossary: Of the workspace.
        roles: From `roles_of`; empty for furniture.
    """
    return tuple(
        subject(
            source.id,
            found.translation,
            language=catalog.language,
            source_language=source_language,
            context=source.context,
            comments=found.comments,
            glossary=glossary,
            domain=domain,
            roles=roles.get(source.key, ()),
            source_place=source.places[0],
            place=found.place,
        )
        for source in messages
        for found in [catalog.translation(source.context, source.id)]
        if found is not None
    )


def subject(
    source: str,
    translation: str,
    *,
    language: str,
    source_language: str = "en",
    context: str | None = None,
    comments: Sequence[str] = (),
    glossary: Glossary | None = None,
    domain: str = "article",
    roles: tuple[str, ...] = ("paragraph",),
    source_place: Place | None = None,
    place: Place | None = None,
) -> Subject:
    """
    Return one message under check; only the two texts and the language need be given.

    >>> subject("Call **{emergency}**.", "Llame al **{emergency}**.", language="es").words
    'Llame al {emergency}.'
    """
    source_content, content = _content(source), read_inline(translation, _NOWHERE)[0]
    return Subject(
        domain=domain,
        context=context,
        roles=roles,
        source=source,
        source_words=plain(source_content),
        source_content=source_content,
        source_place=source_place or Place(path="articles/article.md", line=1),
        source_language=find_language(source_language),
        translation=translation,
        words=plain(content),
        content=content,
        place=place or Place(path="article.po", line=1),
        comments=tuple(comments),
        language=find_language(language),
        glossary=glossary or Glossary(),
    )


@functools.lru_cache(maxsize=4096)
def _content(source: str) -> tuple[Inline, ...]:
    # The same for every language.
    return read_inline(source, _NOWHERE)[0]


def roles_of(texts: Iterable[Text]) -> dict[Key, tuple[str, ...]]:
    """Return what the words of each message are, as ("heading-2",), each role once."""
    found: dict[Key, dict[str, None]] = {}
    for text in texts:
        found.setdefault((text.context, text.source), {})[text.role] = None
    return {key: tuple(roles) for key, roles in found.items()}
