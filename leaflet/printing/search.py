"""The article that somebody means by its id, or by a part of its title in any language."""

from __future__ import annotations

import unicodedata

from leaflet.assemble import Library
from leaflet.errors import LeafletError


def articles_meant(library: Library, words: str) -> tuple[str, ...]:
    """
    Return the articles that somebody may mean; one that is named exactly, alone.

    Ids and titles of the staff's language and of the source come first; those of other languages
    count only where these say nothing.
    """
    workspace = library.workspace
    if words in workspace.article_ids:
        return (words,)
    wanted = _folded(words)
    if not wanted:
        return ()
    near = (workspace.staff_language, workspace.source_language)
    far = (*workspace.languages, *workspace.translated_languages())
    for tags in (near, far):
        found = tuple(id for id in workspace.article_ids if _says(library, id, tags, wanted))
        if found:
            return found
    return ()


def _says(library: Library, id: str, tags: tuple[str, ...], wanted: str) -> bool:
    return wanted in _folded(id) or any(wanted in _folded(title(library, id, tag)) for tag in tags)


def title(library: Library, id: str, tag: str) -> str:
    """Return the title of an article in a language; empty where it has none, or cannot be read."""
    try:
        source = library.article(id).title
        message = library.catalog(id, tag).translation(source.context, source.source)
    except LeafletError:
        return ""
    return message.translation if message else ""


def _folded(words: str) -> str:
    """
    Return words without case, accents and hyphens, as a person types them in a hurry.

    >>> _folded("Back-Muscle  Spasm"), _folded("Dolor de ESPALDA á")
    ('back muscle spasm', 'dolor de espalda a')
    """
    plain = unicodedata.normalize("NFKD", words.casefold())
    letters = (letter for letter in plain if unicodedata.category(letter) != "Mn")
    return " ".join("".join(letters).replace("-", " ").split())
