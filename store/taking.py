"""Taking drafts into a library: each ends as added, same, near-duplicate or refused, with a reason.

A draft is compared with what is there before it is added:

    same bytes, or the same letters    not kept; another place where it appeared is noted
    the same thing, another text       a new version: the marks move with it (see `revising`)
    much the same wording              kept, and grouped with the first one as a story
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b, sha256
from itertools import islice

from . import marks
from .derived.database import Unusable
from .derived.likenesses import Found
from .duplicates import NEAR, RELATED, Likeness, likeness
from .errors import LibraryError
from .importers import Draft, Refused
from .library import Library
from .likening import like_all, likenesses, unlike
from .log.line import Doc
from .marks import Act
from .revising import revise

BATCH = 500
"""Drafts written in one go: a stopped import keeps whole batches."""
_CATCHES_UP = 5000
"""Articles not compared yet that an import compares first; more are left to `dateline index`."""


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


@dataclass
class _Batch:
    """Drafts that are taken in together: what is known of each, and what is to become of it."""

    items: list[Draft | Refused]
    likes: dict[int, Likeness] = field(default_factory=dict)
    found: dict[int, Found] = field(default_factory=dict)

    @property
    def drafts(self) -> Iterator[tuple[int, Draft]]:
        return ((n, it) for n, it in enumerate(self.items) if isinstance(it, Draft))


class Taking:
    """Takes drafts into one library.

    Args:
        library: the library.

    Attributes:
        is_blind: whether the library's articles are not compared, for they are too many to be
            compared first, or what is known of them cannot be kept.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept = likenesses(library)
        self.is_blind = False
        try:
            if unlike(library) > _CATCHES_UP:
                self.is_blind = True
            else:
                like_all(library)
        except LibraryError:
            self.is_blind = True

    def take(self, items: Iterable[Draft | Refused]) -> Iterator[Outcome]:
        """Take in all items, in batches; one outcome an item, in their order."""
        items = iter(items)
        while batch := list(islice(items, BATCH)):
            yield from self._take(_Batch(batch))

    def foresee(
        self, items: Iterable[Draft | Refused]
    ) -> Iterator[tuple[Draft | Refused, Outcome]]:
        """What `take` would make of each item; nothing is written."""
        items = iter(items)
        while some := list(islice(items, BATCH)):
            batch = _Batch(some)
            known = self._known(batch)
            for n, item in enumerate(some):
                yield item, self._foreseen(item, known.get(n), batch.found.get(n, Found()))

    def _foreseen(self, item: Draft | Refused, known: str | None, found: Found) -> Outcome:
        if isinstance(item, Refused):
            return Outcome(item.source, "refused", reason=item.reason, code=item.code)
        heads = self._library.catalogue.heads
        id = sha256(item.raw).hexdigest()[:16]
        if known or heads.number(id) is not None:
            return Outcome(item.source, "same", known or id, warnings=item.warnings)
        earlier = self._earlier(item, found)
        near = found.nearest if found.resemblance >= NEAR and not earlier else None
        return Outcome(
            item.source,
            "added" if near is None else "near-duplicate",
            of="" if near is None else heads.id(near),
            revises=earlier,
            warnings=item.warnings,
        )

    def _take(self, batch: _Batch) -> list[Outcome]:
        library = self._library
        known = self._known(batch)
        wanted = [(n, draft) for n, draft in batch.drafts if n not in known]
        first = len(library.catalogue.heads.ids)
        added = dict(zip((n for n, _ in wanted), library.add(d for _, d in wanted), strict=True))
        parents = self._compare(first, {id: batch.likes[n] for n, (id, _) in added.items()})
        acts, outcomes = list[Act](), list[Outcome]()
        for n, item in enumerate(batch.items):
            if isinstance(item, Refused):
                outcomes.append(Outcome(item.source, "refused", reason=item.reason, code=item.code))
            elif n in known:
                outcomes.append(self._same(item, known[n], acts))
            else:
                id, is_new = added[n]
                outcomes.append(self._added(item, id, is_new, batch.found.get(n), parents, acts))
        if acts:
            library.apply(marks.joined(acts, _told(acts)), undoable=any(it.did for it in acts))
        return outcomes

    # -- what is known ---------------------------------------------------------------------------

    def _known(self, batch: _Batch) -> dict[int, str]:
        """The drafts whose text is there already: their places in the batch -> the article's id."""
        heads = self._library.catalogue.heads
        for n, draft in batch.drafts:
            batch.likes[n] = likeness(draft.text, draft.key)
        if not self.is_blind:
            try:
                batch.found = dict(
                    zip(batch.likes, self._kept.look(list(batch.likes.values())), strict=True)
                )
            except Unusable:
                self.is_blind = True
        known: dict[int, str] = {}
        seen: dict[bytes, str] = {}
        for n, draft in batch.drafts:
            id = sha256(draft.raw).hexdigest()[:16]
            found, like = batch.found.get(n, Found()), batch.likes[n]
            if heads.number(id) is not None:
                continue  # the same bytes: `add` says so
            if like.sketch and found.lettered:
                known[n] = heads.id(found.lettered[0])
            elif like.sketch and like.letters in seen:
                known[n] = seen[like.letters]
            seen.setdefault(like.letters, id)
        return known

    def _compare(self, first: int, likes: dict[str, Likeness]) -> dict[str, str]:
        """Keep what is known of the new articles; those that are versions of earlier ones."""
        heads, ids = self._library.catalogue.heads, self._library.catalogue.heads.ids
        if self.is_blind or len(ids) == first:
            return {}
        numbers = range(first, len(ids))
        try:
            like_all(self._library, ready=likes)
            parents = self._kept.parents(numbers)
        except (LibraryError, Unusable):
            return {}
        return {heads.id(n): heads.id(parent) for n, parent in parents.items()}

    # -- what becomes of it ----------------------------------------------------------------------

    def _same(self, draft: Draft, id: str, acts: list[Act]) -> Outcome:
        """The text is there: note that it appeared here too."""
        doc = self._library.articles.storage.read()["articles"][id]
        if draft.source not in ("-", doc["source"]):
            acts.append(Act("", {"appearances": _appearance(id, draft)}))
        return Outcome(draft.source, "same", id, of=id, warnings=draft.warnings)

    def _added(
        self, draft: Draft, id: str, is_new: bool, found: Found | None,
        parents: dict[str, str], acts: list[Act],
    ) -> Outcome:  # fmt: skip
        if not is_new:
            return Outcome(draft.source, "same", id, warnings=draft.warnings)
        if draft.tags:
            acts.append(marks.tag(id, _clean(draft.tags)))
        earlier = self._earlier(draft, found)
        if earlier:
            act = self._revise(earlier, id)
            acts.append(act)
            return Outcome(
                draft.source, "added", id, revises=earlier, said=act.did, warnings=draft.warnings
            )
        of = parents.get(id, "")
        result = "near-duplicate" if of else "added"
        return Outcome(draft.source, result, id, of=of, warnings=draft.warnings)

    def _earlier(self, draft: Draft, found: Found | None) -> str:
        """The article that this is a later version of; "" when it is of none.

        The key alone does not make it one: a path may be given to another story.
        """
        if not draft.key or not found or not found.keyed:
            return ""
        heads, like = self._library.catalogue.heads, likeness(draft.text)
        number = found.keyed[-1]
        if not draft.key.startswith("path:") or not like.sketch:
            return heads.id(number)
        try:
            near = self._kept.resemblance(number, like.sketch) >= RELATED
        except Unusable:
            return ""
        return heads.id(number) if near else ""

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
        tag = " ".join(tag.split()).lstrip("+-# ")[: marks.LONGEST_TAG].strip()
        if tag:
            found.append(tag)
    return found


def _told(acts: list[Act]) -> str:
    said = [act.did for act in acts if act.did]
    return f"took in {len(said)} new versions and tags" if len(said) > 1 else "".join(said)
