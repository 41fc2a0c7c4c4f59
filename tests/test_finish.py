"""The accessible finish: tags as HTML means them, whatever the engine cut; pages are read back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import weasyprint.pdf.tags
from weasyprint import HTML

from leaflet.pdf import render  # puts the tags in place
from leaflet.pdf.finish.metadata import declare, declared, prefer
from tests.handouts import letters_only
from tests.reading import text
from tests.structure import Node, content, faults, tree

STYLE = """
@page { size: 105mm 60mm; margin: 12mm 8mm }
body { margin: 0; font: 12pt 'Noto Sans'; line-height: 1.4 }
p, ul, ol, li { margin: 0 }
"""
WORDS = "one two three four five six seven eight nine ten eleven twelve "

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the body of a page as PDF; every file is looked through for faults."""

    def write(body: str, language: str = "en", direction: str = "ltr", style: str = "") -> Path:
        html = (
            f'<html lang="{language}" dir="{direction}"><head><title>Title</title>'
            f"<style>{STYLE}{style}</style></head><body>{body}</body></html>"
        )
        document = HTML(string=html).render(
            pdf_variant="pdf/a-2a", pdf_tags=True, presentational_hints=True
        )
        declare(document)
        path = tmp_path / "page.pdf"
        path.write_bytes(document.write_pdf(pdf_variant="pdf/a-2a", pdf_tags=True, finisher=prefer))
        assert [] == faults(path)
        return path

    return write


def read(path: Path) -> Node:
    with pikepdf.open(path) as pdf:
        return tree(pdf)


def outline(node: Node) -> str:
    """Return the types of the elements in it: `L(LI(Lbl LBody))`."""
    kids = " ".join(map(outline, node.kids))
    return f"{node.kind}({kids})" if kids else node.kind


# What the engine cut is one


@pytest.mark.parametrize("width", ["80mm", "12mm"])
def test_white_space_alone_between_texts_is_read(write: Write, width: str) -> None:
    """Nothing is drawn of it, whether the line goes on or ends there; "2 or" is not "2 or3"."""
    whole = '<span style="white-space: nowrap">{}</span>'
    body = f"<p style='width: {width}'>{whole.format('2 or')} {whole.format('3 times')}</p>"

    (paragraph,) = read(write(body)).all("P")

    assert "2 or 3 times" == paragraph.text.strip()


@pytest.mark.parametrize("width", ["80mm", "12mm"])
def test_white_space_alone_between_texts_is_read_in_arabic(write: Write, width: str) -> None:
    """Once, also where the letters stand in the structure."""
    whole = '<span style="white-space: nowrap">{}</span>'
    body = f"<p style='width: {width}'>{whole.format('مرتين أو')} {whole.format('ثلاث')}</p>"

    (paragraph,) = read(write(body, "ar", "rtl")).all("P")

    assert "مرتين أو ثلاث" == paragraph.text.strip()


def test_paragraph_over_two_pages_is_one(write: Write) -> None:
    """It is one element, and no word of it is lost or run together at a line's end."""
    root = read(write(f"<p>{WORDS * 6}</p>"))

    (paragraph,) = root.all("P")
    assert {0, 1} <= {page for page, _ in paragraph.places}
    assert WORDS * 6 == paragraph.text.strip() + " "


def test_list_over_columns_and_pages_is_one(write: Write) -> None:
    """As is an item that a column breaks."""
    items = "".join(f"<li>{number} {WORDS}</li>" for number in range(8))
    root = read(write(f"<div style='columns: 2'><ul>{items}</ul></div>"))

    (found,) = root.all("L")
    assert 8 == len(found.kids)
    assert 8 == len(root.all("LBody"))
    assert "/Disc" == found.attributes["ListNumbering"]


def test_list_in_two_halves_is_one(write: Write) -> None:
    """The second half goes on where the first ends, in its numbers too."""
    root = read(
        write(
            "<div style='display: flex'><div><ol><li>a</li><li>b<ul><li>x</li></ul></li></ol></div>"
            "<div><ol data-continues start=3><li>c</li></ol></div></div><ol><li>other</li></ol>"
        )
    )

    halves, inner, other = root.all("L")
    assert ["1.", "2.", "3."] == [item.kids[0].text.strip() for item in halves.kids]
    assert (3, 1, 1) == (len(halves.kids), len(inner.kids), len(other.kids))


