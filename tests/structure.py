"""Reading the tags of a PDF back: what a screen reader is told, and what no validator looks at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import pikepdf

Place = tuple[int, int]
"""Page and MCID, both from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One structure element, as it is read."""

    kind: str
    """Its type, as "P"."""
    language: str
    """Its own `/Lang`, or that of what it is in."""
    own_language: str
    """Its own `/Lang`; empty for none."""
    text: str
    """What is read of it: its ActualText, else that of its kids."""
    alternative: str
    """Its `/Alt`; empty for none."""
    attributes: dict[str, Any]
    """Of all owners."""
    kids: tuple[Node, ...]
    """The elements in it."""
    said: tuple[str | Node, ...]
    """What is read of it, in order: letters of its own, and elements."""
    places: tuple[Place, ...]
    """The marked content directly in it."""
    annotations: tuple[Any, ...]
    """The annotations directly in it."""
    raw: Any = field(repr=False)
    """The dictionary."""

    def walk(self) -> Iterator[Node]:
        """Yield it and all in it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def all(self, kind: str) -> list[Node]:
        """Return all in it of a type, in reading order."""
        return [node for node in self.walk() if node.kind == kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is drawn on the pages of a file."""

    marked: dict[Place, str]
    """The letters of each piece of marked content."""
    artifacts: tuple[tuple[str, str], ...]
    """Type and letters of each artifact; an empty type where it names none."""
    loose: int
    """How many texts, pictures and shapes are neither in the tree nor artifacts."""


_PAINTS = {"Tj", "TJ", "'", '"', "Do", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "EI"}


def content(pdf: pikepdf.Pdf) -> Content:
    """Return what is drawn, mark by mark."""
    marked: dict[Place, str] = {}
    artifacts: list[tuple[str, str]] = []
    loose = 0
    maps: dict[tuple[int, int], dict[bytes, str]] = {}
    for number, page in enumerate(pdf.pages):
        stack: list[dict[str, Any]] = []
        fonts: Any = page.Resources.get("/Font", {})
        letters: dict[bytes, str] = {}
        for instruction in pikepdf.parse_content_stream(page):
            operands: Any = instruction.operands
            name = str(instruction.operator)
            if name in ("BDC", "BMC"):
                listed = operands[1] if name == "BDC" else pikepdf.Dictionary()
                stack.append({"tag": str(operands[0]), "list": listed, "text": ""})
            elif name == "EMC":
                one = stack.pop()
                text = str(one["list"].get("/ActualText", one["text"]))
                if stack and "/MCID" not in one["list"]:
                    stack[-1]["text"] += text
                if "/MCID" in one["list"]:
                    marked[number, int(one["list"]["/MCID"])] = text
                elif one["tag"] == "/Artifact":
                    artifacts.append((str(one["list"].get("/Type", "")), text))
            elif name == "Tf":
                font = fonts[str(operands[0])]
                if font.objgen not in maps:
                    maps[font.objgen] = _letters(font)
                letters = maps[font.objgen]
            elif name == "TJ" and stack:
                glyphs = b"".join(bytes(one) for one in operands[0] if not _is_number(one))
                pairs = (glyphs[at : at + 2] for at in range(0, len(glyphs), 2))
                stack[-1]["text"] += "".join(letters.get(pair, "\ufffd") for pair in pairs)
            if name in _PAINTS and not any(map(_says_what_it_is, stack)):
                loose += 1
    return Content(marked=marked, artifacts=tuple(artifacts), loose=loose)


def _says_what_it_is(mark: dict[str, Any]) -> bool:
    return mark["tag"] == "/Artifact" or "/MCID" in mark["list"]


def _is_number(operand: Any) -> bool:
    return not isinstance(operand, pikepdf.String)


def _letters(font: Any) -> dict[bytes, str]:
    """Return a font's letters by glyph."""
    found = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]+)>", font.ToUnicode.read_bytes())
    return {
        bytes.fromhex(glyph.decode()): bytes.fromhex(code.decode()).decode("utf-16-be")
        for glyph, code in found
    }


