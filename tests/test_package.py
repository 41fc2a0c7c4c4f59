"""What is installed elsewhere: a wheel with the stock in it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this repository, unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        check=True,
        capture_output=True,
        cwd=ROOT,
    )
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def leaflet(wheel: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program of the wheel, outside the repository."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "leaflet", *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(wheel)},
    )


def test_wheel_carries_the_stock(wheel: Path) -> None:
    """Every article, picture, template and catalog of the repository is in it, and no more."""
    stock = wheel / "leaflet" / "stock"
    packed = {path.relative_to(stock).as_posix() for path in stock.rglob("*") if path.is_file()}
    listed = {
        path.relative_to(ROOT).as_posix()
        for folder in ("articles", "templates", "translations")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix != ".mo" and not path.name.startswith(".")
    }
    assert listed == packed


@pytest.mark.slow
def test_installed_program_builds_a_new_workspace(wheel: Path, tmp_path: Path) -> None:
    """A clinic's workspace finds articles, templates and catalogs of the installed program."""
    made = leaflet(wheel, tmp_path, "new", "clinic", "--territory", "IE", "-l", "German")
    planned = leaflet(wheel, tmp_path, "-w", "clinic", "build", "--dry-run")
    assert (0, 2) == (made.returncode, planned.returncode), planned.stderr
    assert "nothing is known to put in place of `{urgent}`" in planned.stderr
    configuration = tmp_path / "clinic" / "leaflet.toml"
    text = configuration.read_text().replace('urgent = ""', 'urgent = "1800 000 000"')
    configuration.write_text(text)
    planned = leaflet(wheel, tmp_path, "-w", "clinic", "build", "--dry-run")
    assert (0, 1) == (planned.returncode, len(planned.stdout.splitlines())), planned.stderr
