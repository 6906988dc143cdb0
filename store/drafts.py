"""Notes that are being written just now: one file a running window, offered when it is left behind.

A window holds the lock beside its file for as long as it lives; the system frees the lock when the
window dies, however that happens. So a draft whose lock can be had is one that nobody is writing.
"""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import LibraryError
from .log import disk
from .log.home import Home
from .log.line import milliseconds

if TYPE_CHECKING:
    from filelock import BaseFileLock

Place = tuple[str, int | None, int | None]
"""(article, start, end): what a note is on."""

_FORMAT = "dateline draft 1"
_MOST_BYTES = 50_000_000
"""A file above this is none of ours."""


@dataclass(frozen=True)
class NoteDraft:
    """A note that is not kept yet.

    Attributes:
        article: the article's id.
        start: first code point of the stretch it is on; None for a note on the article.
        end: code point after its last one; None likewise.
        note: id of the note that is being changed; None for a new one.
        text: what was typed so far.
        quote: the words of the stretch; empty for a note on the article.
        at: when it was typed, in milliseconds since 1970.
    """

    article: str
    start: int | None
    end: int | None
    note: str | None
    text: str
    quote: str = ""
    at: int = 0

    @property
    def place(self) -> Place:
        """What it is on."""
        return self.article, self.start, self.end


@dataclass(eq=False)
class _File:
    """One window's file, with its lock held."""

    path: Path
    lock: "BaseFileLock | None"
    drafts: list[NoteDraft] = field(default_factory=list)
    undecided: int = 0

    def write(self) -> None:
        """Put the drafts on disk; without any, nothing stays there."""
        if self.drafts:
            disk.replace(self.path, [_encode(self.drafts)])
        else:
            self.path.unlink(missing_ok=True)
            for left in self.path.parent.glob(f".{self.path.name}.*.new"):
                left.unlink(missing_ok=True)
            self.release()
            _lock_of(self.path).unlink(missing_ok=True)

    def release(self) -> None:
        """Let others have it."""
        if self.lock:
            self.lock.release()
            self.lock = None


@dataclass(frozen=True)
class Left:
    """A draft that a window left behind; its lock is held until it is taken or put off."""

    draft: NoteDraft
    _file: _File


def is_waiting(folder: Path) -> bool:
    """Whether there is a draft in `folder`."""
    return bool(_files_in(folder))


def _files_in(folder: Path) -> list[Path]:
    try:
        names = [entry.name for entry in os.scandir(folder) if entry.is_file()]
    except OSError:  # nothing was ever typed, or it may not be looked at
        return []
    return [folder / it for it in sorted(names) if it.endswith(".json") and it[0] != "."]


