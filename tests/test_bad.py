"""Bad input, a folder in tests/bad/ each: what is said, and that nothing is lost.

A case is laid over `tests/bad/base/`. `command.txt` holds the arguments; `without.txt`, where it is
there, what is taken away from the base; `expected.txt` all that the program says. After a change of
wording, `pytest tests/test_bad*.py --update-expected` writes them anew: read what `git diff` shows
as a tired nurse would. Does it say what, where, and how to mend?
"""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from leaflet.cli.main import run

BAD = Path(__file__).parent / "bad"
CASES = sorted(path.parent.name for path in BAD.glob("*/command.txt"))
OURS = ("command.txt", "expected.txt", "without.txt")


def is_slow(case: str) -> bool:
    """Tell whether a case gets as far as the making of a PDF."""
    expected = BAD / case / "expected.txt"
    return expected.is_file() and "output/.lock" in expected.read_text(encoding="utf-8")


def lay(case: Path, workspace: Path) -> None:
    """Lay the files of a case over a workspace."""
    shutil.copytree(case, workspace, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*OURS))
    without = case / "without.txt"
    for name in without.read_text(encoding="utf-8").split() if without.is_file() else []:
        (workspace / name).unlink()


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, marks=pytest.mark.slow if is_slow(case) else ()) for case in CASES],
)
def test_bad_input_is_named_with_its_place_and_its_remedy(
    case: str,
    workspace: Path,
    pin: Callable[[str, str], None],
    contents: Callable[[Path], dict[str, bytes | str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each bad input has its exact words and exit code, and changes no file that was there."""
    lay(BAD / case, workspace)
    before = contents(workspace)
    arguments = (BAD / case / "command.txt").read_text(encoding="utf-8")
    code = run(shlex.split(arguments))
    output, errors = capsys.readouterr()
    after = contents(workspace)
    assert before == {name: after.get(name) for name in before}
    new = "".join(f"{name}\n" for name in sorted(after.keys() - before.keys()))
    pin(case, f"exit {code}\n--- stdout\n{output}--- stderr\n{errors}--- new files\n{new}")
