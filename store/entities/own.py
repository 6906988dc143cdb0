"""The reader's own names: what was learned from corrections, laid over what was recognised."""

from collections.abc import Iterable

from ..article import Name
from .spans import Proposal
from .tokens import Token


class OwnNames:
    """The reader's names, ready to be looked for in any text."""

    def __init__(self, names: Iterable[Name] = ()) -> None:
        self.names = tuple(sorted(names, key=lambda name: (name.name, name.label or "")))

    def stamp(self, text: str) -> str:
        """What the mentions of `text` depend on: "" when none of the names occurs in it."""
        return ""

    def settle(self, text: str, words: list[Token], proposals: list[Proposal]) -> list[Proposal]:
        """Lay the names over the proposals, which are sorted and do not overlap."""
        return proposals
