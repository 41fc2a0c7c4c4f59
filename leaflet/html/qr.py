"""QR codes, as SVG."""

from __future__ import annotations

import io

from leaflet.clinic import Clinic


def qr_address(clinic: Clinic, article: str, tag: str) -> str:
    """
    Return the address that a handout's QR code leads to; empty for none.

    >>> qr_address(Clinic(qr="https://example.org/{language}/{article}"), "cough", "zh-Hans")
    'https://example.org/zh-Hans/cough'
    """
    return clinic.qr.replace("{article}", article).replace("{language}", tag)


def qr_svg(address: str) -> bytes:
    """Return a QR code as SVG, with the quiet zone of four modules that ISO/IEC 18004 asks for."""
    # Here, because it brings a client of HTTP that nothing else needs.
    import segno

    buffer = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(buffer, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=True)
    return buffer.getvalue()
