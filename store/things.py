"""The things that a library's articles name: joined as the reader says, each with its page.

What the index keeps apart the reader may join ("same as"), rename or part; these are own names, as
everywhere (see `teaching`), so the articles follow when they are looked at again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from .article import Name
from .derived.database import Unusable
from .derived.names import NameIndex, Stand, Thing
from .errors import BadRequest
from .fold import words
from .forms import holds
from .library import Library
from .marks import Act, short
from .teaching import clean_name, learn

TOGETHER = 12
"""Other things that are told of."""
_COLUMNS = 24
"""Columns of a timeline at most."""


class Page(NamedTuple):
    """What is known of a thing.

    Attributes:
        thing: its name and totals.
        aliases: how it is written, and how often.
        stands: where, the newest article first.
        timeline: what a column stands for ("2019-07", "2019") and the articles in it, in order.
        note: what the reader wrote about it.
    """

    thing: Thing
    aliases: list[tuple[str, int]]
    stands: list[Stand]
    timeline: list[tuple[str, int]]
    note: str


class Things:
    """The things of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._index: NameIndex = library.finder.names
        self._joined_for: object = None
        self._joined: dict[str, tuple[str, ...]] = {}
        self._called: dict[str, str] = {}

    def listed(self, wanted: str, most: int) -> tuple[list[Thing], int]:
        """The things named most often, and how many there are.

        Args:
            wanted: a part of a name; "" for all.
            most: how many to give.
        """
        try:
            self._join()
            folded = " ".join(words(wanted))
            found, count = self._index.listed(folded, most)
        except Unusable:
            return [], 0
        shown: dict[str, Thing] = {}
        for thing in found:
            members = self._joined.get(thing.id, (thing.id,))
            if members[0] not in shown:
                shown[members[0]] = thing if len(members) == 1 else self._sum(members)
        things = [self._renamed(it) for it in shown.values()]
        things.sort(key=lambda it: (-it.mentions, it.name))
        return things, count - len(found) + len(things)

    def called(self, name: str) -> Thing | None:
        """The thing called so that is named most often; None when there is none."""
        try:
            self._join()
            ids = self._index.called(" ".join(words(name)))
            found = self._index.things(ids)
        except Unusable:
            return None
        best = max(found, key=lambda it: it.mentions, default=None)
        return None if best is None else self.whole(best.id)

    def whole(self, id: str) -> Thing:
        """A thing with all that was joined to it."""
        try:
            self._join()
            return self._renamed(self._sum(self.members(id)))
        except Unusable:
            return _unknown(id)

    def members(self, id: str) -> tuple[str, ...]:
        """The ids of all things that are one with this one, the one whose name counts first."""
        return self._joined.get(id, (id,))

    def page(self, thing: Thing) -> Page:
        """All that is known of a thing.

        Raises:
            BadRequest: when the index cannot be had just now.
        """
        members = self.members(thing.id)
        try:
            stands = self._index.stands(members)
            aliases = self._index.aliases(members)
        except Unusable as error:
            raise BadRequest(f"the names cannot be had just now: {error}") from error
        date = {it.article: self._date(it.article) for it in stands}
        stands.sort(key=lambda it: (date[it.article], it.article), reverse=True)
        days = sorted(day for day in date.values() if day)
        return Page(thing, aliases, stands, timeline(days), self.note(thing.id))

    def together(self, thing: Thing) -> list[tuple[Thing, int]]:
        """The things that stand in the same articles most often, and in how many."""
        try:
            return self._index.together(self.members(thing.id), TOGETHER)
        except Unusable:
            return []

    def note(self, id: str) -> str:
        """What the reader wrote about a thing; "" for nothing."""
        docs = self._library.marks.storage.read().get("things", {})
        found = (docs.get(member) for member in self.members(id))
        return next((doc["text"] for doc in found if doc and holds(doc, "things")), "")

    def _date(self, n: int) -> str:
        published = self._library.catalogue.heads.head(n).published
        return published[:10] if published[:1].isdigit() else ""

    # -- what the reader joined ------------------------------------------------------------------

    def _join(self) -> None:
        """Find out which things are one, when the reader's names are others than before."""
        own = self._library.logs.names
        ids = self._library.catalogue.heads.ids
        stamp = (own, self._index.count(ids))
        if stamp == self._joined_for:
            return
        self._joined_for, self._joined, self._called = stamp, {}, {}
        for name in own:
            if name.same_as and words(name.same_as) != words(name.name):
                self._join_two(name.name, name.same_as)

    def _join_two(self, name: str, other: str) -> None:
        mine = self._index.called(" ".join(words(name)))
        main = self._index.called(" ".join(words(other)))
        if not mine:
            return
        ids = [*main[:1], *mine] if main else mine
        members: list[str] = []
        for id in ids:
            members += [it for it in self._joined.get(id, (id,)) if it not in members]
        for id in members:
            self._joined[id] = tuple(members)
        if not main:
            self._called[members[0]] = other

    def _renamed(self, thing: Thing) -> Thing:
        return thing._replace(name=self._called.get(thing.id, thing.name))

    def _sum(self, members: Sequence[str]) -> Thing:
        things = self._index.things(members)
        if not things:
            return _unknown(members[0])
        if len(things) == 1:
            return things[0]
        stands = self._index.stands(members)
        firsts = [it.first for it in things if it.first]
        return things[0]._replace(
            mentions=sum(it.mentions for it in stands),
            articles=len(stands),
            first=min(firsts, default=""),
            last=max(it.last for it in things),
        )


def _unknown(id: str) -> Thing:
    return Thing(id, "MISC", id.partition(":")[2], 0, 0, "", "")


def timeline(days: Sequence[str]) -> list[tuple[str, int]]:
    """Dates in order as columns: months, or years where there are too many months."""
    if not days:
        return []
    first, last = (int(day[:4]) * 12 + int(day[5:7] or 1) - 1 for day in (days[0], days[-1]))
    if last - first < _COLUMNS:
        counts = Counter(day[:7] if len(day) > 4 else f"{day}-01" for day in days)
        months = (f"{at // 12:04}-{at % 12 + 1:02}" for at in range(first, last + 1))
        return [(month, counts[month]) for month in months]
    years = Counter(day[:4] for day in days)
    found = [(f"{at:04}", years[f"{at:04}"]) for at in range(first // 12, last // 12 + 1)]
    step = -(-len(found) // _COLUMNS)
    parts = (found[at : at + step] for at in range(0, len(found), step))
    return [(part[0][0], sum(count for _, count in part)) for part in parts]


# -- acts ------------------------------------------------------------------------------------------


def merge(thing: Thing, other: str) -> Act:
    """Have a thing be the same as another one, or be called otherwise, in every article.

    Raises:
        BadRequest: when `other` makes no name, or is its name already.
    """
    other = clean_name(other)
    if words(other) == words(thing.name):
        raise BadRequest(f"it is called {other} already")
    return learn([Name(thing.name, thing.label, other)])


def part(thing: Thing, alias: str) -> Act:
    """Have an alias be a thing of its own in every article."""
    if words(alias) == words(thing.name):
        raise BadRequest("choose one of its other names: this one stays")
    return learn([Name(alias, thing.label, alias)])


def note(thing: Thing, text: str) -> Act:
    """Write a note on a thing; an empty one is deleted."""
    text = text.strip()
    doc = {"thing": thing.id, "text": text} if text else None
    did = (
        f"noted on {short(thing.name)}: {short(text)}" if text else f"left no note on {thing.name}"
    )
    return Act(did, {"things": {thing.id: doc}})
