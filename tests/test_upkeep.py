"""The upkeep of catalogs in a workspace: extracted, brought up to date, compiled."""

from __future__ import annotations

import datetime
import gettext
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from leaflet.assemble import Library
from leaflet.errors import ContentError
from leaflet.messages import FURNITURE
from leaflet.survey import survey
from leaflet.upkeep import Written, compile_all, domains, extract, update
from leaflet.workspace import read_workspace

ROOT = Path(__file__).parent.parent
NOW = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)
LATER = datetime.datetime(2026, 12, 24, 18, 0, tzinfo=datetime.UTC)


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A clinic with one article of its own, which it wants in Spanish and Hmong."""
    root = tmp_path / "clinic"
    (root / "articles").mkdir(parents=True)
    (root / "articles/cough.md").write_text('+++\ntitle = "Cough"\n+++\nRest.\n\nDrink.\n')
    (root / "leaflet.toml").write_text(
        'languages = ["en", "es", "hmn"]\n[clinic]\nname = "Mill"\nterritory = "GB"\n'
    )
    return root


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the program's own workspace."""
    root = tmp_path / "copy"
    for name in ("articles", "templates", "translations"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("*.mo"))
    for name in ("leaflet.toml", "babel.cfg"):
        shutil.copy(ROOT / name, root)
    return root


def library(root: Path) -> Library:
    return Library(read_workspace(root))


def shown(root: Path, written: Iterable[Written]) -> dict[str, bool]:
    """Return whether it changed, by path."""
    return {one.path.relative_to(root).as_posix(): one.changed for one in written}


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def translate(path: Path, translations: dict[str, str]) -> None:
    """Fill a catalog in as a translator does."""
    text = path.read_text("utf-8")
    for id, words in translations.items():
        text = text.replace(f'msgid "{id}"\nmsgstr ""', f'msgid "{id}"\nmsgstr "{words}"')
    path.write_text(text, "utf-8")


# Extracting


def test_own_articles_are_extracted(clinic: Path) -> None:
    """The stock's come with their templates; the clinic's own templates have words too."""
    assert ("cough",) == domains(library(clinic))

    (clinic / "templates").mkdir()
    (clinic / "templates/handout.html").write_text("{{ _('Hello') }}")
    assert ("cough", FURNITURE) == domains(library(clinic))
    assert ("back-muscle-spasm",) == domains(library(clinic), ["back-muscle-spasm"])


def test_extracting_writes_once(clinic: Path) -> None:
    """A second time there is nothing to write, not even a date."""
    path = "translations/cough.pot"

    assert {path: True} == shown(clinic, extract(library(clinic), (), NOW))
    before = files(clinic)
    assert {path: False} == shown(clinic, extract(library(clinic), (), LATER))
    assert before == files(clinic)


def test_wrong_article_writes_nothing(clinic: Path) -> None:
    """Half a template would lose what translators have done."""
    list(extract(library(clinic), (), NOW))
    before = (clinic / "translations/cough.pot").read_bytes()
    (clinic / "articles/cough.md").write_text('+++\ntitle = "Cough"\n+++\n<b>\n')

    with pytest.raises(ContentError):
        list(extract(library(clinic), (), NOW))
    assert before == (clinic / "translations/cough.pot").read_bytes()


# Updating


def test_update_makes_what_is_missing(clinic: Path) -> None:
    """For each language but the source's; what the stock has is left to the stock."""
    done = shown(clinic, update(library(clinic), (), (), NOW))

    assert done["translations/es/LC_MESSAGES/cough.po"]
    assert done["translations/hmn/LC_MESSAGES/leaflet.po"]
    assert "translations/es/LC_MESSAGES/leaflet.po" not in done
    assert not any("/en/" in path for path in done)


def test_catalogs_do_not_say_where_the_program_is_installed(clinic: Path) -> None:
    """A clinic's catalogs travel; the stock's files are told by their names alone."""
    library = Library(read_workspace(clinic))
    written = [*update(library, (), ("pl",), NOW), *extract(library, (FURNITURE,), NOW)]

    said = "".join(one.path.read_text(encoding="utf-8") for one in written)

    assert "#: templates/handout.html" in said
    assert str(ROOT) not in said


