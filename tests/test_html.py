"""Templates × a handout → HTML."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser
from pathlib import PurePosixPath
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from leaflet.article import Break, Inline, Line, Placeholder, Run, Span, Value
from leaflet.catalogs import Catalog, Message
from leaflet.clinic import Clinic
from leaflet.errors import ContentError, Place
from leaflet.html import BASE_URL, Handout, standalone
from leaflet.html.qr import qr_address, qr_svg
from leaflet.html.render import Renderer
from leaflet.html.styles import language_styles
from leaflet.html.words import Words, inline_html
from leaflet.languages import known, language
from leaflet.parse import parse_article
from leaflet.pdf.fonts import installed
from leaflet.typeset import unset
from tests.strategies import CLINIC, handout, page, stock_templates

SOURCE = """\
+++
title = "Cough & cold"
summary = "Rest < well."
keywords = ["cold", "a \\"q\\""]
+++
{#start .key}
Rest.

## Drinks

3. Tea

   - hot

|a|b|
|-|-:|
|1|2|

::: dont
Smoke.
:::

![A "cup"](pictures/cup.svg){width=30mm}
"""
NASTY = "<b>\"x\" & 'y'</b><script>alert(1)</script>{{ 7 * 7 }}{% raw %}"


def article(source: str = SOURCE) -> Handout:
    """Return a handout of an article's source, in its own language."""
    return handout(parse_article(source.encode(), id="cough", path="x.md", source_language="en"))


class Seen(HTMLParser):
    """Elements, attributes and letters, as a browser sees them; a break is a blank."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.letters = ""
        self.feed(str.__str__(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.letters += " " if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.letters += data

    def all(self, tag: str, name: str) -> list[str | None]:
        """Return one attribute of all elements of a kind."""
        return [
            attributes[name]
            for element, attributes in self.found
            if (element, name in attributes) == (tag, True)
        ]


def line(*content: Inline, tag: str = "en", translated: bool = True) -> Line:
    return Line(
        content=content, language=tag, direction=language(tag).direction, translated=translated
    )


def rendered(template: str, made: Handout | None = None) -> str:
    """Return what a template of a clinic makes of a handout."""
    return Renderer({"handout.html": template.encode()}).page(made or article()).html


# Letters

nodes: st.SearchStrategy[Inline] = st.recursive(
    st.one_of(
        st.builds(Run, text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)),
        st.builds(Run, text=st.sampled_from([NASTY, "<", "&amp;", "&lt;b&gt;", "'", '"'])),
        st.builds(Value, name=st.just("clinic.name"), text=st.sampled_from([NASTY, "a", "خ"])),
        st.builds(Break),
    ),
    lambda inner: st.builds(
        Span,
        kind=st.sampled_from(["strong", "emphasis", "code", "link"]),
        children=st.lists(inner, max_size=2).map(tuple),
        href=st.sampled_from(["https://a.example/?b=1&c=2", 'https://a.example/"><script>']),
    ),
    max_leaves=4,
)
ALLOWED: dict[str, set[str]] = {
    "strong": set(),
    "em": set(),
    "code": set(),
    "br": set(),
    "a": {"href"},
    "span": {"class", "dir", "translate"},
}


@settings(max_examples=150)
@given(st.lists(nodes, max_size=3).map(tuple))
def test_no_letter_becomes_markup(content: tuple[Inline, ...]) -> None:
    """Whatever an article or a catalog says is read, never obeyed."""
    seen = Seen(inline_html(content))

    assert [] == [found for found in seen.found if found[1].keys() > ALLOWED.get(found[0], {"!"})]
    assert {tag for tag, _ in seen.found} <= ALLOWED.keys()
    assert line(*content).plain() == seen.letters


@pytest.mark.parametrize(
    ("node", "html"),
    [
        (Span(kind="strong", children=(Run(text="a"),)), "<strong>a</strong>"),
        (Span(kind="emphasis", children=(Run(text="a"),)), "<em>a</em>"),
        (Span(kind="code", children=(Run(text="a"),)), "<code>a</code>"),
        (
            Span(kind="link", children=(Run(text="a"),), href="https://b.example/?c&d"),
            '<a href="https://b.example/?c&amp;d">a</a>',
        ),
        (Break(), "<br>"),
        (
            Value(name="emergency", text="999"),
            '<span class="value" dir="ltr" translate="no">999</span>',
        ),
        (
            Value(name="clinic.name", text="عيادة 5"),
            '<span class="value words" dir="rtl" translate="no">عيادة 5</span>',
        ),
        (
            Span(kind="ltr", children=(Span(kind="strong", children=(Run(text="5"),)),)),
            '<span dir="ltr"><strong>5</strong></span>',
        ),
        (Value(name="page", text="0"), '<span class="counter-page"></span>'),
    ],
)
def test_content_becomes_html(node: Inline, html: str) -> None:
    """A value runs in its own direction, whatever stands round it."""
    assert html == inline_html((node,))


def test_placeholder_that_was_not_filled_is_a_bug() -> None:
    """It would be printed in braces; localization fills all."""
    with pytest.raises(AssertionError, match="urgent"):
        inline_html((Placeholder(name="urgent"),))


@pytest.mark.parametrize(
    ("words", "html", "plain"),
    [
        (line(Run(text="a < b")), "a &lt; b", "a < b"),
        (
            line(Run(text="راحة"), tag="ar"),
            '<span lang="ar" dir="rtl">راحة</span>',
            "راحة",
        ),
        (
            line(Run(text="Reposo"), tag="es", translated=False),
            '<span class="untranslated" lang="es" dir="ltr">Reposo</span>',
            "[español] Reposo",
        ),
        (
            line(Run(text="Rest"), translated=False),
            '<span class="untranslated" lang="en" dir="ltr">Rest</span>',
            "[English] Rest",
        ),
    ],
    ids=["own", "foreign", "untranslated", "untranslated in the page's language"],
)
def test_words_say_their_language(words: Line, html: str, plain: str) -> None:
    """On an English page; what stands in for a translation is marked, in bookmarks too."""
    assert html == Words(words, "en").__html__()
    assert plain == Words(words, "en").plain


# Pages


def test_page_holds_the_blocks() -> None:
    """Each as the element that readers and screen readers know it by."""
    html = "".join(page_of(SOURCE).split("\n"))

    for expected in (
        '<p id="start" class="key">Rest.</p>',
        "<h1>Cough &amp; cold</h1>",
        "<h2>Drinks</h2>",
        '<ol start="3">',
        '<th scope="col" class="end">b</th>',
        '<td class="start">1</td><td class="end">2</td>',
        '<div class="callout dont">',
        f'<img src="{BASE_URL}pictures/cup.svg" alt="A &#34;cup&#34;" style="width: 30.0mm">',
        "<title>Draft: Cough &amp; cold</title>",
        '<meta name="description" content="Rest &lt; well.">',
        '<meta name="keywords" content="cold, a &#34;q&#34;">',
    ):
        assert expected in html
    assert re.search(r"<ul><li[^>]*>(<p>)?hot(</p>)?</li></ul>", html)


def page_of(source: str, clinic: Clinic = CLINIC) -> str:
    parsed = parse_article(source.encode(), id="cough", path="x.md", source_language="en")
    return page(parsed, clinic=clinic).html


def test_clinic_is_text_too() -> None:
    """A name with a sign in it is no markup, in the text and in attributes."""
    clinic = dataclasses.replace(CLINIC, name=NASTY, address=NASTY)
    seen, plain = Seen(page_of(SOURCE, clinic)), Seen(page_of(SOURCE))

    assert plain.found.__len__() == len(seen.found)
    assert NASTY in seen.letters
    assert [NASTY] == [
        attributes["content"]
        for tag, attributes in seen.found
        if tag == "meta" and attributes.get("name") == "author"
    ]


def test_page_in_another_language_says_so() -> None:
    """Language and direction of the page are the patient's, those of the staff's words theirs."""
    parsed = parse_article(SOURCE.encode(), id="cough", path="x.md", source_language="en")
    html = page(parsed, Catalog(language="ar"), language="ar", staff="de").html

    assert '<html lang="ar" dir="rtl">' in html
    assert '<h1><span class="untranslated" lang="en" dir="ltr">Cough &amp; cold</span></h1>' in html
    assert "<title>Draft: [English] Cough &amp; cold</title>" in unset(html)
    assert 'lang="de" dir="ltr"' in html
    assert {"ar", "de", "en"} <= {
        tag for tag in ("ar", "de", "en", "fr") if f":lang({tag}) {{" in html
    }


def test_everything_that_a_page_asks_for_is_in_it() -> None:
    """Whatever its name; the engine asks for addresses as browsers write them."""
    source = SOURCE + "\n![b](<pictures/große tasse & co.svg>)\n"
    parsed = parse_article(source.encode(), id="cough", path="x.md", source_language="en")
    pictures = dict.fromkeys(parsed.pictures(), b"<svg/>")
    made = dataclasses.replace(
        handout(parsed, clinic=dataclasses.replace(CLINIC, logo="our logo.svg")),
        pictures=pictures,
        logo=b"<svg/>",
    )
    found = Renderer(stock_templates()).page(made)

    asked = Seen(found.html).all("img", "src")
    assert 4 == len(asked)  # two pictures, the logo, the QR code
    assert [] == [address for address in asked if address not in found.resources]
    assert [] == [address for address in asked if address != quote(address or "", safe=":/%")]
    assert BASE_URL not in standalone(found)


def test_logo_is_not_taken_for_a_picture_of_the_article() -> None:
    """The paths of both may be the same: each is relative to a folder of its own."""
    parsed = parse_article(
        b'+++\ntitle = "X"\n+++\n![A cup](pictures/cup.svg)\n',
        id="x",
        path="x.md",
        source_language="en",
    )
    clinic = dataclasses.replace(CLINIC, logo="pictures/cup.svg")
    drawn = dataclasses.replace(
        handout(parsed, clinic=clinic), pictures={"pictures/cup.svg": b"cup"}, logo=b"logo"
    )
    found = Renderer(stock_templates()).page(drawn)

    assert {b"cup", b"logo"} <= set(found.resources.values())


def test_resources_lead_nowhere() -> None:
    """Below an address that no network has."""
    found = page(parse_article(SOURCE.encode(), id="x", path="x.md", source_language="en"))

    assert {".invalid"} == {
        PurePosixPath(address.split("/")[2]).suffix for address in found.resources
    }


# Templates of a clinic


def test_words_of_a_template_are_translated() -> None:
    """To the patient, or to the staff; filled in, and never taken for markup."""
    made = article()
    message = Message(
        id="Hello {name}",
        context=None,
        translation="**Hola** {name}",
        fuzzy=False,
        place=Place(path="es.po"),
    )
    spanish = Catalog(language="es", messages={message.key: message})
    made = dataclasses.replace(
        made, staff=dataclasses.replace(made.staff, language="es", furniture=spanish)
    )

    assert (
        '<span lang="es" dir="ltr"><strong>Hola</strong> '
        '<span class="value" dir="ltr" translate="no">&lt;b&gt;</span></span>'
    ) == rendered('{{ _("Hello {name}", to_staff, name="<b>") }}', made)


def test_words_that_are_not_translated_are_marked() -> None:
    """Silent English reaches nobody."""
    assert '<span class="untranslated" lang="en" dir="ltr">New</span>' == rendered('{{ _("New") }}')


@pytest.mark.parametrize(
    ("template", "line_number"),
    [
        ("fine\n{{ nobody }}", 2),
        ("fine\n{{ article.nobody.at.all }}", 2),
        ("fine\n\n{% if %}", 3),
        ("{{ article.blocks.__class__.__mro__ }}", 1),
        ("{{ ''.__class__ }}", 1),
        ("{% include 'none.html' %}", 1),
        ("{{ 1 / 0 }}", 1),
    ],
)
def test_mistake_in_a_template_is_told_with_its_line(template: str, line_number: int) -> None:
    """A clinic's template has no way out either."""
    with pytest.raises(ContentError) as raised:
        rendered(template)

    (problem,) = raised.value.problems
    assert f"templates/handout.html:{line_number}" == str(problem.place)


def test_template_that_is_missing_is_told() -> None:
    """By its name."""
    with pytest.raises(ContentError, match=r"`handout\.html`"):
        Renderer({}).page(article())


# QR codes


def test_qr_code_has_its_quiet_zone() -> None:
    """Four modules on each side (ISO/IEC 18004), or cameras do not find it."""
    svg = etree.fromstring(qr_svg("https://riverside.example/cough/en"))
    (drawing,) = svg.findall("{http://www.w3.org/2000/svg}path")

    _, _, width, height = map(int, svg.get("viewBox", "").split())
    assert width == height == 29 + 2 * 4  # version 3 has 29 modules
    assert drawing.get("d", "").startswith("M4 4.5h7")  # the first finder pattern


def test_qr_code_is_the_address_and_nothing_else() -> None:
    """The same bytes each time; another address is another code."""
    assert qr_svg("https://a.example") == qr_svg("https://a.example")
    assert qr_svg("https://a.example") != qr_svg("https://b.example")


def test_qr_address_is_filled_in() -> None:
    """A clinic without a pattern has no code."""
    assert "https://riverside.example/cough/zh-Hans" == qr_address(CLINIC, "cough", "zh-Hans")
    assert "" == qr_address(Clinic(), "cough", "en")


def test_page_without_qr_has_no_picture_of_it() -> None:
    """Nor the words beside it."""
    html = page_of(SOURCE, dataclasses.replace(CLINIC, qr=""))

    assert "qr.svg" not in html
    assert "on your phone" not in html


# Styles


def test_each_language_has_its_fonts_and_leading() -> None:
    """In one rule each, sorted, so that two builds are the same bytes."""
    expected = [
        f':lang({tag}) {{ font-family: "{language(tag).fonts[0]}", ' for tag in ("ar", "en", "ur")
    ]
    rules = language_styles(["ur", "en", "ar", "en"]).split("\n")

    assert [True] * 3 == [
        rule.startswith(begin) for rule, begin in zip(rules, expected, strict=True)
    ]
    assert "line-height: 2.7;" in rules[2]


@pytest.mark.parametrize("tag", known())
def test_fonts_of_every_language_can_stand_in_a_rule(tag: str) -> None:
    """A quotation mark in the name of a font would end the rule."""
    (rule,) = (rule for rule in language_styles([tag]).split("\n") if "font-family" in rule)

    setting = language(tag)

    assert 2 * len(setting.fonts) + setting.features.count('"') == rule.count('"')
    assert rule.endswith("; }")


def test_persian_numbers_keep_persian_digits() -> None:
    """The `locl` of Noto Naskh Arabic would put Urdu's 4, 6 and 7 in their place."""
    assert 'font-feature-settings: "locl" 0;' in language_styles(["fa"])
    assert "font-feature-settings" not in language_styles(["ar", "ur"])


def test_lists_and_pages_are_counted_in_the_language_s_digits() -> None:
    """One way to count for all languages that share it; Latin digits need none."""
    said = language_styles(["fa", "ps", "ne", "de"])

    assert 1 == said.count("@counter-style digits-arabext {")
    assert 1 == said.count("@counter-style digits-deva {")
    assert 2 == said.count("@counter-style")
    for tag, style in (("fa", "arabext"), ("ps", "arabext"), ("ne", "deva")):
        assert f"ol:lang({tag}) {{ list-style-type: digits-{style} }}" in said
        assert f".counter-pages:lang({tag})::before {{ content: counter(pages, digits-{style}) }}"
    assert "lang(de)::before" not in said


def test_bold_is_underlined_where_there_is_none() -> None:
    """Bold of N'Ko is printed as its regular face is; nobody would see what matters."""
    assert ":is(strong, em):lang(nqo) { text-decoration: underline }" in language_styles(["nqo"])
    assert "underline" not in language_styles(["ar", "en", "km"])


@pytest.mark.parametrize("tag", known())
def test_table_knows_which_fonts_have_a_bold_face(tag: str) -> None:
    """By what is installed."""
    faces = [font.style for font in installed(language(tag).fonts[:1])]
    if not faces:
        pytest.skip(f"{language(tag).fonts[0]} is not installed")

    assert language(tag).bold == ("Bold" in faces)
