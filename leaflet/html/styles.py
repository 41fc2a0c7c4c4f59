"""Style rules for each language: its fonts and leading."""

from __future__ import annotations

from collections.abc import Iterable

from leaflet.languages import Language, language


def language_styles(tags: Iterable[str]) -> str:
    """
    Return the style rules that set each language in its own fonts and leading.

    Font stacks are explicit: left to itself, the engine sets Arabic in Kufi and Gujarati in a
    serif (docs/architecture.md#fonts).
    """
    return "\n".join(_language_style(language(tag)) for tag in sorted(set(tags)))


def _language_style(setting: Language) -> str:
    stack = ", ".join(f'"{family}"' for family in setting.fonts)
    return (
        f":lang({setting.tag}) {{ font-family: {stack}; line-height: {setting.line_height}; "
        f"--leading: {setting.line_height}; }}"
    )
