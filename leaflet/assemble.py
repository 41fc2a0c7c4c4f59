"""Workspace × article × language × sheet → `Handout`, with a fingerprint of all that goes in.

Whatever is asked for twice is read once; building, printing and previewing assemble here.
"""

from __future__ import annotations

import functools
import hashlib
import logging
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from leaflet import __version__
from leaflet.approvals import Approval, approval_of, digest_of, source_digest, translation_digest
from leaflet.article import Article, Text
from leaflet.catalogs import Catalog, Coverage, coverage, source_catalog
from leaflet.errors import LeafletError, Place, Problem
from leaflet.html import FURNITURE_LANGUAGE, Handout, HtmlPage, Renderer, Voice
from leaflet.languages import folder, language
from leaflet.localize import localize, localize_text, placeholder_values
from leaflet.messages import FURNITURE, SourceMessage, article_messages, template_messages
from leaflet.pdf import fonts
from leaflet.typeset import typeset, typeset_line
from leaflet.workspace import Workspace

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Job:
    """One handout to be made."""

    article: str
    language: str
    """BCP 47."""
    sheet: str

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
    inputs: dict[str, str]
    """Digest by name of what goes in, as "article", "translation", "fonts"."""
    fingerprint: str
    coverage: float
    """0 to 1."""
    problems: tuple[Problem, ...]
    """Why it is refused; empty when every text is translated."""
    source_approval: Approval | None
    translation_approval: Approval | None
    draft: bool

    @property
    def partial(self) -> bool:
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


@functools.cache
def program_digest() -> str:
    """Return the digest of the program's own files: another program makes other handouts."""
    package = Path(__file__).parent
    digest = hashlib.sha256(__version__.encode())
    for path in sorted([*package.rglob("*.py"), *package.glob("data/*.toml")]):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return "sha256:" + digest.hexdigest()


