"""What a build plans, and what it says is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.assemble import Job
from leaflet.build import Build
from leaflet.manifest import Entry, Manifest
from leaflet.orders import Request
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
