"""Right-to-left text as it stands on the paper: letters read back with their places."""

from __future__ import annotations

import html
import unicodedata
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from leaflet.article import Inline, Line, Placeholder, Run, Value
from leaflet.errors import Place
from leaflet.html import HtmlPage
from leaflet.html.styles import families, language_styles
from leaflet.html.words import Words
from leaflet.languages import known, language
from leaflet.languages.samples import digits
from leaflet.parse import inline
from leaflet.pdf.render import render
from leaflet.sheets import SHEETS
from leaflet.typeset import typeset_line
from leaflet.typeset.marks import OURS
from tests.strategies import FORMULAS, stock_templates

pytestmark = pytest.mark.slow

# Two words round each case: the first must stand at its right, the other at its left.
AROUND = {
    "ar": ("خذ", "الآن"),
    "fa": ("بخورید", "اکنون"),
    "ur": ("لیں", "ابھی"),
    "ps": ("واخلئ", "اوس"),
    "ckb": ("بخۆ", "ئێستا"),
    "sd": ("وٺو", "هاڻي"),
    "ug": ("يەڭ", "ھازىر"),
    "he": ("קח", "עכשיו"),
    "yi": ("נעם", "איצט"),
    "dv": ("ކާން", "މިހާރު"),
    "syr": ("ܣܒ", "ܗܫܐ"),
    "nqo": ("ߊߟߎ", "ߛߌߛߍ߲"),
    "ff-Adlm": ("𞤴𞤢𞤪", "𞤶𞤮𞥅𞤲𞤭"),
    "rhg": ("𐴈𐴝", "𐴀𐴝𐴙𐴁"),
}
KEPT = [
    "020 7946 0000",
    "+44 20 7946 0958",
    "200 mg",
    "200–400 mg",
    "5-10",
    "37.5 °C",
    "> 2.5 g/l",
    "≤38",
    "± 2 %",
    "-5 °C",
    "8:00–10:00",
    "2×/day",
    "1½",
    "2026-11-22",
    "https://clinic.example/a?b=1",
    "desk@clinic.example",
    "Riverside Health Centre",
    "vitamin B12",
    "M62.830",
    "ibuprofen/paracetamol",
    "HbA1c > 7 %",
    "120/80 mmHg",
    "3 x 200 mg",
    "1.5 × 10^9/l",
    "8:00 pm",
    "5 mg/kg/day",
    "α-blocker",
    *FORMULAS,
]
MARKED = {
    "**200** mg": "200mg",
    "200–**400 mg**": "200–400mg",
    "**020 7946** 0000": "02079460000",
    "[www.x.org](https://www.x.org)/a-b": "www.x.org/a-b",
    "**ibu**profen 5+": "ibuprofen",
    "\u20662026-**11**-22\u2069": "2026-11-22",
}


def printed(folder: Path, tag: str, cases: list[tuple[Inline, ...]]) -> list[str]:
    """Return each case as it stands on a page of its own, from left to right, without spaces."""
    before, after = AROUND[tag]
    lines = [
        Line(
            content=(Run(text=f"{before} "), *case, Run(text=f" {after}")),
            language=tag,
            direction="rtl",
        )
        for case in cases
    ]
    body = "".join(
        f"<p style='break-after: page'>{Words(typeset_line(each), tag)}</p>" for each in lines
    )
    return pages(folder, tag, body, len(cases))


def written(source: str) -> tuple[Inline, ...]:
    """Return what a translator wrote."""
    return tuple(inline(source, Place(path="x.po")))


def pages(folder: Path, tag: str, body: str, count: int) -> list[str]:
    """Return what stands on each page from left to right, without spaces."""
    css = stock_templates()["handout.css"].decode()
    theme = stock_templates()["themes/calm.css"].decode()
    document = (
        f'<!DOCTYPE html><html lang="{tag}" dir="rtl"><head><title>{tag}</title>'
        f"<style>{css}{theme}{language_styles([tag])}</style></head><body>{body}</body></html>"
    )
    made = render(
        HtmlPage(
            html=document,
            resources={},
            name=tag,
            sheet=SHEETS["a4"],
            max_pages=0,
            families=families([tag]),
        )
    )
    path = folder / f"{tag}.pdf"
    path.write_bytes(made.data)
    return [as_seen(path, number) for number in range(1, count + 1)]


