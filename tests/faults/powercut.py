"""Promise: what was acknowledged survives a power cut at any moment, and nothing raises.

Every call that changes a file is noted while a workload runs, and every acknowledgement. After each
of them the power is cut: the folder is built as the disk might hold it then, and opened.

What a disk may hold, beyond what it must (the data of a file up to its last fsync, the names of a
folder up to its own last fsync):

    all                  everything arrived, as after `kill -9`
    synced               nothing more than that
    names without data   all names, but data only as synced: a new file is empty
    nothing but zeros    all names and sizes, but NUL for every byte that was not synced
    data without names   all data, but names only as synced: what was renamed has its old name
    torn                 everything, but the last write only in part, its rest cut off or NUL, or
                         its beginning NUL and its end there

Not modelled: blocks of one write in any other order, mapped memory (nothing is written so).
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import workloads
from .calls import Call, watched
from .figures import Figures
from .memory import Memory, Step, between, memories, played
from .truth import wrong

Node = int
"""Number of a file or folder, whatever its name; 0 is the folder that all is in."""
Image = dict[str, bytes | None]
"""Name below that folder -> content; None for a folder."""


@dataclass
class Disk:
    """What a disk holds: as the program sees it, and as the disk must keep it."""

    data: dict[Node, bytes] = field(default_factory=dict)
    names: dict[Node, dict[str, Node]] = field(default_factory=lambda: {0: {}})
    synced_data: dict[Node, bytes] = field(default_factory=dict)
    synced_names: dict[Node, dict[str, Node]] = field(default_factory=lambda: {0: {}})
    last: tuple[Node, int, int] | None = None
    """The last write: file, offset, length; None when the last call was something else."""
    nodes: int = 0

    def find(self, path: tuple[str, ...]) -> Node | None:
        node: Node | None = 0
        for name in path:
            node = self.names.get(-1 if node is None else node, {}).get(name)
        return node

    def folder(self, path: tuple[str, ...]) -> dict[str, Node]:
        node = self.find(path[:-1])
        assert node is not None, path
        return self.names[node]

    def make(self, path: tuple[str, ...], folder: bool) -> Node:
        self.nodes += 1
        self.folder(path)[path[-1]] = self.nodes
        if folder:
            self.names[self.nodes] = {}
        else:
            self.data[self.nodes] = b""
        return self.nodes

    def write(self, node: Node, at: int, written: bytes) -> None:
        old = self.data[node]
        self.data[node] = old[:at] + written + old[at + len(written) :]
        self.last = node, at, len(written)

    def sync(self, node: Node) -> None:
        if node in self.names:
            self.synced_names[node] = dict(self.names[node])
        else:
            self.synced_data[node] = self.data[node]

    # -- what may be found after a power cut -----------------------------------------------------

    def images(self) -> Iterator[tuple[str, Image]]:
        """The model's name, and what it leaves."""
        live = self.data
        empty = {node: self.synced_data.get(node, b"") for node in live}
        zeros = {node: _zeroed(data, empty[node]) for node, data in live.items()}
        yield "all", self._image(self.names, live)
        yield "synced", self._image(self.synced_names, empty)
        yield "names without data", self._image(self.names, empty)
        yield "nothing but zeros", self._image(self.names, zeros)
        yield "data without names", self._image(self.synced_names, live)
        if self.last:
            node, at, length = self.last
            data = live[node]
            for cut in {at + 1, at + length // 2, at + length - 1}:
                yield "torn", self._image(self.names, {**live, node: data[:cut]})
                zeroed = data[:cut] + bytes(len(data) - cut)
                yield "torn", self._image(self.names, {**live, node: zeroed})
                zeroed = data[:at] + bytes(cut - at) + data[cut:]
                yield "torn", self._image(self.names, {**live, node: zeroed})

    def _image(self, names: dict[Node, dict[str, Node]], data: dict[Node, bytes]) -> Image:
        image: Image = {}

        def walk(folder: Node, path: str) -> None:
            for name, node in sorted(names.get(folder, {}).items()):
                image[path + name] = data.get(node)
                if node in self.names:
                    walk(node, f"{path}{name}/")

        walk(0, "")
        return image


def _zeroed(data: bytes, synced: bytes) -> bytes:
    pairs = zip(data, synced, strict=False)
    same = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(data), len(synced)))
    return data[:same] + bytes(len(data) - same)