class Library:
    """The articles, catalogs and templates of a workspace, each read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._articles: dict[str, Article[Text]] = {}
        self._catalogs: dict[tuple[str, str], Catalog] = {}
        self._pictures: dict[str, dict[str, bytes]] = {}
        self._ready: dict[Job, Readiness] = {}

    # What there is

    @functools.cached_property
    def templates(self) -> dict[str, bytes]:
        return self.workspace.templates()

    @functools.cached_property
    def furniture(self) -> tuple[SourceMessage, ...]:
        """The messages of the templates."""
        return template_messages(
            {
                self.workspace.template_place(name): data.decode("utf-8", "replace")
                for name, data in self.templates.items()
                if name.endswith(".html")
            }
        )

    @functools.cached_property
    def renderer(self) -> Renderer:
        return Renderer(self.templates, self.workspace.template_place)

    @functools.cached_property
    def _template_digest(self) -> str:
        return digest_of(
            {name: hashlib.sha256(data).hexdigest() for name, data in self.templates.items()}
        )

    def article(self, id: str) -> Article[Text]:
        """Return a parsed article; raises as `Workspace.article`."""
        if id not in self._articles:
            self._articles[id] = self.workspace.article(id)
        return self._articles[id]

    def pictures(self, id: str) -> dict[str, bytes]:
        """Return an article's pictures; raises as `Workspace.pictures`."""
        if id not in self._pictures:
            self._pictures[id] = self.workspace.pictures(self.article(id))
        return self._pictures[id]

    def catalog(self, domain: str, tag: str) -> Catalog:
        """
        Return the catalog of an article, or of the furniture, in a language.

        For the language of the source it translates every message to itself; where there is no
        file it is empty.
        """
        if (domain, tag) not in self._catalogs:
            self._catalogs[domain, tag] = self._read_catalog(domain, tag)
        return self._catalogs[domain, tag]

    def _read_catalog(self, domain: str, tag: str) -> Catalog:
        if domain == FURNITURE:
            if tag == FURNITURE_LANGUAGE:
                return source_catalog(tag, self.furniture)
        elif tag == self.article(domain).language:
            return source_catalog(tag, self.messages(domain))
        return self.workspace.catalog(domain, tag) or Catalog(language=tag)

    def messages(self, domain: str) -> tuple[SourceMessage, ...]:
        """Return the messages of an article, or of the furniture."""
        return self.furniture if domain == FURNITURE else article_messages(self.article(domain))

    def coverage(self, domain: str, tag: str) -> Coverage:
        """Return how much of a domain is translated."""
        return coverage(self.catalog(domain, tag), self.messages(domain))

    # One handout

    def readiness(self, job: Job) -> Readiness:
        """
        Return whether a handout can be made, and the fingerprint that it would have.

        Raises:
            LeafletError: The article, a catalog, a template or the configuration is wrong.
        """
        if job not in self._ready:
            self._ready[job] = self._find_readiness(job)
        return self._ready[job]

    def _find_readiness(self, job: Job) -> Readiness:
        article = self.article(job.article)
        staff = self.workspace.staff_language
        domains = [(job.article, job.language), (FURNITURE, job.language), (FURNITURE, staff)]
        covered = [self.coverage(*domain) for domain in dict.fromkeys(domains)]
        problems = [
            problem
            for domain, found in zip(dict.fromkeys(domains), covered, strict=True)
            for problem in self._untranslated(*domain, found)
        ]
        problems += self._staff_title(article)
        source, translation, draft = self._approval(job, partial=bool(problems))
        inputs = self._inputs(job, (source, translation), partial=bool(problems))
        total = sum(found.total for found in covered)
        return Readiness(
            job=job,
            inputs=inputs,
            fingerprint=digest_of(inputs),
            coverage=round(sum(found.done for found in covered) / total, 4) if total else 1.0,
            problems=tuple(problems),
            source_approval=source,
            translation_approval=translation,
            draft=draft,
        )

    def _untranslated(self, domain: str, tag: str, found: Coverage) -> list[Problem]:
        if not found.missing and not found.fuzzy:
            return []
        name = f"{language(tag).english} (`{tag}`)"
        what = "the words of the templates" if domain == FURNITURE else f"`{domain}`"
        path = f"translations/{folder(tag)}/LC_MESSAGES/{domain}.po"
        catalog = self.catalog(domain, tag)
        if not catalog.paths:
            return [
                Problem(
                    code="translation",
                    message=f"there is no translation of {what} into {name}",
                    place=Place(path=path),
                    hint=f"make it with `leaflet translations update -l {tag}` and have it "
                    "translated",
                )
            ]
        first = catalog.messages.get((*found.missing, *found.fuzzy)[0].key)
        counts = [f"{len(found.missing)} missing"] if found.missing else []
        counts += [f"{len(found.fuzzy)} fuzzy"] if found.fuzzy else []
        shown = [("missing", m) for m in found.missing] + [("fuzzy", m) for m in found.fuzzy]
        evidence = [(kind, f"{_short(m.id)}   ({m.places[0]})") for kind, m in shown[:3]]
        if len(shown) > len(evidence):
            evidence.append(("", f"… and {len(shown) - len(evidence)} more"))
        return [
            Problem(
                code="translation",
                message=f"the translation of {what} into {name} is not complete: "
                f"{', '.join(counts)} of {found.total} messages",
                place=first.place if first else Place(path=path),
                evidence=tuple(evidence),
                hint="translate them, and take `fuzzy` off what is right; or print the source's "
                "words in their place, marked, with `--allow-source`",
            )
        ]

    def _staff_title(self, article: Article[Text]) -> list[Problem]:
        staff = self.workspace.staff_language
        title = article.title
        if self.catalog(article.id, staff).translation(title.context, title.source):
            return []
        return [
            Problem(
                code="translation",
                message=f"the title has no translation into the staff's language, "
                f"{language(staff).english} (`{staff}`)",
                place=title.place,
                hint=f"translate it in translations/{folder(staff)}/LC_MESSAGES/{article.id}.po",
            )
        ]

    def _approval(
        self, job: Job, *, partial: bool
    ) -> tuple[Approval | None, Approval | None, bool]:
        article = self.article(job.article)
        digest = source_digest(article, self.pictures(job.article))
        records = self.workspace.approvals(article.language)
        source = approval_of(records, article=job.article, source=digest)
        if job.language == article.language:
            return source, None, partial or source is None
        translation = approval_of(
            self.workspace.approvals(job.language),
            article=job.article,
            source=digest,
            translation=translation_digest(article, self.catalog(job.article, job.language)),
        )
        return source, translation, partial or source is None or translation is None

    def _inputs(
        self, job: Job, approvals: tuple[Approval | None, ...], *, partial: bool
    ) -> dict[str, str]:
        article, workspace = self.article(job.article), self.workspace
        staff = workspace.staff_language
        title = self.catalog(job.article, staff).translation(
            article.title.context, article.title.source
        )
        logo = workspace.logo()
        facts = (
            article.language,
            article.version,
            article.published,
            article.review_by,
            article.sources,
            article.codes,
        )
        inputs: dict[str, object] = {
            "article": [
                source_digest(article, self.pictures(job.article)),
                repr(facts),
                repr([_shape(block) for block in article.walk()]),
            ],
            "translation": translation_digest(article, self.catalog(job.article, job.language)),
            "furniture": [
                [
                    (*key, message.translation, message.fuzzy)
                    for key, message in sorted(
                        self.catalog(FURNITURE, tag).messages.items(), key=repr
                    )
                ]
                for tag in (job.language, staff)
            ],
            "staff": [staff, title.translation if title else None],
            "language": [repr(language(job.language)), repr(language(staff))],
            "territory": repr(workspace.territory),
            "clinic": [repr(workspace.clinic), hashlib.sha256(logo or b"").hexdigest()],
            "sheet": repr(workspace.sheet(job.sheet)),
            "templates": self._template_digest,
            "approval": [repr(approval) for approval in approvals],
            "partial": partial,
            "program": program_digest(),
            "fonts": fonts.environment(self.families(job))["digest"],
        }
        return {name: digest_of(value) for name, value in inputs.items()}

    def families(self, job: Job) -> tuple[str, ...]:
        """Return the font families that a handout may use."""
        tags = (job.language, self.workspace.staff_language, self.article(job.article).language)
        return tuple(dict.fromkeys(f for tag in tags for f in language(tag).fonts))

    def environment(self, job: Job) -> dict[str, str]:
        """Return what the PDF depends on beside its page, for the manifest."""
        return fonts.environment(self.families(job))

    def handout(self, ready: Readiness) -> Handout:
        """
        Return a handout; the source stands in for what is not translated.

        Raises:
            LeafletError: A translation cannot be used, or a placeholder has no value.
        """
        job, workspace = ready.job, self.workspace
        logger.info("2 localize %s", job)
        article = self.article(job.article)
        values = placeholder_values(workspace.clinic, workspace.territory)
        localized = localize(
            article, self.catalog(job.article, job.language), language=job.language, values=values
        )
        staff_title = localize_text(
            article.title,
            self.catalog(job.article, workspace.staff_language),
            language=workspace.staff_language,
            source_language=article.language,
            values=values,
        )
        logger.info("3 typeset %s", job)
        return Handout(
            article=typeset(localized),
            staff_title=typeset_line(staff_title),
            patient=Voice(language=job.language, furniture=self.catalog(FURNITURE, job.language)),
            staff=Voice(
                language=workspace.staff_language,
                furniture=self.catalog(FURNITURE, workspace.staff_language),
            ),
            sheet=workspace.sheet(job.sheet),
            clinic=workspace.clinic,
            territory=workspace.territory,
            values=values,
            source_approval=ready.source_approval,
            translation_approval=ready.translation_approval,
            draft=ready.draft,
            partial=ready.partial,
            pictures=self.pictures(job.article),
            logo=workspace.logo(),
        )

    def page(self, ready: Readiness) -> HtmlPage:
        """Return the page of a handout; raises as `handout`, and for a wrong template."""
        handout = self.handout(ready)
        logger.info("4 html %s", ready.job)
        return self.renderer.page(handout)

    def located(self, job: Job, error: LeafletError) -> LeafletError:
        """Return an error of rendering, its problems with the place of what they show."""
        return type(error)(
            replace(problem, place=self._place_of(job, problem.evidence[0][1]))
            if problem.place is None and problem.evidence
            else problem
            for problem in error.problems
        )

    def _place_of(self, job: Job, words: str) -> Place | None:
        """Return the first text of a handout that has these words, or line of a template."""
        sought = _bare(words).rstrip("…")
        catalog = self.catalog(job.article, job.language)
        for text in self.article(job.article).texts():
            message = catalog.translation(text.context, text.source)
            said, place = (message.translation, message.place) if message else (text.source, None)
            if sought in _bare(said):
                return place or text.place
        for name, data in sorted(self.templates.items()):
            if name.endswith((".html", ".css")):
                for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
                    if sought in line:
                        return Place(path=self.workspace.template_place(name), line=number)
        return None


_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069]")


def _short(words: str) -> str:
    return words if len(words) <= 200 else words[:199] + "…"


def _bare(words: str) -> str:
    """Return words without what typesetting put between the letters."""
    return _INVISIBLE.sub("", words).replace("\u00a0", " ")


def _shape(block: Any) -> tuple[Any, ...]:
    """Return what an article says of a block beside its texts."""
    names = ("marks", "kind", "level", "start", "width_mm", "path", "alignments")
    return (type(block).__name__, *(getattr(block, name, None) for name in names))
