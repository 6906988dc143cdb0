"""What was done and undone: the steps that undo and redo take, across windows and restarts."""

from __future__ import annotations

import secrets
from array import array
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence

from .forms import holds
from .log.line import Change, Doc
from .marks import Act, short

_MOST_ACTS = 1 << 60
"""A number of an act from this on, or a negative one, was written by something else."""


class History:
    """Which act can be undone next, and which redone.

    Acts are documents {"n", "after", "did", "restore", "undone"}: `n` counts up, whatever the clock
    does; `after` is the number of the act that stood last when this one was done, 0 for none.

    Args:
        ids: the acts that are known already, in order.
        columns: `PARTS` of each of them, as `columns` gave them.
    """

    PARTS = ("n", "after", "state")
    _STANDING, _UNDONE, _UNKNOWN = range(3)

    def __init__(self, ids: Iterable[str] = (), columns: Sequence[Sequence[int]] = ()) -> None:
        self._acts: dict[str, tuple[int, int, bool]] = {}
        self._standing: list[tuple[int, str]] = []
        self._undone: dict[int, list[tuple[int, str]]] = {}
        self._highest = 0
        for id, n, after, state in zip(ids, *(columns or [()] * 3), strict=True):
            if state != self._UNKNOWN:
                self._add(id, n, after, state == self._UNDONE)

    def learn(self, id: str, doc: Doc | None) -> None:
        """Take in the present state of one act; None when it is gone."""
        if id in self._acts:
            n, after, undone = self._acts.pop(id)
            steps = self._undone[after] if undone else self._standing
            del steps[bisect_left(steps, (n, id))]
        if (
            doc is not None
            and holds(doc, "acts")
            and all(0 <= doc[name] < _MOST_ACTS for name in ("n", "after"))
        ):
            self._add(id, doc["n"], doc["after"], doc["undone"])

    def _add(self, id: str, n: int, after: int, undone: bool) -> None:
        steps = self._undone.setdefault(after, []) if undone else self._standing
        insort(steps, (n, id))
        self._acts[id] = (n, after, undone)
        self._highest = max(self._highest, n)

    def columns(self, ids: Sequence[str]) -> dict[str, array[int]]:
        """`PARTS` of these acts, side by side, to be kept and handed to a new history."""
        unknown = (0, 0, self._UNKNOWN)
        acts = [self._acts.get(id, unknown) for id in ids]
        return {part: array("Q", (act[at] for act in acts)) for at, part in enumerate(self.PARTS)}

    def step(self, did: str, restore: Change) -> Change:
        """A new act, to be written with what it does: its sentence, and what would take it back."""
        n = self._highest + 1
        doc = {"n": n, "after": self._last, "did": did, "restore": restore, "undone": False}
        return {"acts": {f"{n:08d}-{secrets.token_hex(4)}": doc}}

    @property
    def _last(self) -> int:
        return self._standing[-1][0] if self._standing else 0

    def to_undo(self) -> str | None:
        """The id of the newest act that stands."""
        return self._standing[-1][1] if self._standing else None

    def to_redo(self) -> str | None:
        """The id of the newest act that was done after the one that stands last, and undone."""
        steps = self._undone.get(self._last)
        return steps[-1][1] if steps else None


def told(act: Act, title_of: Callable[[str], str]) -> str:
    """What was done and where, for whoever undoes it from another article, window or day.

    Args:
        act: what was done.
        title_of: an article's id -> its title; "" when there is no such article.
    """
    ids = {id.partition(":")[0] for docs in act.change.values() for id in docs}
    title = short(title_of(ids.pop())) if len(ids) == 1 else ""
    return f"{act.did} ({title})" if title and title not in act.did else act.did
