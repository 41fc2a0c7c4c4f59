"""Reference pages of the hard scripts look as they did when somebody looked at them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from leaflet.article import Article, Inline, Line, Run, Span
from leaflet.typeset import typeset
from tests.picture import (
    CHANGED_BY_VERSIONS,
    FOLDER,
    STRICT,
    TAGS,
    TOLERANT,
    Limit,
    Way,
    environment_here,
    environments,
    faults,
    likeness,
    picture,
    read_picture,
    reference_page,
    rendered,
    write_environments,
    write_picture,
)

pytestmark = pytest.mark.slow

Pictures = dict[str, Image.Image]


@pytest.fixture(scope="module")
def now() -> Pictures:
    """The reference pages as they are rendered now."""
    return dict(zip(TAGS, map(picture, rendered(map(reference_page, TAGS))), strict=True))


@pytest.fixture(scope="module", autouse=True)
def _updated(request: pytest.FixtureRequest, now: Pictures) -> None:
    if request.config.getoption("--update-pictures"):
        for tag, found in now.items():
            write_picture(found, FOLDER / f"{tag}.png")
        write_environments()


@pytest.mark.parametrize("tag", TAGS)
def test_page_looks_as_its_picture(tag: str, now: Pictures, tmp_path: Path) -> None:
    """To the pixel where the environment is the picture's, alike where it is not."""
    expected = read_picture(FOLDER / f"{tag}.png")
    limit = STRICT if environments()[tag] == environment_here(tag) else TOLERANT
    write_picture(now[tag], tmp_path / f"{tag}.png")

    assert [] == faults(likeness(expected, now[tag]), limit), f"see {tmp_path / tag}.png"


def test_every_picture_has_its_text() -> None:
    """A picture without a text is compared with nothing, and a text without one is not seen."""
    assert list(TAGS) == sorted(path.stem for path in FOLDER.glob("*.png"))
    assert list(TAGS) == list(environments())


def test_pictures_are_small() -> None:
    """They stay in the history for ever."""
    assert [] == [path.name for path in FOLDER.glob("*.png") if path.stat().st_size > 40_000]


# That the limits bite


def _family(name: str) -> Way:
    return Way(style=f'* {{ font-family: "{name}" !important }}')


def _words(right: str, wrong: str) -> Way:
    def change(source: str) -> str:
        assert right in source
        return source.replace(right, wrong, 1)

    return Way(words=change)


def _untouched(article: Article[Line]) -> Article[Line]:
    return article


