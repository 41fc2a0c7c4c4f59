"""Templates × a handout → `HtmlPage`: all that the PDF is made from, in one value.

The page carries its pictures and fonts as bytes under addresses that lead nowhere, so that whoever
makes the PDF needs neither a disc nor a network. `Renderer` stands in `leaflet.html.render`: the
workers need pages, and not what makes them.
"""

from leaflet.html.page import BASE_URL, FURNITURE_LANGUAGE, Handout, HtmlPage, Voice, standalone

__all__ = [
    "BASE_URL",
    "FURNITURE_LANGUAGE",
    "Handout",
    "HtmlPage",
    "Voice",
    "standalone",
]
