"""A clinic's folder: `leaflet.toml`, look-up in it and in the stock, and new ones."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from pathlib import Path

import pytest

from leaflet.approvals import Records
from leaflet.clinic import Clinic
from leaflet.errors import ConfigurationError, ContentError, UsageError
from leaflet.sheets import SHEETS
from leaflet.starter import make_workspace
from leaflet.workspace import Workspace, find_workspace, read_workspace

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
SMALL = '[clinic]\nterritory = "GB"\n'
ARTICLE = '+++\ntitle = "X"\n+++\nRest.\n\n![A cup](pictures/cup.svg)\n'


def put(root: Path, **files: str | bytes) -> None:
    """Write files; two underscores stand for a stroke, one in front of the ending for a dot."""
    for name, content in files.items():
        folder, _, ending = name.replace("__", "/").rpartition("_")
        path = root / f"{folder}.{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.fixture
def clinic(tmp_path: Path) -> Workspace:
    """A clinic's workspace over a stock, both small."""
    root, stock = tmp_path / "clinic", tmp_path / "stock"
    put(root, leaflet_toml=SMALL)
    put(
        stock,
        articles__cough_md=ARTICLE.replace("X", "Of the stock"),
        articles__cold_md=ARTICLE,
        articles__pictures__cup_svg=SVG,
        templates__handout_html="stock",
        templates__themes__calm_css="stock",
        translations__es__LC_MESSAGES__cough_po='msgid "Rest."\nmsgstr "stock"\n',
    )
    return dataclasses.replace(read_workspace(root), stock=stock)


def read(tmp_path: Path, text: str) -> Workspace:
    put(tmp_path, leaflet_toml=text)
    return read_workspace(tmp_path)


def wrong(tmp_path: Path, text: str) -> list[tuple[str, int | None]]:
    """Return message and line of all that is wrong with a `leaflet.toml`."""
    with pytest.raises(ConfigurationError) as raised:
        read(tmp_path, text)
    return [
        (problem.message, problem.place.line if problem.place else None)
        for problem in raised.value.problems
    ]


# leaflet.toml


def test_territory_is_all_that_a_clinic_must_say(tmp_path: Path) -> None:
    """The rest has defaults; the paper is the territory's."""
    found = read(tmp_path, '[clinic]\nterritory = "US"\n')

    assert (("en",), "en", "en", ("letter",), "911") == (
        found.languages,
        found.source_language,
        found.staff_language,
        found.sheets,
        found.territory.emergency and found.territory.emergency.number,
    )


def test_configuration_is_read_whole(tmp_path: Path) -> None:
    """Tags in any spelling, each language once; spaces of an address folded."""
    found = read(
        tmp_path,
        'languages = ["ar", "zh_CN", "zh-Hans", "PT_br"]\n'
        'source_language = "en_GB"\nstaff_language = "de"\nsheets = ["letter", "a4", "letter"]\n'
        '[clinic]\nname = "Mill"\naddress = """\n1 Mill Lane\n  Riverside"""\n'
        'phone = "020 7946 0000"\nweb = "https://mill.example"\nlogo = "logo.svg"\n'
        'territory = "GB"\ninterpreter = "1"\nurgent = "2"\n'
        'qr = "https://mill.example/{article}?{language}"\n',
    )

    assert ("ar", "zh-Hans", "pt-BR") == found.languages
    assert ("en-GB", "de") == (found.source_language, found.staff_language)
    assert ("letter", "a4") == found.sheets
    expected = Clinic(
        name="Mill",
        address="1 Mill Lane Riverside",
        phone="020 7946 0000",
        web="https://mill.example",
        logo="logo.svg",
        territory="GB",
        interpreter="1",
        urgent="2",
        qr="https://mill.example/{article}?{language}",
    )
    assert expected == found.clinic


def test_clinic_may_have_sheets_of_its_own(tmp_path: Path) -> None:
    """What it does not say is the base's; one sheet may be the base of the next."""
    found = read(
        tmp_path,
        f'sheets.build = ["large"]\n{SMALL}'
        '[sheets.long]\nbase = "letter"\nmax_pages = 0\n'
        '[sheets.large]\nbase = "long"\nbase_pt = 18\ncolumns = 1\nmargin_mm = 15.5\n',
    )

    expected = dataclasses.replace(
        SHEETS["letter"], name="large", max_pages=0, base_pt=18, columns=1, margin_mm=15.5
    )
    assert ("large",) == found.sheets
    assert expected == found.sheet("large")
    assert SHEETS["a4"] == found.sheet("a4")


