"""Articles in a language: translations, placeholders, and what stands in for what is missing."""

from __future__ import annotations

import dataclasses

import pytest

from leaflet.article import Article, Line, Placeholder, Run, Span, Text, Value
from leaflet.catalogs import Catalog, Message
from leaflet.clinic import PLACEHOLDERS, Clinic
from leaflet.errors import ConfigurationError, ContentError, Place
from leaflet.localize import (
    Values,
    line,
    localize,
    localize_text,
    placeholder_values,
)
from leaflet.parse import inline, parse_article
from leaflet.territories import territory

CLINIC = Clinic(
    name="Riverside",
    address="1 Mill Lane",
    phone="020 7946 0000",
    web="https://riverside.example",
    interpreter="020 7946 0999",
)
VALUES = placeholder_values(CLINIC, territory("GB"))


def text(source: str, context: str | None = None) -> Text:
    return Text(source=source, role="text", place=Place(path="x.md", line=4), context=context)


def catalog(translations: dict[str, str], *, fuzzy: bool = False, tag: str = "es") -> Catalog:
    messages = [
        Message(
            id=id,
            context=None,
            translation=words,
            fuzzy=fuzzy,
            place=Place(path="es.po", line=line),
        )
        for line, (id, words) in enumerate(translations.items(), start=1)
    ]
    return Catalog(language=tag, messages={message.key: message for message in messages})


def localized(source: str, translation: str = "", values: Values = VALUES) -> Line:
    return localize_text(
        text(source),
        catalog({source: translation}),
        language="es",
        source_language="en",
        values=values,
    )


def article(*paragraphs: str) -> Article[Text]:
    body = "\n\n".join(paragraphs)
    return parse_article(
        f'+++\ntitle = "X"\n+++\n{body}'.encode(), id="x", path="x.md", source_language="en"
    )


# Translations


def test_translation_takes_the_place_of_the_source() -> None:
    """With its own marks, in its own language."""
    expected = Line(
        content=(Span(kind="strong", children=(Run(text="Descanse"),)), Run(text=" ya.")),
        language="es",
        direction="ltr",
    )
    assert expected == localized("**Rest** now.", "**Descanse** ya.")


@pytest.mark.parametrize(
    "found", [catalog({}), catalog({"Rest.": ""}), catalog({"Rest.": "Descanse."}, fuzzy=True)]
)
def test_source_stands_in_for_what_is_missing(found: Catalog) -> None:
    """In its own language and direction, and known as such; never as the translation."""
    line = localize_text(text("Rest."), found, language="ar", source_language="en", values=VALUES)

    expected = Line(content=(Run(text="Rest."),), language="en", direction="ltr", translated=False)
    assert expected == line


def test_direction_is_the_one_of_the_language() -> None:
    """As the table of languages has it."""
    line = localize_text(
        text("a"), catalog({"a": "ا"}), language="ar", source_language="en", values=VALUES
    )

    assert "rtl" == line.direction


def test_all_bad_translations_are_told_at_once() -> None:
    """Each with the line of its catalog, once."""
    found = catalog({"a": "<b>", "b": "B", "c": "{emergencia}"})

    with pytest.raises(ContentError) as raised:
        localize(article("a", "b", "c", "a"), found, language="es", values=VALUES)

    assert ["es.po:1", "es.po:3"] == [str(problem.place) for problem in raised.value.problems]


@pytest.mark.parametrize(
    "translation", ["<script>x</script>", "[a](javascript:b)", "{{ clinic }}", "![a](b.svg)"]
)
def test_translation_is_no_way_in(translation: str) -> None:
    """A catalog comes from outside."""
    with pytest.raises(ContentError):
        localized("a", translation)


# Placeholders


def test_every_placeholder_has_its_value() -> None:
    """The territory's, or the clinic's."""
    expected = {
        "emergency": "999",
        "urgent": "111",
        "poison": VALUES["poison"],
        "clinic.name": "Riverside",
        "clinic.address": "1 Mill Lane",
        "clinic.phone": "020 7946 0000",
        "clinic.web": "https://riverside.example",
        "clinic.interpreter": "020 7946 0999",
    }
    assert expected == VALUES
    assert PLACEHOLDERS.keys() == VALUES.keys()


