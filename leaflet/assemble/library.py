"""What the articles, catalogs and templates of a workspace make: handouts, with fingerprints."""

from __future__ import annotations

import functools
import hashlib
import logging
from collections.abc import Mapping
from dataclasses import replace

from leaflet.approvals import Approval, approval_of, digest_of, source_digest, translation_digest
from leaflet.article import Article, Line
from leaflet.assemble.fingerprint import catalog_digest, files_digest, form_digest, program_digest
from leaflet.assemble.gaps import gaps, title_gaps, twice, withdrawn
from leaflet.assemble.job import Job, Readiness
from leaflet.assemble.once import once
from leaflet.assemble.places import LABELS, heading_of, place_of
from leaflet.assemble.shelf import Shelf
from leaflet.assemble.subjects import by_subject
from leaflet.catalogs import PSEUDO_LANGUAGES
from leaflet.checks import Source, Verdict, is_exception, judge, judge_source, roles_of, subjects
from leaflet.choosing.parted import parted
from leaflet.codes import code_of
from leaflet.errors import ContentError, LeafletError, Place, Problem
from leaflet.glossary import FILE_NAME as GLOSSARY
from leaflet.glossary import Glossary, read_glossary
from leaflet.html import Handout, HtmlPage, Voice
from leaflet.languages import language
from leaflet.localize import localize, localize_text, placeholder_values
from leaflet.messages import FURNITURE
from leaflet.pdf import fonts
from leaflet.typeset import typeset, typeset_line

logger = logging.getLogger(__name__)