def _without_isolates(article: Article[Line]) -> Article[Line]:
    def bare(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        found: list[Inline] = []
        for node in content:
            match node:
                case Run(text=text):
                    found.append(Run(text=re.sub("[\u2066-\u2069]", "", text)))
                case Span(kind="ltr" | "rtl", children=children):
                    found += bare(children)
                case Span(children=children):
                    found.append(replace(node, children=bare(children)))
                case _:
                    found.append(node)
        return tuple(found)

    return typeset(article).map(lambda line: replace(line, content=bare(line.content)))


NOT_SET = Way(typeset=_untouched)
NO_ISOLATES = Way(typeset=_without_isolates)

# Wrong in a way that no version of anything may be: both limits see it.
WRONG = {
    "Kufi for Naskh": ("ar", _family("Noto Kufi Arabic")),
    "Naskh for Nastaliq": ("ur", _family("Noto Naskh Arabic")),
    "a serif for Hindi": ("hi", _family("Noto Serif Devanagari")),
    "a serif for Khmer": ("km", _family("Noto Serif Khmer")),
    "a serif for Burmese": ("my", _family("Noto Serif Myanmar")),
    "a serif for Amharic": ("am", _family("Noto Serif Ethiopic")),
    "Chinese in Japanese forms": ("zh-Hans", Way(language="ja")),
    "Chinese in Taiwan's forms": ("zh-Hans", Way(language="zh-Hant")),
    "Japanese in Chinese forms": ("ja", Way(language="zh-Hans")),
    "Urdu as Arabic": ("ur", Way(language="ar")),
    "Persian as Arabic": ("fa", Way(language="ar")),
    "Bengali as Hindi": ("bn", Way(language="hi")),
    "Arabic from left to right": ("ar", Way(language="en")),
    "Arabic not typeset": ("ar", NOT_SET),
    "Persian not typeset": ("fa", NOT_SET),
    "Urdu not typeset": ("ur", NOT_SET),
    "Khmer not typeset": ("km", NOT_SET),
    "Burmese not typeset": ("my", NOT_SET),
    "Korean not typeset": ("ko", NOT_SET),
    "Arabic without isolates": ("ar", NO_ISOLATES),
    "Persian without isolates": ("fa", NO_ISOLATES),
    "Urdu without isolates": ("ur", NO_ISOLATES),
    "nothing bold in Urdu": ("ur", Way(style="strong { font-weight: normal }")),
    "nothing bold": ("km", Way(style="strong { font-weight: normal }")),
    "Latin numbers of a list": ("bn", Way(style="ol { list-style: decimal !important }")),
    "a lost negation": ("ar", _words("**لا تستعملوها", "**تستعملوها")),
    "a lost non-joiner": ("fa", _words("می\u200cخواهید", "میخواهید")),
    "a visible virama": ("hi", _words("क्षत्रिय", "क्\u200cषत्रिय")),
    "a vowel on the wrong side": ("hi", _words("दिन", "दनि")),
    "a foot that is lost": ("km", _words("ស្ត្រី", "សត្រី")),
    "a killer that is lost": ("my", _words("ပတ်ပါ", "ပတပါ")),
    "a vowel that is lost": ("bo", _words("སྤྱོད", "སྤྱད")),
    "a batchim that is lost": ("ko", _words("값을", "갑을")),
    "a Latin full stop": ("ja", _words("ください。寝", "ください.寝")),
    "a tone that is lost": ("th", _words("ห้ามใช้", "หามใช้")),
    "a dot of an Urdu letter": ("ur", _words("چھینک", "جھینک")),
    "a creaky tone": ("my", _words("ဖြင့်", "ဖြင်")),
    "a point that is lost": ("th", _words("37.5", "375")),
    "numbers in the wrong order": ("hi", _words("200–400", "400–200")),
}

# A dot more or less: as much as letters of another version may differ.
SMALL = {
    "a shadda": ("ar", _words("كمّادة", "كمادة")),
    "a dot of an Arabic letter": ("ar", _words("بمنشفة", "تمنشفة")),
    "an anusvara": ("hi", _words("वर्षों", "वर्षो")),
    "a nukta": ("bn", _words("জড়িয়ে", "জডিয়ে")),
    "a pulli": ("ta", _words("துண்டில்", "துணடில்")),
    "a tone": ("th", _words("ปี่", "ปี")),
    "a dakuten": ("ja", _words("じゃがいも", "しゃがいも")),
    "a comma": ("zh-Hans", _words("分钟**，", "分钟**。")),
}


@pytest.fixture(scope="module")
def wrong() -> Pictures:
    """The pages that are wrong, by what is wrong with them."""
    cases = WRONG | SMALL
    pages = [reference_page(tag, way) for tag, way in cases.values()]
    return dict(zip(cases, map(picture, rendered(pages)), strict=True))


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.parametrize("limit", [STRICT, TOLERANT], ids=["strict", "tolerant"])
def test_wrong_page_is_seen(case: str, limit: Limit, now: Pictures, wrong: Pictures) -> None:
    """Fonts, breaks, direction, language, letters: whatever a patient would read wrongly."""
    tag, _ = WRONG[case]

    assert faults(likeness(now[tag], wrong[case]), limit)


@pytest.mark.parametrize("case", SMALL)
def test_small_fault_is_seen_where_nothing_else_differs(
    case: str, now: Pictures, wrong: Pictures
) -> None:
    """A dot changes a letter; only a picture of the same environment can tell."""
    tag, _ = SMALL[case]

    assert faults(likeness(now[tag], wrong[case]), STRICT)


@pytest.mark.parametrize("change", CHANGED_BY_VERSIONS)
@pytest.mark.parametrize("tag", TAGS)
def test_what_versions_change_is_tolerated(
    tag: str, change: Callable[[Image.Image], Image.Image], now: Pictures
) -> None:
    """Edges, weight, places by part of a pixel: not to the pixel, yet the same page."""
    found = likeness(now[tag], change(now[tag]))

    assert faults(found, STRICT)
    assert [] == faults(found, TOLERANT)
