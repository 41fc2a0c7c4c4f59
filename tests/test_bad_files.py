"""Bad input that cannot lie in a repository, and what happens to a machine: made here, all real.

The texts are pinned as in test_bad.py, in `tests/bad/CASE/expected.txt`.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import hashlib
import json
import os
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from leaflet.cli.main import run

BAD = Path(__file__).parent / "bad"
ROOT = Path(__file__).parent.parent
ARTICLE, CATALOG = "articles/cough.md", "translations/es/LC_MESSAGES/cough.po"
PICTURE = "articles/pictures/cup.svg"
PDF, MANIFEST = "output/cough/cough.es.a4.pdf", "output/manifest.json"

Pin = Callable[[str, str], None]
Contents = Callable[[Path], dict[str, bytes | str]]
Leaflet = Callable[[str], str]


@pytest.fixture
def leaflet(workspace: Path, capsys: pytest.CaptureFixture[str]) -> Leaflet:
    """Run a command in the workspace; return all that it says, and the files that are new."""

    def call(arguments: str) -> str:
        before = names(workspace)
        code = run(shlex.split(arguments))
        output, errors = capsys.readouterr()
        new = "".join(f"{name}\n" for name in sorted(names(workspace) - before))
        return f"exit {code}\n--- stdout\n{output}--- stderr\n{errors}--- new files\n{new}"

    return call


def names(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if not path.is_dir()}


def changed(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


def sparse(path: Path, size: int) -> None:
    """Make a file of a size that takes no room."""
    with path.open("wb") as file:
        file.truncate(size)


def with_picture(root: Path, name: str, data: bytes) -> None:
    (root / "articles/pictures" / name).write_bytes(data)
    changed(root / ARTICLE, lambda article: article.replace(b"cup.svg", name.encode()))


def png(*, end: bytes = b"") -> bytes:
    """Return a picture of one black pixel; what comes behind its data in place of its end."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + checksum

    head = chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0")
    pixels = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + head + pixels + (end or chunk(b"IEND", b""))


