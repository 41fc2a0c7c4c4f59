"""
Checks of translations, one file each: numbers, negation, placeholders, links, terms …

A check is a function with a decorator; its docstring is its documentation (`docs/checks.md`). What
stands in this folder is registered, so a new file is a new check.

>>> verdict = judge((subject("Call {emergency}.", "Llame ahora.", language="es"),))
>>> [problem.message for problem in verdict.problems]
['the translation has lost `{emergency}`']
"""

from leaflet.checks.excuses import is_exception
from leaflet.checks.model import (
    Check,
    Finding,
    Found,
    Source,
    Subject,
    catalog_check,
    check,
    source_check,
)
from leaflet.checks.registry import checks
from leaflet.checks.subjects import roles_of, subject, subjects
from leaflet.checks.verdict import Excused, Verdict, judge, judge_source

__all__ = [
    "Check",
    "Excused",
    "Finding",
    "Found",
    "Source",
    "Subject",
    "Verdict",
    "catalog_check",
    "check",
    "checks",
    "is_exception",
    "judge",
    "judge_source",
    "roles_of",
    "source_check",
    "subject",
    "subjects",
]
