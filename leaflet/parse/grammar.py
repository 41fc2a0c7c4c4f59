"""The grammar: CommonMark with tables, block attributes, call-outs and placeholders."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.container import container_plugin

from leaflet.article import CALLOUTS

PLACEHOLDER = re.compile(r"\{([a-z]+(?:\.[a-z]+)*)\}")

_STRAY = re.compile(r"\{+[^{}\n]{0,30}\}*")


def _placeholder_rule(state: StateInline, silent: bool) -> bool:
    """Take `{name}` for a placeholder, and any other `{` for a mistake."""
    if state.src[state.pos] != "{":
        return False
    match = PLACEHOLDER.match(state.src, state.pos)
    stray = _STRAY.match(state.src, state.pos)
    if not silent:
        token = state.push("placeholder" if match else "stray_brace", "", 0)
        token.content = match.group(1) if match else stray.group() if stray else "{"
    state.pos = match.end() if match else stray.end() if stray else state.pos + 1
    return True


def fold(content: str) -> str:
    r"""
    Return inline source with its soft breaks folded to one space: the message id.

    A hard break stays, written as a backslash at the end of a line.

    >>> fold("Keep\n   moving.")
    'Keep moving.'
    >>> fold("Name:  \nDate:")
    'Name:\\\nDate:'
    """
    lines = content.strip().split("\n")
    folded = lines[0]
    for line in lines[1:]:
        bare = folded.rstrip(" \t")
        slashes = len(bare) - len(bare.rstrip("\\"))
        if slashes % 2 and bare == folded:
            folded = bare + "\n" + line.lstrip()
        elif folded.endswith("  "):
            folded = bare + "\\\n" + line.lstrip()
        else:
            folded = bare + " " + line.lstrip()
    return folded


def _take(url: str) -> bool:  # noqa: ARG001 (markdown-it's interface)
    return True


def _same(url: str) -> str:
    return url


@cache
def grammar() -> MarkdownIt:
    """Return the parser; it is the same for articles and for translations."""
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    # Pictures only: on a link or on code, `{…}` is a placeholder that follows it.
    attrs_plugin(markdown, after=("image",), allowed=("width", "class", "id"))
    attrs_block_plugin(markdown)
    for kind in CALLOUTS:
        container_plugin(markdown, kind)
    # Behind the attributes of a picture, which start with a brace too.
    markdown.inline.ruler.after("attr", "placeholder", _placeholder_rule)
    # Links are judged here, with their place, so nothing may fall back to plain text or be
    # percent-encoded (a placeholder may stand in an address) before that.
    markdown.validateLink = _take  # type: ignore[method-assign]
    markdown.normalizeLink = _same  # type: ignore[method-assign]
    return markdown
