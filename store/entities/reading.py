"""A text that is being read: what the passes work on."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .known_as import Introduction
from .spans import Proposal, overlay
from .tokens import Token


@dataclass
class Reading:
    """A text that is being read: its tokens, the proposals so far, and what the rules guess.

    The proposals are sorted and do not overlap; nor do the guesses. `introduced` are the names that
    the text itself introduces, for whoever links aliases.
    """

    text: str
    words: list[Token]
    proposals: list[Proposal]
    guesses: list[Proposal]
    introduced: list[Introduction] = field(default_factory=list)

    def written(self, one: Proposal) -> str:
        """The words of a proposal."""
        return self.text[one.start : one.end]

    def lay(self, above: Iterable[Proposal]) -> None:
        """Put proposals over those that are there."""
        self.proposals = overlay(self.proposals, _apart(above))

    def fill(self, below: Iterable[Proposal]) -> None:
        """Put proposals where none is yet."""
        self.proposals = overlay(_apart(below), self.proposals)


def _apart(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Sort, and leave out what overlaps an earlier one."""
    kept: list[Proposal] = []
    for one in sorted(proposals, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
