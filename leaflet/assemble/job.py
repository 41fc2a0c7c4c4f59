"""Jobs, and what stands between a job and its handout."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leaflet.approvals import Approval
from leaflet.errors import Problem
from leaflet.languages import language
from leaflet.manifest import Entry

APPROVED = {
    "source": "the article",
    "translation": "the translation",
    "staff": "the translation into the staff's language",
}
"""The texts of a handout that somebody has to answer for, in words; it has those that it needs."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Job:
    """One handout to be made."""

    article: str = ""
    """Its id; empty for a sheet that is about no article."""
    language: str
    """BCP 47; the staff's for a sheet that is about no article."""
    sheet: str
    """Its name, as in `SHEETS`."""

    @classmethod
    def of(cls, entry: Entry) -> Job:
        """Return what a handout on disc was made for."""
        return cls(article=entry.article or "", language=entry.language, sheet=entry.sheet)

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.article, self.language, self.sheet)))

    @property
    def command(self) -> str:
        """
        What makes it.

        >>> Job(language="en", sheet="languages-poster").command
        'leaflet build -s languages-poster'
        """
        about = f" {self.article} -l {self.language}" if self.article else ""
        return f"leaflet build{about} -s {self.sheet}"

    def path(self, *, partial: bool = False) -> str:
        """
        Return its file, relative to the output folder.

        >>> Job(article="cough", language="zh-Hans", sheet="a4").path()
        'cough/cough.zh-Hans.a4.pdf'
        >>> Job(language="en", sheet="languages-poster").path()
        'languages-poster/languages-poster.en.pdf'
        """
        end = ".partial.pdf" if partial else ".pdf"
        if not self.article:
            return f"{self.sheet}/{self.sheet}.{self.language}{end}"
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
    approvals: Mapping[str, Approval | None]
    """Who answered for each of its texts, as `APPROVED` names them; None when nobody did."""
    draft: bool
    """Whether the handout carries the draft band."""
    version: str = ""
    """Of the article, as its author counts; empty for none."""
    review_by: datetime.date | None = None
    """After this day it must not be printed; None for no such day."""
    draft_languages: tuple[str, ...] = ()
    """Of a sheet of many languages, those in which nobody has approved a leaflet; BCP 47."""
    warnings: tuple[Problem, ...] = ()
    """What whoever makes it should know, though it is made."""

    @property
    def partial(self) -> bool:
        """Whether the source would stand in for something that is not translated."""
        return bool(self.problems)

    def approval(self) -> dict[str, Any] | str:
        """Return who approved it, for the manifest; "draft" where somebody is missing."""
        if self.draft:
            return "draft"
        return {
            what: {"by": record.by, "role": record.role, "date": record.date.isoformat()}
            for what, record in self.approvals.items()
            if record is not None
        }

    def unapproved(self) -> tuple[str, ...]:
        """Return the texts that nobody answered for, in words."""
        texts = [APPROVED[what] for what, record in self.approvals.items() if record is None]
        if self.draft_languages:
            names = ", ".join(language(tag).english for tag in self.draft_languages)
            texts.append(f"any leaflet in {names}")
        return tuple(texts)
