"""How many layouts fitting takes: foreseeing the step that fits, against halving the ladder.

Run it with `.venv/bin/python benchmarks/layouts.py [SHEET]…`, for the handouts of this repository
on `a4`, or on other sheets. It counts, so that it says the same on every machine: for each handout
its setting, pages, flaws, layouts, and the layouts of halving. The ratio of the last two is how
much of the time of fitting is left.
"""

from __future__ import annotations

import sys
from pathlib import Path

from leaflet.assemble import Job, Library
from leaflet.errors import LeafletError
from leaflet.html import HtmlPage
from leaflet.pdf.fit import Setting, evenest, natural, settings
from leaflet.pdf.fonts import use_only
from leaflet.pdf.layouts import Fitted, Layout, fitted
from leaflet.pdf.look import look
from leaflet.workspace import read_workspace

ROOT = Path(__file__).parent.parent
ARTICLE = "back-muscle-spasm"


def halved(page: HtmlPage, found: Fitted) -> int:
    """Return how many layouts halving the ladder would make for as many pages."""
    ladder, plain = settings(page.sheet), natural(page.sheet)
    limit = page.sheet.filled(len(found.pages))
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
    return len(asked)


def main() -> None:
    library = Library(read_workspace(ROOT))
    sheets = sys.argv[1:] or ["a4"]
    jobs = [
        Job(article=ARTICLE, language=tag, sheet=sheet)
        for sheet in sheets
        for tag in library.workspace.languages
    ]
    use_only(tuple(sorted({name for job in jobs for name in library.families(job)})))
    print(f"{'':40}{'pt':>6}{'space':>7}{'pages':>7}{'flaws':>7}{'layouts':>9}{'halving':>9}")
    counts = []
    for job in jobs:
        try:
            page = library.page(library.readiness(job))
        except LeafletError:
            continue
        found = fitted(page)
        counts.append((found.layouts.made, halved(page, found)))
        now, then = counts[-1]
        setting, flaws = found.setting, look(found.pages).flaws
        print(
            f"{job!s:40}{setting.base_pt:6g}{setting.spacing:7g}{len(found.pages):7}{flaws:7.2f}"
            f"{now:9}{then:9}"
        )
    now, then = (sum(column) for column in zip(*counts, strict=True))
    means = f"{now / len(counts):9.2f}{then / len(counts):9.2f}"
    print(f"{'mean':67}{means}, ratio {now / then:.2f}; at most {max(counts)[0]}")


if __name__ == "__main__":
    main()
