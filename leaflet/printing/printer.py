"""A printer, whatever way it is reached: what it can do, what it is told, how a job stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from leaflet.errors import MachineError
from leaflet.workspace.paper import Destination

JobState = Literal["waiting", "held", "printing", "stopped", "cancelled", "aborted", "printed"]

OUT_OF_PAPER = ("media-empty", "media-needed")

REASONS = {
    "media-empty": "it is out of paper",
    "media-needed": "it asks for paper",
    "media-jam": "paper is jammed in it",
    "cover-open": "a cover is open",
    "door-open": "a door is open",
    "interlock-open": "a door is open",
    "input-tray-missing": "a tray is missing",
    "output-area-full": "its output tray is full",
    "output-tray-missing": "its output tray is missing",
    "toner-empty": "it is out of toner",
    "marker-supply-empty": "it is out of ink or toner",
    "marker-waste-full": "its waste box is full",
    "offline": "it is switched off, or cannot be reached",
    "timed-out": "it does not answer",
    "connecting-to-device": "it is switched off, or cannot be reached",
    "paused": "it is paused",
    "moving-to-paused": "it is paused",
    "stopped-partly": "a part of it stands still",
    "spool-area-full": "its memory is full",
    "shutdown": "it is switched off",
}
"""What stops a printer, in words, by `printer-state-reasons` (RFC 8011, 5.4.12)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ability:
    """What a printer says of itself."""

    state: Literal["idle", "printing", "stopped", "unknown"]
    """What it does now."""
    accepts: bool
    """Whether it takes new jobs."""
    reasons: tuple[str, ...] = ()
    """Keywords of IPP, without their degree, as "media-empty"."""
    message: str = ""
    """In its own words; may be empty."""
    formats: tuple[str, ...] = ()
    """What kinds of files it prints, as "application/pdf"."""
    media: tuple[str, ...] = ()
    """Papers by their names in IPP (PWG 5101.1), as "iso_a4_210x297mm"."""
    ready: tuple[str, ...] = ()
    """Those that lie in its trays; empty where it does not say."""
    sides: tuple[str, ...] = ()
    """As "two-sided-long-edge"."""
    colours: tuple[str, ...] = ()
    """As "monochrome"."""
    scalings: tuple[str, ...] = ()
    """As "none"."""
    collations: tuple[str, ...] = ()
    """How it orders the leaves of several copies, as "separate-documents-collated-copies"."""
    copies: int = 1
    """How many of one job it makes at most."""
    operations: tuple[int, ...] = ()
    """What it can be asked, by the numbers of IPP."""

    def hindrances(self) -> tuple[str, ...]:
        """Return what keeps it from printing, in words."""
        return tuple(dict.fromkeys(REASONS[name] for name in self.reasons if name in REASONS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What a printer is told about a job, beside its file."""

    title: str
    """What its display and the list of jobs show."""
    media: str
    """One of its own names for the paper; empty where it does not name any."""
    sides: str
    """As in IPP; empty where it does not say what it can do."""
    colour: str
    """As in IPP; empty for the printer's own choice."""
    scaling: str
    """As in IPP; empty where the printer knows no such thing."""
    collation: str = ""
    """As in IPP; empty for one copy, and where the printer knows no such thing."""
    copies: int
    """1 or more."""

    def attributes(self) -> dict[str, str]:
        """Return what is said in keywords of IPP, by the name of the attribute."""
        said = {
            "media": self.media,
            "sides": self.sides,
            "print-color-mode": self.colour,
            # The type is as large as the sheet says: nothing is shrunk into the printable area.
            "print-scaling": self.scaling,
            # All leaves of one copy, then those of the next: nobody has to sort handouts.
            "multiple-document-handling": self.collation,
        }
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How a job stands."""

    state: JobState
    """As the printer says."""
    reasons: tuple[str, ...] = ()
    """Of the job and of its printer, without their degree."""
    message: str = ""
    """In the printer's own words; may be empty."""

    def hindrances(self) -> tuple[str, ...]:
        """Return what keeps the job from being printed, in words."""
        return tuple(dict.fromkeys(REASONS[name] for name in self.reasons if name in REASONS))


class Busy(MachineError):
    """The printer takes no job now; this one was not sent, and may be sent later."""


class Lost(Exception):
    """Nobody knows whether a job was taken."""

    def __init__(self, job: str = "") -> None:
        """
        Args:
            job: Its id; empty where none was given.
        """
        super().__init__(job)
        self.job = job


class Printer(Protocol):
    """A way to a printer."""

    destination: Destination

    def ability(self) -> Ability:
        """
        Return what it can do.

        Raises:
            MachineError: It cannot be reached, or does not say.
        """

    def submit(self, ticket: Ticket, data: bytes) -> str:
        """
        Send a job, once, and return its id.

        Raises:
            Busy: It was not taken now.
            MachineError: It was not taken.
            Lost: Nobody knows.
        """

    def progress(self, job: str) -> Progress:
        """
        Return how a job stands; raises `MachineError` where nobody can be asked.
        """

    def remedy(self, job: str) -> str:
        """Return how a person finds out about a job, and ends it; of none, about all."""


def bare(reasons: object) -> tuple[str, ...]:
    """
    Return reasons of IPP without their degree, each once.

    >>> bare(["media-empty-error", "media-empty-report"]), bare("none")
    (('media-empty',), ())
    """
    every = reasons if isinstance(reasons, list) else [reasons]
    names = [str(name) for name in every if name and name != "none"]
    for end in ("-error", "-warning", "-report"):
        names = [name.removesuffix(end) for name in names]
    return tuple(dict.fromkeys(names))
