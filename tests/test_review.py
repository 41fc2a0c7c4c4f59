"""Who answers for a text, what has changed since, what is due, and what is withdrawn."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.approvals import FILE_NAME
from leaflet.assemble import Job, Library
from leaflet.build import Build
from leaflet.cli.main import run
from leaflet.differences import differences
from leaflet.errors import ConfigurationError, ContentError, UsageError
from leaflet.messages import FURNITURE
from leaflet.orders import Request
from leaflet.review import Approved, approve, lapsed, withdraw
from leaflet.status import Status, status
from leaflet.upkeep import update
from leaflet.workspace import read_workspace
from tests.clinics import NOW, catalog, make_translated

TODAY = datetime.date(2026, 11, 22)
ARTICLE = '+++\ntitle = "Cough"\nreview_by = 2027-01-10\n+++\nRest at home.\n\nDo not smoke.\n'
SPANISH = {
    "Cough": "Tos",
    "Rest at home.": "Descanse en casa.",
    "Do not smoke.": "No fume.",
}


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A clinic with one article of its own, translated into Spanish."""
    root = tmp_path / "clinic"
    make_translated(root, ARTICLE, SPANISH)
    return root


def library(root: Path) -> Library:
    return Library(read_workspace(root))


def replace(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def signed(
    root: Path, tag: str = "es", by: str = "Ana Ruiz", date: datetime.date = TODAY
) -> Approved:
    return approve(library(root), "cough", tag, by=by, role="nurse", date=date)


def state(root: Path, tag: str = "es") -> Status:
    (one,) = status(library(root), ["cough"], [tag], TODAY)
    return one


# Approving


def test_handout_loses_its_draft_band_when_both_texts_are_approved(clinic: Path) -> None:
    """The translation alone is not enough."""
    job = Job(article="cough", language="es", sheet="a4")

    assert library(clinic).readiness(job).draft
    assert signed(clinic).waits_for_source
    assert library(clinic).readiness(job).draft
    signed(clinic, "en", "Jo Miller")
    assert not signed(clinic).waits_for_source
    assert not library(clinic).readiness(job).draft


def test_record_says_who_when_and_what_the_checks_said(clinic: Path) -> None:
    """In the order in which somebody reads it."""
    done = signed(clinic)
    lines = done.path.read_text("utf-8").split("[[approval]]\n")[1].splitlines()

    assert clinic / "translations/es" / FILE_NAME == done.path
    assert [
        *('article = "cough"', 'by = "Ana Ruiz"', 'role = "nurse"', "date = 2026-11-22"),
        f'source = "{done.approval.source}"',
        f'translation = "{done.approval.translation}"',
        'checks = "no problems"',
        f'record = "{done.approval.digest()}"',
    ] == lines


def test_history_is_kept(clinic: Path) -> None:
    """Each approval is added; not a byte of what was there changes."""
    first = signed(clinic).path.read_bytes()
    replace(catalog(clinic), "No fume.", "No fume nunca.")
    second = signed(clinic, by="Eva").path.read_bytes()

    assert second.startswith(first)
    assert ["Ana Ruiz", "Eva"] == [record.by for record in library(clinic).approvals("es")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('by = "Ana Ruiz"', 'by = "Prof Mallory"'),
        ('role = "nurse"', 'role = "surgeon"'),
        ("date = 2026-11-22", "date = 2020-01-01"),
        ('checks = "no problems"', 'checks = "1 warning"'),
    ],
)
def test_record_that_was_changed_by_hand_approves_nothing(
    clinic: Path, before: str, after: str
) -> None:
    """Who signed did not sign that; `check` says so."""
    replace(signed(clinic).path, before, after)
    records = read_workspace(clinic).approvals("es")

    assert () == records.approvals
    assert ["a record of `cough` is no approval: it was changed since it was written"] == [
        problem.message for problem in records.problems
    ]


@pytest.mark.parametrize("by", ['Dr "Ana" \\ Ruiz', "Dr د. هدى", "O'Neill", "李明"])
def test_any_name_can_be_written_and_read_back(clinic: Path, by: str) -> None:
    """Quotation marks and backslashes too."""
    signed(clinic, by=by)

    assert [by] == [record.by for record in library(clinic).approvals("es")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('msgstr "No fume."', 'msgstr ""'),
        ('msgid "Do not smoke."\n', '#, fuzzy\nmsgid "Do not smoke."\n'),
    ],
    ids=["missing", "fuzzy"],
)
def test_approval_is_refused_while_an_error_stands(clinic: Path, before: str, after: str) -> None:
    """Nothing is recorded."""
    text = catalog(clinic).read_text("utf-8")
    catalog(clinic).write_text(
        text.replace(before, after).replace("#, fuzzy\nmsgid", "#, fuzzy\nmsgid"), "utf-8"
    )

    with pytest.raises(ContentError, match="was not approved: errors stand"):
        signed(clinic)
    assert not (clinic / "translations/es" / FILE_NAME).exists()


