"""What may be printed, what is meant by what somebody types, and what a sheet needs."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.shell_completion import ShellComplete

from leaflet.assemble import Job, Library
from leaflet.cli.main import leaflet, run
from leaflet.errors import ContentError, MachineError
from leaflet.languages.speaking import i_speak
from leaflet.printing.gate import current, manifest_of
from leaflet.printing.pages import card, rendered, separator, trial_page
from leaflet.printing.papers import media_for
from leaflet.printing.ticket import sides_of
from leaflet.sheets import A4, A5, LETTER, SHEETS, Sheet, Size
from leaflet.workspace import read_workspace
from tests.clinics import (
    ALL,
    PDF,
    TEMPLATES,
    TODAY,
    change_clinic,
    configure,
    let_review_pass,
    printed,
    told,
    withdraw_article,
)
from tests.printers import MISSING, Machine, free_port
from tests.reading import letters, verapdf

real = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")
slow = pytest.mark.slow


# What may be printed


def spoil_file(clinic: Path) -> None:
    with (clinic / PDF.format("es")).open("ab") as file:
        file.write(b" ")


def remove_file(clinic: Path) -> None:
    (clinic / PDF.format("es")).unlink()


def forget_file(clinic: Path) -> None:
    (clinic / "output/manifest.json").unlink()


def change_translation(clinic: Path) -> None:
    catalog = clinic / "translations/es/LC_MESSAGES/cough.po"
    catalog.write_text(catalog.read_text().replace("10 ml de", "10\N{NO-BREAK SPACE}ml de"))


def doubt_translation(clinic: Path) -> None:
    catalog = clinic / "translations/es/LC_MESSAGES/cough.po"
    catalog.write_text(catalog.read_text().replace('msgid "Give', '#, fuzzy\nmsgid "Give'))


def end_approval(clinic: Path) -> None:
    (clinic / "translations/es/approvals.toml").unlink()
    assert 0 == run(["build", "-l", "es"])


def swap_rows(clinic: Path) -> None:
    path = clinic / "output/manifest.json"
    content = json.loads(path.read_text())
    for row in content["handouts"]:
        row["language"] = {"en": "es", "es": "en"}[row["language"]]
    path.write_text(json.dumps(content))


@slow
@pytest.mark.parametrize(
    ("happen", "said"),
    [
        (spoil_file, "its file is not the one that was built"),
        (remove_file, "its file is gone"),
        (forget_file, "there is no PDF of it yet"),
        (change_clinic, "its PDF is out of date, changed since: clinic"),
        (change_translation, "changed since: translation"),
        (doubt_translation, "is not complete: 1 fuzzy"),
        (end_approval, "nobody has approved the translation"),
        (let_review_pass, "it had to be reviewed by 2026-01-14"),
        (withdraw_article, "was withdrawn on 2026-01-15: the dose is wrong"),
        (swap_rows, "its PDF is out of date"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_is_not_current_is_refused(
    clinic: Path, happen: Callable[[Path], None], said: str
) -> None:
    """With the reason and the remedy, before any printer is asked."""
    happen(clinic)
    library = Library(read_workspace(clinic))
    job = Job(article="cough", language="es", sheet="a4")
    with pytest.raises(ContentError) as caught:
        current(library, manifest_of(library.workspace), job, TODAY, draft=False)
    assert said in str(caught.value)
    assert all(problem.hint for problem in caught.value.problems)


@slow
def test_current_handout_may_be_printed(clinic: Path) -> None:
    """On the last day of its review too."""
    library = Library(read_workspace(clinic))
    job = Job(article="cough", language="es", sheet="a4")
    found = current(library, manifest_of(library.workspace), job, TODAY, draft=False)
    assert (clinic / PDF.format("es")).read_bytes() == found.data


@slow
def test_draft_is_printed_when_it_is_asked_for(clinic: Path) -> None:
    """It carries its band."""
    end_approval(clinic)
    library = Library(read_workspace(clinic))
    job = Job(article="cough", language="es", sheet="a4")
    assert current(library, manifest_of(library.workspace), job, TODAY, draft=True).ready.draft


@slow
def test_refusal_offers_a_card(clinic: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is no translation, the patient gets an interpreter at least."""
    configuration = clinic / "leaflet.toml"
    shutil.copy(TEMPLATES / "handout.html", clinic / "templates/words.html")
    configuration.write_text(configuration.read_text().replace('"en", "es"', '"en", "es", "de"'))
    assert 1 == run(["print", "cough", "-l", "German"])
    assert "`leaflet print --card -l de` makes a card" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [["print", "--card", "-l", "Klingon"], ["print", "cough", "-l", "Klingon"]],
)
def test_refusal_offers_no_card_that_cannot_be_made(
    clinic: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    """A language that nothing is known of has none; the staff are not sent in circles."""
    shutil.copy(TEMPLATES / "handout.html", clinic / "templates/words.html")
    assert 2 == run(arguments)
    said = capsys.readouterr().err
    assert "`Klingon` is none of the languages to choose from" in said
    assert "--card" not in said


@slow
@real
def test_card_names_the_language_and_the_number(clinic: Path, desk: Machine) -> None:
    """For a language that the workspace does not know, in the staff's words."""
    shutil.copy(TEMPLATES / "handout.html", clinic / "templates/words.html")
    assert 0 == run(["print", "--card", "-l", "Somali"])
    assert ["Somali"] == [desk.attributes()["job-name"]]
    assert [] == printed(clinic)


# Who is meant


@pytest.mark.parametrize("words", ["cough", "COUG", "Tos", "tós"])
def test_article_is_found_by_part_of_a_title(
    clinic: Path, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the staff's language or any other."""
    run(["print", words, "-l", "es", "-p", f"ipp://127.0.0.1:{free_port()}"])
    assert "does not answer" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["es", "Spanish", "español", "ESPANOL"])
def test_language_is_found_by_any_of_its_names(
    clinic: Path, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its tag, in the staff's language, in its own."""
    run(["print", "cough", "-l", words, "-p", f"ipp://127.0.0.1:{free_port()}"])
    assert "does not answer" in capsys.readouterr().err


Typing = Callable[[str], None]


@pytest.fixture
def type_in(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> Typing:
    """Sit at a terminal, and type; the default printer is off."""
    configure(clinic, f'[printers.off]\nuri = "ipp://127.0.0.1:{free_port()}"')
    monkeypatch.setattr("leaflet.cli.chooser.on_terminal", lambda: True)
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_person_is_asked_for_article_and_language(
    clinic: Path, type_in: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a terminal, by number; languages are sorted by the staff's names for them."""
    type_in("1\n2\n")
    assert 2 == run(["print"])
    errors = capsys.readouterr().err
    assert "  1  Cough  (cough)\nWhich article: " in errors
    assert "  1  English · English  (en)\n  2  Spanish · español  (es)\nWhich" in errors
    assert "does not answer" in errors


def test_only_what_can_be_printed_is_offered(
    clinic: Path, type_in: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither an article that nobody has built, nor a language whose file is another by now."""
    shutil.copy(clinic / "articles/cough.md", clinic / "articles/cough-of-children.md")
    spoil_file(clinic)
    type_in("1\nx\n1\n")
    assert 2 == run(["print", "coug"])
    errors = capsys.readouterr().err
    assert "  1  Cough  (cough)\nWhich article: " in errors
    assert "  1  English · English  (en)\nWhich language: " in errors
    assert "hint: type 1; known: `en`\n" in errors


def test_what_is_not_offered_is_refused_with_its_reason(
    clinic: Path, type_in: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who types it nevertheless learns why."""
    spoil_file(clinic)
    type_in("Spanish\n")
    assert 1 == run(["print", "cough"])
    assert "its file is not the one that was built" in capsys.readouterr().err


def test_where_nothing_can_be_printed_nobody_is_asked(
    clinic: Path, type_in: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said how it is made."""
    forget_file(clinic)
    type_in("")
    for arguments, what in (["print"], ""), (["print", "cough"], " of `cough`"):
        assert 1 == run(arguments)
        errors = capsys.readouterr().err
        assert f"error: nothing{what} (a4) can be printed now [not-built]" in errors
        assert "hint: `leaflet build -s a4` makes what is missing" in errors


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("x", "error: `x` is none of the languages to choose from [language]\n\nhint: type a num"),
        ("x", "hint: type a number from 1 to 2; known: `en`, `es`\n"),
        ("3", "error: there is no line `3` [choice]\n\nhint: type a number from 1 to 2\n"),
        ("0", "error: there is no line `0` [choice]\n\nhint: type a number from 1 to 2\n"),
    ],
)
def test_wrong_answer_is_asked_again(
    clinic: Path,
    type_in: Typing,
    capsys: pytest.CaptureFixture[str],
    typed: str,
    said: str,
) -> None:
    """In the program's own words, with what may be typed."""
    type_in(f"{typed}\nes\n")
    assert 2 == run(["print", "cough"])
    errors = capsys.readouterr().err
    assert said in errors
    assert 2 == errors.count("Which language: ")
    assert "does not answer" in errors


def test_card_asks_for_any_language(
    clinic: Path, type_in: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its name: it is for languages in which there is no handout."""
    shutil.copy(TEMPLATES / "handout.html", clinic / "templates/words.html")
    type_in("Klingon\nSomali\n")
    assert 2 == run(["print", "--card"])
    errors = capsys.readouterr().err
    assert "`Klingon` is none of the languages to choose from" in errors
    assert "does not answer" in errors


def test_nobody_is_asked_without_a_terminal(
    clinic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The articles that may be meant are named."""
    shutil.copy(clinic / "articles/cough.md", clinic / "articles/cough-of-children.md")
    assert 2 == run(["print", "coug", "-l", "es"])
    assert "hint: write `cough` or `cough-of-children`" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "word", "found"),
    [
        ("print -p", "d", ["desk"]),
        ("print --rack", "", ["all"]),
        ("print -l", "e", ["en", "es"]),
        ("print", "c", ["cough"]),
        ("print", "languages-poster-t", ["languages-poster-tabloid"]),
        ("build", "l", []),
    ],
)
def test_shell_completes_what_a_print_may_name(
    clinic: Path, arguments: str, word: str, found: list[str]
) -> None:
    """Printers, racks and languages; articles, and sheets that are about none."""
    configure(clinic, '[printers.desk]\nqueue = "a"\n[printers.ward]\nqueue = "b"\n[racks.all]')
    complete = ShellComplete(leaflet, {}, "leaflet", "_LEAFLET_COMPLETE")
    assert found == [item.value for item in complete.get_completions(arguments.split(), word)]


# What a sheet needs


@pytest.mark.parametrize(
    ("sheet", "pages", "sides"),
    [
        ("a4", 1, "one-sided"),
        ("a4", 2, "two-sided-long-edge"),
        ("letter", 2, "two-sided-long-edge"),
        ("booklet", 4, "two-sided-short-edge"),
        ("booklet", 1, "two-sided-short-edge"),
        ("trifold", 6, "two-sided-short-edge"),
        ("a6-cards", 1, "one-sided"),
        ("a6-cards", 2, "two-sided-long-edge"),
    ],
)
def test_edge_to_turn_over_follows_from_the_fold(sheet: str, pages: int, sides: str) -> None:
    """A booklet that is turned over the wrong edge has every second page upside down."""
    assert sides == sides_of(SHEETS[sheet], pages)


def test_folding_sheet_is_printed_on_its_paper() -> None:
    """A booklet of A5 pages comes on A4; nothing is shrunk."""
    found = told(SHEETS["booklet"])
    assert ("iso_a4_210x297mm", "none", "auto") == (found.media, found.scaling, found.colour)


def test_each_page_of_a_one_sided_sheet_takes_a_leaf() -> None:
    """Nobody turns a poster over, on a printer that prints both sides."""
    assert "one-sided" == sides_of(Sheet(name="notice", size=A4, one_sided=True), 2)


def test_black_sheet_is_printed_without_colour() -> None:
    """A printer that has colour would mix its black from four inks."""
    assert "monochrome" == told(SHEETS["a4-black"]).colour


def test_printing_of_a_sheet_is_not_in_its_fingerprint() -> None:
    """The PDF is the same, whatever the printer is told."""
    assert repr(Sheet(name="x", size=A4)) == repr(Sheet(name="x", size=A4, one_sided=True))


SIMPLEX = replace(ALL, sides=("one-sided",), media=("iso_a4_210x297mm",))


@pytest.mark.parametrize(
    ("sheet", "changes", "said", "hint"),
    [
        (
            "booklet",
            {"ability": SIMPLEX, "pages": 8},
            "it cannot print on both sides, turned over the short edge",
            "choose a sheet that stays flat, with `--one-sided`: `-s a4` or `-s a4-black` or",
        ),
        (
            "trifold",
            {"ability": SIMPLEX, "pages": 6, "one_sided": True},
            "`trifold` cannot be printed on one side: it is folded or cut",
            "leave `--one-sided` out; or choose a sheet that stays flat: `-s a4`",
        ),
        (
            "a6-cards",
            {"one_sided": True},
            "`a6-cards` cannot be printed on one side: it is folded or cut",
            "leave `--one-sided` out; or choose a sheet that stays flat: `-s a4`",
        ),
        (
            "letter",
            {"ability": SIMPLEX, "pages": 1},
            "it has no Letter",
            "choose a sheet that it has paper for: `-s a4` or `-s a4-black`; or",
        ),
        (
            "poster",
            {"ability": SIMPLEX, "pages": 1},
            "it has no A3",
            "choose a sheet that it has paper for: `-s a4` or `-s a4-black` or `-s large-print`;",
        ),
        (
            "languages-poster-tabloid",
            {"ability": replace(ALL, media=("iso_a3_297x420mm",)), "pages": 1},
            "it has no Tabloid",
            "choose a sheet that it has paper for: `-s languages-poster`; or",
        ),
        (
            "languages-poster",
            {"ability": replace(ALL, media=("iso_a5_148x210mm",)), "pages": 1},
            "it has no A3",
            "choose another printer with `-p`",
        ),
    ],
)
def test_refusal_of_a_sheet_names_sheets_that_the_printer_is_fit_for(
    sheet: str, changes: dict[str, Any], said: str, hint: str
) -> None:
    """Of the same subject, and of the same kind where there are any."""
    with pytest.raises(MachineError) as caught:
        told(SHEETS[sheet], others=SHEETS.values(), **changes)
    [problem] = caught.value.problems
    assert said in problem.message
    assert problem.hint.startswith(hint)


def test_one_page_is_one_sided_anyway() -> None:
    """Cards without backs need no second side, whatever somebody asks for."""
    for name in ("a4", "a6-cards", "poster"):
        found = told(SHEETS[name], pages=1, one_sided=True, ability=replace(ALL, media=()))
        assert "one-sided" == found.sides


def test_more_copies_than_a_printer_makes_are_refused() -> None:
    """With the number that it makes."""
    with pytest.raises(MachineError, match="it makes 99 copies at most"):
        told(SHEETS["a4"], copies=100)


@pytest.mark.parametrize(
    ("paper", "offered", "name"),
    [
        (A4, ["na_letter_8.5x11in", "iso_a4_210x297mm"], "iso_a4_210x297mm"),
        (LETTER, ["na_letter_8.5x11in"], "na_letter_8.5x11in"),
        (A4, ["na_letter_8.5x11in", "custom_max_300x400mm", "custom_min_1x1in", "a4"], ""),
        (A5, ["om_small-photo_100x150mm", "iso_a5_148x210mm"], "iso_a5_148x210mm"),
    ],
)
def test_paper_is_found_by_its_size(paper: Size, offered: list[str], name: str) -> None:
    """Names differ between printers; A4 is never taken for Letter."""
    assert name == media_for(paper, offered)


# Pages that are no handouts


@pytest.mark.parametrize(
    ("tag", "heading", "below"),
    [
        # The sentence has the name in it; it has another form of it; there is none.
        ("sq", "Unë flas shqip.", ""),
        ("pl", "polski", "Mówię po polsku."),
        ("cr", "ᓀᐦᐃᔭᐍᐏᐣ", ""),
    ],
)
def test_card_says_that_somebody_speaks_the_language(tag: str, heading: str, below: str) -> None:
    """Where there are words for it, and otherwise the name alone; nothing twice."""
    html = card(_stock(), SHEETS["a4"], tag).html
    assert [heading] == re.findall(r"<h1[^>]*>(.*?)</h1>", html)
    assert [below] * bool(below) == re.findall(r'<p class="speaks"[^>]*>(.*?)</p>', html)


def test_card_says_whom_to_call_in_the_language_of_the_patient() -> None:
    """Behind "I speak …", and before what is said to the staff."""
    html = card(_stock(), SHEETS["a4"], "so").html
    places = [html.index(words) for words in ("Waxaan", 'class="theirs"', ">Somali<", "Do you")]
    assert sorted(places) == places


def test_name_with_a_hyphen_stays_on_one_line() -> None:
    """It is the word that is looked for."""
    html = card(_stock(), SHEETS["a4"], "so").html
    assert 'Waxaan ku hadlaa <span style="white-space: nowrap">Af-Soomaali.</span>' in html


def test_card_is_set_by_the_rules_of_its_language() -> None:
    """Khmer has no spaces: where a line may end is put in, as everywhere."""
    html = card(_stock(), SHEETS["a4"], "km").html
    assert "ខ្ញុំ\u200bនិយាយ\u200bភាសាខ្មែរ។" in html


@slow
def test_card_from_right_to_left_reads_right(tmp_path: Path) -> None:
    """Pashto begins at the right, and its full stop stands at the left."""
    (pdf,) = rendered([card(_stock(), SHEETS["a4"], "ps")])
    path = tmp_path / "ps.pdf"
    path.write_bytes(pdf.data)
    said = letters(path, 1)[: len(i_speak("ps"))]
    places_mm = [letter.left_mm for letter in said]
    assert i_speak("ps") == "".join(letter.text for letter in said)
    assert 105 < places_mm[0]  # the right half of A4
    assert sorted(places_mm, reverse=True) == places_mm


def _stock() -> Library:
    return Library(read_workspace(TEMPLATES.parent))


@slow
def test_pages_of_its_own_keep_to_the_standards(tmp_path: Path) -> None:
    """What separates a rack, tries a printer or fetches an interpreter is accessible too."""
    library = Library(read_workspace(TEMPLATES.parent))
    sheet = SHEETS["a4"]
    pages = [
        separator(library, sheet, "ar", [("back-muscle-spasm", 20)]),
        trial_page(library, sheet),
        card(library, sheet, "so"),
        card(library, sheet, "ja"),
        card(library, sheet, "ckb"),
    ]
    paths = []
    for number, pdf in enumerate(rendered(pages)):
        paths.append(tmp_path / f"{number}.pdf")
        paths[-1].write_bytes(pdf.data)
    for found in verapdf(paths).values():
        assert dict.fromkeys(found, "") == found
