"""Templates, updated catalogs and compiled ones, as the bytes of their files."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from textwrap import wrap
from typing import Any

from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.catalog import Message as BabelMessage
from babel.messages.catalog import get_close_matches
from babel.messages.mofile import write_mo
from babel.messages.pofile import normalize

from leaflet import __version__
from leaflet.catalogs.reading import first_form, read_babel
from leaflet.errors import ContentError
from leaflet.languages import folder, plural_forms
from leaflet.messages import SourceMessage
from leaflet.wording import essence


def write_template(
    messages: Iterable[SourceMessage], *, now: datetime.datetime, previous: bytes | None
) -> bytes:
    """
    Return the bytes of a `.pot` file.

    Args:
        messages: In reading order.
        now: For the creation date.
        previous: The file as it is; when only the date would change, it is returned unchanged.
    """
    catalog = _template(messages, now)
    if previous is not None:
        try:
            old = read_babel(previous, "")
        except ContentError:
            return written(catalog)
        catalog.creation_date, catalog.revision_date = old.creation_date, old.revision_date
        if _essence(written(catalog)) == _essence(previous):
            return previous
        catalog.creation_date = catalog.revision_date = now
    return written(catalog)


def _template(messages: Iterable[SourceMessage], now: datetime.datetime) -> BabelCatalog:
    catalog = BabelCatalog(
        project="leaflet",
        version=__version__,
        charset="utf-8",
        creation_date=now,
        revision_date=now,
        header_comment="# Written by `leaflet translations extract`.",
        fuzzy=False,
    )
    for message in messages:
        catalog.add(
            message.id,
            context=message.context,
            # Without lines, so that a moved line changes no catalog.
            locations=_locations(message),
            auto_comments=message.comments,
        )
    return catalog


def _locations(message: SourceMessage) -> Any:
    """Return the files of a message; None for a line is Babel's own, its types do not say so."""
    paths = (_named(place.path) for place in message.places)
    return [(path, None) for path in dict.fromkeys(paths)]


def _named(path: str) -> str:
    """
    Return how a catalog names a file: one of the stock without the folder it is installed in.

    >>> _named("/home/anna/leaflet/templates/handout.html"), _named("articles/cough.md")
    ('templates/handout.html', 'articles/cough.md')
    """
    folders = [path.rfind(f"/{folder}/") for folder in ("articles", "templates")]
    return path[max(folders) + 1 :] if path.startswith("/") and max(folders) >= 0 else path


def _essence(data: bytes) -> bytes:
    """Return a file without what another release of the program, or of Babel, says otherwise."""
    return re.sub(rb'^"(?:Project-Id-Version|Generated-By): .*\n', b"", data, flags=re.M)


_WIDTH = 99


def written(catalog: BabelCatalog, headers: Iterable[str] = ()) -> bytes:
    """
    Return the bytes of a PO file.

    Babel's own writer wraps the previous source inside its quotes, which no tool reads again,
    wraps the comments of translators, and drops the flags of obsolete messages.

    Args:
        catalog: Its comments, messages and obsolete messages.
        headers: Further ones, as "X-Generator: Weblate".
    """
    lines = catalog.header_comment.splitlines()
    lines += ["#, fuzzy"] if catalog.fuzzy else []
    own = [f"{name}: {value}".strip() for name, value in catalog.mime_headers]
    header = "".join(f"{line}\n" for line in (*own, *headers))
    lines += ['msgid ""', f"msgstr {normalize(header, width=_WIDTH)}", ""]
    for message in catalog:
        lines += _entry(message) if message.id else []
    for message in catalog.obsolete.values():
        lines += _entry(message, "#~ ")
    return "".join(f"{line}\n" for line in lines).encode()


