"""Made-up articles and texts, for the tests of laws; and pages of them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from leaflet.article import (
    CALLOUTS,
    NO_MARKS,
    Alignment,
    Article,
    Block,
    Callout,
    Figure,
    Item,
    Listing,
    Marks,
    Paragraph,
    Section,
    Table,
    Text,
)
from leaflet.catalogs import Catalog, source_catalog
from leaflet.clinic import Clinic
from leaflet.errors import Place
from leaflet.html import Handout, HtmlPage, Voice
from leaflet.html.render import Renderer
from leaflet.localize import localize, localize_text, placeholder_values
from leaflet.messages import SourceMessage, article_messages, template_messages
from leaflet.sheets import SHEETS
from leaflet.territories import territory
from leaflet.typeset import typeset

PICTURES = ("pictures/cup.svg", "pictures/hug.png")

# What is one for the reader, though it is more than one number with its unit.
FORMULAS = (
    "1-800-222-1222",
    "1 800 222 1222",
    "1 200 mg",
    "1 000 000 IU",
    "1 000 000",
    "10 000",
    "1\u2009200 mg",
    "1 1/2",
    "1-0-2-0",
    "1–2–3",
    "22.11.2026–25.11.2026",
    "22.11.2026 – 25.11.2026",
    "2026-11-22–2026-11-25",
    "22/11/2026–25/11/2026",
    "+5 °C",
    "-5 °C",
    "2 × 500 mg = 1 g",
    "$5.50",
    "US$ 5",
    "€5",
    "5 €",
    "£3.20",
    "$5–$10",
    "pH 7.4",
    "pH 7.35–7.45",
    "100 mg/5 ml",
    "10–20 mg/kg/24 h",
    "4–6 × 10 mg",
    "5 mg + 10 mg",
    "2-3 x 1/day",
    "1 200–1 400 mg",
    "2+1",
    "3:1",
    "1:10",
    "50/50",
    "10⁹/l",
    "#5",
    "No. 5",
    "24/7",
    "65+",
    "A4",
    "COVID-19",
    "vitamin B12",
    "0800-1234567 ext. 89",
)

# Markdown that is well-formed whatever stands beside it.
FRAGMENTS = (
    "Keep moving.",
    "Rest",
    "a < b & c > d",
    "\"quoted\" & 'single'",
    "**bold words**",
    "*soft*",
    "**bold *and soft***",
    "`code`",
    "[the clinic](https://clinic.example/a?b=1&c=2)",
    "[call](tel:{clinic.phone})",
    "[write](mailto:desk@clinic.example)",
    "{emergency}",
    "{clinic.name}",
    "020 7946 0000",
    "200–400 mg",
    "37.5 °C",
    "2026-11-22",
    r"\{not one\}",
    r"5 \* 3",
    "AT&amp;T",
    "خذ حبة",
    "ជំងឺ",
    "肌肉痉挛",
)

sources = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=4).map(" ".join)
"""Markdown inline source, as it stands in a message id."""

lines_of_letters = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\u0085"),
    max_size=40,
)
"""Any letters at all, in one line."""


def texts(role: str, context: str | None = None) -> st.SearchStrategy[Text]:
    """Return texts of one role."""
    return st.builds(
        Text,
        source=sources,
        role=st.just(role),
        place=st.builds(Place, path=st.just("articles/made-up.md"), line=st.integers(1, 99)),
        context=st.just(context),
    )


bodies = texts("text")
marks = st.one_of(
    st.just(NO_MARKS),
    st.builds(
        Marks,
        classes=st.lists(
            st.sampled_from(["key", "step", "card", "tick"]), min_size=1, max_size=2, unique=True
        ).map(tuple),
    ),
)
paragraphs = st.builds(Paragraph, text=bodies, marks=marks)
figures = st.builds(
    Figure,
    path=st.sampled_from(PICTURES),
    alt=texts("alt", "alt"),
    width_mm=st.none() | st.just(30.0),
    marks=marks,
)


@st.composite
def tables(draw: st.DrawFn) -> Table[Text]:
    """Return a regular table: as many cells in each row as there are columns."""
    columns = draw(st.integers(1, 3))

    def row(role: str) -> tuple[Text, ...]:
        return tuple(draw(texts(role)) for _ in range(columns))

    options: Sequence[Alignment] = ("start", "center", "end")
    return Table(
        head=row("table/head"),
        rows=tuple(row("table/cell") for _ in range(draw(st.integers(0, 2)))),
        alignments=tuple(draw(st.sampled_from(options)) for _ in range(columns)),
        marks=draw(marks),
    )


def _around(inner: st.SearchStrategy[Block[Text]]) -> st.SearchStrategy[Block[Text]]:
    blocks = st.lists(inner, min_size=1, max_size=2).map(tuple)
    items = st.lists(st.builds(Item, blocks=blocks), min_size=1, max_size=2).map(tuple)
    return st.one_of(
        st.builds(Listing, items=items, start=st.none() | st.sampled_from([1, 3]), marks=marks),
        st.builds(Callout, kind=st.sampled_from(CALLOUTS), blocks=blocks, marks=marks),
    )


# Without headings, which stand only in the body itself.
nested: st.SearchStrategy[Block[Text]] = st.recursive(
    st.one_of(paragraphs, figures, tables()), _around, max_leaves=4
)


def sections(level: int) -> st.SearchStrategy[Section[Text]]:
    """Return sections of a level, with sections of the next in them."""
    inner: st.SearchStrategy[Block[Text]] = nested
    if level < 4:
        inner = st.one_of(nested, sections(level + 1))
    return st.builds(
        Section,
        level=st.just(level),
        heading=texts(f"heading-{level}"),
        blocks=st.lists(inner, max_size=2).map(tuple),
        marks=marks,
    )


articles: st.SearchStrategy[Article[Text]] = st.builds(
    Article,
    id=st.just("made-up"),
    path=st.just("articles/made-up.md"),
    language=st.just("en"),
    title=texts("title", "title"),
    summary=st.none() | texts("summary", "summary"),
    keywords=st.lists(texts("keywords", "keywords"), max_size=2).map(tuple),
    blocks=st.tuples(
        st.lists(nested, max_size=2).map(tuple), st.lists(sections(2), max_size=2).map(tuple)
    ).map(lambda parts: (*parts[0], *parts[1])),
    version=st.sampled_from(["", "1.0"]),
    published=st.none() | st.just(datetime.date(2026, 11, 22)),
    review_by=st.none() | st.just(datetime.date(2028, 11, 22)),
    sources=st.sampled_from([(), ("NHS: Back pain",)]),
    codes=st.sampled_from([(), (("icd10cm", ("M62.830",)),)]),
)
"""Articles with every kind of block, one inside the other."""


STOCK = Path(__file__).parent.parent / "templates"
CLINIC = Clinic(
    name='The "Old" Mill & Co',
    address="1 Mill Lane, Riverside RV1 2AB",
    phone="020 7946 0000",
    web="https://riverside.example",
    interpreter="020 7946 0999",
    qr="https://riverside.example/{article}/{language}",
)


@cache
def stock_templates() -> dict[str, bytes]:
    """Return the files of the program's own templates."""
    return {
        path.relative_to(STOCK).as_posix(): path.read_bytes()
        for path in STOCK.rglob("*")
        if path.is_file()
    }


