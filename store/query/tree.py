"""What a query says, as a tree. The nouns of finding; open this file first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand side by side.

    Attributes:
        field: where to look, a key of `fields.TEXTS`; None for anywhere.
        words: folded, at least one; of a tag one only, all of it.
        begins: whether the last word may go on.
    """

    field: str | None
    words: tuple[str, ...]
    begins: bool = False

    @property
    def phrase(self) -> str:
        """The words, single blanks between them."""
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression to be found in the text as it came."""

    source: str


@dataclass(frozen=True, slots=True)
class Dates:
    """Published from `since` on and before `until`, ISO 8601 as far as it goes; "" for no end.

    Both begin with two dashes where a day of an unknown year is meant.
    """

    since: str
    until: str


@dataclass(frozen=True, slots=True)
class State:
    """A state of an article: a key of `fields.STATES`."""

    name: str


@dataclass(frozen=True, slots=True)
class Not:
    """What does not hold."""

    node: Node


@dataclass(frozen=True, slots=True)
class All:
    """What holds together; nothing always holds."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Of which one at least holds."""

    nodes: tuple[Node, ...]


Node: TypeAlias = "Term | Pattern | Dates | State | Not | All | Any"


@dataclass(frozen=True, slots=True)
class Key:
    """A key to sort by, one of `fields.ORDERS`; `backward` turns its usual order round."""

    name: str
    backward: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood.

    Attributes:
        text: as it was typed, with single blanks.
        node: what must hold.
        keys: what to sort by, the first one counting most; empty for the usual order.
    """

    text: str
    node: Node = All(())
    keys: tuple[Key, ...] = ()


def leaves(node: Node) -> list[Term | Pattern | Dates | State]:
    """All that a tree asks, wherever it stands."""
    match node:
        case All(nodes) | Any(nodes):
            return [leaf for child in nodes for leaf in leaves(child)]
        case Not(child):
            return leaves(child)
        case _:
            return [node]


def wanted(node: Node) -> list[Term | Pattern]:
    """The words and patterns that a tree asks for, and that can be shown where they stand."""
    match node:
        case All(nodes) | Any(nodes):
            return [leaf for child in nodes for leaf in wanted(child)]
        case Term() | Pattern():
            return [node]
        case _:
            return []
