"""The gates that every handout goes through: the tree read back, text copied out.

And mutants of a handout, so that each gate is known to bite, and those of `test_every_sheet` too:
validators, and what they do not look at.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pypdfium2
import pytest

from leaflet.languages import language
from leaflet.pdf.finish.metadata import declared
from tests.handouts import LANGUAGES, folded, letters_only, manifest, pdf, words
from tests.once import Once
from tests.reading import FLAVOURS, text, verapdf
from tests.structure import faults, tree

pytestmark = pytest.mark.slow

LEFT_TO_RIGHT = [tag for tag in LANGUAGES if language(tag).direction == "ltr"]
RIGHT_TO_LEFT = [tag for tag in LANGUAGES if language(tag).direction == "rtl"]
SPACED = [
    tag for tag in LEFT_TO_RIGHT if language(tag).breaking not in ("cjk", "icu") and tag != "th"
]
"""Those that are written with spaces between words."""

LOST = {
    # PDFium takes letters that stand close above each other for one that was printed twice.
    ("ur", "pdfium"): "ملکسےھگط",
}
"""Letters of which copies lack some, by language and reader. It may not grow."""


# Validators

VERDICTS = "verdicts.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """One thing taken from a good handout, and the gates that notice."""

    name: str
    change: Callable[[pikepdf.Pdf], None]
    bites: frozenset[str]


def _elements(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    return [
        one
        for one in pdf.objects
        if isinstance(one, pikepdf.Dictionary) and one.get("/S") == f"/{kind}" and "/P" in one
    ]


def _without(kind: str, key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        found = [one for one in _elements(pdf, kind) if key in one]
        del found[0][key]

    return change


def _without_attribute(kind: str, key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        del _elements(pdf, kind)[0].A[key]

    return change


def _without_root(key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.Root[key]

    return change


def _metadata(before: bytes, after: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes()
        assert before in data
        pdf.Root.Metadata.write(data.replace(before, after))

    return change


def _content(before: bytes, after: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        data = pdf.pages[0].Contents.read_bytes()
        assert before in data
        pdf.pages[0].Contents.write(data.replace(before, after, 1))

    return change


def _without_structure_parents(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].StructParents


def _without_tag(pdf: pikepdf.Pdf) -> None:
    """Take a paragraph out of the tree; its text stays marked, and is read no more."""
    root = pdf.Root.StructTreeRoot.K[0]
    del root.K[4]


def _without_label(pdf: pikepdf.Pdf) -> None:
    item = _elements(pdf, "LI")[0]
    item.K = item.K[1]


def _title_hidden(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences["/DisplayDocTitle"]


def _on_one_side(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences["/Duplex"]


def _picture_elsewhere(pdf: pikepdf.Pdf) -> None:
    _elements(pdf, "Figure")[0].A.BBox = pikepdf.Array([0, 0, 5000, 10])


def _silent_link(pdf: pikepdf.Pdf) -> None:
    annotation = next(one for page in pdf.pages for one in page.get("/Annots", []))
    del annotation["/Contents"]


MUTATIONS = [
    Mutation(name=name, change=change, bites=frozenset(bites.split()))
    for name, change, bites in [
        ("tags", _without_root("/StructTreeRoot"), "ua1 2a quick tree language"),
        ("metadata", _without_root("/Metadata"), "ua1 2a quick"),
        ("language", _without_root("/Lang"), "ua1 quick tree"),
        ("title in the metadata", _metadata(b"dc:title", b"dc:nottitle"), "ua1 2a quick"),
        ("title shown", _title_hidden, "ua1 quick tree"),
        ("pdfuaid", _metadata(b'pdfuaid:part="1"', b""), "ua1 quick"),
        ("pdfaid", _metadata(b'pdfaid:part="2"', b""), "2a"),
        ("extension schema", _metadata(b"pdfaExtension:schemas", b"pdfaExtension:other"), "2a"),
        ("output intent", _without_root("/OutputIntents"), "2a"),
        ("alternative", _without("Figure", "/Alt"), "ua1 quick tree"),
        ("contents of a link", _silent_link, "ua1 quick tree"),
        ("artifact", _content(b"/Artifact <</Type/Layout>>", b"/Span <<>>"), "ua1 quick tree"),
        ("structure parents", _without_structure_parents, "ua1 tree"),
        # No validator sees these.
        ("artifact's type", _content(b"<</Type/Layout>>", b"<<>>"), "tree"),
        ("a tag", _without_tag, "tree"),
        ("place of a picture", _picture_elsewhere, "tree"),
        ("label", _without_label, "tree"),
        ("list numbering", _without_attribute("L", "/ListNumbering"), "tree"),
        ("printing on both sides", _on_one_side, "tree"),
        ("language of words", _without("Span", "/Lang"), "language"),
    ]
]


def quick(path: Path) -> bool:
    """Tell whether page-validation finds nothing against PDF/UA-1."""
    profile = page_validation.ValidationProfile.PDF_UA_1
    report = page_validation.validate_pdf_bytes(path.read_bytes(), profile=profile)
    return bool(report.is_compliant)


@pytest.fixture(scope="session")
def mutants(output: Path, once: Once) -> Path:
    """A folder of mutants of the German handout, with pictures, lists, links, two languages."""

    def fill(folder: Path) -> None:
        for mutation in MUTATIONS:
            with pikepdf.open(pdf(output, "de")) as document:
                mutation.change(document)
                document.save(folder / f"{mutation.name}.pdf")
        (folder / VERDICTS).write_text(json.dumps(verapdf(sorted(folder.glob("*.pdf")))))

    return once("mutants", fill)


def test_handouts_say_what_they_keep_to(output: Path) -> None:
    """PDF/UA-1 and PDF/A-2a, in the manifest and in the file."""
    both = ("PDF/UA-1", "PDF/A-2a")
    assert {both} == {tuple(row["declares"]) for row in manifest(output)}
    assert {both} == {declared(pdf(output, tag).read_bytes()) for tag in LANGUAGES}


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_gates_bite(output: Path, mutants: Path, mutation: Mutation) -> None:
    """A handout that lacks one thing is stopped, and by those gates that look for it."""
    path = mutants / f"{mutation.name}.pdf"
    verdicts = json.loads((mutants / VERDICTS).read_text())[path.name]
    assert set(FLAVOURS) == verdicts.keys()
    bites = {flavour for flavour, clauses in verdicts.items() if clauses}
    if not quick(path):
        bites.add("quick")
    if faults(path):
        bites.add("tree")
    if others(path) != others(pdf(output, "de")):
        bites.add("language")
    assert mutation.bites == bites


# The tree read back


def others(path: Path) -> list[tuple[str, str]]:
    """Return language and text of each element that speaks another language than the sheet."""
    with pikepdf.open(path) as document:
        if "/StructTreeRoot" not in document.Root:
            return []
        root = tree(document)
        return [
            (node.own_language, node.text.strip())
            for node in root.walk()
            if node is not root and node.own_language
        ]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_words_are_read_apart(output: Path, tag: str) -> None:
    """Where a line ends, two words do not become one, nor one word two."""
    with pikepdf.open(pdf(output, tag)) as document:
        said = folded(tree(document).text)
    assert [] == [line for line in words(tag) if folded(line) not in said]


@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag != "en"])
def test_staffs_words_are_in_the_staffs_language(output: Path, tag: str) -> None:
    """The title for the staff and the clinic's name and address are English in every sheet."""
    found = others(pdf(output, tag))
    assert {"en"} == {named for named, _ in found}
    said = [text for _, text in found]
    for words_of_staff in ("Back muscle spasm", "Riverside Health Centre"):
        assert words_of_staff in said


