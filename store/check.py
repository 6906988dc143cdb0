"""Looking a library through, byte by byte, and putting in order what can be.

Nothing that was not understood is ever thrown away: a repair moves it to `set-aside/`.
"""

import re
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from . import card
from .errors import LibraryError
from .forms import holds, known_tables
from .log import disk
from .log.line import DIRT, TORN, loads, milliseconds, understand
from .log.tail import Tail, family
from .logs import Logs

_REPAIR = "`dateline check --repair` moves it to set-aside/"
_DERIVED = "`dateline check --repair` makes it anew"
_KEPT = "it is kept as it is"


class Finding(NamedTuple):
    """Something that is not as it should be.

    `offset` and `length` are in bytes, None where a whole file is meant. `todo` says what to do.
    """

    file: str
    offset: int | None
    length: int | None
    what: str
    todo: str


def check(path: Path) -> list[Finding]:
    """Look through every file of the library in `path`; changes nothing.

    Raises:
        LibraryError: when a file cannot be read.
    """
    lines = (finding for file in _files(path) for finding in _lines(file))
    return [*_card(path), *lines, *_derived(path)]


def _files(path: Path) -> list[Path]:
    files = [*family(path / "articles.jsonl"), *family(path / "marks.jsonl")]
    return [file for file in files if file.exists()]


def _card(path: Path) -> Iterator[Finding]:
    name = path / "library.json"
    why = card.why_not(name)
    if why and "newer" in why:
        yield Finding(name.name, None, None, why, "get the newer Dateline; reading works")
    elif why:
        yield Finding(name.name, None, None, "damaged", _DERIVED)


def _lines(file: Path) -> Iterator[Finding]:
    tail = Tail(file)
    tail.replaced()
    for offset, line in tail.lines():
        verdict = _verdict(line)
        if verdict:
            yield Finding(file.name, offset, len(line), *verdict)
    if tail.size > tail.position:
        rest = tail.size - tail.position
        what = "the end is unfinished: a write was cut off here, and never acknowledged"
        yield Finding(file.name, tail.position, rest, what, _REPAIR)


def _verdict(line: bytes) -> tuple[str, str] | None:
    """What is wrong with a line, and what to do; None when nothing is."""
    if not line.strip() or understand(line):
        return None
    if line.endswith(TORN):
        return "a write that was cut off; the next one closed it", _REPAIR
    if not line.strip(b"\0"):
        return "zeros, as a power cut leaves them", _REPAIR
    if re.match(rb"<{7} |={7}$|>{7} |\|{7} ", line):
        return "a conflict mark, as git leaves them", _REPAIR
    try:
        entry = loads(line.strip(DIRT))
        crc = entry["crc"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return "damaged: no line of a log", _REPAIR
    if crc == f"{zlib.crc32(line[: line.rfind(b',')]):08x}":
        return "of a form that this program does not know; a newer one may", _KEPT
    return "its checksum does not fit: it was damaged, or changed by hand", _REPAIR


def _derived(path: Path) -> Iterator[Finding]:
    """Compare what is kept in .cache with what the logs say; and name what nobody understands."""
    with tempfile.TemporaryDirectory() as empty:
        truth, kept = Logs(path, cache=Path(empty)), Logs(path)
        strange = sum(
            table not in known_tables() or not holds(doc, table)
            for table, docs in truth.marks.storage.read().items()
            for doc in docs.values()
        )
        for file, count in (("articles", truth.catalogue.heads.strange), ("marks", strange)):
            if count:
                what = f"documents of a form that this program does not know: {count}"
                yield Finding(f"{file}.jsonl", None, None, what, _KEPT)
        mine, theirs = truth.catalogue, kept.catalogue
        same = mine.heads.ids == theirs.heads.ids and all(
            mine.row(n) == theirs.row(n) for n in range(len(mine.heads.ids))
        )
        if not same:
            yield Finding(".cache", None, None, "does not agree with the logs", _DERIVED)


def repair(path: Path) -> list[str]:
    """Set aside what is damaged, and make anew what is derived; says what was done.

    Raises:
        LibraryError: when it could not be done; what was set aside is in its old place, too.
    """
    done = []
    try:
        with disk.locked(path / ".lock"):
            name = path / "library.json"
            why = card.why_not(name)
            if why and "newer" not in why:
                done.append(
                    f"library.json: made anew; the old one is {_set_aside(name, name.read_bytes())}"
                )
                card.make(name, milliseconds)
            for file in _files(path):
                done += _clean(file)
            shutil.rmtree(path / ".cache", ignore_errors=True)
    except OSError as error:
        why = error.strerror or f"another program holds {path / '.lock'}"
        raise LibraryError(f"cannot repair {path}: {why}") from error
    logs = Logs(path)
    logs.marks.storage.catch_up()
    logs.refresh()
    logs.close()
    return [*done, "what is derived was made anew"]


def _clean(file: Path) -> Iterator[str]:
    bad = [it for it in _lines(file) if it.todo == _REPAIR]
    if not bad:
        return
    stretches = [(it.offset or 0, (it.offset or 0) + (it.length or 0)) for it in bad]
    with file.open("rb") as source:

        def piece(start: int, end: int) -> bytes:
            source.seek(start)
            return source.read(max(0, end - start))

        aside = _set_aside(file, b"".join(piece(*it) + b"\n" for it in stretches))
        ends = [0, *(end + 1 for _, end in stretches)]
        starts = [*(start for start, _ in stretches), file.stat().st_size]
        disk.replace(file, (piece(a, b) for a, b in zip(ends, starts, strict=True)))
    yield f"{file.name}: {len(bad)} damaged line{'s' * (len(bad) > 1)} moved to {aside}"


def _set_aside(file: Path, data: bytes) -> str:
    """Keep bytes in a new file of `set-aside/`; returns its name within the library."""
    folder = file.parent / "set-aside"
    disk.make_folder(folder)
    number = 1
    while (target := folder / f"{file.name}-{number:03d}").exists():
        number += 1
    disk.replace(target, [data])
    return f"{folder.name}/{target.name}"
