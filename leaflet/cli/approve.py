"""`leaflet translations approve`: record who answers for a text."""

from __future__ import annotations

import datetime

import click

from leaflet.cli.choices import complete_articles, complete_languages, find_languages
from leaflet.cli.console import give, say, show
from leaflet.cli.main import Context


@click.command()
@click.argument("article", metavar="ARTICLE", shell_complete=complete_articles)
@click.option(
    "-l",
    "--language",
    required=True,
    metavar="LANGUAGE",
    shell_complete=complete_languages,
    help="Of the translation; the article's own language for the article itself.",
)
@click.option("--by", required=True, metavar="NAME", help="Who answers for it.")
@click.option("--role", required=True, metavar="ROLE", help='As what: "physician, native speaker".')
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day on which the person said so; today if not given.",
)
@click.pass_obj
def approve(
    context: Context,
    article: str,
    language: str,
    by: str,
    role: str,
    date: datetime.datetime | None,
) -> None:
    """Record that a named, qualified person answers for a text.

    It is refused while an error stands. The record, in translations/LOCALE/approvals.toml, is bound
    to the words of source and translation, and ends by itself when one of them changes. A handout
    loses its draft band when both the article and the translation are approved.

    \b
    leaflet translations approve cough -l en --by "Dr Jo Miller" --role "physician"
    leaflet translations approve cough -l pl --by "Ewa Nowak" --role "nurse, native speaker"
    """
    from leaflet.assemble import Library
    from leaflet.languages import language as setting
    from leaflet.review import approve as record

    workspace = context.workspace()
    workspace.article_path(article)
    (tag,) = find_languages(workspace, (language,))
    today = datetime.datetime.now().astimezone().date()
    day = date.date() if date else today
    if day > today:
        raise click.UsageError(f"--date {day} is in the future")
    done = record(Library(workspace, withdrawn_too=True), article, tag, by=by, role=role, date=day)
    show(done.warnings)
    give(str(done.path))
    say(
        f"{article} in {setting(tag).english} (`{tag}`) is approved by {done.approval.by}, "
        f"{done.approval.role}, {day}; {done.approval.checks}"
    )
    if done.waits_for_source:
        say("its handouts stay drafts until the article itself is approved, in its own language")
