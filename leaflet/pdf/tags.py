"""The tags of a PDF, written from boxes; they stand in for those that WeasyPrint would write.

Its own (`weasyprint.pdf.tags`, 70.0) leave running heads as content of nothing, name no language,
make a list or a table of each part that a page or column has of it, and an element of each line.
What they are made from is private to the engine, which is pinned: the boxes of its pages, and
`_tags`, the marked content by box.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import pydyf
import weasyprint.pdf

from leaflet.pdf.finish.codes import Codes
from leaflet.pdf.finish.marks import mark, plain
from leaflet.pdf.finish.parts import Annotation, Mark, Part, Structure
from leaflet.pdf.finish.structure import structure
from leaflet.typeset import unset

PT_PER_PX = 0.75  # CSS: 96 px are an inch, and so are 72 pt


def replace_tags() -> None:
    """Let the engine write these tags, in this process."""
    weasyprint.pdf.add_tags = add_tags


def add_tags(pdf: Any, document: Any, _version: Any, streams: list[Any]) -> None:
    """Write the structure of a document, and make artifacts of all that is not in it."""
    numbers = [{box: marked["mcid"] for box, marked in stream._tags.items()} for stream in streams]
    found = structure(document.pages, numbers)
    read = [set[int]() for _ in streams]
    for part in found.root.parts():
        for one in part.marks():
            read[one.page].add(one.number)
    turned = set()
    fonts = tuple(document.fonts.values())
    codes = Codes()
    for page, stream in enumerate(streams):
        garbled = mark(
            stream,
            numbers[page],
            fonts,
            read=read[page],
            running={number: kind for (at, number), kind in found.running.items() if at == page},
            spaced={number for at, number in found.spaced if at == page},
            codes=codes,
        )
        turned |= {(page, number) for number in garbled}
    codes.write(pdf)
    _speak(found, turned)
    _Writer(pdf, document.pages, numbers).write(found.root)
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _speak(found: Structure, turned: set[tuple[int, int]]) -> None:
    """Give each run of text that is drawn from right to left its letters in reading order."""
    for part in list(found.root.parts()):
        runs = [
            (is_text, list(kids))
            for is_text, kids in groupby(part.kids, key=lambda kid: isinstance(kid, Mark))
        ]
        kids: list[Part | Mark | Annotation] = []
        for is_text, run in runs:
            marks = [kid for kid in run if isinstance(kid, Mark)]
            if not is_text or not any(one.place in turned for one in marks):
                kids += run
                continue
            said = "".join(
                plain(one.box) + (" " if one.place in found.spaced else "") for one in marks
            )
            if part.kind in ("Span", "Lbl") and len(runs) == 1:
                part.spoken = said
                kids += run
            else:
                kids.append(
                    Part(kind="Span", language=part.language, parent=part, kids=run, spoken=said)
                )
        part.kids = kids


class _Writer:
    def __init__(self, pdf: Any, pages: list[Any], numbers: Sequence[Mapping[Any, int]]) -> None:
        self._pdf = pdf
        self._pages = pages
        self._references = pdf.page_references
        # An artifact's place stays null.
        self._parents: list[list[Any]] = [["null"] * len(marked) for marked in numbers]
        self._links: list[Any] = []

    def write(self, document: Part) -> None:
        """Write a document's parts and what leads back to them from the pages."""
        parents = pydyf.Dictionary({})
        self._pdf.add_object(parents)
        root = pydyf.Dictionary({"Type": "/StructTreeRoot", "ParentTree": parents.reference})
        self._pdf.add_object(root)
        root["K"] = pydyf.Array([self._element(document, root, "").reference])
        rows = [pydyf.Array(row) for row in self._parents] + self._links
        parents["Nums"] = pydyf.Array(
            entry for number, row in enumerate(rows) for entry in (number, row)
        )
        root["ParentTreeNextKey"] = len(rows)
        self._pdf.catalog["StructTreeRoot"] = root.reference
        self._drop_other_links()

    def _drop_other_links(self) -> None:
        """Take away links that are read nowhere, as one in a running foot; they are on paper."""
        for page in (self._pdf.objects[_number(one)] for one in self._references):
            if "Annots" in page:
                page["Annots"] = pydyf.Array(
                    one for one in page["Annots"] if self._is_read(self._pdf.objects[_number(one)])
                )

    @staticmethod
    def _is_read(annotation: Any) -> bool:
        return annotation["Subtype"] != "/Link" or "StructParent" in annotation

    def _element(self, part: Part, parent: Any, language: str) -> Any:
        element = pydyf.Dictionary(
            {"Type": "/StructElem", "S": f"/{part.kind}", "P": parent.reference}
        )
        self._pdf.add_object(element)
        first = next((kid.page for kid in part.kids if not isinstance(kid, Part)), None)
        if first is not None:
            element["Pg"] = self._references[first]
        if part.language != language:
            element["Lang"] = pydyf.String(part.language)
        if part.alternative:
            element["Alt"] = pydyf.String(unset(part.alternative))
        if part.spoken:
            element["ActualText"] = pydyf.String(part.spoken)
        if part.attributes:
            element["A"] = pydyf.Dictionary(
                {
                    name: self._rectangle(value, first) if name == "BBox" else value
                    for name, value in part.attributes.items()
                }
            )
        element["K"] = pydyf.Array(self._kid(kid, element, part, first) for kid in part.kids)
        return element

    def _kid(
        self, kid: Part | Mark | Annotation, element: Any, part: Part, page: int | None
    ) -> Any:
        match kid:
            case Part():
                return self._element(kid, element, part.language).reference
            case Mark():
                self._parents[kid.page][kid.number] = element.reference
                if kid.page == page:
                    return kid.number
                on = self._references[kid.page]
                return pydyf.Dictionary({"Type": "/MCR", "Pg": on, "MCID": kid.number})
            case Annotation():
                kid.data["StructParent"] = len(self._pages) + len(self._links)
                self._links.append(element.reference)
                on = self._references[kid.page]
                return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.data.reference, "Pg": on})

    def _rectangle(self, box: Any, page: int | None) -> Any:
        """Return where a picture stands, in points from the lower left corner of its page."""
        assert page is not None
        height = self._pages[page].height
        left, top = box.content_box_x(), box.content_box_y()
        sides = (left, height - top - box.height, left + box.width, height - top)
        return pydyf.Array(round(side * PT_PER_PX, 3) for side in sides)


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
