"""Posters: the key messages of an article, and all languages to point at."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from leaflet.assemble import Job, Library
from leaflet.assemble.languages_poster import POINT, LanguagesPoster
from leaflet.catalogs import Catalog, Message
from leaflet.cli.main import run
from leaflet.codes import code_of
from leaflet.errors import ContentError, MachineError, Place
from leaflet.languages import by_own_name, known, language, samples
from leaflet.languages.order import SCRIPTS
from leaflet.pdf.pool import pool, render
from leaflet.printing.gate import manifest_of
from leaflet.printing.papers import PAPERS, media_for
from leaflet.printing.plan import Order, gather
from leaflet.printing.printer import Ability
from leaflet.printing.ticket import ticket
from leaflet.printing.verify import verify
from leaflet.review import approve
from leaflet.sheets import A3, SHEETS, TABLOID
from leaflet.workspace import read_workspace
from leaflet.workspace.paper import Destination
from tests.clinics import TODAY, configure, let_review_pass, withdraw_article
from tests.handouts import ARTICLE, LANGUAGES, ROOT, folded, letters_only
from tests.handouts import library as stock_library
from tests.printers import MISSING, Hall
from tests.reading import MM_PER_PT, letters, text
from tests.structure import Node, tree

slow = pytest.mark.slow
real = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

ALL = "languages-poster"
ALL_JOB = Job(language="en", sheet=ALL)
ALL_PDF = f"{ALL}/{ALL}.en.pdf"
SMALL = f"{ALL}-a4"
SMALL_PDF = f"{SMALL}/{SMALL}.en.pdf"
TAGS = ("en", "ar")


def poster(folder: Path, tag: str) -> Path:
    """Return the path of the article's poster."""
    return folder / ARTICLE / f"{ARTICLE}.{tag}.poster.pdf"


def root(path: Path) -> Node:
    """Return the structure of a file."""
    with pikepdf.open(path) as pdf:
        return tree(pdf)


def codes(path: Path) -> list[tuple[str, float]]:
    """Return what a phone reads in the QR codes of a page, each with its width in millimetres."""
    resolution = 100
    document = pypdfium2.PdfDocument(path)
    try:
        found = zxingcpp.read_barcodes(document[0].render(scale=resolution / 72).to_pil())
    finally:
        document.close()
    return [
        (one.text, (one.position.top_right.x - one.position.top_left.x) / resolution * 25.4)
        for one in found
    ]


def height_of_capitals_mm(path: Path, word: str) -> float:
    """Return how high the ink of the first letter of a word is, where it stands largest."""
    found = letters(path, 1)
    said = "".join(one.text for one in found)
    starts = [at for at in range(len(said)) if said.startswith(word, at)]
    return max(found[at].top_mm - found[at].bottom_mm for at in starts)


# An article's poster


@slow
def test_posters_are_one_page_of_a3(every_sheet: Path) -> None:
    """A3 upright, and nobody turns it over."""
    for tag in TAGS:
        with pikepdf.open(poster(every_sheet, tag)) as pdf:
            [page] = pdf.pages
            width, height = (round(float(side) * MM_PER_PT) for side in page.mediabox[2:])
        assert (297, 420) == (width, height)


@slow
@pytest.mark.parametrize("tag", TAGS)
def test_poster_says_its_messages_once_and_in_order(every_sheet: Path, tag: str) -> None:
    """Title, emergency box, key messages; and nothing of the rest of the article."""
    found = stock_library()
    ready = found.readiness(Job(article=ARTICLE, language=tag, sheet="poster"))
    article = found.handout(ready).article
    said = letters_only(root(poster(every_sheet, tag)).text)
    key = [line for block in article.walk() if "key" in _marks(block) for line in _lines(block)]
    box = [
        line for block in article.walk() if _kind(block) == "emergency" for line in _lines(block)
    ]
    rest = [
        line
        for block in article.walk()
        if type(block).__name__ == "Paragraph" and "key" not in _marks(block)
        for line in _lines(block)
        if line not in box
    ]
    wanted = [letters_only(line) for line in (article.title.plain(), *box, *key)]
    places = [said.find(words) for words in wanted]
    assert places == sorted(places)
    assert [1] * len(wanted) == [said.count(words) for words in wanted]
    assert [] == [line for line in rest if letters_only(line) in said]