def test_update_keeps_what_translators_did(clinic: Path) -> None:
    """And tells what is new and what is gone."""
    list(update(library(clinic), ["cough"], ["es"], NOW))
    path = clinic / "translations/es/LC_MESSAGES/cough.po"
    translate(path, {"Rest.": "Descanse.", "Drink.": "Beba."})
    (clinic / "articles/cough.md").write_text('+++\ntitle = "Cough"\n+++\nSleep well.\n\nRest.\n')

    (one,) = update(library(clinic), ["cough"], ["es"], LATER)

    assert (True, 3, 1, 0, 1) == (one.changed, one.messages, one.added, one.guessed, one.removed)
    text = path.read_text("utf-8")
    assert 'msgid "Rest."\nmsgstr "Descanse."' in text
    assert '#~ msgid "Drink."\n#~ msgstr "Beba."' in text
    assert "POT-Creation-Date: 2026-12-24 18:00+0000" in text


def test_update_a_second_time_writes_nothing(clinic: Path) -> None:
    """In any language, known to Babel or not."""
    list(update(library(clinic), (), (), NOW))
    before = files(clinic)

    assert {False} == set(shown(clinic, update(library(clinic), (), (), LATER)).values())
    assert before == files(clinic)


def test_clinic_may_take_a_catalog_of_the_stock_over(clinic: Path) -> None:
    """By naming both article and language."""
    done = shown(clinic, update(library(clinic), ["back-muscle-spasm"], ["es"], NOW))

    assert {"translations/es/LC_MESSAGES/back-muscle-spasm.po": True} == done


@pytest.mark.slow
def test_own_catalogs_of_the_program_can_be_updated(copy: Path) -> None:
    """No translation is lost, and a second time nothing is written."""

    def translated() -> dict[str, int]:
        found = library(copy)
        return {
            f"{domain} {tag}": found.coverage(domain, tag).done
            for domain in (*found.workspace.chosen_articles, FURNITURE)
            for tag in found.workspace.languages
        }

    before = translated()
    list(update(library(copy), (), (), NOW))

    assert before == translated()
    assert {False} == set(shown(copy, update(library(copy), (), (), LATER)).values())


# Compiling


def test_compiled_catalogs_lie_beside_their_sources(clinic: Path) -> None:
    """And are written only when they change."""
    list(update(library(clinic), ["cough"], ["es"], NOW))
    translate(clinic / "translations/es/LC_MESSAGES/cough.po", {"Rest.": "Descanse."})
    path = "translations/es/LC_MESSAGES/cough.mo"

    (one,) = compile_all(library(clinic))
    assert (clinic / path, True, 1) == (one.path, one.changed, one.messages)
    assert {path: False} == shown(clinic, compile_all(library(clinic)))


def test_pybabel_compiles_the_catalogs(copy: Path) -> None:
    """Whoever has a program that reads `.mo` gets all that the `.po` say."""
    domain = "back-muscle-spasm"
    subprocess.run(
        [
            *(sys.executable, "-m", "babel.messages.frontend", "-q"),
            *("compile", "-d", "translations", "-D", f"leaflet {domain}"),
        ],
        cwd=copy,
        check=True,
        capture_output=True,
    )

    compiled = sorted(copy.glob("translations/*/LC_MESSAGES/*.mo"))
    sources = sorted(copy.glob("translations/*/LC_MESSAGES/*.po"))
    assert [path.with_suffix(".mo") for path in sources] == compiled
    for source, path in zip(sources, compiled, strict=True):
        with source.open("rb") as po, path.open("rb") as mo:
            translations = gettext.GNUTranslations(mo)
            for entry in read_po(po):
                if entry.id and entry.string and not entry.fuzzy:
                    id = str(entry.id)
                    assert entry.string == (
                        translations.pgettext(entry.context, id)
                        if entry.context
                        else translations.gettext(id)
                    )


def test_survey_tells_all_that_would_stop_a_build(clinic: Path) -> None:
    """In one go, without making anything, and each thing once."""
    before = files(clinic)
    found = survey(library(clinic), ["cough"], ["en", "es", "hmn"])

    assert len(set(found.problems)) == len(found.problems)
    assert ["cough", "cough", "leaflet"] == sorted(
        Path(problem.place.path).stem for problem in found.problems if problem.place
    )
    assert 1 == found.exit_code
    assert before == files(clinic)
