"""`leaflet.toml` → `Workspace`: what a clinic has, and what it wants built.

Look-up is always the workspace's own first, then the stock that comes with the program.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from leaflet.approvals import FILE_NAME, Approval, read_approvals
from leaflet.article import Article, Text
from leaflet.catalogs import Catalog, read_catalog
from leaflet.clinic import Clinic
from leaflet.errors import (
    ConfigurationError,
    ContentError,
    LeafletError,
    MachineError,
    Place,
    Problem,
    UsageError,
    did_you_mean,
)
from leaflet.frontmatter import line_of_key
from leaflet.languages import canonical, folder, tag_of_folder
from leaflet.messages import FURNITURE
from leaflet.parse import parse_article
from leaflet.sheets import SHEETS, Sheet
from leaflet.territories import Territory, territory

CONFIGURATION = "leaflet.toml"
PICTURE_LIMIT_BYTES = 5 * 1024 * 1024
"""A larger picture is refused: at 60 mm and 300 dpi a photograph has less than one MiB."""
PICTURE_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
ARTICLE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def stock_folder() -> Path:
    """Return the folder with the templates, articles and translations of the program."""
    package = Path(__file__).parent
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
    languages: tuple[str, ...]
    """What to build; BCP 47."""
    source_language: str
    staff_language: str
    sheets: tuple[str, ...]
    """The names of the sheets to build."""
    clinic: Clinic
    territory: Territory
    sheet_table: Mapping[str, Sheet]
    """The program's sheets and the clinic's own."""
    stock: Path = field(default_factory=stock_folder)

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
        return self.root / "output"

    # Articles

    @cached_property
    def article_ids(self) -> tuple[str, ...]:
        """The ids of all articles, the workspace's own and the stock's, sorted."""
        return tuple(sorted({path.stem for path in self._article_files()}))

    def _article_files(self) -> Iterator[Path]:
        for root in self.roots():
            for path in sorted((root / "articles").glob("*.md")):
                if ARTICLE_ID.fullmatch(path.stem) and path.stem != FURNITURE:
                    yield path
                elif root == self.root:
                    raise ContentError(
                        Problem(
                            code="article-id",
                            message=f"`{path.stem}` cannot be the id of an article",
                            place=Place(path=self.shown(path)),
                            hint="name the file with small letters, digits and single hyphens, "
                            "as `back-pain.md`; `leaflet` is taken",
                        )
                    )

    def article(self, id: str) -> Article[Text]:
        """
        Return a parsed article.

        Raises:
            UsageError: There is none of that id.
            ContentError: It has mistakes, or one of its pictures is missing or too large.
        """
        path = self.article_path(id)
        article = parse_article(
            read_bytes(path),
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
                    hint=did_you_mean(id, self.article_ids),
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
                pictures[name] = self._picture(f"articles/{name}", place)
            except ContentError as error:
                problems += error.problems
        if problems:
            raise ContentError(problems)
        return pictures

    def logo(self) -> bytes | None:
        """Return the bytes of the clinic's logo, or None where it has none."""
        if not self.clinic.logo:
            return None
        return self._picture(self.clinic.logo, self.place("logo", "clinic"))

    def _picture(self, name: str, place: Place) -> bytes:
        """Return a picture that lies inside one of the roots, links followed."""

        def refuse(message: str, hint: str) -> ContentError:
            return ContentError(Problem(code="picture", message=message, place=place, hint=hint))

        path = self.find(name)
        if path is None:
            folder_ = (self.root / name).parent
            near = [entry.name for entry in folder_.iterdir()] if folder_.is_dir() else []
            hint = did_you_mean(Path(name).name, near) if near else "put it there"
            raise refuse(f"the picture `{name}` does not exist", hint)
        if not any(path.resolve().is_relative_to(root.resolve()) for root in self.roots()):
            raise refuse(
                f"the picture `{name}` lies outside the workspace", "copy it into the folder"
            )
        if path.suffix.lower() not in PICTURE_TYPES:
            raise refuse(
                f"the picture `{name}` is of a kind that cannot be printed",
                "save it as SVG, PNG or JPEG",
            )
        size = path.stat().st_size
        if size > PICTURE_LIMIT_BYTES:
            raise refuse(
                f"the picture `{name}` has {size / 1024 / 1024:.1f} MiB, the limit is "
                f"{PICTURE_LIMIT_BYTES // 1024 // 1024} MiB",
                "save it smaller: 60 mm at 300 dpi are 700 pixels",
            )
        return read_bytes(path)

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
        found = None
        for root in reversed(self.roots()):
            path = root / "translations" / folder(language) / "LC_MESSAGES" / f"{domain}.po"
            if path.is_file():
                read = read_catalog(read_bytes(path), self.shown(path), language)
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

    def approvals(self, language: str) -> tuple[Approval, ...]:
        """Return the records of approvals in a language, the workspace's and the stock's."""
        records: tuple[Approval, ...] = ()
        for root in self.roots():
            path = root / "translations" / folder(language) / FILE_NAME
            if path.is_file():
                records += read_approvals(read_bytes(path))
        return records

    # Templates

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
                    files.setdefault(name, read_bytes(path))
        return files

    def template_place(self, name: str) -> str:
        """Return the path of a template as it stands in messages."""
        path = self.find(f"templates/{name}")
        return self.shown(path) if path else f"templates/{name}"

    # What was asked for

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

    def place(self, key: str, table: str = "") -> Place:
        """Return where `leaflet.toml` sets a key."""
        return _place(self.root, key, table)


