"""Catalogs: read, brought up to date, compiled; and what of them may be printed."""

from __future__ import annotations

import datetime
import gettext
import io
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.catalogs import (
    Catalog,
    Message,
    Update,
    compile_catalog,
    coverage,
    read_catalog,
    source_catalog,
    update_catalog,
    usable,
    write_template,
)
from leaflet.errors import ContentError, Place
from leaflet.languages import known, plural_forms
from leaflet.messages import SourceMessage
from tests.strategies import lines_of_letters

EARLIER = datetime.datetime(2026, 1, 2, 3, 4, tzinfo=datetime.UTC)
NOW = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)

HEAD = """\
# Spanish. Checked by nobody yet.
msgid ""
msgstr ""
"Project-Id-Version: leaflet 0.1.0\\n"
"Report-Msgid-Bugs-To: EMAIL@ADDRESS\\n"
"POT-Creation-Date: 2026-01-02 03:04+0000\\n"
"PO-Revision-Date: 2026-01-02 03:04+0000\\n"
"Last-Translator: Ana <ana@clinic.example>\\n"
"Language: es\\n"
"Language-Team: es <LL@li.org>\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Generated-By: Babel 2.18.0\\n"

"""


def message(
    id: str, context: str | None = None, line: int = 1, path: str = "articles/x.md"
) -> SourceMessage:
    return SourceMessage(id=id, context=context, places=(Place(path=path, line=line),))


def entry(id: str, translation: str, above: str = "#: articles/x.md\n") -> str:
    return f'{above}msgid "{id}"\nmsgstr "{translation}"\n\n'


def said(translation: str, *, fuzzy: bool = False, id: str = "Rest.") -> Message:
    return Message(
        id=id, context=None, translation=translation, fuzzy=fuzzy, place=Place(path="es.po")
    )


def read(text: str, language: str = "es") -> Catalog:
    return read_catalog(text.encode(), "es.po", language)


def updated(
    ids: Iterable[str | SourceMessage], previous: str | None, language: str = "es"
) -> Update:
    return update_catalog(
        [id if isinstance(id, SourceMessage) else message(id) for id in ids],
        language=language,
        path="es.po",
        now=NOW,
        previous=None if previous is None else previous.encode(),
    )


# What may be printed


@pytest.mark.parametrize(
    ("translation", "fuzzy", "expected"),
    [
        ("Descanse.", False, True),
        ("Descanse.", True, False),
        ("", False, False),
        ("", True, False),
        (" \n", False, False),
    ],
)
def test_fuzzy_or_empty_is_missing(translation: str, fuzzy: bool, expected: bool) -> None:
    """What somebody doubts never reaches paper."""
    found = said(translation, fuzzy=fuzzy)
    catalog = Catalog(language="es", messages={found.key: found})

    assert expected == usable(found) == (catalog.translation(None, "Rest.") is not None)


def test_context_tells_messages_apart() -> None:
    """A title may be put otherwise than the same words in the text."""
    catalog = read('msgctxt "title"\nmsgid "Rest"\nmsgstr "El descanso"\n')

    assert catalog.translation(None, "Rest") is None
    assert "El descanso" == getattr(catalog.translation("title", "Rest"), "translation", None)


def test_clinic_goes_before_the_stock() -> None:
    """Message by message; what the clinic does not say, the stock says."""
    clinic = read(entry("a", "clinic") + entry("b", ""))
    both = clinic.over(read(entry("a", "stock") + entry("b", "stock") + entry("c", "stock")))

    assert {"a": "clinic", "b": "stock", "c": "stock"} == {
        found.id: found.translation for found in both.messages.values()
    }


def test_doubt_of_the_clinic_hides_the_stock() -> None:
    """Who marks a message as doubtful does not want the old one printed."""
    clinic = read(entry("a", "clinic", "#, fuzzy\n"))
    both = clinic.over(read(entry("a", "stock")))

    assert both.translation(None, "a") is None


