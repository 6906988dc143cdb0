"""Guesses at names, and laying one layer of them over another."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(slots=True)
class Proposal:
    """A guess: code points [start, end) name a `label`; `weight` says how sure (0 to 1).

    `source` is rule, list, tagger or reader. `value` is the meaning of a date, time or amount. The
    tagger says by what `margin` (units of weight) its label won over the `rival`, "" for no name.
    """

    start: int
    end: int
    label: str
    weight: float
    source: str = "rule"
    value: str | None = None
    margin: float | None = None
    rival: str = ""


def overlay(below: list[Proposal], above: Iterable[Proposal]) -> list[Proposal]:
    """Lay proposals over others: what overlaps one above goes; both sorted, none overlapping."""
    top = sorted(above, key=lambda one: one.start)
    ends = [one.end for one in top]
    kept = [one for one in below if not _touches(top, ends, one)]
    return sorted(kept + top, key=lambda one: one.start)


def _touches(top: list[Proposal], ends: list[int], one: Proposal) -> bool:
    index = bisect_left(ends, one.start + 1)
    return index < len(top) and top[index].start < one.end
