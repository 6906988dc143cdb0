"""The status line: what is selected, or what just happened, fitted to the room there is."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size

from store.visible import one_line_kept

from .bars import Bar, Part

APART = " · "
"""What stands between facts at the right edge."""
ENOUGH, LEAST = 24, 7
"""Cells of a quote that are kept while a long note is cut, and at the very least."""
LAST = 18
"""Cells of the last part that are kept while the quote is cut."""


class StatusBar(Bar):
    """Parts of which one gives way to those after it: they say what it is.

    What stands at the right edge goes before any of them.
    """

    _gives = 0
    _aside: tuple[str, ...] = ()

    def say(self, parts: Iterable[Part], *aside: str, gives: int = 0) -> None:
        """Show parts, and at the right edge as many of some facts as there is room for.

        Args:
            parts: what is said.
            aside: the facts, the dearest first.
            gives: number of the part that is shortened for those after it. Where it is not the
                first one and there is no room for it, they are left out with it.
        """
        self._gives, self._aside = gives, aside
        self.fill(parts)

    def _fitted(self, width: int) -> tuple[Sequence[Part], str]:
        after = sum(map(_cells, self._left[self._gives + 1 :]))
        quoted = min(ENOUGH, _cells(self._left[self._gives])) if self._left else 0
        aside = self._aside
        while aside and cell_len(APART.join(aside)) + 2 + quoted + after > width:
            aside = aside[:-1]
        right = APART.join(aside)
        return fitted(self._left, self._gives, width - (cell_len(right) + 2 if right else 0)), right


def fitted(parts: Sequence[Part], at: int, width: int) -> Sequence[Part]:
    """Parts in so many cells: number `at` is shortened first, then the end is cut by the bar."""
    cells = [_cells(part) for part in parts]
    if sum(cells) <= width:
        return parts
    room, after = width - sum(cells[:at]), sum(cells[at + 1 :])
    if at and room < LEAST + after:
        return parts[:at]
    spare = max(0, cells[-1] - LAST) if after else 0
    least = max(LEAST, min(ENOUGH, room - after + spare))
    text, look = parts[at]
    return [*parts[:at], (short(text, max(least, room - after)), look), *parts[at + 1 :]]


def short(text: str, width: int) -> str:
    """A text in at most so many cells; where it is cut, its closing quotation mark stays."""
    line = one_line_kept(text)
    if cell_len(line) <= width:
        return line
    closing = "”" if line.lstrip()[:1] == "“" else ""
    return set_cell_size(line, max(0, width - 1 - len(closing))).rstrip() + "…" + closing


def _cells(part: Part) -> int:
    return cell_len(one_line_kept(part[0]))