def test_table_over_two_pages_is_one(write: Write) -> None:
    """Its head, drawn anew on the second page, is read once."""
    rows = "".join(f"<tr><td>{number}<td>dose</tr>" for number in range(12))
    head = "<thead><tr><th>Day<th>How much</tr></thead>"
    path = write(f"<table>{head}<tbody>{rows}</tbody></table>")
    root = read(path)

    (table,) = root.all("Table")
    assert 13 == len(table.all("TR"))
    assert ["Day", "How much"] == [cell.text.strip() for cell in table.all("TH")]
    with pikepdf.open(path) as pdf:
        again = [said for kind, said in content(pdf).artifacts if kind == "/Pagination"]
    assert "Day" in again


# Lists


@pytest.mark.parametrize(
    ("markup", "style", "numbering"),
    [
        ("<ul><li>a</li></ul>", "", "/Disc"),
        ("<ul><li>a</li></ul>", "ul { list-style: circle }", "/Circle"),
        ("<ol><li>a</li></ol>", "", "/Decimal"),
        ("<ol><li>a</li></ol>", "ol { list-style: devanagari }", "/Decimal"),
        ("<ol><li>a</li></ol>", "ol { list-style: lower-latin }", "/LowerAlpha"),
        ("<ul><li>a</li></ul>", "ul { list-style: none }", "/None"),
        (
            "<ul><li>a</li></ul>",
            "ul { list-style: none } li::before { content: ''; display: inline-block; width: 4mm }",
            "/None",
        ),
    ],
    ids=["disc", "circle", "decimal", "native digits", "letters", "bare", "tick boxes"],
)
def test_numbering_of_a_list_is_that_of_its_labels(
    write: Write, markup: str, style: str, numbering: str
) -> None:
    """Native digits are decimal; boxes to tick are drawn, so they are no labels."""
    (found,) = read(write(markup, style=style)).all("L")
    assert numbering == str(found.attributes["ListNumbering"])


def test_marker_set_by_style_is_a_label(write: Write) -> None:
    """An item of several blocks, numbered by the style sheet, is built as any other."""
    style = (
        ".blocks { position: relative; list-style: none } .blocks::before { position: absolute; "
        "left: -5mm; content: counter(list-item) '.' }"
    )
    item = "<li class=blocks><div><p>a</p><p>b</p></div><ul><li>c</li></ul></li>"
    (found, _) = read(write(f"<ol>{item}</ol>", style=style)).all("L")

    assert "L(LI(Lbl LBody(P P L(LI(Lbl LBody)))))" == outline(found)
    assert "/Decimal" == found.attributes["ListNumbering"]
    assert "1." == found.kids[0].kids[0].text


# Languages


def test_other_language_is_named_where_it_begins(write: Write) -> None:
    """On a paragraph and on words in one; what speaks the language round it names none."""
    root = read(
        write(
            '<p>Hello <strong>you</strong> <span lang="de">Fieber</span></p>'
            '<div lang="ar" dir="rtl"><p>حمّى <span lang="en" dir="ltr">200 mg</span></p></div>'
            '<p style="display: flex"><strong>a</strong><span lang="fr">fièvre</span></p>'
        )
    )

    named = [(node.kind, node.own_language) for node in root.walk() if node.own_language]
    assert [("Document", "en"), ("Span", "de"), ("Div", "ar"), ("Span", "en"), ("Span", "fr")] == (
        named
    )
    assert "P(Span)" == outline(root.kids[0])


def test_right_to_left_text_is_read_in_order(write: Write) -> None:
    """Glyphs stand from left to right; what is read stands in the structure, over all lines."""
    said = "خذوا قرصًا واحدًا بعد الأكل ثم اشربوا كوبًا من الماء ولا تزيدوا على ثلاثة أقراص"
    path = write(f"<p>{said}</p>", "ar", "rtl", "p { font-family: 'Noto Naskh Arabic' }")

    (paragraph,) = read(path).all("P")
    assert said == paragraph.text
    with pikepdf.open(path) as pdf:
        assert "/R2L" == pdf.Root.ViewerPreferences.Direction


# Copying


