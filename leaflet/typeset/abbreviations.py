"""Full stops that end no sentence: those of abbreviations and of ordinal numbers."""

from __future__ import annotations

import re
from typing import Final

_EVERYWHERE: Final = "dr prof st nr vs approx ca max min tel vit"
_BY_LANGUAGE: Final = {
    "am": "ዶ",
    "ar": "د أ",
    "bn": "ডা ড মি মো",
    "cs": "mudr mgr např resp tzn tj tzv č ul hod tbl",
    "da": "f.eks fx bl.a hhv evt jf kl ml",
    "de": "bzw evtl ggf inkl vgl mind tgl sog std tbl str bes einschl zzgl hr fr dipl med abs bspw "
    "usf",
    "en": "mr mrs ms jr sr e.g i.e cf fig",
    "es": "sr sra dra ud uds ej pág aprox avda máx mín ee uu",
    "fa": "د",
    "fr": "m mm ex env tél av bd mlle réf",
    "gu": "ડૉ ડો",
    "hi": "डॉ डा प्रो श्री",
    "hu": "pl ill kb ún",
    "it": "sig dott dott.ssa es pag ecc tel circa",
    "kn": "ಡಾ",
    "ml": "ഡോ",
    "mr": "डॉ",
    "ne": "डा प्रा",
    "nl": "dhr mevr bijv evt resp blz mw d.w.z o.a m.b.v",
    "no": "f.eks bl.a evt ca jf kl",
    "pa": "ਡਾ ਸ",
    "pl": "np tzn tj tzw ok lek pielęg godz ul wg m.in tabl",
    "pt": "sr sra dra ex pág aprox av máx mín",
    "ro": "dvs dl dna ex pag str",
    "ru": "напр ул тел см др проф табл мин ок",
    "sv": "t.ex bl.a d.v.s ev resp kl",
    "ta": "டாக் திரு",
    "te": "డా",
    "tr": "örn vb vs bkz doç uzm sok cad",
    "uk": "напр вул тел див др проф табл хв ім зв",
    "ur": "ڈ",
    "vi": "bs ts ths gs pgs vd tp",
}
_TABLE: Final = {name: frozenset(words.split()) for name, words in _BY_LANGUAGE.items()}
_ALL: Final = frozenset(_EVERYWHERE.split())
# Where "3." is the third. There a number at the end of a sentence keeps the next one with it.
_WITH_ORDINALS: Final = "bs cs da de dsb et eu fi fo hr hsb hu is lb lv nb nn no pl sk sl sr tr"
_ORDINALS: Final = frozenset(_WITH_ORDINALS.split())
_LAST: Final = re.compile(r"(?:^|[\s(\[«„“\"'’-])((?:[^\W\d_]\w*\.[ \u00a0]?)*)([^\s.]+)\.$")


_BEFORE_A_NUMBER: Final = 4
"""Letters of an abbreviation that a number may follow: "No. 5", "Núm. 5", "Temp. 38"."""


def goes_on(sentence: str, tag: str, rest: str = "") -> bool:
    """
    Tell whether a sentence goes on behind its last full stop.

    Args:
        sentence: Up to the full stop, and the white space behind it.
        tag: BCP 47, its language.
        rest: What follows. Before a number each short word may be an abbreviation, and "No. 5" must
            not be read as "No".

    >>> goes_on("Nehmen Sie z. B.", "de"), goes_on("Am 3.", "de"), goes_on("Ask Dr.", "en")
    (True, True, True)
    >>> goes_on("Never after week 28.", "en"), goes_on("Take vitamin C.", "en")
    (False, False)
    >>> goes_on("Take No. ", "en", "5 only."), goes_on("No. ", "en", "Stop.")
    (True, False)
    """
    found = _LAST.search(sentence.rstrip())
    if not found:
        return False
    before, word = found.groups()
    base = tag.split("-")[0]
    if word.isdecimal():
        return base in _ORDINALS and len(word) <= 2  # days, weeks, and the like
    # "e.g.", "z. B.", "p.m.": a letter alone; a large one behind another such, else "vitamin C."
    if len(word) == 1 and (word.islower() or before):
        return True
    if rest[:1].isdecimal() and len(word) <= _BEFORE_A_NUMBER:
        return True
    known = _ALL | _TABLE.get(base, frozenset())
    said = word.casefold()
    # "m. in.", "dott. ssa.": two of them behind each other are one word too.
    parts = [*before.casefold().split(), said]
    return said in known or any("".join(parts[at:]) in known for at in range(len(parts)))
