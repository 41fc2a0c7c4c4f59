"""Style rules for each language: its fonts, leading, digits, and what stands in for bold."""

from __future__ import annotations

from collections.abc import Iterable

from leaflet.languages import Language, language
from leaflet.languages.samples import digits


def language_styles(tags: Iterable[str]) -> str:
    """
    Return the style rules that set each language in its own fonts, leading and digits.

    Font stacks are explicit: left to itself, the engine sets Arabic in Kufi and Gujarati in a
    serif (docs/architecture.md#fonts).
    """
    languages = [language(tag) for tag in sorted(set(tags))]
    rules = [_language_style(each) for each in languages]
    systems = {each.digits: each for each in languages if each.digits != "latn"}
    rules += [_counter_style(each) for _, each in sorted(systems.items())]
    for each in languages:
        if each.digits != "latn":
            rules += _counted(each.tag, f"digits-{each.digits}")
        if not each.bold:
            rules.append(f":is(strong, em):lang({each.tag}) {{ text-decoration: underline }}")
    return "\n".join(rules)


def families(tags: Iterable[str]) -> tuple[str, ...]:
    """Return the font families of several languages."""
    found = (family for tag in sorted(set(tags)) for family in language(tag).fonts)
    return tuple(dict.fromkeys(found))


def _language_style(setting: Language) -> str:
    stack = ", ".join(f'"{family}"' for family in setting.fonts)
    features = f" font-feature-settings: {setting.features};" if setting.features else ""
    return (
        f":lang({setting.tag}) {{ font-family: {stack}; line-height: {setting.line_height}; "
        f"--leading: {setting.line_height};{features} }}"
    )


def _counter_style(setting: Language) -> str:
    """Return the rule that counts in the digits of a language, by a name of our own."""
    symbols = " ".join(f'"{digit}"' for digit in digits(setting))
    return f"@counter-style digits-{setting.digits} {{ system: numeric; symbols: {symbols} }}"


def _counted(tag: str, style: str) -> list[str]:
    """Return the rules that number lists and pages of a language."""
    return [
        f"ol:lang({tag}) {{ list-style-type: {style} }}",
        f'ol > .blocks:lang({tag})::before {{ content: counter(list-item, {style}) "." }}',
        f'ol > .blocks .number:lang({tag})::before {{ content: counter(list-item, {style}) "." }}',
        f".counter-page:lang({tag})::before {{ content: counter(page, {style}) }}",
        f".counter-pages:lang({tag})::before {{ content: counter(pages, {style}) }}",
    ]
