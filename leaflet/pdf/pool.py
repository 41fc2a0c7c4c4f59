"""The processes that make PDFs; this one never imports WeasyPrint."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor

from leaflet.html import HtmlPage
from leaflet.pdf import Fit, Pdf


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
