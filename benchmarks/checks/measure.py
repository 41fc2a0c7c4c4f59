"""How many broken translations the checks find, and how often they cry wolf.

Run it with `.venv/bin/python benchmarks/checks/measure.py`; `-l TAG` for one language, `-v` to see
what is missed, `--write` to put the figures into `docs/checks.md`. It ends with 1 when a floor is
broken.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mutate import Mutant, by_hand, by_rule, sentences

from leaflet.assemble import Library
from leaflet.checks import Check, Subject, checks, roles_of, subjects
from leaflet.checks.model import findings
from leaflet.messages import FURNITURE
from leaflet.workspace import read_workspace

ROOT = Path(__file__).parent.parent.parent
DOCUMENT = ROOT / "docs" / "checks.md"
HEADING = "## How good they are"
ARTICLE = "back-muscle-spasm"

FLOORS = {
    "digit changed": 1.0,
    "digits swapped": 1.0,
    "decimal shifted": 1.0,
    "number": 1.0,
    "unit": 1.0,
    "negation": 0.95,
    "placeholder dropped": 1.0,
}
"""What share of the mutants of a kind must be found, in every language."""
MOST_ALARMS = 0.01
"""Of the messages of a language, the share in which a check that stops a handout may be wrong."""
JUDGED = ("numbers", "negation")
"""The checks whose own alarms are held to it."""
ON_THE_FLOOR = (*JUDGED, "placeholders")
"""The checks that find the mutants that have a floor."""


@dataclass(slots=True)
class Figures:
    """What was measured in one language."""

    tag: str
    messages: int = 0
    made: Counter[str] = field(default_factory=Counter)
    """Mutants, by kind."""
    found: Counter[str] = field(default_factory=Counter)
    """Of those, found by any check."""
    found_by: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By kind and check."""
    alarms: Counter[str] = field(default_factory=Counter)
    """Unchanged messages with a finding, by check, exceptions not asked."""
    refused: int = 0
    """Unchanged messages with an error of any check."""
    missed: list[Mutant] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def share(self, kind: str) -> float:
        """Return how many of a kind were found; 1 where there are none."""
        return self.found[kind] / self.made[kind] if self.made[kind] else 1.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-l", "--language", action="append", default=[])
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument(
        "--floors", action="store_true", help="only what has a floor, and only its checks: quicker"
    )
    arguments = parser.parse_args()
    if arguments.write and arguments.floors:
        parser.error("--write needs all figures, --floors leaves some out")
    library = Library(read_workspace(ROOT))
    folders = (path.parent.parent.name for path in ROOT.glob("translations/*/*/leaflet.po"))
    tags = arguments.language or sorted(name.replace("_", "-") for name in folders)
    measured = []
    for tag in tags:
        figures = measure(library, tag, tags, floors=arguments.floors)
        measured.append(figures)
        print(line(figures), flush=True)
        if arguments.verbose:
            show(figures)
    print("\n".join(by_check(measured)))
    if arguments.write:
        write(measured)
    broken = [broken for figures in measured for broken in under(figures)]
    print("\n".join(broken), file=sys.stderr)
    return 1 if broken else 0