def test_clinic_may_say_whom_to_call() -> None:
    """Its own urgent line goes before the territory's; the emergency number does not change."""
    clinic = dataclasses.replace(CLINIC, urgent="020 7946 0111")
    values = placeholder_values(clinic, territory("GB"))

    assert ("020 7946 0111", "999") == (values["urgent"], values["emergency"])


def test_emergency_number_comes_from_the_territory() -> None:
    """An English handout in Germany does not say 999."""
    assert "112" == placeholder_values(CLINIC, territory("DE"))["emergency"]


def test_placeholders_are_filled_in_source_and_translation() -> None:
    """In bold, too; what is printed stays known as a value."""
    value = Value(name="emergency", text="999")

    assert (Run(text="Call "), value) == localized("Call {emergency}").content
    assert (Span(kind="strong", children=(Run(text="Llame al "), value)),) == (
        localized("Call {emergency}", "**Llame al {emergency}**").content
    )


@pytest.mark.parametrize(
    ("source", "href"),
    [
        ("[call](tel:{clinic.phone})", "tel:02079460000"),
        ("[call](TEL:{clinic.phone})", "TEL:02079460000"),
        ("[call](tel:{emergency})", "tel:999"),
        ("[a](https://a.example/{clinic.phone}/x)", "https://a.example/020 7946 0000/x"),
        ("[{clinic.name}](tel:{clinic.phone})", "tel:02079460000"),
    ],
)
def test_placeholders_are_filled_in_links(source: str, href: str) -> None:
    """A phone takes the digits without the spaces that people read."""
    (link,) = localized(source).content

    assert isinstance(link, Span)
    assert href == link.href


def test_escaped_brace_is_no_placeholder() -> None:
    """It is printed."""
    assert "{emergency}" == localized(r"\{emergency\}").plain()


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("clinic.phone", '`phone = "…"`'),
        ("clinic.interpreter", '`interpreter = "…"`'),
        ("urgent", '`urgent = "…"`'),
        ("emergency", "`territory`"),
        ("poison", "poison"),
    ],
)
def test_value_that_is_missing_is_told_with_its_key(name: str, where: str) -> None:
    """Nothing is printed in its place; the administrator reads what to write, and where."""
    with pytest.raises(ConfigurationError) as raised:
        localized(f"Call {{{name}}}", values={**VALUES, name: ""})

    (problem,) = raised.value.problems
    assert f"`{{{name}}}`" in problem.message
    assert where in problem.hint
    assert "x.md:4" == str(problem.place)


def test_value_that_is_missing_in_a_link_is_an_error_too() -> None:
    """Else the link would call nobody."""
    with pytest.raises(ConfigurationError):
        localized("[call](tel:{clinic.phone})", values={**VALUES, "clinic.phone": ""})


def test_placeholder_that_nobody_knows_is_refused() -> None:
    """Also where only the translation has it."""
    with pytest.raises(ContentError):
        localized("Call {emergencey}")


def test_placeholders_may_change_places() -> None:
    """Every language has its own order of words."""
    line = localized("{clinic.name}, {clinic.phone}", "{clinic.phone}, {clinic.name}")

    assert "020 7946 0000, Riverside" == line.plain()


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Mill Ltd.", "Ask Mill Ltd. Now."), ("Mill", "Ask Mill. Now."), ("", "Ask. Now.")],
)
def test_a_value_s_full_stop_ends_the_sentence_too(name: str, expected: str) -> None:
    """Russian dates end with one: "2026 г."; two look like a mistake."""
    found = line(
        inline("Ask {clinic.name}. Now." if name else "Ask. Now.", Place(path="x.md")),
        "en",
        {"clinic.name": name},
        Place(path="x.md"),
    )

    assert expected == found.plain()


def test_no_placeholder_is_left() -> None:
    """What reaches paper is filled in, wherever it stands."""
    line = localized("**{urgent} *{emergency}*** [{clinic.name}](tel:{clinic.phone}) `{urgent}`")

    def left(nodes: object) -> bool:
        return (
            isinstance(nodes, Placeholder)
            or (isinstance(nodes, tuple) and any(map(left, nodes)))
            or (isinstance(nodes, Span) and ("{" in nodes.href or left(nodes.children)))
        )

    assert not left(line.content)
