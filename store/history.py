"""What was done and undone: the steps that undo and redo take, across windows and restarts."""

from bisect import bisect_left, insort

from .line import Doc
from .marks import holds


class History:
    """Which act can be undone next, and which redone.

    Acts are documents {"n", "after", "did", "restore", "undone"}: `n` counts up, whatever the clock
    does; `after` is the number of the act that stood last when this one was done, 0 for none.
    """

    def __init__(self) -> None:
        self._acts: dict[str, tuple[int, list[tuple[int, str]]]] = {}
        self._standing: list[tuple[int, str]] = []
        self._undone: dict[int, list[tuple[int, str]]] = {}
        self._highest = 0

    def learn(self, id: str, doc: Doc | None) -> None:
        """Take in the present state of one act; None when it is gone."""
        if id in self._acts:
            n, steps = self._acts.pop(id)
            del steps[bisect_left(steps, (n, id))]
        if doc is not None and holds(doc, "acts"):
            n = doc["n"]
            steps = self._undone.setdefault(doc["after"], []) if doc["undone"] else self._standing
            insort(steps, (n, id))
            self._acts[id] = (n, steps)
            self._highest = max(self._highest, n)

    def next(self) -> tuple[int, int]:
        """The numbers `n` and `after` of the next act."""
        return self._highest + 1, self._last

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
