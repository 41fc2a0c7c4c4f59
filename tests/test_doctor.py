"""`leaflet doctor` and the check before a build: whether the installed fonts have a language."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from leaflet.languages import known, language, samples
from leaflet.pdf.coverage import lack

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


def without(folder: Path, *families: str) -> dict[str, str]:
    """Return the environment of a machine that does not have these families."""
    hidden = "".join(
        f'<pattern><patelt name="family"><string>{family}</string></patelt></pattern>'
        for family in families
    )
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        '<dir>/usr/share/fonts</dir><cachedir prefix="xdg">fontconfig</cachedir>'
        f"<selectfont><rejectfont>{hidden}</rejectfont></selectfont></fontconfig>"
    )
    return {"FONTCONFIG_FILE": str(path)}


def leaflet(
    *arguments: str, at: Path = ROOT, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command as a person does."""
    return subprocess.run(
        [sys.executable, "-m", "leaflet", *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=at,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
    )


def test_every_language_is_covered() -> None:
    """Debian's fonts-noto-core and fonts-noto-cjk have the words of all rows, bold too."""
    found = {tag: lack(language(tag), samples.characters(language(tag))) for tag in known()}

    assert {} == {tag: str(one) for tag, one in found.items() if one}


def test_letter_that_no_font_has_is_named() -> None:
    """A hieroglyph is in none of the fonts of Spanish."""
    found = lack(language("es"), {"\U00013000", "ñ"})

    assert found is not None
    assert "there is no letter for \U00013000" == str(found)
    assert () == found.packages


def test_whole_table_is_one_line_when_all_is_well(tmp_path: Path) -> None:
    """Who has nothing to mend need not read 176 lines."""
    result = leaflet("doctor", at=tmp_path)

    assert 0 == result.returncode
    assert "all is well\n" == result.stderr
    *versions, workspace, fonts = result.stdout.splitlines()
    assert (
        "workspace    none here",
        f"fonts        have the letters of all {len(known())} languages",
    ) == (
        workspace,
        fonts,
    )
    assert all(re.fullmatch(r"\w+ +[\d.]+", line) for line in versions)


def test_all_are_listed_when_asked_for(tmp_path: Path) -> None:
    """A line for each language, with its own name."""
    result = leaflet("doctor", "--all", at=tmp_path)

    listed = [line for line in result.stdout.splitlines() if line.endswith(": ok")]
    assert len(known()) == len(listed)
    assert "km           Khmer, ខ្មែរ: ok" in listed


def test_missing_fonts_are_told_with_their_packages(tmp_path: Path) -> None:
    """What cannot be set is listed; what mends it is said once for all that it mends."""
    hidden = without(tmp_path, "Noto Sans CJK SC", "Noto Nastaliq Urdu")
    result = leaflet("doctor", at=tmp_path, environment=hidden)

    assert 2 == result.returncode
    assert f"fonts        have the letters of {len(known()) - 4} of {len(known())} languages" in (
        result.stdout
    )
    assert (
        "ur           Urdu, اردو: the font `Noto Nastaliq Urdu` is not installed\n" in result.stdout
    )
    assert (
        "error: fonts are missing, or too old, for Kashmiri (`ks`), Punjabi (Arabic script) "
        "(`pa-Arab`), Urdu (`ur`) [fonts]\n\nhint: `apt-get install fonts-noto-core`\n\n"
        "error: fonts are missing, or too old, for Chinese (Simplified) (`zh-Hans`) [fonts]\n\n"
        "hint: `apt-get install fonts-noto-cjk`\n\n"
    ) == result.stderr


def test_build_without_the_font_is_refused(tmp_path: Path) -> None:
    """Exit code 2: no letter of it is printed in a font that its readers do not know."""
    hidden = without(tmp_path, "Noto Sans CJK SC")
    output = tmp_path / "output"
    result = leaflet(
        "build", "back-muscle-spasm", "-l", "zh-Hans", "-o", str(output), environment=hidden
    )

    assert 2 == result.returncode
    assert [] == list(output.rglob("*.pdf"))
    assert (
        "error: Chinese (Simplified) (`zh-Hans`) cannot be set: the font `Noto Sans CJK SC` is not "
        "installed, so there is no letter for 中 体 文 简 [fonts]\n\n"
        "hint: `apt-get install fonts-noto-cjk`; `leaflet doctor` looks at all languages\n"
    ) in result.stderr
