"""Which rows are versions of one story, as `likenesses` has it, ready for the list. Derived."""

from __future__ import annotations

import os
from array import array
from collections.abc import Sequence
from pathlib import Path

from .database import Unusable


class Stories:
    """The stories that have more than one version.

    Args:
        path: the file of the likenesses; need not be there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: tuple[int, ...] | None = None
        self._of: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}

    def refresh(self) -> set[int]:
        """Take in what was found since; costs one look at the file when nothing was.

        Returns:
            The numbers of the articles that belong to another story now, or to one more numerous.
        """
        try:
            status = os.stat(self._path)  # noqa: PTH116  # asked at every look, and half as dear
            stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
        except OSError:
            stamp = None
        if stamp == self._stamp:
            return set()
        of = self._read() if stamp else {}
        if of is None:  # another program writes it: what was known holds until the next look
            return set()
        before, self._stamp, self._of = self._members, stamp, of
        self._members = {}
        for number, story in sorted(self._of.items()):
            self._members.setdefault(story, [story]).append(number)
        self._of |= {story: story for story in self._members}
        return {
            number
            for story in before.keys() | self._members.keys()
            if before.get(story) != self._members.get(story)
            for number in (*before.get(story, ()), *self._members.get(story, ()))
        }

    def _read(self) -> dict[int, int] | None:
        """Article -> story; None where it cannot be had just now."""
        from .likenesses import Likenesses

        try:
            return Likenesses(self._path, may_write=False).stories()
        except Unusable:
            return None

    def story(self, number: int) -> int | None:
        """The number of the first article of a row's story; None where it stands alone."""
        return self._of.get(number)

    def versions(self, number: int) -> Sequence[int]:
        """The rows of one story, the first one first; itself alone where it has no others."""
        return self._members.get(self._of.get(number, -1), (number,))

    def __contains__(self, number: int) -> bool:
        return number in self._of

    @property
    def numbers(self) -> Sequence[int]:
        """All rows that belong to a story of more than one version."""
        return list(self._of)

    def together(self, numbers: array[int]) -> array[int]:
        """The same rows, the versions of a story right after the first one that comes."""
        if not self._of:
            return numbers
        groups: dict[int, list[int]] = {}
        for n in numbers:
            if n in self._of:
                groups.setdefault(self._of[n], []).append(n)
        if all(len(group) == 1 for group in groups.values()):
            return numbers
        ordered = array("I")
        for n in numbers:
            story = self._of.get(n)
            if story is None:
                ordered.append(n)
            elif groups[story][0] == n:
                ordered.extend(groups[story])
        return ordered
