"""A catalog as the program sees it, and which of its messages may be printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from leaflet.errors import Place
from leaflet.messages import Key, SourceMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a catalog."""

    id: str
    """The source, as in `Text.source`."""
    context: str | None
    """The msgctxt, as in `Text.context`."""
    translation: str
    """Empty where there is none."""
    fuzzy: bool
    """A guess of a tool, or marked as doubtful by the translator."""
    place: Place
    """Where it stands in its catalog."""
    comments: tuple[str, ...] = ()
    """What translators wrote above it."""
    previous: str = ""
    """The source that a doubtful translation was made for; empty where nobody noted it."""

    @property
    def key(self) -> Key:
        return self.context, self.id


def usable(message: Message) -> bool:
    """
    Tell whether a translation may be printed: it is there, and nobody doubts it.

    >>> said = Message(id="Stop", context=None, translation="Alto", fuzzy=True,
    ...                place=Place(path="es.po"))
    >>> usable(said)
    False
    """
    return bool(message.translation.strip()) and not message.fuzzy


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """The messages of one domain in one language, from one file or several."""

    language: str
    """BCP 47."""
    paths: tuple[str, ...] = ()
    """The files it was read from, the clinic's before the stock's."""
    messages: Mapping[Key, Message] = field(default_factory=dict)
    """By msgctxt and msgid."""

    def translation(self, context: str | None, id: str) -> Message | None:
        """Return the message if its translation may be printed."""
        message = self.messages.get((context, id))
        return message if message is not None and usable(message) else None

    def over(self, stock: Catalog) -> Catalog:
        """
        Return the messages of this catalog, and the stock's where this one says nothing.

        A fuzzy message says something: that it is doubted. It hides the stock's.
        """
        said = {key: message for key, message in self.messages.items() if message.translation}
        return Catalog(
            language=self.language,
            paths=(*self.paths, *stock.paths),
            messages={**stock.messages, **said},
        )


def source_catalog(language: str, messages: Iterable[SourceMessage]) -> Catalog:
    """Return the catalog that translates every message to itself: the source's own."""
    return Catalog(
        language=language,
        messages={
            message.key: Message(
                id=message.id,
                context=message.context,
                translation=message.id,
                fuzzy=False,
                place=message.places[0],
            )
            for message in messages
        },
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of a domain a catalog translates."""

    total: int
    """How many messages the source has."""
    missing: tuple[SourceMessage, ...]
    """Without a translation, in reading order."""
    fuzzy: tuple[SourceMessage, ...]
    """With a doubtful one: as good as missing."""

    @property
    def done(self) -> int:
        return self.total - len(self.missing) - len(self.fuzzy)


def coverage(catalog: Catalog, messages: Sequence[SourceMessage]) -> Coverage:
    """Return which messages the catalog translates, and which not."""
    missing, fuzzy = [], []
    for message in messages:
        found = catalog.messages.get(message.key)
        if found is None or not found.translation.strip():
            missing.append(message)
        elif found.fuzzy:
            fuzzy.append(message)
    return Coverage(total=len(messages), missing=tuple(missing), fuzzy=tuple(fuzzy))
