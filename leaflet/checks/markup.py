"""Bold, emphasis and code of a translation are those of its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from leaflet.article import Break, Inline, Span, plain
from leaflet.checks.model import Finding, Subject, check

_NAMES = {
    "strong": ("`**bold**`", "`**` round the same words"),
    "emphasis": ("`*emphasis*`", "`*` round the same words"),
    "code": ("`` `code` ``", "the same marks round the same words"),
    "break": ("a line break (`\\` at the end of a line)", "a line break in the same place"),
}
_MOST = 0.9
_LITTLE = 0.5


@check("markup", severity="error")
def markup(subject: Subject) -> Iterator[Finding]:
    """
    Words are marked as in the source.

    What it finds:
        Bold, emphasis, code and line breaks that are lost or added; a source that is bold as a
        whole, and a translation of which only a part is bold. Order is free.
    Why it matters to a patient:
        What is bold is what must be seen: whom to call, what never to do. Where all is bold,
        nothing is.
    Example:
        "**Knees.** Lie down." translated as "Rodillas. Túmbese."
    Use instead:
        The stars of the source round the same words; no space inside them.
    """
    wanted, found = Counter(_kinds(subject.source_content)), Counter(_kinds(subject.content))
    for kind, (name, how) in _NAMES.items():
        if wanted[kind] > found[kind]:
            yield Finding(message=f"the translation has lost {name}", hint=f"put {how}")
        elif found[kind] > wanted[kind]:
            yield Finding(
                message=f"the translation has {name} more often than the source",
                hint=f"take it out, or put {how}",
            )
        elif wanted[kind] == found[kind] == 1 and kind != "break":
            whole, part = _share(subject.source_content, kind), _share(subject.content, kind)
            if whole > _MOST and part < _LITTLE:
                yield Finding(
                    message=f"in the source all is {name}, in the translation a part of it",
                    hint=f"put {how}",
                )


def _kinds(content: Iterable[Inline]) -> Iterator[str]:
    for node in content:
        match node:
            case Break():
                yield "break"
            case Span(kind=kind, children=children):
                yield kind
                yield from _kinds(children)


def _share(content: tuple[Inline, ...], kind: str) -> float:
    """Return how much of the letters is marked so, 0 to 1."""
    marked = sum(len(plain((node,))) for node in _spans(content, kind))
    return marked / max(len(plain(content)), 1)


def _spans(content: Iterable[Inline], kind: str) -> Iterator[Span]:
    for node in content:
        if isinstance(node, Span):
            if node.kind == kind:
                yield node
            else:
                yield from _spans(node.children, kind)
