"""
What words mean, in each language: numbers and units, bounds, negations, sentences.

Checks compare them between a source and its translation; catalogs, between an old source and a new
one. The words are rows of `leaflet/data/wording/`.
"""

from leaflet.wording.bounds import bounds
from leaflet.wording.essence import essence
from leaflet.wording.figures import Figures, Number, figures
from leaflet.wording.lexicon import languages, lists_of
from leaflet.wording.negations import Negations, affirms, has_list, has_negation, negations
from leaflet.wording.sentences import Bead, beads

__all__ = [
    "Bead",
    "Figures",
    "Negations",
    "Number",
    "affirms",
    "beads",
    "bounds",
    "essence",
    "figures",
    "has_list",
    "has_negation",
    "languages",
    "lists_of",
    "negations",
]
