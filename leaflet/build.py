"""Building: which handouts are to be made, making them, and writing them whole or not at all.

The steps, as `build -v` names them (docs/architecture.md): 1 read, 2 localize, 3 typeset, 4 html,
5 pdf, 6 write. The parent does all but the fifth, which goes through an executor.
"""

from __future__ import annotations

import datetime
import hashlib
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from leaflet.assemble import Job, Library, Readiness
from leaflet.errors import ContentError, LeafletError, Problem
from leaflet.files import IMPOSED, PRESS, locked, sweep, write_beside, write_changed, write_whole
from leaflet.html import HtmlPage, standalone
from leaflet.index import index_page
from leaflet.languages import language
from leaflet.manifest import Entry
from leaflet.orders import Outcome, Request, Status, Task, asked, unasked
from leaflet.output import Output
from leaflet.pdf import Pdf
from leaflet.pdf.coverage import check_fonts
from leaflet.pdf.pool import worked
from leaflet.workspace import Workspace

logger = logging.getLogger(__name__)

Render = Callable[[HtmlPage], Pdf]


@dataclass
class Build:
    """One build of one output folder; `plan` says what is to be done, `run` does it."""

    workspace: Workspace
    """Where articles and catalogs are."""
    request: Request
    """What was asked for."""
    today: datetime.date | None = None
    """As `Library` takes it."""
    library: Library = field(init=False)
    """What was read of the workspace."""
    output: Output = field(init=False)
    """Where the handouts are written."""
    outcomes: list[Outcome] = field(init=False, default_factory=list)
    """What became of each handout so far."""
    tasks: list[Task] = field(init=False, default_factory=list)
    """What is to be made."""
    kept: list[Task] = field(init=False, default_factory=list)
    """What is as it should be."""
    doubts: dict[Problem, None] = field(init=False, default_factory=dict)
    """What the checks warn of in what is to be made, each once."""

    def __post_init__(self) -> None:
        self.library = Library(self.workspace, today=self.today)
        folder = self.request.output or self.workspace.output
        self.output = Output(workspace=self.workspace, folder=folder)

    # Planning

    def jobs(self) -> Iterator[Job]:
        """Yield the jobs that were asked for, as `leaflet.orders.asked`."""
        return asked(self.library, self.request)

    def plan(self) -> None:
        """Find out, for each job, whether it is to be made, and why; or why it cannot be."""
        for job in self.jobs():
            logger.info("1 read %s", job)
            try:
                check_fonts(language(job.language))
                ready = self.library.readiness(job)
            except LeafletError as error:
                twice = self.library.says_twice(job.language, job.sheet)
                self._fail(job, error, "refused" if twice else "failed")
                continue
            if ready.partial and not self.request.allow_source:
                self._fail(job, ContentError(ready.problems), "refused")
                continue
            path = self.output.prefix + job.path(partial=ready.partial)
            reason = self._reason(ready, path)
            task = Task(ready=ready, path=path, reason=reason)
            # What is as it should be has passed the checks: its fingerprint says so.
            doubts = self.library.doubts(job) if reason else ()
            errors = tuple(problem for problem in doubts if problem.severity == "error")
            if errors:
                self._fail(job, ContentError(errors), "refused")
                continue
            self.doubts.update(dict.fromkeys(doubts))
            if reason:
                self.tasks.append(task)
            else:
                self.kept.append(task)
                pages = self.output.manifest.entries[path].pages
                outcome = Outcome(job=job, status="unchanged", path=path, pages=pages)
                self.outcomes.append(replace(outcome, problems=ready.warnings))

    def _reason(self, ready: Readiness, path: str) -> str:
        """Return why a handout is to be made; empty when it is as it should be."""
        entry = self.output.manifest.entries.get(path)
        if entry is None:
            return "there is none yet"
        if entry.fingerprint != ready.fingerprint:
            before = self.output.inputs.get(path, {})
            changed = [name for name, digest in ready.inputs.items() if before.get(name) != digest]
            return f"changed: {', '.join(changed)}" if before else "something has changed"
        shop = "a file for the print shop is asked for" if self.request.print_shop else ""
        return self.output.damage(entry) or shop

    def _fail(self, job: Job, error: LeafletError, status: Status = "failed") -> Outcome:
        problems = error.problems
        kept = self.output.prefix + job.path()
        if kept in self.output.manifest.entries and self.output.file(kept).is_file():
            note = Problem(
                code="kept",
                message=f"the file of before was kept: `{kept}`; it is not current, "
                "and will not be printed",
                severity="warning",
            )
            problems = (*problems, note)
        outcome = Outcome(job=job, status=status, problems=problems, exit_code=error.exit_code)
        self.outcomes.append(outcome)
        return outcome

    def gone(self) -> dict[str, str]:
        """Return why the workspace no longer asks for a handout, by its path in the manifest."""
        if not self.output.is_own:
            return {}
        named = {
            self.output.prefix + job.path()
            for job in self.jobs()
            if job.article not in self.workspace.withdrawn
            and not self.library.says_twice(job.language, job.sheet)
        }
        reasons = {
            path: self._superseded(path) or ("" if path in named else self._unasked(path))
            for path in sorted(self.output.manifest.entries)
        }
        return {path: reason for path, reason in reasons.items() if reason}

    def _unasked(self, path: str) -> str:
        job = Job.of(self.output.manifest.entries[path])
        if path in {self.output.prefix + job.path(partial=partial) for partial in (True, False)}:
            return unasked(self.library, job)
        return "it lies elsewhere now"

    def _superseded(self, path: str) -> str:
        """Return that a partial handout has a complete and current one beside it, if it has."""
        full = self.output.manifest.entries.get(path.replace(_PARTIAL, ".pdf"))
        if not path.endswith(_PARTIAL) or full is None:
            return ""
        try:
            current = self.library.readiness(Job.of(full)).fingerprint == full.fingerprint
        except LeafletError:
            return ""
        return "the complete one lies beside it" if current else ""

    def rehearse(self) -> None:
        """Go through what was planned as far as HTML, so that what must fail is known; no file."""
        for task in tuple(self.tasks):
            try:
                self.library.page(task.ready)
            except LeafletError as error:
                self.tasks.remove(task)
                self._fail(task.ready.job, error)

    def families(self) -> tuple[str, ...]:
        """Return the font families that the planned handouts may use."""
        return tuple(
            sorted({name for task in self.tasks for name in self.library.families(task.ready.job)})
        )

    # Doing

    def finish(self, on_outcome: Callable[[Outcome], None]) -> None:
        """Do what is left when no PDF has to be made."""
        for outcome in self.outcomes:
            on_outcome(outcome)
        with locked(self.output.folder):
            self.output.read()
            sweep(self.output.folder)
            self._write_kept_html()
            self.output.write()
            self._write_index()

    def _write_kept_html(self) -> None:
        for task in self.kept if self.request.html else ():
            self._page(task)

    def run(
        self, executor: Executor, render: Render, on_outcome: Callable[[Outcome], None]
    ) -> None:
        """
        Make what was planned.

        Args:
            executor: Where PDFs are made; any of `concurrent.futures`.
            render: What makes one.
            on_outcome: Told of each handout when it is done.

        Raises:
            MachineError: The folder cannot be written, the disc is full, or a worker died.
                What was finished before stands in the manifest.
        """
        for outcome in self.outcomes:
            on_outcome(outcome)
        with locked(self.output.folder):
            # Another build may have finished since this one was planned.
            self.output.read()
            sweep(self.output.folder)
            try:
                self._write_kept_html()
                for task, made in worked(self.tasks, self._page_to_render, executor, render):
                    on_outcome(self._outcome(task, made))
            finally:
                self.output.write()
            self._write_index()

    def _page_to_render(self, task: Task) -> HtmlPage:
        page = self._page(task)
        logger.info("5 pdf %s", task.ready.job)
        return page

    def _page(self, task: Task) -> HtmlPage:
        page = replace(self.library.page(task.ready), press=self.request.print_shop)
        if self.request.html:
            path = self.output.file(task.path).with_suffix(".html")
            write_whole(path, standalone(page).encode())
        return page

    def _outcome(self, task: Task, made: Pdf | LeafletError) -> Outcome:
        job = task.ready.job
        if isinstance(made, LeafletError):
            return self._fail(job, self.library.located(job, made))
        logger.info("6 write %s", task.path)
        outcome = self._write(task, made)
        self.outcomes.append(outcome)
        return outcome

    def _write(self, task: Task, pdf: Pdf) -> Outcome:
        ready, job = task.ready, task.ready.job
        write_whole(self.output.file(task.path), pdf.data)
        imposed = str(PurePosixPath(task.path).with_suffix(IMPOSED))
        write_beside(self.output.file(task.path), {IMPOSED: pdf.imposed, PRESS: pdf.press})
        entry = Entry(
            article=job.article or None,
            language=job.language,
            sheet=job.sheet,
            path=task.path,
            pages=pdf.pages,
            sha256=hashlib.sha256(pdf.data).hexdigest(),
            fingerprint=ready.fingerprint,
            coverage=ready.coverage,
            approval=ready.approval(),
            source_version=ready.version,
            environment=self.library.environment(job),
            declares=pdf.declares,
            imposed={"path": imposed, "sha256": hashlib.sha256(pdf.imposed).hexdigest()}
            if pdf.imposed
            else None,
        )
        self.output.enter(entry, ready.inputs)
        said = self.library.located(job, ContentError(pdf.warnings)).problems
        return Outcome(
            job=job,
            status="built",
            path=task.path,
            reason=task.reason,
            pages=pdf.pages,
            problems=(*ready.warnings, *said),
        )

    def refresh_index(self) -> None:
        """Write the page that staff click on as it should be now."""
        with locked(self.output.folder):
            self.output.read()
            self._write_index()

    def prune(self) -> tuple[str, ...]:
        """Delete the files of handouts that are gone; return their paths."""
        with locked(self.output.folder):
            self.output.read()
            gone = tuple(self.gone())
            self.output.delete(gone)
            self.output.write()
            self._write_index()
        return gone

    def _write_index(self) -> None:
        html = index_page(self.library, self.output.manifest, self.output.prefix)
        write_changed(self.output.folder / "index.html", html.encode())


_PARTIAL = ".partial.pdf"
