"""`leaflet verify`: whether the sheet in somebody's hand still holds."""

from __future__ import annotations

import datetime

import click

from leaflet.cli.console import give, say, show, style
from leaflet.cli.main import Context

_COLOURS = {"current": "green", "draft": "yellow"}


@click.command(name="verify")
@click.argument("code", metavar="CODE")
@click.pass_obj
def command(context: Context, code: str) -> int:
    """Tell whether the sheet in your hand is current, by the CODE in its footer.

    Small letters, spaces and missing hyphens are no matter. The state goes to stdout: current,
    draft, outdated, withdrawn or unknown. Only for `current` the exit code is 0.

    \b
    leaflet verify 7K3M-9QXP
    leaflet verify 7k3m9qxp
    """
    from leaflet.assemble import Library
    from leaflet.codes import read_code
    from leaflet.errors import Problem, UsageError
    from leaflet.languages import language
    from leaflet.printing.verify import similar, verify

    today = datetime.datetime.now().astimezone().date()
    library = Library(context.workspace(), today=today)
    read = read_code(code)
    if read is None:
        raise UsageError(
            Problem(
                code="verify",
                message=f"`{code}` is no code of a sheet",
                hint="it stands at the foot of every page, behind the name of the article: eight "
                "letters and digits, as `7K3M-9QXP`",
            )
        )
    verdicts = verify(library, read, today)
    for verdict in verdicts:
        job = verdict.job
        cells = [read, verdict.state, *((job.article, job.language, job.sheet) if job else ())]
        give("\t".join(cells))
        if job is None:
            near = similar(library, read)
            hint = f"is it `{'` or `'.join(near)}`? " if near else ""
            show(
                [
                    Problem(
                        code="verify",
                        message=f"no sheet with the code `{read}` is known here",
                        hint=f"{hint}a sheet that is older than every build and every log here, "
                        "or of another workspace, cannot be told: print it anew",
                    )
                ]
            )
            continue
        name = language(job.language).name_in(library.workspace.staff_language)
        state = style(verdict.state, fg=_COLOURS.get(verdict.state, "red"), bold=True)
        say(f"{', '.join(filter(None, (job.article, name, job.sheet)))}: {state}")
        for reason in verdict.reasons:
            say(f"  {reason}")
        if verdict.printed:
            say(f"  last printed {verdict.printed}")
        if verdict.state in ("outdated", "withdrawn"):
            say("  do not hand it out; throw away what lies in the rack")
    return 0 if all(verdict.state == "current" for verdict in verdicts) else 1
