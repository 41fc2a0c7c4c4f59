"""Texts sent to translation offices and taken in again, as XLIFF and as PO."""

from __future__ import annotations

import datetime
import io
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.assemble import Library
from leaflet.catalogs import read_catalog
from leaflet.cli.main import run
from leaflet.errors import ContentError, UsageError
from leaflet.exchange import exchange, take_in_catalog, take_in_xliff
from leaflet.review import approve
from leaflet.workspace import read_workspace
from leaflet.xliff import (
    VERSIONS,
    Exchange,
    Unit,
    Version,
    read_xliff,
    unit_id,
    write_xliff,
)
from tests.clinics import NOW, catalog, make_translated

ROOT = Path(__file__).parent.parent
LATER = datetime.datetime(2026, 12, 24, 18, 0, tzinfo=datetime.UTC)
ARTICLE = """\
+++
title = "Cough"
+++
Rest at home & *drink*.

Do not smoke. Call {emergency}.

Take 10 ml < 3 times.
"""
SPANISH = {
    "Cough": "Tos",
    "Rest at home & *drink*.": "Descanse en casa y *beba*.",
    "Do not smoke. Call {emergency}.": "No fume. Llame al {emergency}.",
    "Take 10 ml < 3 times.": "Tome 10 ml < 3 veces.",
}


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A clinic with one article of its own, translated into Spanish; one message is doubtful."""
    root = tmp_path / "clinic"
    make_translated(root, ARTICLE, SPANISH)
    text = catalog(root).read_text("utf-8")
    text = text.replace('msgid "Take 10', '#, fuzzy\nmsgid "Take 10').replace(
        "#: articles/cough.md\nmsgid", "# really?\n#: articles/cough.md\nmsgid", 1
    )
    catalog(root).write_text(text, "utf-8")
    return root


def library(root: Path) -> Library:
    return Library(read_workspace(root))


def sent(root: Path) -> Exchange:
    return exchange(library(root), "cough", "es")


# XLIFF

words = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1
).filter(str.strip)
units = st.builds(
    Unit,
    id=st.integers(0, 10**9).map("m-{}".format),
    source=words,
    target=words,
    state=st.sampled_from(["fuzzy", "translated"]),
    comments=st.lists(words.map(str.strip), max_size=2).map(tuple),
)


@pytest.mark.parametrize("version", VERSIONS)
@given(found=st.lists(units, max_size=4, unique_by=lambda unit: unit.id).map(tuple))
def test_whatever_is_written_is_read_back(version: Version, found: tuple[Unit, ...]) -> None:
    """Spaces, markup and every letter that XML can hold; a translation to be looked at too."""
    given_ = Exchange(domain="cough", source_language="en", language="zh-Hans", units=found)

    assert given_ == read_xliff(write_xliff(given_, version), "x.xlf")


@pytest.mark.parametrize("version", VERSIONS)
def test_round_trip_changes_not_a_byte_of_a_catalog(clinic: Path, version: Version) -> None:
    """Translations, doubts, comments of translators."""
    before = catalog(clinic).read_bytes()
    taken = take_in_xliff(library(clinic), write_xliff(sent(clinic), version), "x.xlf", LATER)

    assert 0 == taken.merged.changed
    assert before == taken.merged.data == catalog(clinic).read_bytes()


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("tag", ["es", "ar", "hi", "zh-Hans"])
def test_real_catalogs_survive_the_round_trip(tmp_path: Path, version: Version, tag: str) -> None:
    """From nothing but the file an empty catalog gets all that was in the full one."""
    full = Library(read_workspace(ROOT))
    found = exchange(full, "back-muscle-spasm", tag)
    clinic = tmp_path / "clinic"
    clinic.mkdir()
    (clinic / "leaflet.toml").write_text('languages = ["en"]\n[clinic]\nterritory = "GB"\n')
    data = write_xliff(found, version)
    path = take_in_xliff(library(clinic), data, "x.xlf", NOW).path
    messages = read_catalog(path.read_bytes(), "x.po", tag).messages
    expected = full.catalog("back-muscle-spasm", tag).messages

    assert {
        key: (expected[key].translation, expected[key].fuzzy, expected[key].comments)
        for key in messages
    } == {key: (one.translation, one.fuzzy, one.comments) for key, one in messages.items()}


def test_ids_depend_on_words_and_context_alone(clinic: Path) -> None:
    """Moved lines change none; the same words in another role have another."""
    before = {unit.id for unit in sent(clinic).units}
    path = clinic / "articles/cough.md"
    path.write_text(ARTICLE.replace("Rest at home", "\n\nRest at\nhome"))

    assert before == {unit.id for unit in sent(clinic).units}
    assert unit_id((None, "Cough")) != unit_id(("title", "Cough"))


@pytest.mark.parametrize("version", VERSIONS)
def test_states_are_those_of_the_standard(clinic: Path, version: Version) -> None:
    """Missing, doubtful, translated; and final where somebody approved it."""
    text = catalog(clinic).read_text("utf-8")
    catalog(clinic).write_text(text.replace('"Tos"', '""'), "utf-8")

    def states() -> list[str | None]:
        root = ElementTree.fromstring(write_xliff(sent(clinic), version))
        name = "target" if version == "1.2" else "segment"
        return [element.get("state") for element in root.iter() if element.tag.endswith(name)]

    assert {
        "1.2": ["needs-translation", "translated", "translated", "needs-review-translation"],
        "2.0": ["initial", "translated", "translated", "initial"],
    }[version] == states()

    catalog(clinic).write_text(text.replace("#, fuzzy\n", ""), "utf-8")
    approve(library(clinic), "cough", "es", by="Ana", role="nurse", date=NOW.date())
    assert ["final"] * 4 == states()


@pytest.mark.parametrize("version", VERSIONS)
def test_returned_translations_are_taken_in(clinic: Path, version: Version) -> None:
    """What was doubtful is not any more; an empty one takes nothing away."""
    first, second, third, fourth = sent(clinic).units
    back = replace(
        sent(clinic),
        units=(
            replace(first, target="La tos", state="translated"),
            replace(second, target="", state="missing"),
            replace(third, state="fuzzy", comments=("¿Seguro?",)),
            replace(fourth, state="translated"),
        ),
    )
    taken = take_in_xliff(library(clinic), write_xliff(back, version), "x.xlf", LATER)
    found = list(read_catalog(catalog(clinic).read_bytes(), "x.po", "es").messages.values())

    assert (3, 1) == (taken.merged.changed, taken.merged.kept)
    assert [
        ("La tos", False),
        ("Descanse en casa y *beba*.", False),
        ("No fume. Llame al {emergency}.", True),
        ("Tome 10 ml < 3 veces.", False),
    ] == [(one.translation, one.fuzzy) for one in found]
    assert ("¿Seguro?",) == found[2].comments


def test_edited_source_is_refused_and_nothing_is_taken_in(clinic: Path) -> None:
    """An office must not turn a `not` round."""
    before = catalog(clinic).read_bytes()
    data = write_xliff(sent(clinic), "1.2").replace(b"Do not smoke", b"Do smoke")

    with pytest.raises(ContentError, match="source of this message was edited") as caught:
        take_in_xliff(library(clinic), data, "x.xlf", NOW)
    assert "Do not smoke. Call {emergency}." == caught.value.problems[0].evidence[0][1]
    assert before == catalog(clinic).read_bytes()


def test_text_of_another_article_is_refused(clinic: Path) -> None:
    """Whatever the file calls itself."""
    other = exchange(Library(read_workspace(ROOT)), "back-muscle-spasm", "es")
    data = write_xliff(replace(other, domain="cough"), "2.0")

    with pytest.raises(ContentError, match="the file is of another text"):
        take_in_xliff(library(clinic), data, "x.xlf", NOW)


def test_file_in_another_language_than_was_said_is_refused(clinic: Path) -> None:
    """It would be written over good translations."""
    before = catalog(clinic).read_bytes()
    data = write_xliff(replace(sent(clinic), language="de"), "1.2")

    with pytest.raises(ContentError, match="in `de`, not in `es`"):
        take_in_xliff(library(clinic), data, "x.xlf", NOW, "es")
    assert before == catalog(clinic).read_bytes()


def test_text_that_stands_there_twice_is_refused(clinic: Path) -> None:
    """Nobody knows which of the two is meant."""
    first = sent(clinic).units[0]
    doubled = replace(sent(clinic), units=(first, replace(first, target="Toser")))

    with pytest.raises(ContentError, match="`Cough` stands in the file 2 times"):
        take_in_xliff(library(clinic), write_xliff(doubled, "2.0"), "x.xlf", NOW)


def test_plural_forms_stay(clinic: Path) -> None:
    """Other tools need them."""
    back = catalog(clinic).read_text("utf-8").replace('"Tos"', '"La tos"')
    taken = take_in_catalog(library(clinic), "cough", "es", back.encode(), "cough.po", LATER)

    assert b"Plural-Forms: nplurals=2" in taken.merged.data


def test_source_that_changed_meanwhile_is_left_out_with_a_warning(clinic: Path) -> None:
    """The rest is taken in."""
    data = write_xliff(sent(clinic), "1.2").replace(b">Tos<", b">La tos<")
    path = clinic / "articles/cough.md"
    path.write_text(ARTICLE.replace("Rest at home", "Rest well"))
    taken = take_in_xliff(library(clinic), data, "x.xlf", NOW)

    assert 1 == taken.merged.changed
    assert ["warning"] == [problem.severity for problem in taken.merged.problems]
    assert "has changed since this was sent out" in taken.merged.problems[0].message


BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file>&b;</file></xliff>"""


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (BOMB, "declares a document type"),
        (BOMB.decode().encode("utf-16"), "declares a document type"),
        (b"", "no XLIFF 1 or 2"),
        (b"<html></html>", "no XLIFF 1 or 2"),
        (b'<xliff version="1.2"', "no XLIFF"),
        (b'<xliff version="1.2">\xff</xliff>', "no XLIFF"),
        (b'<xliff version="3.0"/>', "no XLIFF 1 or 2"),
        (b'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>', "not say of"),
        (b" " * (8 * 1024 * 1024 + 1), "the limit is 8 MiB"),
    ],
    ids=["bomb", "bomb in UTF-16", "empty", "HTML", "cut", "letters", "3", "bare", "large"],
)
def test_hostile_and_broken_files_are_refused(clinic: Path, data: bytes, message: str) -> None:
    """At once, with the name of the file."""
    with pytest.raises(ContentError, match=message) as caught:
        take_in_xliff(library(clinic), data, "x.xlf", NOW)
    assert "x.xlf" == caught.value.problems[0].place.path  # type: ignore[union-attr]


