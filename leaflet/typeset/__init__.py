"""Typesetting of text: breaks that the engine does not find, isolates, no-break spaces.

It works on letters only, after localization and before HTML. What it puts in is listed in
`marks.py`; it is taken out again by `unset`, and by nothing else.
"""

from leaflet.typeset.lines import typeset, typeset_line
from leaflet.typeset.marks import unset
from leaflet.typeset.sentences import sentences

__all__ = ["sentences", "typeset", "typeset_line", "unset"]