def test_coverage_counts_doubtful_apart_from_missing() -> None:
    """Both are not printed; they are different work."""
    messages = [message("a"), message("b"), message("c"), message("d")]
    catalog = read(entry("a", "A") + entry("b", "B", "#, fuzzy\n") + entry("c", ""))
    found = coverage(catalog, messages)

    assert (4, 1) == (found.total, found.done)
    assert [["c", "d"], ["b"]] == [[m.id for m in group] for group in (found.missing, found.fuzzy)]


def test_source_translates_to_itself() -> None:
    """The language of the source is complete by itself."""
    messages = [message("a"), message("a", "title")]

    assert 2 == coverage(source_catalog("en", messages), messages).done


# Reading


def test_message_knows_its_line_and_comments() -> None:
    """Where an error leads to, and what the translator wrote; not what a tool noted."""
    found = read(
        f'{HEAD}# right so\n#. from the source\n#| msgid "Res."\n#, fuzzy\n'
        + entry("Rest.", "Descanse.", "")
    )

    (one,) = found.messages.values()
    expected = Message(
        id="Rest.",
        context=None,
        translation="Descanse.",
        fuzzy=True,
        place=Place(path="es.po", line=HEAD.count("\n") + 5),
        comments=("right so",),
        previous="Res.",
    )
    assert expected == one


def test_obsolete_messages_are_not_read() -> None:
    """Also not those that msgmerge keeps with the source before the source."""
    found = read(entry("a", "A") + '#~| msgid "old"\n#~ msgid "b"\n#~ msgstr "B"\n')

    assert ["a"] == [one.id for one in found.messages.values()]


@pytest.mark.parametrize(
    "data",
    [
        b'\xef\xbb\xbfmsgid "a"\nmsgstr "A"\n',
        b'msgid "a"\r\nmsgstr "A"\r\n',
        b'msgid ""\nmsgstr ""\n"Language: en-x-easy\\n"\n\nmsgid "a"\nmsgstr "A"\n',
        b'msgid ""\nmsgstr ""\n"Language: hmn\\n"\n\nmsgid "a"\nmsgstr "A"\n',
        b'msgid ""\nmsgstr ""\n"Language: \\n"\n\nmsgid "a"\nmsgstr "A"\n',
        b'msgid ""\n"a"\nmsgstr ""\n"A"\n',
    ],
    ids=["byte order mark", "Windows", "private tag", "unknown to Babel", "no language", "wrapped"],
)
def test_tools_may_write_as_they_do(data: bytes) -> None:
    """What Poedit, Weblate or gettext put there changes nothing."""
    language = next((tag for tag in ("en-x-easy", "hmn") if tag.encode() in data), "es")
    found = read_catalog(data, "x.po", language).translation(None, "a")

    assert found is not None
    assert "A" == found.translation


@pytest.mark.parametrize(
    "data", [b"\xff", b"<html>", b'msgid "a"\nmsgid "b"\n', b'msgid "a\nmsgstr "b"\n']
)
def test_what_is_no_catalog_is_refused(data: bytes) -> None:
    """With one kind of error, whatever Babel makes of it."""
    with pytest.raises(ContentError):
        read_catalog(data, "es.po", "es")


# Headers of new catalogs


@pytest.mark.parametrize("tag", known())
def test_new_catalog_says_language_and_plural_forms(tag: str) -> None:
    """Also of languages that Babel does not know; tools ask for both."""
    text = updated(["a"], None, tag).data.decode()
    header = re.sub(r'"\n"', "", text.partition("\n\n")[0])

    assert f"Language: {tag.replace('-', '_')}\\n" in header
    assert f"Plural-Forms: {plural_forms(tag)}\\n" in header


def offer() -> Update:
    """Return a catalog of a language unknown to Babel, with an offer, and an obsolete message."""
    long = "Keep moving, as far as you can, " * 4
    before = updated(
        [message("a", "title"), "5 % of {emergency}", long + "and rest a litle."], None
    )
    text = before.data.decode().replace('litle."\nmsgstr ""', 'litle."\nmsgstr "Siga."')
    return updated([message("a", "title"), long + "and rest a little."], text, "hmn")


