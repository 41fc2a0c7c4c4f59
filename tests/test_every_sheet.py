"""Every sheet in every language: validators, what is read and in which order, margins, sides.

And mutants of handouts, so that each of these is known to bite.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pytest

from leaflet.article import Article, Block, Callout, Figure, Line, Section, walk
from leaflet.sheets import SEVERAL, SHEETS, Sheet
from tests.every_sheet import (
    CHOSEN,
    CLINIC,
    OUTCOMES,
    SISTERS,
    STAFF,
    Made,
    furniture,
    localized,
    made,
)
from tests.handouts import LANGUAGES, letters_only, manifest
from tests.reading import FLAVOURS, MM_PER_PT, Letter, letters, rows, verapdf
from tests.structure import Piece, faults, pieces, tree

pytestmark = pytest.mark.slow

FOLDED = [name for name, sheet in SHEETS.items() if sheet.fold]
LABEL = 5
"""Which paragraph of a sheet of A4 is the label of the emergency box; starts at 0."""
LOTS = 2
"""So many runs of veraPDF, which can go side by side; each takes a while to start."""
PHONES = [letters_only(phone) for phone in (CLINIC.phone, CLINIC.interpreter)]

each_sheet = pytest.mark.parametrize("name", SHEETS)
each_folded = pytest.mark.parametrize("name", FOLDED)


def files(every_sheet: Path, name: str) -> list[Path]:
    """Return the files of a sheet: each handout, and behind it the file to print and fold."""
    return [path for one in made(every_sheet, name) for path in one.paths]


def handouts(every_sheet: Path, name: str) -> list[Made]:
    """Return the handouts of a sheet that belong to the article."""
    return [one for one in made(every_sheet, name) if one.of_article]


# What was made


def test_every_sheet_is_made(every_sheet: Path, request: pytest.FixtureRequest) -> None:
    """None is refused, and none is left out but the sheet that says one language twice."""
    rows = json.loads((every_sheet / OUTCOMES).read_text())
    refused = [row for row in rows if row["status"] not in ("built", "unchanged")]
    assert [] == [(row["sheet"], row["language"], row["problems"]) for row in refused]
    every_language = request.config.getoption("--every-language")
    expected = {
        (name, tag)
        for name, tags in CHOSEN.items()
        for tag in (LANGUAGES if every_language else tags)
        if not (SHEETS[name].beside and tag == STAFF)
    }
    expected |= {(name, STAFF) for name, sheet in SHEETS.items() if sheet.subject != "article"}
    assert expected == {(row["sheet"], row["language"]) for row in rows}
    assert expected == {(row["sheet"], row["language"]) for row in manifest(every_sheet)}


@each_sheet
def test_file_to_fold_is_beside_each_handout(every_sheet: Path, name: str) -> None:
    """The flat one is the record; what is not folded has no other."""
    expected = 2 if SHEETS[name].fold else 1
    assert {expected} == {len(one.paths) for one in made(every_sheet, name)}


@pytest.mark.parametrize("name", [name for name in SHEETS if name not in SISTERS])
def test_every_language_has_as_many_sides(every_sheet: Path, name: str) -> None:
    """But for those that the sheet's table grants another leaf."""
    assert [] == uneven(SHEETS[name], sides_of(every_sheet, name))


@pytest.mark.parametrize("name", [name for name in SISTERS if SHEETS[name].subject == "article"])
def test_sister_takes_as_much_paper_as_its_sheet(every_sheet: Path, name: str) -> None:
    """As many leaves in each language; where its table grants another, no more than that."""
    sheet, usual = SHEETS[name], sides_of(every_sheet, SISTERS[name])
    found = sides_of(every_sheet, name)
    assert found
    wrong = {
        tag: f"{sheet.leaves(sides)} leaves, and {SISTERS[name]} has {leaves}"
        for tag, sides in found.items()
        if (leaves := SHEETS[SISTERS[name]].leaves(usual[tag])) != sheet.leaves(sides)
        and not (_is_granted(sheet, tag) and sides <= sheet.pages_for(tag))
    }
    assert {} == wrong


