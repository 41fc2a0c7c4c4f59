"""What a person means to print: found by their words, or asked for on a terminal."""

from __future__ import annotations

import contextlib
import datetime
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from leaflet.cli.choices import find_languages, languages_there, new_language
from leaflet.cli.console import say, show
from leaflet.errors import ContentError, LeafletError, Problem, UsageError, did_you_mean

if TYPE_CHECKING:
    from leaflet.assemble import Job, Library


def on_terminal() -> bool:
    """Tell whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def today() -> datetime.date:
    """Return the date where this is run."""
    return datetime.datetime.now().astimezone().date()


_NO_LANGUAGE = click.UsageError("say in which language: `-l LANGUAGE`")

Read = Callable[[str], str]
"""Takes what somebody typed that is no number, returns what it means; raises `UsageError`."""


def choose(what: str, rows: Sequence[tuple[str, str]], read: Read) -> str:
    """
    Return what a person chooses; asked until they say it, or leave.

    Args:
        what: The question.
        rows: What is returned, and its name.
        read: Takes answers that are no number of a row.
    """
    for number, (key, shown) in enumerate(rows, 1):
        say(f"{number:>3}  {shown}  ({key})" if shown else f"{number:>3}  {key}")
    numbers = f"type a number from 1 to {len(rows)}" if len(rows) > 1 else "type 1"
    while True:
        answer = click.prompt(what, type=str, err=True).strip()
        if rows and answer.isdecimal():
            if 1 <= int(answer) <= len(rows):
                return rows[int(answer) - 1][0]
            show([Problem(code="choice", message=f"there is no line `{answer}`", hint=numbers)])
            continue
        try:
            return read(answer)
        except UsageError as error:
            hint = f"{numbers}; " if rows else ""
            show(replace(one, hint=f"{hint}{one.hint}") for one in error.problems)


class Chooser:
    """Finds the article and the language of one handout; lists what can be printed."""

    def __init__(self, library: Library, sheet: str, *, draft: bool) -> None:
        """
        Args:
            library: What there is.
            sheet: What it is printed on.
            draft: Whether what nobody has approved may be printed too.
        """
        self._library = library
        self._workspace = library.workspace
        self._sheet = sheet
        self._draft = draft

    def article(self, words: str | None, word: str | None) -> str:
        """
        Return the article that is meant.

        Args:
            words: Its id, or a part of its title; None for nothing said.
            word: The language, as somebody named it; None for nothing said.

        Raises:
            LeafletError: None is meant, or more than one and nobody can be asked; or none of them
                can be printed.
        """
        from leaflet.printing.search import articles_meant, title

        ids = articles_meant(self._library, words) if words else self._workspace.article_ids
        if len(ids) == 1 and words:
            if ids[0] != words:
                say(f"{words} → {ids[0]}")
            return ids[0]
        if words and (not ids or not on_terminal()):
            raise self._unclear(words, ids)
        if not on_terminal():
            raise click.UsageError("say what to print: ARTICLE, --rack, --card or --test-page")
        tags = self._tags(word)
        rows = [
            (id, title(self._library, id, self._workspace.staff_language))
            for id in ids
            if next(self._printable(id, tags), None)
        ]
        if not rows:
            raise self._nothing(words, tags)

        def read(answer: str) -> str:
            # One that is not offered too: it is refused later on, with the reason.
            if answer in self._workspace.article_ids:
                return answer
            hint = did_you_mean(answer, [id for id, _ in rows])
            message = f"there is no article `{answer}`"
            raise UsageError(Problem(code="article", message=message, hint=hint))

        return choose("Which article", rows, read)

    def _tags(self, word: str | None) -> tuple[str, ...]:
        """Return the language that somebody named; all where that is not clear yet."""
        if word is not None:
            # A mistake is said when the language is asked for.
            with contextlib.suppress(UsageError):
                return find_languages(self._workspace, (word,))
        return languages_there(self._workspace)

    def _printable(self, id: str, tags: Sequence[str]) -> Iterator[Job]:
        from leaflet.assemble import Job
        from leaflet.printing.gate import printable

        jobs = (Job(article=id, language=tag, sheet=self._sheet) for tag in tags)
        return printable(self._library, jobs, today(), draft=self._draft)

    def _unclear(self, words: str, ids: Sequence[str]) -> UsageError:
        message = f"there is no article `{words}`, and none with that in its title"
        hint = did_you_mean(words, self._workspace.article_ids)
        if ids:
            message = f"`{words}` does not say which article"
            hint = "write " + " or ".join(f"`{id}`" for id in ids)
        return UsageError(Problem(code="article", message=message, hint=hint))

    def _nothing(self, words: str | None, tags: Sequence[str]) -> ContentError:
        """Say that there is nothing to choose from."""
        from leaflet.languages import language

        what = f" of `{words}`" if words else ""
        where = f" in {language(tags[0]).english}" if len(tags) == 1 else ""
        drafts = "" if self._draft else "; `--draft` prints what nobody has approved"
        return ContentError(
            Problem(
                code="not-built",
                message=f"nothing{what}{where} ({self._sheet}) can be printed now",
                hint=f"`leaflet build -s {self._sheet}` makes what is missing, or says why not"
                f"{drafts}",
            )
        )

    def language(self, word: str | None, id: str) -> str:
        """
        Return the tag of the patient's language.

        Args:
            word: As somebody named it; None for nothing said.
            id: Of the article.

        Raises:
            LeafletError: It is not clear, and nobody can be asked; or there is nothing to print.
        """
        from leaflet.languages import find

        if word is not None:
            try:
                return find_languages(self._workspace, (word,))[0]
            except UsageError as error:
                if not on_terminal():
                    raise with_card(self._library, error, word) from error
                show(error.problems)
        if not on_terminal():
            raise _NO_LANGUAGE
        tags = languages_there(self._workspace)
        rows = [self._row(job.language) for job in self._printable(id, tags)]
        if not rows:
            raise self._nothing(id, tags)
        rows.sort(key=lambda row: row[1].casefold())

        def read(answer: str) -> str:
            try:
                return find(answer, [tag for tag, _ in rows], self._workspace.staff_language)
            except UsageError:
                # One that is not offered: it is refused later on, with the reason.
                with contextlib.suppress(UsageError):
                    return find_languages(self._workspace, (answer,))[0]
                raise

        return choose("Which language", rows, read)

    def _row(self, tag: str) -> tuple[str, str]:
        from leaflet.languages import language

        setting = language(tag)
        return tag, f"{setting.name_in(self._workspace.staff_language)} · {setting.autonym}"


def language_of_card(library: Library, word: str | None) -> str:
    """
    Return the tag of a language that somebody speaks, whether there is a handout in it or not.

    Args:
        library: Its languages come first.
        word: As somebody named it; None for nothing said.

    Raises:
        UsageError: It is not clear, and nobody can be asked.
    """

    def read(answer: str) -> str:
        return find_languages(library.workspace, (answer,), new=True)[0]

    if word is not None:
        try:
            return read(word)
        except UsageError as error:
            if not on_terminal():
                raise
            show(error.problems)
    if not on_terminal():
        raise _NO_LANGUAGE
    say("a tag (`so`) or a name (`Somali`); `leaflet list languages --all` shows them")
    return choose("Which language", [], read)


def with_card(library: Library, error: LeafletError, word: str) -> LeafletError:
    """Return the refusal with what can be done for the patient meanwhile, if anything can."""
    from leaflet.languages import language
    from leaflet.printing.pages import can_have_card

    try:
        language(new_language(word, library.workspace.staff_language))
    except LeafletError:
        return error
    if not can_have_card(library):
        return error
    problems = list(error.problems)
    for number, problem in enumerate(problems):
        if problem.code in ("language", "translation"):
            card = f"until then `leaflet print --card -l {word}` makes a card for an interpreter"
            join = " " if problem.hint.endswith("?") else "; "
            problems[number] = replace(problem, hint=f"{problem.hint}{join}{card}")
            break
    return type(error)(problems)
