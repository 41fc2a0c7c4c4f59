"""The workers, and the pages that wait for them."""

from __future__ import annotations

import os
import threading
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor, wait
from typing import Any

import pytest

from leaflet.errors import ContentError, LeafletError, MachineError, Problem
from leaflet.html import HtmlPage
from leaflet.pdf import pool
from leaflet.pdf.pool import worked
from leaflet.sheets import SHEETS


def page(name: str) -> HtmlPage:
    """Return a page of no words; one called "unmade" cannot be made."""
    if name == "unmade":
        raise ContentError(Problem(code="x", message=name))
    return HtmlPage(html="", resources={}, name=name, sheet=SHEETS["a4"], max_pages=2)


def work(page: HtmlPage) -> str:
    """Return the name in capitals; what is called "refused" is."""
    if page.name == "refused":
        raise ContentError(Problem(code="x", message=page.name))
    return page.name.upper()


def die(page: HtmlPage) -> str:
    """End the worker as the system does that has no memory left."""
    os._exit(9)


def done(tasks: list[str], executor: Executor) -> dict[str, str]:
    """Return what becomes of each task: what was made, or the message of its error."""
    return {
        task: made.problems[0].message if isinstance(made, LeafletError) else made
        for task, made in worked(tasks, page, executor, work)
    }


@pytest.mark.parametrize("ahead", [0, 1, 64])
def test_each_task_is_done_or_says_why_not(ahead: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many pages may wait, and whether it is the page or the work that fails."""
    monkeypatch.setattr(pool, "AHEAD", ahead)
    with ThreadPoolExecutor(2) as executor:
        found = done(["a", "unmade", "b", "refused", "c"], executor)
    expected = {"a": "A", "unmade": "unmade", "b": "B", "refused": "refused", "c": "C"}
    assert expected == found


def test_no_more_pages_are_made_than_may_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand handouts with their pictures do not stand in memory at once."""
    monkeypatch.setattr(pool, "AHEAD", 3)
    waited_for = threading.Event()

    def waiting(pending: Any, timeout: float | None, return_when: str) -> Any:
        if timeout is None:
            waited_for.set()
        return wait(pending, timeout, return_when)

    def slowly(page: HtmlPage) -> str:
        waited_for.wait()
        return work(page)

    monkeypatch.setattr(pool, "wait", waiting)
    made: list[str] = []
    most = taken = 0

    def counted(name: str) -> HtmlPage:
        nonlocal most
        made.append(name)
        most = max(most, len(made) - taken)
        return page(name)

    with ThreadPoolExecutor(2) as executor:
        for _ in worked(list("abcdefghijkl"), counted, executor, slowly):
            taken += 1
    # Three that wait, and the one that is being made.
    assert (12, 3 + 1) == (taken, most)


def test_death_of_a_worker_is_told_with_a_remedy() -> None:
    """The machine is short of memory, most often."""
    with ProcessPoolExecutor(1) as executor, pytest.raises(MachineError) as caught:
        list(worked(["a"], page, executor, die))
    (problem,) = caught.value.problems
    assert ("worker", "a worker process died") == (problem.code, problem.message)
    assert "-j 1" in problem.hint
