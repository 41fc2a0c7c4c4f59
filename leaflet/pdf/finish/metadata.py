"""What a PDF says of itself: the standards that it keeps to, how to show it and how to print it."""

from __future__ import annotations

import io
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pydyf

_UA = "http://www.aiim.org/pdfua/ns/id/"
_A = "http://www.aiim.org/pdfa/ns/id/"

# PDF/A wants a description of each property that it does not know itself (ISO 19005-2, 6.6.2.3.3).
_DECLARATION = f"""
<rdf:Description rdf:about="" xmlns:pdfuaid="{_UA}" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_UA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>"""


def declare(document: Any) -> None:
    """Let the metadata of WeasyPrint's `Document`, which name PDF/A, name PDF/UA-1 too."""
    generate = document.metadata.generate_rdf_metadata

    def both(*arguments: Any) -> bytes:
        rdf: bytes = generate(*arguments)
        return rdf.replace(b"</rdf:RDF>", _DECLARATION.encode())

    document.metadata.generate_rdf_metadata = both


def declared(data: bytes) -> tuple[str, ...]:
    """
    Return the conformance that a file's own metadata states.

    Args:
        data: The file.

    Returns:
        As ("PDF/UA-1", "PDF/A-2a").
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        metadata = pdf.Root.get("/Metadata")
        content = b"" if metadata is None else metadata.read_bytes()
    if not content:
        return ()
    stated: dict[str, str] = {}
    for element in ElementTree.fromstring(content).iter():
        stated |= element.attrib
        stated[element.tag] = element.text or ""
    found = []
    if part := stated.get(f"{{{_UA}}}part"):
        found.append(f"PDF/UA-{part}")
    if part := stated.get(f"{{{_A}}}part"):
        found.append(f"PDF/A-{part}{stated.get(f'{{{_A}}}conformance', '').lower()}")
    return tuple(found)


def prefer(document: Any, pdf: Any) -> None:
    """
    Say how a file wants to be shown and printed: its title, its direction, its size, both sides.

    Args:
        document: WeasyPrint's `Document`.
        pdf: The file that is being written.
    """
    preferences = {"DisplayDocTitle": "true", "PrintScaling": "/None"}
    root = document.pages[0]._page_box.children[0]
    if root.style["direction"] == "rtl":
        preferences["Direction"] = "/R2L"
    if len(document.pages) > 1:
        preferences["Duplex"] = "/DuplexFlipLongEdge"
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary(preferences)
