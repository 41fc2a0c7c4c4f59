"""A handout for a print shop: PDF/X-4 in the inks of its press, with bleed and marks.

WeasyPrint writes PDF/X-4, but in the colours of a screen. What is grey becomes black ink alone, so
that type is sharp; what is coloured is converted by the profile of the press; photographs keep
their own profile, which PDF/X-4 allows. `preflight` then looks at the file: it is checked by that,
and certified by nobody.
"""

from __future__ import annotations

import functools
import io
import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator
from PIL import Image, ImageCms

from leaflet.errors import ContentError
from leaflet.html import HtmlPage
from leaflet.html.page import address
from leaflet.pdf.black import black_only
from leaflet.pdf.content import Step, steps, written
from leaflet.pdf.finish.metadata import prefer
from leaflet.pdf.fit import Setting
from leaflet.pdf.layouts import Layouts
from leaflet.pdf.preflight import preflight

BLEED_MM = 3
PT_PER_MM = 72 / 25.4

# The engine draws marks in the bleed: a broad one leaves them outside the 3 mm that are cut off.
_STYLE = """<style>
@page { bleed: 10mm; marks: crop cross }
@color-profile device-cmyk { src: url(%s); components: cyan, magenta, yellow, black }
</style></head>"""
_NO_DATE = "2000-01-01"
"""Of an article that says no date of its own; a file must not tell when it was made, or no two of
them are alike."""
_DOCUMENT_ID = re.compile(rb"xmp\.did:[0-9a-f-]{36}")

Ink = tuple[float, float, float, float]


def press(page: HtmlPage, setting: Setting) -> bytes:
    """
    Return the file for the print shop.

    Args:
        page: With the profile of the press.
        setting: What the handout is fitted with: this is the same handout.

    Raises:
        ContentError: Something in it is not fit for a press; what, by our preflight.
    """
    profile = address("press.icc")
    layouts = Layouts(
        replace(
            page,
            html=page.html.replace("</head>", _STYLE % profile, 1),
            resources={**page.resources, profile: page.press},
        )
    )
    document = layouts.with_words_parted(setting)
    metadata = document.metadata
    metadata.created = metadata.modified = metadata.created or _NO_DATE
    with black_only(page.sheet.black):
        # The shop, too, must know on which side a handout is bound.
        plain = io.BytesIO(document.write_pdf(pdf_variant="pdf/x-4", finisher=prefer))
    with pikepdf.open(plain) as pdf:
        for each in pdf.pages:
            _trim(each.obj)
        _Colours(pdf, _inks(page.press)).convert()
        _name(pdf)
        data = io.BytesIO()
        pdf.save(data, deterministic_id=True)
    if problems := preflight(data.getvalue(), page.name):
        raise ContentError(problems)
    return data.getvalue()


def _trim(page: Any) -> None:
    """Let 3 mm bleed; and take out links, which must not stand on what is printed."""
    left, bottom, right, top = (float(side) for side in page.TrimBox)
    bleed = BLEED_MM * PT_PER_MM
    box = (left - bleed, bottom - bleed, right + bleed, top + bleed)
    page.BleedBox = Array([round(side, 3) for side in box])
    if "/Annots" in page:
        del page.Annots


class _Colours:
    """Takes the colours of a screen out of a file."""

    def __init__(self, pdf: pikepdf.Pdf, inks: Callable[[tuple[float, ...]], Ink]) -> None:
        self._pdf = pdf
        self._inks = inks

    def convert(self) -> None:
        """Look at each page, drawing, pattern, picture and group."""
        for one in list(self._pdf.objects):
            if not isinstance(one, Dictionary | pikepdf.Stream):
                continue
            if one.get("/Group", Dictionary()).get("/CS") == Name.DeviceRGB:
                one.Group.CS = Name.DeviceCMYK
            if one.get("/Subtype") == Name.Image and one.get("/ColorSpace") == Name.DeviceRGB:
                one.ColorSpace = Array([Name.ICCBased, self._screen])
            if one.get("/Type") == Name.Page:
                one.Contents = self._pdf.make_stream(self._content(one))
            elif one.get("/Subtype") == Name.Form or one.get("/PatternType") == 1:
                one.write(self._content(one))

    def _content(self, one: Any) -> bytes:
        """Return the content of a page or a drawing in inks."""
        content: list[Step] = []
        for operands, operator in steps(one):
            name = str(operator)
            if name in ("rg", "RG"):
                colour = self._inks(tuple(float(value) for value in operands))
                content.append((list(colour), Operator("k" if name == "rg" else "K")))
            else:
                content.append((operands, operator))
        return written(content)

    @functools.cached_property
    def _screen(self) -> Any:
        """The profile of a screen, for photographs."""
        data = files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()
        return self._pdf.make_stream(data, N=3)


def _inks(profile: bytes) -> Callable[[tuple[float, ...]], Ink]:
    """Return what turns red, green and blue, 0 to 1, into inks: cyan, magenta, yellow, black."""
    transform = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        "RGB",
        "CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )

    def convert(colour: tuple[float, ...]) -> Ink:
        if max(colour) - min(colour) < 0.02:
            return 0, 0, 0, round(1 - sum(colour) / 3, 3)
        dot = Image.new("RGB", (1, 1), tuple(round(255 * value) for value in colour))
        shown = ImageCms.applyTransform(dot, transform)
        assert shown is not None
        cyan, magenta, yellow, black = (round(value / 255, 3) for value in shown.tobytes())
        return cyan, magenta, yellow, black

    return convert


def _name(pdf: pikepdf.Pdf) -> None:
    """Give the file an id of its own that depends on what is in it, and on nothing else."""
    metadata = pdf.Root.Metadata
    data = metadata.read_bytes()
    parts = [_DOCUMENT_ID.sub(b"", data)]
    parts += [page.Contents.read_bytes() for page in pdf.pages]
    made = uuid.uuid5(uuid.NAMESPACE_URL, b"\0".join(parts).hex())
    metadata.write(_DOCUMENT_ID.sub(f"xmp.did:{made}".encode(), data))
    if "/ID" in pdf.trailer:
        del pdf.trailer.ID  # the engine's, which is of the id by chance
