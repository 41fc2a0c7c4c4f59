"""`Article[Text]` × catalog × language × clinic → `Article[Line]`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from leaflet.article import Article, Inline, Line, Placeholder, Run, Span, Text, Value
from leaflet.catalogs import Catalog
from leaflet.clinic import PLACEHOLDERS, Clinic
from leaflet.errors import ConfigurationError, ContentError, Place, Problem, did_you_mean
from leaflet.languages import language
from leaflet.parse import inline, placeholders
from leaflet.territories import Territory

Values = Mapping[str, str]
"""What each placeholder stands for; empty where nobody said."""


def placeholder_values(clinic: Clinic, territory: Territory) -> dict[str, str]:
    """Return what each placeholder of an article stands for; empty where nobody said."""
    values = {
        "emergency": territory.emergency.number if territory.emergency else "",
        "urgent": clinic.urgent or (territory.urgent.number if territory.urgent else ""),
        "poison": territory.poison.number if territory.poison else "",
        "clinic.name": clinic.name,
        "clinic.address": clinic.address,
        "clinic.phone": clinic.phone,
        "clinic.web": clinic.web,
        "clinic.interpreter": clinic.interpreter,
    }
    assert values.keys() == PLACEHOLDERS.keys()
    return values


def localize(
    article: Article[Text], catalog: Catalog, *, language: str, values: Values
) -> Article[Line]:
    """
    Return the article in a language; the source stands in where a translation is missing.

    Args:
        article: As parsed.
        catalog: In the language; `source_catalog` for the article's own.
        language: BCP 47.
        values: From `placeholder_values`.

    Raises:
        ContentError: A translation has raw HTML, a link that is refused, or a placeholder that
            does not exist; all such places at once. Whether it says what its source says is for
            `leaflet.checks` to tell.
        ConfigurationError: A placeholder has no value.
    """
    return collect(
        article,
        lambda text: localize_text(
            text, catalog, language=language, source_language=article.language, values=values
        ),
    )


def collect(article: Article[Text], change: Callable[[Text], Line]) -> Article[Line]:
    """Return the article with each text changed; raise the problems of all texts together."""
    problems: list[Problem] = []
    outside = False

    def attempt(text: Text) -> Line:
        nonlocal outside
        try:
            return change(text)
        except (ContentError, ConfigurationError) as error:
            outside = outside or isinstance(error, ConfigurationError)
            problems.extend(problem for problem in error.problems if problem not in problems)
            return Line(content=(), language=article.language, direction="ltr")

    localized = article.map(attempt)
    if problems:
        raise ConfigurationError(problems) if outside else ContentError(problems)
    return localized


def localize_text(
    text: Text, catalog: Catalog, *, language: str, source_language: str, values: Values
) -> Line:
    """Return one text in a language, as `localize` does."""
    if not text.source:
        return line((), language, values, text.place)  # an empty cell of a table
    message = catalog.translation(text.context, text.source)
    if message is None:
        return line(inline(text.source, text.place), source_language, values, text.place, False)
    content = inline(message.translation, message.place)
    strange = [name for name in placeholders(content) if name not in values]
    if strange:
        raise ContentError(_unknown(strange[0], values, message.place))
    # A value that is missing is missing in every language: the article's place is named, once.
    return line(content, language, values, text.place)


def line(
    content: Iterable[Inline], tag: str, values: Values, place: Place, translated: bool = True
) -> Line:
    """Return inline content as a line, its placeholders filled."""
    return Line(
        content=tuple(_one_stop(_filled(node, values, place) for node in content)),
        language=tag,
        direction=language(tag).direction,
        translated=translated,
    )


def _one_stop(content: Iterable[Inline]) -> Iterator[Inline]:
    """
    Yield content with one full stop where a value's own meets the sentence's.

    A Russian date ends with one, "22 ноября 2026 г.", and so may the name of a clinic.
    """
    before: Inline | None = None
    for node in content:
        if isinstance(before, Value) and before.text.endswith(".") and isinstance(node, Run):
            node = replace(node, text=re.sub(r"^\.(?!\.)", "", node.text))
        before = node
        if not (isinstance(node, Run) and not node.text):
            yield node


_WHERE = {
    "emergency": "set `territory` under `[clinic]` in leaflet.toml",
    "urgent": 'add `urgent = "…"` under `[clinic]` in leaflet.toml; this territory has no '
    "number that is the same everywhere",
    "poison": "no poison line is known for this territory; write the number into the article",
    "clinic.interpreter": 'add `interpreter = "…"` under `[clinic]` in leaflet.toml',
}


def _unknown(name: str, values: Values, place: Place) -> Problem:
    return Problem(
        code="placeholder",
        message=f"`{{{name}}}` is no placeholder",
        place=place,
        hint=f"{did_you_mean(name, values)} (for a brace write `\\{{`)",
    )


def _value(name: str, values: Values, place: Place) -> str:
    value = values.get(name)
    if value is None:
        raise ContentError(_unknown(name, values, place))
    if not value:
        key = name.removeprefix("clinic.")
        raise ConfigurationError(
            Problem(
                code="placeholder",
                message=f"nothing is known to put in place of `{{{name}}}`",
                place=place,
                hint=_WHERE.get(name, f'add `{key} = "…"` under `[clinic]` in leaflet.toml'),
            )
        )
    return value


def _filled(node: Inline, values: Values, place: Place) -> Inline:
    match node:
        case Placeholder(name=name):
            return Value(name=name, text=_value(name, values, place))
        case Span(kind=kind, children=children, href=href):
            for name in placeholders([node]):
                filled = _value(name, values, place)
                if href.lower().startswith("tel:"):
                    filled = "".join(filled.split())
                href = href.replace(f"{{{name}}}", filled)
            return Span(
                kind=kind,
                children=tuple(_filled(child, values, place) for child in children),
                href=href,
            )
    return node
