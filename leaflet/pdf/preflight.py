"""Our preflight of a file for a print shop: what would hold up a press, or spoil the print.

There is no free validator of PDF/X. This looks for what ISO 15930-7 asks and what our own files
could get wrong; a file that passes is checked by our preflight, and certified by nobody.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from leaflet.errors import Problem
from leaflet.pdf.content import steps

BLEED_PT = 3 * 72 / 25.4
_TOLERANCE_PT = 0.1
_SCREEN_OPERATORS = ("rg", "RG")


def preflight(data: bytes, name: str) -> list[Problem]:
    """
    Return what is wrong with a file for a print shop; nothing when it may go there.

    Args:
        data: The file.
        name: Of the handout, for messages.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        said = [fault for look in _LOOKS for fault in look(pdf)]
    return [
        Problem(
            code="press",
            message=f"{name}: not fit for a print shop: {fault}",
            hint="mend the style sheet or the picture; our preflight goes by PDF/X-4 (ISO 15930-7)",
        )
        for fault in dict.fromkeys(said)
    ]


def _intent(pdf: pikepdf.Pdf) -> Iterator[str]:
    intents = [one for one in pdf.Root.get("/OutputIntents", []) if one.get("/S") == Name.GTS_PDFX]
    if len(intents) != 1:
        yield "it does not name one press (output intent)"
        return
    profile = intents[0].get("/DestOutputProfile")
    if profile is None or int(profile.get("/N", 0)) != 4:
        yield "the profile of the press is missing, or not one of four inks"
    if "/OutputConditionIdentifier" not in intents[0]:
        yield "the press has no name"


def _statements(pdf: pikepdf.Pdf) -> Iterator[str]:
    metadata = pdf.Root.get("/Metadata")
    stated = metadata.read_bytes() if metadata is not None else b""
    if b"GTS_PDFXVersion" not in stated or b"PDF/X-4" not in stated:
        yield "it does not say that it is PDF/X-4"
    if str(pdf.docinfo.get("/Trapped")) not in ("/True", "/False"):
        yield "it does not say whether its colours are trapped"
    for key in ("/Title", "/CreationDate", "/ModDate"):
        if key not in pdf.docinfo:
            yield f"it has no {key[1:]}"
    if pdf.is_encrypted:
        yield "it is encrypted"


def _boxes(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, start=1):
        if "/TrimBox" not in page.obj or "/BleedBox" not in page.obj:
            yield f"page {number} does not say where it is cut"
            continue
        if _least(page.obj.TrimBox, page.obj.BleedBox) < BLEED_PT - _TOLERANCE_PT:
            yield f"page {number} has less than 3 mm of bleed"
        if _least(page.obj.BleedBox, page.obj.MediaBox) <= 0:
            yield f"page {number} has no room for marks outside its bleed"
        if page.obj.get("/Annots"):
            yield f"page {number} has links or notes on what is printed"


def _least(inner: Any, outer: Any) -> float:
    """Return the least distance between the sides of two boxes; negative where they cross."""
    sides = [(float(one), float(other)) for one, other in zip(inner, outer, strict=True)]
    return min(
        *(one - other for one, other in sides[:2]), *(other - one for one, other in sides[2:])
    )


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for one in pdf.objects:
        if isinstance(one, Dictionary) and one.get("/Type") == Name.FontDescriptor:
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys()):
                yield f"the font {str(one.get('/FontName'))[1:]} is not in it"
        elif isinstance(one, Dictionary) and one.get("/Type") == Name.Font:
            held = one.get("/DescendantFonts", [one])[0]
            if "/FontDescriptor" not in held and one.get("/Subtype") != Name.Type3:
                yield f"the font {str(one.get('/BaseFont'))[1:]} is not in it"


def _colours(pdf: pikepdf.Pdf) -> Iterator[str]:
    for one in pdf.objects:
        if not isinstance(one, Dictionary | pikepdf.Stream):
            continue
        if _is_screen(one.get("/ColorSpace")):
            yield "a picture or a gradient has the colours of a screen (DeviceRGB)"
        if one.get("/Group", Dictionary()).get("/CS") == Name.DeviceRGB:
            yield "transparency is mixed in the colours of a screen (DeviceRGB)"
        drawn = one.get("/Type") == Name.Page or one.get("/Subtype") == Name.Form
        if (drawn or one.get("/PatternType") == 1) and any(
            str(operator) in _SCREEN_OPERATORS or _sets_screen(operands, operator)
            for operands, operator in steps(one)
        ):
            yield "something is drawn in the colours of a screen (DeviceRGB)"


def _is_screen(space: Any) -> bool:
    """Tell whether a colour space is that of a screen, or a palette of such colours."""
    if isinstance(space, pikepdf.Array) and len(space) > 1 and space[0] == Name.Indexed:
        return _is_screen(space[1])
    return bool(space == Name.DeviceRGB)


def _sets_screen(operands: Any, operator: Any) -> bool:
    return str(operator) in ("cs", "CS") and _is_screen(operands[0])


def _actions(pdf: pikepdf.Pdf) -> Iterator[str]:
    names = pdf.Root.get("/Names", Dictionary())
    for key, said in (("/JavaScript", "a program"), ("/EmbeddedFiles", "another file")):
        if key in names:
            yield f"there is {said} in it"
    if "/OpenAction" in pdf.Root or "/AA" in pdf.Root or "/AcroForm" in pdf.Root:
        yield "it does something when it is opened, or has a form"


_LOOKS: tuple[Callable[[pikepdf.Pdf], Iterator[str]], ...] = (
    _intent,
    _statements,
    _boxes,
    _fonts,
    _colours,
    _actions,
)