def measure(library: Library, tag: str, tags: list[str], *, floors: bool = False) -> Figures:
    """Return the figures of a language; with `floors` those alone that have one."""
    figures = Figures(tag)
    everything = tuple(
        check
        for check in checks()
        if check.scope != "source" and (check.name in ON_THE_FLOOR or not floors)
    )
    # A paste comes from the language next in the list.
    other = tags[(tags.index(tag) + 1) % len(tags)]
    catalogs = [_catalog(library, domain, tag) for domain in (ARTICLE, FURNITURE)]
    for unchanged in (*catalogs, tuple(sentences(tag))):
        figures.messages += len(unchanged)
        before = _said(everything, unchanged)
        for subject in unchanged:
            names = {name for name, _ in before.get(id(subject), ())}
            figures.alarms.update(names)
            stops = {check.name for check in everything if check.severity == "error"}
            figures.refused += bool(names & stops)
            figures.said += [
                f"{name}: {message} | {subject.translation}"
                for name, message in sorted(before.get(id(subject), ()))
            ]
        paste = unchanged in catalogs and not floors
        pasted = _pasted(library, unchanged, other) if paste else {}
        for mutant in by_rule(unchanged, pasted):
            if floors and mutant.kind not in FLOORS:
                continue
            _judge(mutant, everything, unchanged, before.get(id(mutant.original), set()), figures)
    for mutant in by_hand(tag):
        if floors and mutant.kind not in FLOORS:
            continue
        before = _said(everything, (mutant.original,))
        _judge(
            mutant,
            everything,
            (mutant.original,),
            before.get(id(mutant.original), set()),
            figures,
        )
    return figures


def _pasted(library: Library, unchanged: tuple[Subject, ...], tag: str) -> dict[str, str]:
    """Return what another language says for each source."""
    if not unchanged or tag == unchanged[0].language.tag:
        return {}
    found = _catalog(library, unchanged[0].domain, tag)
    return {subject.source: subject.translation for subject in found}


def _catalog(library: Library, domain: str, tag: str) -> tuple[Subject, ...]:
    return subjects(
        domain,
        library.messages(domain),
        library.catalog(domain, tag),
        source_language=library.source_language(domain),
        glossary=library.glossary,
        roles={} if domain == FURNITURE else roles_of(library.article(domain).texts()),
    )


def _said(
    everything: tuple[Check, ...], unchanged: tuple[Subject, ...]
) -> dict[int, set[tuple[str, str]]]:
    """Return what the checks say of each message, as (check, message)."""
    said: dict[int, set[tuple[str, str]]] = {}
    for check in everything:
        for found in findings(check, unchanged):
            said.setdefault(id(found.subject), set()).add((check.name, found.finding.message))
    return said


def _judge(
    mutant: Mutant,
    everything: tuple[Check, ...],
    unchanged: tuple[Subject, ...],
    before: set[tuple[str, str]],
    figures: Figures,
) -> None:
    """Count a mutant, and who finds it: says something that was not said of the original."""
    figures.made[mutant.kind] += 1
    names = set()
    for check in everything:
        if check.on_message:
            new = {(check.name, found.message) for found in check.on_message(mutant.mutant)}
        else:
            catalog = tuple(
                mutant.mutant if subject is mutant.original else subject for subject in unchanged
            )
            new = {
                (check.name, found.finding.message)
                for found in findings(check, catalog)
                if found.subject is mutant.mutant
            }
        if new - before:
            names.add(check.name)
    figures.found[mutant.kind] += bool(names)
    figures.found_by.update((mutant.kind, name) for name in names)
    if not names:
        figures.missed.append(mutant)


def under(figures: Figures) -> Iterator[str]:
    """Yield the floors that a language breaks."""
    for kind, floor in FLOORS.items():
        if figures.share(kind) < floor:
            yield (
                f"{figures.tag}: {kind}: {figures.found[kind]} of {figures.made[kind]} found, "
                f"less than {floor:.0%}"
            )
    for name in JUDGED:
        if figures.alarms[name] >= MOST_ALARMS * figures.messages:
            yield f"{figures.tag}: {name} cries wolf in {figures.alarms[name]} messages"


def line(figures: Figures) -> str:
    """Return the figures of a language for people."""
    shares = "  ".join(
        f"{kind} {figures.found[kind]}/{figures.made[kind]}" for kind in sorted(figures.made)
    )
    alarms = ", ".join(f"{name} {count}" for name, count in sorted(figures.alarms.items()))
    return (
        f"{figures.tag:8} {figures.messages} messages  {shares}\n"
        f"         alarms: {alarms or 'none'}"
    )


