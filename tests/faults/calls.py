"""Standing between the program and every call that changes a file below some folder.

`store/log/disk.py` is the only place that writes, and it writes through `os` (and `pathlib`, which goes
through `os`): those names are replaced in this process while a `watched` block runs. That nothing
was missed is shown by `powercut`, whose replay must equal the real end state byte for byte.
"""

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Call:
    """One call that is about to be made.

    Attributes:
        name: of the function in `os`, or "read" for the opening of a file to read it.
        path: of the file or folder; `to` is the new name in a rename.
        real: the function; `args` and `options` are what it was called with.
    """

    name: str
    path: str
    to: str
    real: Callable[..., Any]
    args: tuple[Any, ...]
    options: dict[str, Any]

    def go(self) -> Any:
        """Make the call."""
        return self.real(*self.args, **self.options)

    def half(self) -> Any:
        """Write only the first half; of anything else than a write, nothing."""
        if self.name == "write":
            descriptor, data = self.args
            return self.real(descriptor, bytes(data)[: len(data) // 2])
        return None


Around = Callable[[Call], Any]

_ON_PATHS = ("open", "unlink", "remove", "chmod", "mkdir", "rmdir", "truncate", "rename", "replace")
_ON_DESCRIPTORS = ("write", "fdatasync", "fsync", "ftruncate", "fchmod")


@contextmanager
def watched(folder: Path, around: Around, reads: bool = False) -> Iterator[None]:
    """Let `around` make, fail or note every call below `folder`.

    Args:
        folder: what lies elsewhere is left alone.
        around: gets the call and returns, or raises, what the program shall see.
        reads: whether the opening of files to be read is a call, too.
    """
    root, paths = os.fspath(folder), dict[int, str]()

    def below(path: object) -> str | None:
        if not isinstance(path, str | os.PathLike):
            return None
        name = os.fspath(path)
        return name if isinstance(name, str) and f"{name}/".startswith(f"{root}/") else None

    def on_path(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **options: Any) -> Any:
            path = below(args[0])
            if path is None:
                return real(*args, **options)
            to = os.fspath(args[1]) if name in ("rename", "replace") else ""
            result = around(Call(name, path, to, real, args, options))
            if name == "open":
                paths[result] = path
            return result

        return wrapped

    def on_descriptor(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(descriptor: int, *args: Any) -> Any:
            path = paths.get(descriptor)
            if path is None:
                return real(descriptor, *args)
            return around(Call(name, path, "", real, (descriptor, *args), {}))

        return wrapped

    def close(fd: int) -> None:
        paths.pop(fd, None)
        real_close(fd)

    def read(file: Any, mode: str = "r", *args: Any, **options: Any) -> Any:
        path = below(file)
        if path is None:
            return real_read(file, mode, *args, **options)
        assert not set(mode) & set("wax+"), f"{path} is written past store/log/disk.py"
        if not reads:
            return real_read(file, mode, *args, **options)
        return around(Call("read", path, "", real_read, (file, mode, *args), options))

    real_close, real_read = os.close, io.open
    real = {name: getattr(os, name) for name in (*_ON_PATHS, *_ON_DESCRIPTORS)}
    for name in _ON_PATHS:
        setattr(os, name, on_path(name, real[name]))
    for name in _ON_DESCRIPTORS:
        setattr(os, name, on_descriptor(name, real[name]))
    os.close, io.open = close, read
    try:
        yield
    finally:
        os.close, io.open = real_close, real_read
        for name, function in real.items():
            setattr(os, name, function)


def counted(folder: Path, work: Callable[[], object], reads: bool = False) -> list[str]:
    """The names of the calls that `work` makes below `folder`."""
    names: list[str] = []

    def note(call: Call) -> Any:
        names.append(call.name)
        return call.go()

    with watched(folder, note, reads):
        work()
    return names
