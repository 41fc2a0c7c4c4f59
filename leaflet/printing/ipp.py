"""IPP, one question at a time: a printer that is reached by its address; the door to pyipp."""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
import ssl
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from leaflet.errors import MachineError, Problem
from leaflet.printing.printer import Ability, Busy, JobState, Lost, Progress, Ticket, bare
from leaflet.workspace.paper import Destination

if TYPE_CHECKING:
    from pyipp.enums import IppOperation

logger = logging.getLogger(__name__)

PDF = "application/pdf"

_ANSWER_S, _TAKE_S = 10, 120
"""How long a printer may take for an answer, and for a file."""
_GET_PRINTER, _GET_JOB = 0x000B, 0x0009
_PRINT_JOB, _CREATE_JOB, _SEND_DOCUMENT = 0x0002, 0x0005, 0x0006
# RFC 8011, 5.3.7 and 5.4.11.
_JOB_STATES: Mapping[int, JobState] = {
    3: "waiting",
    4: "held",
    5: "printing",
    6: "stopped",
    7: "cancelled",
    8: "aborted",
    9: "printed",
}
_PRINTER_STATES = {3: "idle", 4: "printing", 5: "stopped"}
# What keeps an answer from coming, in words; without them it is said as it came.
_SILENCES = {
    errno.ECONNREFUSED: "nothing that prints is switched on at this address",
    errno.EHOSTUNREACH: "nothing is switched on at this address",
    errno.ENETUNREACH: "this computer has no way into that network",
    errno.ECONNRESET: "it broke the connection off",
    errno.ENOENT: "it is not running",
}
_BUSY = 0x0507
# What a printer refuses with, in words (RFC 8011, appendix B).
_REFUSALS = {
    0x0401: "it lets nobody print from here",
    0x0402: "it asks for a name and a password",
    0x0403: "it lets only some people print",
    0x0406: "there is no printer at this address",
    0x0408: "the file is too large for it",
    0x040A: "it does not print PDF",
    0x040B: "it cannot do what the sheet needs",
    0x0502: "it is out of order",
    0x0506: "it takes no jobs now",
    _BUSY: "it is busy with another job",
}
_ABILITY = (
    "copies-supported",
    "document-format-supported",
    "media-ready",
    "media-supported",
    "multiple-document-handling-supported",
    "operations-supported",
    "print-color-mode-supported",
    "print-scaling-supported",
    "printer-is-accepting-jobs",
    "printer-state",
    "printer-state-message",
    "printer-state-reasons",
    "sides-supported",
)
_JOB = ("job-state", "job-state-reasons", "job-state-message", "job-printer-state-message")


class Unreachable(Exception):
    """No answer came: nobody knows what became of the question."""


class Refused(Exception):
    """The answer is no."""

    def __init__(self, code: int, words: str) -> None:
        """
        Args:
            code: The status of IPP; 0 where there is none.
            words: Why.
        """
        super().__init__(code, words)
        self.code = code
        self.words = words


