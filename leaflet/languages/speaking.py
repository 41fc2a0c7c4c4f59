"""What patients say of their language on a card: "I speak …", of `leaflet/data/speaking.toml`."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources

from leaflet.languages.model import row_of
from leaflet.languages.tags import parse


@functools.cache
def sentences() -> Mapping[str, str]:
    """Return the rows of the table by tag, read once."""
    path = resources.files("leaflet") / "data" / "speaking.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def i_speak(tag: str) -> str:
    """
    Return "I speak …" in a language; empty where the table has no words for it.

    A tag without a row of its own says what the row says that it takes after, if that is of the
    same language: `es-MX` as `es`; but `nn` never what `no` does.

    Raises:
        UsageError: The tag is not well-formed.

    >>> i_speak("sq"), i_speak("es-MX"), i_speak("uz-Cyrl")
    ('Unë flas shqip.', 'Hablo español.', '')
    """
    row = row_of(tag)
    if row is None or parse(row).language != parse(tag).language:
        return ""
    return sentences().get(row, "")
