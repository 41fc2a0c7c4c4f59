"""What sheets are about, and who makes them: handouts of an article are not all there is."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from leaflet.assemble.job import Job, Readiness
from leaflet.assemble.languages_poster import LanguagesPoster

if TYPE_CHECKING:
    from leaflet.assemble.library import Library
    from leaflet.errors import Problem
    from leaflet.html import HtmlPage


class Maker(Protocol):
    """Makes the sheets of one subject; `Library` makes those of articles itself."""

    def readiness(self, job: Job) -> Readiness:
        """As `Library.readiness`."""

    def doubts(self, job: Job) -> tuple[Problem, ...]:
        """As `Library.doubts`."""

    def languages(self, job: Job) -> tuple[str, ...]:
        """As `Library.languages`."""

    def title(self, job: Job, tag: str) -> str:
        """As `Library.title`."""

    def page(self, ready: Readiness) -> HtmlPage:
        """As `Library.page`."""


MAKERS: Mapping[str, Callable[[Library], Maker]] = {"languages": LanguagesPoster}
"""By `Sheet.subject`."""

About = TypeVar("About", bound=Job | Readiness)
Arguments = ParamSpec("Arguments")
Made = TypeVar("Made")


def by_subject(
    method: Callable[Concatenate[Library, About, Arguments], Made],
) -> Callable[Concatenate[Library, About, Arguments], Made]:
    """Let the maker of a sheet's subject answer, where it is another than an article."""

    @functools.wraps(method)
    def answer(
        self: Library, about: About, /, *arguments: Arguments.args, **named: Arguments.kwargs
    ) -> Made:
        job = about.job if isinstance(about, Readiness) else about
        maker = MAKERS.get(self.workspace.sheet(job.sheet).subject)
        if maker is None:
            return method(self, about, *arguments, **named)
        theirs: Callable[..., Any] = getattr(maker(self), method.__name__)
        made: Made = theirs(about, *arguments, **named)
        return made

    return answer
