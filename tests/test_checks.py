"""The frame round the checks: exceptions, verdicts, what stops a build, documentation, formats."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.assemble import Job, Library
from leaflet.build import Build
from leaflet.checks import Subject, checks, judge, subject
from leaflet.checks.documentation import HEADINGS, as_markdown, documentation
from leaflet.checks.excuses import digest, excuses, line_to_write
from leaflet.cli.formats import as_github, as_sarif
from leaflet.cli.main import run
from leaflet.errors import Place, Problem
from leaflet.manifest import Entry, Manifest
from leaflet.orders import Request
from leaflet.survey import proofread, survey
from leaflet.workspace import read_workspace

JOB = Job(article="cough", language="es", sheet="a4")
DOCUMENT = Path(__file__).parent.parent / "docs" / "checks.md"
MARK = "from the checks. -->\n\n"


def wrong(*comments: str, translation: str = "-") -> Subject:
    """Return a message that the check `empty` finds something in, for a translation of a dash."""
    return subject("chest pain", translation, language="es", comments=comments)


def said(*comments: str, translation: str = "-") -> list[tuple[str, str]]:
    """Return code and severity of each problem of that message."""
    found = judge((wrong(*comments, translation=translation),))
    return [(problem.code, problem.severity) for problem in found.problems]


# Exceptions


@pytest.mark.parametrize("dash", ["—", "-", "–", "--"])
def test_exception_with_reason_and_digest_holds(dash: str) -> None:
    """And is kept with its reason."""
    one = wrong(f"leaflet: ignore empty {digest(wrong())} {dash} a dash is right")
    verdict = judge((one,))
    assert () == verdict.problems
    assert [("empty", "a dash is right")] == [
        (excused.problem.code, excused.reason) for excused in verdict.excused
    ]


@pytest.mark.parametrize(
    ("comment", "hint"),
    [
        ("leaflet: ignore empty", "gives no reason"),
        ("leaflet: ignore empty DIGEST", "gives no reason"),
        ("leaflet: ignore empty DIGEST —", "gives no reason"),
        ("leaflet: ignore empty DIGEST — REASON", "gives no reason"),
        ("leaflet: ignore empty — a dash", "does not say for which words"),
        ("leaflet: ignore empty 0000000 — a dash", "gives no reason"),
        ("leaflet: ignore empty 00000000 — a dash", "was for other words (`00000000`)"),
        ("LEAFLET: IGNORE empty 00000000 - a dash", "was for other words"),
    ],
)
def test_exception_that_is_not_whole_or_not_current_is_none(comment: str, hint: str) -> None:
    """The problem stands, and its hint gives the line that would be right."""
    (problem,) = judge((wrong(comment.replace("DIGEST", digest(wrong()))),)).problems
    assert "empty" == problem.code
    assert hint in problem.hint
    assert f"`# leaflet: ignore empty {digest(wrong())} — " in problem.hint


def test_line_of_the_hint_is_an_exception_once_it_has_a_reason() -> None:
    """What is pasted works."""
    line = line_to_write("empty", wrong(), "a dash").removeprefix("# ")
    assert [] == said(line)


@given(st.text(min_size=1), st.text(min_size=1), st.text(), st.text())
def test_exception_ends_when_the_message_changes(
    source: str, translation: str, more: str, other: str
) -> None:
    """Whichever of the two texts it is."""
    before = digest(subject(source, translation, language="es"))
    changed = digest(subject(source + other, translation + more, language="es"))
    assert (before == changed) == (not more and not other)


def test_digest_of_an_exception_is_written_down() -> None:
    """A change of it would end every exception of every workspace."""
    one = subject("Take half a tablet.", "Tome ½ comprimido.", language="es")
    canonical = '["Take half a tablet.", "Tome ½ comprimido."]'.encode()
    assert hashlib.sha256(canonical).hexdigest()[:8] == digest(one) == "2365e70d"


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("leaflet: ignore empty 00000000 — x", "the check `empty` has nothing against"),
        ("leaflet: ignore emtpy 00000000 — x", "names `emtpy`, which is no check"),
        ("leaflet: ignore — x", "names no check"),
    ],
)
def test_exception_that_nothing_needs_is_a_warning(comment: str, message: str) -> None:
    """It would lie in wait for a mistake."""
    (problem,) = judge((wrong(comment, translation="dolor de pecho"),)).problems
    assert ("exception", "warning") == (problem.code, problem.severity)
    assert message in problem.message


def test_other_comments_are_not_exceptions() -> None:
    """Translators write to their reviewers as they like."""
    assert [] == list(excuses(["for the reviewer: leaflet: ignore this", "ignore numbers"]))


def test_exception_is_for_one_check() -> None:
    """A dose that was looked at says nothing of a lost mark."""
    one = subject("**Take 1**", "…", language="es")
    comment = f"leaflet: ignore empty {digest(one)} — x"
    both = subject("**Take 1**", "…", language="es", comments=(comment,))
    codes = {problem.code for problem in judge((both,)).problems}
    assert "markup" in codes
    assert "empty" not in codes


# What they say


def test_message_shows_both_texts_and_both_places() -> None:
    """What, where, and how to mend; a line each."""
    one = subject(
        "Call {emergency}\\\nnow",
        "Llame\\\nahora",
        language="es",
        source_place=Place(path="articles/a.md", line=12),
        place=Place(path="translations/es/LC_MESSAGES/a.po", line=41),
    )
    assert (
        "translations/es/LC_MESSAGES/a.po:41: error: the translation has lost `{emergency}` "
        "[placeholders]\n"
        "    source       Call {emergency}\\\\nnow   (articles/a.md:12)\n"
        "    translation  Llame\\\\nahora\n"
        "\n"
        "hint: write each placeholder just as it stands in the source; never translate it; if it "
        f"is right, write `# leaflet: ignore placeholders {digest(one)} — REASON` above the message"
    ) == str(judge((one,)).problems[0])


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.name)
def test_check_documents_itself(check: object) -> None:
    """What it finds, why it matters, an example, and what to write instead."""
    (one,) = [other for other in checks() if other is check]
    found = documentation(one)
    assert HEADINGS == tuple(found.sections)
    assert [] == [heading for heading, text in found.sections.items() if not text]
    assert found.title[0].isupper()
    assert len(found.title) < 100


def test_severity_of_each_check_is_written_down() -> None:
    """A warning stops nothing: to make one of an error is a decision."""
    errors = {check.name for check in checks() if check.severity == "error"}
    assert errors >= {
        "empty",
        "invisible",
        "keep",
        "links",
        "markup",
        "phones",
        "placeholders",
        "same-as-source",
        "script",
    }
    assert set() == errors & {"end-punctuation", "french-spaces", "glossary", "language", "length"}


def test_documentation_of_the_checks_is_current(request: pytest.FixtureRequest) -> None:
    """`docs/checks.md` says what the checks say; `--update-expected` writes it."""
    head, mark, rest = DOCUMENT.read_text(encoding="utf-8").partition(MARK)
    _, end, tail = rest.partition("\n## ")
    expected = f"{head}{mark}{as_markdown(checks())}{end}{tail}"
    if request.config.getoption("--update-expected"):
        DOCUMENT.write_text(expected, encoding="utf-8")
    assert expected == DOCUMENT.read_text(encoding="utf-8")


def test_checks_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """With what must hold."""
    assert 0 == run(["list", "checks"])
    rows = capsys.readouterr().out.splitlines()
    assert [check.name for check in checks()] == [row.split("\t")[0] for row in rows]
    assert "empty\terror\tThe translation says something" in rows


# What they stop


def change(workspace: Path, before: str, after: str) -> None:
    """Change the Spanish catalog of the workspace."""
    path = workspace / "translations" / "es" / "LC_MESSAGES" / "cough.po"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def planned(workspace: Path) -> Build:
    build = Build(workspace=read_workspace(workspace), request=Request(languages=("es",)))
    build.plan()
    return build


def test_error_refuses_a_handout_and_keeps_the_one_of_before(workspace: Path) -> None:
    """It is told that the old one is no longer printed; exit code 1."""
    path = f"output/{JOB.path()}"
    change(workspace, "Dé 10 ml de miel dos veces al día.", "…")
    build = Build(workspace=read_workspace(workspace), request=Request(languages=("es",)))
    (workspace / path).parent.mkdir(parents=True)
    (workspace / path).write_bytes(b"%PDF")
    build.output.manifest = Manifest().with_entries([entry(path, "sha256:0")])
    build.plan()
    (outcome,) = build.outcomes
    assert ("refused", 1) == (outcome.status, outcome.exit_code)
    assert "empty" == outcome.problems[0].code
    assert "will not be printed" in outcome.problems[-1].message
    assert [] == build.tasks


def test_warning_stops_nothing(workspace: Path) -> None:
    """It is kept for the end of the build."""
    change(workspace, "al día.", "al día")
    build = planned(workspace)
    assert 1 == len(build.tasks)
    assert ["end-punctuation"] == [problem.code for problem in build.doubts]


def test_handout_that_is_as_it_should_be_is_not_checked_again(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thousands of them cost a build nothing: they passed the checks when they were made."""
    path = f"output/{JOB.path()}"
    build = Build(workspace=read_workspace(workspace), request=Request(languages=("es",)))
    ready = build.library.readiness(JOB)
    (workspace / path).parent.mkdir(parents=True)
    (workspace / path).write_bytes(b"%PDF")
    found = entry(path, ready.fingerprint, hashlib.sha256(b"%PDF").hexdigest())
    build.output.manifest = Manifest().with_entries([found])
    monkeypatch.setattr(Library, "doubts", lambda *_: pytest.fail("it was checked"))
    build.plan()
    assert ["unchanged"] == [outcome.status for outcome in build.outcomes]