class Endpoint:
    """Where IPP is spoken."""

    def __init__(self, uri: str, socket: str = "") -> None:
        """
        Args:
            uri: ipp or ipps, of a printer or of a queue.
            socket: The path of a socket to go through; empty for the network.
        """
        self.uri = uri
        self._socket = socket

    def ask(
        self,
        operation: int,
        said: Mapping[str, Any] | None = None,
        job: Mapping[str, Any] | None = None,
        data: bytes | None = None,
    ) -> dict[str, Any]:
        """
        Return the answer to one question.

        Args:
            operation: Its number in IPP.
            said: Attributes of the operation.
            job: Attributes of the job.
            data: A file.

        Raises:
            MachineError: What speaks IPP is not installed.
            Unreachable: No answer came, or none that can be read.
            Refused: The answer is no.
        """
        message: dict[str, Any] = {
            "operation-attributes-tag": {"requesting-user-name": "leaflet", **(said or {})}
        }
        if job:
            message["job-attributes-tag"] = dict(job)
        if data is not None:
            message["data"] = data
        return asyncio.run(self._ask(operation, message))

    async def _ask(self, operation: int, message: dict[str, Any]) -> dict[str, Any]:
        try:
            import aiohttp
            import pyipp
            from pyipp import enums, tags
        except ImportError as error:
            raise MachineError(
                Problem(
                    code="printer",
                    message="what speaks with printers is not installed",
                    hint="`pip install 'leaflet[ipp]'`, or run `script/leaflet`",
                )
            ) from error
        # Of attributes that it does not know, pyipp sends nothing, in silence.
        for name in ("print-color-mode", "print-scaling", "multiple-document-handling", "media"):
            tags.ATTRIBUTE_TAG_MAP[name] = enums.IppTag.KEYWORD
        connector = aiohttp.UnixConnector(self._socket) if self._socket else None
        session = aiohttp.ClientSession(connector=connector)
        # Printers have certificates that nobody signed, so `ipps` keeps secrets and proves nothing;
        # there is nothing secret in a handout.
        client = pyipp.IPP(
            host=self.uri,
            session=session,
            request_timeout=_ANSWER_S if "data" not in message else _TAKE_S,
            user_agent="leaflet",
        )
        known: IppOperation = enums.IppOperation(operation)
        try:
            async with session:
                found: dict[str, Any] = await client.execute(known, message)
                return found
        except pyipp.IPPConnectionError as error:
            raise _unreachable(error.__cause__ or error) from error
        except pyipp.IPPResponseError as error:
            status = error.args[1]["status-code"] if len(error.args) > 1 else 0
            words = {404: _REFUSALS[0x0406], 401: _REFUSALS[0x0402], 403: _REFUSALS[0x0401]}
            said = words.get(status, f"it answers with HTTP {status}")
            raise Refused(0x0406 if status == 404 else 0, said) from error
        except pyipp.IPPConnectionUpgradeRequired as error:
            raise Refused(0, "it asks for encryption: write `ipps://`") from error
        except pyipp.IPPParseError as error:
            raise Unreachable("what answers there does not speak IPP") from error
        except pyipp.IPPError as error:
            code = error.args[1]["status-code"] if len(error.args) > 1 else 0
            name = next((one.name for one in enums.IppStatus if one == code), f"status {code:#06x}")
            words_ = _REFUSALS.get(code, name.lower().replace("_", "-"))
            raise Refused(code, words_) from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise _unreachable(error) from error

    def ability(self) -> Ability:
        """Return what is there; raises as `ask`."""
        answer = self.ask(_GET_PRINTER, {"requested-attributes": list(_ABILITY)})
        found: dict[str, Any] = next(iter(answer["printers"]), {})
        copies = found.get("copies-supported", [1, 1])
        return Ability(
            state=_PRINTER_STATES.get(found.get("printer-state"), "unknown"),  # type: ignore[arg-type]
            accepts=found.get("printer-is-accepting-jobs") is not False,
            reasons=bare(found.get("printer-state-reasons")),
            message=str(found.get("printer-state-message") or "").strip(),
            formats=_texts(found, "document-format-supported"),
            media=_texts(found, "media-supported"),
            ready=_texts(found, "media-ready"),
            sides=_texts(found, "sides-supported"),
            colours=_texts(found, "print-color-mode-supported"),
            scalings=_texts(found, "print-scaling-supported"),
            collations=_texts(found, "multiple-document-handling-supported"),
            copies=max(copies) if isinstance(copies, list) else int(copies),
            operations=tuple(int(one) for one in _every(found, "operations-supported")),
        )

    def progress(self, job: int) -> Progress:
        """Return how a job stands, and its printer; raises as `ask`."""
        wanted = {"job-id": job, "requested-attributes": list(_JOB)}
        found: dict[str, Any] = next(iter(self.ask(_GET_JOB, wanted)["jobs"]), {})
        state = _JOB_STATES.get(found.get("job-state", 0))
        if state is None:
            raise Unreachable("it does not say how the job stands")
        reasons = bare(found.get("job-state-reasons"))
        message = found.get("job-printer-state-message") or found.get("job-state-message") or ""
        if state in ("waiting", "printing", "stopped"):
            ability = self.ability()
            reasons = tuple(dict.fromkeys((*reasons, *ability.reasons)))
            message = message or ability.message
        return Progress(state=state, reasons=reasons, message=str(message).strip())


def _unreachable(error: BaseException) -> Unreachable:
    """
    Return why no answer came, in words for who stands at the printer; the log has all of it.

    >>> str(_unreachable(TimeoutError()))
    'no answer came in time'
    """
    logger.info("no answer: %s: %s", type(error).__name__, error)
    # The library's own errors carry that of the system.
    cause = getattr(error, "os_error", error)
    if isinstance(cause, socket.gaierror):
        return Unreachable("nothing in the network has that name")
    if isinstance(cause, TimeoutError):
        return Unreachable("no answer came in time")
    if isinstance(cause, ssl.SSLError):
        return Unreachable("what answers there does not encrypt; write `ipp://`")
    if isinstance(cause, OSError):
        return Unreachable(_SILENCES.get(cause.errno or 0, cause.strerror or str(cause)))
    return Unreachable(str(error))