def test_mistakes_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    """And with what was meant."""
    assert [
        ("`langages` is not known", 1),
        ("`xx_1` is not a language tag", 2),
        ("there is no sheet `a5`", 3),
        ("`web` is not a text", 5),
        ("no emergency number is known for territory `AQ`", 6),
    ] == wrong(
        tmp_path,
        'langages = []\nstaff_language = "xx_1"\nsheets = ["a5"]\n'
        '[clinic]\nweb = 1\nterritory = "AQ"\n',
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "languages = []\n" + SMALL,
        'languages = "en"\n' + SMALL,
        "clinic = 1",
        SMALL + 'web = "http://a.example"\n',
        SMALL + 'qr = "https://a.example/{nobody}"\n',
        SMALL + "phone = 1\n",
        SMALL + "[sheets.A_B]\n",
        SMALL + "[sheets.x]\nbase_pt = 11\n",
        SMALL + "[sheets.x]\nmax_pages = -1\n",
        SMALL + "[sheets.x]\ncolumns = true\n",
        SMALL + '[sheets.x]\nbase = "none"\n',
        SMALL + "[sheets.x]\ncolour = 1\n",
        "[clinic\n",
    ],
)
def test_doubtful_configuration_is_refused(tmp_path: Path, text: str) -> None:
    """A clinic that wrote something meant something; tests/bad has what is said."""
    assert wrong(tmp_path, text)


# Where it is


def test_nearest_workspace_is_found(tmp_path: Path) -> None:
    """Upward from where somebody stands."""
    put(tmp_path, leaflet_toml=SMALL, inner__leaflet_toml=SMALL)
    below = tmp_path / "inner" / "articles"
    below.mkdir()

    assert tmp_path / "inner" == find_workspace(below)
    assert tmp_path == find_workspace(tmp_path)


def test_folder_without_workspace_is_told(tmp_path: Path) -> None:
    """A workspace is made on purpose only."""
    with pytest.raises(UsageError, match="leaflet new"):
        read_workspace(tmp_path)


# Look-up


def test_articles_are_the_clinics_and_the_stocks(clinic: Workspace) -> None:
    """The clinic's hides the stock's of the same name; `leaflet` is not an article."""
    put(clinic.root, articles__cough_md=ARTICLE, articles__leaflet_md="", articles__notes_txt="")

    assert ("cold", "cough") == clinic.article_ids
    assert "X" == clinic.article("cough").title.source
    assert "articles/cough.md" == clinic.article("cough").path


def test_article_that_is_not_there_is_told(clinic: Workspace) -> None:
    """With the nearest that is; a path is no name."""
    with pytest.raises(UsageError, match="did you mean `cough`"):
        clinic.article("cuogh")
    with pytest.raises(UsageError):
        clinic.article("../articles/cough")


def test_pictures_come_from_the_clinic_first(clinic: Workspace) -> None:
    """An article of the stock may be shown with the clinic's own picture."""
    article = clinic.article("cough")
    assert {"pictures/cup.svg": SVG} == clinic.pictures(article)

    own = SVG.replace(b'"1"', b'"2"')
    put(clinic.root, articles__pictures__cup_svg=own)
    assert {"pictures/cup.svg": own} == clinic.pictures(article)


def test_picture_that_is_not_there_is_told_where_it_is_asked_for(clinic: Workspace) -> None:
    """With the line of the article."""
    put(clinic.root, articles__cough_md=ARTICLE.replace("cup.svg", "cap.svg"))

    with pytest.raises(ContentError, match=r"articles/cough\.md:6"):
        clinic.article("cough")


def test_picture_from_outside_is_refused(clinic: Workspace, tmp_path: Path) -> None:
    """A link may not lead out of the workspace."""
    put(tmp_path, secret_svg=SVG)
    folder = clinic.root / "articles" / "pictures"
    folder.mkdir(parents=True)
    (folder / "cup.svg").symlink_to(tmp_path / "secret.svg")

    with pytest.raises(ContentError, match="outside"):
        clinic.article("cough")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('template = "../own.html"', "`../own.html` cannot be the name of a template"),
        ('theme = "../../calm"', "`../../calm` cannot be the name of a theme"),
        ('theme = "/etc/calm"', "`/etc/calm` cannot be the name of a theme"),
        ('template = ".own.html"', "`.own.html` cannot be the name of a template"),
    ],
)
def test_templates_and_themes_lie_in_their_folder(tmp_path: Path, line: str, message: str) -> None:
    """Nothing in `leaflet.toml` leads out of `templates/`."""
    assert [message] == [said for said, _ in wrong(tmp_path, f"{SMALL}[sheets.own]\n{line}\n")]


@pytest.mark.parametrize("line", ["sheets = []", "sheets.build = []"])
def test_there_is_a_sheet_to_build(tmp_path: Path, line: str) -> None:
    """A workspace that builds nothing is a mistake, not a success."""
    assert [("`sheets` names no sheet", 1)] == wrong(tmp_path, f"{line}\n{SMALL}")


