"""Problems as data: JSON, annotations of GitHub, SARIF 2.1.0."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from leaflet import __version__
from leaflet.cli.console import give
from leaflet.errors import Problem

if TYPE_CHECKING:
    from leaflet.checks import Excused


def as_json(problems: Sequence[Problem]) -> str:
    """Return a JSON list with a row for each problem."""
    return json.dumps([problem_row(problem) for problem in problems], ensure_ascii=False, indent=1)


def problem_row(problem: Problem) -> dict[str, object]:
    """Return a problem as it stands in JSON; of the evidence, several may have one label."""
    return {
        "path": problem.place.path if problem.place else None,
        "line": problem.place.line if problem.place else None,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "evidence": [{"label": label, "text": text} for label, text in problem.evidence],
        "hint": problem.hint or None,
    }


def as_github(problems: Sequence[Problem]) -> str:
    """Return workflow commands that GitHub shows beside the lines of a pull request."""
    return "\n".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    # GitHub, "Workflow commands": these characters end a property or a message.
    def escaped(text: str, more: str = "") -> str:
        for letter in "%\r\n" + more:
            text = text.replace(letter, f"%{ord(letter):02X}")
        return text

    properties = [f"title={escaped(problem.code, ':,')}"]
    if problem.place:
        properties.insert(0, f"file={escaped(problem.place.path, ':,')}")
        if problem.place.line:
            properties.insert(1, f"line={problem.place.line}")
    hint = f"\nhint: {problem.hint}" if problem.hint else ""
    return f"::{problem.severity} {','.join(properties)}::{escaped(problem.message + hint)}"


def as_sarif(problems: Sequence[Problem], excused: Sequence[Excused] = ()) -> str:
    """
    Return a SARIF log (OASIS, version 2.1.0) with one run.

    Problems that a translator has excused are in it, suppressed in the source, with the reason.
    """
    codes = sorted({problem.code for problem in problems} | {one.problem.code for one in excused})
    results = [_result(problem, codes) for problem in problems]
    for one in excused:
        suppression = {"kind": "inSource", "justification": one.reason}
        results.append({**_result(one.problem, codes), "suppressions": [suppression]})
    return json.dumps(
        {
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
            "sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {
                        "driver": {
                            "name": "leaflet",
                            "version": __version__,
                            "rules": [_rule(code) for code in codes],
                        }
                    },
                    "columnKind": "unicodeCodePoints",
                    "results": results,
                }
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def _rule(code: str) -> dict[str, object]:
    """Return a rule; of a check with all that it says about itself."""
    from leaflet.checks import checks
    from leaflet.checks.documentation import as_markdown, as_text, documentation

    found = next((check for check in checks() if check.name == code), None)
    if found is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": f"{documentation(found).title}."},
        "help": {"text": as_text(found), "markdown": as_markdown([found])},
        "defaultConfiguration": {"level": found.severity},
    }


def _result(problem: Problem, codes: list[str]) -> dict[str, object]:
    """Return a result, with a fingerprint that stays when the lines of a file move."""
    path = problem.place.path if problem.place else ""
    evidence = [text for label, text in problem.evidence if label == "translation"]
    same = json.dumps([problem.code, path, problem.message, evidence])
    hint = f"\nhint: {problem.hint}" if problem.hint else ""
    result: dict[str, object] = {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": problem.severity,
        "message": {"text": problem.message + hint},
        "partialFingerprints": {"leaflet/v1": hashlib.sha256(same.encode()).hexdigest()},
    }
    if problem.place:
        location: dict[str, object] = {"artifactLocation": {"uri": _uri(path)}}
        if problem.place.line:
            location["region"] = {"startLine": problem.place.line}
        result["locations"] = [{"physicalLocation": location}]
    return result


def _uri(path: str) -> str:
    """
    Return a path as SARIF wants it.

    >>> _uri("translations/es/a b.po"), _uri("/usr/lib/x.po")
    ('translations/es/a%20b.po', 'file:///usr/lib/x.po')
    """
    return f"file://{quote(path)}" if path.startswith("/") else quote(path)


Form = Callable[[Sequence[Problem], Sequence["Excused"]], str]
"""Problems, and what translators have excused, as text."""
Give = Callable[[Sequence[Problem], Sequence["Excused"]], None]


def _given(form: Form) -> Give:
    def give_problems(problems: Sequence[Problem], excused: Sequence[Excused]) -> None:
        text = form(problems, excused)
        if text:
            give(text)

    return give_problems


FORMATS: dict[str, Give] = {
    "json": _given(lambda problems, _: as_json(problems)),
    "github": _given(lambda problems, _: as_github(problems)),
    "sarif": _given(as_sarif),
}