def _marks(block: Any) -> tuple[str, ...]:
    return tuple(getattr(block, "marks", ()) and block.marks.classes)


def _kind(block: Any) -> str:
    return str(getattr(block, "kind", ""))


def _lines(block: Any) -> list[str]:
    lines: list[str] = []
    block.map(lambda line: lines.append(line.plain()))
    return lines


@slow
def test_poster_is_read_from_afar(every_sheet: Path) -> None:
    """From 3.5 m half of normal sight reads letters of 10 mm: 10 minutes of arc."""
    path = poster(every_sheet, "en")
    assert height_of_capitals_mm(path, "Back muscle") >= 10
    # 21 pt of Noto Sans: capitals are 0.714 of the type.
    assert height_of_capitals_mm(path, "Stay active") >= 21 * 0.714 * MM_PER_PT - 0.1


@slow
@pytest.mark.parametrize("tag", TAGS)
def test_emergency_box_stands_high(every_sheet: Path, tag: str) -> None:
    """Whom to call stands in the upper third, where eyes are, and above the messages."""
    found = letters(poster(every_sheet, tag), 1)
    number = next(one for at, one in enumerate(found) if _word(found, at) == "999")
    assert number.bottom_mm > A3.height_mm * 2 / 3


def _word(found: list[Any], at: int) -> str:
    return "".join(one.text for one in found[at : at + 3])


@slow
@pytest.mark.parametrize("tag", TAGS)
def test_code_of_poster_leads_to_its_address(every_sheet: Path, tag: str) -> None:
    """A phone reads it; it is 40 mm wide or more, and the address stands beside it in type."""
    [(address, width_mm)] = codes(poster(every_sheet, tag))
    assert f"https://riverside.example/{ARTICLE}/{tag}" == address
    assert width_mm >= 40
    said = text(poster(every_sheet, tag)).replace("\u200b", "")
    assert letters_only(address.removeprefix("https://")) in letters_only(said)


def test_poster_that_marks_too_much_is_refused() -> None:
    """A poster is one page, in every language."""
    for name in ("poster", "poster-tabloid", ALL, f"{ALL}-tabloid"):
        assert [1] * len(LANGUAGES) == [SHEETS[name].pages_for(tag) for tag in LANGUAGES]


# All languages


@slow
@pytest.mark.parametrize("path", [ALL_PDF, SMALL_PDF])
def test_all_languages_stand_on_one_poster_in_their_own_names(every_sheet: Path, path: str) -> None:
    """One list, each with its own `/Lang`, its sentence, and the name that the staff has for it."""
    found = stock_library()
    [every] = root(every_sheet / path).all("L")
    items = every.all("LI")
    assert list(by_own_name(LANGUAGES)) == [item.language for item in items]
    for item in items:
        setting = language(item.language)
        said = letters_only(item.text)
        assert letters_only(setting.autonym) in said
        sentence = found.words(POINT, setting.tag)
        assert sentence.line.translated
        assert letters_only(sentence.plain) in said
        names = letters_only(_in(item, "en"))
        assert ("" if setting.tag == "en" else letters_only(setting.english)) == names


def _in(item: Node, tag: str) -> str:
    return "".join(node.text for node in item.walk() if node.own_language == tag)


@slow
def test_code_of_all_languages_leads_to_the_clinic(every_sheet: Path) -> None:
    """To its pages: the language is chosen there."""
    [(address, width_mm)] = codes(every_sheet / ALL_PDF)
    assert "https://riverside.example" == address
    assert width_mm >= 40


