"""Which keys the footer offers: those that do most for what is selected now. Pure."""

from store.article import Highlight, Mention, Note

from .target import HERE

CHANGING = 3
"""How many of those that are offered on the page depend on what is selected."""
_SPREAD = ("page.all", "page.reject", "page.back")
_LOST = ("page.next_word", "page.next_sentence", "page.back")
_FOUND = ("next", "previous", "page.all")
_SUGGESTED = ("page.accept", "page.reject", "page.all")
_DECIDED = ("page.delete", "page.same", "page.all")
_MARKED = ("page.delete", "page.tag", "page.next_mark")
_PLAIN = ("page.grow", "page.find", "page.next_suggestion")
_ALWAYS = ("page.label_1", "page.highlight", "page.note", "undo", "help")
LIST = (
    *("list.open", "list.find", "article.tag", "article.star", "next", "undo", "list.quit"),
    "help",
)
"""What the list offers."""


def offered(
    reach: str,
    finding: bool,
    is_empty: bool,
    mention: Mention | None,
    mark: Highlight | Note | None,
) -> tuple[str, ...]:
    """The ids of the commands to offer on the page.

    Three for what is selected, then those that stay where they are, so that the eye finds them and
    a slow line is spared.

    Args:
        reach: how far the next verb reaches.
        finding: whether a find is active.
        is_empty: whether nothing is selected.
        mention: what the selection lies in.
        mark: the reader's mark under it.
    """
    if reach != HERE:
        return *_SPREAD, *_ALWAYS
    if is_empty:
        return *_LOST, *_ALWAYS
    if finding:
        return *_FOUND, *_ALWAYS
    if mark:
        return *_MARKED, *_ALWAYS
    if mention:
        return *(_SUGGESTED if mention.status == "suggested" else _DECIDED), *_ALWAYS
    return *_PLAIN, *_ALWAYS
