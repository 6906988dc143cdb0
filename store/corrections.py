"""What the reader corrected, laid over what was recognised in one article. Pure.

A correction says of a stretch what it names, or that it names nothing. One that reaches over the
whole article says so of every place where the same words stand; one on a single mention beats it
there, and of two that contradict each other the later one holds.
"""

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from .article import Correction, Mention, Span
from .sameness import Things

ARTICLE, MENTION = "article", "mention"
LONGEST_NAME = 200
"""Code points of a name: more is a sentence, and is looked for nowhere else."""

_JOINT = frozenset("-‐‑'’ʼ")
"""What joins two parts of one word."""


def occurrences(text: str, name: str) -> Iterator[Span]:
    """Find every place where `name` stands as whole words, case as written, any white space.

    Args:
        text: any text.
        name: any string; what looks like a pattern in it means nothing.

    Returns:
        Code points [start, end) of each place, in order, without overlaps.
    """
    words = name.split()
    if not words or len(name) > LONGEST_NAME:
        return
    for found in _pattern(tuple(words)).finditer(text):
        if _is_whole(text, *found.span()):
            yield Span(*found.span())


@lru_cache(256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, words)))


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word goes on at either end: "Anbar-based" holds Anbar, "al-Anbar" does not."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before and text[start].isalnum():
        if before[-1].isalnum() or before[-1] == "_":
            return False
        if len(before) > 1 and before[1] in _JOINT and before[0].isalnum():
            return False
    if after and text[end - 1].isalnum():
        if after[0].isalnum() or after[0] == "_":
            return False
        if len(after) > 1 and after[0] in _JOINT and (after[1].isupper() or after[1].isdigit()):
            return False
    return True


class _Stretches:
    """Stretches that do not overlap, each with what lies there, looked up by place."""

    def __init__(self) -> None:
        self.items: dict[tuple[int, int], Correction] = {}
        self._places: list[tuple[int, int]] = []

    def add(self, place: tuple[int, int], item: Correction) -> None:
        self.items[place] = item
        insort(self._places, place)

    def touches(self, start: int, end: int) -> bool:
        at = bisect_left(self._places, (end,)) - 1
        return at >= 0 and self._places[at][1] > start


class _Pass:
    """One article's corrections, laid over its mentions."""

    def __init__(self, text: str, mentions: Iterable[Mention]) -> None:
        self.text = text
        self.given = sorted(mentions, key=lambda it: (it.start, it.end))
        self.kept = self.given
        self.named = _Stretches()
        self.rejected: dict[tuple[int, int], Correction] = {}

    def exact(self, corrections: Sequence[Correction]) -> None:
        """Take each correction at its own place, the stronger ones first."""
        for one in corrections:
            place = (one.start, one.end)
            if place in self.rejected or self.named.touches(*place):
                continue
            if one.label is None:
                self.rejected[place] = one
            else:
                self.named.add(place, one)
        refused = Cover(self.rejected)
        self.kept = [
            it
            for it in self.kept
            if not self.named.touches(it.start, it.end) and not refused.holds(it.start, it.end)
        ]

    def spread(self, corrections: Sequence[Correction]) -> None:
        """Take each correction wherever its words stand, but not inside a longer name."""
        for one in (it for it in corrections if it.label is None):
            there = {(span.start, span.end) for span in occurrences(self.text, one.quote)}
            for it in self.kept:
                if (it.start, it.end) in there:
                    self.rejected[it.start, it.end] = one
            self.kept = [it for it in self.kept if (it.start, it.end) not in self.rejected]
        ends = [it.end for it in self.kept]
        for one in (it for it in corrections if it.label is not None):
            for span in occurrences(self.text, one.quote):
                place = (span.start, span.end)
                if place in self.rejected or self.named.touches(*place):
                    continue
                if all(
                    span.start <= it.start and it.end <= span.end for it in self._in(ends, span)
                ):
                    self.named.add(place, one)

    def _in(self, ends: list[int], span: Span) -> Iterator[Mention]:
        """The kept mentions that a stretch touches."""
        for at in range(bisect_left(ends, span.start + 1), len(self.kept)):
            if self.kept[at].start >= span.end:
                return
            yield self.kept[at]

    def mentions(self) -> list[Mention]:
        """What is shown in the end, in order, without overlaps."""
        kept = [it for it in self.kept if not self.named.touches(it.start, it.end)]
        ends = [it.end for it in self.given]
        mine = []
        for (start, end), one in self.named.items.items():
            before = [
                it
                for it in self.given[bisect_left(ends, start + 1) : bisect_left(ends, end) + 1]
                if it.start < end
            ]
            same = next((it for it in before if (it.start, it.end) == (start, end)), None)
            label = one.label or ""
            if same and same.label == label:
                status = "accepted" if same.status == "suggested" else same.status
                mine.append(replace(same, source="reader", status=status))
            else:
                status = "accepted" if before else "mine"
                mine.append(Mention(start, end, label, "", None, "reader", status))
        return self._with_entities(sorted([*kept, *mine], key=lambda it: it.start))

    def _with_entities(self, mentions: list[Mention]) -> list[Mention]:
        """Give an entity to each mention that has none yet: that of a mention it goes with."""
        if all(it.entity for it in mentions):
            return mentions
        from .entities.links import entity_ids
        from .entities.spans import Proposal

        proposals = [Proposal(it.start, it.end, it.label, 1.0, "", it.value) for it in mentions]
        ids = entity_ids(self.text, proposals, ())
        known = {id: it.entity for id, it in zip(ids, mentions, strict=True) if it.entity}
        return [
            it if it.entity else replace(it, entity=known.get(id, id))
            for id, it in zip(ids, mentions, strict=True)
        ]


