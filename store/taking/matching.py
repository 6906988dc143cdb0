"""What of the library a draft is: a text that is there, a later text of a thing, one of a story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..derived.database import Unusable
from ..derived.likenesses import Found
from ..duplicates import NEAR, Likeness, is_related, likeness
from ..errors import LibraryError
from ..importers import Draft
from ..library import Library
from ..likening import catch_up, like_all, likenesses

_ARCHIVED = "it is in the archive: `dateline archive ID --back` brings it back"
_REREAD = 5
"""Articles with the key of a draft whose texts are looked at, the latest ones."""


@dataclass(frozen=True, slots=True)
class Match:
    """What is known of a draft; the articles by their ids, "" for none.

    Attributes:
        like: what of its text is compared.
        same: the article that has its bytes or its letters, or will have.
        earlier: the article that it is a later text of.
        near: the article that it resembles most, from `NEAR` on.
        said: what there is to say of the one that is the same.
    """

    like: Likeness
    same: str = ""
    earlier: str = ""
    near: str = ""
    said: str = ""


class Matcher:
    """Matches the drafts of one import with a library.

    A key that comes again in one import is no name of a thing: nothing replaces what came with it.

    Args:
        library: the library.

    Attributes:
        is_blind: whether the library's articles are not compared, for they are too many to be
            compared first, or what is known of them cannot be kept.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept = likenesses(library)
        self._keys: set[bytes] = set()
        self.is_blind = not catch_up(library)

    def match(self, drafts: Sequence[Draft], seen: dict[bytes, str]) -> list[Match]:
        """What is known of some drafts, in their order.

        Args:
            drafts: the next of the import.
            seen: letters -> the id of the draft that they came with first, for drafts that are not
                in the library yet; these are added to it.
        """
        likes = [likeness(it.text, it.key) for it in drafts]
        return [
            self._match(draft, like, found, seen)
            for draft, like, found in zip(drafts, likes, self._look(likes), strict=True)
        ]

    def _look(self, likes: list[Likeness]) -> list[Found]:
        if not self.is_blind:
            try:
                return self._kept.look(likes)
            except Unusable:
                self.is_blind = True
        return [Found()] * len(likes)

    def _match(self, draft: Draft, like: Likeness, found: Found, seen: dict[bytes, str]) -> Match:
        heads = self._library.catalogue.heads
        told = like.letters if like.sketch else draft.id.encode()
        is_again = like.key in self._keys
        if like.key:
            self._keys.add(like.key)
        if heads.number(draft.id) is not None:
            return self._same(like, draft.id)
        if like.sketch and found.lettered:
            return self._same(like, heads.id(found.lettered[0]))
        if told in seen:
            return Match(like, seen[told])
        seen[told] = draft.id
        earlier = "" if is_again else self._earlier(draft, found)
        near = found.nearest if found.resemblance >= NEAR and not earlier else None
        return Match(like, "", earlier, "" if near is None else heads.id(near))

    def _same(self, like: Likeness, id: str) -> Match:
        return Match(like, id, said=_ARCHIVED if self._library.row(id).archived else "")

    def _earlier(self, draft: Draft, found: Found) -> str:
        """The article that this is a later text of.

        The key alone does not make it one: numbers are given anew in every corpus, and a path or
        an address to another story.
        """
        for number in reversed(found.keyed[-_REREAD:]):
            id = self._library.catalogue.heads.id(number)
            if is_related(self._library.article(id).text, draft.text):
                return id
        return ""

    def keep(self, first: int, likes: Mapping[str, Likeness]) -> dict[str, str]:
        """Keep what is known of new articles; those that are of a story that is there -> its.

        Args:
            first: the number of the first new article.
            likes: the id of each -> what of it is compared.
        """
        heads = self._library.catalogue.heads
        if self.is_blind or len(heads.ids) == first:
            return {}
        try:
            like_all(self._library, ready=likes)
            parents = self._kept.parents(range(first, len(heads.ids)))
        except (LibraryError, Unusable):
            return {}
        return {heads.id(n): heads.id(parent) for n, parent in parents.items()}
