"""Jobs, and what stands between a job and its handout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from leaflet.approvals import Approval
from leaflet.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Job:
    """One handout to be made."""

    article: str
    """Its id."""
    language: str
    """BCP 47."""
    sheet: str
    """Its name, as in `SHEETS`."""

    def __str__(self) -> str:
        return f"{self.article}, {self.language}, {self.sheet}"

    def path(self, *, partial: bool = False) -> str:
        """
        Return its file, relative to the output folder.

        >>> Job(article="cough", language="zh-Hans", sheet="a4").path()
        'cough/cough.zh-Hans.a4.pdf'
        """
        end = ".partial.pdf" if partial else ".pdf"
        return f"{self.article}/{self.article}.{self.language}.{self.sheet}{end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """What stands between a job and its handout."""

    job: Job
    """What was asked for."""
    inputs: dict[str, str]
    """Digest by name of what goes in, as "article", "translation", "fonts"."""
    fingerprint: str
    """Over `inputs`, "sha256:…"."""
    coverage: float
    """0 to 1."""
    problems: tuple[Problem, ...]
    """Why it is refused; empty when every text is translated."""
    source_approval: Approval | None
    """Who answered for the article; None when nobody did."""
    translation_approval: Approval | None
    """Who answered for the translation; None too in the language of the source."""
    draft: bool
    """Whether the handout carries the draft band."""

    @property
    def partial(self) -> bool:
        """Whether the source would stand in for something that is not translated."""
        return bool(self.problems)

    def approval(self) -> dict[str, Any] | str:
        """Return who approved it, for the manifest; "draft" where somebody is missing."""
        if self.draft:
            return "draft"
        records = {"source": self.source_approval, "translation": self.translation_approval}
        return {
            what: {"by": record.by, "role": record.role, "date": record.date.isoformat()}
            for what, record in records.items()
            if record is not None
        }