def _every(found: Mapping[str, Any], name: str) -> list[Any]:
    value = found.get(name, [])
    return value if isinstance(value, list) else [value]


def _texts(found: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(str(value) for value in _every(found, name))


class IppPrinter:
    """A printer that takes PDF itself: the bytes arrive as they are on disc."""

    def __init__(self, destination: Destination) -> None:
        """
        Args:
            destination: One with an address.
        """
        self.destination = destination
        self._endpoint = Endpoint(_with_path(destination.uri))
        self._operations: tuple[int, ...] = ()

    def _refused(self, words: str, hint: str = "") -> MachineError:
        return MachineError(
            Problem(
                code="printer",
                message=f"the printer `{self.destination}` refuses: {words}",
                hint=hint or "look at its display, or at its own page in the browser",
            )
        )

    def _silent(self, error: Unreachable) -> MachineError:
        given = self.destination.name == self.destination.uri
        where = "" if given else " it stands in leaflet.toml under `[printers]`"
        return MachineError(
            Problem(
                code="printer",
                message=f"the printer `{self.destination}` does not answer: {error}",
                hint=f"is it switched on, and is the address right?{where}",
            )
        )

    def ability(self) -> Ability:
        """Return what it can do; raises `MachineError`."""
        try:
            found = self._endpoint.ability()
        except Unreachable as error:
            raise self._silent(error) from error
        except Refused as error:
            hint = "the path at the end of an address is mostly `/ipp/print`"
            raise self._refused(error.words, hint if error.code == 0x0406 else "") from error
        self._operations = found.operations
        return found

    def submit(self, ticket: Ticket, data: bytes) -> str:
        """Send a job, once; raises as `Printer.submit`."""
        said = {"job-name": ticket.title, "ipp-attribute-fidelity": True}
        asked = {"copies": ticket.copies, **ticket.attributes()}
        two_steps = {_CREATE_JOB, _SEND_DOCUMENT} <= set(self._operations)
        try:
            if not two_steps:
                answer = self._endpoint.ask(
                    _PRINT_JOB, {**said, "document-format": PDF}, asked, data
                )
                return str(answer["jobs"][0]["job-id"])
            # First a job without its file: should the printer go now, nothing can have been
            # printed, and from here on the job has a number to ask for.
            answer = self._endpoint.ask(_CREATE_JOB, said, asked)
            job = str(answer["jobs"][0]["job-id"])
        except Refused as error:
            kind = Busy if error.code == _BUSY else MachineError
            raise kind(self._refused(error.words).problems) from error
        except Unreachable as error:
            if not two_steps:
                raise Lost from error
            raise self._silent(error) from error
        except (LookupError, TypeError) as error:
            raise Lost from error
        self._send(int(job), data)
        return job

    def _send(self, job: int, data: bytes) -> None:
        said = {"job-id": job, "document-format": PDF, "last-document": True}
        try:
            self._endpoint.ask(_SEND_DOCUMENT, said, None, data)
        except Refused as error:
            raise self._refused(error.words) from error
        except Unreachable as error:
            raise Lost(str(job)) from error

    def progress(self, job: str) -> Progress:
        """Return how a job stands; raises `MachineError`."""
        try:
            return self._endpoint.progress(int(job))
        except Unreachable as error:
            raise self._silent(error) from error
        except Refused as error:
            raise self._refused(error.words) from error

    def remedy(self, job: str) -> str:
        """Return where a person finds the job."""
        what = f"job {job}" if job else "a job of leaflet"
        return f"look for {what} on the printer's display, and in its output tray"


def _with_path(uri: str) -> str:
    """
    Return an address with the path that printers have where it says none (RFC 7472; PWG 5100.14).

    >>> _with_path("ipp://desk.local"), _with_path("ipp://desk.local:631/printers/x")
    ('ipp://desk.local/ipp/print', 'ipp://desk.local:631/printers/x')
    """
    scheme, _, rest = uri.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme.lower()}://{host}/{path}" if slash and path else f"{uri.rstrip('/')}/ipp/print"
