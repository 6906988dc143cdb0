"""Which keys the footer offers: those that do most for what is selected now. Pure."""

from store.article import Highlight, Mention, Note

from .target import HERE

_LABEL, _ALWAYS = "page.label_1", ("help",)
_SPREAD = (_LABEL, "page.accept", "page.reject", "page.highlight", "page.note", "page.all")
_LOST = ("page.next_word", "page.next_sentence", "page.next_entity", "page.find", "page.back")
_FOUND = ("next", "previous", "page.back", _LABEL, "page.all", "page.highlight", "page.note")
_SUGGESTED = (
    *("page.accept", "page.reject", _LABEL, "page.all", "page.note", "page.next_suggestion"),
    *("page.entity", "undo"),
)
_DECIDED = ("page.delete", _LABEL, "page.all", "page.same", "page.note", "page.entity", "undo")
_MARKED = ("page.delete", "page.note", "page.tag", _LABEL, "page.next_mark", "undo")
_PLAIN = (
    *(_LABEL, "page.highlight", "page.note", "page.grow", "page.find", "page.next_suggestion"),
    *("article.tag", "undo"),
)
LIST = (
    *("list.open", "list.find", "article.tag", "article.star", "next", "undo", "list.quit"),
    *_ALWAYS,
)
"""What the list offers."""


def offered(
    reach: str,
    finding: bool,
    is_empty: bool,
    mention: Mention | None,
    mark: Highlight | Note | None,
) -> tuple[str, ...]:
    """The ids of the commands to offer on the page, the most useful first.

    Args:
        reach: how far the next verb reaches.
        finding: whether a find is active.
        is_empty: whether nothing is selected.
        mention: what the selection lies in.
        mark: the reader's mark under it.
    """
    if reach != HERE:
        return (*_SPREAD, "page.back", *_ALWAYS)
    if is_empty:
        return (*_LOST, *_ALWAYS)
    if finding:
        return (*_FOUND, *_ALWAYS)
    if mark:
        return (*_MARKED, *_ALWAYS)
    if mention:
        return (*(_SUGGESTED if mention.status == "suggested" else _DECIDED), *_ALWAYS)
    return (*_PLAIN, *_ALWAYS)
