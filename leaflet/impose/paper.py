"""The sheet of paper: pages of a tagged PDF put side by side, every tag kept.

The content of each page is set into that of its side of the paper, moved and never turned or
scaled, and its marks get new numbers; then the structure, the links, the bookmarks and what leads
to them follow. The order of reading is that of the structure: it stays as it was.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator

from leaflet.impose.folding import Binding, Mark, Placement, Side, sides
from leaflet.pdf.content import Step, steps, written
from leaflet.sheets import Sheet

PT_PER_MM = 72 / 25.4

FLIPS = {"short": Name.DuplexFlipShortEdge, "long": Name.DuplexFlipLongEdge}

MARK_PT = 0.4
"""Width of the lines that say where to fold or cut."""
DASHES_PT = (3, 2)


def impose(data: bytes, sheet: Sheet) -> bytes:
    """
    Return the file to print and fold, or to cut, of a handout.

    Args:
        data: The handout: as WeasyPrint writes it, with one dictionary of resources for all pages.
        sheet: Its sheet, which has a fold.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        paper = _Paper(pdf, sheet)
        paper.put_together()
        folded = io.BytesIO()
        pdf.save(
            folded,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return folded.getvalue()


def binding(pdf: pikepdf.Pdf) -> Binding:
    """Return the side of the spine: a file says itself in which direction it is read."""
    wishes: Any = pdf.Root.get("/ViewerPreferences", Dictionary())
    return "right" if wishes.get("/Direction") == Name.R2L else "left"


@dataclass(slots=True, kw_only=True)
class _Moved:
    """Where a page has gone."""

    to: Any
    """The new page."""
    by_pt: tuple[float, float]
    """To the right, and up."""
    numbers: dict[int, int] = field(default_factory=dict)
    """Old numbers of marked content → new ones."""


class _Paper:
    def __init__(self, pdf: pikepdf.Pdf, sheet: Sheet) -> None:
        assert sheet.fold is not None
        self._pdf = pdf
        self._sheet = sheet
        self._fold = sheet.fold
        self._binding = binding(pdf)
        self._old = [page.obj for page in pdf.pages]
        self._index = {page.objgen: number for number, page in enumerate(self._old, start=1)}
        self._parents = _numbers(pdf.Root.StructTreeRoot.ParentTree)
        self._moved: dict[int, _Moved] = {}
        self._copies: dict[int, Name] = {}
        self._resources = self._old[0].Resources

    def put_together(self) -> None:
        """Replace the pages of the file by sides of paper."""
        planned = sides(self._sheet, len(self._old), self._binding)
        rows = []
        new = []
        for number, side in enumerate(planned):
            page, row = self._side(number, side)
            new.append(page)
            rows.append(row)
        self._restructure(rows)
        self._redirect()
        pages = self._pdf.make_indirect(
            Dictionary(Type=Name.Pages, Kids=Array(new), Count=len(new))
        )
        for page in new:
            page.Parent = pages
        self._pdf.Root.Pages = pages
        self._prefer(len(new))

    # Content

    def _side(self, number: int, side: Side) -> tuple[Any, Array]:
        """Return a side of paper, and the elements of its marked content in order."""
        box = Array([0, 0, _pt(self._fold.width_mm), _pt(self._fold.height_mm)])
        page = self._pdf.make_indirect(
            Dictionary(
                Type=Name.Page,
                MediaBox=box,
                TrimBox=box,
                Resources=self._resources,
                StructParents=number,
                Tabs=Name.S,
            )
        )
        content: list[Step] = []
        row = Array()
        links = Array()
        for placement in side.placements:
            if placement.page in self._moved:
                content += self._copy(placement)
                continue
            self._moved[placement.page] = moved = _Moved(to=page, by_pt=self._way(placement))
            content += self._first(number, placement, moved, row)
            for link in self._old[placement.page - 1].get("/Annots", []):
                _move(link.Rect, moved.by_pt)
                link.P = page
                links.append(link)
        content += [step for mark in side.marks for step in _drawn(mark)]
        page.Contents = self._pdf.make_stream(written(content))
        if len(links):
            page.Annots = links
        return page, row

    def _way(self, placement: Placement) -> tuple[float, float]:
        """Return how far a page moves, to the right and up."""
        left, bottom, *_ = self._area(placement.page)
        return _pt(placement.left_mm) - left, _pt(placement.bottom_mm) - bottom

    def _area(self, page: int) -> list[float]:
        """Return left, bottom, width and height of a page."""
        old = self._old[page - 1]
        left, bottom, right, top = (float(side) for side in old.get("/TrimBox", old.MediaBox))
        return [left, bottom, right - left, top - bottom]

    def _first(self, number: int, placement: Placement, moved: _Moved, row: Array) -> list[Step]:
        """Return the content of a page with its marks, which are numbered as they come."""
        old = self._old[placement.page - 1]
        elements = self._parents[int(old.StructParents)]
        content: list[Step] = []
        for operands, operator in steps(old):
            name = str(operator)
            if name == "BDC" and _is_numbered(operands[1]):
                before = int(operands[1].MCID)
                moved.numbers[before] = len(row)
                properties = Dictionary(operands[1])
                properties.MCID = len(row)
                operands = [operands[0], properties]
                row.append(elements[before])
            elif name in ("scn", "SCN") and isinstance(operands[-1], Name):
                operands = [*operands[:-1], self._pattern(operands[-1], number, moved)]
            content.append((operands, operator))
        return self._framed(placement.page, moved.by_pt, content)

    def _copy(self, placement: Placement) -> list[Step]:
        """Return one more picture of a page that is tagged already: an artifact."""
        return [
            ([Name.Artifact, Dictionary(Type=Name.Layout)], Operator("BDC")),
            ([], Operator("q")),
            ([1, 0, 0, 1, *map(_rounded, self._way(placement))], Operator("cm")),
            ([self._form(placement.page)], Operator("Do")),
            ([], Operator("Q")),
            ([], Operator("EMC")),
        ]

    def _form(self, page: int) -> Name:
        """Return the name of a page as a form, drawn as often as need be, without its marks."""
        if page not in self._copies:
            old = self._old[page - 1]
            left, bottom, width, height = self._area(page)
            content: list[Step] = [
                (operands, operator)
                for operands, operator in steps(old)
                if str(operator) not in ("BDC", "BMC", "EMC")
            ]
            form = self._pdf.make_stream(
                written(content),
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=Array([left, bottom, left + width, bottom + height]),
                Resources=self._resources,
            )
            self._copies[page] = Name(f"/Copy{page}")
            _dictionary(self._resources, Name.XObject)[self._copies[page]] = form
        return self._copies[page]

    def _framed(self, page: int, by_pt: tuple[float, float], content: list[Step]) -> list[Step]:
        """Return content moved, and cut off at the edges of its page."""
        return [
            ([], Operator("q")),
            ([1, 0, 0, 1, *map(_rounded, by_pt)], Operator("cm")),
            ([*map(_rounded, self._area(page))], Operator("re")),
            ([], Operator("W")),
            ([], Operator("n")),
            *content,
            ([], Operator("Q")),
        ]

    def _pattern(self, name: Name, number: int, moved: _Moved) -> Name:
        """
        Return the name of a pattern that has moved with its page.

        A pattern lies where the page begins, whatever is moved in its content (8.7.3.1).
        """
        patterns = _dictionary(self._resources, Name.Pattern)
        new = Name(f"{name}-{number}-{round(moved.by_pt[0])}")
        if new not in patterns:
            old = patterns[name]
            entries = {key: old[key] for key in old.keys()}  # noqa: SIM118 (no mapping)
            made: Any = self._pdf.make_indirect(Dictionary(entries))
            if isinstance(old, pikepdf.Stream):
                made = self._pdf.make_stream(old.read_raw_bytes(), made)
            matrix = [float(value) for value in old.get("/Matrix", [1, 0, 0, 1, 0, 0])]
            matrix[4:] = [value + way for value, way in zip(matrix[4:], moved.by_pt, strict=True)]
            made.Matrix = Array(matrix)
            patterns[new] = made
        return new

    # Structure

    def _restructure(self, rows: list[Array]) -> None:
        root = self._pdf.Root.StructTreeRoot
        for element in _several(root.K):
            self._element(element)
        pages = {int(page.StructParents) for page in self._old}
        links = [number for number in sorted(self._parents) if number not in pages]
        keys = {old: new for new, old in enumerate(links, start=len(rows))}
        for page in self._old:
            for link in page.get("/Annots", []):
                if "/StructParent" in link:
                    link.StructParent = keys[int(link.StructParent)]
        tree: list[Any] = []
        for number, row in enumerate(rows):
            tree += [number, self._pdf.make_indirect(row)]
        for old, new in keys.items():
            tree += [new, self._parents[old]]
        root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(tree)))
        root.ParentTreeNextKey = len(rows) + len(links)

    def _element(self, element: Any) -> None:
        """Let an element, and all in it, name the new pages and numbers."""
        page = self._page(element)
        kids: list[Any] = []
        for kid in _several(element.get("/K")):
            if not isinstance(kid, Dictionary):
                assert page is not None
                kids.append(page.numbers[int(kid)])
                continue
            if kid.get("/Type") == Name.MCR:
                on = self._page(kid) or page
                assert on is not None
                kid.MCID, kid.Pg = on.numbers[int(kid.MCID)], on.to
            elif kid.get("/Type") == Name.OBJR:
                if (on := self._page(kid)) is not None:
                    kid.Pg = on.to
            else:
                self._element(kid)
            kids.append(kid)
        if kids:
            element.K = Array(kids)
        if page is None:
            return
        element.Pg = page.to
        for attributes in _several(element.get("/A")):
            if "/BBox" in attributes:
                _move(attributes.BBox, page.by_pt)

    def _page(self, holder: Any) -> _Moved | None:
        page = holder.get("/Pg")
        return None if page is None else self._moved[self._index[page.objgen]]

    # What leads to pages

    def _redirect(self) -> None:
        """Let bookmarks and links inside the handout lead where their pages have gone."""
        root = self._pdf.Root
        for target in _targets(root.get("/Names", Dictionary()).get("/Dests")):
            self._lead(target)
        for target in _bookmarks(root.get("/Outlines")):
            self._lead(target)
        for page in self._old:
            for link in page.get("/Annots", []):
                for holder in (link, link.get("/A", Dictionary())):
                    self._lead(holder.get("/Dest"))
                    self._lead(holder.get("/D"))

    def _lead(self, target: Any) -> None:
        """Change a destination: page, the way it is shown, from the left, from below, zoom."""
        if not isinstance(target, Array) or not isinstance(target[0], Dictionary):
            return  # a name, which stands for a destination that is changed itself
        if target[0].objgen not in self._index:
            return  # another bookmark has changed it
        moved = self._moved[self._index[target[0].objgen]]
        target[0] = moved.to
        if target[1] == Name.XYZ:
            for at, way in zip((2, 3), moved.by_pt, strict=True):
                target[at] = _rounded(float(target[at]) + way)

    def _prefer(self, pages: int) -> None:
        wishes = self._pdf.Root.ViewerPreferences
        wishes.PrintScaling = Name("/None")
        if pages > 1:
            wishes.Duplex = FLIPS[self._fold.flip]
        elif "/Duplex" in wishes:
            del wishes.Duplex