def test_text_in_several_segments_is_refused() -> None:
    """Its parts would be taken for texts."""
    data = (
        b'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" '
        b'trgLang="es"><file id="f" original="cough"><unit id="m-1">'
        b"<segment><source>One.</source></segment><segment><source>Two.</source></segment>"
        b"</unit></file></xliff>"
    )

    with pytest.raises(ContentError, match="`m-1` is divided into several segments"):
        read_xliff(data, "x.xlf")


def test_file_of_another_tool_is_read(clinic: Path) -> None:
    """Other prefixes, marked segments, a state that is missing, alternatives."""
    title = unit_id(("title", "Cough"))
    data = f"""<?xml version="1.0"?>
<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
<x:file original="cough" source-language="en" target-language="es" datatype="plaintext"><x:body>
<x:group id="g"><x:trans-unit id="{title}"><x:source>Cough</x:source>
<x:target><x:mrk mtype="seg" mid="0">La tos</x:mrk></x:target>
<x:alt-trans><x:target>Toser</x:target></x:alt-trans></x:trans-unit></x:group>
</x:body></x:file></x:xliff>"""
    taken = take_in_xliff(library(clinic), data.encode(), "x.xlf", NOW)

    assert 1 == taken.merged.changed
    assert 'msgstr "La tos"' in catalog(clinic).read_text("utf-8")