@slow
def test_poster_of_all_languages_belongs_to_no_article(every_sheet: Path) -> None:
    """It is built once, whatever articles and languages were asked for."""
    rows = json.loads((every_sheet / "manifest.json").read_text())["handouts"]
    found = [row for row in rows if row["sheet"] == ALL]
    assert [(None, "en", ALL_PDF, 1)] == [
        (row["article"], row["language"], row["path"], row["pages"]) for row in found
    ]


@slow
def test_own_names_are_read_from_more_than_a_metre_on_a4_too(every_sheet: Path) -> None:
    """In type of 20 points and more, whatever script; the languages of the stock take one page."""
    path = every_sheet / SMALL_PDF
    document = pypdfium2.PdfDocument(path)
    try:
        assert 1 == len(document)
        read = document[0].get_textpage()
        sizes: dict[float, list[str]] = {}
        for index in range(read.count_chars()):
            size = pypdfium2.raw.FPDFText_GetFontSize(read, index) * 0.75  # 96 px are 72 pt
            sizes.setdefault(round(size, 2), []).append(read.get_text_range(index, 1))
    finally:
        document.close()
    large = letters_only("".join("".join(said) for size, said in sizes.items() if size >= 20))
    for tag in LANGUAGES:
        if language(tag).script in ("Latn", "Cyrl", "Ethi", "Kore", "Jpan", "Hans", "Hant"):
            assert letters_only(language(tag).autonym) in large
    small = "".join("".join(said) for size, said in sizes.items() if size < 20)
    assert "Farta ku fiiq" in small


@slow
@pytest.mark.parametrize(("sheet", "pages"), [(ALL, 1), (SMALL, 4)])
def test_many_languages_fit(monkeypatch: pytest.MonkeyPatch, sheet: str, pages: int) -> None:
    """Sixty, of all scripts, whose sentences are words of CLDR: on one A3, or on four A4, which
    the build says."""
    chosen = [tag for tag in known() if not tag.endswith(("-XA", "-XB"))][::2][:60]
    tags = tuple(dict.fromkeys(("en", *chosen)))
    workspace = read_workspace(ROOT)
    object.__setattr__(workspace, "languages", tags)
    library = Library(workspace)
    catalog = library.catalog

    def of_cldr(domain: str, tag: str) -> Catalog:
        if tag == "en":
            return catalog(domain, tag)
        setting, place = language(tag), Place(path="test.po")
        messages = [
            Message(
                id=one.id,
                context=one.context,
                # The mark of a draft is as short as a name.
                translation=samples.line(setting) if one.id == POINT else setting.autonym,
                fuzzy=False,
                place=place,
            )
            for one in library.messages(domain)
        ]
        return Catalog(language=tag, paths=("test.po",), messages={m.key: m for m in messages})

    monkeypatch.setattr(library, "catalog", of_cldr)
    page = library.page(library.readiness(Job(language="en", sheet=sheet)))
    with pool(1, page.families) as executor:
        pdf = executor.submit(render, page).result()
    assert len(tags) >= 60
    assert pages == pdf.pages
    said = [f"{pages} pages, which the sheet grants so many languages; otherwise it has 1"]
    assert (said if pages > 1 else []) == [one.message.split(": ")[1] for one in pdf.warnings]
    for tag in tags:
        assert f'lang="{tag}"' in page.html


# Their order


@given(st.lists(st.sampled_from(known()), unique=True))
def test_order_is_of_scripts_and_of_nothing_that_came_before(tags: list[str]) -> None:
    """Every language once, scripts together, whatever order the workspace has."""
    ordered = by_own_name(tags)
    assert set(tags) == set(ordered)
    assert len(tags) == len(ordered)
    assert ordered == by_own_name(reversed(tags))
    scripts = [language(tag).script for tag in ordered]
    assert scripts == sorted(scripts, key=SCRIPTS.index)


