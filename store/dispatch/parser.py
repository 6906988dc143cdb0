"""The parse: the reader's steps in order, then the story in blocks."""

from ..article import Block, Dispatch, Head
from .head import read_head
from .language import detect_language
from .paragraphs import paragraphs
from .reader import BOM, Reader
from .tails import split_tails
from .titles import derive_title


def read(text: str) -> Dispatch:
    """Read a dispatch; see `dispatch.parse`."""
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