@pytest.mark.parametrize("by", ["", "  ", "a\nb", "a\x7fb"])
def test_nobody_cannot_approve(clinic: Path, by: str) -> None:
    """An approval without a name is none."""
    with pytest.raises(UsageError, match="says nobody"):
        signed(clinic, by=by)


def test_a_change_of_either_text_ends_it_and_a_change_back_restores_it(clinic: Path) -> None:
    """It holds for these words, whenever they stand there."""
    signed(clinic, "en")
    signed(clinic)

    replace(catalog(clinic), "No fume.", "No fume mucho.")
    assert "changed" == state(clinic).state
    replace(catalog(clinic), "No fume mucho.", "No fume.")
    assert "approved" == state(clinic).state
    replace(clinic / "articles/cough.md", "Rest at home.", "Rest.")
    assert ["changed", "incomplete"] == [state(clinic, tag).state for tag in ("en", "es")]


# What has changed


def test_changes_since_the_approval_are_shown_passage_by_passage(clinic: Path) -> None:
    """What did not change is not among them."""
    signed(clinic)
    replace(catalog(clinic), "No fume.", "Fume.")
    ended = lapsed(library(clinic), "cough", "es")

    assert ended is not None
    assert "Ana Ruiz" == ended.approval.by
    assert [("No fume.", "Fume.")] == [
        (change.before.translation, change.after.translation)
        for change in ended.changes
        if change.before and change.after
    ]


def test_new_and_lost_passages_are_changes_too(clinic: Path) -> None:
    """A paragraph more, a paragraph less."""
    signed(clinic, "en")
    path = clinic / "articles/cough.md"

    path.write_text(ARTICLE + "\nDrink.\n")
    ended = lapsed(library(clinic), "cough", "en")
    assert ended is not None
    assert [(None, "Drink.")] == [
        (one.before, one.after.source) for one in ended.changes if one.after
    ]
    path.write_text(ARTICLE.replace("\nDo not smoke.\n", ""))
    ended = lapsed(library(clinic), "cough", "en")
    assert ended is not None
    assert [("Do not smoke.", None)] == [
        (one.before.source, one.after) for one in ended.changes if one.before
    ]


def test_kept_text_that_was_tampered_with_is_not_shown(clinic: Path) -> None:
    """Nobody approved those words."""
    signed(clinic)
    (kept,) = (clinic / "translations/es/approved").glob("*.json")
    replace(kept, "No fume.", "Fume.")
    replace(catalog(clinic), "No fume.", "Fume mucho.")
    ended = lapsed(library(clinic), "cough", "es")

    assert ended is not None
    assert () == ended.changes


@given(st.text(), st.text())
def test_pieces_make_up_both_texts(before: str, after: str) -> None:
    """Nothing of either is lost."""
    pieces = differences(before, after)

    assert before == "".join(piece.text for piece in pieces if piece.kind != "new")
    assert after == "".join(piece.text for piece in pieces if piece.kind != "gone")


def test_differences_are_signs_where_words_have_no_spaces() -> None:
    """A Chinese sentence is not one word; a Khmer sign keeps its marks."""
    assert [("same", "每天"), ("gone", "两"), ("new", "三"), ("same", "次")] == [
        (piece.kind, piece.text) for piece in differences("每天两次", "每天三次")
    ]
    assert [("same", "កុំ"), ("gone", "លេប")] == [
        (piece.kind, piece.text) for piece in differences("កុំលេប", "កុំ")
    ]


# Status


def test_status_tells_what_is_left_to_do(clinic: Path) -> None:
    """Missing, doubtful, stale, and then who answers for it."""
    fresh = state(clinic)
    assert (3, 3, 0, 0, 0, "draft") == (
        *(fresh.total, fresh.translated, fresh.missing, fresh.fuzzy, fresh.stale),
        fresh.state,
    )

    replace(clinic / "articles/cough.md", "Rest at home.", "Rest well at home.")
    list(update(library(clinic), ["cough"], ["es"], NOW))
    stale = state(clinic)
    assert (2, 0, 1, 1, "incomplete") == (
        *(stale.translated, stale.missing, stale.fuzzy, stale.stale),
        stale.state,
    )


def test_status_names_who_approved(clinic: Path) -> None:
    """Of the source and of the translation."""
    signed(clinic, "en", "Jo Miller")
    signed(clinic)
    rows = list(status(library(clinic), ["cough"], (), TODAY))

    assert [("en", "Jo Miller", TODAY), ("es", "Ana Ruiz", TODAY)] == [
        (one.language, one.by, one.approved) for one in rows
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (datetime.date(2026, 11, 10), None),
        (datetime.date(2026, 11, 11), 60),
        (datetime.date(2027, 1, 10), 0),
        (datetime.date(2027, 1, 11), -1),
    ],
)
def test_review_is_due_within_sixty_days(
    clinic: Path, day: datetime.date, expected: int | None
) -> None:
    """And overdue from the day after."""
    (one,) = status(library(clinic), ["cough"], ["es"], day)

    assert expected == one.due_days


