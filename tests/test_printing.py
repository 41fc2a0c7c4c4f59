"""Onto paper: real printers and a real print server, on the loopback address."""

from __future__ import annotations

import http.client
import http.server
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from leaflet.assemble import Job, Library
from leaflet.cli.main import run
from leaflet.codes import code_of
from leaflet.errors import MachineError
from leaflet.printing import log
from leaflet.printing.cups import QueuePrinter
from leaflet.printing.delivery import Delivery, Interrupted, deliver
from leaflet.printing.gate import manifest_of
from leaflet.printing.ipp import IppPrinter
from leaflet.printing.plan import Order, gather, orders_of, page_sheaf, perform, tickets
from leaflet.printing.printer import Ability, Progress, Ticket
from leaflet.sheets import SHEETS, Sheet, Size
from leaflet.workspace import read_workspace
from leaflet.workspace.paper import Destination
from tests.clinics import (
    ALL,
    PDF,
    TODAY,
    Running,
    configure,
    printed,
    told,
)
from tests.printers import MISSING, Cups, Hall, Machine, free_port, until

real = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")
slow = pytest.mark.slow


def pages_of(machine: Machine) -> int:
    """Return how many pages the last file has that came out."""
    with pikepdf.open(machine.jobs[-1]) as pdf:
        return len(pdf.pages)


@pytest.fixture
def roomy(clinic: Path) -> Path:
    """A clinic with a handout of two pages, on the sheet `roomy`."""
    # Four times the least type of `a4`.
    configure(clinic, '[sheets.roomy]\nbase = "a4"\nbase_pt = 48\nfloor_pt = 48')
    assert 0 == run(["build", "-l", "es", "-s", "roomy"])
    return clinic


Impatience = Callable[[Callable[[], bool]], Callable[[], None]]


@pytest.fixture
def lose_patience_when(monkeypatch: pytest.MonkeyPatch) -> Impatience:
    """Let the time to wait be over when something holds, so that no test depends on a clock."""
    over = threading.Event()
    monotonic = time.monotonic
    monkeypatch.setattr(
        "leaflet.printing.delivery.monotonic", lambda: monotonic() + (1e6 if over.is_set() else 0)
    )

    def prepare(holds: Callable[[], bool]) -> Callable[[], None]:
        def wait() -> None:
            until(holds, "what the test waits for")
            over.set()

        return wait

    return prepare


# Straight to a printer


@slow
@real
def test_direct_path_delivers_the_bytes_of_the_file(clinic: Path, desk: Machine) -> None:
    """What comes out of the printer is the file that stands in the manifest, byte for byte."""
    assert 0 == run(["print", "cough", "-l", "es", "-n", "3"])
    assert [(clinic / PDF.format("es")).read_bytes()] == [job.read_bytes() for job in desk.jobs]


@slow
@real
def test_direct_path_delivers_copies_paper_and_sides(clinic: Path, desk: Machine) -> None:
    """A handout of one page takes one side of so many leaves of the sheet's paper."""
    assert 0 == run(["print", "cough", "-l", "es", "-n", "3"])
    found = desk.attributes()
    assert ("3", "iso_a4_210x297mm", "one-sided", "auto") == tuple(
        found[name] for name in ("copies", "media", "sides", "print-color-mode")
    )
    assert "Cough · Spanish" in found["job-name"]


@slow
@real
def test_two_pages_are_printed_on_both_sides(clinic: Path, desk: Machine) -> None:
    """The test page has two, turned over the long edge."""
    assert 0 == run(["print", "--test-page"])
    assert ("two-sided-long-edge", 2) == (desk.attributes()["sides"], pages_of(desk))


@slow
@real
def test_copies_come_out_one_after_the_other(clinic: Path, desk: Machine) -> None:
    """Not all first leaves and then all second ones, for somebody to sort."""
    assert 0 == run(["print", "cough", "-l", "es", "-n", "2"])
    assert 0 == run(["print", "cough", "-l", "es"])
    found = [desk.attributes(number).get("multiple-document-handling") for number in (0, 1)]
    assert ["separate-documents-collated-copies", None] == found


