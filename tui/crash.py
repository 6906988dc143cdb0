"""A fault of our own, told in two lines, with a log that holds no word of anybody's.

The log says where it happened: the kinds of the exceptions and the frames, without messages, source
lines or variables, since those could hold an article or a note.
"""

import os
import platform
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb

KEPT = "all that you kept is on disk"
DRAFTED = f"{KEPT}, and a note you were writing is offered at the next start"

LOGS = 10
"""Logs that are kept; older ones go."""


def report(error: BaseException, promise: str = KEPT) -> list[str]:
    """Write the log; returns the two lines to show.

    Args:
        error: what was raised.
        promise: what is said of the reader's work.
    """
    error = _real(error)
    return _report(type(error).__name__, _frames_of(error), promise)


def report_frames(kind: str, frames: Iterable[str], promise: str = KEPT) -> list[str]:
    """The same for an exception of which only its kind and its frames are known."""
    return _report(kind, [kind, *frames], promise)


def _report(kind: str, found: Iterable[str], promise: str) -> list[str]:
    try:
        where = f"where it happened (none of your text) is in {_write(found)}"
    except Exception as failure:  # telling of a fault must not fail itself
        why = getattr(failure, "strerror", None) or type(failure).__name__
        where = f"where it happened cannot be written down: {why}; DATELINE_DEBUG=1 shows it"
    return [f"dateline: a fault in Dateline itself ({kind}); {promise}", f"dateline: {where}"]


def _real(error: BaseException) -> BaseException:
    """What a worker failed on, rather than that it failed."""
    inner = getattr(error, "error", None)
    return inner if isinstance(inner, BaseException) else error


def _frames_of(error: BaseException) -> Iterator[str]:
    """Kinds and frames of an exception and of those it came from, the first cause last."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield type(current).__name__
        for frame, line in walk_tb(current.__traceback__):
            yield f"  {frame.f_code.co_filename}:{line} {frame.f_code.co_name}"
        current = current.__cause__ or current.__context__


def _write(found: Iterable[str]) -> Path:
    """Write a log; returns its path.

    Raises:
        OSError: when it cannot be written.
    """
    from platformdirs import user_log_dir

    from store.log import disk

    folder = Path(user_log_dir("dateline", appauthor=False))
    disk.make_folder(folder)
    now = datetime.now(UTC)
    path = folder / f"crash-{now:%Y%m%dT%H%M%S}.{now.microsecond:06d}Z.log"
    lines = [now.isoformat(), *_versions(), *found]
    disk.replace(path, ["".join(f"{line}\n" for line in lines).encode("utf-8", "replace")])
    for old in sorted(folder.glob("crash-*.log"))[:-LOGS]:
        old.unlink(missing_ok=True)
    return path


def _versions() -> Iterator[str]:
    from importlib.metadata import PackageNotFoundError, version

    for name in ("dateline", "textual"):
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name}, not installed"
    yield f"python {platform.python_version()}"
    yield platform.platform()


def shown(tracebacks: Iterable[object]) -> tuple[str, list[str]]:
    """The kind and the frames in what Rich would have drawn of an exception, all else left out."""
    stacks = [
        stack for it in tracebacks for stack in getattr(getattr(it, "trace", 0), "stacks", ())
    ]
    frames = [f"  {it.filename}:{it.lineno} {it.name}" for stack in stacks for it in stack.frames]
    return (stacks[0].exc_type if stacks else "Exception"), frames


def debugging() -> bool:
    """Whether the person wants to see a fault in full."""
    return bool(os.environ.get("DATELINE_DEBUG"))


def tell(lines: Iterable[str]) -> None:
    """Print the lines on standard error; nobody may be listening any more."""
    try:
        for line in lines:
            print(line, file=sys.stderr)
        sys.stderr.flush()
    except (OSError, ValueError):
        pass
