"""`leaflet build`: make the handouts of the workspace."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.choices import (
    articles_argument,
    find_request,
    languages_option,
    sheets_option,
)
from leaflet.cli.console import give, give_json, plural, say, show, style
from leaflet.cli.formats import problem_row
from leaflet.cli.main import Context, talk_about_steps
from leaflet.cli.progress import progress

if TYPE_CHECKING:
    from leaflet.build import Build
    from leaflet.orders import Outcome

_NAMED = 3
"""So many handouts that nobody asks for any more are named; the rest is counted."""


@click.command(name="build")
@articles_argument
@languages_option
@sheets_option
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Write there, with a manifest of its own.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes make PDFs; all cores by default.",
)
@click.option("--html", is_flag=True, help="Keep the HTML beside each PDF.")
@click.option(
    "--print-shop",
    is_flag=True,
    help="Make a file for a print shop beside each PDF: PDF/X-4 with bleed and marks.",
)
@click.option(
    "--profile",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The ICC profile of the print shop's press; implies --print-shop.",
)
@click.option(
    "--allow-source",
    is_flag=True,
    help="Print the source's words where a translation is missing, marked, as a draft.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be made, and why.")
@click.option("--prune", is_flag=True, help="Delete handouts that the workspace no longer has.")
@click.option("-v", "--verbose", is_flag=True, help="Say each step, as `leaflet -v build` does.")
@click.option("--json", "as_json", is_flag=True, help="Give a row for each handout as JSON.")
@click.pass_obj
def command(
    context: Context,
    articles: tuple[str, ...],
    languages: tuple[str, ...],
    sheets: tuple[str, ...],
    output: Path | None,
    jobs: int | None,
    html: bool,
    print_shop: bool,
    profile: Path | None,
    allow_source: bool,
    dry_run: bool,
    prune: bool,
    verbose: bool,
    as_json: bool,
) -> int:
    """Make the handouts of the workspace: PDFs, a manifest, and an index.html to click on.

    What has not changed is left alone. A handout whose translation is not complete is refused;
    the others are made all the same. The paths of the handouts go to stdout.
    """
    from leaflet.build import Build
    from leaflet.orders import left_out
    from leaflet.pdf.profile import read_profile

    if verbose:
        talk_about_steps()
    workspace = context.workspace()
    request = replace(
        find_request(workspace, articles, languages, sheets),
        output=output.resolve() if output else None,
        html=html,
        print_shop=read_profile(profile) if print_shop or profile else b"",
        allow_source=allow_source,
    )
    misnamed = () if articles else workspace.misnamed
    show(misnamed)
    if prune and output:
        raise click.UsageError("--prune and --output exclude each other")
    today = datetime.datetime.now().astimezone().date()
    build = Build(workspace=workspace, request=request, today=today)
    doubts = left_out(build.library, request)
    if prune and not dry_run:
        for path in build.prune():
            say(f"deleted {path}")
    for tag in request.languages or workspace.languages:
        show(workspace.approvals(tag).problems)
    for withdrawal in workspace.withdrawn.values() if not articles else ():
        say(f"left out: {withdrawal.article}, withdrawn on {withdrawal.date}: {withdrawal.reason}")
    show(doubts)
    build.plan()
    if dry_run:
        build.rehearse()
        return max(_dry_run(build, as_json), 1 if misnamed else 0)
    _run(build, jobs, as_json)
    _tell_of_gone(build.gone())
    if as_json:
        give_json([_row(outcome) for outcome in sorted(build.outcomes, key=lambda one: one.job)])
    return max(_verdict(build), 1 if misnamed else 0)


def _tell_of_gone(gone: dict[str, str]) -> None:
    """Say which handouts nobody asks for any more, and why; of many the first ones."""
    if not gone:
        return
    verb, them = ("is", "it") if len(gone) == 1 else ("are", "them")
    say(f"{plural(len(gone), 'handout')} {verb} no longer asked for, and still there:")
    for path, reason in [*gone.items()][:_NAMED]:
        say(f"  {path}: {reason}")
    if len(gone) > _NAMED:
        say(f"  and {len(gone) - _NAMED} more: `leaflet build --dry-run` names all")
    say(f"`leaflet build --prune` takes {them} away")


def _run(build: Build, jobs: int | None, as_json: bool) -> None:
    with progress(len(build.outcomes) + len(build.tasks)) as advance:

        def tell(outcome: Outcome) -> None:
            with advance(str(outcome.job)):
                show(outcome.problems)
                if outcome.path and not as_json:
                    give(str(build.output.file(outcome.path)))

        if not build.tasks:
            build.finish(tell)
            return
        from leaflet.impose import render
        from leaflet.pdf.pool import pool

        processes = min(jobs or len(os.sched_getaffinity(0)), len(build.tasks))
        with pool(processes, build.families()) as executor:
            build.run(executor, render, tell)


def _dry_run(build: Build, as_json: bool) -> int:
    from leaflet.orders import Outcome

    planned = [
        Outcome(job=task.ready.job, status="built", path=task.path, reason=task.reason)
        for task in build.tasks
    ]
    if as_json:
        done = [_row(outcome) for outcome in build.outcomes]
        done += [{**_row(outcome), "status": "planned"} for outcome in planned]
        give_json(
            sorted(done, key=lambda row: (row["article"] or "", row["language"], row["sheet"]))
        )
    else:
        for outcome in build.outcomes:
            show(outcome.problems)
        for outcome in planned:
            give(f"{outcome.path}: {outcome.reason}")
        for path, reason in build.gone().items():
            give(f"{path}: no longer asked for: {reason}; `--prune` would delete it")
    unchanged = sum(outcome.status == "unchanged" for outcome in build.outcomes)
    say(
        f"{plural(len(planned), 'handout')} would be made, {unchanged} unchanged, "
        f"{len(build.outcomes) - unchanged} refused or failed; nothing was written"
    )
    return _code(build.outcomes)


def _row(outcome: Outcome) -> dict[str, object]:
    return {
        "article": outcome.job.article or None,
        "language": outcome.job.language,
        "sheet": outcome.job.sheet,
        "status": outcome.status,
        "path": outcome.path or None,
        "pages": outcome.pages or None,
        "reason": outcome.reason or None,
        "problems": [problem_row(problem) for problem in outcome.problems],
    }


def _verdict(build: Build) -> int:
    from leaflet.room import overflowing

    counts = {
        status: [one for one in build.outcomes if one.status == status]
        for status in ("built", "unchanged", "failed", "refused")
    }
    words = [f"{len(found)} {status}" for status, found in counts.items() if found]
    colour = "red" if counts["failed"] or counts["refused"] else "green"
    say(style(", ".join(words) or "nothing to build", fg=colour, bold=True))
    warnings = [problem for problem in build.doubts if problem.severity == "warning"]
    if warnings:
        say(f"  {plural(len(warnings), 'warning')} of the checks: `leaflet check` shows them")
    for status in ("failed", "refused"):
        for outcome in counts[status]:
            say(f"  {status}: {outcome.job}")
    too_long = [
        outcome.job
        for outcome in counts["failed"]
        if any(problem.code == "fit" for problem in outcome.problems)
    ]
    for line in overflowing(too_long):
        say(f"  too long: {line}")
    if too_long:
        say("  `leaflet check --fit` shows by how much, and what is longest")
    if counts["built"] or counts["unchanged"]:
        say(f"see {build.output.folder / 'index.html'}")
    return _code(build.outcomes)


def _code(outcomes: Iterable[Outcome]) -> int:
    """Return the exit code: that of the worst outcome."""
    return max((outcome.exit_code for outcome in outcomes), default=0)