def sides_of(every_sheet: Path, name: str) -> dict[str, int]:
    """Return how many sides the handouts of a sheet have, by language."""
    return {one.language: one.pages for one in made(every_sheet, name)}


def uneven(sheet: Sheet, pages: dict[str, int]) -> list[str]:
    """Return the languages whose handouts have another number of sides than they should."""
    # Of a card, or the last of many leaves, one side may stay white.
    lot = 2 if sheet.max_pages > 2 else 1
    sides = {tag: -(-sheet.filled(count) // lot) * lot for tag, count in pages.items()}
    usual = {tag: count for tag, count in sides.items() if not _is_granted(sheet, tag)}
    most = max(usual.values(), default=1)
    return [
        f"{tag}: {count} sides, where others have {most}"
        for tag, count in sides.items()
        if not most <= count <= (most if tag in usual else sheet.filled(_allowed(sheet, tag)))
    ]


def _allowed(sheet: Sheet, tag: str) -> int:
    return sheet.pages_for(SEVERAL if sheet.subject == "languages" else tag)


def _is_granted(sheet: Sheet, tag: str) -> bool:
    return _allowed(sheet, tag) > sheet.max_pages


# Validators


@pytest.mark.parametrize("lot", range(LOTS))
def test_files_pass_verapdf(every_sheet: Path, lot: int) -> None:
    """Nothing is wrong against PDF/UA-1 and PDF/A-2a, flat or folded."""
    paths = [path for name in SHEETS for path in files(every_sheet, name)][lot::LOTS]
    good = dict.fromkeys(FLAVOURS, "")
    verdicts = verapdf(paths)
    assert {path.name for path in paths} == verdicts.keys()
    assert {} == {path: said for path, said in verdicts.items() if said != good}


@each_sheet
def test_files_pass_the_quick_gate(every_sheet: Path, name: str) -> None:
    """page-validation finds nothing against PDF/UA-1."""
    assert [] == [path.name for path in files(every_sheet, name) if not _is_compliant(path)]


def _is_compliant(path: Path) -> bool:
    profile = page_validation.ValidationProfile.PDF_UA_1
    report = page_validation.validate_pdf_bytes(path.read_bytes(), profile=profile)
    return bool(report.is_compliant)


@each_sheet
def test_tags_have_no_fault(every_sheet: Path, name: str) -> None:
    """What no validator looks at: artifacts, labels, places, links, the edge to turn over."""
    found = {}
    for one in made(every_sheet, name):
        found[one.flat.name] = faults(one.flat)
        if one.folded:
            found[one.folded.name] = faults(one.folded, _flip(name))
    assert {} == {path: said for path, said in found.items() if said}


def _flip(name: str) -> str:
    fold = SHEETS[name].fold
    return "Short" if fold and fold.flip == "short" else "Long"


# What is read


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A text that a sheet must say."""

    text: str
    """Its letters, without white space."""
    language: str
    """In which it is said."""


LABELS = {"emergency": "Emergency", "warning": "Important", "note": "Good to know"}
"""What stands above a box, by its kind."""


def texts_on(tag: str, sheet: Sheet) -> Iterator[str]:
    """Yield what a sheet must say in a language, in reading order; pictures apart."""
    article = localized(tag)
    yield article.title.plain()
    summary = [article.summary.plain()] if article.summary and not sheet.chosen else []
    # In large print it stands behind the emergency box, which so keeps to the first page.
    waits = sheet.template == "large-print.html"
    yield from [] if waits else summary
    for block in standing(article.blocks, sheet):
        if isinstance(block, Section):
            yield block.heading.plain()
            continue
        if isinstance(block, Callout):
            yield furniture(tag)[LABELS[block.kind]]
        pictures = {id(alternative) for alternative in alternatives_of(block)}
        yield from (line.plain() for line in _texts(block) if id(line) not in pictures)
        yield from summary if waits and block is article.blocks[0] else []


def alternatives_on(article: Article[Line], sheet: Sheet) -> list[str]:
    """Return what stands for the article's pictures on a sheet, in reading order."""
    blocks = [block for block in standing(article.blocks, sheet) if not isinstance(block, Section)]
    return [letters_only(alt.plain()) for block in blocks for alt in alternatives_of(block)]


def alternatives_of(block: Block[Line]) -> list[Line]:
    """Return the alternatives of the pictures in a block."""
    return [found.alt for found in walk((block,)) if isinstance(found, Figure)]


def _texts(block: Block[Line]) -> list[Line]:
    found: list[Line] = []
    block.map(found.append)
    return found


def standing(blocks: tuple[Block[Line], ...], sheet: Sheet) -> list[Block[Line]]:
    """
    Return the blocks of a sheet; a section stands for its heading alone.

    By the words of docs/authors.md, and not by the program's own choice.
    """
    found: list[Block[Line]] = []
    for block in blocks:
        if isinstance(block, Section):
            inner = standing(block.blocks, sheet)
            marked = sheet.headings and any(not _is_box(one, sheet) for one in inner)
            found += [block, *inner] if not sheet.chosen or marked else inner
        elif not sheet.chosen:
            found += [] if "easy-only" in block.marks else [block]
        elif set(sheet.chosen) & set(block.marks.classes) or _is_box(block, sheet):
            found.append(block)
    return found


def _is_box(block: Block[Line], sheet: Sheet) -> bool:
    return isinstance(block, Callout) and block.kind in sheet.boxes


def expected_on(name: str, tag: str) -> list[Said]:
    """Return what a sheet must say in a language, text by text."""
    sheet = SHEETS[name]
    voices = (tag, STAFF) if sheet.beside else (tag,)
    versions = [list(texts_on(voice, sheet)) for voice in voices]
    return [
        Said(text=letters_only(text), language=voice)
        for texts in zip(*versions, strict=True)
        for voice, text in zip(voices, texts, strict=True)
        if text  # an empty cell
    ]


@functools.cache
def read(path: Path) -> list[Piece]:
    """Return what is read of a file, piece by piece."""
    with pikepdf.open(path) as document:
        return pieces(tree(document))


def misread(found: list[Piece], expected: list[Said], labels: frozenset[str]) -> list[str]:
    """
    Return what is wrong with the reading of a handout.

    Args:
        found: What is read.
        expected: What the article says, in its order; each once.
        labels: What may stand between texts of the article: labels of boxes, and of the sheet.
    """
    words = [piece for piece in found if piece.kind not in ("Lbl", "Figure")]
    said = [letters_only(piece.text) for piece in words]
    wrong, at = [], 0
    used: set[int] = set()
    for one in expected:
        place = _place(said, one.text, at)
        if place is None:
            wrong.append(f"not read, or not in its place: {one.text}")
            continue
        start, at = place
        used |= set(range(start, at))
        spoken = {words[index].language for index in range(start, at)}
        if spoken != {one.language}:
            wrong.append(f"read as {', '.join(sorted(spoken))}: {one.text}")
    known = {one.text for one in expected}
    titles = len({one.language for one in expected})
    # Behind the title come names, and the title for the staff.
    first_of_body = sorted(used)[titles] if len(used) > titles else len(said)
    for index, text in enumerate(said):
        between = first_of_body < index < max(used, default=0)
        if index not in used and (text in known or (between and text not in labels)):
            wrong.append(f"read once more than it should be: {text}")
    return wrong


def _place(said: list[str], text: str, at: int) -> tuple[int, int] | None:
    """Return which run of pieces makes up a text; a sheet may part it sentence by sentence."""
    for start in range(at, len(said)):
        end, left = start, text
        while left and end < len(said) and left.startswith(said[end]):
            left = left[len(said[end]) :]
            end += 1
        if not left:
            return start, end
    return None


def labels_on(name: str, tag: str) -> frozenset[str]:
    """Return what a sheet may say between the texts of the article."""
    voices = (tag, STAFF) if SHEETS[name].beside else (tag,)
    return frozenset(letters_only(said) for voice in voices for said in furniture(voice).values())


@each_sheet
def test_article_is_read_once_and_in_order(every_sheet: Path, name: str) -> None:
    """Each text that belongs on the sheet, in its language; none twice, and no other between."""
    found = {
        one.language: misread(
            read(one.flat), expected_on(name, one.language), labels_on(name, one.language)
        )
        for one in handouts(every_sheet, name)
    }
    assert {} == {tag: wrong for tag, wrong in found.items() if wrong}


@each_sheet
def test_pictures_are_read_in_order(every_sheet: Path, name: str) -> None:
    """Those of the article, each by its alternative, in the patient's language."""
    for one in handouts(every_sheet, name):
        expected = alternatives_on(localized(one.language), SHEETS[name])
        assert expected == pictures_of(one.flat, one.language), one.language


def pictures_of(path: Path, tag: str) -> list[str]:
    """Return what is said for the article's pictures, in a language, in reading order."""
    blocks = localized(tag).walk()
    known = {letters_only(block.alt.plain()) for block in blocks if isinstance(block, Figure)}
    return [
        letters_only(piece.text)
        for piece in read(path)
        if piece.kind == "Figure" and piece.language == tag and letters_only(piece.text) in known
    ]


@each_folded
def test_the_same_is_read_on_folded_paper(every_sheet: Path, name: str) -> None:
    """Element by element, in the same order, language and words; pictures and links with them."""
    for one in made(every_sheet, name):
        assert one.folded
        flat, folded = tree_of(one.flat), tree_of(one.folded)
        assert len(flat) > 20
        assert flat == folded, one.language


def tree_of(path: Path) -> list[tuple[str, str, str, str, int]]:
    """Return type, own language, words, alternative and number of links of each element."""
    with pikepdf.open(path) as document:
        return [
            (node.kind, node.own_language, node.text, node.alternative, len(node.annotations))
            for node in tree(document).walk()
        ]


# What is seen


@each_sheet
def test_nothing_is_printed_near_an_edge(every_sheet: Path, name: str) -> None:
    """Laser printers cannot print within 4.2 mm of an edge; nor may text stand near a fold."""
    found = {
        one.flat.name: [letter.text for letter in at_edge(one.flat, *margins(name))]
        for one in made(every_sheet, name)
    }
    assert {} == {path: letters for path, letters in found.items() if letters}


def margins(name: str) -> tuple[float, float]:
    """
    Return how far letters keep from the edges of a sheet's pages in millimetres: beside, and above.

    What runs at the head and the foot of a leaf stands in its margin of 12 mm. Beside, letters may
    come out of their line by as much as a letter of Nastaliq does.
    """
    return (5, 5) if SHEETS[name].fold else (9.5, 7)


@functools.cache
def inked(path: Path) -> tuple[tuple[float, float, tuple[Letter, ...]], ...]:
    """Return width and height in millimetres, and the letters that are seen, of each page."""
    with pikepdf.open(path) as document:
        sizes = [[float(side) * MM_PER_PT for side in page.trimbox] for page in document.pages]
    return tuple(
        (
            right - left,
            top - bottom,
            tuple(
                one
                for one in letters(path, number)
                if one.text.strip() and one.right_mm > one.left_mm
            ),
        )
        for number, (left, bottom, right, top) in enumerate(sizes, start=1)
    )


def at_edge(path: Path, beside_mm: float, above_mm: float) -> list[Letter]:
    """Return the letters that are nearer to an edge of their page."""
    return [
        one
        for width_mm, height_mm, found in inked(path)
        for one in found
        if min(one.left_mm, width_mm - one.right_mm) < beside_mm
        or min(one.bottom_mm, height_mm - one.top_mm) < above_mm
    ]


@each_sheet
def test_phones_can_be_dialled(every_sheet: Path, name: str) -> None:
    """Wherever a number stands, an eye sees it from left to right, in every script."""
    found = {one.language: not_dialled(one.flat) for one in made(every_sheet, name)}
    assert {} == {tag: phones for tag, phones in found.items() if phones}


def not_dialled(path: Path) -> list[str]:
    """Return the phone numbers that are read in a file, and cannot be seen so often in a row."""
    said = "".join(letters_only(piece.text) + "\n" for piece in read(path))
    with pikepdf.open(path) as document:
        pages = len(document.pages)
    seen = "\n".join(row for page in range(1, pages + 1) for row in rows(path, page))
    return [phone for phone in PHONES if said.count(phone) > seen.count(phone)]


# That they bite


Change = Callable[[pikepdf.Pdf], None]


def _elements(document: pikepdf.Pdf, kind: str) -> list[Any]:
    """Return the elements of a type, in reading order."""
    found: list[Any] = []

    def gather(element: Any) -> None:
        if element.get("/S") == f"/{kind}":
            found.append(element)
        kids = element.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else []:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                gather(kid)

    gather(document.Root.StructTreeRoot.K[0])
    return found


def _place_in_parent(element: Any) -> tuple[Any, int]:
    kids = element.P.K
    return kids, next(at for at, kid in enumerate(kids) if _is_same(kid, element))


def _is_same(kid: Any, element: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.objgen == element.objgen


def _dropped(kind: str, number: int) -> Change:
    def change(document: pikepdf.Pdf) -> None:
        kids, at = _place_in_parent(_elements(document, kind)[number])
        del kids[at]

    return change


def _swapped(kind: str, number: int) -> Change:
    """Swap an element with the one behind it."""

    def change(document: pikepdf.Pdf) -> None:
        kids, at = _place_in_parent(_elements(document, kind)[number])
        first, second = kids[at], kids[at + 1]
        kids[at], kids[at + 1] = second, first

    return change


def _said_twice(kind: str, number: int) -> Change:
    def change(document: pikepdf.Pdf) -> None:
        kids, at = _place_in_parent(_elements(document, kind)[number])
        kids.insert(at, kids[at])

    return change


def _in_english(kind: str, number: int) -> Change:
    def change(document: pikepdf.Pdf) -> None:
        _elements(document, kind)[number].Lang = "en"

    return change


def _saying(kind: str, number: int, text: str) -> Change:
    def change(document: pikepdf.Pdf) -> None:
        _elements(document, kind)[number].ActualText = text

    return change


def _pictures_swapped(document: pikepdf.Pdf) -> None:
    first, second, *_ = _elements(document, "Figure")
    first.Alt, second.Alt = str(second.Alt), str(first.Alt)


def _without_pictures(document: pikepdf.Pdf) -> None:
    for element in _elements(document, "Figure"):
        kids, at = _place_in_parent(element)
        del kids[at]


def _as_drawn(document: pikepdf.Pdf) -> None:
    for one in document.objects:
        if isinstance(one, pikepdf.Dictionary) and "/ActualText" in one:
            del one["/ActualText"]


MISREADINGS: dict[str, tuple[str, str, Change]] = {
    "a paragraph is not read": ("a4", "de", _dropped("P", 8)),
    "a heading is not read": ("booklet", "ar", _dropped("H2", 3)),
    "a label is not read": ("a4", "ar", _dropped("P", LABEL)),
    "an item is not read": ("trifold", "km", _dropped("LI", 2)),
    "an item of a card is not read": ("a6-cards", "zh-Hans", _dropped("LI", 2)),
    "the title is not read": ("a6-cards", "km", _dropped("H1", 0)),
    "two items are swapped": ("a4", "zh-Hans", _swapped("LI", 2)),
    "two paragraphs are swapped": ("booklet", "ar", _swapped("P", 12)),
    "heading and text are swapped": ("trifold", "km", _swapped("H2", 2)),
    "a paragraph is read twice": ("a4", "ur", _said_twice("P", 8)),
    "an item is read twice": ("a6-cards", "ar", _said_twice("LI", 1)),
    "a paragraph is English": ("a4", "de", _in_english("P", 8)),
    "an item is English": ("a6-cards", "ur", _in_english("LBody", 1)),
    "a text is another": ("a4", "de", _saying("H2", 1, "Trinken Sie viel.")),
    "a label says more": ("a4", "de", _saying("P", LABEL, "Trinken Sie viel.")),
    "letters are read as they are drawn": ("a4", "ar", _as_drawn),
}
"""Sheet, language and change of handouts that are read wrongly."""


def only(every_sheet: Path, name: str, tag: str) -> Made:
    """Return the handout of a sheet in a language."""
    return next(one for one in made(every_sheet, name) if one.language == tag)


def mutant(path: Path, change: Change, folder: Path) -> Path:
    """Return a file that is changed."""
    changed = folder / path.name
    with pikepdf.open(path) as document:
        change(document)
        document.save(changed)
    return changed


@pytest.mark.parametrize("case", MISREADINGS)
def test_misreading_is_seen(every_sheet: Path, tmp_path: Path, case: str) -> None:
    """Nothing is left out, swapped, said twice, said in another language, or added."""
    name, tag, change = MISREADINGS[case]
    expected, labels = expected_on(name, tag), labels_on(name, tag)
    good = only(every_sheet, name, tag).flat
    assert [] == misread(read(good), expected, labels)
    assert misread(read(mutant(good, change, tmp_path)), expected, labels)


@pytest.mark.parametrize("case", MISREADINGS)
def test_misreading_of_folded_paper_is_seen(every_sheet: Path, tmp_path: Path, case: str) -> None:
    """A file to fold is compared with its record, element by element."""
    _, tag, change = MISREADINGS[case]
    one = only(every_sheet, "booklet", tag)
    assert one.folded
    assert tree_of(one.flat) != tree_of(mutant(one.folded, change, tmp_path))


@pytest.mark.parametrize("change", [_pictures_swapped, _without_pictures])
def test_wrong_pictures_are_seen(every_sheet: Path, tmp_path: Path, change: Change) -> None:
    """Swapped, or not read."""
    good = only(every_sheet, "a4", "km").flat
    expected = alternatives_on(localized("km"), SHEETS["a4"])
    assert expected == pictures_of(good, "km")
    assert expected != pictures_of(mutant(good, change, tmp_path), "km")


def _narrow(document: pikepdf.Pdf) -> None:
    page = document.pages[0].obj
    left, bottom, right, top = (float(side) for side in page.MediaBox)
    for box in ("/MediaBox", "/TrimBox"):
        page[box] = pikepdf.Array([left, bottom, right - 30, top])


@pytest.mark.parametrize("name", ["a4", "booklet"])
def test_letters_at_an_edge_are_seen(every_sheet: Path, tmp_path: Path, name: str) -> None:
    """The first page is cut off by 10 mm at the right."""
    good = only(every_sheet, name, "de").flat
    assert [] == at_edge(good, *margins(name))
    assert at_edge(mutant(good, _narrow, tmp_path), *margins(name))


def test_another_number_of_sides_is_seen() -> None:
    """One language more or fewer; one that is granted another leaf may take it, and no more."""
    sheet = SHEETS["a4"]
    assert [] == uneven(sheet, {"de": 2, "en": 2, "ur": 4})
    assert [] == uneven(sheet, {"de": 2, "en": 2, "ur": 2})
    assert ["en: 1 sides, where others have 2"] == uneven(sheet, {"de": 2, "en": 1, "ur": 4})
    assert ["ur: 5 sides, where others have 2"] == uneven(sheet, {"de": 2, "en": 2, "ur": 5})


def test_phone_that_is_turned_round_is_seen(every_sheet: Path, tmp_path: Path) -> None:
    """What is read right, and stands wrong on paper."""
    good = only(every_sheet, "a4", "ar").flat
    assert [] == not_dialled(good)
    said = " ".join(PHONES * 4)
    assert PHONES == not_dialled(mutant(good, _saying("P", 9, said), tmp_path))
