"""The numbers to call and the paper of a territory, each number with its source and date."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Final, Literal, cast

from leaflet.errors import ConfigurationError, Place, Problem, did_you_mean

Paper = Literal["a4", "letter"]

PAPERS: Final = ("a4", "letter")
TABLE: Final = "leaflet/data/territories.toml"
NUMBER: Final = re.compile(r"[0-9]+( [0-9]+)*")

# The key that says what a number reaches: what comes, or what the line is called.
SERVICES: Final = {"emergency": "service", "urgent": "name", "poison": "name"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A number to call."""

    number: str
    """As it is dialled inside the territory, grouped with spaces as people read it."""
    name: str
    """Of an emergency number what comes, as "ambulance"; of another line what it is called."""
    source: str
    """Who says so, and of what it has not been confirmed."""
    checked: date
    """The day on which somebody compared the number with its source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """What a handout needs to know about the territory that it is handed out in."""

    code: str
    """Two letters, of ISO 3166-1."""
    paper: Paper
    """The size that printers there are loaded with."""
    emergency: Service | None
    """The ambulance; never None in what `territory` returns."""
    urgent: Service | None
    """Advice that cannot wait and is no emergency; None where it is known by region only."""
    poison: Service | None
    """Advice about poisoning; None where it is not known."""


def territory(code: str) -> Territory:
    """
    Return the row of a territory.

    Raises:
        ConfigurationError: There is no such territory, or no emergency number is known for it.
            Nothing stands in for a missing number: a wrong one costs more than none.

    >>> territory("GB").emergency.number
    '999'
    >>> territory("CA").paper
    'letter'
    """
    row = _rows().get(code)
    if row is not None and row.emergency is not None:
        return row
    if code in _codes():
        message = f"no emergency number is known for territory `{code}`"
        hint = f"send a number with its source for `{TABLE}`"
    else:
        message = f"`{code}` is no ISO 3166 territory code"
        hint = "write two capital letters, as `US`; the United Kingdom is `GB`, Greece is `GR`"
    raise ConfigurationError(Problem(code="territory", message=message, hint=hint))


def known() -> tuple[str, ...]:
    """Return the codes of the territories whose emergency number is known, sorted."""
    return tuple(sorted(code for code, row in _rows().items() if row.emergency is not None))


@functools.cache
def _rows() -> Mapping[str, Territory]:
    return read(_document())


@functools.cache
def _codes() -> frozenset[str]:
    return frozenset(str(_document().get("codes", "")).split())


@functools.cache
def _document() -> Mapping[str, object]:
    table = resources.files("leaflet") / "data" / "territories.toml"
    return tomllib.loads(table.read_text(encoding="utf-8"))


def read(document: Mapping[str, object]) -> dict[str, Territory]:
    """
    Return the territories of a parsed table.

    Raises:
        ConfigurationError: With a problem for every row that is wrong.
    """
    codes = frozenset(str(document.get("codes", "")).split())
    found: dict[str, Territory] = {}
    problems: list[Problem] = []
    for code, value in document.items():
        if code == "codes":
            continue
        wrong = list(_mistakes(code, value, codes))
        problems += wrong
        if not wrong:
            found[code] = _row(code, cast("Mapping[str, object]", value))
    if problems:
        raise ConfigurationError(problems)
    return found


def _row(code: str, row: Mapping[str, object]) -> Territory:
    services: dict[str, Service | None] = dict.fromkeys(SERVICES)
    for kind, name_key in SERVICES.items():
        if kind in row:
            service = cast("Mapping[str, object]", row[kind])
            services[kind] = Service(
                number=str(service["number"]),
                name=str(service[name_key]),
                source=str(service["source"]),
                checked=cast("date", service["checked"]),
            )
    return Territory(code=code, paper=cast("Paper", row["paper"]), **services)


def _mistakes(code: str, row: object, codes: frozenset[str]) -> Iterable[Problem]:
    """Yield what is wrong with a row; nothing if it can be used."""
    if code not in codes:
        yield _problem(f"`{code}` is not among the `codes` of ISO 3166", did_you_mean(code, codes))
    if not isinstance(row, Mapping):
        yield _problem(f"`{code}` is no table", f"write `[{code}]` and its keys below it")
        return
    for key in sorted(row.keys() - {"paper", *SERVICES}):
        yield _problem(
            f"`{key}` of `{code}` is an unknown key", did_you_mean(key, {"paper", *SERVICES})
        )
    if row.get("paper") not in PAPERS:
        yield _problem(f"the `paper` of `{code}` is none that is known", did_you_mean("", PAPERS))
    for kind in SERVICES:
        if kind in row:
            yield from _mistakes_of_service(code, kind, row[kind])


def _mistakes_of_service(code: str, kind: str, service: object) -> Iterable[Problem]:
    keys = {"number": str, SERVICES[kind]: str, "source": str, "checked": date}
    where = f"`{kind}` of `{code}`"
    if not isinstance(service, Mapping):
        yield _problem(f"{where} is no table", f"write `{kind} = {{ number = … }}`")
        return
    for key in sorted(service.keys() - keys.keys()):
        yield _problem(f"`{key}` in {where} is an unknown key", did_you_mean(key, keys))
    for key, kind_of_value in keys.items():
        if not service.get(key) or not isinstance(service[key], kind_of_value):
            need = "a date, as 2026-11-22" if kind_of_value is date else "a text"
            yield _problem(f"{where} needs `{key}`", f"write {need}")
    if isinstance(number := service.get("number"), str) and not NUMBER.fullmatch(number):
        yield _problem(
            f"the number `{number}` in {where} cannot be dialled",
            "write digits, grouped with single spaces",
        )


def _problem(message: str, hint: str) -> Problem:
    return Problem(code="territory", message=message, hint=hint, place=Place(path=TABLE))
