"""Real printers for tests: `ippeveprinter` and a `cupsd` of one's own, on the loopback address.

Everything lies in a folder of its own, on ports that were free, and ends with the test. What the
printer does with a job is said by files in its folder, so that no test waits for a clock:

    hold     a job that has begun goes on when this file is gone
    state    what the printer then says of itself, as `+media-empty-error`
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PROGRAMS = ("cupsd", "dbus-daemon", "ippeveprinter", "ipptool", "lp", "lpadmin")
MISSING = tuple(
    name for name in PROGRAMS if not shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
)

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
"""

# The file of a job is $1, its attributes IPP_… in the environment. What is written to stderr as
# STATE becomes `printer-state-reasons`.
_SAVE = """#!/bin/sh
set -e
number=$(ls "$SPOOL"/jobs | wc -l | xargs printf %04d)
env | grep '^IPP_' | sort >"$SPOOL/jobs/$number.env"
cp "$1" "$SPOOL/jobs/$number.pdf"
: >"$SPOOL/begun"
said=
while [ -e "$SPOOL/hold" ]; do
  if [ -e "$SPOOL/state" ] && [ -z "$said" ]; then
    said=$(cat "$SPOOL/state")
    echo "STATE: +$said" >&2
  fi
  sleep 0.05
done
[ -z "$said" ] || echo "STATE: -$said" >&2
"""

_CUPSD = """
LogLevel debug
MaxLogSize 0
Listen 127.0.0.1:{port}
Browsing Off
DefaultAuthType None
WebInterface No
PreserveJobHistory Yes
<Location />
  Order allow,deny
  Allow 127.0.0.1
</Location>
<Location /admin>
  Order allow,deny
  Allow 127.0.0.1
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    AuthType None
    Order allow,deny
    Allow 127.0.0.1
  </Limit>
</Policy>
"""

_CUPS_FILES = """
User {user}
Group {group}
ServerRoot {folder}/etc
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
CacheDir {folder}/cache
StateDir {folder}/state
DataDir /usr/share/cups
ServerBin /usr/lib/cups
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
"""

