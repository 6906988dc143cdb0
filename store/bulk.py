"""Acts on many articles at once: one transaction, one undo step."""

from collections.abc import Sequence

from . import marks
from .errors import BadRequest
from .marks import Act


def retag(ids: Sequence[str], words: Sequence[str]) -> Act:
    """Give articles tags, and take others away: +word, word or -word.

    Raises:
        BadRequest: for a tag without a name, or when there is nothing to do.
    """
    add, remove = marks.tag_words(words)
    if not add and not remove:
        raise BadRequest("say which tags: a name gives one, -name takes one away")
    did = marks.tag("", add, remove).did
    return marks.joined((marks.tag(id, add, remove) for id in ids), _on(did, ids))


def read(ids: Sequence[str], is_read: bool) -> Act:
    """Say that articles were read, or were not."""
    did = f"marked {'read' if is_read else 'unread'}"
    return marks.joined((marks.read(id, is_read) for id in ids), _on(did, ids, ""))


def star(ids: Sequence[str], is_starred: bool) -> Act:
    """Give articles a star, or take it away."""
    did = "starred" if is_starred else "took the star from"
    return marks.joined((marks.star(id, "", is_starred) for id in ids), _on(did, ids, ""))


def archive(ids: Sequence[str], is_archived: bool) -> Act:
    """Put articles away, or bring them back."""
    did = "archived" if is_archived else "brought back"
    return marks.joined((marks.archive(id, "", is_archived) for id in ids), _on(did, ids, ""))


def _on(did: str, ids: Sequence[str], word: str = "on ") -> str:
    return f"{did} {word}{counted(len(ids))}"


def counted(count: int) -> str:
    """So many articles, in words."""
    return f"{count:,} article{'' if count == 1 else 's'}"
