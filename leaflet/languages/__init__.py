"""
How each language is written and set: its script, direction, fonts, digits, quotes, dates, names.

All of it is rows of `leaflet/data/languages.toml`; what CLDR knows and no row says is asked of
Babel. A tag without a row gets what its script tells, and never anything from a language in another
script.

>>> arabic = language("ar")
>>> arabic.autonym, arabic.direction, arabic.fonts[0]
('العربية', 'rtl', 'Noto Naskh Arabic')
>>> canonical("zh_TW")
'zh-Hant'
"""

from leaflet.languages.formats import format_date, plural_forms
from leaflet.languages.model import Language, known, language
from leaflet.languages.names import find
from leaflet.languages.order import by_own_name
from leaflet.languages.table import Breaking, Direction
from leaflet.languages.tags import canonical, folder, tag_of_folder

__all__ = [
    "Breaking",
    "Direction",
    "Language",
    "by_own_name",
    "canonical",
    "find",
    "folder",
    "format_date",
    "known",
    "language",
    "plural_forms",
    "tag_of_folder",
]