@pytest.mark.parametrize(
    ("language", "family", "said"),
    [
        ("hi", "Noto Sans Devanagari", "हर छह घंटे में एक गोली लें, दिन में चार से ज़्यादा नहीं। क्ष त्र"),
        ("bn", "Noto Sans Bengali", "প্রতি ছয় ঘণ্টায় একটি ট্যাবলেট নিন, দিনে চারটির বেশি নয়।"),
        ("ta", "Noto Sans Tamil", "ஒவ்வொரு ஆறு மணி நேரத்திற்கும் ஒரு மாத்திரை எடுத்துக்கொள்ளவும்."),
        ("km", "Noto Sans Khmer", "លេប\u200bថ្នាំ\u200bមួយ\u200bគ្រាប់\u200bរៀងរាល់\u200bប្រាំមួយ\u200bម៉ោង"),
        ("my", "Noto Sans Myanmar", "ခြောက်နာရီ\u200bတစ်ကြိမ်\u200bဆေးတစ်လုံး\u200bသောက်ပါ။"),
        ("th", "Noto Sans Thai", "กินยาหนึ่งเม็ดทุกหกชั่วโมง น้ำ"),
        ("de", "Noto Sans", "Entzündungs\u00adhemmer und Muskel\u00adentspannung, fünf Wunden"),
    ],
    ids=["hi", "bn", "ta", "km", "my", "th", "de"],
)
def test_copied_text_is_what_was_written(
    write: Write, language: str, family: str, said: str
) -> None:
    """In poppler and PDFium, over lines, and where a glyph stands for different letters."""
    wanted = "".join(said.replace("\u200b", "").replace("\u00ad", "").split())
    style = f"p {{ font-family: '{family}'; width: 45mm }}"
    path = write(f"<p>{said}</p>", language, style=style)
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_range() for page in document]

    assert wanted == "".join(text(path, "-raw").split())
    assert wanted == "".join("".join(pages).split())


URDU = "روزانہ دو بار ایک گولی کھانے کے بعد پانی کے ساتھ لیں، بچوں کی پہنچ سے دور رکھیں۔"


def test_every_letter_of_nastaliq_can_be_copied(write: Write) -> None:
    """One stroke is the body of many letters there; each place says which it is."""
    path = write(f"<p>{URDU}</p>", "ur", "rtl", "p { font-family: 'Noto Nastaliq Urdu' }")
    copied = text(path, "-raw")
    assert Counter() == Counter(letters_only(URDU)) - Counter(letters_only(copied))


def test_non_joiner_of_persian_can_be_copied(write: Write) -> None:
    """It has no ink, so it goes with the letter before it."""
    said = "گرفتگی به\u200cندرت جدی است و خوب می\u200cشود"
    copied = text(write(f"<p>{said}</p>", "fa", "rtl", "p { font-family: 'Noto Naskh Arabic' }"))
    assert Counter() == Counter(letters_only(said)) - Counter(letters_only(copied))