def test_gettext_reads_what_is_written(tmp_path: Path) -> None:
    """GNU's own tool has nothing to say against it, an offer with a long source included."""
    path = tmp_path / "hmn.po"
    path.write_bytes(offer().data)

    done = subprocess.run(
        ["msgfmt", "--check", "-o", "/dev/null", str(path)], capture_output=True, text=True
    )

    # It wants somebody's name, which only a translator can write.
    names = re.compile(r".*header field.*still has the.*\n")
    assert (0, "") == (done.returncode, names.sub("", done.stderr))


@pytest.mark.parametrize(
    "forms",
    [
        "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);",
        # As Babel wraps it.
        'nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && "\n"n%100<=10 ? 3 : 5);',
    ],
)
def test_plural_forms_of_a_file_stay(forms: str) -> None:
    """They say how its messages are counted; another table would be wrong for them."""
    previous = HEAD.replace("nplurals=2; plural=(n != 1);", forms) + entry("a", "A")
    data = updated(["a", "b"], previous).data.decode()

    assert forms.replace('"\n"', "") in data.replace('"\n"', "")


def test_headers_of_tools_stay() -> None:
    """Babel would drop what Weblate and Poedit write for themselves."""
    previous = HEAD.replace('"Generated', '"X-Generator: Weblate 5\\n"\n"Generated')
    data = updated(["a"], previous).data.decode()

    assert '"X-Generator: Weblate 5\\n"\n' in data
    assert '"Last-Translator: Ana <ana@clinic.example>\\n"\n' in data
    assert data.startswith("# Spanish. Checked by nobody yet.\n")


# Bringing up to date


def test_translation_stays_with_its_message() -> None:
    """With the comments of the translators, wherever in the article it has gone."""
    previous = HEAD + entry("a", "A", "# for all ages\n#: articles/x.md\n") + entry("b", "B")
    done = updated(["new", "b", "a"], previous)

    assert (1, 0, 0) == (done.added, done.guessed, done.removed)
    assert ["", "B", "A"] == [one.translation for one in read(done.data.decode()).messages.values()]
    assert '# for all ages\n#: articles/x.md\nmsgid "a"\nmsgstr "A"\n' in done.data.decode()


def test_nothing_changed_is_nothing_written() -> None:
    """Not even a date, so that nobody looks for what changed."""
    previous = HEAD + entry("a", "A", "# mine\n#: articles/x.md\n#, fuzzy\n") + entry("b", "")

    assert previous.encode() == updated(["a", "b"], previous).data


def test_another_release_changes_nothing() -> None:
    """Neither of the program nor of Babel."""
    previous = (HEAD + entry("a", "A")).replace("Babel 2.18.0", "Babel 2.1").replace("0.1.0", "9")

    assert previous.encode() == updated(["a"], previous).data


def test_moved_lines_change_nothing() -> None:
    """References say the file only, so that a new paragraph above costs no review."""
    first = updated([message("a", line=1), message("b", line=3)], None).data

    assert first == updated([message("a", line=7), message("b", line=90)], first.decode()).data


def test_change_moves_the_creation_date_only() -> None:
    """The revision is the translator's."""
    data = updated(["b"], HEAD + entry("a", "A")).data.decode()

    assert "POT-Creation-Date: 2026-11-22 12:00+0000" in data
    assert "PO-Revision-Date: 2026-01-02 03:04+0000" in data


def test_message_that_is_gone_is_kept_as_obsolete() -> None:
    """With its comments, and whether it was doubted."""
    done = updated(["new"], HEAD + entry("Old.", "Viejo.", "# mine\n#: articles/x.md\n#, fuzzy\n"))

    assert 1 == done.removed
    assert '# mine\n#, fuzzy\n#~ msgid "Old."\n#~ msgstr "Viejo."\n' in done.data.decode()
    assert done.data == updated(["new"], done.data.decode()).data


