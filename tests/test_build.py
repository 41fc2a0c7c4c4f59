"""What a build plans, and what it says is gone."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from leaflet.assemble import Job
from leaflet.build import Build
from leaflet.cli.main import run
from leaflet.manifest import Entry, Manifest
from leaflet.orders import Request
from leaflet.output import Output
from leaflet.workspace import read_workspace

JOB = Job(article="cough", language="es", sheet="a4")


def entry(path: str, fingerprint: str) -> Entry:
    return Entry(
        article=JOB.article,
        language=JOB.language,
        sheet=JOB.sheet,
        path=path,
        pages=1,
        sha256="0",
        fingerprint=fingerprint,
        coverage=1.0,
        approval="draft",
        source_version="",
        environment={},
        declares=(),
    )


@pytest.mark.parametrize(("current", "gone"), [(True, 1), (False, 0)])
def test_partial_handout_goes_only_for_a_current_one(
    workspace: Path, current: bool, gone: int
) -> None:
    """A stale complete handout never costs the partial one that is newer."""
    build = Build(workspace=read_workspace(workspace), request=Request())
    fingerprint = build.library.readiness(JOB).fingerprint if current else "sha256:0"
    full, partial = (f"output/{JOB.path(partial=partial)}" for partial in (False, True))
    build.output.manifest = Manifest().with_entries(
        [entry(full, fingerprint), entry(partial, "sha256:1")]
    )
    assert [partial] * gone == list(build.gone())


@pytest.mark.parametrize(
    ("job", "reason"),
    [
        (JOB, ""),
        (replace(JOB, article="flu"), "there is no article `flu` any more"),
        (replace(JOB, article="cold"), "`cold` is not in `articles` of leaflet.toml"),
        (replace(JOB, article="fever"), "`fever` was withdrawn on 2026-11-22"),
        (replace(JOB, language="fr"), "`fr` is not in `languages` of leaflet.toml"),
        (replace(JOB, sheet="a4-mine"), "there is no sheet `a4-mine` any more"),
        (replace(JOB, sheet="letter"), "`letter` is not in `sheets` of leaflet.toml"),
        (
            replace(JOB, sheet="bilingual", language="en"),
            "`en` is the staff's language now, which stands beside the patient's",
        ),
        (Job(language="en", sheet="languages-poster"), ""),
        (Job(language="es", sheet="languages-poster"), "the staff's language is `en` now"),
        (Job(language="en", sheet="a4"), "the sheet `a4` is about something else now"),
    ],
)
def test_handout_that_nobody_asks_for_has_its_reason(
    workspace: Path, job: Job, reason: str
) -> None:
    """What was changed since it was built."""
    for name in ("cold", "fever"):
        shutil.copy(workspace / "articles/cough.md", workspace / f"articles/{name}.md")
    (workspace / "articles/withdrawn.toml").write_text(
        '[[withdrawal]]\narticle = "fever"\ndate = 2026-11-22\nreason = "wrong dose"\n'
    )
    found = replace(
        read_workspace(workspace),
        articles=("cough", "fever"),
        languages=("en", "es"),
        sheets=("a4", "bilingual", "languages-poster"),
    )
    build = Build(workspace=found, request=Request())
    path = f"output/{job.path()}"
    made = replace(
        entry(path, "sha256:0"),
        article=job.article or None,
        language=job.language,
        sheet=job.sheet,
    )
    build.output.manifest = Manifest().with_entries([made])

    assert ({path: reason} if reason else {}) == build.gone()


def test_build_names_the_first_of_many_that_are_gone(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And says how many there are, why, and what takes them away; a line each."""
    tags = ("de", "fr", "hi", "it", "pl")
    paths = {tag: f"output/{replace(JOB, language=tag).path()}" for tag in tags}
    made = [replace(entry(path, "sha256:0"), language=tag) for tag, path in paths.items()]
    output = Output(workspace=read_workspace(workspace), folder=workspace / "output")
    output.folder.mkdir()
    output.manifest = Manifest().with_entries(made)
    output.write()
    (workspace / "articles/withdrawn.toml").write_text(
        '[[withdrawal]]\narticle = "cough"\ndate = 2026-11-22\nreason = "wrong dose"\n'
    )
    code = run(["-w", "../workspace", "build"])

    said = capsys.readouterr().err.splitlines()
    start = said.index("5 handouts are no longer asked for, and still there:")
    reason = "`cough` was withdrawn on 2026-11-22"
    assert 0 == code
    assert [
        *(f"  {paths[tag]}: {reason}" for tag in tags[:3]),
        "  and 2 more: `leaflet -w ../workspace build --dry-run` names all",
        "`leaflet -w ../workspace build --prune` takes them away",
    ] == said[start + 1 :][:5]


def test_change_of_the_clinic_is_the_reason_that_is_given(workspace: Path) -> None:
    """`--dry-run` says which part of what goes in has changed, and nothing else."""
    before = Build(workspace=read_workspace(workspace), request=Request())
    ready = before.library.readiness(JOB)
    configuration = workspace / "leaflet.toml"
    configuration.write_text(configuration.read_text().replace("0000", "0001"))
    after = Build(workspace=read_workspace(workspace), request=Request())
    path = f"output/{JOB.path()}"
    after.output.manifest = Manifest().with_entries([entry(path, ready.fingerprint)])
    after.output.inputs = {path: ready.inputs}
    after.plan()
    assert ["changed: clinic"] == [task.reason for task in after.tasks]