def test_what_the_checks_go_by_is_in_the_fingerprint(workspace: Path) -> None:
    """A glossary, or an exception that is taken out, may have a handout refused."""
    fingerprints = [Library(read_workspace(workspace)).readiness(JOB).fingerprint]
    change(workspace, 'msgctxt "title"', '# for the reviewer\nmsgctxt "title"')
    fingerprints.append(Library(read_workspace(workspace)).readiness(JOB).fingerprint)
    change(workspace, "# for the reviewer", "# leaflet: ignore empty 00000000 — x")
    fingerprints.append(Library(read_workspace(workspace)).readiness(JOB).fingerprint)
    (workspace / "translations" / "glossary.toml").write_text(
        '[[term]]\nsource = "honey"\nkeep = true\n', encoding="utf-8"
    )
    fingerprints.append(Library(read_workspace(workspace)).readiness(JOB).fingerprint)
    assert fingerprints[0] == fingerprints[1]
    assert 3 == len(set(fingerprints))


def test_staff_title_and_words_of_the_templates_are_checked_too(workspace: Path) -> None:
    """All that stands on the sheet; of the staff's catalog no more than that."""
    folder = workspace / "translations" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "cough.po").write_text(
        'msgid ""\nmsgstr ""\n"Language: de\\n"\n\nmsgctxt "title"\nmsgid "Cough"\nmsgstr "…"\n\n'
        'msgid "Give 10 ml of honey twice a day."\nmsgstr "…"\n',
        encoding="utf-8",
    )
    configuration = workspace / "leaflet.toml"
    configuration.write_text(f'staff_language = "de"\n{configuration.read_text()}')
    found = Library(read_workspace(workspace)).doubts(JOB)
    assert ["Cough"] == [
        problem.evidence[0][1].split("   ")[0] for problem in found if problem.code == "empty"
    ]


