"""Onto paper: real printers and a real print server, and what may go to them."""

from __future__ import annotations

import datetime
import http.client
import http.server
import io
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.assemble import Job, Library
from leaflet.cli.main import run
from leaflet.codes import ALPHABET, code_of, read_code
from leaflet.errors import ContentError, MachineError
from leaflet.printing import log
from leaflet.printing.gate import current, manifest_of
from leaflet.printing.ipp import IppPrinter
from leaflet.printing.plan import orders_of, page_sheaf, tickets
from leaflet.printing.printer import Ability
from leaflet.printing.ticket import media_for, sides_of, ticket
from leaflet.review import approve, withdraw
from leaflet.sheets import A4, A5, LETTER, SHEETS, Printing, Sheet, Size
from leaflet.workspace import read_workspace
from leaflet.workspace.paper import Destination
from tests.printers import MISSING, Cups, Hall, Machine, free_port, hall, until

BAD = Path(__file__).parent / "bad"
TEMPLATES = Path(__file__).parent.parent / "templates"
TODAY = datetime.date(2026, 1, 15)
PAGES = ("separator.html", "test-page.html", "card-interpreter.html")
PDF = "output/cough/cough.{}.a4.pdf"

real = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")
slow = pytest.mark.slow


# A clinic with two approved handouts


def _stock(patch: pytest.MonkeyPatch) -> None:
    for module in ("model", "configuration"):
        patch.setattr(f"leaflet.workspace.{module}.stock_folder", lambda: BAD / "stock")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose handouts are built and approved; to be copied."""
    root = tmp_path_factory.mktemp("built") / "clinic"
    shutil.copytree(BAD / "base", root)
    (root / "templates").mkdir()
    for name in PAGES:
        shutil.copy(TEMPLATES / name, root / "templates")
    toml = (root / "leaflet.toml").read_text().replace('["es"]', '["en", "es"]')
    (root / "leaflet.toml").write_text(f'{toml}interpreter = "020 7946 0999"\n')
    with pytest.MonkeyPatch.context() as patch:
        _stock(patch)
        library = Library(read_workspace(root))
        for tag in ("en", "es"):
            approve(library, "cough", tag, by="Ana Perez", role="nurse", date=TODAY)
        assert 0 == run(["-w", str(root), "build"])
    return root


@pytest.fixture
def clinic(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, which the test stands in."""
    root = tmp_path / "clinic"
    shutil.copytree(built, root)
    _stock(monkeypatch)
    monkeypatch.chdir(root)
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{free_port()}")  # no server but a test's own
    return root


def configure(clinic: Path, text: str) -> None:
    with (clinic / "leaflet.toml").open("a") as file:
        file.write(f"\n{text}\n")


def printed(clinic: Path) -> list[tuple[str, str]]:
    """Return what the log says: language and outcome of each line."""
    return [(record.language, record.outcome) for record in log.read(clinic / "output")]


@pytest.fixture
def floor() -> Iterator[Hall]:
    """Where a test may switch printers on."""
    with hall() as found:
        yield found


@pytest.fixture
def desk(floor: Hall, clinic: Path) -> Machine:
    """A printer, which is the clinic's default."""
    machine = floor.machine()
    configure(clinic, f'[printers.desk]\nuri = "{machine.uri}"\ndefault = true')
    return machine


@pytest.fixture
def cups(floor: Hall, monkeypatch: pytest.MonkeyPatch) -> Cups:
    """A print server of the test's own, which the programs of CUPS take for theirs."""
    server = floor.cups()
    monkeypatch.setenv("CUPS_SERVER", server.server)
    return server


