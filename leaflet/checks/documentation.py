"""What each check says about itself: its docstring, as text and as `docs/checks.md`."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from dataclasses import dataclass

from leaflet.checks.model import Check

HEADINGS = ("What it finds", "Why it matters to a patient", "Example", "Use instead")


@dataclass(frozen=True, slots=True, kw_only=True)
class Documentation:
    """The docstring of a check, taken apart."""

    title: str
    """The first sentence, without its full stop."""
    sections: dict[str, str]
    """Text by heading, in the order of `HEADINGS`; a line each for each line of the example."""


def documentation(check: Check) -> Documentation:
    """Return what a check says about itself; what it does not say is left out."""
    text = inspect.cleandoc(check.docstring)
    pattern = rf"^({'|'.join(HEADINGS)}):$"
    title, *parts = re.split(pattern, text, flags=re.MULTILINE)
    first = " ".join(title.split("\n\n")[0].split()).rstrip(".")
    sections = {
        heading: _joined(body) for heading, body in zip(parts[::2], parts[1::2], strict=True)
    }
    return Documentation(title=first or check.name, sections=sections)


def _joined(body: str) -> str:
    """Return a section, a line that is indented further at the end of the one before."""
    lines = inspect.cleandoc("\n" + body).strip().split("\n")
    return re.sub(r"\n +", " ", "\n".join(lines))


def as_markdown(checks: Iterable[Check]) -> str:
    """Return the part of `docs/checks.md` that describes the checks."""
    lines = []
    for check in checks:
        said = documentation(check)
        lines += [f"### `{check.name}`", f"*{check.severity}.* {said.title}.", ""]
        for heading, body in said.sections.items():
            if heading == "Example":
                items = "\n".join(f"- {line}" for line in body.split("\n"))
                lines += [f"**{heading}**", "", items, ""]
            else:
                lines += [f"**{heading}.** {' '.join(body.split())}", ""]
    return "\n".join(lines).rstrip() + "\n"


def as_text(check: Check) -> str:
    """Return what a check says about itself for people, as the help of a rule."""
    said = documentation(check)
    parts = [f"{said.title}."]
    parts += [f"{heading}: {' '.join(body.split())}" for heading, body in said.sections.items()]
    return "\n\n".join(parts)
