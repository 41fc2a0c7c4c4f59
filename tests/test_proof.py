"""The proof sheet of all languages."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from leaflet.cli.main import run
from leaflet.languages import known, language, samples
from leaflet.proof import DOSE, PHONE, columns, proof_page, proofed
from leaflet.typeset import unset
from tests.reading import text, verapdf

ROOT = Path(__file__).parent.parent


def test_pseudo_languages_are_left_out() -> None:
    """Every language that somebody reads is there, by its English name."""
    assert {"en-XA", "ar-XB"} == set(known()) - set(proofed())
    assert ["sq", "arq", "am", "ar"] == list(proofed()[:4])


def test_cells_keep_their_order_and_fill_columns_evenly() -> None:
    """No column is a cell of Nastaliq higher than another."""
    cells = [(language(tag).line_height, tag) for tag in proofed()]
    placed = columns(cells)
    heights = [sum(2.2 + 3.5 * language(tag).line_height for tag in column) for column in placed]

    assert list(proofed()) == [tag for column in placed for tag in column]
    assert max(heights) - min(heights) < 2.2 + 3.5 * 2.7


def test_right_to_left_cells_are_mirrored() -> None:
    """Each cell has the language and the direction of its words."""
    html = proof_page().html

    assert '<div class="cell" lang="ur" dir="rtl">' in html
    assert '<div class="cell" lang="km" dir="ltr">' in html


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sheet, made by the command."""
    path = tmp_path_factory.mktemp("proof") / "proof.pdf"
    result = subprocess.run(
        [sys.executable, "-m", "leaflet", "list", "languages", "--proof", str(path)],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert (f"{path}\n", "") == (result.stdout, result.stderr)
    return path


@pytest.mark.slow
def test_proof_is_one_page_of_a2(proof: Path) -> None:
    """It hangs on the wall."""
    with pikepdf.open(proof) as document:
        (page,) = document.pages
        size_mm = [round(float(side) * 25.4 / 72) for side in page.mediabox[2:]]

    assert [594, 420] == size_mm


@pytest.mark.slow
def test_proof_has_every_language(proof: Path) -> None:
    """Tag, English name, a phone number and a dose of each."""
    # poppler says which way a run goes.
    plain = re.sub("[\u202a-\u202e]", "", text(proof, "-raw"))
    words = unset(" ".join(plain.split()))
    # It takes the narrow spaces of Nastaliq for none.
    closed = words.replace(" ", "")

    assert [] == [tag for tag in proofed() if language(tag).english not in words]
    # Each cell, and the sentence at the head.
    assert len(proofed()) + 1 == closed.count(PHONE.replace(" ", ""))
    assert len(proofed()) + 1 == closed.count(DOSE.replace(" ", ""))
    assert "Sonntag, 22. November 2026" in words
    assert samples.digits(language("ne")) in words


@pytest.mark.slow
def test_proof_is_tagged(proof: Path) -> None:
    """VeraPDF finds nothing against PDF/UA-1."""
    assert {"proof.pdf": {"ua1": "", "2a": ""}} == verapdf([proof])


def test_path_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder in its place: exit code 2, before any work."""
    assert 2 == run(["list", "languages", "--proof", str(tmp_path)])
    assert "is a directory" in capsys.readouterr().err