def tree(pdf: pikepdf.Pdf) -> Node:
    """Return the document's own element."""
    marked = content(pdf).marked
    pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
    root = pdf.Root.StructTreeRoot.K
    return _node(_several(root)[0], "", None, marked, pages)


def _node(raw: Any, language: str, page: Any, marked: dict[Place, str], pages: Any) -> Node:
    own = str(raw.get("/Lang", ""))
    page = raw.get("/Pg", page)
    kids: list[Node] = []
    places: list[Place] = []
    annotations = []
    said: list[str | Node] = []
    for kid in _several(raw.get("/K")):
        if not isinstance(kid, pikepdf.Dictionary):
            places.append((pages[page.objgen], int(kid)))
            said.append(marked.get(places[-1], "\ufffd"))
        elif kid.get("/Type") == "/MCR":
            places.append((pages[kid.get("/Pg", page).objgen], int(kid.MCID)))
            said.append(marked.get(places[-1], "\ufffd"))
        elif kid.get("/Type") == "/OBJR":
            annotations.append(kid.Obj)
        else:
            kids.append(_node(kid, own or language, page, marked, pages))
            said.append(kids[-1])
    if "/ActualText" in raw:
        said = [str(raw.ActualText)]
    attributes: dict[str, Any] = {}
    for owner in _several(raw.get("/A")):
        attributes |= {name.lstrip("/"): owner[name] for name in owner.keys()}  # noqa: SIM118
    return Node(
        kind=str(raw.S).lstrip("/"),
        language=own or language,
        own_language=own,
        text="".join(one if isinstance(one, str) else one.text for one in said),
        alternative=str(raw.get("/Alt", "")),
        attributes=attributes,
        kids=tuple(kids),
        said=tuple(said),
        places=tuple(places),
        annotations=tuple(annotations),
        raw=raw,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words that are read as one: all that an element says in one language, up to the next."""

    kind: str
    """The type of the element, as "P"; what stands in a line, as "Span", counts as its element."""
    language: str
    """As it is told to who reads it out."""
    text: str
    """Of a picture, its alternative."""


_IN_A_LINE = frozenset({"Span", "Link", "Strong", "Em", "Quote", "Code", "Reference"})


def pieces(root: Node) -> list[Piece]:
    """Return what is read of a document, piece by piece; none is white space alone."""
    found: list[tuple[object, str, str, str]] = []

    def gather(node: Node, block: Node) -> None:
        if node.kind not in _IN_A_LINE:
            block = node
        if node.kind == "Figure":
            found.append((node, node.kind, node.language, node.alternative))
            return
        for one in node.said:
            if isinstance(one, str):
                found.append((block, block.kind, node.language, one))
            else:
                gather(one, block)

    gather(root, root)
    whole: list[Piece] = []
    for (_, kind, tag), run in groupby(found, key=lambda one: (id(one[0]), one[1], one[2])):
        said = "".join(text for *_, text in run)
        if said.strip():
            whole.append(Piece(kind=kind, language=tag, text=said))
    return whole


def _several(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


_ROOM = {
    "L": {"LI"},
    "LI": {"Lbl", "LBody"},
    "Table": {"Caption", "THead", "TBody", "TFoot", "TR"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
}
"""What an element may hold (ISO 32000-1, 14.8.4.3)."""

_GROUPS = ("Document", "Sect", "Art", "Div", "BlockQuote", *_ROOM)


def faults(path: Path, flip: str = "Long") -> list[str]:
    """
    Return what is wrong with the tags of a file, beyond what validators see.

    Args:
        path: The file.
        flip: The edge that paper is turned over when both sides are printed, "Long" or "Short".
    """
    with pikepdf.open(path) as pdf:
        root = pdf.Root
        if "/StructTreeRoot" not in root:
            return ["there are no tags"]
        return [
            *_wishes(pdf, flip),
            *_marks(pdf),
            *(fault for node in tree(pdf).walk() for fault in _of(node, pdf)),
        ]


def _wishes(pdf: pikepdf.Pdf, flip: str) -> Iterator[str]:
    wishes: Any = pdf.Root.get("/ViewerPreferences", {})
    if wishes.get("/DisplayDocTitle") is not True:
        yield "the title is not shown"
    if wishes.get("/PrintScaling") != "/None":
        yield "it may be scaled when it is printed"
    if len(pdf.pages) > 1 and wishes.get("/Duplex") != f"/DuplexFlip{flip}Edge":
        yield "it is not printed on both sides"
    if "/Lang" not in pdf.Root:
        yield "the document has no language"
    if not str(pdf.docinfo.get("/Title", "")).strip():
        yield "the document has no title"


def _marks(pdf: pikepdf.Pdf) -> Iterator[str]:
    drawn = content(pdf)
    if drawn.loose:
        yield f"{drawn.loose} things drawn are neither read nor artifacts"
    yield from ("an artifact has no type" for kind, _ in drawn.artifacts if not kind)
    nodes = list(tree(pdf).walk())
    owners = {place: node for node in nodes for place in node.places}
    yield from (f"{place} is in no element" for place in drawn.marked if place not in owners)
    undrawn = owners.keys() - drawn.marked
    yield from (f"{place} is in an element, and not drawn" for place in undrawn)
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    keys = {number: page.get("/StructParents") for number, page in enumerate(pdf.pages)}
    for (on, mark), node in owners.items():
        key = keys[on]
        row = parents.get(int(key)) if key is not None else None
        found = row[mark] if row is not None and mark < len(row) else None
        if found is None or found.objgen != node.raw.objgen:
            yield f"{on, mark} does not lead back to its element"
    links = {one.objgen: node for node in nodes for one in node.annotations}
    for number, page in enumerate(pdf.pages):
        for annotation in page.get("/Annots", []):
            link = links.get(annotation.objgen)
            if link is None or link.kind != "Link":
                yield f"an annotation of page {number} is in no link"
            elif parents[int(annotation.get("/StructParent", -1))].objgen != link.raw.objgen:
                yield f"an annotation of page {number} does not lead back to its link"
            if not str(annotation.get("/Contents", "")):
                yield f"an annotation of page {number} says nothing"


def _of(node: Node, pdf: pikepdf.Pdf) -> Iterator[str]:
    names = {kid.kind for kid in node.kids}
    if names - _ROOM.get(node.kind, names):
        yield f"{node.kind} holds {', '.join(sorted(names - _ROOM[node.kind]))}"
    if node.places and node.kind in _GROUPS:
        yield f"{node.kind} holds text"
    if node.kind == "Figure":
        yield from _figure(node, pdf)
    if node.kind == "TH" and str(node.attributes.get("Scope")) not in ("/Row", "/Column"):
        yield "a head has no scope"
    if node.kind == "L":
        labelled = {bool(item.kids and item.kids[0].kind == "Lbl") for item in node.kids}
        none = node.attributes.get("ListNumbering", "/None") == "/None"
        if len(labelled) > 1 or none == (True in labelled):
            yield "the numbering of a list is not that of its labels"
    if node.kind == "LI" and [kid.kind for kid in node.kids] not in (["LBody"], ["Lbl", "LBody"]):
        yield "an item is not a label and a body"
    if node.kind == "Link" and not node.annotations:
        yield "a link leads nowhere"
    if node.kind == "Note":
        yield "there is a note"


def _figure(node: Node, pdf: pikepdf.Pdf) -> Iterator[str]:
    if not node.alternative:
        yield "a picture has no alternative"
    if "BBox" not in node.attributes:
        yield "a picture has no place"
        return
    left, bottom, right, top = (float(side) for side in node.attributes["BBox"])
    width, height = (float(side) for side in pdf.pages[node.places[0][0]].TrimBox[2:])
    if not (0 <= left < right <= width and 0 <= bottom < top <= height):
        yield f"a picture's place {[left, bottom, right, top]} is not on its page"