class Recorder:
    """Notes calls as they succeed; after each, `self.disk` is what the disk holds."""

    def __init__(self, base: Path, cut: "Cut") -> None:
        self._base, self._cut, self.disk = base, cut, Disk()
        self._open: dict[int, tuple[Node, int | None]] = {}

    def _path(self, name: str) -> tuple[str, ...]:
        return Path(name).relative_to(self._base).parts

    def __call__(self, call: Call) -> Any:
        path, disk = self._path(call.path), self.disk
        result, disk.last = call.go(), None
        match call.name:
            case "open":
                node = disk.find(path)
                if node is None:
                    node = disk.make(path, folder=False)
                flags = call.args[1]
                assert not flags & os.O_TRUNC, "a file is cut off while it is opened"
                self._open[result] = node, None if flags & os.O_APPEND else 0
                if not flags & os.O_CREAT:
                    return result
            case "write":
                descriptor, data = call.args[0], bytes(call.args[1])[:result]
                node, at = self._open[descriptor]
                disk.write(node, len(disk.data[node]) if at is None else at, data)
                if at is not None:
                    self._open[descriptor] = node, at + len(data)
            case "fdatasync" | "fsync":
                disk.sync(self._open[call.args[0]][0])
            case "ftruncate":
                node = self._open[call.args[0]][0]
                disk.data[node] = disk.data[node][: call.args[1]]
            case "mkdir":
                disk.make(path, folder=True)
            case "rename" | "replace":
                to = self._path(call.to)
                disk.folder(to)[to[-1]] = disk.folder(path).pop(path[-1])
            case "unlink" | "remove":
                del disk.folder(path)[path[-1]]
            case "chmod" | "fchmod":
                return result
            case other:
                raise AssertionError(f"{other} is not modelled")
        self._cut.after(f"{call.name} {'/'.join(path)}", disk)
        return result


class Cut:
    """Cuts the power after every call: keeps each state of the disk that was not seen before."""

    def __init__(self) -> None:
        self.done = 0
        self.states: dict[bytes, tuple[str, int, Image]] = {}
        self.prefixes = self.images = 0

    def after(self, what: str, disk: Disk) -> None:
        self.prefixes += 1
        for model, image in disk.images():
            self.images += 1
            key = hashlib.sha256(repr((self.done, sorted(image.items()))).encode()).digest()
            self.states.setdefault(key, (f"{model}, {what}", self.done, image))


def anywhere(folder: Path, size: int, seed: int) -> Figures:
    """Cut the power everywhere in every workload; `size` above 1 opens one state in so many."""
    figures = Figures("power cut")
    for name, steps in workloads.ALL.items():
        base, place = folder / name, "new/library" if name == "first" else "library"
        base.mkdir()
        cut = _recorded(base, place, steps, figures)
        states = memories(Memory(), steps)
        figures.count("workloads")
        figures.count("moments", cut.prefixes)
        figures.count("images", cut.images)
        for where, done, image in list(cut.states.values())[seed % size :: size]:
            figures.count("different ones opened")
            shutil.rmtree(base)
            build(base, image)
            found = wrong(base / place, between(states[done], steps[done:]))
            figures.expect(found is None, f"{name}, {where}, after {done} steps: {found}")
    return figures


def build(base: Path, image: Image) -> None:
    """Put an image on the disk, in `base`."""
    base.mkdir()
    for name, content in image.items():
        if content is None:
            (base / name).mkdir()
        else:
            (base / name).write_bytes(content)


def _recorded(base: Path, place: str, steps: list[Step], figures: Figures) -> Cut:
    """Do a workload to the library at `place` in `base`, recording; the replay must equal what is really there."""
    cut = Cut()
    recorder = Recorder(base, cut)

    def done(number: int) -> None:
        cut.done = number
        cut.after("acknowledgement", recorder.disk)

    with watched(base, recorder):
        played(base / place, steps, done)
    image = dict(recorder.disk.images())["all"]
    there = {
        str(path.relative_to(base)): None if path.is_dir() else path.read_bytes()
        for path in base.rglob("*")
    }
    figures.expect(image == there, f"{base.name}: the replay is not the real end state")
    return cut
