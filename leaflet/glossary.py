"""The glossary of a workspace: `translations/glossary.toml`, terms with a set translation."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from leaflet.errors import ConfigurationError, Place, Problem, UsageError, did_you_mean
from leaflet.languages import canonical
from leaflet.toml import line_of_key, syntax_error

FILE_NAME: Final = "glossary.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of the source language, and how it is said elsewhere."""

    source: str
    """As it stands in articles, in the singular: "ibuprofen"."""
    keep: bool = False
    """Whether it must be found in every translation: a medicine, or a name."""
    translations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By BCP 47 tag, one spelling or several, the preferred one first."""
    note: str = ""
    """What translators should know of it."""
    place: Place
    """Where it is set."""

    def __hash__(self) -> int:
        return hash((self.source, self.place))


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """The terms of a workspace."""

    terms: tuple[Term, ...] = ()
    """The clinic's own before the stock's, each term once."""

    def over(self, stock: Glossary) -> Glossary:
        """Return the terms of this glossary, and the stock's of which it says nothing."""
        own = {term.source.casefold() for term in self.terms}
        return Glossary(
            terms=(
                *self.terms,
                *(term for term in stock.terms if term.source.casefold() not in own),
            )
        )


def read_glossary(data: bytes, path: str) -> Glossary:
    """
    Return the glossary in the bytes of a TOML file.

    Raises:
        ConfigurationError: With a problem for everything that is wrong in it.
    """
    document = _document(data, path)
    lines = data.decode("utf-8-sig").splitlines()
    heads = [number for number, line in enumerate(lines, 1) if _HEAD.match(line)]
    problems: list[Problem] = []
    for key in sorted(document.keys() - {"term"}):
        place = Place(path=path, line=line_of_key(lines, key) + 1)
        problems.append(_problem(f"`{key}` is not known", place, "write terms as `[[term]]`"))
    rows = document.get("term", [])
    if not isinstance(rows, list):
        hint = "write `[[term]]`, with two brackets, above each term"
        problems.append(_problem("`term` is no list of terms", Place(path=path), hint))
        rows = []
    terms: dict[str, Term] = {}
    for number, row in enumerate(rows):
        line = heads[number] if len(heads) == len(rows) else None
        place = Place(path=path, line=line)
        wrong = list(_mistakes(row, place))
        source = str(row.get("source", "")).casefold() if isinstance(row, dict) else ""
        if not wrong and source in terms:
            said = f"the term `{row['source']}` stands there twice ({terms[source].place})"
            wrong.append(_problem(said, place, "join the two"))
        problems += wrong
        if not wrong:
            terms[source] = _term(row, place)
    if problems:
        raise ConfigurationError(problems)
    return Glossary(terms=tuple(terms.values()))


_HEAD = re.compile(r"\s*\[\[\s*term\s*\]\]")
_KEYS = ("source", "keep", "translations", "note")


def _document(data: bytes, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        place = Place(path=path, line=data[: error.start].count(b"\n") + 1)
        raise ConfigurationError(
            _problem("the glossary is not UTF-8", place, "save it as UTF-8")
        ) from error
    except tomllib.TOMLDecodeError as error:
        line, said, hint = syntax_error(error)
        place = Place(path=path, line=line)
        raise ConfigurationError(
            _problem(f"the glossary is not TOML: {said}", place, hint)
        ) from error


def _mistakes(row: object, place: Place) -> Iterator[Problem]:
    if not isinstance(row, dict):
        yield _problem("a term is no table", place, "write `[[term]]` above it")
        return
    for key in sorted(row.keys() - set(_KEYS)):
        yield _problem(f"a term has no `{key}`", place, did_you_mean(key, _KEYS))
    source = row.get("source")
    if not isinstance(source, str) or not source.strip():
        yield _problem("the term has no `source`", place, 'add `source = "…"`')
    if not isinstance(row.get("keep", False), bool):
        yield _problem("`keep` is neither true nor false", place, "write `keep = true`")
    if not isinstance(row.get("note", ""), str):
        yield _problem("`note` is no text", place, "put it between quotation marks")
    said = row.get("translations", {})
    if not isinstance(said, dict):
        hint = 'write `translations = { de = "…", ar = ["…", "…"] }`'
        yield _problem("`translations` is no table", place, hint)
        return
    if not (said or row.get("keep") or row.keys() - set(_KEYS)):
        hint = "add `keep = true`, or `translations`"
        yield _problem("the term says neither that it is kept nor how it is said", place, hint)
    for tag, words in said.items():
        try:
            canonical(tag)
        except UsageError as error:
            yield from (
                _problem(problem.message, place, problem.hint) for problem in error.problems
            )
        listed = words if isinstance(words, list) else [words]
        if not listed or not all(isinstance(word, str) and word.strip() for word in listed):
            hint = "write a text, or a list of texts, the preferred one first"
            yield _problem(f"the translation into `{tag}` is no text", place, hint)


def _term(row: Mapping[str, Any], place: Place) -> Term:
    return Term(
        source=row["source"].strip(),
        keep=row.get("keep", False),
        translations={
            canonical(tag): tuple(words) if isinstance(words, list) else (words,)
            for tag, words in row.get("translations", {}).items()
        },
        note=row.get("note", ""),
        place=place,
    )


def _problem(message: str, place: Place, hint: str) -> Problem:
    return Problem(code="glossary-file", message=message, place=place, hint=hint)