# PO


def test_returned_catalog_is_merged(clinic: Path) -> None:
    """Translations and doubts; the rest of the catalog stays."""
    back = catalog(clinic).read_text("utf-8").replace('"Tos"', '"La tos"')
    taken = take_in_catalog(library(clinic), "cough", "es", back.encode(), "cough.po", LATER)

    assert (1, 0) == (taken.merged.changed, taken.merged.kept)
    assert 'msgstr "La tos"' in catalog(clinic).read_text("utf-8")


def test_catalog_with_an_edited_source_is_refused(clinic: Path) -> None:
    """With the line, and the source as it is."""
    before = catalog(clinic).read_text("utf-8")
    back = before.replace('msgid "Take 10 ml', 'msgid "Take 100 ml')

    with pytest.raises(ContentError, match="source of this message was edited") as caught:
        take_in_catalog(library(clinic), "cough", "es", back.encode(), "back.po", NOW)
    (problem,) = caught.value.problems
    assert "Take 10 ml < 3 times." == problem.evidence[0][1]
    assert problem.place is not None
    assert 'msgid "Take 100 ml' in back.splitlines()[(problem.place.line or 0) - 1]
    assert before == catalog(clinic).read_text("utf-8")


def test_first_catalog_of_a_language_can_be_merged(clinic: Path) -> None:
    """It makes the file."""
    back = catalog(clinic).read_text("utf-8").replace("Language: es", "Language: ca")
    taken = take_in_catalog(library(clinic), "cough", "ca", back.encode(), "cough.po", NOW)

    assert clinic / "translations/ca/LC_MESSAGES/cough.po" == taken.path
    assert taken.path.is_file()