def by_check(measured: list[Figures]) -> Iterator[str]:
    """Yield, for each kind of mutant, which check finds how many."""
    made, found_by = Counter[str](), Counter[tuple[str, str]]()
    for figures in measured:
        made += figures.made
        found_by += figures.found_by
    for kind in sorted(made):
        parts = sorted(((count, name) for (of, name), count in found_by.items() if of == kind))
        names = ", ".join(f"{name} {count}" for count, name in reversed(parts))
        yield f"{kind:24} {made[kind]:5}  {names}"


def show(figures: Figures) -> None:
    """Print what was said of unchanged messages, and what was missed."""
    for said in figures.said:
        print("    alarm ", said)
    for mutant in figures.missed:
        if mutant.kind in FLOORS:
            texts = (mutant.original.source, mutant.mutant.translation)
            print("    missed", mutant.kind, *texts, sep=" | ")


KINDS = (
    "digit changed", "digits swapped", "decimal shifted", "number", "unit", "negation",
    "placeholder dropped", "sentence dropped", "neighbour's translation", "script mixed",
    "language pasted in",
)  # fmt: skip


def write(measured: list[Figures]) -> None:
    """Put the figures into the documentation, in a section of their own."""
    text = DOCUMENT.read_text(encoding="utf-8")
    head, _, rest = text.partition(f"\n{HEADING}\n")
    _, mark, tail = rest.partition("\n## ")
    section = "\n".join(_section(measured))
    DOCUMENT.write_text(f"{head.rstrip()}\n\n{section}\n{mark}{tail}", encoding="utf-8")


def _section(measured: list[Figures]) -> Iterator[str]:
    yield HEADING
    yield "<!-- Written by `benchmarks/checks/measure.py --write`. -->"
    yield ""
    yield (
        "Real translations were broken on purpose, and the broken ones counted that any check "
        "finds. Digits, sentences, placeholders and scripts are broken by rule; numbers in words, "
        "units and negations by readers of each language ([benchmarks/checks]"
        "(../benchmarks/checks/README.md)). An alarm is an unchanged message of which the check "
        "says something; exceptions that translators have made are counted too. Where a list of "
        "words was found wanting, it was mended, so these figures are those of texts that the "
        "lists have seen; keep a reviewer who reads the language."
    )
    yield ""
    yield "| | mutants | found | language with the fewest |"
    yield "|---|---|---|---|"
    for kind in KINDS:
        made = sum(figures.made[kind] for figures in measured)
        found = sum(figures.found[kind] for figures in measured)
        if made:
            least = min(measured, key=lambda figures: figures.share(kind))
            where = f"{least.tag}, {_percent(least.share(kind))}" if found < made else "—"
            yield f"| {kind} | {made} | {_percent(found / made)} | {where} |"
    yield ""
    yield (
        "| | messages | digits | units | negations | alarms: `numbers` | `negation` | other errors "
        "| warnings |"
    )
    yield "|---|---|---|---|---|---|---|---|---|"
    names = {check.name: check.severity for check in checks()}
    for figures in measured:
        digits = ("digit changed", "digits swapped", "decimal shifted", "number")
        found = sum(figures.found[kind] for kind in digits)
        made = sum(figures.made[kind] for kind in digits)
        other = {"error": 0, "warning": 0}
        for name, count in figures.alarms.items():
            if name not in JUDGED:
                other[names[name]] += count
        yield (
            f"| {figures.tag} | {figures.messages} | {found} of {made} "
            f"| {figures.found['unit']} of {figures.made['unit']} "
            f"| {figures.found['negation']} of {figures.made['negation']} "
            f"| {figures.alarms['numbers']} | {figures.alarms['negation']} "
            f"| {other['error']} | {other['warning']} |"
        )


def _percent(share: float) -> str:
    """Return a share, never rounded up to all of them."""
    return f"{int(share * 1000) / 10:g} %"


if __name__ == "__main__":
    sys.exit(main())