def test_message_that_comes_back_is_offered_again() -> None:
    """As doubtful, since tools forget whether an obsolete message was; and once only."""
    previous = HEAD + entry("b", "B") + '#~ msgid "Rest now."\n#~ msgstr "Descanse."\n'
    done = updated(["b", "Rest now."], previous)

    assert (1, 1, 0) == (done.added, done.guessed, done.removed)
    assert '#, fuzzy\nmsgid "Rest now."\nmsgstr "Descanse."\n' in done.data.decode()
    assert "#~" not in done.data.decode()
    assert "#|" not in done.data.decode()


def test_near_message_is_offered_with_its_source() -> None:
    """A typo corrected in the source need not be translated again, only looked at."""
    previous = HEAD + entry("Keep moving, if yuo can.", "Siga activo, si puede.")
    data = updated(["Keep moving, if you can."], previous).data.decode()

    assert (
        '#, fuzzy\n#| msgid "Keep moving, if yuo can."\nmsgid "Keep moving, if you can."\n'
        'msgstr "Siga activo, si puede."\n'
    ) in data
    assert read(data).translation(None, "Keep moving, if you can.") is None


def test_offer_keeps_its_source_until_it_is_looked_at() -> None:
    """However often catalogs are updated, and however long the source is."""
    long = "Keep moving, as far as you can, " * 4
    once = updated([long + "and rest a little."], HEAD + entry(long + "and rest a litle.", "Siga."))
    previous = re.findall(r'^#\| (?:msgid )?"(.*)"$', once.data.decode(), re.M)
    assert long + "and rest a litle." == "".join(previous)
    assert 1 == once.guessed
    assert once.data == updated([long + "and rest a little."], once.data.decode()).data


def test_offer_of_an_offer_has_the_source_of_the_first() -> None:
    """The translation was made for that one, not for what came between."""
    first = updated(["Keep moving, if you can."], HEAD + entry("Keep moving if you can.", "Siga."))
    second = updated(["Keep moving, if you can!"], first.data.decode())

    assert (
        '#| msgid "Keep moving if you can."\nmsgid "Keep moving, if you can!"\n'
        in second.data.decode()
    )


def test_looked_at_offer_has_no_previous_source() -> None:
    """Who takes the mark of doubt off has compared the two."""
    previous = HEAD + '#| msgid "Keep moving if you can."\n' + entry("Keep moving.", "Siga.")

    assert "#|" not in updated(["Keep moving."], previous).data.decode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Give 10 ml twice a day.", "Give 5 ml twice a day."),
        ("Take 200 mg with water.", "Take 400 mg with water."),
        ("Take one tablet a day.", "Take two tablets a day."),
        ("Call us after three days.", "Call us after two days."),
        ("Use it twice every day.", "Use it once every day."),
        ("Do not take it with alcohol.", "Do take it with alcohol."),
        ("You can drive a car with it.", "You can't drive a car with it."),
        ("Take it before every meal.", "Take it after every meal."),
        ("Call {emergency} at once then.", "Call {urgent} at once then."),
        ("Stop exercising when it hurts.", "Start exercising when it hurts."),
    ],
)
def test_dangerous_guess_is_not_offered(old: str, new: str) -> None:
    """Two sentences that are nearly the same may say the opposite."""
    done = updated([new], HEAD + entry(old, "Algo peligroso."))

    assert 0 == done.guessed
    assert ["", "Algo peligroso."] == re.findall(
        r'^(?:#~ )?msgstr "(.+|)"$', done.data.decode(), re.M
    )[1:]


def test_guess_stays_in_its_context() -> None:
    """A title is put otherwise than a sentence."""
    done = updated([message("Keep moving.", "title")], HEAD + entry("Keep moving!", "Siga."))

    assert 0 == done.guessed


def test_plural_messages_of_others_survive() -> None:
    """The program writes none, a clinic's tool may."""
    plural = (
        '#: a.html\nmsgid "page"\nmsgid_plural "pages"\nmsgstr[0] "página"\nmsgstr[1] "páginas"\n\n'
    )
    data = updated(["a"], HEAD + plural).data.decode()

    assert '#~ msgid "page"\n#~ msgid_plural "pages"\n#~ msgstr[0] "página"\n' in data


