"""The front matter of an article: TOML between two lines of `+++`."""

from __future__ import annotations

import datetime
import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from leaflet.article import Text
from leaflet.errors import LeafletError, Place, Problem, did_you_mean
from leaflet.languages import canonical
from leaflet.toml import line_of_key, syntax_error

_FENCE = re.compile(r"\+\+\+[ \t]*")
_KNOWN = (
    "title",
    "language",
    "summary",
    "version",
    "published",
    "review_by",
    "sources",
    "codes",
    "keywords",
)


@dataclass(slots=True, kw_only=True)
class FrontMatter:
    """What the front matter says, checked."""

    title: Text
    """As in `Article`."""
    language: str
    """BCP 47."""
    summary: Text | None = None
    """As in `Article`."""
    version: str = ""
    """As in `Article`."""
    published: datetime.date | None = None
    """As in `Article`."""
    review_by: datetime.date | None = None
    """As in `Article`."""
    sources: tuple[str, ...] = ()
    """As in `Article`."""
    codes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """As in `Article`."""
    keywords: tuple[Text, ...] = ()
    """As in `Article`."""

    def fields(self) -> dict[str, Any]:
        """Return it as arguments of `Article`."""
        return {name: getattr(self, name) for name in self.__slots__}

    def texts(self) -> tuple[Text, ...]:
        """Return its texts, in the order in which an article has them."""
        summary = () if self.summary is None else (self.summary,)
        return (self.title, *summary, *self.keywords)


def read_front_matter(
    source: str, path: str, source_language: str
) -> tuple[FrontMatter | None, str, int, list[Problem]]:
    """
    Return the front matter, the body, the body's first line, and what is wrong.

    Args:
        source: The whole article, with line feeds.
        path: As it stands in places.
        source_language: BCP 47, for an article that does not say its own.

    Returns:
        None for the front matter where it cannot be used. Lines start at 1.
    """
    lines = source.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), None)
    if start is None:
        return None, "", 1, [_problem(path, 1, "empty", "the article is empty", _EXAMPLE)]
    if not _FENCE.fullmatch(lines[start]):
        if lines[start].strip() == "---":
            message, hint = "the front matter is not TOML", "write `+++` in place of `---`"
            hint += ', and `title = "…"` in place of `title: …`'
            return None, "", 1, [_problem(path, start + 1, "front-matter", message, hint)]
        message = "the front matter is missing"
        return None, source, 1, [_problem(path, start + 1, "front-matter", message, _EXAMPLE)]
    behind = range(start + 1, len(lines))
    end = next((number for number in behind if _FENCE.fullmatch(lines[number])), None)
    if end is None:
        message = "the front matter is not closed"
        hint = "write `+++` on a line of its own below it"
        return None, "", 1, [_problem(path, start + 1, "front-matter", message, hint)]
    body, first_line = "\n".join(lines[end + 1 :]), end + 2
    reader = _Reader(path=path, lines=lines[start + 1 : end], offset=start + 2)
    return reader.read(source_language), body, first_line, reader.problems


_EXAMPLE = 'start the file with a line `+++`, `title = "…"`, and a line `+++`'


def _problem(path: str, line: int, code: str, message: str, hint: str) -> Problem:
    return Problem(code=code, message=message, place=Place(path=path, line=line), hint=hint)


@dataclass(slots=True)
class _Reader:
    path: str
    lines: list[str]
    offset: int
    """The line of the file in which the TOML starts; starts at 1."""
    problems: list[Problem] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    def read(self, source_language: str) -> FrontMatter | None:
        try:
            self.values = tomllib.loads("\n".join(self.lines))
        except tomllib.TOMLDecodeError as error:
            number, reason, hint = syntax_error(error)
            line = self.offset + (number or len(self.lines)) - 1
            message = f"the front matter is not TOML: {reason}"
            hint = hint or 'text stands in quotes (`title = "…"`), a date does not (`2026-11-22`)'
            self.problems.append(_problem(self.path, line, "front-matter", message, hint))
            return None
        for key in self.values:
            if key not in _KNOWN:
                hint = did_you_mean(key, _KNOWN)
                self._wrong(key, f"`{key}` is not known in a front matter", hint)
        if "title" not in self.values:
            line = self.offset - 1
            message = "the article has no `title`"
            hint = 'add `title = "…"` between the `+++` lines'
            self.problems.append(_problem(self.path, line, "title", message, hint))
        title = self._text("title")
        front = FrontMatter(
            title=title or Text(source="", role="title", place=self._place("title")),
            language=self._language(source_language),
            summary=self._text("summary"),
            version=self._string("version"),
            published=self._date("published"),
            review_by=self._date("review_by"),
            sources=self._strings("sources"),
            codes=self._codes(),
            keywords=tuple(
                self._message(keyword, "keywords") for keyword in self._strings("keywords")
            ),
        )
        return None if self.problems else front

    def _place(self, key: str) -> Place:
        return Place(path=self.path, line=self.offset + line_of_key(self.lines, key))

    def _wrong(self, key: str, message: str, hint: str) -> None:
        self.problems.append(
            Problem(code="front-matter", message=message, place=self._place(key), hint=hint)
        )

    def _string(self, key: str) -> str:
        value = self.values.get(key, "")
        if isinstance(value, str):
            return " ".join(value.split())
        self._wrong(key, f"`{key}` is not a text", f'write it in quotes: `{key} = "…"`')
        return ""

    def _text(self, key: str) -> Text | None:
        if key not in self.values:
            return None
        words = self._string(key)
        if not words and isinstance(self.values[key], str):
            hint = "write it" if key == "title" else "write it, or take the line out"
            self._wrong(key, f"`{key}` is empty", hint)
        return self._message(words, key) if words else None

    def _message(self, words: str, key: str) -> Text:
        return Text(source=words, role=key, place=self._place(key), context=key)

    def _strings(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if isinstance(value, list) and all(isinstance(entry, str) and entry for entry in value):
            return tuple(value)
        self._wrong(key, f"`{key}` is not a list of texts", f'write `{key} = ["…", "…"]`')
        return ()

    def _date(self, key: str) -> datetime.date | None:
        value = self.values.get(key)
        if value is None or type(value) is datetime.date:
            return value
        self._wrong(key, f"`{key}` is not a date", f"write it without quotes: `{key} = 2026-11-22`")
        return None

    def _codes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        value = self.values.get("codes", {})
        if isinstance(value, dict) and all(
            isinstance(codes, list) and all(isinstance(code, str) for code in codes)
            for codes in value.values()
        ):
            return tuple((system, tuple(codes)) for system, codes in sorted(value.items()))
        self._wrong("codes", "`codes` is not a table of lists", 'write `icd10cm = ["M62.830"]`')
        return ()

    def _language(self, source_language: str) -> str:
        if "language" not in self.values:
            return source_language
        try:
            return canonical(self._string("language"))
        except LeafletError as error:
            problem = error.problems[0]
            self._wrong("language", problem.message, problem.hint)
            return source_language