def test_survey_tells_errors_from_warnings(workspace: Path) -> None:
    """A warning is no reason for an exit code."""
    change(workspace, "al día.", "al día")
    found = survey(Library(read_workspace(workspace)), ["cough"], ["es"])
    assert (0, ["end-punctuation"]) == (found.exit_code, [one.code for one in found.problems])
    change(workspace, "Dé 10 ml de miel dos veces al día", "…")
    found = survey(Library(read_workspace(workspace)), ["cough"], ["es"])
    assert 1 == found.exit_code


def test_half_a_translation_can_be_checked(workspace: Path) -> None:
    """What is missing is none of the checks' business; what is fuzzy neither."""
    change(workspace, 'msgstr "Una taza de té"', 'msgstr ""')
    change(workspace, 'msgid "Give', '#, fuzzy\nmsgid "Give')
    change(workspace, "Dé 10 ml de miel dos veces al día.", "…")
    found = proofread(Library(read_workspace(workspace)), ["cough"], ["es", "en", "fr"])
    assert (0, ()) == (found.exit_code, found.problems)


def test_command_checks_translations_alone(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A catalog may be checked before it is complete."""
    change(workspace, 'msgstr "Una taza de té"', 'msgstr ""')
    assert 0 == run(["translations", "check", "-l", "es"])
    assert "no problems\n" == capsys.readouterr().err


def test_command_tells_how_hard_a_translation_is_to_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """By the formula of its language; of a text long enough to tell."""
    root = str(DOCUMENT.parent.parent)
    assert 0 == run(["-w", root, "translations", "check", "back-muscle-spasm", "-l", "de"])
    assert "back-muscle-spasm, de: Wiener Sachtextformel" in capsys.readouterr().err


def entry(path: str, fingerprint: str, sha256: str = "0") -> Entry:
    return Entry(
        article=JOB.article,
        language=JOB.language,
        sheet=JOB.sheet,
        path=path,
        pages=1,
        sha256=sha256,
        fingerprint=fingerprint,
        coverage=1.0,
        approval="draft",
        source_version="",
        environment={},
        declares=(),
    )


# Formats


def test_sarif_says_all_that_a_code_scanner_asks() -> None:
    """Of SARIF 2.1.0: rules with their help, results that point at them, places, fingerprints."""
    good = wrong(f"leaflet: ignore empty {digest(wrong())} — a dash")
    verdict = judge((wrong(), good))
    elsewhere = Problem(code="kept", message="m", place=Place(path="/usr/a b.po"))
    log = json.loads(as_sarif([*verdict.problems, elsewhere], verdict.excused))
    assert "2.1.0" == log["version"]
    (one,) = log["runs"]
    rules, results = one["tool"]["driver"]["rules"], one["results"]
    assert ["empty", "kept"] == [rule["id"] for rule in rules]
    assert {"id", "shortDescription", "help", "defaultConfiguration"} == rules[0].keys()
    assert {"text", "markdown"} == rules[0]["help"].keys()
    assert "Why it matters to a patient" in rules[0]["help"]["text"]
    assert ["empty", "kept", "empty"] == [rules[one["ruleIndex"]]["id"] for one in results]
    assert [one["ruleId"] for one in results] == [rules[one["ruleIndex"]]["id"] for one in results]
    assert {"startLine": 1} == results[0]["locations"][0]["physicalLocation"]["region"]
    uri = results[1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert "file:///usr/a%20b.po" == uri
    assert [{"kind": "inSource", "justification": "a dash"}] == results[2]["suppressions"]
    assert all(result["partialFingerprints"]["leaflet/v1"] for result in results)


def test_fingerprint_of_sarif_stays_when_lines_move() -> None:
    """Else a scanner takes an old problem for a new one."""
    lines = (Place(path="es.po", line=3), Place(path="es.po", line=30))
    moved = [Problem(code="a", message="m", place=place) for place in lines]
    other = Problem(code="a", message="n", place=lines[0])
    log = json.loads(as_sarif([*moved, other]))
    found = [one["partialFingerprints"]["leaflet/v1"] for one in log["runs"][0]["results"]]
    assert found[0] == found[1] != found[2]


def test_annotation_names_file_line_and_check() -> None:
    """GitHub shows it beside the line."""
    (problem,) = judge((wrong(),)).problems
    assert as_github([problem]).startswith("::error file=article.po,line=1,title=empty::")


# Catalogs from outside


@pytest.mark.parametrize(
    "words",
    ["a" * 200_000, "a." * 100_000, "а" * 200_000, "« " * 50_000, "1 " * 50_000, "x:" * 50_000],
)
def test_endless_texts_are_judged_in_time(words: str) -> None:
    """A catalog may be of anybody; one message must not keep a build busy for hours."""
    assert judge((subject("Rest.", words, language="fr"),)).problems
