"""One article on standard output, for `dateline show`: coloured on a terminal, plain in a pipe."""

import sys
import textwrap
from bisect import bisect_left
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from store.article import Block
from store.exporters import Record
from store.visible import lines, one_line, visible

from ..signs import GROUPS, PRINTED

WIDTH = 80
"""Cells of a row at most."""
_QUIET = {"head", "byline", "dateline", "caption", "furniture", "standfirst"}


def print_article(record: Record, plain: bool) -> None:
    """Print head line, title, paragraphs, notes and highlights, wrapped to the terminal."""
    console = Console(highlight=False, markup=False, emoji=False)
    width = min(console.width, WIDTH)
    if plain or not sys.stdout.isatty():
        for text in _parts(record, styled=False):
            for row in text.plain.split("\n"):
                print(row if len(row) <= width else textwrap.fill(row, width))
        return
    console.width = width
    for text in _parts(record, styled=True):
        console.print(text)


def _parts(record: Record, styled: bool) -> Iterator[Text]:
    article, marks = record.article, record.marks
    head = article.dispatch.head
    facts = (head.published, head.place, head.outlet, head.agency, head.byline)
    yield Text(one_line(head.title), style="bold")
    yield Text(one_line("  ".join(fact for fact in facts if fact)), style="dim")
    if marks.tags:
        yield Text(one_line(" ".join(f"[{tag}]" for tag in marks.tags)))
    for block in article.dispatch.blocks:
        if block.kind not in ("head", "title"):
            yield Text("")
            yield _paragraph(record, block, styled)
    for number, note in enumerate(marks.notes, 1):
        where = f" on “{one_line(note.quote)}”" if note.quote else ""
        body = textwrap.indent(lines(note.text), "    ")
        yield Text(f"\n[{number}]{where}\n{body}")
    if marks.highlights:
        yield Text("")
    for mark in marks.highlights:
        label = f"  {one_line(mark.label)}" if mark.label else ""
        tags = "".join(f" [{one_line(tag)}]" for tag in mark.tags)
        yield Text(f"▌ {mark.start}:{mark.end}{label}{tags}  “{one_line(mark.quote)}”")


def _paragraph(record: Record, block: Block, styled: bool) -> Text:
    start, end = block.start, block.end
    # Line ends and tabs as blanks: one character for one, so that offsets hold.
    flat = visible(record.article.text[start:end].translate({9: " ", 10: " ", 13: " "}))
    text = Text(flat, style="dim" if block.kind in _QUIET else "")
    if styled:
        at = bisect_left(record.mentions, start, key=lambda mention: mention.end)
        for mention in record.mentions[at:]:
            if mention.start >= end:
                break
            _style(text, PRINTED[GROUPS[mention.label]], mention.start - start, mention.end - start)
        for mark in record.marks.highlights:
            _style(text, "reverse", mark.start - start, mark.end - start)
    for number, note in reversed([*enumerate(record.marks.notes, 1)]):
        if note.end is not None and start < note.end <= end:
            at = note.end - start
            text = text[:at] + Text(f" [{number}]", style="bold") + text[at:]
    return text


def _style(text: Text, style: str, start: int, end: int) -> None:
    """Style what of [start, end) lies in the text; Rich counts negative ends from the right."""
    if start < len(text) and end > 0:
        text.stylize(style, max(0, start), end)
