"""Problems as data: JSON, annotations of GitHub, SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from leaflet import __version__
from leaflet.cli.console import give
from leaflet.errors import Problem


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


def as_sarif(problems: Sequence[Problem]) -> str:
    """Return a SARIF log (OASIS, version 2.1.0) with one run."""
    codes = sorted({problem.code for problem in problems})
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
                            "rules": [{"id": code} for code in codes],
                        }
                    },
                    "results": [_result(problem, codes) for problem in problems],
                }
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def _result(problem: Problem, codes: list[str]) -> dict[str, object]:
    hint = f"\nhint: {problem.hint}" if problem.hint else ""
    result: dict[str, object] = {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": problem.severity,
        "message": {"text": problem.message + hint},
    }
    if problem.place:
        location: dict[str, object] = {"artifactLocation": {"uri": problem.place.path}}
        if problem.place.line:
            location["region"] = {"startLine": problem.place.line}
        result["locations"] = [{"physicalLocation": location}]
    return result


def _given(form: Callable[[Sequence[Problem]], str]) -> Callable[[Sequence[Problem]], None]:
    def give_problems(problems: Sequence[Problem]) -> None:
        text = form(problems)
        if text:
            give(text)

    return give_problems


FORMATS: dict[str, Callable[[Sequence[Problem]], None]] = {
    "json": _given(as_json),
    "github": _given(as_github),
    "sarif": _given(as_sarif),
}