def _entry(message: BabelMessage, prefix: str = "") -> Iterator[str]:
    """Yield the lines of a message, and an empty one."""
    yield from (f"# {comment}".rstrip() for comment in message.user_comments)
    if not prefix:
        yield from (f"#. {comment}" for comment in message.auto_comments)
        # gettext encloses a path with spaces like this.
        paths = sorted(
            {f"\u2068{path}\u2069" if " " in path else path for path, _ in message.locations}
        )
        yield from (
            f"#: {line}"
            for line in wrap(
                " ".join(paths), _WIDTH, break_long_words=False, break_on_hyphens=False
            )
        )
    # "10 % of" has no placeholder of Python; and what is obsolete is only doubted or not.
    flags = message.flags & {"fuzzy"} if prefix else message.flags - {"python-format"}
    if flags:
        yield f"#, {', '.join(sorted(flags))}"
    if not prefix:
        for keyword, words in zip(("msgid", "msgid_plural"), message.previous_id, strict=False):
            yield f"#| {keyword} {normalize(words, prefix='#| ', width=_WIDTH)}"
    fields = [("msgctxt", message.context)] if message.context else []
    if isinstance(message.id, str):
        fields += [("msgid", message.id), ("msgstr", first_form(message.string))]
    else:
        fields += zip(("msgid", "msgid_plural"), message.id, strict=False)
        fields += [(f"msgstr[{form}]", words) for form, words in enumerate(message.string or ())]
    for keyword, words in fields:
        yield f"{prefix}{keyword} {normalize(words or '', prefix=prefix, width=_WIDTH)}"
    yield ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What an update did to one catalog."""

    data: bytes
    """The file to write."""
    added: int
    """Messages new in it, without a translation."""
    guessed: int
    """Among the added, those that carry an old translation as a doubtful guess."""
    removed: int
    """Messages that the source no longer has; kept at the end of the file (`#~`)."""
    confirmed: int = 0
    """Among the added, those that keep their translation, since the meaning is unchanged."""


def update_catalog(
    messages: Sequence[SourceMessage],
    *,
    language: str,
    path: str,
    now: datetime.datetime,
    previous: bytes | None,
    unchanged: str = "",
    source_language: str = "en",
) -> Update:
    """
    Return a catalog with the messages that the source has now.

    A translation is kept where its message still stands; a message that is gone is kept as
    obsolete; for a message that is nearly like one that is gone, the old translation is offered as
    fuzzy, with the old source above it, unless the two differ in a number, a unit, a placeholder or
    a negation.

    Args:
        messages: Of the source, in reading order.
        language: BCP 47.
        path: Of the catalog, for messages.
        now: For its header.
        previous: The catalog as it is; None where there is none yet.
        unchanged: Why the meaning of what changed in the source is the same, as "a typing error".
            Then a translation that would be offered as fuzzy stays as it is, and a comment of
            translators says why; no approval lasts.
        source_language: BCP 47; in its words numbers and negations are compared.

    Raises:
        ContentError: The catalog cannot be read; it is left as it is.
    """
    template = _template(messages, now)
    catalog = _new_catalog(language, now) if previous is None else read_babel(previous, path)
    give_language(catalog, folder(language), plural_forms(language))
    before = {key: list(entry.previous_id) for key, entry in catalog._messages.items()}
    gone_before = set(catalog.obsolete)
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    removed = set(catalog.obsolete) - gone_before
    added = [entry for key, entry in catalog._messages.items() if key not in before]
    offered = [entry for entry in added if _guess(entry, catalog, source_language)]
    confirmed = [entry for entry in offered if unchanged and _confirm(entry, unchanged)]
    for key, entry in catalog._messages.items():
        if key in before and entry.fuzzy:
            entry.previous_id = before[key]
    headers = other_headers(previous or b"")
    data = written(catalog, headers)
    if previous is not None:
        if _essence(data) == _essence(previous):
            data = previous
        else:
            catalog.creation_date = now
            data = written(catalog, headers)
    return Update(
        data=data,
        added=len(added),
        guessed=len(offered) - len(confirmed),
        removed=len(removed),
        confirmed=len(confirmed),
    )


def _new_catalog(language: str, now: datetime.datetime) -> BabelCatalog:
    return BabelCatalog(
        project="leaflet",
        version=__version__,
        charset="utf-8",
        creation_date=now,
        revision_date=now,
        header_comment=f"# {language}. A draft until a qualified person approves it.",
        fuzzy=False,
    )


def give_language(catalog: BabelCatalog, identifier: str | None, forms: str = "") -> None:
    """Give the catalog its language and, where it has none yet, plural forms."""
    # Babel writes both only of a locale that it knows, and it does not know Hmong. So it is told
    # of one that it knows, and then what to write.
    catalog.locale = "en"
    catalog._locale_identifier = identifier
    if catalog._plural_expr is None:
        catalog.mime_headers = [("Plural-Forms", forms)]


def other_headers(previous: bytes) -> list[str]:
    """Return the headers of translators' tools, which Babel does not keep."""
    return [
        header.decode("utf-8", "replace")
        for header in re.findall(rb'^"(X-[^"\\]*)\\n"$', previous, flags=re.M)
    ]


def _guess(entry: BabelMessage, catalog: BabelCatalog, source_language: str) -> bool:
    """Offer the translation of the nearest message that is gone, if it cannot hurt."""
    source = first_form(entry.id)
    candidates = {
        first_form(old.id): key
        for key, old in catalog.obsolete.items()
        if first_form(old.string) and old.context == entry.context
    }
    for nearest in get_close_matches(  # type: ignore[no-untyped-call]
        source, candidates, 1, 0.8
    ):
        if _dangers(source, source_language) != _dangers(nearest, source_language):
            continue
        old = catalog.obsolete[candidates[nearest]]
        entry.string = first_form(old.string)
        entry.flags |= {"fuzzy"}
        entry.user_comments = list(old.user_comments)
        if nearest == source:
            # It is back. Whether it was doubted is not always noted of an obsolete message.
            del catalog.obsolete[candidates[nearest]]
        else:
            entry.previous_id = list(old.previous_id) or [nearest]
        return True
    return False


def _confirm(entry: BabelMessage, reason: str) -> bool:
    """Take the doubt off an offered translation; a comment says which source it was made for."""
    if not entry.previous_id:
        return False  # it was gone and is back, and may have been doubted then
    entry.flags -= {"fuzzy"}
    entry.user_comments = [
        *entry.user_comments,
        f"leaflet: meaning unchanged — {reason}; the source was: {entry.previous_id[0]}",
    ]
    entry.previous_id = []
    return True


_PLACEHOLDER = re.compile(r"\{[a-z.]+\}")


def _dangers(text: str, language: str) -> tuple[list[str], list[str]]:
    """Return what a small change may turn round: "Do not …", "for three days", "{urgent}"."""
    return essence(text, language), sorted(_PLACEHOLDER.findall(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A catalog for other tools."""

    data: bytes
    """The `.mo` file."""
    messages: int
    """How many there are in it."""


def compile_catalog(data: bytes, path: str) -> Compiled:
    """
    Return the `.mo` of a PO file: its usable messages, none that is fuzzy.

    Raises:
        ContentError: The catalog cannot be read.
    """
    catalog = read_babel(data, path)
    if catalog._plural_expr is not None:
        give_language(catalog, catalog.locale_identifier)
    buffer = BytesIO()
    write_mo(buffer, catalog)
    usable_messages = sum(1 for entry in catalog if entry.id and entry.string and not entry.fuzzy)
    return Compiled(data=buffer.getvalue(), messages=usable_messages)
