"""What a harness counted, and which promises it saw broken."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Figures:
    """The outcome of one harness.

    Attributes:
        name: of the harness.
        counts: what was counted -> how often, in the order of the first counting.
        broken: a line for every promise that did not hold.
    """

    name: str
    counts: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def count(self, what: str, times: int = 1) -> None:
        self.counts[what] += times

    def expect(self, holds: bool, otherwise: str) -> bool:
        """Note a broken promise unless `holds`."""
        if not holds:
            self.broken.append(otherwise)
        return holds

    def __str__(self) -> str:
        counted = [f"{times:,} {what}" for what, times in self.counts.items()]
        return f"{self.name}: {', '.join([*counted, f'{len(self.broken):,} broken'])}"