class Drafts:
    """The drafts of one window, and those that others left behind.

    Args:
        folder: where the files are; made, with mode 0700, at the first draft.
        now: the clock, in milliseconds since 1970.
        home: the library's folder, as it was opened.
    """

    def __init__(
        self, folder: Path, now: Callable[[], int] = milliseconds, home: Home | None = None
    ) -> None:
        self._folder, self._now, self._home = folder, now, home or Home()
        self._own: dict[Place, NoteDraft] = {}
        self._on_disk: dict[Place, NoteDraft] = {}
        self._file: _File | None = None
        self._others: list[_File] = []

    # -- this window's ---------------------------------------------------------------------------

    def get(self, place: Place) -> NoteDraft | None:
        """What this window has of a note on `place`; None when nothing."""
        return self._own.get(place)

    def keep(self, draft: NoteDraft) -> None:
        """Keep a draft in the place of an earlier one; it is on disk when this returns.

        Raises:
            LibraryError: when it cannot be saved; `get` gives it back all the same.
        """
        self._own[draft.place] = replace(draft, at=self._now())
        self._save()

    def unsaved(self) -> list[NoteDraft]:
        """Those that are not on disk as they are here: it took no more."""
        return [it for it in self._own.values() if self._on_disk.get(it.place) != it]

    def is_on_disk(self, place: Place) -> bool:
        """Whether a draft of a note on `place` is on disk, if only an earlier one."""
        return place in self._on_disk

    def joined(self, draft: NoteDraft) -> NoteDraft:
        """A draft with what this window has for the same place already below it: none is lost."""
        held = self._own.get(draft.place)
        if held is None or held.text in draft.text:
            return draft
        return replace(draft, text=f"{draft.text}\n\n{held.text}")

    def drop(self, place: Place) -> None:
        """Forget a draft, if there is one.

        Raises:
            LibraryError: when the disk cannot be told.
        """
        if self._own.pop(place, None):
            self._save()

    def _save(self) -> None:
        self._home.check()
        try:
            if self._file is None and self._own:
                disk.make_folder(self._folder)
                path = self._folder / f"{secrets.token_hex(8)}.json"
                self._file = _File(path, disk.hold(_lock_of(path)))
            if self._file:
                self._file.drafts = list(self._own.values())
                self._file.write()
                self._file = self._file if self._own else None
                self._on_disk = dict(self._own)
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise LibraryError(f"what you type cannot be put aside on disk: {why}") from error

    def close(self, keep: Callable[[NoteDraft], bool]) -> None:
        """The window ends: its drafts for which `keep` is false go, all locks are let go.

        Raises:
            LibraryError: when the disk cannot be told.
        """
        try:
            going = [place for place, draft in self._own.items() if not keep(draft)]
            for place in going:
                del self._own[place]
            if going:
                self._save()
        finally:
            for file in (*self._others, *filter(None, [self._file])):
                file.release()
            self._others, self._file = [], None

    # -- those of others -------------------------------------------------------------------------

    def left_behind(self) -> list[Left]:
        """The drafts of windows that are gone, newest first; no other window is given them.

        What is damaged, or none of ours, is left alone.
        """
        found: list[Left] = []
        mine = self._file.path if self._file else None
        for path in _files_in(self._folder):
            file = None if path == mine else _taken(path)
            if file:
                self._others.append(file)
                found += [Left(draft, file) for draft in file.drafts]
        return sorted(found, key=lambda left: -left.draft.at)

    def take(self, left: Left) -> None:
        """Make a draft that was left behind one of this window's; `get` has it then.

        Raises:
            LibraryError: when that cannot be saved; it is then on disk in its old place.
        """
        self._own[left.draft.place] = self.joined(left.draft)
        self._save()
        left._file.drafts.remove(left.draft)
        try:
            left._file.write()
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise LibraryError(f"a draft cannot be taken over: {why}") from error
        finally:
            self._decide(left)

    def put_off(self, left: Left) -> None:
        """Leave a draft where it is, to be offered at the next start."""
        self._decide(left)

    def _decide(self, left: Left) -> None:
        left._file.undecided -= 1
        if left._file.undecided <= 0:
            left._file.release()


def _lock_of(path: Path) -> Path:
    return path.with_suffix(".lock")


def _taken(path: Path) -> _File | None:
    """A file whose window is gone, with what it holds; None when there is nothing to be had."""
    drafts = _read(path)
    if not drafts:
        return None
    try:
        file = _File(path, disk.hold(_lock_of(path)))
    except OSError:
        return None
    file.drafts = _read(path)  # as it was when its window ended, or another one took it
    file.undecided = len(file.drafts)
    if not file.drafts:
        file.release()
        with suppress(OSError):
            _lock_of(path).unlink()
        return None
    return file


def _encode(drafts: list[NoteDraft]) -> bytes:
    import json

    return json.dumps({"format": _FORMAT, "drafts": [asdict(it) for it in drafts]}).encode()


def _read(path: Path) -> list[NoteDraft]:
    """The drafts in a file; none when it is damaged, or no file of ours."""
    import json

    try:
        if path.stat().st_size > _MOST_BYTES:
            return []
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return []
    if not isinstance(found, dict) or found.get("format") != _FORMAT:
        return []
    drafts = found.get("drafts")
    return list(_understood(drafts)) if isinstance(drafts, list) else []


def _understood(items: list[Any]) -> Iterator[NoteDraft]:
    kinds = {
        "article": (str,), "text": (str,), "quote": (str,), "at": (int,),
        "note": (str, type(None)), "start": (int, type(None)), "end": (int, type(None)),
    }  # fmt: skip
    for item in items:
        if isinstance(item, dict) and all(
            type(item.get(name)) in allowed for name, allowed in kinds.items()
        ):
            yield NoteDraft(**{it.name: item[it.name] for it in fields(NoteDraft)})