def folder_in_place_of(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir(parents=True)


def changed_to_a_file(path: Path) -> None:
    path.write_text("of somebody else")


def link(path: Path, target: Path | str) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def manifest(root: Path, content: object) -> None:
    (root / "output").mkdir()
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    (root / MANIFEST).write_bytes(data)


def entry(**changes: object) -> dict[str, object]:
    """Return a manifest with one row, changed."""
    row: dict[str, object] = {
        "article": "cough", "language": "es", "sheet": "a4", "path": PDF, "pages": 1,
        "sha256": "0", "fingerprint": "sha256:0", "coverage": 1, "approval": "draft",
        "source_version": "", "environment": {}, "declares": [], "imposed": None,
    }  # fmt: skip
    return {"version": 1, "handouts": [row | changes]}


def crlf(data: bytes) -> bytes:
    return b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")


CHECK, DRY, BUILD = "check cough", "build cough --dry-run", "build cough"
MADE: dict[str, tuple[str, Callable[[Path], None]]] = {
    "toml-not-utf8": (CHECK, lambda root: changed(
        root / "leaflet.toml", lambda data: data.replace(b"Riverside", b"Caf\xe9"))),
    "toml-is-a-folder": (CHECK, lambda root: folder_in_place_of(root / "leaflet.toml")),
    "toml-link-to-nothing": (CHECK, lambda root: link(root / "leaflet.toml", "nothing.toml")),
    "toml-link-good": (CHECK, lambda root: link(
        root / "leaflet.toml", (root / "leaflet.toml").rename(root.parent / "other.toml"))),
    "article-not-utf8": (CHECK, lambda root: changed(
        root / ARTICLE, lambda data: data.replace(b"honey", b"mi\xe9l"))),
    "article-utf16": (CHECK, lambda root: changed(
        root / ARTICLE, lambda data: data.decode().encode("utf-16"))),
    "article-good-crlf": (CHECK, lambda root: changed(root / ARTICLE, crlf)),
    "article-huge": (CHECK, lambda root: sparse(root / ARTICLE, 5 << 20)),
    "article-is-a-folder": ("check", lambda root: folder_in_place_of(root / "articles/fever.md")),
    "catalog-not-utf8": (CHECK, lambda root: changed(
        root / CATALOG, lambda data: data.decode().encode("latin-1"))),
    "catalog-utf16": (CHECK, lambda root: changed(
        root / CATALOG, lambda data: data.decode().encode("utf-16"))),
    "catalog-good-crlf": (CHECK, lambda root: changed(root / CATALOG, crlf)),
    "catalog-huge": (CHECK, lambda root: sparse(root / CATALOG, 9 << 20)),
    "catalog-nul": (CHECK, lambda root: sparse(root / CATALOG, 100)),
    "catalog-is-a-folder": (CHECK, lambda root: folder_in_place_of(root / CATALOG)),
    "picture-huge": (CHECK, lambda root: sparse(root / PICTURE, 50 << 20)),
    "picture-is-a-folder": (CHECK, lambda root: folder_in_place_of(root / PICTURE)),
    "picture-link-out": (CHECK, lambda root: link(
        root / PICTURE, (root / PICTURE).rename(root.parent / "out.svg"))),
    "picture-link-to-nothing": (CHECK, lambda root: link(root / PICTURE, "nothing.svg")),
    "picture-svg-utf16-entity": (CHECK, lambda root: changed(root / PICTURE, lambda data: (
        '<!DOCTYPE svg [<!ENTITY x "y">]>' + data.decode()).encode("utf-16"))),
    "picture-png-good": (CHECK, lambda root: with_picture(root, "a.png", png())),
    "picture-png-not": (CHECK, lambda root: with_picture(root, "a.png", b"GIF89a")),
    "picture-png-cut": (CHECK, lambda root: with_picture(root, "a.png", png()[:-8])),
    "picture-png-damaged": (CHECK, lambda root: with_picture(
        root, "a.png", png().replace(b"IDAT", b"IDAU"))),
    "picture-png-without-end": (CHECK, lambda root: with_picture(root, "a.png", png(end=b"\0"))),
    "picture-jpeg-not": (CHECK, lambda root: with_picture(root, "a.jpg", png())),
    "picture-jpeg-cut": (CHECK, lambda root: with_picture(root, "a.jpg", b"\xff\xd8\xff\xe0abc")),
    "template-not-utf8": (CHECK, lambda root: with_template(root, b"<p>Caf\xe9</p>")),
    "template-style-not-utf8": (CHECK, lambda root: with_template(
        root, b'<style>{{ css("own.css") }}</style>', b"/* Caf\xe9 */")),
    "manifest-empty": (BUILD, lambda root: manifest(root, b"")),
    "manifest-not-json": (BUILD, lambda root: manifest(root, b"%PDF-1.7")),
    "manifest-not-utf8": (BUILD, lambda root: manifest(root, b'{"version": "\xe9"}')),
    "manifest-a-list": (BUILD, lambda root: manifest(root, [])),
    "manifest-nested": (BUILD, lambda root: manifest(root, b"[" * 100_000)),
    "manifest-of-another-version": (BUILD, lambda root: manifest(root, {"version": 2})),
    "manifest-row-not-whole": (BUILD, lambda root: manifest(
        root, {"version": 1, "handouts": [{"declares": []}]})),
    "manifest-row-of-numbers": (BUILD, lambda root: manifest(root, entry(language=5))),
    "manifest-outside": ("build --prune", lambda root: manifest(
        root, entry(path="output/../articles/cough.pdf"))),
    "manifest-outside-absolute": ("build --prune", lambda root: manifest(
        root, entry(path="/etc/cough.pdf"))),
    "output-is-a-file": (BUILD, lambda root: changed_to_a_file(root / "output")),
}  # fmt: skip


def with_template(root: Path, page: bytes, style: bytes = b"") -> None:
    (root / "templates").mkdir()
    (root / "templates/handout.html").write_bytes(page)
    (root / "templates/own.css").write_bytes(style)


@pytest.mark.parametrize("case", MADE)
def test_made_input_is_named_with_its_place_and_its_remedy(
    case: str, workspace: Path, leaflet: Leaflet, contents: Contents, pin: Pin
) -> None:
    """What git cannot hold (other encodings, links, sizes) is named as well, and left as it is."""
    command, make = MADE[case]
    make(workspace)
    before = contents(workspace)
    said = leaflet(command)
    after = contents(workspace)
    assert before == {name: after.get(name) for name in before}
    pin(case, said)


# Permissions


@contextlib.contextmanager
def without_the_rights_of_root() -> Iterator[None]:
    """Let the permissions of files count for this process, also when it is root's."""
    system = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this process
    rights = (ctypes.c_uint32 * 6)()
    assert 0 == system.capget(header, rights)
    effective = rights[0]
    rights[0] &= ~0b110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    assert 0 == system.capset(header, rights)
    try:
        yield
    finally:
        rights[0] = effective
        system.capset(header, rights)


FORBIDDEN = {
    "forbidden-toml": ("leaflet.toml", 0o000, CHECK),
    "forbidden-article": (ARTICLE, 0o000, CHECK),
    "forbidden-articles": ("articles", 0o000, CHECK),
    "forbidden-picture": (PICTURE, 0o000, CHECK),
    "forbidden-catalog": (CATALOG, 0o000, CHECK),
    "forbidden-output": ("output", 0o555, BUILD),
    "forbidden-manifest": (MANIFEST, 0o000, BUILD),
    "forbidden-translations": ("translations", 0o555, "translations extract"),
    "forbidden-new": (".", 0o555, "new other --territory GB"),
}


@pytest.mark.parametrize("case", FORBIDDEN)
def test_forbidden_file_is_named(
    case: str, workspace: Path, leaflet: Leaflet, contents: Contents, pin: Pin
) -> None:
    """A file or folder that the system refuses is named, with what to look at."""
    name, mode, command = FORBIDDEN[case]
    manifest(workspace, entry())
    before = contents(workspace)
    path = workspace / name
    usual = path.stat().st_mode
    path.chmod(mode)
    try:
        with without_the_rights_of_root():
            said = leaflet(command)
    finally:
        path.chmod(usual)
    assert before == contents(workspace)
    pin(case, said)


# Building


@pytest.fixture
def built(workspace: Path, leaflet: Leaflet) -> Path:
    """A workspace whose handout has been built."""
    assert leaflet(BUILD).startswith("exit 0\n")
    return workspace


def wrong_translation(root: Path) -> None:
    changed(root / CATALOG, lambda data: data.replace(b"{emergency}", b"112"))


@pytest.mark.slow
def test_handout_of_before_is_kept(
    built: Path, leaflet: Leaflet, contents: Contents, pin: Pin
) -> None:
    """A build that fails leaves the PDF and its row as they were, and says that it is old."""
    wrong_translation(built)
    before = contents(built)
    pin("build-keeps-the-old", leaflet(BUILD))
    assert before == contents(built)


@pytest.mark.slow
def test_replaced_handout_is_made_anew(
    built: Path, leaflet: Leaflet, contents: Contents, pin: Pin
) -> None:
    """A PDF that somebody put in place of the one that was built does not stay."""
    before = contents(built)
    (built / PDF).write_bytes(b"%PDF-1.7 something else")
    pin("build-replaced", leaflet(DRY))
    assert leaflet(BUILD).startswith("exit 0\n")
    (built / PDF).unlink()
    pin("build-gone", leaflet(DRY))
    assert leaflet(BUILD).startswith("exit 0\n")
    assert before == contents(built)


@pytest.mark.slow
def test_damaged_notes_are_written_anew(built: Path, leaflet: Leaflet, contents: Contents) -> None:
    """The note of why a handout is made is of no weight: damaged, it is written anew."""
    before = contents(built)
    for damage in (b"", b"[1]", json.dumps({PDF: 5}).encode(), b"[" * 100_000):
        (built / "output/.inputs.json").write_bytes(damage)
        changed(built / MANIFEST, lambda data: data.replace(b"sha256:", b"sha256:0"))
        assert leaflet(BUILD).startswith("exit 0\n")
        assert before == contents(built)


@pytest.mark.slow
def test_leavings_of_a_dead_build_are_cleared(built: Path, leaflet: Leaflet) -> None:
    """What a build wrote half when its machine went down, the next one takes away."""
    half = built / "output/cough/.cough.es.a4.pdf.ab12_xyz"
    other = built / "output/cough/.notes.pdf"
    half.write_bytes(b"%PDF")
    other.write_bytes(b"of somebody else")
    assert leaflet(BUILD).startswith("exit 0\n")
    assert (False, True) == (half.exists(), other.exists())


@pytest.mark.parametrize("case", ["output-article-is-a-file", "output-pdf-is-a-folder"])
@pytest.mark.slow
def test_something_else_in_place_of_a_handout(
    case: str, workspace: Path, leaflet: Leaflet, pin: Pin
) -> None:
    """Where a handout cannot be put, that is said, and what stands there stays."""
    there = workspace / ("output/cough" if "article" in case else f"{PDF}/note.txt")
    there.parent.mkdir(parents=True)
    there.write_text("of somebody else")
    pin(case, leaflet(BUILD))
    assert "of somebody else" == there.read_text()


def test_two_builds_in_one_folder(workspace: Path, leaflet: Leaflet, pin: Pin) -> None:
    """The second of two builds stops, and says what to do."""
    (workspace / "output").mkdir()
    with (workspace / "output/.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        pin("build-locked", leaflet("build cough"))
        wrong_translation(workspace)
        pin("build-locked-nothing-to-make", leaflet("build cough"))
    assert not (workspace / MANIFEST).exists()


# The disc


@pytest.fixture
def small_disc(workspace: Path) -> Iterator[Path]:
    """A real disc of 128 KiB in place of the output folder."""
    disc = workspace / "output"
    disc.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(disc)]
    if os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root may mount a disc")
    yield disc
    subprocess.run(["umount", "--lazy", str(disc)], check=True)


def longer_article(root: Path) -> None:
    changed(root / ARTICLE, lambda data: data + b"\nRest, and drink much.\n")
    more = '\nmsgid "Rest, and drink much."\nmsgstr "Descanse y beba mucho."\n'
    changed(root / CATALOG, lambda data: data + more.encode())


@pytest.mark.slow
def test_full_disc(
    workspace: Path, small_disc: Path, leaflet: Leaflet, contents: Contents, pin: Pin
) -> None:
    """When the disc is full, the old handout and manifest stay, and nothing half does."""
    assert leaflet(BUILD).startswith("exit 0\n")
    longer_article(workspace)
    with contextlib.suppress(OSError), (small_disc / "filler").open("wb", buffering=0) as filler:
        while filler.write(b"x" * 4096):
            pass
    before = contents(workspace)
    pin("disc-full", leaflet(BUILD))
    assert before == contents(workspace)
    (small_disc / "filler").unlink()
    assert leaflet(BUILD).startswith("exit 0\n")


@pytest.mark.slow
def test_read_only_disc(
    workspace: Path, small_disc: Path, leaflet: Leaflet, contents: Contents, pin: Pin
) -> None:
    """A disc that takes nothing is said so, before any work is done."""
    assert leaflet(BUILD).startswith("exit 0\n")
    longer_article(workspace)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disc)], check=True)
    before = contents(workspace)
    pin("disc-read-only", leaflet(BUILD))
    assert before == contents(workspace)