@pytest.mark.parametrize("tag", LANGUAGES)
def test_lists_are_whole(output: Path, tag: str) -> None:
    """The list of an emergency or warning box is one, although it is set in two halves."""
    with pikepdf.open(pdf(output, tag)) as document:
        sizes = [len(found.kids) for found in tree(document).all("L")]
    assert [6, 8, 9, 4, 3] == sizes


# Copying


def pages_of(path: Path) -> dict[str, list[str]]:
    """Return the text of each page as it is copied in poppler, and in PDFium."""
    document = pypdfium2.PdfDocument(path)
    # U+FFFE is what PDFium gives for a hyphen at a line's end.
    pdfium = [page.get_textpage().get_text_range().replace("\ufffe", "-") for page in document]
    numbers = [str(number) for number in range(1, len(document) + 1)]
    poppler = [text(path, "-raw", "-f", number, "-l", number) for number in numbers]
    return {"poppler": poppler, "pdfium": pdfium}


def on_paper(said: str, pages: list[str]) -> bool:
    """Tell whether a text stands on a page, or ends one and goes on on the next."""
    if any(said in page for page in pages):
        return True
    return any(
        said[:cut] in first and said[cut:] in second
        for first, second in pairwise(pages)
        for cut in range(1, len(said))
    )


def lost(path: Path, tag: str, even: Callable[[str], str]) -> dict[str, list[str]]:
    """Return, by reader, the texts of the article that cannot be found in what is copied."""
    return {
        reader: [line for line in words(tag) if not on_paper(even(line), list(map(even, pages)))]
        for reader, pages in pages_of(path).items()
    }


@pytest.mark.parametrize("tag", LEFT_TO_RIGHT)
def test_article_can_be_copied(output: Path, tag: str) -> None:
    """Copied from poppler and PDFium, each text is what was written, letter by letter."""
    assert {"poppler": [], "pdfium": []} == lost(pdf(output, tag), tag, letters_only)


def test_copying_gate_bites(output: Path, tmp_path: Path) -> None:
    """Without the letters that its texts carry, Hindi is copied wrongly in both readers."""
    mutant = tmp_path / "mutant.pdf"
    with pikepdf.open(pdf(output, "hi")) as document:
        for page in document.pages:
            data = page.Contents.read_bytes()
            page.Contents.write(data.replace(b"/ActualText", b"/NoText"))
        document.save(mutant)
    assert {True} == {len(lines) > 30 for lines in lost(mutant, "hi", letters_only).values()}


def _even(said: str) -> str:
    """
    Return folded text, no white space where a line may end within a word.

    That is behind a hyphen or a stroke, and in Korean before a bracket, which stands close there.
    """
    return re.sub(r"(?<=[-/–]) |(?<=[가-힣]) (?=\()", "", folded(said))


@pytest.mark.parametrize("tag", SPACED)
def test_copied_words_stand_apart(output: Path, tag: str) -> None:
    """Where words have spaces between them, so has the copy."""
    assert {"poppler": [], "pdfium": []} == lost(pdf(output, tag), tag, _even)


@pytest.mark.parametrize("tag", RIGHT_TO_LEFT)
def test_no_letter_is_lost_in_copying(output: Path, tag: str) -> None:
    """From right to left readers copy in orders of their own; but every letter is there."""
    wanted = Counter(letters_only("".join(words(tag))))
    for reader, pages in pages_of(pdf(output, tag)).items():
        missing = wanted - Counter(letters_only("".join(pages)))
        assert set() == set(missing) - set(LOST.get((tag, reader), "")), reader