@cache
def stock_renderer() -> Renderer:
    """Return the program's own templates, parsed."""
    return Renderer(stock_templates())


@cache
def stock_furniture() -> tuple[SourceMessage, ...]:
    """Return the messages of the program's own templates."""
    return template_messages(
        {
            f"templates/{name}": data.decode()
            for name, data in stock_templates().items()
            if name.endswith(".html")
        }
    )


def handout(
    article: Article[Text],
    catalog: Catalog | None = None,
    *,
    language: str = "en",
    staff: str = "en",
    clinic: Clinic = CLINIC,
) -> Handout:
    """Return a handout of an article; without a catalog in its own language."""
    messages = article_messages(article)
    place = territory("GB")
    values = {**placeholder_values(clinic, place), "poison": "020 7946 0444"}
    chosen = source_catalog(article.language, messages) if catalog is None else catalog
    title = localize_text(
        article.title, chosen, language=language, source_language=article.language, values=values
    )
    furniture = stock_furniture()
    return Handout(
        article=typeset(localize(article, chosen, language=language, values=values)),
        staff_title=title,
        patient=Voice(language=language, furniture=source_catalog(language, furniture)),
        staff=Voice(language=staff, furniture=source_catalog(staff, furniture)),
        sheet=SHEETS["a4"],
        clinic=clinic,
        territory=place,
        values=values,
    )


def page(
    article: Article[Text],
    catalog: Catalog | None = None,
    *,
    language: str = "en",
    staff: str = "en",
    clinic: Clinic = CLINIC,
) -> HtmlPage:
    """Return a page of the program's own templates, all furniture in the source's words."""
    made = handout(article, catalog, language=language, staff=staff, clinic=clinic)
    return stock_renderer().page(made)