class Running:
    """A command that runs beside the test."""

    def __init__(self, *arguments: str) -> None:
        self.code: int | None = None
        self._thread = threading.Thread(target=self._run, args=(list(arguments),))
        self._thread.start()

    def _run(self, arguments: list[str]) -> None:
        self.code = run(arguments)

    def wait(self) -> int | None:
        self._thread.join()
        return self.code


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
    assert "two-sided-long-edge" == desk.attributes()["sides"]


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
    row = [f"desk ({desk.uri})", "2", "iso_a4_210x297mm", "one-sided", PDF.format("es")]
    assert "\t".join(row) + "\n" == capsys.readouterr().out
    assert ([], []) == (desk.jobs, printed(clinic))


@slow
@real
def test_paper_that_does_not_lie_in_a_tray_is_said(
    clinic: Path, desk: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """The test printer has Letter in its tray; somebody must put A4 in."""
    run(["print", "cough", "-l", "es", "--dry-run"])
    assert "no `iso_a4_210x297mm` lies in its trays, but na_letter" in capsys.readouterr().err


@slow
@real
def test_printer_out_of_paper_is_said(
    clinic: Path, desk: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """The job waits in the printer, and nobody is told to print it again."""
    desk.hold("media-empty-error")
    job = Running("print", "cough", "-l", "es", "--timeout", "3")
    desk.wait_for_job()
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


_CREATE_JOB, _SEND_DOCUMENT = 5, 6


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


@pytest.mark.parametrize("name", ["ipp://127.0.0.1:{port}/ipp/print", "ipp://nowhere.invalid"])
def test_printer_that_is_off_or_elsewhere_is_said(
    clinic: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is sent, and nothing stands in the log."""
    assert 2 == run(["print", "cough", "-l", "es", "-p", name.format(port=free_port())])
    assert "does not answer" in capsys.readouterr().err
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
def test_printer_of_one_side_is_refused_for_two(
    clinic: Path, floor: Hall, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what it can do; nothing is sent."""
    machine = floor.machine(duplex=False)
    assert 2 == run(["print", "--test-page", "-p", machine.uri])
    errors = capsys.readouterr().err
    assert "cannot print on both sides, turned over the long edge" in errors
    assert "    sides  one-sided\n" in errors
    assert [] == machine.jobs


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
    with pytest.raises(MachineError, match="no paper of 297 × 420 mm") as caught:
        tickets([sheaf], printer.ability(), printer)
    [(label, papers)] = caught.value.problems[0].evidence
    assert ("papers", True) == (label, "iso_a4_210x297mm" in papers)


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
    clinic: Path, floor: Hall, cups: Cups, capsys: pytest.CaptureFixture[str]
) -> None:
    """CUPS passes on what its printer says."""
    machine = floor.machine()
    cups.queue("clinic", machine.uri)
    machine.hold("media-empty-error")
    job = Running("print", "cough", "-l", "es", "-p", "clinic", "--timeout", "5")
    machine.wait_for_job()
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
    assert ["A4, A5, Letter, Legal", ""] == [row[3] for row in rows[:2]]
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


# What may be printed


def spoil_file(clinic: Path) -> None:
    with (clinic / PDF.format("es")).open("ab") as file:
        file.write(b" ")


def remove_file(clinic: Path) -> None:
    (clinic / PDF.format("es")).unlink()


def forget_file(clinic: Path) -> None:
    (clinic / "output/manifest.json").unlink()


def change_clinic(clinic: Path) -> None:
    toml = clinic / "leaflet.toml"
    toml.write_text(toml.read_text().replace("7946 0000", "7946 0001"))


def change_translation(clinic: Path) -> None:
    catalog = clinic / "translations/es/LC_MESSAGES/cough.po"
    catalog.write_text(catalog.read_text().replace("10 ml de", "10\N{NO-BREAK SPACE}ml de"))


def doubt_translation(clinic: Path) -> None:
    catalog = clinic / "translations/es/LC_MESSAGES/cough.po"
    catalog.write_text(catalog.read_text().replace('msgid "Give', '#, fuzzy\nmsgid "Give'))


def end_approval(clinic: Path) -> None:
    (clinic / "translations/es/approvals.toml").unlink()
    assert 0 == run(["build", "-l", "es"])


def let_review_pass(clinic: Path) -> None:
    article = clinic / "articles/cough.md"
    article.write_text(article.read_text().replace('"Cough"', '"Cough"\nreview_by = 2026-01-14', 1))


def withdraw_article(clinic: Path) -> None:
    withdraw(Library(read_workspace(clinic)), "cough", reason="the dose is wrong", date=TODAY)


def swap_rows(clinic: Path) -> None:
    path = clinic / "output/manifest.json"
    content = json.loads(path.read_text())
    for row in content["handouts"]:
        row["language"] = {"en": "es", "es": "en"}[row["language"]]
    path.write_text(json.dumps(content))


@slow
@pytest.mark.parametrize(
    ("happen", "said"),
    [
        (spoil_file, "its file is not the one that was built"),
        (remove_file, "its file is gone"),
        (forget_file, "there is no PDF of it yet"),
        (change_clinic, "its PDF is out of date, changed since: clinic"),
        (change_translation, "changed since: translation"),
        (doubt_translation, "is not complete: 1 fuzzy"),
        (end_approval, "nobody has approved the translation"),
        (let_review_pass, "it had to be reviewed by 2026-01-14"),
        (withdraw_article, "was withdrawn on 2026-01-15: the dose is wrong"),
        (swap_rows, "its PDF is out of date"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_is_not_current_is_refused(
    clinic: Path, happen: Callable[[Path], None], said: str
) -> None:
    """With the reason and the remedy, before any printer is asked."""
    happen(clinic)
    library = Library(read_workspace(clinic))
    job = Job(article="cough", language="es", sheet="a4")
    with pytest.raises(ContentError) as caught:
        current(library, manifest_of(library.workspace), job, TODAY, draft=False)
    assert said in str(caught.value)
    assert all(problem.hint for problem in caught.value.problems)


@slow
def test_current_handout_may_be_printed(clinic: Path) -> None:
    """On the last day of its review too."""
    library = Library(read_workspace(clinic))
    job = Job(article="cough", language="es", sheet="a4")
    found = current(library, manifest_of(library.workspace), job, TODAY, draft=False)
    assert (clinic / PDF.format("es")).read_bytes() == found.data


@slow
def test_draft_is_printed_when_it_is_asked_for(clinic: Path) -> None:
    """It carries its band."""
    end_approval(clinic)
    library = Library(read_workspace(clinic))
    job = Job(article="cough", language="es", sheet="a4")
    assert current(library, manifest_of(library.workspace), job, TODAY, draft=True).ready.draft


@slow
def test_refusal_offers_a_card(clinic: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is no translation, the patient gets an interpreter at least."""
    configuration = clinic / "leaflet.toml"
    shutil.copy(TEMPLATES / "handout.html", clinic / "templates/words.html")
    configuration.write_text(configuration.read_text().replace('"en", "es"', '"en", "es", "de"'))
    assert 1 == run(["print", "cough", "-l", "German"])
    assert "`leaflet print --card -l de` makes a card" in capsys.readouterr().err


@slow
@real
def test_card_names_the_language_and_the_number(clinic: Path, desk: Machine) -> None:
    """For a language that the workspace does not know, in the staff's words."""
    shutil.copy(TEMPLATES / "handout.html", clinic / "templates/words.html")
    assert 0 == run(["print", "--card", "-l", "Somali"])
    assert ["Somali"] == [desk.attributes()["job-name"]]
    assert [] == printed(clinic)


# Who is meant


@pytest.mark.parametrize("words", ["cough", "COUG", "Tos", "tós"])
def test_article_is_found_by_part_of_a_title(
    clinic: Path, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the staff's language or any other."""
    run(["print", words, "-l", "es", "-p", f"ipp://127.0.0.1:{free_port()}"])
    assert "does not answer" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["es", "Spanish", "español", "ESPANOL"])
def test_language_is_found_by_any_of_its_names(
    clinic: Path, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its tag, in the staff's language, in its own."""
    run(["print", "cough", "-l", words, "-p", f"ipp://127.0.0.1:{free_port()}"])
    assert "does not answer" in capsys.readouterr().err


def test_person_is_asked_which_article(
    clinic: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a terminal, by number."""
    shutil.copy(clinic / "articles/cough.md", clinic / "articles/cough-of-children.md")
    monkeypatch.setattr("leaflet.cli.print._on_terminal", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("2\n"))
    assert 1 == run(["print", "coug", "-l", "es"])
    errors = capsys.readouterr().err
    assert "  1  Cough  (cough)\n  2  Cough  (cough-of-children)\n" in errors
    assert "into Spanish (`es`)" in errors


def test_nobody_is_asked_without_a_terminal(
    clinic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The articles that may be meant are named."""
    shutil.copy(clinic / "articles/cough.md", clinic / "articles/cough-of-children.md")
    assert 2 == run(["print", "coug", "-l", "es"])
    assert "hint: write `cough` or `cough-of-children`" in capsys.readouterr().err


# What a sheet needs


ALL = Ability(
    state="idle",
    accepts=True,
    formats=("application/pdf",),
    media=("iso_a4_210x297mm", "na_letter_8.5x11in"),
    sides=("one-sided", "two-sided-long-edge", "two-sided-short-edge"),
    colours=("auto", "color", "monochrome"),
    scalings=("auto", "none"),
    copies=99,
)


@pytest.mark.parametrize(
    ("sheet", "pages", "sides"),
    [
        ("a4", 1, "one-sided"),
        ("a4", 2, "two-sided-long-edge"),
        ("letter", 2, "two-sided-long-edge"),
        ("booklet", 4, "two-sided-short-edge"),
        ("booklet", 1, "two-sided-short-edge"),
        ("trifold", 6, "two-sided-short-edge"),
        ("a6-cards", 1, "one-sided"),
        ("a6-cards", 2, "two-sided-long-edge"),
    ],
)
def test_edge_to_turn_over_follows_from_the_fold(sheet: str, pages: int, sides: str) -> None:
    """A booklet that is turned over the wrong edge has every second page upside down."""
    assert sides == sides_of(SHEETS[sheet], pages)


def told(sheet: Sheet, **changes: Any) -> Any:
    values = {"title": "x", "pages": 2, "copies": 1, "ability": ALL, **changes}
    return ticket(sheet, destination=Destination(name="desk", queue="desk"), **values)


def test_folding_sheet_is_printed_on_its_paper() -> None:
    """A booklet of A5 pages comes on A4; nothing is shrunk."""
    found = told(SHEETS["booklet"])
    assert ("iso_a4_210x297mm", "none", "auto") == (found.media, found.scaling, found.colour)


def test_sheet_without_colour_is_printed_without() -> None:
    """Where the sheet says so, on a printer that has colour."""
    grey = Sheet(name="grey", size=A4, printing=Printing(monochrome=True, one_sided=True))
    found = told(grey)
    assert ("monochrome", "one-sided") == (found.colour, found.sides)


def test_printing_of_a_sheet_is_not_in_its_fingerprint() -> None:
    """The PDF is the same, whatever the printer is told."""
    assert repr(Sheet(name="x", size=A4)) == repr(
        Sheet(name="x", size=A4, printing=Printing(monochrome=True))
    )


def test_more_copies_than_a_printer_makes_are_refused() -> None:
    """With the number that it makes."""
    with pytest.raises(MachineError, match="it makes 99 copies at most"):
        told(SHEETS["a4"], copies=100)


@pytest.mark.parametrize(
    ("paper", "offered", "name"),
    [
        (A4, ["na_letter_8.5x11in", "iso_a4_210x297mm"], "iso_a4_210x297mm"),
        (LETTER, ["na_letter_8.5x11in"], "na_letter_8.5x11in"),
        (A4, ["na_letter_8.5x11in", "custom_max_300x400mm", "custom_min_1x1in", "a4"], ""),
        (A5, ["om_small-photo_100x150mm", "iso_a5_148x210mm"], "iso_a5_148x210mm"),
    ],
)
def test_paper_is_found_by_its_size(paper: Size, offered: list[str], name: str) -> None:
    """Names differ between printers; A4 is never taken for Letter."""
    assert name == media_for(paper, offered)


# Codes


@given(st.binary(min_size=32, max_size=32))
def test_code_reads_back_however_it_is_typed(digest: bytes) -> None:
    """Small, without hyphens, with the letters that are taken for digits."""
    code = code_of(f"sha256:{digest.hex()}")
    assert set(code) <= {*ALPHABET, "-"}
    sloppy = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert (code, code) == (read_code(code), read_code(sloppy))


def code_in_hand(clinic: Path) -> str:
    return code_of(manifest_of(read_workspace(clinic)).entries[PDF.format("es")].fingerprint)


@slow
def test_code_of_a_current_sheet_is_current(
    clinic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With article, language and sheet."""
    code = code_in_hand(clinic)
    assert 0 == run(["verify", code.lower()])
    assert f"{code}\tcurrent\tcough\tes\ta4\n" == capsys.readouterr().out


@slow
@pytest.mark.parametrize(
    ("happen", "state", "said"),
    [
        (change_clinic, "outdated", "something in it has changed since"),
        (withdraw_article, "withdrawn", "the dose is wrong"),
        (let_review_pass, "outdated", "it had to be reviewed by 2026-01-14"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_code_of_a_sheet_that_no_longer_holds(
    clinic: Path,
    happen: Callable[[Path], None],
    state: str,
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It says so, and why."""
    code = code_in_hand(clinic)
    happen(clinic)
    assert 1 == run(["verify", code])
    output, errors = capsys.readouterr()
    assert f"{code}\t{state}\tcough\tes\ta4\n" == output
    assert said in errors


@slow
@real
def test_code_of_an_older_print_is_told_from_the_log(
    clinic: Path, desk: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """After the next build the manifest has forgotten it; the log says what has changed."""
    code = code_in_hand(clinic)
    assert 0 == run(["print", "cough", "-l", "es"])
    change_clinic(clinic)
    assert 0 == run(["build"])
    capsys.readouterr()
    assert 1 == run(["verify", code])
    output, errors = capsys.readouterr()
    assert f"{code}\toutdated\tcough\tes\ta4\n" == output
    assert "changed since: clinic" in errors
    assert "last printed 20" in errors


@slow
def test_code_that_was_misread_is_guessed(clinic: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One wrong letter is shown against the known codes, and not taken for one of them."""
    code = code_in_hand(clinic)
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    assert 1 == run(["verify", wrong])
    output, errors = capsys.readouterr()
    assert f"{wrong}\tunknown\n" == output
    assert f"is it `{code}`?" in errors


RECORD = log.Record(
    time="2026-01-15T09:00:00+00:00",
    outcome="printed",
    article="cough",
    language="es",
    sheet="a4",
    code="04HM-ASW9",
    fingerprint="sha256:0123456789abcdef",
    copies=1,
    printer="desk",
)


def test_line_of_the_log_that_a_crash_tore_costs_no_other(tmp_path: Path) -> None:
    """The next line is whole."""
    log.append(tmp_path, RECORD)
    path = tmp_path / log.FILE_NAME
    path.write_bytes(path.read_bytes() + b'{"time":"20')
    log.append(tmp_path, RECORD)
    assert (RECORD, RECORD) == log.read(tmp_path)


def test_log_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """What is not in it is not sent."""
    (tmp_path / log.FILE_NAME).mkdir()
    with pytest.raises(MachineError, match="what is not in it is not printed"):
        log.append(tmp_path, RECORD)
