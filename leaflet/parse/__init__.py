"""Markdown and front matter → `Article[Text]`; Markdown inline source → inline content.

The grammar is CommonMark with tables, block attributes and `:::` call-outs. What a handout cannot
show (raw HTML, code blocks, quotations …) is refused with its line, never dropped in silence.
"""

from leaflet.parse.document import ARTICLE_LIMIT_BYTES, parse_article
from leaflet.parse.grammar import fold
from leaflet.parse.inline import inline, placeholders

__all__ = ["ARTICLE_LIMIT_BYTES", "fold", "inline", "parse_article", "placeholders"]
