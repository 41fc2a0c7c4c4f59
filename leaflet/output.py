"""The output folder: where each handout lies in it, and what it knows of them."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from leaflet.files import IMPOSED, PRESS, write_changed
from leaflet.manifest import FILE_NAME, INPUTS_NAME, Entry, Manifest, read_inputs, read_manifest
from leaflet.workspace import Workspace, read_bytes


def manifest_in(workspace: Workspace, folder: Path) -> Manifest:
    """Return the manifest of an output folder, empty where none is; raises as `read_manifest`."""
    path = folder / FILE_NAME
    if not path.is_file():
        return Manifest()
    return read_manifest(read_bytes(path), workspace.shown(path))


@dataclass
class Output:
    """One output folder: the workspace's own, or that of `-o`."""

    workspace: Workspace
    """Whose handouts are in it."""
    folder: Path
    """Where it is."""
    manifest: Manifest = field(init=False)
    """What it holds by now."""
    inputs: dict[str, Mapping[str, str]] = field(init=False)
    """By path, digests of what the handouts were made from; may lack some."""

    def __post_init__(self) -> None:
        self.read()

    def read(self) -> None:
        """Take in what stands in the folder: another build may have written there."""
        self.manifest = manifest_in(self.workspace, self.folder)
        self.inputs = dict(self._inputs())

    def _inputs(self) -> Mapping[str, Mapping[str, str]]:
        """Return the digests of before, which tell only why a handout is made anew."""
        try:
            return read_inputs((self.folder / INPUTS_NAME).read_bytes())
        except OSError:
            return {}

    @functools.cached_property
    def is_own(self) -> bool:
        """Whether it is the workspace's own folder."""
        return self.folder.resolve() == self.workspace.output.resolve()

    @functools.cached_property
    def prefix(self) -> str:
        """What stands before a path in the manifest, relative to the workspace or to `-o`."""
        return f"{self.workspace.output.name}/" if self.is_own else ""

    def file(self, path: str) -> Path:
        """Return the file of a path in the manifest."""
        return self.folder / path.removeprefix(self.prefix)

    def damage(self, entry: Entry) -> str:
        """Return what has happened to the files of a handout; empty where they are as built."""
        for path, sha256 in entry.files().items():
            try:
                data = self.file(path).read_bytes()
            except OSError:
                return "the file is gone" if path == entry.path else "the file to print is gone"
            if hashlib.sha256(data).hexdigest() != sha256:
                return "the file is not the one that was built"
        return ""

    def enter(self, entry: Entry, inputs: Mapping[str, str]) -> None:
        """Take a handout into the manifest, with digests of what it was made from."""
        self.manifest = self.manifest.with_entries([entry])
        self.inputs[entry.path] = inputs

    def delete(self, paths: Iterable[str]) -> None:
        """Delete handouts, whatever lies beside them, and their rows in the manifest."""
        paths = tuple(paths)
        for path in paths:
            for suffix in (".pdf", ".html", IMPOSED, PRESS):
                self.file(path).with_suffix(suffix).unlink(missing_ok=True)
        self.manifest = self.manifest.with_entries([], paths)

    def write(self) -> None:
        """Write the manifest and the digests, where they have changed; raises as `write_whole`."""
        write_changed(self.folder / FILE_NAME, self.manifest.data())
        inputs = {path: dict(self.inputs.get(path, {})) for path in sorted(self.manifest.entries)}
        write_changed(self.folder / INPUTS_NAME, json.dumps(inputs, indent=0).encode())
