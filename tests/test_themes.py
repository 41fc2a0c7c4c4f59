"""Themes: what the templates need of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.assemble import Job, Library
from leaflet.errors import ContentError
from leaflet.html.themes import unset
from leaflet.workspace import read_workspace

ROOT = Path(__file__).parent.parent
CALM = (ROOT / "templates/themes/calm.css").read_text("utf-8")


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A clinic with a theme of its own."""
    (tmp_path / "templates/themes").mkdir(parents=True)
    (tmp_path / "leaflet.toml").write_text(
        'sheets.build = ["mill"]\n[sheets.mill]\nbase = "a4"\ntheme = "mill"\n'
        '[clinic]\nname = "Mill"\nterritory = "GB"\n'
    )
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/cough.md").write_text('+++\ntitle = "Cough"\n+++\nRest.\n')
    return tmp_path


def make(clinic: Path, theme: str) -> None:
    """Make the page of a handout with the theme."""
    (clinic / "templates/themes/mill.css").write_text(theme)
    library = Library(read_workspace(clinic))
    library.page(library.readiness(Job(article="cough", language="en", sheet="mill")))


def test_theme_that_leaves_a_colour_out_is_refused_with_its_file(clinic: Path) -> None:
    """The engine would set a box for emergencies without it, and name no file."""
    make(clinic, CALM)
    with pytest.raises(ContentError) as caught:
        make(clinic, CALM.replace("--alarm: #000;", "/* --alarm: #000; */").replace("--ink", "--x"))

    (problem,) = caught.value.problems
    assert ("theme", "templates/themes/mill.css") == (problem.code, str(problem.place))
    assert "the theme does not set `--ink`, `--alarm`" == problem.message
    assert ["--ink: #111;", "--alarm: #000;"] == [text for _, text in problem.evidence]


def test_clinics_own_calm_is_held_against_the_programs(clinic: Path) -> None:
    """A file of the same name takes the place of the stock's, and what it must set stays."""
    toml = clinic / "leaflet.toml"
    toml.write_text(toml.read_text().replace("mill", "calm").replace('["calm"]', '["a4"]', 1))
    (clinic / "templates/themes/calm.css").write_text("h1 { color: red }")
    library = Library(read_workspace(clinic))
    with pytest.raises(ContentError, match="does not set"):
        library.page(library.readiness(Job(article="cough", language="en", sheet="a4")))


@pytest.mark.parametrize(
    ("user", "expected"),
    [
        ("color: var(--ink)", {"--ink": "#111"}),
        ("color: var( --ink )", {"--ink": "#111"}),
        ("color: var(--ink, black)", {}),
        ("color: var(--brand)", {}),
        ("", {}),
    ],
)
def test_what_no_template_needs_may_be_left_out(user: str, expected: dict[str, str]) -> None:
    """Or has a value to fall back on; what a template of the clinic needs more is its business."""
    assert expected == unset(f"<style> h1 {{ {user} }} </style>", CALM)
