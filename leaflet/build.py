"""Building: which handouts are to be made, making them, and writing them whole or not at all.

The steps, as `build -v` names them (docs/architecture.md): 1 read, 2 localize, 3 typeset, 4 html,
5 pdf, 6 write. The parent does all but the fifth, which goes through an executor.
"""

from __future__ import annotations

import functools
import hashlib
import json
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from leaflet.assemble import Job, Library, Readiness
from leaflet.errors import ContentError, LeafletError, MachineError, Problem
from leaflet.files import IMPOSED, PRESS, locked, sweep, write_beside, write_changed, write_whole
from leaflet.html import HtmlPage, standalone
from leaflet.index import index_page
from leaflet.languages import language
from leaflet.manifest import FILE_NAME, INPUTS_NAME, Entry, Manifest, read_inputs, read_manifest
from leaflet.orders import Outcome, Request, Status, Task, jobs
from leaflet.pdf import Pdf
from leaflet.pdf.coverage import check_fonts
from leaflet.workspace import Workspace, read_bytes

logger = logging.getLogger(__name__)

Render = Callable[[HtmlPage], Pdf]


@dataclass
class Build:
    """One build of one output folder; `plan` says what is to be done, `run` does it."""

    workspace: Workspace
    """Where articles and catalogs are."""
    request: Request
    """What was asked for."""
    library: Library = field(init=False)
    """What was read of the workspace."""
    manifest: Manifest = field(init=False)
    """Of the folder, as it is by now."""
    inputs: dict[str, dict[str, str]] = field(init=False)
    """By path, digests of what the handouts on disc were made from; may lack some."""
    outcomes: list[Outcome] = field(init=False, default_factory=list)
    """What became of each handout so far."""
    tasks: list[Task] = field(init=False, default_factory=list)
    """What is to be made."""
    kept: list[Task] = field(init=False, default_factory=list)
    """What is as it should be."""
    doubts: dict[Problem, None] = field(init=False, default_factory=dict)
    """What the checks warn of in what is to be made, each once."""

    def __post_init__(self) -> None:
        self.library = Library(self.workspace)
        self._read()

    def _read(self) -> None:
        self.manifest = self._read_manifest()
        self.inputs = self._read_inputs()

    # Where things are

    @property
    def folder(self) -> Path:
        """Where the handouts are written."""
        return self.request.output or self.workspace.output

    @functools.cached_property
    def _own(self) -> bool:
        """Whether it is the workspace's own folder."""
        return self.folder.resolve() == self.workspace.output.resolve()

    @functools.cached_property
    def _prefix(self) -> str:
        """What stands before a path in the manifest, relative to the workspace or to `-o`."""
        return f"{self.workspace.output.name}/" if self._own else ""

    def file(self, path: str) -> Path:
        """Return the file of a path in the manifest."""
        return self.folder / path.removeprefix(self._prefix)

    # Planning

    def jobs(self) -> Iterator[Job]:
        """Yield the jobs that were asked for, as `leaflet.orders.jobs`."""
        wanted = self.request
        return jobs(
            self.library,
            wanted.articles or self.printable,
            wanted.sheets or self.workspace.sheets,
            wanted.languages or self.workspace.languages,
            insisted=bool(wanted.languages and wanted.sheets),
        )

    @functools.cached_property
    def printable(self) -> tuple[str, ...]:
        """The articles of the workspace that are not withdrawn."""
        withdrawn = self.workspace.withdrawn
        return tuple(id for id in self.workspace.chosen_articles if id not in withdrawn)

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
            path = self._prefix + job.path(partial=ready.partial)
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
                pages = self.manifest.entries[path].pages
                outcome = Outcome(job=job, status="unchanged", path=path, pages=pages)
                self.outcomes.append(replace(outcome, problems=ready.warnings))

    def _reason(self, ready: Readiness, path: str) -> str:
        """Return why a handout is to be made; empty when it is as it should be."""
        entry = self.manifest.entries.get(path)
        if entry is None:
            return "there is none yet"
        if entry.fingerprint != ready.fingerprint:
            before = self.inputs.get(path, {})
            changed = [name for name, digest in ready.inputs.items() if before.get(name) != digest]
            return f"changed: {', '.join(changed)}" if before else "something has changed"
        for built, sha256 in entry.files().items():
            try:
                data = self.file(built).read_bytes()
            except OSError:
                return "the file is gone" if built == path else "the file to print is gone"
            if hashlib.sha256(data).hexdigest() != sha256:
                return "the file is not the one that was built"
        return "a file for the print shop is asked for" if self.request.print_shop else ""

    def _fail(self, job: Job, error: LeafletError, status: Status = "failed") -> Outcome:
        problems = error.problems
        kept = self._prefix + job.path()
        if kept in self.manifest.entries and self.file(kept).is_file():
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

    def gone(self) -> tuple[str, ...]:
        """Return the handouts in the manifest that the workspace no longer asks for."""
        if not self._own:
            return ()
        every = (self.printable, self.workspace.sheets, self.workspace.languages)
        wanted = {
            self._prefix + job.path(partial=partial)
            for job in jobs(self.library, *every)
            for partial in (True, False)
        }
        named = {
            self._prefix + job.path()
            for job in self.jobs()
            if job.article not in self.workspace.withdrawn
            and not self.library.says_twice(job.language, job.sheet)
        }
        superseded = filter(self._superseded, self.manifest.entries)
        gone = self.manifest.entries.keys() - wanted - named | set(superseded)
        return tuple(sorted(gone))

    def _superseded(self, path: str) -> bool:
        """Tell whether a partial handout has a complete and current one beside it."""
        full = self.manifest.entries.get(path.replace(_PARTIAL, ".pdf"))
        if not path.endswith(_PARTIAL) or full is None:
            return False
        job = Job(article=full.article or "", language=full.language, sheet=full.sheet)
        try:
            return self.library.readiness(job).fingerprint == full.fingerprint
        except LeafletError:
            return False

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
        with locked(self.folder):
            self._read()
            sweep(self.folder)
            self._write_kept_html()
            self._write_manifest()
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
        with locked(self.folder):
            # Another build may have finished since this one was planned.
            self._read()
            sweep(self.folder)
            try:
                self._write_kept_html()
                for task, pdf in self._rendered(executor, render, on_outcome):
                    logger.info("6 write %s", task.path)
                    outcome = self._write(task, pdf)
                    self.outcomes.append(outcome)
                    on_outcome(outcome)
            finally:
                self._write_manifest()
            self._write_index()

    def _rendered(
        self, executor: Executor, render: Render, on_outcome: Callable[[Outcome], None]
    ) -> Iterator[tuple[Task, Pdf]]:
        pending: dict[Future[Pdf], Task] = {}
        try:
            for task in self.tasks:
                try:
                    page = self._page(task)
                except LeafletError as error:
                    on_outcome(self._fail(task.ready.job, error))
                    continue
                logger.info("5 pdf %s", task.ready.job)
                pending[executor.submit(render, page)] = task
                full = len(pending) >= _AHEAD
                yield from self._finished(pending, on_outcome, wait_s=None if full else 0)
            while pending:
                yield from self._finished(pending, on_outcome, wait_s=None)
        except BrokenExecutor as error:
            raise MachineError(
                Problem(
                    code="worker",
                    message="a worker process died",
                    hint="the machine may lack memory; try again with `-j 1`",
                )
            ) from error
        finally:
            for future in pending:
                future.cancel()

    def _finished(
        self,
        pending: dict[Future[Pdf], Task],
        on_outcome: Callable[[Outcome], None],
        *,
        wait_s: float | None,
    ) -> Iterator[tuple[Task, Pdf]]:
        """Take what is finished out of `pending`; wait for the first as long as that."""
        finished, _ = wait(pending, timeout=wait_s, return_when=FIRST_COMPLETED)
        for future in [future for future in pending if future in finished]:
            task = pending.pop(future)
            try:
                yield task, future.result()
            except LeafletError as error:
                job = task.ready.job
                on_outcome(self._fail(job, self.library.located(job, error)))

    def _page(self, task: Task) -> HtmlPage:
        page = replace(self.library.page(task.ready), press=self.request.print_shop)
        if self.request.html:
            path = self.file(task.path).with_suffix(".html")
            write_whole(path, standalone(page).encode())
        return page

    def _write(self, task: Task, pdf: Pdf) -> Outcome:
        ready, job = task.ready, task.ready.job
        write_whole(self.file(task.path), pdf.data)
        imposed = str(PurePosixPath(task.path).with_suffix(IMPOSED))
        write_beside(self.file(task.path), {IMPOSED: pdf.imposed, PRESS: pdf.press})
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
        self.manifest = self.manifest.with_entries([entry])
        self.inputs[task.path] = ready.inputs
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
        with locked(self.folder):
            self._read()
            self._write_index()

    def prune(self) -> tuple[str, ...]:
        """Delete the files of handouts that are gone; return their paths."""
        with locked(self.folder):
            self._read()
            gone = self.gone()
            for path in gone:
                for suffix in (".pdf", ".html", IMPOSED, PRESS):
                    self.file(path).with_suffix(suffix).unlink(missing_ok=True)
            self.manifest = self.manifest.with_entries([], gone)
            self._write_manifest()
            self._write_index()
        return gone

    # The folder's own files

    def _read_manifest(self) -> Manifest:
        path = self.folder / FILE_NAME
        if not path.is_file():
            return Manifest()
        return read_manifest(read_bytes(path), self.workspace.shown(path))

    def _write_manifest(self) -> None:
        write_changed(self.folder / FILE_NAME, self.manifest.data())
        inputs = {path: self.inputs.get(path, {}) for path in sorted(self.manifest.entries)}
        write_changed(self.folder / INPUTS_NAME, json.dumps(inputs, indent=0).encode())

    def _read_inputs(self) -> dict[str, dict[str, str]]:
        """Return the digests of before, which tell only why a handout is made anew."""
        try:
            return read_inputs((self.folder / INPUTS_NAME).read_bytes())
        except OSError:
            return {}

    def _write_index(self) -> None:
        html = index_page(self.library, self.manifest, self._prefix)
        write_changed(self.folder / "index.html", html.encode())


_PARTIAL = ".partial.pdf"
_AHEAD = 64
"""How many pages may wait for their PDFs: each holds its pictures, and its PDF when it is there."""