@pytest.mark.slow
def test_file_that_grows_too_large(
    built: Path, leaflet: Leaflet, contents: Contents, pin: Pin
) -> None:
    """At the limit of what a user may write, nothing half stays (no rights of root needed)."""
    longer_article(built)
    before = contents(built)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        said = leaflet(BUILD)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    pin("disc-limit", said)
    assert before == contents(built)


# Interruption


@pytest.fixture
def building(workspace: Path) -> Iterator[subprocess.Popen[str]]:
    """A build of many handouts in a process group of its own, with the first of them done."""
    for number in range(24):
        shutil.copy(workspace / ARTICLE, workspace / f"articles/cough-{number}.md")
    shutil.copytree(BAD / "stock/templates", workspace / "templates")
    # Not below the workspace: the name of a socket in it has 108 bytes at the most, unix(7).
    link(workspace / "tmp", tempfile.mkdtemp())
    process = subprocess.Popen(
        [sys.executable, "-m", "leaflet", "build", *articles(workspace), "-l", "en", "-j", "2"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str((workspace / "tmp").readlink())},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # Where the tests run in the background of a script, Ctrl-C is ignored, and would be here.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout is not None
    assert process.stdout.readline().endswith(".pdf\n")
    yield process
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    shutil.rmtree((workspace / "tmp").readlink())


def articles(root: Path) -> list[str]:
    return sorted(path.stem for path in (root / "articles").glob("*.md"))


def members(session: int) -> list[int]:
    """Return the processes of a session that are alive."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _parent, _group, of = path.read_text().rpartition(")")[2].split()[:4]
            if int(of) == session and state not in "ZX":
                found.append(int(path.parent.name))
    return found


def wait_until(true: Callable[[], bool], timeout_s: float = 10) -> bool:
    end = time.monotonic() + timeout_s
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    return true()


def half_files(root: Path) -> list[str]:
    """Return what is in the output folder, or left among temporary files, and is not whole."""
    rows = json.loads((root / MANIFEST).read_bytes())["handouts"]
    whole = {row["path"]: row["sha256"] for row in rows}
    pdfs = {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (root / "output").rglob("*.pdf*")
    }
    wrong = [path for path, digest in pdfs.items() if whole.get(path) != digest]
    left = [path.name for path in (root / "tmp").iterdir()]
    return [*wrong, *left, *(path for path in whole if path not in pdfs)]


@pytest.mark.slow
@pytest.mark.parametrize("whom", ["process", "group"])
def test_interrupted_build(
    whom: str, building: subprocess.Popen[str], workspace: Path, leaflet: Leaflet, pin: Pin
) -> None:
    """Ctrl-C ends a build with all its workers; what is there is whole, and the next goes on."""
    (os.kill if whom == "process" else os.killpg)(building.pid, signal.SIGINT)
    _, errors = building.communicate(timeout=20)
    pin("build-interrupted", f"exit {building.returncode}\n--- stderr\n{errors}")
    assert wait_until(lambda: not members(building.pid))
    assert [] == half_files(workspace)
    made = len(json.loads((workspace / MANIFEST).read_bytes())["handouts"])
    assert made < len(articles(workspace))
    assert leaflet(f"build {' '.join(articles(workspace)[:3])} -l en").startswith("exit 0\n")


@pytest.mark.slow
def test_killed_build(
    building: subprocess.Popen[str], workspace: Path, leaflet: Leaflet, contents: Contents
) -> None:
    """After `kill -9` no worker stays, and the next build repairs what is not in the manifest."""
    building.kill()
    building.wait()
    assert wait_until(lambda: not members(building.pid))
    made = sorted((workspace / "output").rglob("*.pdf"))
    assert made
    assert leaflet(f"build {' '.join(articles(workspace))} -l en").startswith("exit 0\n")
    assert [] == [name for name in half_files(workspace) if name.endswith(".pdf")]


@pytest.mark.slow
def test_terminated_build(
    building: subprocess.Popen[str], workspace: Path, leaflet: Leaflet
) -> None:
    """A build that the machine ends (SIGTERM, as at shutdown) leaves no worker either."""
    building.terminate()
    building.wait()
    assert wait_until(lambda: not members(building.pid))
    assert leaflet(f"build {articles(workspace)[0]} -l en").startswith("exit 0\n")