def _drawn(mark: Mark) -> list[Step]:
    start, end = ([_pt(value) for value in place] for place in (mark.start_mm, mark.end_mm))
    return [
        ([Name.Artifact, Dictionary(Type=Name.Layout)], Operator("BDC")),
        ([], Operator("q")),
        ([0], Operator("G")),
        ([MARK_PT], Operator("w")),
        ([Array(DASHES_PT if mark.fold else ()), 0], Operator("d")),
        (start, Operator("m")),
        (end, Operator("l")),
        ([], Operator("S")),
        ([], Operator("Q")),
        ([], Operator("EMC")),
    ]


def _pt(mm: float) -> float:
    return _rounded(mm * PT_PER_MM)


def _rounded(value: float) -> float:
    return round(float(value), 4)


def _move(rectangle: Any, by_pt: tuple[float, float]) -> None:
    for at in range(4):
        rectangle[at] = _rounded(float(rectangle[at]) + by_pt[at % 2])


def _is_numbered(properties: Any) -> bool:
    return isinstance(properties, Dictionary) and "/MCID" in properties


def _several(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def _dictionary(holder: Any, name: Name) -> Any:
    """Return a dictionary in another, made where there is none."""
    if name not in holder:
        holder[name] = Dictionary()
    return holder[name]


def _numbers(tree: Any) -> dict[int, Any]:
    """Return what a number tree holds, which the engine writes as one node."""
    found = list(tree.Nums)
    return {int(key): value for key, value in zip(found[::2], found[1::2], strict=True)}


def _targets(tree: Any) -> Iterator[Any]:
    """Yield the destinations of a name tree, which the engine writes as one node."""
    if tree is not None:
        for value in list(tree.get("/Names", []))[1::2]:
            yield value.get("/D") if isinstance(value, Dictionary) else value


def _bookmarks(first: Any) -> Iterator[Any]:
    """Yield the destinations of bookmarks, outer before inner."""
    while first is not None:
        yield first.get("/Dest")
        if "/A" in first:
            yield first.A.get("/D")
        yield from _bookmarks(first.get("/First"))
        first = first.get("/Next")
