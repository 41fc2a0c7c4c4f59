"""What a translator sends back, taken into a catalog: the words, and never another source."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.catalog import Message as BabelMessage

from leaflet.catalogs.reading import first_form, read_babel
from leaflet.catalogs.writing import give_language, other_headers, update_catalog, written
from leaflet.errors import ContentError, Place, Problem
from leaflet.languages import folder, plural_forms
from leaflet.messages import Key, SourceMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """One message as it came back."""

    context: str | None
    """The msgctxt."""
    id: str
    """The source, as the returned file has it."""
    translation: str
    """Empty where the translator left it."""
    fuzzy: bool
    """Whether it is doubtful."""
    comments: tuple[str, ...]
    """What the translator wrote beside it."""
    place: Place
    """Where it stands in the returned file."""

    @property
    def key(self) -> Key:
        return self.context, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What taking in a returned file did to a catalog."""

    data: bytes
    """The catalog to write."""
    changed: int
    """Messages whose translation or mark of doubt is another now."""
    kept: int
    """Messages that came back empty, and keep the translation that they have."""
    problems: tuple[Problem, ...]
    """Warnings: messages left out, since their source has changed meanwhile."""


def merge_catalog(
    returned: Iterable[Returned],
    *,
    messages: Sequence[SourceMessage],
    language: str,
    path: str,
    now: datetime.datetime,
    previous: bytes | None,
) -> Merged:
    """
    Return a catalog with the translations that came back.

    An empty translation takes nothing away; comments are added to those that are there.

    Args:
        returned: In the order of the file.
        messages: Of the source, as it is now.
        language: BCP 47.
        path: Of the catalog, for messages.
        now: For its header.
        previous: The catalog as it is; None where there is none yet.

    Raises:
        ContentError: The source of a message was edited, or the file is of another text; the
            catalog stays as it is.
    """
    returned = tuple(returned)
    data = update_catalog(messages, language=language, path=path, now=now, previous=previous).data
    catalog = read_babel(data, path)
    give_language(catalog, folder(language), plural_forms(language))
    strange = [one for one in returned if one.key not in {message.key for message in messages}]
    outdated = {_key(entry) for entry in catalog.obsolete.values()}
    outdated |= {
        (entry.context, first_form(entry.previous_id or "")) for entry in catalog if entry.id
    }
    edited = [one for one in strange if one.key not in outdated]
    if returned and 2 * len(edited) > len(returned):
        raise ContentError(_other_text(returned, edited))
    if edited:
        raise ContentError([_edited(one, messages) for one in edited])
    taken = [_take(entry, one) for one in returned for entry in _entry(catalog, one)]
    if any(taken):
        catalog.revision_date = now
        data = written(catalog, other_headers(data))
    return Merged(
        data=data,
        changed=sum(taken),
        kept=sum(
            not one.translation.strip() and bool(first_form(entry.string))
            for one in returned
            for entry in _entry(catalog, one)
        ),
        problems=tuple(_left_out(one) for one in strange if one.translation.strip()),
    )


def _key(entry: BabelMessage) -> Key:
    return entry.context, first_form(entry.id)


def _entry(catalog: BabelCatalog, one: Returned) -> Iterator[BabelMessage]:
    """Yield the message of the catalog that came back, if it is there."""
    entry = catalog.get(one.id, one.context)
    if entry is not None:
        yield entry


def _take(entry: BabelMessage, one: Returned) -> bool:
    """Put a returned translation into its message; tell whether anything is another now."""
    before = (entry.string, entry.fuzzy, list(entry.user_comments))
    entry.user_comments = list(dict.fromkeys((*entry.user_comments, *one.comments)))
    if one.translation.strip():
        if isinstance(entry.id, str):
            entry.string = one.translation
        entry.flags = (entry.flags - {"fuzzy"}) | ({"fuzzy"} if one.fuzzy else set())
        if not one.fuzzy:
            entry.previous_id = []
    return before != (entry.string, entry.fuzzy, list(entry.user_comments))


def _edited(one: Returned, messages: Sequence[SourceMessage]) -> Problem:
    near = difflib.get_close_matches(one.id, [message.id for message in messages], n=1)
    ours = (("the source", near[0]),) if near else ()
    return Problem(
        code="merge",
        message="the source of this message was edited, or is none of this text; nothing was "
        "taken in",
        place=one.place,
        evidence=(*ours, ("the file", one.id)),
        hint="put the source back as it was: translators write translations, and authors sources",
    )


def _other_text(returned: Sequence[Returned], edited: Sequence[Returned]) -> Problem:
    return Problem(
        code="merge",
        message=f"the file is of another text: {len(edited)} of its {len(returned)} messages are "
        "not of this one; nothing was taken in",
        place=Place(path=edited[0].place.path),
        evidence=(("the first", edited[0].id),),
        hint="name the text that it belongs to",
    )


def _left_out(one: Returned) -> Problem:
    return Problem(
        code="merge",
        message="the source has changed since this was sent out; its translation was left out",
        place=one.place,
        evidence=(("the file", one.id),),
        hint="send the text out again: `leaflet translations export`",
        severity="warning",
    )
