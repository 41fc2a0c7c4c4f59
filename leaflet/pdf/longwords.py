"""Words that are too long for their line, parted in a second layout.

Only a layout shows which words these are, so a text is laid out once as it is; what stood out of
its box then gets places where a line may end, and no other word does.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Final
from xml.etree.ElementTree import Element

import pyphen
from weasyprint.formatting_structure import boxes

from leaflet.languages import language
from leaflet.pdf.watch import TOLERANCE_PX, blocks, texts
from leaflet.typeset.clusters import cluster_starts

SOFT_HYPHEN: Final = "\u00ad"
ZERO_WIDTH_SPACE: Final = "\u200b"
WORD_JOINER: Final = "\u2060"

PASSES: Final = 3
"""Layouts in which words are parted: at hyphenation points, at syllables, and what is then left."""

_HANGUL: Final = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff]")
# Letters that join have other forms where they are parted, and these are broader. The engine does
# not reckon with it, so such words are parted once a line, with room to spare.
_CURSIVE: Final = re.compile(
    "[\u0600-\u086f\u08a0-\u08ff\u1800-\u18af\ufb50-\ufdff\U0001e900-\U0001e95f"
    "\U00010d00-\U00010d3f]"
)
_IN_ADDRESS: Final = re.compile(r"(?<=[/.=_~-])(?=[^/@.?&=_#~-])|(?=[@?&#])")
_ADDRESS: Final = re.compile(r"[\w)][/@?&=_.]+\w")
_LEAST: Final = 2
"""Letters that stand before a hyphen and behind it, at least."""
_VOWELS: Final = frozenset("aeiouyаеиоуыэюяіαεηιουωɛɔəıø")
# CLDR's tags and the names of the dictionaries differ here.
_DICTIONARIES: Final = {"no": "nb"}


def part_long_words(pages: list[Any]) -> bool:
    """
    Part the words that left their boxes; return whether there was one that could be parted.

    Args:
        pages: WeasyPrint's `Page` objects. The HTML tree that they were made from is changed, so
            that the next layout has the words parted.
    """
    changed = False
    for text, room_px in _too_long(pages):
        letters = room_px / text.width * len(text.text) * 0.9  # they are not all of one width
        words = [word for word in re.split(r"[\s\u200b]+", text.text) if word]
        for word in words:
            if len(words) == 1 or len(word) > letters / 2:
                changed |= _part_in_tree(text, word, max(1, int(letters)))
    return changed


def _too_long(pages: list[Any]) -> Iterator[tuple[Any, float]]:
    """Yield each text that is too long for its line, with the room that it has, in pixels."""
    for page in pages:
        for text, container in texts(page._page_box):
            if container is not None and _may_wrap(text):
                if text.width > container.width + TOLERANCE_PX:
                    yield text, container.width
                elif _stands_out(text, container):
                    yield text, text.width / 2
        yield from _of_rows(page._page_box)
        for block, container in blocks(page._page_box):
            if isinstance(block, boxes.TableBox) or _has_table(block):
                out = block.margin_width() - container.width
                if out > TOLERANCE_PX:
                    yield from _of_table(block, container.width)


def _may_wrap(text: Any) -> bool:
    return text.style["white_space"] in ("normal", "pre-line", "pre-wrap") and text.width > 0


def _stands_out(text: Any, container: Any) -> bool:
    """Return whether a text that would fit a line of its own stands out with what is beside it."""
    left = container.content_box_x() - (
        container.padding_left if isinstance(container, boxes.TableCellBox) else 0
    )
    right = container.content_box_x() + container.width
    return bool(
        text.position_x < left - TOLERANCE_PX or text.position_x + text.width > right + TOLERANCE_PX
    )


def _has_table(block: Any) -> bool:
    return bool(getattr(block, "is_table_wrapper", False))


def _of_table(block: Any, room_px: float) -> Iterator[tuple[Any, float]]:
    """Yield the texts of a table that has grown too broad with its words, the longest alone."""
    cells = [
        (text, container)
        for text, container in texts(block)
        if isinstance(container, boxes.TableCellBox) and _may_wrap(text)
    ]
    columns = max((container.grid_x + container.colspan for _, container in cells), default=1)
    share = room_px / columns
    for text, container in cells:
        room = share - (container.border_width() - container.width)
        if text.width > max(room, 1):
            yield text, max(room, text.width / len(text.text))


def _of_rows(box: Any) -> Iterator[tuple[Any, float]]:
    """
    Yield the texts of boxes side by side that do not fit the row, with an even share of it.

    Such a box grows with its longest word, and so do the blocks in it: each text keeps to its own,
    while the last box lies over what is beside the row.
    """
    box = getattr(box, "_box", box)
    if not isinstance(box, boxes.ParentBox):
        return
    if _is_row(box):
        items = [getattr(item, "_box", item) for item in box.children]
        left = box.content_box_x()
        right = left + box.width
        if any(
            item.position_x < left - TOLERANCE_PX
            or item.position_x + item.margin_width() > right + TOLERANCE_PX
            for item in items
        ):
            for item in items:
                yield from _of_item(item, box.width / len(items))
    for child in box.children:
        yield from _of_rows(child)


def _is_row(box: Any) -> bool:
    return isinstance(box, boxes.FlexContainerBox) and box.style["flex_direction"].startswith("row")


def _of_item(item: Any, share_px: float) -> Iterator[tuple[Any, float]]:
    for text, container in texts(item):
        if container is not None and _may_wrap(text):
            room = share_px - (item.margin_width() - container.width)
            if text.width > max(room, 1):
                yield text, max(room, text.width / len(text.text))


def _part_in_tree(text: Any, word: str, most: int) -> bool:
    element: Element | None = text.element
    word = word.rstrip(SOFT_HYPHEN + "‐")
    if element is None or not any(letter.isalpha() for letter in word):
        return False  # a phone number stays whole
    parted = part(word, text.style["lang"] or "und", most)
    if parted == word:
        return False
    changed = False
    if element.text and word in element.text:
        element.text, changed = element.text.replace(word, parted), True
    for child in element:
        if child.tail and word in child.tail:
            child.tail, changed = child.tail.replace(word, parted), True
    return changed


def part(word: str, tag: str, most: int) -> str:
    """
    Return a word with signs at which a line may end.

    A soft hyphen at the hyphenation points of a language that has hyphens; U+200B between clusters
    in others, and in addresses, where a hyphen would be read as one of the address. Korean loses
    the joiners that keep its words whole.

    Args:
        word: Without spaces.
        tag: Its language.
        most: Letters that go into a line; pieces that are longer are parted wherever they may be.

    >>> part("Muskelentspannung", "de", 20).split(SOFT_HYPHEN)
    ['Muskel', 'ent', 'span', 'nung']
    >>> part("clinic.example/back-pain", "de", 20).split(ZERO_WIDTH_SPACE)
    ['clinic.', 'example/', 'back-', 'pain']
    """
    if _HANGUL.search(word) and WORD_JOINER in word:
        return word.replace(WORD_JOINER, "")
    setting = language(tag) if tag != "und" else None
    if _ADDRESS.search(word):
        points, sign = {match.start() for match in _IN_ADDRESS.finditer(word)}, ZERO_WIDTH_SPACE
    elif setting is not None and setting.hyphens:
        points, sign = set(_hyphenation(word, setting.tag)), SOFT_HYPHEN
    elif _CURSIVE.search(word):
        points, sign = set(), ZERO_WIDTH_SPACE
    else:
        points, sign = set(cluster_starts(word)), ZERO_WIDTH_SPACE
    allowed = [point for point in cluster_starts(word) if not _at_sign(word, point)]
    return "".join(_joined(word, sorted(points & set(allowed)), sign, allowed, most))


def _at_sign(word: str, point: int) -> bool:
    """Return whether a line may end there already, or must not."""
    return not {SOFT_HYPHEN, ZERO_WIDTH_SPACE, WORD_JOINER}.isdisjoint(word[point - 1 : point + 1])


def _joined(
    word: str, points: list[int], sign: str, allowed: list[int], most: int
) -> Iterator[str]:
    start = 0
    for end in [*points, len(word)]:
        if start:
            yield sign
        yield from _shortened(word, start, end, sign, allowed, most)
        start = end


def _shortened(
    word: str, start: int, end: int, sign: str, allowed: list[int], most: int
) -> Iterator[str]:
    """Yield a piece of a word; one that no line has room for in pieces of its own."""
    begin = start
    if end - start > most:
        cursive = _CURSIVE.search(word, start, end)
        step = min(most, max(_LEAST + 1, int(most * 0.8) if cursive else most // 3))
        for point in allowed:
            if start < point <= end - min(_LEAST, most) and point - begin >= step:
                yield word[begin:point]
                yield sign
                begin = point
    yield word[begin:end]


def _hyphenation(word: str, tag: str) -> list[int]:
    found = _dictionary(tag)
    if found is not None:
        points: list[int] = []
        for point in found.positions(word):
            # Compounds that the patterns do not know end in single letters.
            if not points or point - points[-1] >= _LEAST:
                points.append(point)
        return points
    # No dictionary: a new syllable begins with a consonant between two vowels. That holds for the
    # Bantu and Cushitic languages, Malay, Tagalog and most that are spelled by sound.
    vowel = [unicodedata.normalize("NFD", letter)[0].lower() in _VOWELS for letter in word]
    return [
        index
        for index in range(_LEAST, len(word) - _LEAST + 1)
        if vowel[index - 1]
        and not vowel[index]
        and word[index].isalpha()
        and index + 1 < len(word)
        and vowel[index + 1]
    ]


@functools.cache
def _dictionary(tag: str) -> pyphen.Pyphen | None:
    parts = tag.split("-")
    name = pyphen.language_fallback("_".join([_DICTIONARIES.get(parts[0], parts[0]), *parts[1:]]))
    return pyphen.Pyphen(lang=name, left=_LEAST, right=_LEAST) if name else None
