"""BCP 47 tags: their canonical form, and the folders that are named after them."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from typing import Final

from leaflet.errors import Problem, UsageError
from leaflet.languages import cldr
from leaflet.languages.table import table

# RFC 5646, section 2.1, without its list of tags from before the grammar (`i-klingon`), which no
# text is written in, and with one extended language subtag, as more have never been registered.
# A grammar this small is cheaper than langcodes, which brings CLDR again, in another release.
WELL_FORMED: Final = re.compile(
    r"""
    (?P<language>   [a-z]{2,3} (?: - (?P<extended> [a-z]{3} ) )? | [a-z]{4,8} )
    (?: - (?P<script>    [a-z]{4} ) )?
    (?: - (?P<territory> [a-z]{2} | [0-9]{3} ) )?
    (?P<variants>   (?: - (?: [a-z0-9]{5,8} | [0-9][a-z0-9]{3} ) )* )
    (?P<extensions> (?: - [a-wyz0-9] (?: - [a-z0-9]{2,8} )+ )* )
    (?: - (?P<private> x (?: - [a-z0-9]{1,8} )+ ) )?
    """,
    re.VERBOSE,
)
EXTENSION: Final = re.compile(r"-([a-wyz0-9](?:-[a-z0-9]{2,8})+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag in its parts, each in the case that RFC 5646 asks for."""

    language: str
    """Two or three letters as a rule."""
    script: str | None
    """ISO 15924; None where the language and the territory tell."""
    territory: str | None
    """ISO 3166-1, or three digits of UN M.49."""
    variants: tuple[str, ...]
    """Sorted."""
    extensions: tuple[str, ...]
    """Sorted, each with its singleton, as "u-nu-latn"."""
    private: str | None
    """Private use with its x, as "x-easy"."""

    def __str__(self) -> str:
        parts = (self.identifier.replace("_", "-"), *self.variants, *self.extensions, self.private)
        return "-".join(part for part in parts if part)

    @property
    def identifier(self) -> str:
        """Language, script and territory in the spelling of CLDR, as "zh_Hant_HK"."""
        return "_".join(part for part in (self.language, self.script, self.territory) if part)


def parse(tag: str) -> Tag:
    """
    Return the parts of a tag, replacing nothing.

    Raises:
        UsageError: It is not well-formed.

    >>> parse("ZH_hant-hk").identifier
    'zh_Hant_HK'
    """
    lowered = tag.replace("_", "-").lower()
    match = WELL_FORMED.fullmatch(lowered)
    if match is None or not tag.isascii():
        raise UsageError(
            Problem(
                code="language",
                message=f"`{tag}` is not a language tag",
                hint="write one as `es`, `pt-BR` or `zh-Hans`",
            )
        )
    script, territory = match["script"], match["territory"]
    return Tag(
        # An extended language stands for itself: `zh-yue` is `yue`.
        language=match["extended"] or match["language"],
        script=script.title() if script else None,
        territory=territory.upper() if territory else None,
        variants=tuple(sorted(filter(None, match["variants"].split("-")))),
        extensions=tuple(sorted(EXTENSION.findall(match["extensions"]))),
        private=match["private"],
    )


@functools.cache
def canonical(tag: str) -> str:
    """
    Return the one spelling of a tag that the program uses.

    Subtags that are deprecated or have an alias are replaced, as CLDR says. A script is written
    only where the language and the territory do not tell it; Chinese always says its script, and
    says its territory only where it is not the one that the script tells.

    Raises:
        UsageError: It is not well-formed.

    >>> [canonical(tag) for tag in ("pt_br", "iw", "pa-Guru", "pa_PK", "zh", "zh-HK", "en-x-easy")]
    ['pt-BR', 'he', 'pa', 'pa-Arab-PK', 'zh-Hans', 'zh-Hant-HK', 'en-x-easy']
    """
    if (row := tag.replace("_", "-")) in table().languages:
        return row
    parts = _unaliased(parse(tag))
    implied = default_script(parts.language, parts.territory)
    script = parts.script or implied
    if script == implied == default_script(parts.language) and not _always_says_script(
        parts.language, script
    ):
        return str(replace(parts, script=None))
    parts = replace(parts, script=script)
    if (
        script
        and _always_says_script(parts.language, script)
        and parts.territory == cldr.likely_territory(parts.language, script)
    ):
        parts = replace(parts, territory=None)
    return str(parts)


def _unaliased(tag: Tag) -> Tag:
    """Return the tag with aliases replaced; subtags of its own win over those of a replacement."""
    seen: set[str] = set()
    while tag.language not in seen:
        seen.add(tag.language)
        ours = table().aliases.get(tag.language)
        replacement = tuple(ours.split("-")) if ours else cldr.language_alias(tag.language)
        if replacement:
            other = parse("-".join(replacement))
            tag = replace(
                tag,
                language=other.language,
                script=tag.script or other.script,
                territory=tag.territory or other.territory,
            )
    if tag.territory:
        tag = replace(tag, territory=cldr.territory_alias(tag.territory))
    return tag


def default_script(language: str, territory: str | None = None) -> str | None:
    """
    Return the script that a tag means if it does not say one.

    The table goes before CLDR, which writes Hmong in a script that few of its readers know.
    """
    row = table().languages.get(language)
    if territory is None and row:
        return row.script
    likely = cldr.likely_script(language, territory)
    if row and likely == cldr.likely_script(language):
        return row.script
    return likely


def _always_says_script(language: str, script: str | None) -> bool:
    """Whether the table has rows for this language by script alone, as for Chinese."""
    rows = table().languages
    return f"{language}-{script}" in rows and language not in rows


def script_of(tag: Tag) -> str | None:
    """Return the script that a tag says or means."""
    return tag.script or default_script(tag.language, tag.territory)


def folder(tag: str) -> str:
    """
    Return the name of a language's folder under `translations/`, in Babel's spelling.

    >>> folder("zh-Hans")
    'zh_Hans'
    """
    return canonical(tag).replace("-", "_")


def tag_of_folder(name: str) -> str | None:
    """
    Return the language of a folder, or None if no language's folder has this name.

    >>> tag_of_folder("pt_BR"), tag_of_folder("zh_TW"), tag_of_folder("LC_MESSAGES")
    ('pt-BR', None, None)
    """
    try:
        tag = canonical(name)
    except UsageError:
        return None
    return tag if folder(tag) == name else None
