"""The code in a footer, the log of what was printed, and whether a sheet still holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.assemble import Job, Library
from leaflet.cli.main import run
from leaflet.codes import ALPHABET, code_of, read_code
from leaflet.errors import MachineError
from leaflet.printing import log
from leaflet.printing.gate import manifest_of
from leaflet.workspace import read_workspace
from tests.clinics import (
    PDF,
    TEMPLATES,
    change_clinic,
    let_review_pass,
    withdraw_article,
)
from tests.printers import MISSING, Machine

real = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")
slow = pytest.mark.slow


# Codes


@given(st.binary(min_size=32, max_size=32))
def test_code_reads_back_however_it_is_typed(digest: bytes) -> None:
    """Small, without hyphens, with the letters that are taken for digits."""
    code = code_of(f"sha256:{digest.hex()}")
    assert set(code) <= {*ALPHABET, "-"}
    sloppy = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert (code, code) == (read_code(code), read_code(sloppy))


@pytest.mark.parametrize("sheet", ["a4", "letter", "booklet", "trifold", "a6-cards"])
def test_code_stands_in_the_footer(sheet: str) -> None:
    """Of the fingerprint, which does not depend on it."""
    library = Library(read_workspace(TEMPLATES.parent))
    ready = library.readiness(Job(article="back-muscle-spasm", language="en", sheet=sheet))
    code = f'<span class="code" translate="no">{code_of(ready.fingerprint)}</span>'
    assert 1 == library.page(ready).html.count(code)


def code_in_hand(clinic: Path) -> str:
    return code_of(manifest_of(read_workspace(clinic)).entries[PDF.format("es")].fingerprint)


@slow
def test_code_of_a_current_sheet_is_current(
    clinic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With article, language and sheet."""
    code = code_in_hand(clinic)
    assert 0 == run(["verify", code.lower()])
    assert f"{code}\tcurrent\tcough\tes\ta4\n" == capsys.readouterr().out


@slow
@pytest.mark.parametrize(
    ("happen", "state", "said"),
    [
        (change_clinic, "outdated", "something in it has changed since"),
        (withdraw_article, "withdrawn", "the dose is wrong"),
        (let_review_pass, "outdated", "it had to be reviewed by 2026-01-14"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_code_of_a_sheet_that_no_longer_holds(
    clinic: Path,
    happen: Callable[[Path], None],
    state: str,
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It says so, and why."""
    code = code_in_hand(clinic)
    happen(clinic)
    assert 1 == run(["verify", code])
    output, errors = capsys.readouterr()
    assert f"{code}\t{state}\tcough\tes\ta4\n" == output
    assert said in errors


@slow
@real
def test_code_of_an_older_print_is_told_from_the_log(
    clinic: Path, desk: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """After the next build the manifest has forgotten it; the log says what has changed."""
    code = code_in_hand(clinic)
    assert 0 == run(["print", "cough", "-l", "es"])
    change_clinic(clinic)
    assert 0 == run(["build"])
    capsys.readouterr()
    assert 1 == run(["verify", code])
    output, errors = capsys.readouterr()
    assert f"{code}\toutdated\tcough\tes\ta4\n" == output
    assert "changed since: clinic" in errors
    assert "last printed 20" in errors


@slow
def test_code_that_was_misread_is_guessed(clinic: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One wrong letter is shown against the known codes, and not taken for one of them."""
    code = code_in_hand(clinic)
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    assert 1 == run(["verify", wrong])
    output, errors = capsys.readouterr()
    assert f"{wrong}\tunknown\n" == output
    assert f"is it `{code}`?" in errors


RECORD = log.Record(
    time="2026-01-15T09:00:00+00:00",
    outcome="printed",
    article="cough",
    language="es",
    sheet="a4",
    code="04HM-ASW9",
    fingerprint="sha256:0123456789abcdef",
    copies=1,
    printer="desk",
)


def test_line_of_the_log_that_a_crash_tore_costs_no_other(tmp_path: Path) -> None:
    """The next line is whole."""
    log.append(tmp_path, RECORD)
    path = tmp_path / log.FILE_NAME
    path.write_bytes(path.read_bytes() + b'{"time":"20')
    log.append(tmp_path, RECORD)
    assert (RECORD, RECORD) == log.read(tmp_path)


def test_log_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """What is not in it is not sent."""
    (tmp_path / log.FILE_NAME).mkdir()
    with pytest.raises(MachineError, match="what is not in it is not printed"):
        log.append(tmp_path, RECORD)
