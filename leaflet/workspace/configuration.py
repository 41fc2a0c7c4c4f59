"""`leaflet.toml`, read and checked: all that is wrong with it is said at once."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leaflet.clinic import Clinic
from leaflet.errors import (
    ConfigurationError,
    LeafletError,
    Place,
    Problem,
    UsageError,
    did_you_mean,
)
from leaflet.languages import canonical, language
from leaflet.sheets import SHEETS, Sheet
from leaflet.territories import Territory, territory
from leaflet.toml import syntax_error
from leaflet.workspace.model import (
    ARTICLE_ID,
    CONFIGURATION,
    Workspace,
    place_in,
    stock_folder,
)
from leaflet.workspace.paper import read_printers, read_racks
from leaflet.workspace.shelf import read_bytes

_CLINIC_KEYS = tuple(entry.name for entry in dataclasses.fields(Clinic))
_SHEET_KEYS = {
    "base": str,
    "template": str,
    "theme": str,
    "purpose": str,
    "black": bool,
    "columns": int,
    "margin_mm": float,
    "base_pt": float,
    "floor_pt": float,
    "max_pages": int,
}
# Of a template or a theme; no part of it leads out of the folder, or is hidden.
_FILE_NAME = re.compile(r"\w[\w.-]*(/\w[\w.-]*)*")
_TOP_KEYS = (
    "articles",
    "languages",
    "source_language",
    "staff_language",
    "sheets",
    "clinic",
    "printers",
    "racks",
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
        line_number, reason, hint = syntax_error(error)
        hint = hint or 'text stands in quotes: `name = "…"`'
        lines = data.decode("utf-8-sig").splitlines()
        if line_number and lines[line_number - 1].strip().startswith("[sheets."):
            hint = 'beside `[sheets.NAME]`, write what to build as `sheets.build = ["a4"]`'
        raise ConfigurationError(
            Problem(
                code="configuration",
                message=f"the file is not TOML: {reason}",
                place=Place(path=CONFIGURATION, line=line_number or max(len(lines), 1)),
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
        self._unknown(self.values, _TOP_KEYS, "")
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
        articles = self._articles()
        printers = read_printers(self.values, self._wrong)
        racks = read_racks(
            self.values, self._wrong, languages=languages, sheets=table, printers=printers
        )
        if self.problems:
            raise ConfigurationError(sorted(self.problems, key=_line))
        workspace = Workspace(
            root=self.root,
            articles=articles,
            languages=languages,
            source_language=source_language,
            staff_language=staff_language,
            sheets=named,
            clinic=clinic,
            territory=place,
            sheet_table=table,
            printers=printers,
            racks=racks,
        )
        asked = [(id, "") for id in articles]
        asked += [(id, f"racks.{rack.name}") for rack in racks.values() for id in rack.articles]
        for id, where in asked:
            if id not in workspace.article_ids:
                hint = did_you_mean(id, workspace.article_ids)
                self._wrong(f"there is no article `{id}`", hint, "articles", where)
        if self.problems:
            raise ConfigurationError(self.problems)
        return workspace

    def _wrong(self, message: str, hint: str, key: str, table: str = "") -> None:
        place = place_in(self.root, key, table)
        self.problems.append(Problem(code="configuration", message=message, place=place, hint=hint))

    def _unknown(self, values: Mapping[str, Any], known: tuple[str, ...], table: str) -> None:
        for key in values:
            if key not in known:
                where = f" under `[{table}]`" if table else ""
                hint = did_you_mean(key, known)
                if table and key in _TOP_KEYS:
                    hint = "write it above the first line in square brackets"
                elif not table and key in _CLINIC_KEYS:
                    hint = "write it below a line `[clinic]`"
                self._wrong(f"`{key}` is not known{where}", hint, key, table)

    def _tag(self, key: str, value: Any) -> str:
        try:
            tag = canonical(value if isinstance(value, str) else repr(value))
            language(tag)  # whether its script is known
            return tag
        except LeafletError as error:
            self._wrong(error.problems[0].message, error.problems[0].hint, key)
            return "en"

    def _strings(self, key: str, default: list[str], table: str = "") -> list[str]:
        value = self.values.get(key, default)
        if isinstance(value, list) and all(isinstance(entry, str) for entry in value) and value:
            return value
        said, hint = "is not a list of texts", f'write `{key} = ["…", "…"]`'
        if value == []:
            said = "is empty, so that nothing would be built"
            hint += f"; or delete the line: {_WITHOUT[key]} then"
        self._wrong(f"`{key}` {said}", hint, key, table)
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
        self._letters(texts)
        self._addresses(texts)
        if texts.get("logo") and not texts.get("name"):
            self._wrong(
                "`logo` stands without `name`, which is read aloud in its place",
                'write `name = "…"` too',
                "logo",
                "clinic",
            )
        return Clinic(**texts)

    def _articles(self) -> tuple[str, ...]:
        if "articles" not in self.values:
            return ()
        return tuple(dict.fromkeys(self._strings("articles", [])))

    def _letters(self, texts: Mapping[str, str]) -> None:
        """Look for letters that cannot be seen, or turn those behind them round."""
        for key, words in texts.items():
            if words.isascii() and words.isprintable():
                continue
            # Here, because it brings the whole parser with it.
            from leaflet.parse.letters import letter_problems, text_problems

            place = place_in(self.root, key, "clinic")
            self.problems += letter_problems(words, place) + text_problems(words, place)

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
                'write `territory = "…"` under `[clinic]`, as `"GB"` (ISO 3166)',
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
        texts = isinstance(value, list) and all(isinstance(name, str) for name in value)
        if not texts or not value:
            said = "names no sheet" if texts else "is not a list of texts"
            self._wrong(f"`sheets` {said}", 'write `sheets = ["a4"]`', "sheets")
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
            if not _fits(value, kind):
                self._wrong(
                    f"`{key}` is not {_KINDS[kind]}",
                    f"write it as `{key} = {_EXAMPLES[kind]}`",
                    key,
                    where,
                )
                continue
            changes[key] = kind(value)
            self._there(key, value, where)
        sheet = dataclasses.replace(table[base], name=name, **changes)
        if sheet.floor_pt > sheet.base_pt:
            self._wrong("`floor_pt` is larger than `base_pt`", "lower it", "floor_pt", where)
        if sheet.columns < 1:
            self._wrong("`columns` is not 1 or more", "write `columns = 1`", "columns", where)
        if sheet.margin_mm > sheet.size.width_mm / 4:
            hint = f"the sheet is {sheet.size.width_mm:g} mm wide; write 12 to 20"
            self._wrong("`margin_mm` leaves no room for the text", hint, "margin_mm", where)
        return sheet

    def _there(self, key: str, value: Any, where: str) -> None:
        """Look whether a template or theme that a sheet names is there."""
        pattern = {"template": "templates/{}", "theme": "templates/themes/{}.css"}.get(key)
        if pattern is None:
            return
        if not _FILE_NAME.fullmatch(value):
            self._wrong(
                f"`{value}` cannot be the name of a {key}",
                "write letters, digits, `-`, `_` and `.`; `/` for a folder in `templates/`",
                key,
                where,
            )
            return
        roots = (self.root, stock_folder())
        if not any((root / pattern.format(value)).is_file() for root in roots):
            self._wrong(
                f"there is no {key} `{value}`", f"make it: `{pattern.format(value)}`", key, where
            )


_KINDS = {
    str: "a text",
    bool: "`true` or `false`",
    int: "a whole number, 0 or more",
    float: "a number, 0 or more",
}
_EXAMPLES = {str: '"…"', bool: "true", int: "2", float: "12.5"}


_WITHOUT = {
    "articles": "all articles are built",
    "languages": "the source's language alone is built",
}
"""What is built where a key is left out."""


def _fits(value: Any, kind: type) -> bool:
    """Tell whether a value is of a kind: `true` is no number here, as it is to Python."""
    kinds = (int, float) if kind is float else (kind,)
    return type(value) in kinds and (kind in (str, bool) or value >= 0)


def _line(problem: Problem) -> int:
    return (problem.place.line or 0) if problem.place else 0