@pytest.mark.parametrize(
    "tags",
    [
        ("cs", "de", "en", "es", "fr", "lt", "pl", "pt", "so", "sv", "vi", "tr"),
        ("be", "bg", "kk", "ky", "ru", "sr", "uk"),
        ("ur", "ar", "ps", "pa-Arab", "fa-AF", "sd", "fa", "ku-Arab", "ug"),
    ],
)
def test_readers_find_their_language_by_its_letters(tags: tuple[str, ...]) -> None:
    """In the order of the alphabet, without regard to marks and capitals."""
    assert tags == by_own_name(sorted(tags))


# Built, kept and thrown away like any other


TEMPLATE = """\
<html lang="{{ staff.tag }}"><head><title>{{ _("Point to your language.").plain }}</title>
<style>@page { size: {{ sheet.size.width_mm }}mm {{ sheet.size.height_mm }}mm } {{ styles }}</style>
</head><body>{% if draft %}<h1>{{ _("Draft") }}</h1>{% endif %}
<ul>{% for offer in offers %}<li lang="{{ offer.language.tag }}">{{ offer.language.autonym }}</li>
{% endfor %}</ul></body></html>
"""


@pytest.fixture
def wall(clinic: Path) -> Path:
    """A clinic that has the poster among its sheets, and builds it."""
    (clinic / "templates/languages-poster.html").write_text(TEMPLATE)
    catalog = clinic / "translations/es/LC_MESSAGES/leaflet.po"
    catalog.write_text(
        'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Point to your language."\nmsgstr "Señale su idioma con el dedo."\n'
    )
    toml = clinic / "leaflet.toml"
    toml.write_text(f'sheets = ["a4", "{ALL}"]\n{toml.read_text()}')
    assert 0 == run(["build"])
    return clinic


def library_of(clinic: Path) -> Library:
    """Return the library of a clinic as it is now."""
    return Library(read_workspace(clinic))


@slow
def test_poster_is_built_once_beside_the_handouts(wall: Path) -> None:
    """Not for each article and language; the second time there is nothing to do."""
    built = sorted(path.name for path in wall.rglob("output/*/*.pdf"))
    assert ["cough.en.a4.pdf", "cough.es.a4.pdf", f"{ALL}.en.pdf"] == built
    before = (wall / "output" / ALL_PDF).stat().st_mtime_ns
    assert 0 == run(["build", "--prune", "-l", "es"])
    assert before == (wall / "output" / ALL_PDF).stat().st_mtime_ns


