"""How many layouts fitting takes: foreseeing the step that fits, against halving the ladder.

Run it with `.venv/bin/python benchmarks/layouts.py [SHEET]…`, for the handouts of this repository
on `a4`, or on other sheets. It counts, so that it says the same on every machine; the ratio of the
two columns is how much of the time of fitting is left.
"""

from __future__ import annotations

import sys
from pathlib import Path

from leaflet.assemble import Job, Library
from leaflet.errors import LeafletError
from leaflet.html import HtmlPage
from leaflet.pdf.fonts import use_only
from leaflet.workspace import read_workspace

ROOT = Path(__file__).parent.parent
ARTICLE = "back-muscle-spasm"


def counts(page: HtmlPage) -> tuple[int, int]:
    """Return the layouts that fitting makes of a page, and those that halving would."""
    from leaflet.pdf.fit import Setting, evenest, natural, settings
    from leaflet.pdf.layouts import Layout, fitted

    found = fitted(page)
    made = found.layouts.made
    ladder, plain = settings(page.sheet), natural(page.sheet)
    first = len(found.layouts.document(plain).pages)
    limit = min(page.max_pages, page.sheet.filled(first))
    asked = {plain}

    def lay_out(setting: Setting) -> Layout:
        asked.add(setting)
        return found.layouts.within(limit, setting)

    low, high, middle = 0, len(ladder) - 1, ladder.index(plain)
    while low < high:
        if lay_out(ladder[middle]).over > 0:
            low = middle + 1
        else:
            high = middle
        middle = (low + high) // 2
    evenest(ladder, (ladder[low], lay_out(ladder[low])), lay_out)
    return made, len(asked)


def main() -> None:
    library = Library(read_workspace(ROOT))
    sheets = sys.argv[1:] or ["a4"]
    jobs = [
        Job(article=ARTICLE, language=tag, sheet=sheet)
        for sheet in sheets
        for tag in library.workspace.languages
    ]
    use_only(tuple(sorted({name for job in jobs for name in library.families(job)})))
    made = halved = done = 0
    for job in jobs:
        try:
            page = library.page(library.readiness(job))
        except LeafletError:
            continue
        now, then = counts(page)
        print(f"{job!s:40}{now:4}{then:6}")
        made, halved, done = made + now, halved + then, done + 1
    print(f"{'mean':40}{made / done:7.2f}{halved / done:6.2f}, ratio {made / halved:.2f}")


if __name__ == "__main__":
    main()