class Library(Shelf):
    """What is on the shelf, judged by the checks and made into handouts."""

    # What the checks say

    @functools.cached_property
    def glossary(self) -> Glossary:
        """The terms of the clinic over those of the stock; raises as `read_glossary`."""
        found = Glossary()
        for root in reversed(self.workspace.roots()):
            path = root / "translations" / GLOSSARY
            if path.is_file():
                data = self.workspace.read(path)
                found = read_glossary(data, self.workspace.shown(path)).over(found)
        return found

    @once
    def verdict(self, domain: str, tag: str) -> Verdict:
        """Return what the checks say of the usable messages of a catalog."""
        if tag in PSEUDO_LANGUAGES or tag == self.source_language(domain):
            return Verdict()
        return judge(
            subjects(
                domain,
                self.messages(domain),
                self.catalog(domain, tag),
                source_language=self.source_language(domain),
                glossary=self.glossary,
                roles={} if domain == FURNITURE else roles_of(self.article(domain).texts()),
            )
        )

    @once
    def source_verdict(self, id: str) -> Verdict:
        """Return what the checks say of an article, whatever its translations."""
        article = self.article(id)
        return judge_source(
            Source(
                domain=id,
                language=language(article.language),
                texts=tuple(article.texts()),
                path=article.path,
                blocks=article.blocks,
            )
        )

    @by_subject
    def doubts(self, job: Job) -> tuple[Problem, ...]:
        """Return what the checks say of all that stands in a handout, errors and warnings."""
        staff = self.workspace.staff_language
        title = self.article(job.article).title
        found = self.catalog(job.article, staff).translation(title.context, title.source)
        problems = [*self.source_verdict(job.article).problems]
        for domain in self._domains(job):
            problems += self.verdict(*domain).problems
        problems += [
            problem
            for problem in self.verdict(job.article, staff).problems
            if found and problem.place == found.place
        ]
        return tuple(dict.fromkeys(problems))

    def _domains(self, job: Job) -> tuple[tuple[str, str], ...]:
        """Return whose words stand in a handout: domain and language, each once."""
        staff = self.workspace.staff_language
        domains = [(job.article, job.language), (FURNITURE, job.language), (FURNITURE, staff)]
        if self.workspace.sheet(job.sheet).beside:
            domains.append((job.article, staff))
        return tuple(dict.fromkeys(domains))

    # Digests

    @once
    def exceptions(self, domain: str, tag: str) -> tuple[tuple[object, ...], ...]:
        """Return the exceptions in a catalog: without one, a handout may have to be refused."""
        return tuple(
            (*key, comment)
            for key, message in self.catalog(domain, tag).messages.items()
            for comment in message.comments
            if is_exception(comment)
        )

    @functools.cached_property
    def glossary_digest(self) -> str:
        """Of the terms with a set translation."""
        return digest_of(
            repr([(term.source, term.keep, term.translations) for term in self.glossary.terms])
        )

    @functools.cached_property
    def templates_digest(self) -> str:
        """Of the files of the templates' folders."""
        return files_digest(self.templates)

    @once
    def source_digest(self, id: str) -> str:
        """Return what an approval of an article is bound to."""
        return source_digest(self.article(id), self.pictures(id))

    @once
    def translation_digest(self, id: str, tag: str) -> str:
        """Return what an approval of a translation is bound to."""
        return translation_digest(self.article(id), self.catalog(id, tag))

    @once
    def _form_digest(self, id: str) -> str:
        return form_digest(self.article(id))

    @once
    def furniture_digest(self, tag: str) -> str:
        """Return the digest of the templates' words in a language."""
        return catalog_digest(self.catalog(FURNITURE, tag))

    # One handout

    @once
    @by_subject
    def readiness(self, job: Job) -> Readiness:
        """
        Return whether a handout can be made, and the fingerprint that it would have.

        Raises:
            LeafletError: The article, a catalog, a template or the configuration is wrong; or the
                article is withdrawn; the sheet would say everything twice in one language, or
                show a list without the words that lead to it.
        """
        withdrawal = self.workspace.withdrawn.get(job.article)
        if withdrawal and not self.withdrawn_too:
            raise ContentError(withdrawn(withdrawal))
        if self.says_twice(job.language, job.sheet):
            raise ContentError(twice(job.article, job.language, job.sheet))
        if torn := parted(self.article(job.article), self.workspace.sheet(job.sheet)):
            raise ContentError(torn)
        staff = self.workspace.staff_language
        domains = self._domains(job)
        covered = [self.coverage(*domain) for domain in domains]
        problems = [
            problem
            for domain, found in zip(domains, covered, strict=True)
            for problem in gaps(domain[0], self.catalog(*domain), found)
        ]
        if (job.article, staff) not in domains:
            problems += title_gaps(self.article(job.article), self.catalog(job.article, staff))
        approvals = self._approvals(job)
        inputs = self._inputs(job, approvals, partial=bool(problems))
        total = sum(found.total for found in covered)
        return Readiness(
            job=job,
            inputs=inputs,
            fingerprint=digest_of(inputs),
            coverage=round(sum(found.done for found in covered) / total, 4) if total else 1.0,
            problems=tuple(problems),
            approvals=approvals,
            draft=bool(problems) or None in approvals.values(),
            version=self.article(job.article).version,
            review_by=self.article(job.article).review_by,
        )

    def approval(self, id: str, tag: str) -> Approval | None:
        """
        Return the approval of an article in a language, its own or that of a translation.

        Nobody can answer for a pseudo-language.
        """
        if tag in PSEUDO_LANGUAGES:
            return None
        is_source = tag == self.article(id).language
        return approval_of(
            self.approvals(tag),
            article=id,
            source=self.source_digest(id),
            translation="" if is_source else self.translation_digest(id, tag),
        )

    def _approvals(self, job: Job) -> dict[str, Approval | None]:
        """Return who answered for each text of a handout."""
        tags = {"source": self.article(job.article).language, "translation": job.language}
        if self.workspace.sheet(job.sheet).beside:
            tags["staff"] = self.workspace.staff_language
        return {
            what: self.approval(job.article, tag)
            for what, tag in tags.items()
            if what == "source" or tag != tags["source"]
        }

    def _inputs(
        self, job: Job, approvals: Mapping[str, Approval | None], *, partial: bool
    ) -> dict[str, str]:
        article, workspace = self.article(job.article), self.workspace
        staff = workspace.staff_language
        title = self.catalog(job.article, staff).translation(
            article.title.context, article.title.source
        )
        beside = workspace.sheet(job.sheet).beside
        inputs: dict[str, object] = {
            "article": [self.source_digest(job.article), self._form_digest(job.article)],
            "translation": self.translation_digest(job.article, job.language),
            "furniture": [self.furniture_digest(tag) for tag in (job.language, staff)],
            "staff": [
                staff,
                title.translation if title else None,
                *([self.translation_digest(job.article, staff)] if beside else []),
            ],
            "language": [repr(language(job.language)), repr(language(staff))],
            "territory": repr(workspace.territory),
            "clinic": [repr(workspace.clinic), hashlib.sha256(self.logo or b"").hexdigest()],
            "sheet": repr(workspace.sheet(job.sheet)),
            "templates": self.templates_digest,
            "approval": [(what, repr(approval)) for what, approval in approvals.items()],
            "partial": partial,
            # A handout that was made has passed the checks; so what they go by goes in too.
            "checks": [
                self.glossary_digest,
                [self.exceptions(*domain) for domain in self._domains(job)],
                self.exceptions(job.article, staff),
            ],
            "program": program_digest(),
            "fonts": self.environment(job)["digest"],
        }
        return {name: digest_of(value) for name, value in inputs.items()}

    @by_subject
    def languages(self, job: Job) -> tuple[str, ...]:
        """Return the languages that a handout may speak, the patient's first."""
        tags = (job.language, self.workspace.staff_language, self.article(job.article).language)
        return tuple(dict.fromkeys(tags))

    @by_subject
    def title(self, job: Job, tag: str) -> str:
        """Return the title of a handout in a language; empty where it has no translation."""
        title = self.article(job.article).title
        message = self.catalog(job.article, tag).translation(title.context, title.source)
        return message.translation if message else ""

    def families(self, job: Job) -> tuple[str, ...]:
        """Return the font families that a handout may use."""
        tags = self.languages(job)
        return tuple(dict.fromkeys(family for tag in tags for family in language(tag).fonts))

    def environment(self, job: Job) -> Mapping[str, str]:
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
        article, staff = self.article(job.article), workspace.staff_language
        sheet = workspace.sheet(job.sheet)
        values = placeholder_values(workspace.clinic, workspace.territory)

        def localized(tag: str) -> Article[Line]:
            catalog = self.catalog(job.article, tag)
            return localize(article, catalog, language=tag, values=values)

        article_lines = localized(job.language)
        staff_lines = localized(staff) if sheet.beside else None
        staff_title = localize_text(
            article.title,
            self.catalog(job.article, staff),
            language=staff,
            source_language=article.language,
            values=values,
        )
        logger.info("3 typeset %s", job)
        return Handout(
            article=typeset(article_lines),
            staff_article=typeset(staff_lines) if staff_lines else None,
            staff_title=typeset_line(staff_title),
            patient=Voice(language=job.language, furniture=self.catalog(FURNITURE, job.language)),
            staff=Voice(language=staff, furniture=self.catalog(FURNITURE, staff)),
            sheet=sheet,
            clinic=workspace.clinic,
            territory=workspace.territory,
            values=values,
            approvals=ready.approvals,
            code=code_of(ready.fingerprint),
            draft=ready.draft,
            partial=ready.partial,
            pictures=self.pictures(job.article),
            logo=self.logo,
        )

    @by_subject
    def page(self, ready: Readiness) -> HtmlPage:
        """Return the page of a handout; raises as `handout`, for a wrong template or theme."""
        handout = self.handout(ready)
        logger.info("4 html %s", ready.job)
        page = self.renderer.page(handout)
        self.check_theme(page.sheet.theme, page.html)
        return page

    def located(self, job: Job, error: LeafletError) -> LeafletError:
        """Return an error of rendering, its problems with the place of what they show."""
        return type(error)(self._located(job, problem) for problem in error.problems)

    def _located(self, job: Job, problem: Problem) -> Problem:
        if problem.code == "fit":
            return self._with_sections(job, problem)
        words = next((words for label, words in problem.evidence if label in LABELS), "")
        return problem if problem.place else replace(problem, place=place_of(self, job, words))

    def _with_sections(self, job: Job, problem: Problem) -> Problem:
        """Return the problem of a text that is too long, its sections in the author's words."""
        sections = []
        for label, words in problem.evidence:
            said, place = heading_of(self, job, words)
            sections.append((label, f"{said}   ({place})" if place else said))
        article = Place(path=self.article(job.article).path) if job.article else None
        return replace(problem, place=article, evidence=tuple(sections))