@pytest.mark.parametrize(
    "name",
    [
        "articles/cough.md",
        "translations/es/LC_MESSAGES/cough.po",
        "translations/en/approvals.toml",
        "templates/own.html",
    ],
)
def test_file_from_outside_is_refused(clinic: Workspace, tmp_path: Path, name: str) -> None:
    """Who sends in an article must not have another file of the machine shown."""
    (tmp_path / "secret").write_text("secret")
    link = clinic.root / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(tmp_path / "secret")

    def read_all() -> None:
        clinic.article("cough")
        clinic.catalog("cough", "es")
        clinic.approvals("en")
        clinic.templates()

    with pytest.raises(ContentError, match="leads outside") as caught:
        read_all()
    assert name == caught.value.problems[0].place.path  # type: ignore[union-attr]


def test_catalog_of_the_clinic_lies_over_the_stocks(clinic: Workspace) -> None:
    """Message by message; its files are named, the clinic's first."""
    put(clinic.root, translations__es__LC_MESSAGES__cough_po='msgid "Rest."\nmsgstr "clinic"\n')
    found = clinic.catalog("cough", "es")

    assert found is not None
    assert ["clinic"] == [message.translation for message in found.messages.values()]
    assert "translations/es/LC_MESSAGES/cough.po" == found.paths[0]
    assert 2 == len(found.paths)


def test_catalog_lies_in_the_folder_of_its_language(clinic: Workspace) -> None:
    """In the spelling of Babel, whatever the tag's; where there is none, there is none."""
    path = clinic.catalog_path("cough", "zh-Hans")

    assert "translations/zh_Hans/LC_MESSAGES/cough.po" == clinic.shown(path)
    assert clinic.catalog("cough", "zh-Hans") is None
    assert ("es",) == clinic.translated_languages()


def test_templates_of_the_clinic_hide_the_stocks(clinic: Workspace) -> None:
    """File by file; what editors hide is none."""
    put(clinic.root, templates__handout_html="clinic", **{"templates__.handout_swp": "x"})

    assert {"handout.html": b"clinic", "themes/calm.css": b"stock"} == clinic.templates()
    assert "templates/handout.html" == clinic.template_place("handout.html")


def test_approvals_are_those_of_both(clinic: Workspace) -> None:
    """A translation of the stock keeps its approval in the clinic."""
    record = '[[approval]]\narticle = "{}"\nby = "A"\nrole = "b"\ndate = 2026-11-22\nsource = "c"\n'
    put(clinic.root, translations__es__approvals_toml=record.format("cough"))
    put(clinic.stock, translations__es__approvals_toml=record.format("cold"))

    assert ["cough", "cold"] == [found.article for found in clinic.approvals("es").approvals]
    assert Records() == clinic.approvals("de")


def test_sheet_that_is_not_there_is_told(clinic: Workspace) -> None:
    """With those that are."""
    with pytest.raises(UsageError, match="`a4`"):
        clinic.sheet("banner")


def test_logo_is_read_from_the_workspace(clinic: Workspace) -> None:
    """None is none; one that is named must be there."""
    assert clinic.logo() is None

    named = dataclasses.replace(clinic, clinic=Clinic(logo="logo.svg"))
    with pytest.raises(ConfigurationError):
        named.logo()

    put(clinic.root, logo_svg=SVG)
    assert SVG == named.logo()


# New ones


def test_new_workspace_can_be_read(tmp_path: Path) -> None:
    """It says what was asked for, whatever letters the clinic's name has."""
    root = make_workspace(
        tmp_path / "new", name='The "Old"\\ Mill', territory="US", languages=["Spanish", "ar"]
    )
    found = read_workspace(root)

    assert 'The "Old"\\ Mill' == found.clinic.name
    assert ("es", "ar") == found.languages
    assert {"articles", "leaflet.toml", "output", "templates", "translations"} == {
        path.name for path in root.iterdir()
    }


def test_new_workspace_without_territory_asks_for_it(tmp_path: Path) -> None:
    """No number is guessed."""
    root = make_workspace(tmp_path / "new")

    assert [] != tomllib.loads((root / "leaflet.toml").read_text("utf-8"))["languages"]
    with pytest.raises(ConfigurationError, match="territory"):
        read_workspace(root)


def test_hints_of_a_new_workspace_are_true(tmp_path: Path) -> None:
    """What stands behind `#` can be used as it stands."""
    root = make_workspace(tmp_path / "new", territory="GB", languages=["en", "ar"])
    path = root / "leaflet.toml"
    hints = re.sub(r"(?m)^# (?=\[|[a-z.]+ = )(?!logo)", "", path.read_text("utf-8"))
    path.write_text(hints, "utf-8")
    found = read_workspace(root)

    assert ("a4", "large-print") == found.sheets
    assert ["desk"] == [name for name, printer in found.printers.items() if printer.default]
    assert {"en": 20, "ar": 5} == dict(found.racks["waiting-room"].languages)


def test_new_workspace_overwrites_nothing(tmp_path: Path) -> None:
    """A folder with something in it is left as it is."""
    put(tmp_path, notes_txt="mine")

    with pytest.raises(UsageError):
        make_workspace(tmp_path, territory="GB")
    assert ["notes.txt"] == [path.name for path in tmp_path.iterdir()]