@pytest.mark.slow
@settings(max_examples=80)
@given(
    st.dictionaries(
        lines_of_letters.filter(str.strip), lines_of_letters.filter(str.strip), max_size=4
    )
)
def test_every_letter_survives(translations: dict[str, str]) -> None:
    """Whatever is translated into whatever, a file that is read and written says the same."""
    messages = [message(id) for id in translations]
    empty = updated(messages, None).data.decode()
    po = io.StringIO()
    for line in empty.split("\n\n")[0], *map(_filled, translations.items()):
        po.write(f"{line}\n\n")
    data = updated(messages, po.getvalue()).data

    found = read(data.decode()).messages.values()
    assert translations == {one.id: one.translation for one in found}
    assert data == updated(messages, data.decode()).data


def _filled(pair: tuple[str, str]) -> str:
    id, translation = (text.replace("\\", "\\\\").replace('"', '\\"') for text in pair)
    return f'msgid "{id}"\nmsgstr "{translation}"'


# Templates of catalogs


def template(ids: Iterable[str], now: datetime.datetime, previous: bytes | None = None) -> bytes:
    return write_template([message(id) for id in ids], now=now, previous=previous)


def test_template_has_no_language_and_no_translations() -> None:
    """It is what a translator starts from."""
    text = template(["a"], NOW).decode()

    assert "Language: " not in text
    assert "Plural-Forms" not in text
    assert text.endswith('#: articles/x.md\nmsgid "a"\nmsgstr ""\n\n')


def test_template_moves_its_date_on_a_real_change_only() -> None:
    """Else every run would be a change in everybody's repository."""
    first = template(["a"], EARLIER)

    assert first == template(["a"], NOW, first)
    assert b"POT-Creation-Date: 2026-11-22 12:00+0000" in template(["a", "b"], NOW, first)


def test_broken_template_is_written_anew() -> None:
    """It has nothing that is not in the source."""
    assert template(["a"], NOW) == template(["a"], NOW, b"<<<<<<< mine")


# Compiling


def test_compiled_catalog_has_usable_messages_only() -> None:
    """Other programs print what they find in it."""
    text = HEAD + entry("a", "A") + entry("b", "B", "#, fuzzy\n") + entry("c", "")
    done = compile_catalog(text.encode(), "es.po")
    translations = gettext.GNUTranslations(io.BytesIO(done.data))

    assert 1 == done.messages
    assert ["A", "b", "c"] == [translations.gettext(id) for id in "abc"]
    assert "es" == translations.info()["language"]
    assert "nplurals=2; plural=(n != 1);" == translations.info()["plural-forms"]


def test_meaning_that_is_unchanged_keeps_a_translation_usable() -> None:
    """With the reason and the old source above it, for who reviews."""
    previous = 'msgid "Rest for a fwe days."\nmsgstr "Descanse unos días."\n'
    done = update_catalog(
        [message("Rest for a few days.")],
        language="es",
        path="es.po",
        now=NOW,
        previous=previous.encode(),
        unchanged="a typing error",
    )
    (found,) = read_catalog(done.data, "es.po", "es").messages.values()

    assert (1, 0, 1) == (done.added, done.guessed, done.confirmed)
    assert ("Descanse unos días.", False) == (found.translation, found.fuzzy)
    assert (
        "leaflet: meaning unchanged — a typing error; the source was: Rest for a fwe days.",
    ) == found.comments


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Take 10 ml of it at night.", "Take 100 ml of it at night."),
        ("Do not drive on that day.", "Do drive on that day."),
        ("Call {emergency} at once, please.", "Call {urgent} at once, please."),
    ],
)
def test_meaning_that_changed_is_not_called_unchanged(old: str, new: str) -> None:
    """Whatever somebody says of it."""
    done = update_catalog(
        [message(new)],
        language="es",
        path="es.po",
        now=NOW,
        previous=f'msgid "{old}"\nmsgstr "Algo."\n'.encode(),
        unchanged="a typing error",
    )

    assert (0, 0) == (done.guessed, done.confirmed)
    assert "Algo." not in done.data.decode().split("#~")[0]
