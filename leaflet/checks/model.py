"""`Check`, what it looks at, what it finds; and the decorators that register one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from leaflet.article import Block, Inline, Text
from leaflet.errors import Place, Severity
from leaflet.glossary import Glossary
from leaflet.languages import Language

Scope = Literal["message", "catalog", "source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One message under check: what the source says, and what the translation says."""

    domain: str
    """The id of the article, or `FURNITURE`."""
    context: str | None
    """The msgctxt."""
    roles: tuple[str, ...]
    """What the words are, as "title" or "warning/list/item"; empty for furniture."""
    source: str
    """Markdown inline source: the msgid."""
    source_words: str
    """Its letters without markup; a placeholder stays as "{emergency}"."""
    source_content: tuple[Inline, ...]
    """As parsed."""
    source_place: Place
    """Where it stands first, in the article or in a template."""
    source_language: Language
    """Of the article."""
    translation: str
    """Markdown inline source: the msgstr; never empty."""
    words: str
    """Its letters without markup; a placeholder stays as "{emergency}"."""
    content: tuple[Inline, ...]
    """As parsed; what is refused, as raw HTML, is left out."""
    place: Place
    """Where it stands in its catalog."""
    comments: tuple[str, ...]
    """What translators wrote above it."""
    language: Language
    """Of the translation."""
    glossary: Glossary
    """The terms of the workspace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A whole article, or the furniture, under check: the source alone."""

    domain: str
    """The id of the article, or `FURNITURE`."""
    language: Language
    """The source's."""
    texts: tuple[Text, ...]
    """In reading order."""
    path: str
    """The article's file."""
    blocks: tuple[Block[Text], ...] = ()
    """The article's, as they stand; the furniture has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check has found; the rest of the problem is filled in round it."""

    message: str
    """What is wrong: lower case, no full stop, backticks round values."""
    hint: str = "correct the translation"
    """How to mend it, in the imperative; how to make an exception is said after it."""
    evidence: tuple[tuple[str, str], ...] = ()
    """Shown under the source and the translation, as ("the other", "…   (es.po:4)")."""
    place: Place | None = None
    """Only for the source alone: where it stands, if not the whole file."""


class Found(NamedTuple):
    """A finding of a check of a whole catalog, and the message that it is about."""

    subject: Subject
    finding: Finding


MessageCheck = Callable[[Subject], Iterable[Finding]]
CatalogCheck = Callable[[tuple[Subject, ...]], Iterable[Found]]
SourceCheck = Callable[[Source], Iterable[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check, as it was registered."""

    name: str
    """The code of its problems, and what an exception names."""
    severity: Severity
    """An error stops `build` and `print`; a warning is reported."""
    scope: Scope
    """What it is given: one message, all those of a catalog, or the source alone."""
    on_message: MessageCheck | None = None
    """Set for the scope "message"."""
    on_catalog: CatalogCheck | None = None
    """Set for the scope "catalog"."""
    on_source: SourceCheck | None = None
    """Set for the scope "source"."""

    @property
    def docstring(self) -> str:
        """What it says about itself."""
        function = self.on_message or self.on_catalog or self.on_source
        return (function.__doc__ if function else None) or ""


REGISTERED: dict[str, Check] = {}
"""By name; filled by the decorators when the modules of `leaflet.checks` are imported."""


def check(name: str, *, severity: Severity) -> Callable[[MessageCheck], MessageCheck]:
    """
    Register a check of one message, `Subject` → findings.

    Its docstring is its documentation: a title, and the four headings of `documentation`.

    Args:
        name: Small letters and hyphens, as "numbers"; the code of its problems.
        severity: An "error" stops `build` and `print`; a "warning" is reported.
    """

    def register(function: MessageCheck) -> MessageCheck:
        _register(Check(name=name, severity=severity, scope="message", on_message=function))
        return function

    return register


def catalog_check(name: str, *, severity: Severity) -> Callable[[CatalogCheck], CatalogCheck]:
    """Register a check of all messages of a catalog together, as `check` does."""

    def register(function: CatalogCheck) -> CatalogCheck:
        _register(Check(name=name, severity=severity, scope="catalog", on_catalog=function))
        return function

    return register


def source_check(name: str, *, severity: Severity) -> Callable[[SourceCheck], SourceCheck]:
    """Register a check of the source alone, as `check` does."""

    def register(function: SourceCheck) -> SourceCheck:
        _register(Check(name=name, severity=severity, scope="source", on_source=function))
        return function

    return register


def _register(registered: Check) -> None:
    # A module that is imported twice, as pytest and doctest do, registers the same again.
    REGISTERED[registered.name] = registered


def findings(check: Check, subjects: tuple[Subject, ...]) -> Iterator[Found]:
    """Yield what a check finds in the messages of one catalog, exceptions not asked."""
    if check.on_message:
        for subject in subjects:
            for finding in check.on_message(subject):
                yield Found(subject, finding)
    elif check.on_catalog:
        yield from check.on_catalog(subjects)
