"""What the list shows: one row an article, its head and the tally of its marks. Derived.

Rows are read when they are looked at; a hundred thousand cost no more than the ones on the screen.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from .derived.heads import Heads
from .derived.stories import Stories
from .derived.tallies import Tallies
from .query.tree import Key
from .row import Row

_GONE = Row("", "", True, "", "", "", "", 0, (), 0, 0, True, False, False)

_SAMPLE = 5000
"""Articles that are looked at for what is common."""
_SORTED_BY: dict[str, Callable[[Row], str | int]] = {
    "date": lambda row: row.published[:10] if row.published[:1].isdigit() else "",
    "added": lambda row: -row.added,
    "title": lambda row: row.title.casefold(),
    "outlet": lambda row: row.outlet.casefold(),
    "place": lambda row: row.place.casefold(),
    "marks": lambda row: -(row.notes + row.highlights),
    "unread": lambda row: row.read,
}
"""Key of `query.fields.ORDERS` -> what of a row to sort by."""


class Catalogue:
    """All rows, by number.

    Args:
        cache: the folder of the derived files; need not be there.
    """

    def __init__(self, cache: Path) -> None:
        self.heads = Heads(cache / "heads")
        self.tallies = Tallies(cache / "tallies")
        self.tallies.load(self.heads.ids)
        self.stories = Stories(cache / "likenesses.db")

    def grow(self) -> None:
        """Have a tally for the articles that were read from the log just now."""
        if len(self.tallies.read) < len(self.heads.ids):
            self.tallies.grow(len(self.heads.ids))

    def row(self, n: int) -> Row:
        """Row `n`, as it is now; an empty one where the log has lost the article since."""
        self.grow()
        if n >= len(self.heads.ids):
            return _GONE
        facts = self.heads.head(n), self.tallies.tally(n)
        return Row(self.heads.id(n), *facts[0], *facts[1], len(self.stories.versions(n)))

    def number(self, id: str) -> int | None:
        """The number of the article `id`; None when there is none."""
        n = self.heads.number(id)
        return n if n is not None and self.heads.shown(n) else None

    def newest_first(self) -> array[int]:
        """The numbers of all rows by date, those without a year last."""
        self.grow()
        order = self.heads.oldest_first()[::-1]
        if self.heads.all_shown:
            return order
        return array("I", filter(self.heads.shown, order))

    def ordered(self, numbers: array[int], keys: Sequence[Key]) -> array[int]:
        """Sort numbers that are in the order of `newest_first`.

        Args:
            numbers: of rows.
            keys: what to sort by; where all are the same, the newest come first. Rows that lack
                what is sorted by come last. Without keys the versions of a story stand together.
        """
        if not keys:
            return self.stories.together(numbers)
        if keys[-1] == Key("date", backward=True):
            numbers = numbers[::-1]
        rows = [self.row(n) for n in numbers]
        order = list(range(len(rows)))
        for key in reversed(keys):
            said = [_SORTED_BY[key.name](row) for row in rows]
            order.sort(key=said.__getitem__, reverse=key.backward != (key.name == "date"))
            order.sort(key=lambda at: said[at] == "")
        return array("I", (numbers[at] for at in order))

    def unread(self, numbers: array[int]) -> int:
        """How many of these rows are unread."""
        read = self.tallies.read
        if len(numbers) == len(read):  # all of them, in whatever order
            return read.count(0)
        return bytes(map(read.__getitem__, numbers)).count(0)

    def common(self, fact: str) -> list[str]:
        """The outlets or places of the newest articles, the commonest first."""
        newest = self.newest_first()[:_SAMPLE]
        found = Counter(getattr(self.heads.head(n), fact) for n in newest)
        return [value for value, _ in found.most_common() if value]

    def tags(self) -> Counter[str]:
        """Every tag in use, with the number of articles that bear it."""
        return self.tallies.tags(self.heads.shown)
