"""Parse a dispatch: find its head, its dateline and its paragraphs. The text is never changed.

A dispatch is read from its top, one step of `head.STEPS` at a time, down to the dateline. What
remains is the story; `paragraphs` parts it and `tails` tells captions and closing marks from it.
"""

from ..article import Block, Dispatch, Head
from .head import read_head
from .language import detect_language
from .paragraphs import paragraphs
from .reader import BOM, Reader
from .tails import split_tails
from .titles import derive_title

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
    reader = Reader(text)
    read_head(reader)
    story = split_tails(text, list(paragraphs(text, reader.pos, len(text))))
    blocks = reader.blocks + [Block(start, end, kind) for start, end, kind in story]
    return Dispatch(_head(reader, blocks), _with_bom(text, blocks))


def _head(reader: Reader, blocks: list[Block]) -> Head:
    """The head as the reader found it, with a title and the language of the story."""
    text, fields = reader.text, reader.fields
    body = next((block for block in blocks if block.kind == "body"), Block(0, 0, "body"))
    title = fields.pop("title", None)
    return Head(
        title=title or derive_title(fields.get("source_url"), text[body.start : body.end][:400]),
        title_derived=title is None,
        language=detect_language(text, body.start),
        spans=reader.spans,
        **fields,
    )


def _with_bom(text: str, blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks, the first of them from the byte order mark on: it is no white space."""
    if text.startswith(BOM):
        first = blocks[0] if blocks else Block(0, 1, "body")
        blocks[:1] = [Block(0, first.end, first.kind)]
    return tuple(blocks)