def as_seen(path: Path, page: int) -> str:
    """Return a page's letters by their places, from left to right."""
    document = pypdfium2.PdfDocument(path)
    try:
        text_page = document[page - 1].get_textpage()
        found: list[tuple[float, str]] = []
        for index in range(text_page.count_chars()):
            left, _, right, _ = text_page.get_charbox(index)
            unit = chr(pypdfium2.raw.FPDFText_GetUnicode(text_page, index))
            place = (left + right) / 2
            if found and is_half(unit) and is_half(found[-1][1]):
                # Two units of UTF-16, which PDFium turns round with the letters.
                halves = "".join(sorted(found.pop()[1] + unit))
                unit = halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
            if right > left and unit.strip(OURS + " \r\n\u00ad\ufffe"):
                found.append((place, unit))
    finally:
        document.close()
    return folded("".join(letter for _, letter in sorted(found, key=lambda one: one[0])))


def is_half(unit: str) -> bool:
    """Return whether it is one of the two that UTF-16 writes a rare letter with."""
    return "\ud800" <= unit <= "\udfff"


def folded(text: str) -> str:
    """Return text with one sign for two: PDFium mirrors signs that it takes for turned round."""
    return text.replace(">", "<").replace("≥", "≤").replace("½", "1/2")


def without_spaces(text: str) -> str:
    return folded("".join(text.split()))


def sides(seen: str, kept: str) -> tuple[bool, bool]:
    """Return whether right-to-left letters stand at the left of what is kept, and at its right."""
    left, _, right = seen.partition(kept)
    return tuple(  # type: ignore[return-value]
        any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in side)
        for side in (left, right)
    )


def test_every_right_to_left_script_is_tried() -> None:
    """A row of a new script asks for its words here."""
    scripts = {language(tag).script for tag in known() if language(tag).direction == "rtl"}

    assert scripts == {language(tag).script for tag in AROUND}


@pytest.mark.parametrize("source", ["text", "placeholder"])
@pytest.mark.parametrize("tag", AROUND)
def test_order_is_kept_on_paper(tag: str, source: str, tmp_path: Path) -> None:
    """Whether it comes from the translation or from the clinic, in every language."""
    from_text = source == "text"
    seen = printed(
        tmp_path,
        tag,
        [written(kept) if from_text else (Value(name="clinic.name", text=kept),) for kept in KEPT],
    )

    wanted = [without_spaces(kept) for kept in KEPT]
    assert wanted == [kept if kept in row else row for kept, row in zip(wanted, seen, strict=True)]
    assert [(True, True)] * len(wanted) == [
        sides(row, kept) for kept, row in zip(wanted, seen, strict=True)
    ]


@pytest.mark.parametrize("tag", AROUND)
def test_order_is_kept_through_markup(tag: str, tmp_path: Path) -> None:
    """A number in bold with its unit behind it, an address that is half a link."""
    seen = printed(tmp_path, tag, [written(source) for source in MARKED])

    assert list(MARKED.values()) == [
        kept if kept in row else row for kept, row in zip(MARKED.values(), seen, strict=True)
    ]


@pytest.mark.parametrize("tag", AROUND)
def test_native_digits_are_read_in_order(tag: str, tmp_path: Path) -> None:
    """Numbers, phones and dates from left to right, ranges and percentages from right to left."""
    system = language(tag).digits
    native = str.maketrans("0123456789", digits(language(tag)))
    # As seen from left to right.
    cases = {
        "020 7946 0000": "02079460000",
        "2026-11-22": "2026-11-22",
        "37.5 °C": "37.5°C",
        "200 mg": "200mg",
        "8:00": "8:00",
        "200–400": "400–200",
        "5-10": "10-5",
        "8:00–10:00": "10:00–8:00",
        "50%": "%50",
    }
    if system == "latn":
        cases |= {"200–400": "200–400", "5-10": "5-10", "8:00–10:00": "8:00–10:00", "50%": "50%"}
    if system in ("nkoo", "adlm"):
        # Digits, too, run from right to left.
        cases = {case: without_spaces(case)[::-1] for case in cases if not case[-1].isalpha()}
        cases["200 mg"] = "mg002"
    seen = printed(tmp_path, tag, [written(case.translate(native)) for case in cases])

    wanted = [kept.translate(native) for kept in cases.values()]
    assert wanted == [kept if kept in row else row for kept, row in zip(wanted, seen, strict=True)]