def read_bytes(path: Path) -> bytes:
    """
    Return the bytes of a file.

    Raises:
        MachineError: The system refuses.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise MachineError(
            Problem(
                code="file",
                message=f"`{path}` cannot be read: {(error.strerror or str(error)).lower()}",
                hint="look at the permissions of the file",
            )
        ) from error


# Reading leaflet.toml


def _place(root: Path, key: str, table: str = "") -> Place:
    try:
        lines = (root / CONFIGURATION).read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return Place(path=CONFIGURATION)
    return Place(path=CONFIGURATION, line=line_of_key(lines, key, table) + 1)


_CLINIC_KEYS = tuple(entry.name for entry in dataclasses.fields(Clinic))
_SHEET_KEYS = {
    "base": str,
    "template": str,
    "theme": str,
    "columns": int,
    "margin_mm": float,
    "base_pt": float,
    "floor_pt": float,
    "max_pages": int,
}
_TOP_KEYS = (
    "languages",
    "source_language",
    "staff_language",
    "sheets",
    "clinic",
)


def read_workspace(root: Path) -> Workspace:
    """
    Return the workspace of a folder.

    Raises:
        ConfigurationError: All that is wrong with its `leaflet.toml`, at once.
        UsageError: It has none.
    """
    path = root / CONFIGURATION
    if not path.is_file():
        raise UsageError(
            Problem(
                code="workspace",
                message=f"there is no `{CONFIGURATION}` in `{root}`",
                hint="make a workspace with `leaflet new FOLDER`",
            )
        )
    data = read_bytes(path)
    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConfigurationError(
            Problem(
                code="configuration",
                message="the file is not UTF-8",
                place=Place(path=CONFIGURATION, line=line),
                hint="save it as UTF-8 in the editor",
            )
        ) from error
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"\(at line (\d+)", str(error))
        line_number = int(match.group(1)) if match else None
        reason = re.sub(r" \(at .*\)", "", str(error)).lower()
        hint = 'text stands in quotes: `name = "…"`'
        lines = data.decode("utf-8-sig").splitlines()
        if line_number and lines[line_number - 1].strip().startswith("[sheets."):
            hint = 'beside `[sheets.NAME]`, write what to build as `sheets.build = ["a4"]`'
        raise ConfigurationError(
            Problem(
                code="configuration",
                message=f"the file is not TOML: {reason}",
                place=Place(path=CONFIGURATION, line=line_number),
                hint=hint,
            )
        ) from error
    return _Reader(root=root, values=values).read()


@dataclass(slots=True)
class _Reader:
    root: Path
    values: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)

    def read(self) -> Workspace:
        self._unknown(self.values, (*_TOP_KEYS, "sheets"), "")
        source_language = self._tag("source_language", self.values.get("source_language", "en"))
        staff_language = self._tag("staff_language", self.values.get("staff_language", "en"))
        languages = tuple(
            dict.fromkeys(
                self._tag("languages", tag) for tag in self._strings("languages", [source_language])
            )
        )
        clinic = self._clinic()
        place = self._territory(clinic)
        named, table = self._sheets(place)
        if self.problems:
            raise ConfigurationError(self.problems)
        return Workspace(
            root=self.root,
            languages=languages,
            source_language=source_language,
            staff_language=staff_language,
            sheets=named,
            clinic=clinic,
            territory=place,
            sheet_table=table,
        )

    def _wrong(self, message: str, hint: str, key: str, table: str = "") -> None:
        place = _place(self.root, key, table)
        self.problems.append(Problem(code="configuration", message=message, place=place, hint=hint))

    def _unknown(self, values: Mapping[str, Any], known: tuple[str, ...], table: str) -> None:
        for key in values:
            if key not in known:
                where = f" under `[{table}]`" if table else ""
                self._wrong(f"`{key}` is not known{where}", did_you_mean(key, known), key, table)

    def _tag(self, key: str, value: Any) -> str:
        try:
            return canonical(value if isinstance(value, str) else repr(value))
        except LeafletError as error:
            self._wrong(error.problems[0].message, error.problems[0].hint, key)
            return "en"

    def _strings(self, key: str, default: list[str], table: str = "") -> list[str]:
        value = self.values.get(key, default)
        if isinstance(value, list) and all(isinstance(entry, str) for entry in value) and value:
            return value
        self._wrong(f"`{key}` is not a list of texts", f'write `{key} = ["…", "…"]`', key, table)
        return default

    def _clinic(self) -> Clinic:
        values = self.values.get("clinic", {})
        if not isinstance(values, dict):
            self._wrong(
                "`clinic` is not a table", "write `[clinic]` on a line of its own", "clinic"
            )
            return Clinic()
        self._unknown(values, _CLINIC_KEYS, "clinic")
        for key, value in values.items():
            if key in _CLINIC_KEYS and not isinstance(value, str):
                self._wrong(
                    f"`{key}` is not a text", f'write it in quotes: `{key} = "…"`', key, "clinic"
                )
        texts = {
            key: " ".join(value.split())
            for key, value in values.items()
            if key in _CLINIC_KEYS and isinstance(value, str)
        }
        self._addresses(texts)
        return Clinic(**texts)

    def _addresses(self, texts: Mapping[str, str]) -> None:
        for key in ("web", "qr"):
            address = texts.get(key, "")
            if address and not address.startswith("https://"):
                self._wrong(
                    f"`{address}` is no web address", "start it with `https://`", key, "clinic"
                )
        fields = set(re.findall(r"\{([^}]*)\}?", texts.get("qr", "")))
        if fields - {"article", "language"}:
            self._wrong(
                f"`{texts['qr']}` has a placeholder that is not known",
                "only `{article}` and `{language}` stand in it",
                "qr",
                "clinic",
            )

    def _territory(self, clinic: Clinic) -> Territory:
        if not clinic.territory:
            self._wrong(
                "`territory` is missing: no emergency number is known",
                'add `territory = "…"` under `[clinic]`, as `"GB"` (ISO 3166)',
                "clinic",
            )
            return Territory(code="", paper="a4", emergency=None, urgent=None, poison=None)
        try:
            return territory(clinic.territory)
        except LeafletError as error:
            self._wrong(error.problems[0].message, error.problems[0].hint, "territory", "clinic")
            return Territory(code="", paper="a4", emergency=None, urgent=None, poison=None)

    # Sheets: `sheets = ["a4"]` names what to build, `[sheets.NAME]` describes one. TOML does not
    # allow both under one name, so a table may name what to build as `sheets.build`.

    def _sheets(self, place: Territory) -> tuple[tuple[str, ...], dict[str, Sheet]]:
        table = dict(SHEETS)
        value = self.values.get("sheets", [place.paper])
        own: dict[str, Any] = {}
        if isinstance(value, dict):
            own = {name: row for name, row in value.items() if name != "build"}
            value = value.get("build", [place.paper])
        for name, row in own.items():
            sheet = self._sheet(name, row, table)
            if sheet is not None:
                table[name] = sheet
        if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
            self._wrong("`sheets` is not a list of texts", 'write `sheets = ["a4"]`', "sheets")
            value = [place.paper]
        for name in value:
            if name not in table:
                self._wrong(f"there is no sheet `{name}`", did_you_mean(name, table), "sheets")
        return tuple(dict.fromkeys(value)), table

    def _sheet(self, name: str, row: Any, table: Mapping[str, Sheet]) -> Sheet | None:
        where = f"sheets.{name}"
        if not isinstance(row, dict) or not ARTICLE_ID.fullmatch(name):
            self._wrong(
                f"`[sheets.{name}]` cannot be the name of a sheet",
                "use small letters, digits and single hyphens, as `[sheets.a4-long]`",
                name,
                "sheets",
            )
            return None
        self._unknown(row, tuple(_SHEET_KEYS), where)
        base = row.get("base", "a4")
        if base not in table:
            self._wrong(
                f"there is no sheet `{base}`", did_you_mean(str(base), table), "base", where
            )
            return None
        changes: dict[str, Any] = {}
        for key, kind in _SHEET_KEYS.items():
            if key == "base" or key not in row:
                continue
            value = row[key]
            fits = isinstance(value, (int, float) if kind is float else kind)
            if not fits or isinstance(value, bool) or (kind is not str and value < 0):
                self._wrong(f"`{key}` is not {_KINDS[kind]}", "see docs/authors.md", key, where)
                continue
            changes[key] = kind(value)
        sheet = dataclasses.replace(table[base], name=name, **changes)
        if sheet.floor_pt > sheet.base_pt:
            self._wrong("`floor_pt` is larger than `base_pt`", "lower it", "floor_pt", where)
        return sheet


_KINDS = {str: "a text", int: "a whole number", float: "a number"}
