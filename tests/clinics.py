"""A clinic with two approved handouts, as tests that print ask for it."""

from __future__ import annotations

import datetime
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest

from leaflet.assemble import Library
from leaflet.cli.main import run
from leaflet.printing import log
from leaflet.printing.printer import Ability, Ticket
from leaflet.printing.ticket import ticket
from leaflet.review import approve, withdraw
from leaflet.sheets import Sheet
from leaflet.upkeep import update
from leaflet.workspace import read_workspace
from leaflet.workspace.paper import Destination

BAD = Path(__file__).parent / "bad"
TEMPLATES = Path(__file__).parent.parent / "templates"
TODAY = datetime.date(2026, 1, 15)
PDF = "output/cough/cough.{}.a4.pdf"

_PAGES = ("separator.html", "test-page.html", "card-interpreter.html")


def use_small_stock(patch: pytest.MonkeyPatch) -> None:
    """Take a stock whose templates say little, so that what is pinned does not change with ours."""
    for module in ("model", "configuration"):
        patch.setattr(f"leaflet.workspace.{module}.stock_folder", lambda: BAD / "stock")


def make(root: Path) -> Path:
    """Make a workspace whose handouts are approved and built."""
    shutil.copytree(BAD / "base", root)
    (root / "templates").mkdir()
    for name in _PAGES:
        shutil.copy(TEMPLATES / name, root / "templates")
    toml = (root / "leaflet.toml").read_text().replace('["es"]', '["en", "es"]')
    (root / "leaflet.toml").write_text(f'{toml}interpreter = "020 7946 0999"\n')
    with pytest.MonkeyPatch.context() as patch:
        use_small_stock(patch)
        library = Library(read_workspace(root))
        for tag in ("en", "es"):
            approve(library, "cough", tag, by="Ana Perez", role="nurse", date=TODAY)
        assert 0 == run(["-w", str(root), "build"])
    return root


NOW = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)


def make_translated(root: Path, article: str, spanish: dict[str, str]) -> None:
    """Make a workspace with one article, cough, and its translation into Spanish."""
    (root / "articles").mkdir(parents=True)
    (root / "articles/cough.md").write_text(article)
    (root / "leaflet.toml").write_text(
        'articles = ["cough"]\nlanguages = ["en", "es"]\n'
        '[clinic]\nname = "Mill"\nterritory = "GB"\n'
    )
    list(update(Library(read_workspace(root)), ["cough"], ["es"], NOW))
    translate(catalog(root), spanish)


def catalog(root: Path) -> Path:
    """Return the catalog that `make_translated` made."""
    return root / "translations/es/LC_MESSAGES/cough.po"


def translate(catalog: Path, translations: dict[str, str]) -> None:
    """Fill in what is not translated yet."""
    text = catalog.read_text("utf-8")
    for id, words in translations.items():
        text = text.replace(f'msgid "{id}"\nmsgstr ""', f'msgid "{id}"\nmsgstr "{words}"')
    catalog.write_text(text, "utf-8")


def configure(clinic: Path, text: str) -> None:
    """Write something more into leaflet.toml."""
    with (clinic / "leaflet.toml").open("a") as file:
        file.write(f"\n{text}\n")


def printed(clinic: Path) -> list[tuple[str, str]]:
    """Return what the log says: language and outcome of each line."""
    return [(record.language, record.outcome) for record in log.read(clinic / "output")]


def change_clinic(clinic: Path) -> None:
    """Let the clinic have another phone number."""
    toml = clinic / "leaflet.toml"
    toml.write_text(toml.read_text().replace("7946 0000", "7946 0001"))


def let_review_pass(clinic: Path) -> None:
    """Let the article have had to be reviewed the day before `TODAY`."""
    article = clinic / "articles/cough.md"
    article.write_text(article.read_text().replace('"Cough"', '"Cough"\nreview_by = 2026-01-14', 1))


def withdraw_article(clinic: Path) -> None:
    """Withdraw it."""
    withdraw(Library(read_workspace(clinic)), "cough", reason="the dose is wrong", date=TODAY)


class Running:
    """A command that runs beside the test."""

    def __init__(self, *arguments: str) -> None:
        self.code: int | None = None
        self._thread = threading.Thread(target=self._run, args=(list(arguments),))
        self._thread.start()

    def _run(self, arguments: list[str]) -> None:
        self.code = run(arguments)

    def wait(self) -> int | None:
        """Return its exit code when it has ended."""
        self._thread.join()
        return self.code


ALL = Ability(
    state="idle",
    accepts=True,
    formats=("application/pdf",),
    media=("iso_a4_210x297mm", "na_letter_8.5x11in"),
    sides=("one-sided", "two-sided-long-edge", "two-sided-short-edge"),
    colours=("auto", "color", "monochrome"),
    scalings=("auto", "none"),
    copies=99,
)
"""What a printer that can do all says of itself."""


def told(sheet: Sheet, **changes: Any) -> Ticket:
    """Return what a printer that can do all is told of a handout of two pages."""
    values: dict[str, Any] = {"title": "x", "pages": 2, "copies": 1, "ability": ALL, **changes}
    return ticket(sheet, destination=Destination(name="desk", queue="desk"), **values)