@pytest.mark.parametrize("tag", ["fa", "ckb", "ps", "ff-Adlm", "nqo", "ar"])
def test_lists_and_pages_are_counted_in_the_digits_of_the_language(
    tag: str, tmp_path: Path
) -> None:
    """From the number on that the list starts with, in items of several blocks too."""
    ten = digits(language(tag))
    first, second = ten[1] + ten[2], ten[1] + ten[3]
    word = AROUND[tag][0]
    (seen,) = pages(tmp_path, tag, f'<ol start="12"><li>{word}</li></ol>', 1)
    (seen_blocks,) = pages(
        tmp_path,
        tag,
        f'<ol start="13"><li class="blocks"><p>{word}</p></li></ol>',
        1,
    )
    said = written(f"{word} {{page}} {word} {{pages}}")
    counted = tuple(
        Value(name=node.name, text="0") if isinstance(node, Placeholder) else node for node in said
    )
    counter = Words(typeset_line(Line(content=counted, language=tag, direction="rtl")), tag)
    footer = f'<p style="break-after: page">{counter}</p>'
    _, page = pages(tmp_path, tag, footer * 2, 2)

    from_right = language(tag).digits in ("nkoo", "adlm")
    assert (first[::-1] if from_right else first) in seen
    assert (second[::-1] if from_right else second) in seen_blocks
    found = [letter for letter in page if letter in ten]
    assert [ten[2], ten[2]] == found


@pytest.mark.parametrize("sign", ["<", ">", "≤", "≥"])
def test_comparison_points_to_its_number(sign: str, tmp_path: Path) -> None:
    """Mirrored or not, it means what it means in the source: its small end stays where it was."""
    side, english = comparison(tmp_path, "he", f"<p dir=ltr lang=en>{html.escape(sign)}38</p>")
    assert "left" == side
    mirrored = ImageOps.mirror(english)
    for tag, number, expected, same in (
        ("he", "38", "left", english),
        ("ar", "38", "left", english),
        ("ckb", "٣٨", "right", mirrored),
        ("fa", "۳۸", "right", mirrored),
    ):
        said = Line(content=(Run(text=f"{sign}{number}"),), language=tag, direction="rtl")
        words = Words(typeset_line(said), tag)
        side, found = comparison(tmp_path, tag, f"<p>{AROUND[tag][0]} {words}</p>")
        other = mirrored if same is english else english

        assert expected == side
        assert difference(same, found) < difference(other, found) / 2


def comparison(folder: Path, tag: str, body: str) -> tuple[str, Image.Image]:
    """Return at which side of the number the sign stands, and its ink."""
    pages(folder, tag, body, 1)
    document = pypdfium2.PdfDocument(folder / f"{tag}.pdf")
    try:
        page = document[0]
        text_page = page.get_textpage()
        boxes = {
            unit: text_page.get_charbox(index)
            for index in range(text_page.count_chars())
            if (unit := folded(text_page.get_text_range(index, 1))) in "<≤" or unit.isdecimal()
        }
        (sign,) = (box for unit, box in boxes.items() if unit in "<≤")
        number = max(box[0] for unit, box in boxes.items() if unit.isdecimal())
        scale = 8
        height = page.get_height()
        picture = page.render(scale=scale).to_pil().convert("L")
    finally:
        document.close()
    left, bottom, right, top = sign
    ink = picture.crop(
        (
            int(left * scale),
            int((height - top) * scale),
            int(right * scale) + 1,
            int((height - bottom) * scale) + 1,
        )
    )
    return "left" if left < number else "right", ink.resize((24, 24))


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return how much two pictures differ."""
    return float(ImageStat.Stat(ImageChops.difference(one, other)).sum[0])
