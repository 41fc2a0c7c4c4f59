"""Numbers to call and paper, by territory."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import phonenumbers
import pytest

from leaflet import territories
from leaflet.errors import ConfigurationError
from leaflet.territories import Service, territory

EMERGENCY: dict[str, Any] = {
    "number": "999",
    "service": "ambulance",
    "source": "a letter",
    "checked": date(2026, 11, 22),
}


def problems(document: dict[str, Any]) -> list[str]:
    """Return what is wrong with a table, and how to mend it."""
    with pytest.raises(ConfigurationError) as raised:
        territories.read({"codes": "GB RS", **document})
    return [f"{problem.message}; {problem.hint}" for problem in raised.value.problems]


@pytest.mark.parametrize("code", territories.known())
def test_emergency_number_is_one(code: str) -> None:
    """Every emergency number stands as one in libphonenumber's metadata of its territory."""
    emergency = territory(code).emergency

    assert emergency is not None
    assert phonenumbers.is_emergency_number(emergency.number.replace(" ", ""), code)
    assert emergency.source.startswith("libphonenumber short-number metadata")


def test_number_without_a_second_source_is_left_out() -> None:
    """Territories whose number is in the project's list alone have no row."""
    assert 74 == len(territories.known())
    assert not {"ET", "LK", "PE", "RS", "UZ"} & set(territories.known())


def test_urgent_line_says_that_it_is_not_confirmed() -> None:
    """A number that only the project's list has does not pass for more."""
    lines = [(code, territory(code).urgent) for code in territories.known()]

    assert {
        "AT": "1450",
        "AU": "1800 022 222",
        "DE": "116117",
        "GB": "111",
        "NO": "116117",
        "NZ": "0800 611 116",
        "SE": "1177",
    } == {code: service.number for code, service in lines if service}
    assert {"project list of 2026-11, not yet confirmed"} == {
        service.source for _, service in lines if service
    }


@pytest.mark.parametrize("code", ["DK", "ES", "FR", "IT"])
def test_urgent_line_that_differs_by_region_is_left_to_the_clinic(code: str) -> None:
    """A number of the capital's region is wrong in the rest of the country."""
    assert territory(code).urgent is None


def test_row_has_all_that_a_handout_needs() -> None:
    """A line comes out with its number, its name, its source and its day."""
    assert territory("GB").urgent == Service(
        number="111",
        name="NHS 111",
        source="project list of 2026-11, not yet confirmed",
        checked=date(2026, 11, 22),
    )
    assert territory("GB").poison is None


def test_paper_is_what_printers_there_are_loaded_with() -> None:
    """Letter where CLDR's measurement data says US-Letter, A4 everywhere else."""
    letter = {code for code in territories.known() if territory(code).paper == "letter"}

    assert {"CA", "CL", "CO", "MX", "PH", "US"} == letter


def test_territory_without_a_number_is_refused() -> None:
    """No number is better than a guess, and the hint says how to get one in."""
    with pytest.raises(ConfigurationError) as raised:
        territory("RS")

    assert str(raised.value) == (
        "error: no emergency number is known for territory `RS` [territory]\n\n"
        "hint: send a number with its source for `leaflet/data/territories.toml`"
    )


@pytest.mark.parametrize("code", ["XX", "UK", "gb", "", "GBR"])
def test_code_outside_iso_3166_is_refused(code: str) -> None:
    """A wrong code is told from a territory that has no row yet."""
    with pytest.raises(ConfigurationError) as raised:
        territory(code)

    assert str(raised.value) == (
        f"error: `{code}` is no ISO 3166 territory code [territory]\n\n"
        "hint: write two capital letters, as `US`; the United Kingdom is `GB`, Greece is `GR`"
    )


def test_territory_pickles() -> None:
    """A row goes to a worker process."""
    assert territory("GB") == pickle.loads(pickle.dumps(territory("GB")))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param(
            {"paper": "a4", "emergencies": {}},
            ["`emergencies` of `GB` is an unknown key; did you mean `emergency`?"],
            id="unknown-key",
        ),
        pytest.param(
            {"paper": "a4", "emergency": {**EMERGENCY, "services": "999"}},
            ["`services` in `emergency` of `GB` is an unknown key; did you mean `service`?"],
            id="unknown-key-of-a-service",
        ),
        pytest.param(
            {"paper": "a5"},
            ["the `paper` of `GB` is none that is known; known: `a4`, `letter`"],
            id="unknown-paper",
        ),
        pytest.param(
            {"paper": "a4", "urgent": {"number": "111", "name": "NHS 111"}},
            [
                "`urgent` of `GB` needs `source`; write a text",
                "`urgent` of `GB` needs `checked`; write a date, as 2026-11-22",
            ],
            id="no-source",
        ),
        pytest.param(
            {"paper": "a4", "emergency": {**EMERGENCY, "number": "call 999"}},
            [
                (
                    "the number `call 999` in `emergency` of `GB` cannot be dialled; "
                    "write digits, grouped with single spaces"
                )
            ],
            id="number-with-words",
        ),
        pytest.param(
            {"paper": "a4", "emergency": {**EMERGENCY, "number": 999}},
            ["`emergency` of `GB` needs `number`; write a text"],
            id="number-that-is-no-text",
        ),
        pytest.param(
            {"paper": "a4", "emergency": "999"},
            ["`emergency` of `GB` is no table; write `emergency = { number = … }`"],
            id="service-that-is-no-table",
        ),
        pytest.param(
            "a4",
            ["`GB` is no table; write `[GB]` and its keys below it"],
            id="row-that-is-no-table",
        ),
    ],
)
def test_wrong_row_is_refused(row: object, expected: list[str]) -> None:
    """A row that says something else than it should says nothing at all."""
    assert expected == problems({"GB": row})


def test_row_outside_iso_3166_is_refused() -> None:
    """A row that nobody can ask for is a mistake of whoever wrote it."""
    assert ["`UK` is not among the `codes` of ISO 3166; known: `GB`, `RS`"] == problems(
        {"UK": {"paper": "a4"}}
    )


def test_every_wrong_row_is_reported() -> None:
    """Two mistakes are two problems, in one go."""
    assert 2 == len(problems({"GB": {"paper": "a5"}, "RS": {"paper": "a6"}}))