@slow
def test_rows_of_json_and_rehearsal_have_no_article(
    wall: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Null, as in the manifest."""
    for options in (["--json"], ["--json", "--dry-run"]):
        capsys.readouterr()
        assert 0 == run(["build", "-s", ALL, *options])
        [row] = json.loads(capsys.readouterr().out)
        assert (None, "en", ALL, "unchanged") == (
            row["article"],
            row["language"],
            row["sheet"],
            row["status"],
        )


@slow
def test_poster_of_before_is_gone_when_nobody_asks_for_it(wall: Path) -> None:
    """`--prune` deletes it like any other."""
    toml = wall / "leaflet.toml"
    toml.write_text(toml.read_text().replace(f', "{ALL}"', ""))
    assert 0 == run(["build", "--prune"])
    assert not (wall / "output" / ALL_PDF).exists()
    assert f"output/{ALL_PDF}" not in manifest_of(read_workspace(wall)).entries


@slow
def test_index_leads_to_the_poster(wall: Path) -> None:
    """Under what it says to patients, in the staff's language."""
    html = (wall / "output/index.html").read_text()
    assert f'href="{ALL_PDF}"' in html


@slow
def test_approved_leaflets_make_no_draft_of_the_poster(wall: Path) -> None:
    """Nobody has to answer for the poster itself, but for what it promises."""
    library = library_of(wall)
    assert not library.readiness(ALL_JOB).draft
    catalog = wall / "translations/es/LC_MESSAGES/cough.po"
    catalog.write_text(catalog.read_text().replace("dos veces al día", "2 veces al día"))
    library = library_of(wall)
    assert library.readiness(ALL_JOB).draft
    assert ("any leaflet in Spanish",) == library.readiness(ALL_JOB).unapproved()
    with pytest.raises(ContentError, match="nobody has approved any leaflet in Spanish "):
        gather(library, [Order(job=ALL_JOB, copies=1)], TODAY, draft=False)
    assert 0 == run(["build", "-s", ALL])
    [verdict] = verify(library, code_of(library.readiness(ALL_JOB).fingerprint), TODAY)
    assert ("draft", ("nobody has approved any leaflet in Spanish",)) == (
        verdict.state,
        verdict.reasons,
    )


@slow
def test_language_without_a_leaflet_is_left_out_and_named(
    wall: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not silently: a patient would look for it."""
    catalog = wall / "translations/es/LC_MESSAGES/cough.po"
    catalog.write_text(catalog.read_text().replace("Dé 10 ml de miel dos veces al día.", ""))
    capsys.readouterr()
    assert 0 == run(["build", "-s", ALL])
    assert "left out, because no leaflet can be had in them: Spanish (`es`)" in folded(
        capsys.readouterr().err
    )
    assert "español" not in text(wall / "output" / ALL_PDF)
    assert 0 == run(["build", "-s", ALL])  # as it should be, and said again
    assert "Spanish (`es`)" in capsys.readouterr().err


@slow
def test_withdrawn_article_is_no_leaflet(wall: Path) -> None:
    """With the only article withdrawn there is nothing to point at."""
    withdraw_article(wall)
    with pytest.raises(ContentError, match="no language in which a leaflet can be had"):
        library_of(wall).readiness(ALL_JOB)


def test_leaflet_past_its_review_is_not_promised(workspace: Path) -> None:
    """Nobody would be given it. The poster holds as long as every language on it has a leaflet:
    the last one counts, and an approved one more than a draft."""
    let_review_pass(workspace)  # the day before `TODAY`
    eve = TODAY - datetime.timedelta(days=1)
    toml = workspace / "leaflet.toml"
    toml.write_text(toml.read_text().replace('["es"]', '["en", "es"]'))

    def promised(today: datetime.date) -> list[tuple[str, datetime.date | None]]:
        library = Library(read_workspace(workspace), today=today)
        return [(one.language.tag, one.until) for one in LanguagesPoster(library).offers()]

    assert [("en", eve), ("es", eve)] == promised(eve)
    assert [] == promised(TODAY)
    later = (workspace / "articles/cough.md").read_text().replace("2026-01-14", "2026-02-01")
    (workspace / "articles/fever.md").write_text(later)  # in English alone
    february = datetime.date(2026, 2, 1)
    assert [("en", february), ("es", eve)] == promised(eve)
    library = Library(read_workspace(workspace), today=eve)
    assert eve == library.readiness(ALL_JOB).review_by
    approve(library, "cough", "en", by="Ana Perez", role="nurse", date=eve)
    assert [("en", eve), ("es", eve)] == promised(eve)
    assert [("en", february)] == promised(TODAY)


def test_build_knows_which_day_it_is(
    wall_of_names: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was past its review long ago stands on no new poster."""
    article = wall_of_names / "articles/cough.md"
    article.write_text(article.read_text().replace('"Cough"', '"Cough"\nreview_by = 2020-01-01', 1))
    assert 1 == run(["-w", str(wall_of_names), "build", "-s", ALL, "--dry-run"])
    assert "there is no language in which a leaflet can be had" in capsys.readouterr().err


@slow
def test_poster_is_printed_only_while_it_is_current(wall: Path) -> None:
    """Its fingerprint is computed anew, and its bytes are compared, as those of every handout."""
    order = Order(job=ALL_JOB, copies=1)
    library = library_of(wall)
    [sheaf] = gather(library, [order], TODAY, draft=False)
    entry = manifest_of(library.workspace).entries[f"output/{ALL_PDF}"]
    assert sheaf.title.startswith("Point to your language. · English · ")
    assert (wall / "output" / ALL_PDF).read_bytes() == sheaf.data
    [verdict] = verify(library, code_of(entry.fingerprint), TODAY)
    assert ("current", ALL_JOB) == (verdict.state, verdict.job)

    configure(wall, "")
    toml = wall / "leaflet.toml"
    toml.write_text(toml.read_text().replace('"en", "es"', '"en"'))
    library = library_of(wall)
    with pytest.raises(ContentError, match="out of date, changed since: languages"):
        gather(library, [order], TODAY, draft=False)
    [verdict] = verify(library, code_of(entry.fingerprint), datetime.date(2026, 1, 16))
    assert "outdated" == verdict.state

    (wall / "output" / ALL_PDF).write_bytes(b"%PDF-1.7 another")
    with pytest.raises(ContentError, match="out of date"):
        gather(library, [order], TODAY, draft=False)


@slow
@real
def test_printer_without_a3_is_refused_with_what_it_can_do(
    wall: Path, floor: Hall, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is asked first, and nothing is sent."""
    machine = floor.machine()
    assert 2 == run(["print", ALL, "-p", machine.uri])
    said = capsys.readouterr().err
    assert "it has no A3" in said
    assert "    papers  Letter, Legal, A4" in said
    assert "hint: choose a sheet that it has paper for: " in said
    assert f"`-s {ALL}-a4`" in said
    assert [] == machine.jobs


@slow
@real
def test_poster_comes_out_on_a3(wall: Path, floor: Hall) -> None:
    """On one side, as the bytes that were built."""
    machine = floor.machine(papers=("A4", "A3"))
    assert 0 == run(["print", ALL, "-p", machine.uri])
    found = machine.attributes()
    assert ("iso_a3_297x420mm", "one-sided") == (found["media"], found["sides"])
    assert [(wall / "output" / ALL_PDF).read_bytes()] == [job.read_bytes() for job in machine.jobs]


def test_article_and_language_of_a_poster_for_all_are_a_mistake(
    wall_of_names: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """There is one, and it is not in the patient's language."""
    assert 2 == run(["print", "cough", "-l", "es", "-s", ALL])
    assert "is one for all: leave out the article and `-l`" in capsys.readouterr().err


@pytest.fixture
def wall_of_names(workspace: Path) -> Path:
    """A workspace of which nothing is built."""
    return workspace


@pytest.mark.parametrize(
    ("sheet", "media"),
    [
        ("poster", "iso_a3_297x420mm"),
        (ALL, "iso_a3_297x420mm"),
        ("poster-tabloid", "na_ledger_11x17in"),
        (f"{ALL}-tabloid", "na_ledger_11x17in"),
        (SMALL, "iso_a4_210x297mm"),
        (f"{ALL}-letter", "na_letter_8.5x11in"),
    ],
)
def test_posters_are_printed_on_one_side_of_their_paper(sheet: str, media: str) -> None:
    """On A3, or on Tabloid, which printers call Ledger; never on both sides."""
    ability = Ability(
        state="idle",
        accepts=True,
        media=("na_ledger_11x17in", "iso_a3_297x420mm", "iso_a4_210x297mm", "na_letter_8.5x11in"),
        sides=("one-sided", "two-sided-long-edge"),
    )
    desk = Destination(name="desk", queue="desk")
    told = ticket(SHEETS[sheet], title="", pages=3, copies=1, ability=ability, destination=desk)
    assert (media, "one-sided") == (told.media, told.sides)
    poor = Ability(state="idle", accepts=True, media=("iso_a5_148x210mm",))
    with pytest.raises(MachineError, match=r"it has no (A3|A4|Tabloid|Letter)\b"):
        ticket(SHEETS[sheet], title="", pages=1, copies=1, ability=poor, destination=desk)


def test_tabloid_is_known_by_name() -> None:
    """`leaflet list printers` says which of them have it."""
    assert TABLOID == PAPERS["Tabloid"]
    assert "na_ledger_11x17in" == media_for(TABLOID, ["iso_a3_297x420mm", "na_ledger_11x17in"])
