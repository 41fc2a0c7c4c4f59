"""The file for a print shop: PDF/X-4, as far as our preflight looks."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from leaflet.assemble import Job
from leaflet.languages import language
from leaflet.pdf.content import steps
from leaflet.pdf.preflight import preflight
from leaflet.pdf.profile import STOCK, read_profile
from leaflet.sheets import SHEETS
from tests.every_sheet import PRESSED
from tests.handouts import ARTICLE, build, letters_only, pdf
from tests.once import Once
from tests.reading import text

TAGS = ("de", "ar")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not STOCK.is_file(), reason="the package libgs-common is not installed"),
]


def sent(folder: Path, tag: str) -> Path:
    """Return the file for the print shop."""
    return folder / ARTICLE / f"{ARTICLE}.{tag}.a4.press.pdf"


@pytest.fixture(scope="session")
def shop(once: Once) -> Path:
    """A folder with files for a print shop."""
    tags = [part for tag in TAGS for part in ("-l", tag)]
    return once("shop", lambda folder: build("-o", str(folder), "-s", "a4", "--print-shop", *tags))


@pytest.mark.parametrize("tag", TAGS)
def test_preflight_finds_nothing(shop: Path, tag: str) -> None:
    """The build has looked already; here again, at what is on disc."""
    assert [] == preflight(sent(shop, tag).read_bytes(), tag)


@pytest.mark.parametrize("tag", TAGS)
def test_same_words_are_printed(shop: Path, tag: str) -> None:
    """No letter more or less than in the handout."""
    expected = sorted(letters_only(text(pdf(shop, tag), "-raw")))
    actual = sorted(letters_only(text(sent(shop, tag), "-raw")))
    assert set(expected) == set(actual)
    assert len(expected) == pytest.approx(len(actual), rel=0.03)


@pytest.mark.parametrize("tag", TAGS)
def test_page_is_cut_to_its_sheet(shop: Path, tag: str) -> None:
    """210 × 297 mm, 3 mm of bleed on each side, and marks outside of that."""
    with pikepdf.open(sent(shop, tag)) as document:
        for page in document.pages:
            trim, bleed, paper = (
                [float(side) * 25.4 / 72 for side in page.obj[box]]
                for box in ("/TrimBox", "/BleedBox", "/MediaBox")
            )
            assert (210, 297) == pytest.approx((trim[2] - trim[0], trim[3] - trim[1]), abs=0.1)
            assert 3 == pytest.approx(trim[0] - bleed[0], abs=0.01)
            assert 7 == pytest.approx(bleed[0] - paper[0], abs=0.01)  # 10 - 3


@pytest.mark.parametrize(("name", "tag"), sorted(PRESSED))
def test_every_sheet_is_fit_for_a_press(every_sheet: Path, name: str, tag: str) -> None:
    """Page by page in its own size, the narrow panels too; preflight finds nothing."""
    article = ARTICLE if SHEETS[name].subject == "article" else ""
    handout = every_sheet / Job(article=article, language=tag, sheet=name).path()
    path = handout.with_suffix(".press.pdf")
    assert [] == preflight(path.read_bytes(), name)
    with pikepdf.open(path) as document, pikepdf.open(handout) as flat:
        assert len(flat.pages) == len(document.pages)
        bound = document.Root.ViewerPreferences.get("/Direction")
        assert ("/R2L" if language(tag).direction == "rtl" else None) == bound
        for page, record in zip(document.pages, flat.pages, strict=True):
            trim, bleed = ([float(side) for side in page.obj[b]] for b in ("/TrimBox", "/BleedBox"))
            size = [float(side) for side in record.mediabox]
            expected = (size[2] - size[0], size[3] - size[1])
            assert expected == pytest.approx((trim[2] - trim[0], trim[3] - trim[1]), abs=0.3)
            assert all(
                3 == pytest.approx(abs(one - other) * 25.4 / 72, abs=0.01)
                for one, other in zip(trim, bleed, strict=True)
            )


def test_type_is_black_ink_alone(shop: Path) -> None:
    """Grey and black are not mixed from four inks, which never lie exactly on each other."""
    colours = set()
    with pikepdf.open(sent(shop, "de")) as document:
        for page in document.pages:
            for values, operator in steps(page):
                if str(operator) == "k":
                    colours.add(tuple(float(value) for value in values))
    assert any(colour[:3] == (0, 0, 0) and colour[3] > 0.9 for colour in colours)
    coloured = [colour for colour in colours if any(colour[:3])]
    assert coloured  # the accent
    assert all(max(colour[:3]) - min(colour[:3]) > 0.1 for colour in coloured)


def test_two_files_are_alike(shop: Path, tmp_path: Path) -> None:
    """Byte for byte: no date, and no id by chance."""
    build("-o", str(tmp_path), "-s", "a4", "-l", "de", "--print-shop")
    assert sent(shop, "de").read_bytes() == sent(tmp_path, "de").read_bytes()


def test_old_file_does_not_outlive_its_handout(shop: Path, tmp_path: Path) -> None:
    """What is built anew without a file for the shop has none of before beside it."""
    folder = shutil.copytree(shop, tmp_path / "shop")
    assert sent(folder, "de").is_file()
    pdf(folder, "de").unlink()
    build("-o", str(folder), "-s", "a4", "-l", "de")
    assert pdf(folder, "de").is_file()
    assert not sent(folder, "de").exists()


def _without_root(key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        del document.Root[key]

    return change


def _with_red(document: pikepdf.Pdf) -> None:
    page = document.pages[0]
    page.contents_add(b"1 0 0 rg 0 0 9 9 re f")


def _without_bleed(document: pikepdf.Pdf) -> None:
    page = document.pages[0].obj
    page.BleedBox = page.TrimBox


def _without_slug(document: pikepdf.Pdf) -> None:
    page = document.pages[0].obj
    page.MediaBox = page.BleedBox


def _without_a_font(document: pikepdf.Pdf) -> None:
    for one in document.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
            for key in {"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys()):
                del one[key]
            return


def _with_screen_picture(document: pikepdf.Pdf) -> None:
    picture = document.make_stream(b"\0\0\0", Subtype=pikepdf.Name.Image, Width=1, Height=1)
    picture.ColorSpace = pikepdf.Name.DeviceRGB
    document.Root.Extra = picture


def _with_link(document: pikepdf.Pdf) -> None:
    link = document.make_indirect(pikepdf.Dictionary(Subtype=pikepdf.Name.Link))
    document.pages[0].obj.Annots = pikepdf.Array([link])


def _untrapped(document: pikepdf.Pdf) -> None:
    del document.docinfo["/Trapped"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_without_root("/OutputIntents"), "does not name one press"),
        (_without_root("/Metadata"), "does not say that it is PDF/X-4"),
        (_with_red, "drawn in the colours of a screen"),
        (_with_screen_picture, "a picture or a gradient has the colours of a screen"),
        (_without_bleed, "less than 3 mm of bleed"),
        (_without_slug, "no room for marks"),
        (_without_a_font, "is not in it"),
        (_with_link, "has links or notes"),
        (_untrapped, "are trapped"),
    ],
)
def test_preflight_bites(shop: Path, change: Callable[[pikepdf.Pdf], None], said: str) -> None:
    """A file that lacks one thing is stopped, and for that."""
    with pikepdf.open(sent(shop, "de")) as document:
        change(document)
        data = io.BytesIO()
        document.save(data)
    found = preflight(data.getvalue(), "x")
    assert 1 == len(found)
    assert said in found[0].message


def test_a_common_press_comes_with_the_system() -> None:
    """Four inks; of a package of Debian."""
    assert b"CMYK" == read_profile()[16:20]
