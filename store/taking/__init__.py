"""Taking drafts into a library: each ends as added, same, near-duplicate or refused, with a reason.

A draft is compared with what is there before it is added (see `matching`):

    same bytes, or the same letters    not kept; another place where it appeared is noted
    the same thing, another text       a new version: the marks move with it (see `versions`)
    much the same wording              kept, and grouped with the first one as a story
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import islice

from .. import marks
from ..clean import LONGEST_TAG
from ..importers import Draft, Refused
from ..library import Library
from ..log.line import Doc
from ..marks import Act
from ..versions.revising import revise
from .matching import Match, Matcher

BATCH = 500
"""Drafts written in one go: a stopped import keeps whole batches."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input.

    Attributes:
        source: where it came from.
        result: added, same, near-duplicate or refused.
        id: of the article that is there now; "" for what was refused.
        of: the article that it resembles, or the same text's first one; "" for none.
        revises: the earlier version that it replaces; "" for none.
        said: what happened to the marks of the earlier version.
        reason: why it was refused; `code` is the short word for it.
        warnings: what the reader should know of it.
    """

    source: str
    result: str
    id: str = ""
    of: str = ""
    revises: str = ""
    said: str = ""
    reason: str = ""
    code: str = ""
    warnings: tuple[str, ...] = ()

    @classmethod
    def of_draft(
        cls, draft: Draft, match: Match, near: str, id: str = "", said: str = ""
    ) -> "Outcome":
        """Of a draft that was matched; `near` is the article of whose story it is, "" for none."""
        warnings = draft.warnings
        if match.same:
            same = match.same
            return cls(draft.source, "same", same, same, said=match.said, warnings=warnings)
        near = "" if match.earlier else near
        result = "near-duplicate" if near else "added"
        return cls(draft.source, result, id, near, match.earlier, said, warnings=warnings)


def in_order(items: Iterable[Draft | Refused], of_drafts: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcome of each item, in their order; `of_drafts` are those of the drafts among them."""
    outcomes = iter(of_drafts)
    for it in items:
        if isinstance(it, Draft):
            yield next(outcomes)
        else:
            yield Outcome(it.source, "refused", reason=it.reason, code=it.code)


class Taking:
    """Takes drafts into one library; one import is one of it.

    Args:
        library: the library.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._matcher = Matcher(library)

    @property
    def is_blind(self) -> bool:
        """Whether what is taken is not compared, see `Matcher`."""
        return self._matcher.is_blind

    def take(self, items: Iterable[Draft | Refused]) -> Iterator[Outcome]:
        """Take in all items, in batches; one outcome an item, in their order."""
        items = iter(items)
        while batch := list(islice(items, BATCH)):
            yield from self._take(batch)

    def _take(self, items: list[Draft | Refused]) -> Iterator[Outcome]:
        library, first = self._library, len(self._library.catalogue.heads.ids)
        drafts = [it for it in items if isinstance(it, Draft)]
        matches = self._matcher.match(drafts, {})
        fresh = [n for n, match in enumerate(matches) if not match.same]
        added = dict(zip(fresh, library.add(drafts[n] for n in fresh), strict=True))
        stories = self._matcher.keep(first, {id: matches[n].like for n, (id, _) in added.items()})
        acts, taken = list[Act](), list[Outcome]()
        for n, (draft, match) in enumerate(zip(drafts, matches, strict=True)):
            id, is_new = added.get(n, (match.same, False))
            if is_new:
                done = self._of_new(draft, match, id)
            else:  # another window may have added it since it was matched
                match, done = replace(match, same=id), self._of_same(draft, id)
            acts += done
            said = done[-1].did if is_new and match.earlier else ""
            taken.append(Outcome.of_draft(draft, match, stories.get(id, ""), id, said))
        if acts:
            library.apply(marks.joined(acts, _told(acts)), undoable=any(it.did for it in acts))
        return in_order(items, taken)

    def _of_same(self, draft: Draft, id: str) -> list[Act]:
        """The text is there: note that it appeared here too."""
        doc = self._library.articles.storage.read()["articles"][id]
        appears = id != draft.id and draft.source not in ("-", doc["source"])
        return [Act("", {"appearances": _appearance(id, draft)})] if appears else []

    def _of_new(self, draft: Draft, match: Match, id: str) -> list[Act]:
        acts = [marks.tag(id, _clean(draft.tags))] if draft.tags else []
        return [*acts, self._revise(match.earlier, id)] if match.earlier else acts

    def _revise(self, earlier: str, id: str) -> Act:
        library = self._library
        old, new = library.article(earlier), library.article(id)
        tables = library.marks.storage.read()
        return revise(old, library.logs.marked.documents(earlier, tables), new)


def _appearance(id: str, draft: Draft) -> dict[str, Doc | None]:
    name = blake2b(draft.source.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    wanted = ("outlet", "published", "source_url")
    said = {key: draft.stated[key] for key in wanted if key in draft.stated}
    return {f"{id}:{name}": {"article": id, "source": draft.source, **said}}


def _clean(tags: Iterable[str]) -> list[str]:
    """Tags from elsewhere, as they can be kept."""
    found = []
    for tag in tags:
        tag = " ".join(tag.split()).lstrip("+-# ")[:LONGEST_TAG].strip()
        if tag:
            found.append(tag)
    return found


def _told(acts: list[Act]) -> str:
    said = [act.did for act in acts if act.did]
    return f"took in {len(said)} new versions and tags" if len(said) > 1 else "".join(said)
