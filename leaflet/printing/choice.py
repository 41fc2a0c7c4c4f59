"""Which printer is meant, and what printers there are."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.errors import LeafletError, Problem, UsageError, did_you_mean
from leaflet.printing.cups import QueuePrinter, default_queue, queues
from leaflet.printing.ipp import IppPrinter
from leaflet.printing.printer import Printer
from leaflet.workspace import Workspace
from leaflet.workspace.paper import Destination, address


def printer_for(destination: Destination) -> Printer:
    """Return the way to a printer."""
    return IppPrinter(destination) if destination.uri else QueuePrinter(destination)


def chosen(workspace: Workspace, name: str = "") -> Destination:
    """
    Return the printer that is meant.

    Args:
        workspace: Its `leaflet.toml` comes first.
        name: Of a printer there, the address of one, or the name of a queue; empty for the one
            that is the default there, or the only one, or else CUPS's default.

    Raises:
        UsageError: There is none of that name, or none is meant.
    """
    known = workspace.printers
    if name in known:
        return known[name]
    if name:
        found = address(name)
        if found is None or (found.queue and found.queue not in _queues()):
            raise UsageError(
                Problem(
                    code="printer",
                    message=f"there is no printer `{name}`",
                    hint="`leaflet list printers` shows what each can do; "
                    + did_you_mean(name, (*known, *_queues())),
                )
            )
        return found
    default = [one for one in known.values() if one.default] or list(known.values())
    if len(default) == 1:
        return default[0]
    if not known and (queue := default_queue()):
        return Destination(name=queue, queue=queue)
    raise UsageError(
        Problem(
            code="printer",
            message="nobody says which printer is meant",
            hint="name one with `-p`, or write `default = true` under `[printers.NAME]` in "
            f"leaflet.toml; {did_you_mean('', (*known, *_queues()))}",
        )
    )


def _queues() -> tuple[str, ...]:
    try:
        return queues()
    except LeafletError:
        return ()


def every(workspace: Workspace) -> Iterator[Destination]:
    """Yield the printers of `leaflet.toml`, then the queues of CUPS that are not among them."""
    yield from workspace.printers.values()
    named = {one.queue for one in workspace.printers.values()}
    for queue in _queues():
        if queue not in named:
            yield Destination(name=queue, queue=queue)