def test_finish_moves_no_ink(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page looks as the engine drew it, also where glyphs got codes of their own."""
    style = "p { font-family: 'Noto Nastaliq Urdu', 'Noto Sans Devanagari'; line-height: 2.7 }"
    body = f"<p>{URDU}</p><p lang=hi dir=ltr>हर छह घंटे में एक गोली लें।</p>"

    def pixels(path: Path) -> bytes:
        page = pypdfium2.PdfDocument(path)[0]
        return bytes(page.render(scale=3).buffer)

    ours = pixels(write(body, "ur", "rtl", style))
    monkeypatch.setattr(weasyprint.pdf, "add_tags", weasyprint.pdf.tags.add_tags)
    monkeypatch.setattr("tests.test_finish.faults", lambda _path: [])
    assert pixels(write(body, "ur", "rtl", style)) == ours


# What is not read


def test_running_heads_are_artifacts(write: Write) -> None:
    """Heads, feet, page numbers, lines and backgrounds are named as what they are."""
    path = write(
        f"<div class=head>Draft</div><p>{WORDS * 6}</p>",
        style=".head { position: running(head); border: 1mm solid } p { background: #eee } "
        "@page { @top-center { content: element(head) } @bottom-left { content: counter(page) } }",
    )
    with pikepdf.open(path) as pdf:
        found = content(pdf).artifacts
    assert {("/Pagination", "Draft"), ("/Pagination", "1"), ("/Layout", "")} <= set(found)
    assert WORDS.split() * 6 == read(path).text.split()


def test_pictures_have_words_or_are_decoration(write: Write) -> None:
    """A picture has its alternative and its place in points; an empty alternative makes none."""
    source = (
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'>"
        "<path d='M0 0h40v20z'/></svg>"
    )
    image = f'<img style="display: block" src="{source}" alt='
    root = read(write(f"{image}'A tap'>{image}''><p>text</p>"))

    (figure,) = root.all("Figure")
    assert "A tap" == figure.alternative
    # 60 mm - 12 mm = 136.063 pt; 8 mm = 22.677 pt; 40 × 20 px = 30 × 15 pt.
    wanted = [22.677, 121.063, 52.677, 136.063]
    assert wanted == pytest.approx([float(side) for side in figure.attributes["BBox"]], abs=0.01)


def test_letters_in_a_picture_are_part_of_it(write: Write) -> None:
    """A drawing with a word in it is a figure, read by its alternative."""
    source = (
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='90' height='40'>"
        "<text x='5' y='30' font-family='Noto Sans'>stop</text></svg>"
    )
    path = write(f'<img style="display: block" src="{source}" alt="A sign">')
    (figure,) = read(path).all("Figure")
    assert "A sign" == figure.alternative
    with pikepdf.open(path) as pdf:
        assert b"/ActualText" not in pdf.pages[0].Contents.read_bytes()


def test_foot_of_the_last_page_is_no_note(write: Write) -> None:
    """What is set as a footnote, to stand at the page's foot, is plain text at the end."""
    root = read(
        write(
            "<p>text</p><div class=end><div><p>Call us.</p></div></div>",
            style=".end { font-size: 0 } .end > div { float: footnote; font-size: 12pt } "
            ".end > div::footnote-call, .end > div::footnote-marker { content: '' }",
        )
    )
    assert [("P", "text"), ("P", "Call us.")] == [(node.kind, node.text) for node in root.kids]


def test_running_link_is_for_paper(write: Write) -> None:
    """A link in a running foot is read nowhere, so it cannot be followed either."""
    path = write(
        "<div class=foot><a href='https://leaflet.example/'>leaflet</a></div><p>text</p>",
        style=".foot { position: running(foot) } @page { @bottom-left { content: element(foot) } }",
    )
    assert [] == read(path).all("Link")


def test_text_with_opacity_is_told(write: Write, caplog: pytest.LogCaptureFixture) -> None:
    """It is drawn in a group of its own, where the tags do not reach it."""
    with pytest.raises(AssertionError):
        write("<p style='opacity: 0.5'>Faint</p>")
    assert "A screen reader cannot find what is drawn with opacity: 'Faint'" in caplog.text


# Links and the file


def test_link_over_two_lines_is_one(write: Write) -> None:
    """Each of its rectangles leads back to it and says where it leads."""
    path = write(f'<p>See <a href="https://leaflet.example/">{WORDS}</a>.</p>')
    with pikepdf.open(path) as pdf:
        (link,) = tree(pdf).all("Link")
        said = [str(one.Contents) for one in link.annotations]
    assert ["https://leaflet.example/"] * 2 == said


def test_heads_of_rows_and_columns_are_told_apart(write: Write) -> None:
    """A head's scope is its row's only where HTML says so; a broad cell keeps its breadth."""
    path = write(
        "<table><tr><th>Day<th colspan=2>Dose</tr><tr><th scope=row>1<td>a<td>b</tr></table>"
    )
    root = read(path)
    found = [(str(cell.attributes["Scope"]), cell.text.strip()) for cell in root.all("TH")]
    assert [("/Column", "Day"), ("/Column", "Dose"), ("/Row", "1")] == found
    assert 2 == root.all("TH")[1].attributes["ColSpan"]

    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del tree(pdf).all("TH")[0].raw.A["/Scope"]
        pdf.save(path)
    assert ["a head has no scope"] == faults(path)


def test_file_declares_both_standards(write: Write) -> None:
    """PDF/UA-1 and PDF/A-2a, as its own metadata says; a file without metadata declares none."""
    path = write("<p>text</p>")
    assert render.DECLARES == declared(path.read_bytes())
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.Root.Metadata
        pdf.save(path)
    assert () == declared(path.read_bytes())


def test_one_page_asks_for_one_side(write: Write) -> None:
    """Only a file of several pages asks to be printed on both."""
    with pikepdf.open(write("<p>text</p>")) as pdf:
        assert "/Duplex" not in pdf.Root.ViewerPreferences
