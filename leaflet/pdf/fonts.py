"""The fonts that a page may use: a private fontconfig, and what it is made of.

WeasyPrint matches over every installed face. A private configuration that lists only the families
in use makes the result independent of what else is installed, and is faster.
"""

from __future__ import annotations

import ctypes
import functools
import hashlib
import html
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from leaflet.errors import MachineError, Problem

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
"""Where fonts are looked for if fontconfig cannot say where they are."""


def configuration(families: Iterable[str], folders: Iterable[str] = FONT_FOLDERS) -> str:
    """
    Return a fontconfig file that knows just these families, of fonts in these folders.

    A face that is named bold is bold: Debian's Noto Nastaliq Urdu Bold says of itself that it has
    the weight 400, and all Urdu was set in it.
    """
    accepted = "\n".join(
        f'    <pattern><patelt name="family"><string>{name}</string></patelt></pattern>'
        for name in map(html.escape, sorted(set(families)))
    )
    places = "\n".join(f"  <dir>{html.escape(folder)}</dir>" for folder in folders)
    return f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{places}
  <!-- A cache of its own: others have been written without the rule. -->
  <cachedir prefix="xdg">leaflet/fontconfig</cachedir>
  <match target="scan">
    <test name="style"><string>Bold</string></test>
    <edit name="weight" mode="assign"><const>bold</const></edit>
  </match>
  <selectfont>
   <acceptfont>
{accepted}
   </acceptfont>
   <rejectfont>
    <pattern><patelt name="scalable"><bool>true</bool></patelt></pattern>
    <pattern><patelt name="scalable"><bool>false</bool></patelt></pattern>
   </rejectfont>
  </selectfont>
</fontconfig>
"""


def use_only(families: tuple[str, ...]) -> None:
    """Make this process see just these families; before its first page is set."""
    from multiprocessing.util import Finalize

    # Wherever fontconfig has them from: a clinic may keep fonts in a home folder.
    folders = sorted({str(Path(font.path).parent) for font in installed(families)})
    # Left to the process's end: fontconfig reads it whenever a page is begun.
    descriptor, path = tempfile.mkstemp(prefix="leaflet-fonts-", suffix=".conf")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(configuration(families, folders or FONT_FOLDERS))
    os.environ["FONTCONFIG_FILE"] = path
    Finalize(None, Path(path).unlink, kwargs={"missing_ok": True}, exitpriority=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """One installed face."""

    family: str
    """As fontconfig names it."""
    style: str
    """As "Regular" or "Bold"."""
    version: str
    """As the file counts it."""
    path: str
    """Of the file."""
    ranges: str
    """The characters that it has a glyph for, as "20-7e a0 2013-2014"."""

    def characters(self) -> frozenset[str]:
        """Return the characters that the face has a glyph for."""
        bounds = (part.partition("-") for part in self.ranges.split())
        return frozenset(
            chr(code)
            for first, _, last in bounds
            for code in range(int(first, 16), int(last or first, 16) + 1)
        )


def installed(families: Iterable[str]) -> tuple[Font, ...]:
    """
    Return the installed faces of these families, sorted.

    Raises:
        MachineError: fontconfig's `fc-list` is not there.
    """
    wanted = set(families)
    return tuple(font for font in _all_installed() if font.family in wanted)


@functools.cache
def _all_installed() -> tuple[Font, ...]:
    program = shutil.which("fc-list")
    if program is None:
        raise MachineError(
            Problem(
                code="fonts",
                message="`fc-list` is not installed, so nobody knows which fonts there are",
                hint="install it: `apt-get install fontconfig`",
            )
        )
    pattern = "%{family[0]}\t%{style[0]}\t%{fontversion}\t%{file}\t%{charset}\n"
    result = subprocess.run(
        [program, "--format", pattern], capture_output=True, text=True, check=True
    )
    rows = (line.split("\t") for line in result.stdout.splitlines() if line.count("\t") == 4)
    fonts = (
        Font(family=family, style=style, version=number, path=path, ranges=ranges)
        for family, style, number, path, ranges in rows
    )
    return tuple(sorted(fonts, key=lambda font: (font.family, font.style, font.path)))


def missing(families: Iterable[str]) -> tuple[str, ...]:
    """Return the families that are not installed, in the order asked for."""
    wanted = tuple(dict.fromkeys(families))
    there = {font.family for font in installed(wanted)}
    return tuple(family for family in wanted if family not in there)


def pango_version() -> str:
    """Return the version of Pango, as "1.50.12"; empty where it is not installed."""
    try:
        pango = ctypes.CDLL("libpango-1.0.so.0")
    except OSError:
        return ""
    pango.pango_version_string.restype = ctypes.c_char_p
    return str(pango.pango_version_string().decode())


@functools.cache
def environment(families: tuple[str, ...]) -> Mapping[str, str]:
    """
    Return what a PDF depends on beside its page, with one digest over all of it.

    Returns:
        Versions of the engine and of Pango, a digest of the fonts, and `digest` over these.
    """
    fonts = "\n".join(
        f"{font.family}|{font.style}|{font.version}|{Path(font.path).stat().st_size}"
        for font in installed(families)
    )
    found = {
        "engine": f"WeasyPrint {version('weasyprint')}",
        "pango": pango_version(),
        "fonts": _sha256(fonts),
    }
    return {"digest": _sha256("\n".join(found.values())), **found}


def _sha256(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def engine_fault() -> str:
    """Return why WeasyPrint cannot be imported; empty when it can."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        return str(error).splitlines()[0]
    return ""