def test_source_language_is_not_translated_into(clinic: Path) -> None:
    """Nor is a made-up language."""
    back = catalog(clinic).read_text("utf-8").replace("Language: es", "Language: en").encode()

    with pytest.raises(ContentError, match="is the language that `cough` is written in"):
        take_in_catalog(library(clinic), "cough", "en", back, "cough.po", NOW)
    with pytest.raises(UsageError):
        exchange(library(clinic), "cough", "en-XA")


# The day of a coordinator


@pytest.mark.slow
def test_package_has_all_that_an_office_needs(
    clinic: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file goes out, comes back, and is taken in."""
    monkeypatch.chdir(clinic)
    command = ["translations", "export", "cough", "-l", "pl", "--package"]
    assert 0 == run(command)
    assert "cough.pl.zip\n" == capsys.readouterr().out
    first = (clinic / "cough.pl.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert ["README.txt", "cough.en.pdf", "cough.pl.xlf", "glossary.csv"] == sorted(
            archive.namelist()
        )
        assert archive.read("cough.en.pdf").startswith(b"%PDF-")
        texts = archive.read("cough.pl.xlf")
    assert 0 == run(command)
    assert first == (clinic / "cough.pl.zip").read_bytes()

    done = read_xliff(texts, "cough.pl.xlf")
    units_ = tuple(
        replace(one, target=f"Po polsku {one.source}", state="translated") for one in done.units
    )
    (clinic / "back.xlf").write_bytes(write_xliff(replace(done, units=units_), "1.2"))
    assert 0 == run(["translations", "import", "back.xlf"])
    assert "4 messages changed" in capsys.readouterr().err
    assert "Po polsku Cough" in (clinic / "translations/pl/LC_MESSAGES/cough.po").read_text("utf-8")
