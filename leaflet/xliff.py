"""
XLIFF 1.2 and 2.0: a text and its translation as one file, for offices that do not work with PO.

It is written here, by the two standards of OASIS; what comes back is read by translate-toolkit,
which knows what other tools make of it.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal
from xml.etree import ElementTree

from leaflet.errors import ContentError, MachineError, Place, Problem

if TYPE_CHECKING:
    from leaflet.messages import Key

Version = Literal["1.2", "2.0"]
VERSIONS: Final[tuple[Version, ...]] = ("1.2", "2.0")
LIMIT_BYTES: Final = 8 * 1024 * 1024
"""A larger file is refused; that of an article has about 40 kB."""

State = Literal["missing", "fuzzy", "translated", "approved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One message on its way to a translation office, or back."""

    id: str
    """From `unit_id`."""
    source: str
    """The msgid."""
    target: str
    """The translation; empty where there is none."""
    state: State
    """How far it is; "approved" is never believed of a file that comes back."""
    notes: tuple[str, ...] = ()
    """What translators are told."""
    comments: tuple[str, ...] = ()
    """What translators wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What stands in one file."""

    domain: str
    """The id of an article, or of the furniture."""
    source_language: str
    """BCP 47."""
    language: str
    """BCP 47; of the translation."""
    units: tuple[Unit, ...]
    """In reading order."""


def unit_id(key: Key) -> str:
    """
    Return what a message is called in every file: it depends on its words and context alone.

    >>> unit_id((None, "Rest.")), unit_id(("title", "Rest."))
    ('m-a75893997ee92de8', 'm-ec05af5af147e247')
    """
    context, id = key
    text = id if context is None else f"{context}\x04{id}"  # as in the file of gettext
    return "m-" + hashlib.sha256(text.encode()).hexdigest()[:16]


# Writing


