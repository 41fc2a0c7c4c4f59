"""The parts of a document: one for each HTML element that means something, in reading order.

The engine cuts an element's boxes at each line, column and page. What it cut is one part again,
since a part belongs to the element and not to its boxes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from weasyprint.formatting_structure import boxes

from leaflet.pdf.finish.parts import CELLS, GROUPS, Annotation, Mark, Part, Structure

KINDS = {
    **dict.fromkeys(("ul", "ol"), "L"),
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    **dict.fromkeys(("p", "address", "pre"), "P"),
    **dict.fromkeys(("section", "aside", "nav"), "Sect"),
    "article": "Art",
    "blockquote": "BlockQuote",
    "li": "LI",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "img": "Figure",
    "{http://www.w3.org/2000/svg}svg": "Figure",
    "figcaption": "Caption",
    "a": "Link",
}
"""Standard structure types (ISO 32000-1, 14.8.4) by element. One that is not here, as `div` or
`strong`, has no part of its own unless it speaks another language than the part that it is in."""

NUMBERING = {
    "none": "None",
    "circle": "Circle",
    "square": "Square",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    **dict.fromkeys(("lower-alpha", "lower-latin"), "LowerAlpha"),
    **dict.fromkeys(("upper-alpha", "upper-latin"), "UpperAlpha"),
}
"""ListNumbering by the style of a list (14.8.5.5). All others are discs or, in any script's digits,
decimal numbers."""

SOFT_HYPHEN = "\u00ad"

CONTINUES = "data-continues"
"""Attribute of a list that is the rest of the list before it, set beside it."""
MIRRORED = "data-mirrored"
"""Attribute of the cells of a row that run against their table: they are set from the last to the
first, and read from the first to the last."""


def structure(pages: list[Any], numbers: Sequence[Mapping[Any, int]]) -> Structure:
    """
    Return the structure of laid-out pages.

    Args:
        pages: WeasyPrint's `Page` objects.
        numbers: For each page, the number of each marked box.
    """
    language = str(pages[0]._page_box.children[0].style["lang"] or "")
    builder = _Builder(Part(kind="Document", language=language))
    for page, (laid, marked) in enumerate(zip(pages, numbers, strict=True)):
        builder.page, builder.numbers = page, marked
        for box in laid._page_box.children:
            builder.walk(box, builder.root)
    _prune(builder.root)
    for part in builder.root.parts():
        if part.kind == "L":
            _number(part)
    return Structure(root=builder.root, running=builder.running, spaced=frozenset(builder.spaced))


class _Builder:
    def __init__(self, root: Part) -> None:
        self.root = root
        self.page = 0
        self.numbers: Mapping[Any, int] = {}
        self.running: dict[tuple[int, int], str] = {}
        self.spaced: set[tuple[int, int]] = set()
        self._parts: dict[Any, Part] = {}
        self._paragraphs: dict[Any, Part] = {}
        self._lists: dict[int, Part] = {}
        self._mirrored: dict[int, int] = {}
        self._line: Any = None
        self._last: Mark | None = None
        self._sources: dict[Any, str] = {}

    def walk(self, box: Any, part: Part) -> None:
        box = getattr(box, "_box", box)  # an absolutely placed box stands behind a placeholder
        if isinstance(box, boxes.MarginBox):
            top = box.at_keyword.startswith("@top")
            self._put_aside(box, "Header" if top else "Footer")
        elif isinstance(box, boxes.TextBox):
            if box.text.strip():
                part.kids.append(self._mark(box))
            elif box.text:
                self._space()
        elif isinstance(box, boxes.LineBox):
            outer, self._line = self._line, box
            for child in box.children:
                self.walk(child, part)
            self._line = outer
        else:
            self._enter(box, part)

    def _enter(self, box: Any, part: Part) -> None:
        inner = part if box.element is None else self._part(box, part)
        if inner is None:
            return
        if box.link_annotation:
            inner.kids.append(Annotation(page=self.page, data=box.link_annotation))
        if isinstance(box, boxes.ReplacedBox):
            if inner.kind == "Figure":
                inner.kids.append(self._mark(box))
            return
        if inner.kind in GROUPS and any(isinstance(kid, boxes.LineBox) for kid in box.children):
            inner = self._paragraph(box, inner)
        for child in box.children:
            self.walk(child, inner)

    def _part(self, box: Any, part: Part) -> Part | None:
        """Return the part that a box's content belongs to; None for that of an artifact."""
        element = box.element
        tag, _, pseudo = box.element_tag.partition("::")
        if pseudo:
            return self._label(part) if _is_label(box, pseudo, part) else part
        if element in self._parts:
            if getattr(box, "is_header", False) or getattr(box, "is_footer", False):
                self._put_aside(box, "")  # a table's head, repeated on the next page
                return None
            return self._parts[element]
        if _is_decoration(element, tag):
            return None
        kind = KINDS.get(tag)
        if kind == "LI":
            made = self._item(box, part)
        elif kind == "L":
            made = self._list(box, part)
        else:
            made = self._plain(box, part, kind)
        self._parts[element] = made
        return made

    def _plain(self, box: Any, part: Part, kind: str | None) -> Part:
        language = box.style["lang"] or part.language
        if kind == "Link" and not box.link_annotation:
            kind = None
        if kind is None:
            if language == part.language:
                return part
            kind = "Div" if part.kind in GROUPS or part.kind in CELLS else "Span"
        made = part.add(kind, language)
        element = box.element
        if kind in ("TH", "TD"):
            made.attributes = _cell(box)
            if element.get(MIRRORED) is not None:
                first = self._mirrored.setdefault(id(part), len(part.kids) - 1)
                part.kids.insert(first, part.kids.pop())
        elif kind == "Figure":
            made.alternative = _alternative(element)
            made.attributes = {"O": "/Layout", "BBox": box}
        return made

    def _list(self, box: Any, part: Part) -> Part:
        depth = sum(1 for outer in _outward(part) if outer.kind == "L")
        if box.element.get(CONTINUES) is not None and depth in self._lists:
            return self._lists[depth]
        made = part.add("L", box.style["lang"])
        usual = "Decimal" if box.element_tag == "ol" else "Disc"
        style = box.style["list_style_type"]
        name = NUMBERING.get(style, usual) if isinstance(style, str) else usual
        made.attributes = {"O": "/List", "ListNumbering": f"/{name}"}
        self._lists[depth] = made
        return made

    @staticmethod
    def _item(box: Any, part: Part) -> Part:
        if part.kind != "L":
            return part.add("P", box.style["lang"])
        return part.add("LI", box.style["lang"]).add("LBody")

    @staticmethod
    def _label(body: Part) -> Part:
        item = body.parent
        assert item is not None
        label = Part(kind="Lbl", language=item.language, parent=item)
        item.kids.insert(0, label)
        return label

    def _paragraph(self, box: Any, group: Part) -> Part:
        """Return the paragraph of text that stands in a group, as that of a `div`."""
        known = self._paragraphs.get(box.element)
        if known is not None and group.kids[-1:] == [known]:
            return known
        made = self._paragraphs[box.element] = group.add("P", box.style["lang"])
        return made

    def _mark(self, box: Any) -> Mark:
        made = Mark(page=self.page, number=self.numbers[box], box=box, line=self._line)
        if self._last is not None and self._lost_a_space(self._last, made):
            self.spaced.add(self._last.place)
        self._last = made
        return made

    def _space(self) -> None:
        """Give white space between two texts to the first: nothing is drawn of it alone."""
        last = self._last
        if last is None or last.line is not self._line or not isinstance(last.box, boxes.TextBox):
            return
        if not last.box.text[-1:].isspace():
            self.spaced.add(last.place)

    def _lost_a_space(self, before: Mark, after: Mark) -> bool:
        if before.line is None or after.line is None or before.line is after.line:
            return False
        if before.line.element is not after.line.element:
            return False
        if not all(isinstance(one.box, boxes.TextBox) for one in (before, after)):
            return False
        element = after.line.element
        if element not in self._sources:
            self._sources[element] = _written("".join(element.itertext()))
        return _were_apart(before.box, after.box, self._sources[element])

    def _put_aside(self, box: Any, kind: str) -> None:
        box = getattr(box, "_box", box)
        if box in self.numbers:
            self.running[self.page, self.numbers[box]] = kind
        for child in getattr(box, "children", ()):
            self._put_aside(child, kind)