class Cover:
    """Whether a stretch lies inside one of others, which may overlap each other."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        self._starts, self._reach, furthest = [], [], -1
        for start, end in sorted(places):
            furthest = max(furthest, end)
            self._starts.append(start)
            self._reach.append(furthest)

    def holds(self, start: int, end: int) -> bool:
        """Whether one of them begins at `start` or before and ends at `end` or after."""
        at = bisect_left(self._starts, start + 1) - 1
        return at >= 0 and self._reach[at] >= end


def in_force(corrections: Iterable[Correction]) -> tuple[list[Correction], list[Correction]]:
    """Sort corrections by what they reach, the later ones first.

    Returns:
        Those on one mention; and those on the article, one for each name.
    """
    later = sorted(corrections, key=lambda it: (-it.at, it.id))
    names: dict[str, Correction] = {}
    for one in later:
        if one.reach == ARTICLE:
            names.setdefault(" ".join(one.quote.split()), one)
    return [it for it in later if it.reach != ARTICLE], list(names.values())


def _nothing(_: str) -> None:
    """No name is the same as another."""


def apply(
    text: str,
    mentions: Sequence[Mention],
    corrections: Sequence[Correction],
    same_as: Callable[[str], str | None] = _nothing,
) -> tuple[Mention, ...]:
    """Lay the reader's corrections over the mentions of an article.

    Args:
        text: the article's text.
        mentions: what was recognised in it, without overlaps.
        corrections: the article's, their places inside the text.
        same_as: the other name that the reader gave a name in all articles, if any.

    Returns:
        The mentions as the reader wants them, in order, without overlaps. What a correction
        placed has source reader, and status accepted where the recogniser had something, else
        mine. Applying the same corrections once more changes nothing.
    """
    joined = list(mentions)
    if corrections:
        single, whole = in_force(corrections)
        here = _Pass(text, mentions)
        here.exact([*single, *whole])
        here.spread(whole)
        joined = here.mentions()
    things = Things(text, joined)
    for at in range(len(joined)):
        if other := same_as(text[joined[at].start : joined[at].end]):
            things.join(at, other)
    places = {(it.start, it.end): at for at, it in enumerate(joined)}
    # What is a thing of its own is so before others are said to be the same as it.
    for one in sorted(corrections, key=lambda it: (not _is_own_thing(it), it.at, it.id)):
        at_place = places.get((one.start, one.end))
        if one.same_as and one.label is not None and at_place is not None:
            things.join(at_place, one.same_as)
    return things.mentions()


def _is_own_thing(it: Correction) -> bool:
    return it.same_as is not None and it.same_as.split() == it.quote.split()


def rejected(
    text: str, mentions: Sequence[Mention], corrections: Sequence[Correction]
) -> list[Mention]:
    """What the reader rejected, as the mentions that it was.

    Args:
        text: the article's text.
        mentions: what is shown, as `apply` gives it.
        corrections: the article's.

    Returns:
        A mention with status rejected for each place, in order; those of which nobody remembers
        what they had been taken for are left out.
    """
    from .entities.gazetteer import key

    live = {(it.start, it.end) for it in mentions}
    found: dict[tuple[int, int], Mention] = {}
    single, whole = in_force(corrections)
    for one in (it for it in [*single, *whole] if it.label is None and it.was):
        spans = [Span(one.start, one.end)]
        if one.reach == ARTICLE:
            spans += occurrences(text, one.quote)
        for span in spans:
            place = (span.start, span.end)
            label = one.was or ""
            entity = f"{label.lower()}:{key(text[span.start : span.end])}"
            if place not in live:
                found.setdefault(place, Mention(*place, label, entity, None, "reader", "rejected"))
    return [found[place] for place in sorted(found)]