# Of a printer whose papers are not those that `ippeveprinter` has by itself (PPD 4.3).
_PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "TEST.PPD"
*Manufacturer: "Example"
*Product: "(Printer)"
*ModelName: "Example Printer"
*ShortNickName: "Example Printer"
*NickName: "Example Printer"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: {colour}
"""
_POINTS = {"A3": (842, 1191), "A4": (595, 842), "Letter": (612, 792), "Tabloid": (792, 1224)}


def _description(papers: Sequence[str], *, duplex: bool, colour: bool) -> str:
    """Return the PPD of a printer."""
    lines = [_PPD.format(colour=colour)]
    for option in ("PageSize", "PageRegion"):
        lines += [f"*OpenUI *{option}: PickOne", f"*Default{option}: {papers[0]}"]
        lines += [f'*{option} {paper}: ""' for paper in papers]
        lines += [f"*CloseUI: *{option}"]
    for paper in papers:
        width, height = _POINTS[paper]
        lines += [f'*ImageableArea {paper}: "12 12 {width - 12} {height - 12}"']
        lines += [f'*PaperDimension {paper}: "{width} {height}"']
    if duplex:
        kinds = ("None", "DuplexNoTumble", "DuplexTumble")
        lines += ["*OpenUI *Duplex: PickOne", "*DefaultDuplex: None"]
        lines += [*(f'*Duplex {kind}: ""' for kind in kinds), "*CloseUI: *Duplex"]
    return "\n".join(lines) + "\n"


PATIENCE_S = 60
"""How long a test waits before it fails for something that takes a blink: never asserted."""


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds, or fail."""
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end, f"never came: {what}"
        time.sleep(0.02)


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextlib.contextmanager
def running(
    arguments: list[str], log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program in a group of its own, and end it and all that it began."""
    with log.open("ab") as said:
        process = subprocess.Popen(
            arguments,
            stdout=said,
            stderr=said,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@dataclass
class Machine:
    """A printer that is a program."""

    folder: Path
    """Where its jobs, and what steers it, lie."""
    port: int
    """Of the loopback address."""
    process: subprocess.Popen[bytes]
    """The program."""

    @property
    def uri(self) -> str:
        """Where it listens."""
        return f"ipp://localhost:{self.port}/ipp/print"

    @property
    def jobs(self) -> list[Path]:
        """The files that it printed, in their order."""
        return sorted((self.folder / "jobs").glob("*.pdf"))

    def attributes(self, number: int = -1) -> dict[str, str]:
        """Return what arrived with a job beside its file: `sides`, `media`, `copies` …"""
        text = self.jobs[number].with_suffix(".env").read_text()
        pairs = (line.removeprefix("IPP_").split("=", 1) for line in text.splitlines())
        return {name.lower().replace("_", "-"): value for name, value in pairs}

    def hold(self, state: str = "") -> None:
        """Let the next job begin and not end, perhaps with a reason, as "media-empty-error"."""
        (self.folder / "begun").unlink(missing_ok=True)
        if state:
            (self.folder / "state").write_text(state)
        (self.folder / "hold").touch()

    def release(self) -> None:
        """Let it end."""
        (self.folder / "state").unlink(missing_ok=True)
        (self.folder / "hold").unlink()

    def wait_for_job(self) -> None:
        """Wait until a job has begun."""
        until((self.folder / "begun").exists, "a job that begins")

    def switch_off(self) -> None:
        """Pull the plug."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def cancel(self, job: int) -> None:
        """Cancel a job, as somebody does at the printer."""
        request = self.folder / "cancel.test"
        request.write_text(
            "{\nOPERATION Cancel-Job\nGROUP operation-attributes-tag\n"
            "ATTR charset attributes-charset utf-8\n"
            "ATTR language attributes-natural-language en\n"
            f"ATTR uri printer-uri $uri\nATTR integer job-id {job}\n"
            "ATTR name requesting-user-name $user\n}\n"
        )
        subprocess.run(["ipptool", self.uri, str(request)], check=True, capture_output=True)


@dataclass
class Hall:
    """Where printers stand: a bus for them to hang on, and a folder."""

    folder: Path
    """Short: the path of a socket may have 107 letters."""
    stack: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)
    """What ends with the test."""

    def machine(
        self,
        *,
        duplex: bool = True,
        colour: bool = True,
        formats: str = "application/pdf,image/pwg-raster,image/urf",
        papers: Sequence[str] = (),
    ) -> Machine:
        """
        Switch a printer on. It has Letter in its tray, and takes A4 and no A3.

        Args:
            duplex: Whether it prints on both sides.
            colour: Whether it prints in colour.
            formats: What kinds of files it takes.
            papers: Those that it has instead, as "A3", the first in its tray; it takes PDF then.
        """
        port = free_port()
        folder = self.folder / str(port)
        (folder / "jobs").mkdir(parents=True)
        (folder / "spool").mkdir()
        command = folder / "save"
        command.write_text(_SAVE)
        command.chmod(0o755)
        arguments = ["ippeveprinter", "-vv", "-k", "-r", "off", "-n", "localhost"]
        arguments += ["-p", str(port), "-d", str(folder / "spool"), "-c", str(command)]
        if papers:
            description = folder / "printer.ppd"
            description.write_text(_description(papers, duplex=duplex, colour=colour))
            arguments += ["-P", str(description)]
        else:
            arguments += ["-f", formats, "-s", "10,5" if colour else "10"]
            arguments += ["-2"] if duplex else []
        arguments += [f"Test {port}"]
        environment = {"SPOOL": str(folder), "DBUS_SYSTEM_BUS_ADDRESS": self._bus}
        process = self.stack.enter_context(running(arguments, folder / "log", environment))
        until(lambda: _listens(port), f"a printer on port {port}")
        return Machine(folder=folder, port=port, process=process)

    @property
    def _bus(self) -> str:
        return f"unix:path={self.folder}/bus"

    def open(self) -> None:
        """Start the bus, without which `ippeveprinter` does not: it would say its name there."""
        configuration = self.folder / "bus.conf"
        configuration.write_text(_BUS.format(folder=self.folder))
        arguments = ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nopidfile"]
        self.stack.enter_context(running(arguments, self.folder / "bus.log"))
        until((self.folder / "bus").exists, "the bus")

    def cups(self) -> Cups:
        """Start a print server without queues."""
        folder, port = self.folder / "cups", free_port()
        for name in ("etc/ppd", "spool/tmp", "cache", "state/certs", "log"):
            (folder / name).mkdir(parents=True)
        is_root = os.geteuid() == 0
        user, group = ("lp", "lp") if is_root else ("", "")
        if is_root:
            for path in (folder / "spool", folder / "spool/tmp", folder / "cache", folder / "etc"):
                shutil.chown(path, group="lp")
            (folder / "spool/tmp").chmod(0o1770)
        files = _CUPS_FILES.format(folder=folder, user=user, group=group)
        lines = [
            line for line in files.splitlines() if is_root or line[:5] not in ("User ", "Group")
        ]
        (folder / "etc/cups-files.conf").write_text("\n".join(lines) + "\n")
        (folder / "etc/cupsd.conf").write_text(_CUPSD.format(port=port))
        arguments = ["/usr/sbin/cupsd", "-f", "-c", str(folder / "etc/cupsd.conf")]
        arguments += ["-s", str(folder / "etc/cups-files.conf")]
        environment = {"DBUS_SYSTEM_BUS_ADDRESS": self._bus}
        process = self.stack.enter_context(running(arguments, folder / "log/cupsd", environment))
        until(lambda: _listens(port), "the print server")
        return Cups(port=port, folder=folder, process=process)


@dataclass
class Cups:
    """A print server."""

    port: int
    """Of the loopback address."""
    folder: Path
    """Its files."""
    process: subprocess.Popen[bytes]
    """The program."""

    @property
    def server(self) -> str:
        """As in CUPS_SERVER."""
        return f"127.0.0.1:{self.port}"

    def run(self, *arguments: str) -> str:
        """Run one of CUPS's programs against this server, and return what it says."""
        result = subprocess.run(
            [*arguments],
            check=True,
            capture_output=True,
            text=True,
            env={
                **os.environ,
                "CUPS_SERVER": self.server,
                "PATH": f"{os.environ['PATH']}:/usr/sbin",
            },
        )
        return result.stdout

    def reject(self, name: str) -> str:
        """Let a queue take no jobs, and return how it stands."""
        self.run("cupsreject", name)
        return self.run("lpstat", "-a", name)

    def queue(self, name: str, uri: str, *options: str) -> None:
        """Make a queue that leads to a printer."""
        self.run("lpadmin", "-p", name, "-E", "-v", uri, "-m", "everywhere", *options)
        # The server asks the printer behind our back, and then opens the queue once more.
        until(lambda: bool(self.run("lpoptions", "-p", name, "-l").strip()), "a queue")


@contextlib.contextmanager
def hall() -> Iterator[Hall]:
    """Open a hall for printers, and close it."""
    with tempfile.TemporaryDirectory(prefix="hall-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)  # the print server's filters are not root
        found = Hall(folder=Path(name))
        with found.stack:
            found.open()
            yield found
