"""`Workspace`: the folders of a clinic and of the stock, and what is found in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.approvals import (
    FILE_NAME,
    Approval,
    Records,
    Snapshot,
    read_approvals,
    read_snapshot,
    snapshot_name,
)
from leaflet.article import Article, Text
from leaflet.clinic import Clinic
from leaflet.errors import (
    ConfigurationError,
    ContentError,
    Place,
    Problem,
    UsageError,
    did_you_mean,
)
from leaflet.languages import folder, tag_of_folder
from leaflet.messages import FURNITURE
from leaflet.sheets import Sheet
from leaflet.territories import Territory
from leaflet.toml import line_of_key
from leaflet.withdrawals import FILE_NAME as WITHDRAWN
from leaflet.withdrawals import Withdrawal, read_withdrawals
from leaflet.workspace.paper import Destination, Rack
from leaflet.workspace.shelf import find_picture, read_bytes

if TYPE_CHECKING:
    from leaflet.catalogs import Catalog

CONFIGURATION = "leaflet.toml"
ARTICLE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _is_named(path: Path) -> bool:
    """Tell whether the name of a file may be the id of an article."""
    return bool(ARTICLE_ID.fullmatch(path.stem)) and path.stem != FURNITURE and path.is_file()


def stock_folder() -> Path:
    """Return the folder with the templates, articles and translations of the program."""
    package = Path(__file__).parent.parent
    # In the wheel they lie in the package; in the repository beside it.
    packed = package / "stock"
    return packed if packed.is_dir() else package.parent


def find_workspace(start: Path) -> Path:
    """
    Return the nearest folder with a `leaflet.toml`, from `start` upward.

    Raises:
        UsageError: There is none.
    """
    for candidate in (start, *start.parents):
        if (candidate / CONFIGURATION).is_file():
            return candidate
    raise UsageError(
        Problem(
            code="workspace",
            message=f"there is no `{CONFIGURATION}` in `{start}` or above it",
            hint="go to a workspace, name one with `leaflet -w FOLDER …`, or make one with "
            "`leaflet new FOLDER`",
        )
    )


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """A folder with a `leaflet.toml`, read and checked."""

    root: Path
    """The folder of the `leaflet.toml`."""
    articles: tuple[str, ...] = ()
    """The ids of the articles to build; empty for all."""
    languages: tuple[str, ...]
    """What to build; BCP 47."""
    source_language: str
    """Of articles that do not say their own; BCP 47."""
    staff_language: str
    """The second language of each sheet; BCP 47."""
    sheets: tuple[str, ...]
    """The names of the sheets to build."""
    clinic: Clinic
    """The table `[clinic]`."""
    territory: Territory
    """The clinic's."""
    sheet_table: Mapping[str, Sheet]
    """The program's sheets and the clinic's own."""
    printers: Mapping[str, Destination] = field(default_factory=dict)
    """The table `[printers]`, by name."""
    racks: Mapping[str, Rack] = field(default_factory=dict)
    """The table `[racks]`, by name."""
    stock: Path = field(default_factory=lambda: stock_folder())
    """The folder of what comes with the program."""

    # Folders

    def roots(self) -> tuple[Path, ...]:
        """Return the folders to look things up in, the workspace's own first."""
        return (self.root,) if self.stock == self.root else (self.root, self.stock)

    def shown(self, path: Path) -> str:
        """Return a path as it stands in messages: relative to the workspace where it can be."""
        return (
            path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)
        )

    def find(self, name: str) -> Path | None:
        """Return the first file of that name, as "articles/cough.md", or None."""
        return next((root / name for root in self.roots() if (root / name).is_file()), None)

    @property
    def output(self) -> Path:
        """The folder that handouts are written into, if no other is named."""
        return self.root / "output"

    def read(self, path: Path) -> bytes:
        """
        Return the bytes of a file of the workspace or of the stock.

        Raises:
            ContentError: It is a link that leads out of both: who may send in an article or a
                catalog must not have other files of the machine shown.
            MachineError: The system refuses.
        """
        if not self.holds(path):
            raise ContentError(
                Problem(
                    code="file",
                    message="the file is a link that leads outside the workspace",
                    place=Place(path=self.shown(path)),
                    hint="put the file itself there",
                )
            )
        return read_bytes(path)

    def holds(self, path: Path) -> bool:
        """Tell whether a file lies in the workspace or in the stock, links followed."""
        return any(path.resolve().is_relative_to(root) for root in self._resolved_roots)

    @cached_property
    def _resolved_roots(self) -> tuple[Path, ...]:
        return tuple(root.resolve() for root in self.roots())

    # Articles

    @cached_property
    def article_ids(self) -> tuple[str, ...]:
        """The ids of all articles, the workspace's own and the stock's, sorted."""
        return tuple(sorted({path.stem for path in self._article_files()}))

    @property
    def chosen_articles(self) -> tuple[str, ...]:
        """The ids of the articles to build: those that `leaflet.toml` names, or all."""
        return self.articles or self.article_ids

    @property
    def printable_articles(self) -> tuple[str, ...]:
        """Those of them that are not withdrawn; raises as `withdrawn`."""
        return tuple(id for id in self.chosen_articles if id not in self.withdrawn)

    def _article_files(self) -> Iterator[Path]:
        for root in self.roots():
            yield from filter(_is_named, sorted((root / "articles").glob("*.md")))

    @cached_property
    def misnamed(self) -> tuple[Problem, ...]:
        """What is wrong with the names of articles, which are left out."""
        return tuple(
            Problem(
                code="article-id",
                message=f"`{path.stem}` cannot be the id of an article; the file was left out",
                place=Place(path=self.shown(path)),
                hint="name the file with small letters, digits and single hyphens, "
                "as `back-pain.md`; `leaflet` is taken",
            )
            for path in sorted((self.root / "articles").glob("*.md"))
            if path.is_file() and not _is_named(path)
        )

    def article(self, id: str) -> Article[Text]:
        """
        Return a parsed article.

        Raises:
            UsageError: There is none of that id.
            ContentError: It has mistakes, or one of its pictures is missing or too large.
        """
        # Here, because many commands, and the completion of words, read no article.
        from leaflet.parse import parse_article

        path = self.article_path(id)
        article = parse_article(
            self.read(path),
            id=id,
            path=self.shown(path),
            source_language=self.source_language,
        )
        self.pictures(article)
        return article

    def article_path(self, id: str) -> Path:
        """
        Return the file of an article.

        Raises:
            UsageError: There is none of that id.
        """
        path = self.find(f"articles/{id}.md") if ARTICLE_ID.fullmatch(id) else None
        if path is None:
            raise UsageError(
                Problem(
                    code="article",
                    message=f"there is no article `{id}`",
                    hint=did_you_mean(Path(id).stem, self.article_ids),
                )
            )
        return path

    def pictures(self, article: Article[Text]) -> dict[str, bytes]:
        """
        Return the bytes of an article's pictures by their paths.

        Raises:
            ContentError: One is missing, too large, of an unknown kind, or lies elsewhere.
        """
        pictures: dict[str, bytes] = {}
        problems: list[Problem] = []
        for name in article.pictures():
            place = next(
                text.place
                for block in article.walk()
                if getattr(block, "path", None) == name
                for text in [getattr(block, "alt")]  # noqa: B009 (a union of blocks)
            )
            try:
                pictures[name] = find_picture(self, f"articles/{name}", place)
            except ContentError as error:
                problems += error.problems
        if problems:
            raise ContentError(problems)
        return pictures

    def logo(self) -> bytes | None:
        """
        Return the bytes of the clinic's logo, or None where it has none.

        Raises:
            ConfigurationError: It is missing, too large, of an unknown kind, or lies elsewhere.
        """
        if not self.clinic.logo:
            return None
        try:
            return find_picture(self, self.clinic.logo, self.place("logo", "clinic"))
        except ContentError as error:
            raise ConfigurationError(error.problems) from error

    # Catalogs

    def catalog_path(self, domain: str, language: str) -> Path:
        """Return where the workspace's own catalog of a domain lies, or would lie."""
        return self.root / "translations" / folder(language) / "LC_MESSAGES" / f"{domain}.po"

    def catalog(self, domain: str, language: str) -> Catalog | None:
        """
        Return the catalog of a domain, the workspace's messages over the stock's, or None.

        Raises:
            ContentError: A file cannot be read as a catalog.
        """
        from leaflet.catalogs import read_catalog  # as in `article`

        found = None
        for root in reversed(self.roots()):
            path = root / "translations" / folder(language) / "LC_MESSAGES" / f"{domain}.po"
            if path.is_file():
                read = read_catalog(self.read(path), self.shown(path), language)
                found = read if found is None else read.over(found)
        return found

    def translated_languages(self) -> tuple[str, ...]:
        """Return the languages that have a folder of translations, sorted."""
        tags = set()
        for root in self.roots():
            for path in (root / "translations").glob("*/LC_MESSAGES"):
                tag = tag_of_folder(path.parent.name)
                if tag is not None:
                    tags.add(tag)
        return tuple(sorted(tags))

    def approvals_path(self, language: str) -> Path:
        """Return where the workspace's own approvals in a language lie, or would lie."""
        return self.root / "translations" / folder(language) / FILE_NAME

    def approvals(self, language: str) -> Records:
        """Return the records of approvals in a language, the workspace's and the stock's."""
        records = Records()
        for root in self.roots():
            path = root / "translations" / folder(language) / FILE_NAME
            if path.is_file():
                found = read_approvals(self.read(path), self.shown(path))
                records = Records(
                    approvals=records.approvals + found.approvals,
                    problems=records.problems + found.problems,
                )
        return records

    def approved(self, language: str, approval: Approval) -> Snapshot | None:
        """Return the texts that an approval is about; None where they were not kept."""
        path = self.find(f"translations/{folder(language)}/{snapshot_name(approval)}")
        return read_snapshot(self.read(path), approval) if path else None

    @cached_property
    def withdrawn(self) -> Mapping[str, Withdrawal]:
        """
        The articles that must not be printed, by id; the workspace's and the stock's.

        Raises:
            ConfigurationError: A file that says so cannot be read. Then nothing is printed.
        """
        found: dict[str, Withdrawal] = {}
        for root in reversed(self.roots()):
            path = root / "articles" / WITHDRAWN
            if path.is_file():
                for record in read_withdrawals(self.read(path), self.shown(path)):
                    found[record.article] = record
        return {id: record for id, record in found.items() if not record.lifted}

    def templates(self) -> dict[str, bytes]:
        """
        Return the files of the templates' folders by name, as "handout.html".

        The workspace's hide the stock's of the same name.
        """
        files: dict[str, bytes] = {}
        for root in self.roots():
            top = root / "templates"
            for path in sorted(top.rglob("*")):
                name = path.relative_to(top).as_posix()
                if path.is_file() and not any(part.startswith(".") for part in path.parts[-2:]):
                    files.setdefault(name, self.read(path))
        return files

    def template_place(self, name: str) -> str:
        """Return the path of a template as it stands in messages."""
        path = self.find(f"templates/{name}")
        return self.shown(path) if path else f"templates/{name}"

    def sheet(self, name: str) -> Sheet:
        """
        Return a sheet by its name.

        Raises:
            UsageError: There is none.
        """
        if name not in self.sheet_table:
            raise UsageError(
                Problem(
                    code="sheet",
                    message=f"there is no sheet `{name}`",
                    hint=did_you_mean(name, self.sheet_table),
                )
            )
        return self.sheet_table[name]

    @property
    def first_sheet(self) -> str:
        """The first of its sheets that is about an article; its paper where none is."""
        about = (name for name in self.sheets if self.sheet(name).subject == "article")
        return next(about, self.territory.paper)

    def place(self, key: str, table: str = "") -> Place:
        """Return where `leaflet.toml` sets a key."""
        return place_in(self.root, key, table)


def place_in(root: Path, key: str, table: str = "") -> Place:
    """Return where the `leaflet.toml` of a folder sets a key."""
    try:
        lines = (root / CONFIGURATION).read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return Place(path=CONFIGURATION)
    return Place(path=CONFIGURATION, line=line_of_key(lines, key, table) + 1)