@slow
@real
def test_black_sheet_arrives_without_colour(clinic: Path, desk: Machine) -> None:
    """The printer is told, so that it does not mix black from its inks."""
    assert 0 == run(["build", "-l", "es", "-s", "a4-black"])
    assert 0 == run(["print", "cough", "-l", "es", "-s", "a4-black"])
    assert "monochrome" == desk.attributes()["print-color-mode"]


@slow
@real
def test_log_has_a_line_before_and_one_after(clinic: Path, desk: Machine) -> None:
    """What was sent stands in the log even if the machine stops in between."""
    run(["print", "cough", "-l", "es", "-n", "3"])
    sent, ended = log.read(clinic / "output")
    assert ("sent", "printed") == (sent.outcome, ended.outcome)
    assert (3, "desk", "", desk.attributes()["job-id"]) == (
        ended.copies,
        ended.printer,
        sent.job,
        ended.job,
    )
    entry = manifest_of(read_workspace(clinic)).entries[PDF.format("es")]
    assert (entry.fingerprint, code_of(entry.fingerprint)) == (ended.fingerprint, ended.code)


@slow
@real
def test_dry_run_sends_nothing(
    clinic: Path, desk: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says printer, copies, paper, sides and file."""
    assert 0 == run(["print", "cough", "-l", "es", "-n", "2", "--dry-run"])
    row = [f"desk ({desk.uri})", "2", "A4", "one-sided", PDF.format("es")]
    assert "\t".join(row) + "\n" == capsys.readouterr().out
    assert ([], []) == (desk.jobs, printed(clinic))


@slow
@real
def test_paper_that_does_not_lie_in_a_tray_is_said(
    clinic: Path, desk: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """The test printer has Letter in its tray; somebody must put A4 in."""
    run(["print", "cough", "-l", "es", "--dry-run"])
    assert "no A4 lies in its trays, but Letter, paper of 102 × 152 mm" in capsys.readouterr().err


@slow
@real
def test_printer_out_of_paper_is_said(
    clinic: Path,
    desk: Machine,
    lose_patience_when: Impatience,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The job waits in the printer, and nobody is told to print it again."""
    desk.hold("media-empty-error")
    printer = IppPrinter(Destination(name="desk", uri=desk.uri))
    impatient = lose_patience_when(lambda: "media-empty" in printer.ability().reasons)
    job = Running("print", "cough", "-l", "es")
    impatient()
    assert 2 == job.wait()
    output, errors = capsys.readouterr()
    assert [("es", "sent"), ("es", "out of paper")] == printed(clinic)
    assert output.startswith("out of paper\t")
    assert "it is out of paper" in errors
    assert "do not print it again" in errors


@slow
@real
def test_job_that_takes_longer_is_not_sent_again(
    clinic: Path, desk: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """After the time to wait the job goes on by itself."""
    desk.hold()
    job = Running("print", "cough", "-l", "es", "--timeout", "1")
    desk.wait_for_job()
    assert 2 == job.wait()
    assert "do not print it again" in capsys.readouterr().err
    assert ([("es", "sent"), ("es", "unfinished")], 1) == (printed(clinic), len(desk.jobs))


@slow
@real
def test_job_cancelled_at_the_printer_is_said(
    clinic: Path, desk: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody pressed the button."""
    desk.hold()
    job = Running("print", "cough", "-l", "es")
    desk.wait_for_job()
    desk.cancel(int(desk.attributes()["job-id"]))
    desk.release()
    assert 2 == job.wait()
    assert "somebody cancelled it" in capsys.readouterr().err
    assert [("es", "sent"), ("es", "cancelled")] == printed(clinic)


@slow
@real
def test_printer_that_goes_in_mid_job_is_an_unknown_outcome(
    clinic: Path, desk: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the number of the job; it is not sent a second time."""
    desk.hold()
    job = Running("print", "cough", "-l", "es")
    desk.wait_for_job()
    number = desk.attributes()["job-id"]
    desk.switch_off()
    assert 2 == job.wait()
    errors = capsys.readouterr().err
    assert f"job {number}, Cough · Spanish" in errors
    assert "nobody knows whether it was printed" in errors
    assert "print it again only if it is not there" in errors
    assert ([("es", "sent"), ("es", "unknown")], 1) == (printed(clinic), len(desk.jobs))


@slow
@real
def test_lost_answer_is_asked_for_and_not_sent_again(clinic: Path, floor: Hall) -> None:
    """The file arrived and its answer did not: the printer knows how the job ended."""
    machine = floor.machine()
    with deaf_to_answers(machine, operation=_SEND_DOCUMENT) as uri:
        assert 0 == run(["print", "cough", "-l", "es", "-p", uri])
    assert ([("es", "sent"), ("es", "printed")], 1) == (printed(clinic), len(machine.jobs))


@slow
@real
def test_lost_answer_before_the_file_means_that_nothing_was_printed(
    clinic: Path, floor: Hall, capsys: pytest.CaptureFixture[str]
) -> None:
    """A job without its file prints nothing, so this may be tried again."""
    machine = floor.machine()
    with deaf_to_answers(machine, operation=_CREATE_JOB) as uri:
        assert 2 == run(["print", "cough", "-l", "es", "-p", uri])
    assert "does not answer" in capsys.readouterr().err
    assert ([("es", "sent"), ("es", "refused")], 0) == (printed(clinic), len(machine.jobs))


@slow
@real
def test_lost_answer_of_an_old_printer_is_an_unknown_outcome(clinic: Path, floor: Hall) -> None:
    """One that takes job and file in one step: its number is not known; nothing is sent again."""
    machine = floor.machine()
    with deaf_to_answers(machine, operation=_PRINT_JOB) as uri:
        # Nobody asked this one what it can do, so it is taken for one that knows one step only.
        printer = IppPrinter(Destination(name="old", uri=uri))
        data = (clinic / PDF.format("es")).read_bytes()
        found = deliver(printer, told(SHEETS["a4"]), data, timeout_s=60, tell=lambda _: None)
    machine.wait_for_job()
    assert ("unknown", "", 1) == (found.outcome, found.job, len(machine.jobs))


class Endless:
    """A printer whose job never ends, until somebody loses patience."""

    destination = Destination(name="endless", queue="endless")

    def ability(self) -> Ability:
        return ALL

    def submit(self, ticket: Ticket, data: bytes) -> str:
        return "7"

    def progress(self, job: str) -> Progress:
        raise KeyboardInterrupt

    def remedy(self, job: str) -> str:
        return f"look for job {job}"


def test_who_stops_waiting_is_told_that_the_job_goes_on(clinic: Path) -> None:
    """Ctrl-C ends the waiting and not the job; the log says so."""
    library = Library(read_workspace(clinic))
    order = Order(job=Job(article="cough", language="es", sheet="a4"), copies=1)
    ready = tickets(gather(library, [order], TODAY, draft=False), ALL, Endless())
    seen: list[Delivery] = []
    with pytest.raises(KeyboardInterrupt):
        perform(
            library,
            Endless(),
            ready,
            timeout_s=60,
            tell=lambda _: None,
            on_delivery=lambda _, found: seen.append(found),
        )
    assert [("unfinished", "7")] == [(found.outcome, found.job) for found in seen]
    assert "do not print it again" in seen[0].problems[0].hint
    assert [("es", "sent"), ("es", "unfinished")] == printed(clinic)


class Stopped(Endless):
    """A printer to which a job is on its way when somebody loses patience."""

    def submit(self, ticket: Ticket, data: bytes) -> str:
        raise KeyboardInterrupt


def test_who_interrupts_the_sending_is_told_to_look(clinic: Path) -> None:
    """Nobody knows then whether the job was taken."""
    with pytest.raises(Interrupted) as caught:
        deliver(Stopped(), told(SHEETS["a4"]), b"", timeout_s=60, tell=lambda _: None)
    found = caught.value.delivery
    assert ("unknown", "") == (found.outcome, found.job)
    assert "print it again only if it is not there" in found.problems[0].hint


_PRINT_JOB, _CREATE_JOB, _SEND_DOCUMENT = 2, 5, 6


class deaf_to_answers:  # noqa: N801 (a context manager)
    """Pass questions on to a printer, and lose the answers to one of them."""

    def __init__(self, machine: Machine, operation: int) -> None:
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                other = http.client.HTTPConnection("localhost", machine.port)
                other.request("POST", self.path, body, {"Content-Type": "application/ipp"})
                answer = other.getresponse().read()
                other.close()
                if int.from_bytes(body[2:4]) == operation:
                    self.close_connection = True
                    return
                self.send_response(200)
                self.send_header("Content-Type", "application/ipp")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever)

    def __enter__(self) -> str:
        self._thread.start()
        return f"ipp://127.0.0.1:{self._server.server_port}/ipp/print"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@slow
@real
def test_two_prints_at_once_both_come_out_once(clinic: Path, desk: Machine) -> None:
    """The printer takes one at a time; the other waits, and the log has every line whole."""
    both = [Running("print", "cough", "-l", tag) for tag in ("en", "es")]
    assert [0, 0] == [one.wait() for one in both]
    files = sorted((clinic / PDF.format(tag)).read_bytes() for tag in ("en", "es"))
    assert files == sorted(job.read_bytes() for job in desk.jobs)
    assert ["printed", "printed", "sent", "sent"] == sorted(line for _, line in printed(clinic))


# Printers that are not there, or not fit


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (
            "ipp://127.0.0.1:{port}/ipp/print",
            "nothing that prints is switched on at this address",
        ),
        ("ipp://nowhere.invalid", "nothing in the network has that name"),
    ],
)
def test_printer_that_is_off_or_elsewhere_is_said(
    clinic: Path, name: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In words for who stands at it; nothing is sent, and nothing stands in the log."""
    uri = name.format(port=free_port())
    assert 2 == run(["print", "cough", "-l", "es", "-p", uri])
    said = f"error: the printer `{uri}` does not answer: {why} [printer]\n\n"
    hint = "hint: is it switched on, and is the address right?\n\n"
    assert said + hint == capsys.readouterr().err
    assert [] == printed(clinic)


@slow
@real
def test_wrong_path_of_an_address_is_said(
    clinic: Path, floor: Hall, capsys: pytest.CaptureFixture[str]
) -> None:
    """There is a printer, but not there."""
    uri = floor.machine().uri.replace("/ipp/print", "/ipp/fax")
    assert 2 == run(["print", "cough", "-l", "es", "-p", uri])
    assert "is mostly `/ipp/print`" in capsys.readouterr().err


@slow
@real
def test_test_page_has_the_sides_that_a_printer_prints(
    clinic: Path, floor: Hall, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a printer of one side it tries that, and nobody is told to turn it over."""
    machine = floor.machine(duplex=False)
    assert 0 == run(["print", "--test-page", "-p", machine.uri])
    assert ("one-sided", 1) == (machine.attributes()["sides"], pages_of(machine))
    errors = capsys.readouterr().err
    assert "look at the test page:" in errors
    assert "it has no back" in errors
    assert "turn it" not in errors


@slow
@real
@pytest.mark.parametrize("by_queue", [False, True], ids=["straight", "queue"])
def test_printer_of_one_side_takes_a_leaf_for_each_page(
    roomy: Path,
    floor: Hall,
    cups: Cups,
    capsys: pytest.CaptureFixture[str],
    by_queue: bool,
) -> None:
    """Refused with what it can do and a remedy; the remedy works, and warns of loose leaves."""
    machine = floor.machine(duplex=False)
    if by_queue:
        cups.queue("clinic", machine.uri)
    wanted = ["print", "cough", "-l", "es", "-s", "roomy", "-n", "2"]
    wanted += ["-p", "clinic" if by_queue else machine.uri]
    assert 2 == run(wanted)
    errors = capsys.readouterr().err
    assert "cannot print on both sides, turned over the long edge" in errors
    assert "    sides  one-sided\n" in errors
    assert "hint: `--one-sided` prints each page on a leaf of its own" in errors
    assert [] == machine.jobs
    assert 0 == run([*wanted, "--one-sided"])
    errors = capsys.readouterr().err
    assert "warning: " in errors
    assert "a handout comes out on 2 leaves, each printed on one side" in errors
    assert "fasten all leaves of one handout together" in errors
    found = machine.attributes()
    assert ("one-sided", "2", "separate-documents-collated-copies", 2) == (
        *(found[name] for name in ("sides", "copies", "multiple-document-handling")),
        pages_of(machine),
    )


@slow
@real
def test_one_side_is_printed_where_somebody_wants_it(roomy: Path, desk: Machine) -> None:
    """On a printer that prints both."""
    wanted = ["print", "cough", "-l", "es", "-s", "roomy"]
    assert 0 == run(wanted)
    assert 0 == run([*wanted, "--one-sided"])
    sides = [desk.attributes(number)["sides"] for number in (0, 1)]
    assert ["two-sided-long-edge", "one-sided"] == sides


@slow
@real
def test_printer_that_knows_no_pdf_is_refused(
    clinic: Path, floor: Hall, capsys: pytest.CaptureFixture[str]
) -> None:
    """A queue of CUPS would convert."""
    machine = floor.machine(formats="image/pwg-raster")
    assert 2 == run(["print", "cough", "-l", "es", "-p", machine.uri])
    assert "make a queue of CUPS for it" in capsys.readouterr().err


@slow
@real
def test_paper_that_a_printer_does_not_have_is_refused(floor: Hall) -> None:
    """A poster does not go on a printer of A4; the papers that it has are said."""
    printer = IppPrinter(Destination(name="desk", uri=floor.machine().uri))
    wall = Sheet(name="wall", size=Size(width_mm=297, height_mm=420))
    sheaf = page_sheaf("x", wall, b"", 1)
    with pytest.raises(MachineError, match="it has no A3 ") as caught:
        tickets([sheaf], printer.ability(), printer)
    [(label, papers)] = caught.value.problems[0].evidence
    assert ("papers", True) == (label, papers.startswith("Letter, Legal, A4, A6, A5, paper of 105"))


# Through CUPS


@slow
@real
def test_queue_delivers_copies_paper_and_sides(clinic: Path, floor: Hall, cups: Cups) -> None:
    """CUPS's default queue is the default where leaflet.toml names no printer."""
    machine = floor.machine()
    cups.queue("clinic", machine.uri)
    cups.run("lpadmin", "-d", "clinic")
    assert 0 == run(["print", "cough", "-l", "es", "-n", "3"])
    assert 0 == run(["print", "--test-page"])
    first, second = machine.attributes(0), machine.attributes(1)
    assert ("3", "one-sided") == (first["copies"], first["sides"])
    assert "x-dimension=21000 y-dimension=29700" in first["media-col"]
    assert "two-sided-long-edge" == second["sides"]
    assert [("es", "sent"), ("es", "printed")] == printed(clinic)


@slow
@real
def test_queue_that_holds_its_jobs_is_said(
    clinic: Path, floor: Hall, cups: Cups, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody has to let it go; it is not printed again."""
    cups.queue("clinic", floor.machine().uri, "-o", "job-hold-until-default=indefinite")
    assert 2 == run(["print", "cough", "-l", "es", "-p", "clinic"])
    errors = capsys.readouterr().err
    assert "it is held" in errors
    assert "`cancel clinic-1` ends this one" in errors
    assert [("es", "sent"), ("es", "held")] == printed(clinic)


@slow
@real
def test_job_cancelled_in_the_queue_is_said(
    clinic: Path, floor: Hall, cups: Cups, capsys: pytest.CaptureFixture[str]
) -> None:
    """By `cancel`, while the printer is at work."""
    machine = floor.machine()
    cups.queue("clinic", machine.uri)
    machine.hold()
    job = Running("print", "cough", "-l", "es", "-p", "clinic")
    machine.wait_for_job()
    cups.run("cancel", "clinic-1")
    machine.release()
    assert 2 == job.wait()
    assert "somebody cancelled it" in capsys.readouterr().err


@slow
@real
def test_queue_whose_printer_is_out_of_paper_is_said(
    clinic: Path,
    floor: Hall,
    cups: Cups,
    lose_patience_when: Impatience,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """CUPS passes on what its printer says."""
    machine = floor.machine()
    cups.queue("clinic", machine.uri)
    machine.hold("media-empty-error")
    printer = QueuePrinter(Destination(name="clinic", queue="clinic"))
    impatient = lose_patience_when(lambda: "media-empty" in printer.ability().reasons)
    job = Running("print", "cough", "-l", "es", "-p", "clinic")
    impatient()
    assert 2 == job.wait()
    assert "it is out of paper" in capsys.readouterr().err
    assert [("es", "sent"), ("es", "out of paper")] == printed(clinic)


@slow
@real
def test_queue_whose_printer_is_off_is_said(
    clinic: Path, floor: Hall, cups: Cups, capsys: pytest.CaptureFixture[str]
) -> None:
    """The job waits in the queue."""
    machine = floor.machine()
    cups.queue("clinic", machine.uri)
    machine.switch_off()
    assert 2 == run(["print", "cough", "-l", "es", "-p", "clinic", "--timeout", "3"])
    errors = capsys.readouterr().err
    assert "`cancel clinic-1` ends this one" in errors
    assert [("es", "sent"), ("es", "unfinished")] == printed(clinic)


@slow
@real
def test_print_server_that_goes_in_mid_job_is_an_unknown_outcome(
    clinic: Path, floor: Hall, cups: Cups, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the number of the job."""
    machine = floor.machine()
    cups.queue("clinic", machine.uri)
    machine.hold()
    job = Running("print", "cough", "-l", "es", "-p", "clinic")
    machine.wait_for_job()
    cups.process.kill()
    assert 2 == job.wait()
    errors = capsys.readouterr().err
    assert "job 1, Cough · Spanish" in errors
    assert "nobody knows whether it was printed" in errors
    assert [("es", "sent"), ("es", "unknown")] == printed(clinic)


@slow
@real
def test_queue_that_takes_no_jobs_is_refused(
    clinic: Path, floor: Hall, cups: Cups, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is sent."""
    cups.queue("clinic", floor.machine().uri)
    until(lambda: "not accepting" in cups.reject("clinic"), "a queue that takes no jobs")
    assert 2 == run(["print", "cough", "-l", "es", "-p", "clinic"])
    assert "takes no jobs now (Rejecting Jobs)" in capsys.readouterr().err
    assert [] == printed(clinic)


def test_printer_must_be_clear(clinic: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of two, none of which is the default, neither is taken."""
    configure(clinic, '[printers.desk]\nqueue = "a"\n[printers.ward]\nqueue = "b"')
    assert 2 == run(["print", "cough", "-l", "es"])
    assert "known: `desk`, `ward`" in capsys.readouterr().err
    assert 2 == run(["print", "cough", "-l", "es", "-p", "wart"])
    assert "did you mean `ward`?" in capsys.readouterr().err


@slow
@real
def test_doctor_asks_the_printers(
    clinic: Path, desk: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those that leaflet.toml names."""
    run(["doctor"])
    assert f"printer      desk ({desk.uri}): idle\n" in capsys.readouterr().out


def test_without_cups_its_absence_is_said(
    clinic: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """With the other way to a printer, which needs no CUPS."""
    configure(clinic, '[printers.desk]\nqueue = "clinic"')
    monkeypatch.setenv("PATH", str(tmp_path))
    assert 2 == run(["print", "cough", "-l", "es"])
    errors = capsys.readouterr().err
    assert "is not installed, so no queue of CUPS can be reached" in errors
    assert "`apt-get install cups-client`" in errors


@slow
@real
def test_list_of_printers_says_what_each_can_do(
    clinic: Path, desk: Machine, cups: Cups, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those of leaflet.toml, then the queues of CUPS; one that is off is listed too."""
    configure(clinic, f'[printers.off]\nuri = "ipp://127.0.0.1:{free_port()}/"')
    cups.queue("clinic", desk.uri)
    assert 0 == run(["list", "printers"])
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert ["desk", "off", "clinic"] == [row[0] for row in rows]
    assert ["idle", "no answer", "idle"] == [row[2] for row in rows]
    assert ["A4, A5, A6, Letter, Legal", ""] == [row[3] for row in rows[:2]]
    assert "one-sided, two-sided-long-edge, two-sided-short-edge" == rows[0][4]
    assert ["default", "", ""] == [row[6] for row in rows]


# Racks


RACK = '[racks.waiting-room]\narticles = ["cough"]\nlanguages = {es = 2, en = 5}'


@slow
@real
def test_rack_comes_out_by_language_behind_its_separator(clinic: Path, desk: Machine) -> None:
    """English before Spanish, by the staff's names; each behind a page with that name."""
    configure(clinic, RACK)
    assert 0 == run(["print", "--rack", "waiting-room"])
    jobs = [desk.attributes(number) for number in range(4)]
    assert ["English", "Cough · English", "Spanish", "Cough · Spanish"] == [
        job["job-name"].rsplit(" · ", 1)[0] if "Cough" in job["job-name"] else job["job-name"]
        for job in jobs
    ]
    assert ["1", "5", "1", "2"] == [job["copies"] for job in jobs]
    outcomes = [("en", "sent"), ("en", "printed"), ("es", "sent"), ("es", "printed")]
    assert outcomes == printed(clinic)


@slow
@real
def test_rack_of_which_something_may_not_be_printed_stays_whole(
    clinic: Path, desk: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is printed unless all of it can be."""
    configure(clinic, RACK)
    (clinic / PDF.format("es")).write_bytes(b"")
    assert 1 == run(["print", "--rack", "waiting-room"])
    errors = capsys.readouterr().err
    assert "`cough` in Spanish (a4) is not printed" in errors
    assert "nothing of the rack `waiting-room` was printed" in errors
    assert [] == desk.jobs


@slow
@real
def test_rack_stops_behind_a_job_that_was_not_printed(
    clinic: Path, desk: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was not sent is said."""
    configure(clinic, RACK)
    desk.hold()
    job = Running("print", "--rack", "waiting-room")
    desk.wait_for_job()
    desk.cancel(int(desk.attributes()["job-id"]))
    desk.release()
    assert 2 == job.wait()
    assert "3 jobs behind it not sent" in capsys.readouterr().err
    assert (1, []) == (len(desk.jobs), printed(clinic))


def test_rack_without_lists_has_all_of_the_workspace(clinic: Path) -> None:
    """Every article in every language, once."""
    configure(clinic, "[racks.all]")
    workspace = read_workspace(clinic)
    orders = orders_of(Library(workspace), workspace.racks["all"])
    assert [("cough", "en", "a4", 1), ("cough", "es", "a4", 1)] == [
        (one.job.article, one.job.language, one.job.sheet, one.copies) for one in orders
    ]
