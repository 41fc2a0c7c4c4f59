"""A word that stands there twice on end."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.checks.model import Finding, Subject, check
from leaflet.checks.scripts import WITHOUT_SPACES
from leaflet.checks.words import base

# Languages that say a word twice and mean it: distribution ("अलग अलग", one each), plural ("anak
# anak"), emphasis ("yavaş yavaş", slowly), verbs ("uzun uzun").
_OFTEN = """
    am as ay az bn bho bi bo ceb chk ckb crh dv fa fj fil gil gn gu ha haw hi hmn ht id ilo jv kk
    kmr kn kok ku ky lg ln mai mg mh mi ml mn mr ms my na ne or pa pap pau pon prs ps qu raj rn rw
    sa sat sd si sm sn so su sw ta tet te tg th ti tk tl to tpi tr tt ty ug ur uz vi wo xh yo yue
    zh zu
"""
_DOUBLING = frozenset(_OFTEN.split())
# What grammar doubles: a pronoun twice ("nous nous", "Sie sie"), a relative behind its article
# ("die die"), a particle ("that that", "had had").
_MEANT: dict[str, frozenset[str]] = {
    "de": frozenset({"die", "der", "das", "sie", "den"}),
    "en": frozenset({"that", "had"}),
    "es": frozenset({"ya"}),
    "fr": frozenset({"nous", "vous", "faire"}),
    "nl": frozenset({"die", "dat", "zij", "ze", "je", "jij", "u"}),
    "it": frozenset({"via", "piano", "man"}),
    "pt": frozenset({"logo", "quase"}),
    "ru": frozenset({"еле"}),
    "sv": frozenset({"i", "så"}),
}
_OPENING, _CLOSING = "\"'“„«‹(¿¡*", "\"'”»›).,;:!?…*،؛؟।۔።፣"


@check("doubled-words", severity="warning")
def doubled_words(subject: Subject) -> Iterator[Finding]:
    """
    No word stands there twice by mistake.

    What it finds:
        A word and the same word behind it. Languages that double words on purpose (Hindi, Turkish,
        Vietnamese, Indonesian …), and scripts without spaces, are judged by three on end.
    Why it matters to a patient:
        Something was cut or pasted there, and perhaps a "not" went with it.
    Example:
        "Do not drive." translated as "Fahren Sie Sie nicht."
    Use instead:
        The sentence, read aloud once more.
    """
    language = base(subject.language.tag)
    meant = _MEANT.get(language, frozenset())
    least = 3 if language in _DOUBLING or subject.language.script in WITHOUT_SPACES else 2
    in_source = any(_runs(subject.source_words, least))
    for word in _runs(subject.words, least):
        if word.casefold() not in meant and not in_source:
            yield Finding(message=f"`{word}` stands there twice", hint="delete one of the two")
            return


def _runs(words: str, least: int) -> Iterator[str]:
    """
    Yield each word that stands there so often on end, or more often.

    >>> list(_runs("Do not not drive, drive on.", 2))
    ['not']
    """
    before, count = "", 0
    for chunk in words.split():
        word = chunk.lstrip(_OPENING)
        bare = word.rstrip(_CLOSING)
        same = bare.casefold() == before.casefold() and not bare[:1].isdigit()
        count = count + 1 if same and bare.isprintable() and bare[:1].isalpha() else 1
        if count == least:
            yield bare
        # Behind a comma or a full stop something new begins.
        before = bare if word == bare else ""