def test_furniture_has_no_approval_of_its_own(clinic: Path) -> None:
    """It is counted for each language all the same."""
    states = {one.language: one.state for one in status(library(clinic), [FURNITURE], (), TODAY)}

    assert {"es": ""} == states


def test_status_speaks_to_people_programs_and_browsers(
    clinic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same difference word by word in all three."""
    signed(clinic)
    replace(catalog(clinic), "No fume.", "Fume.")
    command = ["-w", str(clinic), "translations", "status", "cough", "-l", "es"]

    assert 0 == run(command)
    output, errors = capsys.readouterr()
    assert "cough\tes\tSpanish\t3/3\t0\t0\t0\tchanged\tAna Ruiz, nurse, 2026-11-22\n" == output
    assert "translation  [-No fume-]{+Fume+}." in errors

    assert 0 == run([*command, "--json"])
    (row,) = json.loads(capsys.readouterr().out)
    assert "No fume." == row["changes"][0]["before"]["translation"]

    page = clinic / "status.html"
    assert 0 == run([*command, "--html", str(page)])
    html = page.read_text("utf-8")
    assert "<del>No fume</del><ins>Fume</ins>." in html
    assert "http" not in html


# Withdrawing


def test_withdrawn_article_is_refused_in_every_language(clinic: Path) -> None:
    """With the reason; and made again when the withdrawal is lifted."""
    withdraw(library(clinic), "cough", reason="wrong dose", date=TODAY)
    jobs = [Job(article="cough", language=tag, sheet="a4") for tag in ("en", "es")]

    for job in jobs:
        with pytest.raises(ContentError, match="withdrawn on 2026-11-22: wrong dose"):
            library(clinic).readiness(job)
    assert "withdrawn" == state(clinic).state

    withdraw(library(clinic), "cough", reason="corrected", date=TODAY, lifted=True)
    assert [True, True] == [library(clinic).readiness(job).draft for job in jobs]
    text = (clinic / "articles/withdrawn.toml").read_text("utf-8")
    assert 2 == text.count("[[withdrawal]]")


def test_withdrawn_article_can_be_corrected_and_approved(
    clinic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before the withdrawal is lifted."""
    withdraw(library(clinic), "cough", reason="wrong dose", date=TODAY)
    command = ["-w", str(clinic), "translations", "approve", "cough", "-l", "es"]

    assert 0 == run([*command, "--by", "Ana", "--role", "nurse"])
    assert "is approved by Ana" in capsys.readouterr().err


def test_build_of_all_leaves_withdrawn_articles_out(clinic: Path) -> None:
    """A night's build is not red for it; who names the article is refused."""
    withdraw(library(clinic), "cough", reason="wrong dose", date=TODAY)
    every = Build(workspace=read_workspace(clinic), request=Request())
    named = Build(workspace=read_workspace(clinic), request=Request(articles=("cough",)))
    every.plan()
    named.plan()

    assert [] == every.outcomes
    assert [1, 1] == [outcome.exit_code for outcome in named.outcomes]


@pytest.mark.slow
def test_withdrawn_handout_leaves_the_index_at_once(
    clinic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody can click on it any more; `--prune` deletes the file."""
    assert 0 == run(["-w", str(clinic), "build", "-l", "en"])
    index = clinic / "output/index.html"
    assert "cough.en.a4.pdf" in index.read_text("utf-8")

    assert 0 == run(["-w", str(clinic), "withdraw", "cough", "--reason", "wrong dose"])
    assert "cough.en.a4.pdf" not in index.read_text("utf-8")
    assert "1 PDF of it on disc" in capsys.readouterr().err

    assert 0 == run(["-w", str(clinic), "build", "--prune"])
    assert not (clinic / "output/cough/cough.en.a4.pdf").exists()


@pytest.mark.parametrize(
    "text",
    [
        "[[withdrawal]",
        "withdrawn = 1",
        '[[withdrawal]]\narticle = "cough"\n',
        '[[withdrawal]]\narticle = "cough"\nreason = "x"\ndate = "today"\n',
        '[[withdrawal]]\narticle = "cough"\nreason = "x"\ndate = 2026-11-22\nlift = true\n',
    ],
)
def test_unreadable_withdrawals_stop_everything(clinic: Path, text: str) -> None:
    """Better no print than that of a withdrawn article."""
    (clinic / "articles/withdrawn.toml").write_text(text)

    with pytest.raises(ConfigurationError, match="nobody knows which articles are withdrawn"):
        Build(workspace=read_workspace(clinic), request=Request()).plan()


def test_what_is_not_withdrawn_cannot_be_lifted(clinic: Path) -> None:
    """A slip of the pen must not stand in the record."""
    with pytest.raises(UsageError, match="is not withdrawn"):
        withdraw(library(clinic), "cough", reason="x", date=TODAY, lifted=True)
    with pytest.raises(UsageError, match="needs a reason"):
        withdraw(library(clinic), "cough", reason=" ", date=TODAY)
    assert not (clinic / "articles/withdrawn.toml").exists()
