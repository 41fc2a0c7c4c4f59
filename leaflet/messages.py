"""Articles and templates → the messages that translators see; the Babel extractor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import IO, Any

from leaflet.article import Article, Text
from leaflet.errors import ContentError, Place, Problem

FURNITURE = "leaflet"
"""The domain of the templates' own words; no article may be called so."""

Key = tuple[str | None, str]
"""msgctxt and msgid: what a message is known by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMessage:
    """One message as the author, or the template, wrote it."""

    id: str
    """The msgid: Markdown inline source."""
    context: str | None
    """The msgctxt; None for most."""
    places: tuple[Place, ...]
    """Everywhere it stands, in reading order."""
    comments: tuple[str, ...] = ()
    """What the translators are told."""

    @property
    def key(self) -> Key:
        return self.context, self.id


def article_messages(article: Article[Text]) -> tuple[SourceMessage, ...]:
    """Return the messages of an article in reading order; the same sentence is one message."""
    return _gathered(
        (text.context, text.source, text.place, (_COMMENTS.get(text.role),))
        for text in article.texts()
    )


_COMMENTS: dict[str, str | None] = {
    "title": "The title of the article; also the title of the PDF.",
    "summary": "The main message in short; it stands at the top of the sheet.",
    "keywords": "A word that a reader might search for; in the PDF's metadata only.",
}


def _gathered(
    found: Iterable[tuple[str | None, str, Place, Iterable[str | None]]],
) -> tuple[SourceMessage, ...]:
    places: dict[Key, list[Place]] = {}
    comments: dict[Key, dict[str, None]] = {}
    for context, source, place, notes in found:
        if not source:
            continue  # an empty cell of a table; in a catalog it would be the head
        places.setdefault((context, source), []).append(place)
        told = comments.setdefault((context, source), {})
        told.update({note: None for note in notes if note})
    return tuple(
        SourceMessage(
            id=source, context=context, places=tuple(where), comments=tuple(comments[key])
        )
        for key, where in places.items()
        for context, source in [key]
    )


def template_messages(templates: Mapping[str, str]) -> tuple[SourceMessage, ...]:
    """
    Return the messages of the templates: what stands in `_("…")`.

    Args:
        templates: Source by the path that is shown in places, as "templates/a4.html".

    Raises:
        ContentError: A template is not Jinja.
    """
    from jinja2 import TemplateSyntaxError
    from jinja2.ext import babel_extract

    found: list[tuple[str | None, str, Place, Iterable[str | None]]] = []
    for path in sorted(templates):
        source = BytesIO(templates[path].encode())
        try:
            extracted = list(babel_extract(source, ("_",), ("translators:",), {"silent": "false"}))
        except TemplateSyntaxError as error:
            raise ContentError(
                Problem(
                    code="template",
                    message=f"the template is not Jinja: {_plain(error.message)}",
                    place=Place(path=path, line=error.lineno),
                    hint="correct the template, or delete it to use the one of the stock",
                )
            ) from error
        for line, _function, words, comments in extracted:
            first = words[0] if isinstance(words, tuple) else words
            if first is None:
                continue
            notes = [comment.removeprefix("translators:").strip() for comment in comments]
            found.append((None, first, Place(path=path, line=line), notes))
    return _gathered(found)


def _plain(said: str | None) -> str:
    said = said or "it cannot be read"
    return (said[:1].lower() + said[1:]).rstrip(".")


def extract_article(
    fileobj: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Iterable[str],
    options: Mapping[str, Any],
) -> Iterator[tuple[int, str, str | tuple[str, str], list[str]]]:
    """
    Yield the messages of an article for `pybabel extract`.

    It is registered as the extraction method `leaflet_article`.

    Raises:
        ContentError: The article has mistakes; nothing is extracted from half of it.
    """
    from leaflet.parse import parse_article

    del keywords, comment_tags  # of Babel's interface; an article has neither
    path = PurePath(getattr(fileobj, "name", "article.md"))
    article = parse_article(
        fileobj.read(),
        id=path.stem,
        path=str(path),
        source_language=str(options.get("source_language", "en")),
    )
    for message in article_messages(article):
        for place in message.places:
            comments = list(message.comments)
            if message.context is None:
                yield place.line or 1, "gettext", message.id, comments
            else:
                yield place.line or 1, "pgettext", (message.context, message.id), comments
