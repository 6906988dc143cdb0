"""What an import would come to: the outcome of each input, without anything being written."""

from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from ..derived.database import Unusable
from ..derived.likenesses import Likenesses
from ..importers import Draft, Refused
from ..library import Library
from . import BATCH, Outcome, in_order
from .matching import Match, Matcher


def foresee(
    library: Library, items: Iterable[Draft | Refused]
) -> Iterator[tuple[Draft | Refused, Outcome]]:
    """What `Taking.take` would make of each item."""
    items, matcher, seen = iter(items), Matcher(library), dict[bytes, str]()
    with TemporaryDirectory() as folder:
        stories = _Stories(Path(folder))
        while batch := list(islice(items, BATCH)):
            drafts = [it for it in batch if isinstance(it, Draft)]
            matches = matcher.match(drafts, seen)
            among = stories.among(drafts, matches)
            outcomes = (
                Outcome.of_draft(draft, match, match.near or among.get(draft.id, ""))
                for draft, match in zip(drafts, matches, strict=True)
            )
            yield from zip(batch, in_order(batch, outcomes), strict=True)


class _Stories:
    """The drafts of an import compared with each other."""

    def __init__(self, folder: Path) -> None:
        self._kept = Likenesses(folder / "likenesses.db")
        self._ids: list[str] = []

    def among(self, drafts: list[Draft], matches: list[Match]) -> dict[str, str]:
        """The drafts that are of a story that came before -> the first of it, both by their ids."""
        pairs = zip(drafts, matches, strict=True)
        new = {draft.id: match.like for draft, match in pairs if not match.same}
        first = len(self._ids)
        self._ids += new
        try:
            if new:
                self._kept.put(array("Q", range(len(self._ids))), first, list(new.values()))
            parents = self._kept.parents(range(first, len(self._ids)))
        except Unusable:
            return {}
        return {self._ids[n]: self._ids[parent] for n, parent in parents.items()}
