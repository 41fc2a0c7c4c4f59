"""What is found once, and then known."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar


class Remembers(Protocol):
    """What remembers what it has found."""

    found: dict[tuple[object, ...], Any]
    """By name of the method and its arguments."""


Arguments = ParamSpec("Arguments")
Found = TypeVar("Found")
Finder = TypeVar("Finder", bound=Remembers)


def once(
    method: Callable[Concatenate[Finder, Arguments], Found],
) -> Callable[Concatenate[Finder, Arguments], Found]:
    """Let something be found once: handouts by the thousand ask for the same."""

    @functools.wraps(method)
    def find(self: Finder, /, *arguments: Arguments.args, **named: Arguments.kwargs) -> Found:
        key = (method.__name__, *arguments, *named.items())
        if key not in self.found:
            self.found[key] = method(self, *arguments, **named)
        found: Found = self.found[key]
        return found

    return find
