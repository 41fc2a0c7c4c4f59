"""The finish: what WeasyPrint writes, mended where readers and validators stumble over it."""

from __future__ import annotations

import io

import pikepdf

_EMPTY = b"> <>"
_INVISIBLE = b"> <200B>"  # ZERO WIDTH SPACE


def finish(data: bytes) -> bytes:
    """
    Return a PDF whose ToUnicode maps have no empty entries.

    WeasyPrint 70 writes an empty one for a glyph that stands for no letter of its own, as in
    reordered Devanagari; a map must not have any (ISO 32000-1, 9.10.3; page-validation rule
    PDFUA1-FONT-UNICODE-MAPPING-001).
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        maps = [
            font.ToUnicode
            for font in pdf.objects
            if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font
        ]
        found = [(stream, stream.read_bytes()) for stream in maps]
        empty = [(stream, content) for stream, content in found if _EMPTY in content]
        if not empty:
            return data
        for stream, content in empty:
            stream.write(content.replace(_EMPTY, _INVISIBLE))
        buffer = io.BytesIO()
        pdf.save(
            buffer,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return buffer.getvalue()
