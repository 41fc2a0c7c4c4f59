"""The sheet of all languages that leaflets can be had in, for patients to point at theirs."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from leaflet.approvals import digest_of
from leaflet.assemble.fingerprint import program_digest
from leaflet.assemble.gaps import gaps
from leaflet.assemble.job import Job, Readiness
from leaflet.codes import code_of
from leaflet.errors import ContentError, LeafletError, Problem
from leaflet.html import HtmlPage
from leaflet.html.page import COUNTERS, address
from leaflet.html.qr import qr_svg
from leaflet.html.styles import families, language_styles
from leaflet.languages import Language, by_own_name, format_date, language
from leaflet.messages import FURNITURE
from leaflet.pdf.coverage import check_fonts
from leaflet.sheets import SEVERAL

if TYPE_CHECKING:
    from leaflet.assemble.library import Library
    from leaflet.html.words import Words

logger = logging.getLogger(__name__)

POINT = "Point to your language."
"""What each language says on it; furniture, as its template has it."""
_ANY_SHEET = "a4"
"""Whether an article is translated is the same on all sheets of one language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One language on the sheet."""

    language: Language
    """The row."""
    draft: bool
    """Whether nobody has approved any leaflet in it."""
    until: datetime.date | None = None
    """The last day on which one of its leaflets may be handed out; None for no such day."""


class LanguagesPoster:
    """Makes the sheet; it is about no article."""

    def __init__(self, library: Library) -> None:
        """
        Args:
            library: Says what leaflets there are.
        """
        self._library = library
        self._workspace = library.workspace

    def offers(self) -> tuple[Offer, ...]:
        """
        Return the languages in which the workspace builds at least one leaflet, as they are sought.

        A leaflet that is withdrawn, past its review, cannot be read, or is translated in part only
        is none: nobody would be given it.
        """
        offers = (self._offer(tag) for tag in by_own_name(self._workspace.languages))
        return tuple(offer for offer in offers if offer is not None)

    def _offer(self, tag: str) -> Offer | None:
        leaflets = list(self._leaflets(tag))
        if not leaflets:
            return None
        # An approved one that ends is worth more than a draft that does not.
        draft = all(ready.draft for ready in leaflets)
        ends = [ready.review_by for ready in leaflets if ready.draft == draft]
        until = None if None in ends else max(filter(None, ends))
        return Offer(language=language(tag), draft=draft, until=until)

    def _leaflets(self, tag: str) -> Iterator[Readiness]:
        for id in self._workspace.chosen_articles:
            # What cannot be read is said where it is built.
            with contextlib.suppress(LeafletError):
                ready = self._library.readiness(Job(article=id, language=tag, sheet=_ANY_SHEET))
                if not ready.partial and not self._is_overdue(ready):
                    yield ready

    def _is_overdue(self, ready: Readiness) -> bool:
        today = self._library.today
        return bool(today and ready.review_by and ready.review_by < today)

    def languages(self, job: Job) -> tuple[str, ...]:
        """Return the languages that stand on it, the staff's first."""
        offers = (offer.language.tag for offer in self.offers())
        return tuple(dict.fromkeys((self._workspace.staff_language, *offers)))

    def title(self, job: Job, tag: str) -> str:
        """Return its title in a language; empty where it has no translation."""
        words = self._library.words(POINT, tag)
        return words.plain if words.line.translated else ""

    def readiness(self, job: Job) -> Readiness:
        """
        Return whether the sheet can be made, and the fingerprint that it would have.

        Raises:
            LeafletError: No leaflet can be had in any language; or the words of the templates
                cannot be read.
        """
        offers, library = self.offers(), self._library
        if not offers:
            raise ContentError(_none(job, self._workspace.languages))
        staff = self._workspace.staff_language
        covered = library.coverage(FURNITURE, staff)
        problems = gaps(FURNITURE, library.catalog(FURNITURE, staff), covered)
        draft_languages = tuple(offer.language.tag for offer in offers if offer.draft)
        inputs = self._inputs(job, offers, partial=bool(problems))
        shown = {offer.language.tag for offer in offers}
        left_out = [tag for tag in self._workspace.languages if tag not in shown]
        return Readiness(
            job=job,
            inputs=inputs,
            fingerprint=digest_of(inputs),
            coverage=round(covered.done / covered.total, 4) if covered.total else 1.0,
            problems=tuple(problems),
            approvals={},
            draft=bool(problems) or bool(draft_languages),
            review_by=_until(offers),
            draft_languages=draft_languages,
            warnings=(_left_out(job, left_out),) if left_out else (),
        )

    def _inputs(self, job: Job, offers: tuple[Offer, ...], *, partial: bool) -> dict[str, str]:
        library, workspace = self._library, self._workspace
        tags = self.languages(job)
        inputs: dict[str, object] = {
            "languages": [(repr(offer.language), offer.draft) for offer in offers],
            "until": repr(_until(offers)),
            "furniture": [library.furniture_digest(tag) for tag in tags],
            "staff": repr(language(workspace.staff_language)),
            "territory": repr(workspace.territory),
            "clinic": [repr(workspace.clinic), hashlib.sha256(library.logo or b"").hexdigest()],
            "sheet": repr(workspace.sheet(job.sheet)),
            "templates": library.templates_digest,
            "partial": partial,
            "checks": [
                library.glossary_digest,
                [library.exceptions(FURNITURE, tag) for tag in tags],
            ],
            "program": program_digest(),
            "fonts": library.environment(job)["digest"],
        }
        return {name: digest_of(value) for name, value in inputs.items()}

    def doubts(self, job: Job) -> tuple[Problem, ...]:
        """Return what the checks say of the words of the templates in all its languages."""
        found = (self._library.verdict(FURNITURE, tag).problems for tag in self.languages(job))
        return tuple(dict.fromkeys(problem for problems in found for problem in problems))

    def page(self, ready: Readiness) -> HtmlPage:
        """
        Return the page.

        Raises:
            LeafletError: The template or the theme is wrong, a translation of its words is, or the
                font of a language is not installed.
        """
        library, workspace, job = self._library, self._workspace, ready.job
        staff, sheet = workspace.staff_language, workspace.sheet(job.sheet)
        offers, tags, web = self.offers(), self.languages(job), workspace.clinic.web
        for tag in tags:
            check_fonts(language(tag))
        logger.info("4 html %s", job)

        def say(words: str, to: str = staff, **values: object) -> Words:
            return library.words(words, to, **dict.fromkeys(COUNTERS, "0"), **values)

        resources = {address("qr.svg"): qr_svg(web)} if web else {}
        html = library.renderer.render(
            sheet.template,
            {
                "_": say,
                "offers": offers,
                "clinic": workspace.clinic,
                "staff": language(staff),
                "sheet": sheet,
                "code": code_of(ready.fingerprint),
                "draft": ready.draft,
                "partial": ready.partial,
                "styles": Markup(language_styles(tags)),
                "css": library.renderer.style,
                "qr_picture": address("qr.svg"),
                "until": _date(_until(offers), staff, workspace.territory.code),
            },
        )
        library.check_theme(sheet.theme, html)
        return HtmlPage(
            html=html,
            resources=resources,
            name=str(job),
            sheet=sheet,
            max_pages=sheet.pages_for(SEVERAL),
            granted="so many languages",
            families=families(tags),
        )


def _until(offers: tuple[Offer, ...]) -> datetime.date | None:
    """Return the last day on which a leaflet can be had in all of the languages."""
    return min((offer.until for offer in offers if offer.until), default=None)


def _date(day: datetime.date | None, tag: str, territory: str) -> str:
    return format_date(day, language(tag), territory) if day else ""


def _named(tags: list[str]) -> str:
    return ", ".join(f"{language(tag).english} (`{tag}`)" for tag in tags)


def _left_out(job: Job, tags: list[str]) -> Problem:
    return Problem(
        code="languages",
        message=f"{job.sheet}: left out, because no leaflet can be had in them: {_named(tags)}",
        severity="warning",
        hint="`leaflet translations status` shows what is missing, or past its review",
    )


def _none(job: Job, tags: tuple[str, ...]) -> Problem:
    return Problem(
        code="languages",
        message=f"{job.sheet}: there is no language in which a leaflet can be had; no article is "
        f"without mistakes and complete in {_named([*tags])}",
        hint="`leaflet check` shows the mistakes, `leaflet translations status` what is missing",
    )
