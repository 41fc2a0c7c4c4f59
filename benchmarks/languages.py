"""How well text of every locale that CLDR has is set: letters, column, direction, reading back.

Run it with `.venv/bin/python benchmarks/languages.py [LETTERS]`. It sets words of CLDR in each
locale of Babel's, with and without a row of ours, regular and bold, at 12 and 18 pt in a column of
80 mm, as handouts are set; and reads them back with poppler.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from babel import localedata

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from leaflet.errors import LeafletError  # noqa: E402
from leaflet.languages import canonical, known, language, samples  # noqa: E402
from leaflet.pdf.pool import pool, render  # noqa: E402
from leaflet.typeset import unset  # noqa: E402
from tests.corpus import (  # noqa: E402
    COLUMN_MM,
    SIZES_PT,
    WEIGHTS,
    every_family,
    page,
)
from tests.ink import edges_mm  # noqa: E402
from tests.reading import text  # noqa: E402

MARGIN_MM = 12


def folded(words: str) -> str:
    """Return text without what typesetting put in, and without any white."""
    return re.sub(r"[\s\u202a-\u202e\u200e\u200f\xad-]", "", unset(words))


def direction_is_right(path: Path, tag: str) -> bool:
    """Whether the first line starts at the edge where the script starts."""
    lines = edges_mm(path, 1, below_mm=MARGIN_MM + 6)
    left, right = lines[0]
    if language(tag).direction == "rtl":
        return abs(MARGIN_MM + COLUMN_MM - right) < 2.6
    return abs(left - MARGIN_MM) < 2.6


def reads_back(path: Path, tag: str, letters: int) -> bool:
    """Whether poppler gives each copy of the text, letter by letter."""
    copies = len(SIZES_PT) * len(WEIGHTS)
    found = folded(text(path)).removeprefix(folded(language(tag).tag))
    return found == folded(samples.text(language(tag), letters)) * copies


def tags() -> dict[str, str]:
    """Return a tag for each locale that Babel has; those of one text are one."""
    found = {}
    for identifier in sorted(set(localedata.locale_identifiers()) - {"root"}):
        found.setdefault(canonical(identifier), identifier)
    return found


def main() -> None:
    letters = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    failed: dict[str, list[str]] = defaultdict(list)
    jobs = {}
    seen: dict[tuple[str, object], str] = {}
    with pool(2, every_family()) as executor, tempfile.TemporaryDirectory() as folder:
        for tag in [*known(), *(tag for tag in tags() if tag not in known())]:
            try:
                setting = language(tag)
            except LeafletError as error:
                failed["no row for its script"].append(f"{tag} ({error.problems[0].message})")
                verdicts["other"]["locales"] += 1
                continue
            sample = samples.text(setting, letters)
            # A country's English is England's, to the letter.
            if tag not in known() and (sample, setting.fonts) in seen:
                continue
            seen[sample, setting.fonts] = tag
            jobs[tag] = executor.submit(render, page([tag], letters=letters))
        for number, (tag, job) in enumerate(jobs.items()):
            kind = "row" if tag in known() else "other"
            verdicts[kind]["locales"] += 1
            try:
                data = job.result().data
            except LeafletError as error:
                for code in {problem.code for problem in error.problems}:
                    failed[code].append(tag)
                continue
            path = Path(folder) / f"{number}.pdf"
            path.write_bytes(data)
            verdicts[kind]["set whole"] += 1
            for name, good in (
                ("direction", direction_is_right(path, tag)),
                ("extraction", reads_back(path, tag, letters)),
            ):
                verdicts[kind][name] += good
                if not good:
                    failed[name].append(tag)
    for kind, found in verdicts.items():
        print(kind, dict(found))
    for reason, names in failed.items():
        print(f"{reason}: {len(names)}: {', '.join(sorted(names))}")


if __name__ == "__main__":
    main()
