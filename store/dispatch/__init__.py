"""Parse a dispatch: find its head, its dateline and its paragraphs. The text is never changed.

A dispatch is read from its top, one step of `head.STEPS` at a time, down to the dateline. What
remains is the story; `paragraphs` parts it and `tails` tells captions and closing marks from it.
"""

from ..article import Dispatch

VERSION = 1
"""The stamp of what `parse` derives: raised whenever the same text would come out otherwise."""

__all__ = ["VERSION", "parse"]


def parse(text: str) -> Dispatch:
    """Read a dispatch.

    Args:
        text: Any text, as it came.

    Returns:
        Its head, and its blocks in order: they never overlap, and only white space lies outside
        them. Spans and blocks count code points of `text`, end exclusive. A field that the text
        does not give is None; the title alone is made up when there is none (`title_derived`).
        Nothing is raised: a text that is no dispatch is all body.
    """
    from .parser import read  # whoever reads what was parsed before does without the rules

    return read(text)