def write_xliff(exchange: Exchange, version: Version) -> bytes:
    """Return the bytes of a file; the same exchange makes the same bytes."""
    root = _WRITERS[version](exchange)
    ElementTree.indent(root)
    data: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _element(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
    named = {key.replace("__", ":").replace("_", "-"): value for key, value in attributes.items()}
    element = ElementTree.SubElement(parent, name, named)
    element.text = text or None
    return element


_STATES_1: Mapping[State, str] = {
    "missing": "needs-translation",
    "fuzzy": "needs-review-translation",
    "translated": "translated",
    "approved": "final",
}
_STATES_2: Mapping[State, str] = {
    "missing": "initial",
    "fuzzy": "initial",
    "translated": "translated",
    "approved": "final",
}


def _write_1(exchange: Exchange) -> Any:
    namespace = "urn:oasis:names:tc:xliff:document:1.2"
    root = ElementTree.Element("xliff", {"version": "1.2", "xmlns": namespace})
    file = _element(
        root,
        "file",
        original=exchange.domain,
        source_language=exchange.source_language,
        target_language=exchange.language,
        datatype="plaintext",
    )
    body = _element(file, "body")
    for unit in exchange.units:
        approved = "yes" if unit.state == "approved" else "no"
        element = _element(body, "trans-unit", id=unit.id, approved=approved, xml__space="preserve")
        _element(element, "source", unit.source)
        _element(element, "target", unit.target, state=_STATES_1[unit.state])
        for kind, notes in (("developer", unit.notes), ("translator", unit.comments)):
            for note in notes:
                _element(element, "note", note, **{"from": kind})
    return root


def _write_2(exchange: Exchange) -> Any:
    root = ElementTree.Element(
        "xliff",
        {
            "version": "2.0",
            "xmlns": "urn:oasis:names:tc:xliff:document:2.0",
            "srcLang": exchange.source_language,
            "trgLang": exchange.language,
        },
    )
    file = _element(root, "file", id="f", original=exchange.domain)
    for unit in exchange.units:
        element = _element(file, "unit", id=unit.id)
        if unit.notes or unit.comments:
            notes = _element(element, "notes")
            for kind, said in (("developer", unit.notes), ("translator", unit.comments)):
                for note in said:
                    _element(notes, "note", note, category=kind)
        segment = _element(element, "segment", state=_STATES_2[unit.state])
        _element(segment, "source", unit.source, xml__space="preserve")
        if unit.target:
            _element(segment, "target", unit.target, xml__space="preserve")
    return root


_WRITERS: Mapping[Version, Callable[[Exchange], Any]] = {"1.2": _write_1, "2.0": _write_2}


# Reading


def read_xliff(data: bytes, path: str) -> Exchange:
    """
    Return what stands in a file of version 1.1, 1.2 or 2.x.

    Raises:
        ContentError: It is none, declares entities, is larger than `LIMIT_BYTES`, or a text in it
            is divided.
        MachineError: translate-toolkit is not installed.
    """
    if len(data) > LIMIT_BYTES:
        raise _refused(
            f"the file has {len(data) / 1024 / 1024:.1f} MiB, the limit is "
            f"{LIMIT_BYTES // 1024 // 1024} MiB",
            path,
            "it should hold one article",
        )
    # A file that doubles an entity forty times fills the memory. None of ours has any.
    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", _as_ascii(data), flags=re.IGNORECASE):
        raise _refused(
            "the file declares a document type or entities",
            path,
            "export it again from the translation tool, as plain XLIFF",
        )
    store = _store(data, path)
    is_second = store.document.getroot().get("version", "").startswith("2")
    units = [_unit(unit, path, is_second=is_second) for unit in store.units if _is_text(unit)]
    counted = Counter(unit.id for unit in units)
    if twice := [unit for unit in units if counted[unit.id] > 1]:
        raise _refused(
            f"the text `{twice[0].source}` stands in the file {counted[twice[0].id]} times",
            path,
            "look which translation is right, and delete the others",
        )
    file = store.body if is_second else store.body.getparent()
    return Exchange(
        domain=file.get("original") or "",
        source_language=store.sourcelanguage or "",
        language=store.targetlanguage or "",
        units=tuple(units),
    )


def _as_ascii(data: bytes) -> bytes:
    """Return the letters of markup, in whatever encoding they are."""
    return data.replace(b"\0", b"")


def _store(data: bytes, path: str) -> Any:
    try:
        from translate.storage.xliff import Xliff1File
        from translate.storage.xliff2 import Xliff2File
    except ImportError as error:
        raise MachineError(
            Problem(
                code="xliff",
                message="translate-toolkit, which reads XLIFF, is not installed",
                hint="`pip install 'leaflet[xliff]'`",
            )
        ) from error
    match = re.search(rb"<(?:\w+:)?xliff[^>]*\sversion\s*=\s*[\"']([12])", _as_ascii(data))
    if match is None:
        raise _refused("the file is no XLIFF 1 or 2", path, "export it as XLIFF 1.2 or 2.0")
    kind = Xliff2File if match.group(1) == b"2" else Xliff1File
    try:
        return kind.parsestring(data)  # type: ignore[no-untyped-call]
    except Exception as error:
        # Of lxml, and of whatever the library stumbles over in a file that is half there.
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        line = getattr(error, "lineno", None)
        raise _refused(f"the file is no XLIFF: {said}", path, "export it again", line) from error


def _is_text(unit: Any) -> bool:
    return bool(unit.source) and not unit.isheader()


def _unit(unit: Any, path: str, *, is_second: bool) -> Unit:
    id = str(unit.getid() or "").rpartition("\x04")[2]
    if "::" in id:
        raise _refused(
            f"the text `{id.partition('::')[0]}` is divided into several segments",
            path,
            "join the segments in the translation tool, then export it again",
        )
    element = unit.getunitelement() if is_second else unit.xmlelement
    notes: dict[str, list[str]] = {}
    for note in element.iterfind(".//{*}note"):
        kind = note.get("category") or note.get("from") or "translator"
        notes.setdefault(kind, []).append((note.text or "").strip())
    target = str(unit.target or "")
    return Unit(
        id=id,
        source=str(unit.source),
        target=target,
        state=_state(unit, target, is_second=is_second),
        notes=tuple(notes.pop("developer", ())),
        comments=tuple(note for said in notes.values() for note in said if note),
    )


def _state(unit: Any, target: str, *, is_second: bool) -> State:
    if not target.strip():
        return "missing"
    if is_second:
        return "fuzzy" if unit.xmlelement.get("state") == "initial" else "translated"
    element = unit.xmlelement.find("{*}target")
    said = element.get("state") if element is not None else None
    doubtful = said == "new" or (said or "").startswith("needs-")
    return "fuzzy" if doubtful else "translated"


def _refused(message: str, path: str, hint: str, line: int | None = None) -> ContentError:
    place = Place(path=path, line=line)
    return ContentError(Problem(code="xliff", message=message, place=place, hint=hint))