def _outward(part: Part | None) -> Iterator[Part]:
    while part is not None:
        yield part
        part = part.parent


def _is_label(box: Any, pseudo: str, part: Part) -> bool:
    """Tell whether generated content is the label of an item: its marker, or one set by CSS."""
    if part.kind != "LBody" or not any(True for _ in _texts(box)):
        return False
    return pseudo == "marker" or (pseudo == "before" and not box.is_in_normal_flow())


def _texts(box: Any) -> Iterator[Any]:
    box = getattr(box, "_box", box)
    if isinstance(box, boxes.TextBox) and box.text.strip():
        yield box
    for child in getattr(box, "children", ()):
        yield from _texts(child)


def _were_apart(before: Any, after: Any, source: str) -> bool:
    """
    Tell whether white space stood between two texts, one at a line's end, one at the next's start.

    There is none where a line ends within a word, or in a language that writes without spaces.
    """
    end = before.text.removesuffix(before.style["hyphenate_character"])
    return all(_written(left) + _written(after.text) not in source for left in (before.text, end))


_SPACE = re.compile("[ \t\r\n\f]+")


def _written(text: str) -> str:
    """Return text as far as it can be found in a source, whose spaces are folded."""
    return _SPACE.sub(" ", text.replace(SOFT_HYPHEN, ""))


def _is_decoration(element: Any, tag: str) -> bool:
    if element.get("aria-hidden") == "true":
        return True
    hidden = element.get("role") in ("presentation", "none") or element.get("alt") == ""
    return KINDS.get(tag) == "Figure" and hidden


def _alternative(element: Any) -> str | None:
    title = element.find("{http://www.w3.org/2000/svg}title")
    said = element.get("alt") or element.get("aria-label")
    return said or (None if title is None else title.text)


def _cell(box: Any) -> dict[str, object]:
    found: dict[str, object] = {"O": "/Table"}
    if box.element_tag == "th":
        found["Scope"] = "/Row" if box.element.get("scope") == "row" else "/Column"
    if box.colspan != 1:
        found["ColSpan"] = box.colspan
    if box.rowspan != 1:
        found["RowSpan"] = box.rowspan
    return found if len(found) > 1 else {}


def _prune(part: Part) -> None:
    """Take out parts that hold nothing; an empty cell stays, since it keeps the others in place."""
    for kid in list(part.kids):
        if isinstance(kid, Part):
            _prune(kid)
            if not kid.kids and kid.kind not in ("TH", "TD"):
                part.kids.remove(kid)


def _number(part: Part) -> None:
    """Say of a list how it is numbered: not at all where its items have no label (14.8.5.5)."""
    items = [kid for kid in part.kids if isinstance(kid, Part) and kid.kind == "LI"]
    kinds = {kid.kind for item in items for kid in item.kids if isinstance(kid, Part)}
    if "Lbl" not in kinds:
        part.attributes["ListNumbering"] = "/None"
