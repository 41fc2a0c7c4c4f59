"""All checks: what the modules of this folder register."""

from __future__ import annotations

import functools
import importlib
import pkgutil

from leaflet.checks.model import REGISTERED, Check


def checks() -> tuple[Check, ...]:
    """Return every check that is registered, the program's own loaded, by name."""
    _load()
    return tuple(REGISTERED[name] for name in sorted(REGISTERED))


@functools.cache
def _load() -> None:
    package = importlib.import_module("leaflet.checks")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
