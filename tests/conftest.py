"""What several test files share: a small workspace, and texts that are pinned."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.once import Once

if TYPE_CHECKING:
    from tests.printers import Cups, Hall, Machine

BAD = Path(__file__).parent / "bad"

# A law holds on a busy machine too: no test asserts a time.
settings.register_profile("leaflet", deadline=None)
settings.load_profile("leaflet")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes the texts anew; read the difference before it is committed."""
    parser.addoption(
        "--update-expected",
        action="store_true",
        help="write what is said now into tests/bad/*/expected.txt",
    )
    parser.addoption(
        "--update-pictures",
        action="store_true",
        help="write the reference pages as they are now into tests/pictures/; look at each",
    )
    parser.addoption(
        "--every-language",
        action="store_true",
        help="build every sheet in all languages, and compare every picture; takes long",
    )


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """
    A small good workspace, which the test stands in: one article, one picture, one language.

    Its stock is as small, so that what is pinned does not change with the program's templates.
    """
    root = tmp_path / "workspace"
    shutil.copytree(BAD / "base", root)
    monkeypatch.setattr("leaflet.workspace.model.stock_folder", lambda: BAD / "stock")
    monkeypatch.setattr("leaflet.workspace.configuration.stock_folder", lambda: BAD / "stock")
    monkeypatch.chdir(root)
    return root


Pin = Callable[[str, str], None]


@pytest.fixture
def pin(request: pytest.FixtureRequest, tmp_path: Path) -> Pin:
    """Compare a text with the `expected.txt` of a case; paths in it start with WORKSPACE."""
    update = request.config.getoption("--update-expected")

    def compare(case: str, said: str) -> None:
        for path, name in ((tmp_path / "workspace", "WORKSPACE"), (BAD / "stock", "STOCK")):
            said = said.replace(str(path), name)
        path = BAD / case / "expected.txt"
        if update:
            path.parent.mkdir(exist_ok=True)
            path.write_text(said, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == said

    return compare


Contents = dict[str, bytes | str]


@pytest.fixture
def contents() -> Callable[[Path], Contents]:
    """Return the bytes of each file below a folder by its path, for a link where it leads."""

    def read(folder: Path) -> Contents:
        return {
            path.relative_to(folder).as_posix(): (
                str(path.readlink()) if path.is_symlink() else path.read_bytes()
            )
            for path in sorted(folder.rglob("*"))
            if path.is_symlink() or path.is_file()
        }

    return read


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """What fills a folder once for all processes that run tests."""
    base = tmp_path_factory.getbasetemp()
    return Once(shared=base if worker_id == "master" else base.parent)


@pytest.fixture(scope="session")
def output(once: Once) -> Path:
    """The folder of the repository's handouts."""
    from tests.handouts import build  # reads the repository's workspace

    return once("handouts", lambda folder: build("-o", str(folder), "--html"))


@pytest.fixture(scope="session")
def every_sheet(once: Once, output: Path, request: pytest.FixtureRequest) -> Path:
    """The folder of every sheet, in the languages of `tests.every_sheet.CHOSEN`."""
    from tests.every_sheet import build_all

    everywhere = request.config.getoption("--every-language")
    return once("every-sheet", lambda folder: build_all(folder, output, every_language=everywhere))


# A clinic with two approved handouts, and printers


@pytest.fixture(scope="session")
def built_clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose handouts are approved and built; to be copied."""
    from tests.clinics import make

    return make(tmp_path_factory.mktemp("built") / "clinic")


@pytest.fixture
def clinic(built_clinic: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, which the test stands in; there is no print server but the test's own."""
    from tests.clinics import use_small_stock
    from tests.printers import free_port

    root = tmp_path / "clinic"
    shutil.copytree(built_clinic, root)
    use_small_stock(monkeypatch)
    monkeypatch.chdir(root)
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{free_port()}")
    return root


@pytest.fixture
def floor() -> Iterator[Hall]:
    """Where a test may switch printers on."""
    from tests.printers import hall

    with hall() as found:
        yield found


@pytest.fixture
def desk(floor: Hall, clinic: Path) -> Machine:
    """A printer, which is the clinic's default."""
    from tests.clinics import configure

    machine = floor.machine()
    configure(clinic, f'[printers.desk]\nuri = "{machine.uri}"\ndefault = true')
    return machine


@pytest.fixture
def cups(floor: Hall, monkeypatch: pytest.MonkeyPatch) -> Cups:
    """A print server of the test's own, which the programs of CUPS take for theirs."""
    server = floor.cups()
    monkeypatch.setenv("CUPS_SERVER", server.server)
    return server
