"""Workspace × article × language × sheet → `Handout`, with a fingerprint of all that goes in.

Whatever is asked for twice is read once; building, printing and previewing assemble here.
"""

from leaflet.assemble.job import Job, Readiness
from leaflet.assemble.library import Library

__all__ = ["Job", "Library", "Readiness"]
