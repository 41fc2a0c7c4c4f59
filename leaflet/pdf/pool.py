"""The processes that lay pages out; this one never imports WeasyPrint."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from typing import TypeVar

from leaflet.errors import LeafletError, MachineError, Problem
from leaflet.html import HtmlPage
from leaflet.pdf import Fit, Pdf

AHEAD = 64
"""How many pages may be ahead of the workers: each holds its pictures, and then its PDF."""

Task = TypeVar("Task")
Made = TypeVar("Made")


def pool(jobs: int, families: tuple[str, ...]) -> ProcessPoolExecutor:
    """
    Return a pool of processes that see these font families alone.

    Args:
        jobs: How many processes, 1 or more.
        families: All that any page will ask for.
    """
    # A fork server imports WeasyPrint once for all workers; and unlike a plain fork it copies no
    # thread of a progress bar.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["leaflet.pdf.render"])
    return ProcessPoolExecutor(
        max_workers=jobs, mp_context=context, initializer=start_worker, initargs=(families,)
    )


def start_worker(families: tuple[str, ...]) -> None:
    """
    Prepare a worker.

    It sees these fonts and no others, Ctrl-C is the parent's business, and it ends with the parent.
    """
    import signal
    import threading

    from leaflet.pdf.fonts import use_only

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A worker that waits for work would never know that the parent was killed, and the fork server
    # waits for its workers.
    threading.Thread(target=_end_with_parent, daemon=True).start()
    use_only(families)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def render(page: HtmlPage) -> Pdf:
    """Return the PDF of a page; raises as `leaflet.pdf.render.render`."""
    from leaflet.pdf.render import render as render_here

    return render_here(page)


def fit(page: HtmlPage) -> Fit:
    """Return how a page fits its sheet; raises as `leaflet.pdf.length.fit`."""
    from leaflet.pdf.length import fit as fit_here

    return fit_here(page)


def worked(
    tasks: Iterable[Task],
    page_of: Callable[[Task], HtmlPage],
    executor: Executor,
    work: Callable[[HtmlPage], Made],
) -> Iterator[tuple[Task, Made | LeafletError]]:
    """
    Yield each task with what a worker made of its page, as it is done; or why that cannot be made.

    Args:
        tasks: Of which there may be many: their pages are made while the workers are at work.
        page_of: Makes the page of a task, here.
        executor: Where the work is done; any of `concurrent.futures`.
        work: What is done with a page.

    Raises:
        MachineError: A worker died.
    """
    pending: dict[Future[Made], Task] = {}
    try:
        for task in tasks:
            try:
                page = page_of(task)
            except LeafletError as error:
                yield task, error
                continue
            pending[executor.submit(work, page)] = task
            yield from _finished(pending, most=AHEAD)
        yield from _finished(pending, most=0)
    except BrokenExecutor as error:
        raise MachineError(
            Problem(
                code="worker",
                message="a worker process died",
                hint="the machine may lack memory; `leaflet build -j 1` needs the least",
            )
        ) from error
    finally:
        for future in pending:
            future.cancel()


def _finished(
    pending: dict[Future[Made], Task], *, most: int
) -> Iterator[tuple[Task, Made | LeafletError]]:
    """Take what is finished out of `pending`; wait while more than so many are left."""
    while pending:
        timeout_s = None if len(pending) > most else 0
        finished, _ = wait(pending, timeout=timeout_s, return_when=FIRST_COMPLETED)
        if not finished:
            return
        for future in [future for future in pending if future in finished]:
            task = pending.pop(future)
            try:
                made = future.result()
            except LeafletError as error:
                yield task, error
            else:
                yield task, made
