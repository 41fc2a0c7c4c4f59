"""`leaflet.toml` → `Workspace`: what a clinic has, and what it wants built.

Look-up is always the workspace's own first, then the stock that comes with the program.
"""

from leaflet.workspace.configuration import read_workspace
from leaflet.workspace.model import (
    CONFIGURATION,
    Workspace,
    find_workspace,
    stock_folder,
)
from leaflet.workspace.shelf import read_bytes

__all__ = [
    "CONFIGURATION",
    "Workspace",
    "find_workspace",
    "read_bytes",
    "read_workspace",
    "stock_folder",
]
