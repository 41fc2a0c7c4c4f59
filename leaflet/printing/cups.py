"""Queues of CUPS: a job goes in by `lp`; what becomes of it, the print server is asked by IPP."""

from __future__ import annotations

import re
import subprocess
from urllib.parse import quote

from leaflet.errors import MachineError, Problem
from leaflet.printing.ipp import Endpoint, Refused, Unreachable
from leaflet.printing.printer import Ability, Lost, Progress, Ticket
from leaflet.workspace.paper import Destination

_ANSWER_S, _TAKE_S = 20, 120
_ID = re.compile(r"\S+-(\d+)(?= |$)", re.MULTILINE)


def _run(arguments: list[str], data: bytes | None, timeout_s: int) -> tuple[int, str, str]:
    """Run a program of CUPS; its words are English, whatever the person's language."""
    try:
        # `env` sets the language and nothing else: which server is meant, CUPS_SERVER may say.
        done = subprocess.run(
            ["env", "LC_ALL=C.UTF-8", *arguments],
            input=data,
            stdin=subprocess.DEVNULL if data is None else None,
            capture_output=True,
            check=False,
            timeout=timeout_s,
        )
    except FileNotFoundError as error:
        raise _not_installed(arguments[0]) from error
    if done.returncode == 127:
        raise _not_installed(arguments[0])
    output, errors = (
        part.decode("utf-8", "replace").strip() for part in (done.stdout, done.stderr)
    )
    return done.returncode, output, errors


def _not_installed(program: str) -> MachineError:
    return MachineError(
        Problem(
            code="printer",
            message=f"`{program}` is not installed, so no queue of CUPS can be reached",
            hint="`apt-get install cups-client`; or name the printer by its own address: "
            '`uri = "ipp://…/ipp/print"` under `[printers.NAME]`',
        )
    )


def queues() -> tuple[str, ...]:
    """
    Return the names of the queues, sorted.

    Raises:
        MachineError: CUPS is not installed, or does not answer.
    """
    code, output, errors = _ask("lpstat", "-e")
    # It fails where there are none; but says so of a server that does not answer too.
    if code and errors and "No destinations" not in errors:
        raise _server_silent(errors)
    return tuple(sorted(output.split()))


def default_queue() -> str:
    """Return the queue that CUPS takes where nobody names one; empty for none, or for no CUPS."""
    try:
        _, output, _ = _ask("lpstat", "-d")
    except MachineError:
        return ""
    found = re.search(r"destination: (\S+)$", output)
    return found.group(1) if found else ""


def _ask(*arguments: str) -> tuple[int, str, str]:
    try:
        return _run(list(arguments), None, _ANSWER_S)
    except subprocess.TimeoutExpired as error:
        raise _server_silent("it takes too long") from error


def _server_silent(words: str) -> MachineError:
    return MachineError(
        Problem(
            code="printer",
            message=f"the print server, CUPS, does not answer: {words}",
            hint="is it running? `lpstat -r` says so; `systemctl start cups` starts it",
        )
    )


class QueuePrinter:
    """A queue of CUPS, which makes of a PDF whatever its printer takes."""

    def __init__(self, destination: Destination) -> None:
        """
        Args:
            destination: One with a queue.
        """
        self.destination = destination
        self._found: Endpoint | None = None

    @property
    def _endpoint(self) -> Endpoint:
        """The queue on its server, which is CUPS's own choice: a socket or an address."""
        if self._found is None:
            _, server, _ = _ask("lpstat", "-H")
            path = f"/printers/{quote(self.destination.queue)}"
            if server.startswith("/"):
                self._found = Endpoint(f"ipp://localhost{path}", socket=server)
            else:
                self._found = Endpoint(f"ipp://{server}{path}")
        return self._found

    def _no_answer(self, error: Unreachable | Refused) -> MachineError:
        if isinstance(error, Unreachable):
            return _server_silent(str(error))
        words, hint = error.words, "`lpstat -p` lists the queues and what they wait for"
        if error.code == 0x0406:
            words = "there is no such queue"
            hint = "`leaflet list printers` shows what there is"
        return MachineError(
            Problem(code="printer", message=f"the printer `{self.destination}`: {words}", hint=hint)
        )

    def ability(self) -> Ability:
        """Return what it can do; raises `MachineError`."""
        try:
            return self._endpoint.ability()
        except (Unreachable, Refused) as error:
            raise self._no_answer(error) from error

    def submit(self, ticket: Ticket, data: bytes) -> str:
        """Send a job, once; raises as `Printer.submit`."""
        options = [f"{name}={value}" for name, value in ticket.attributes().items()]
        arguments = ["lp", "-d", self.destination.queue, "-t", ticket.title]
        arguments += ["-n", str(ticket.copies)]
        arguments += [word for option in options for word in ("-o", option)]
        try:
            code, output, errors = _run([*arguments, "-"], data, _TAKE_S)
        except subprocess.TimeoutExpired as error:
            raise Lost from error
        found = _ID.search(output)
        if found:
            return found.group(1)
        if code == 0:
            raise Lost
        try:
            self._endpoint.ability()
        except Unreachable as error:
            # The server went, before or after it took the job.
            raise Lost from error
        except Refused as error:
            raise self._no_answer(error) from error
        words = errors.removeprefix("lp: ").removeprefix("Error - ").rstrip(".")
        raise MachineError(
            Problem(
                code="printer",
                message=f"the printer `{self.destination}` refuses: {words[:1].lower()}{words[1:]}",
                hint="`lpstat -p` lists the queues and what they wait for",
            )
        )

    def progress(self, job: str) -> Progress:
        """Return how a job stands; raises `MachineError`."""
        try:
            return self._endpoint.progress(int(job))
        except (Unreachable, Refused) as error:
            raise self._no_answer(error) from error

    def remedy(self, job: str) -> str:
        """Return how a person asks for the job, and ends it."""
        queue = self.destination.queue
        if not job:
            return f"`lpstat -W all -o {queue}` lists its jobs; look into the output tray too"
        return (
            f"`lpstat -W all -o {queue}` lists its jobs, `cancel {queue}-{job}` ends this one; "
            "look into the output tray too"
        )
