"""One article on standard output, for `dateline show`: coloured on a terminal, plain in a pipe."""

from rich.console import Console
from rich.text import Text

from store.article import Article
from store.exporters import Record
from store.visible import lines, one_line, visible

from .signs import GROUPS, PRINTED

_QUIET = {"head", "byline", "dateline", "caption", "furniture", "standfirst"}


def print_article(record: Record, plain: bool) -> None:
    """Print head line, title, paragraphs, notes and tags, wrapped to the terminal (at most 80)."""
    console = Console(highlight=False, markup=False, emoji=False, no_color=plain or None)
    console.width = min(console.width, 80)
    article, marks = record.article, record.marks
    head = article.dispatch.head
    facts = (head.published, head.place, head.outlet, head.agency, head.byline)
    console.print(Text(one_line(head.title), style="bold"))
    console.print(Text(one_line("  ".join(fact for fact in facts if fact)), style="dim"))
    if marks.tags:
        console.print(Text(one_line(" ".join(f"[{tag}]" for tag in marks.tags))))
    for start, end, kind in ((b.start, b.end, b.kind) for b in article.dispatch.blocks):
        if kind not in ("head", "title"):
            console.print()
            console.print(_paragraph(record, start, end, quiet=kind in _QUIET))
    if marks.notes:
        console.print()
        for number, note in enumerate(marks.notes, 1):
            where = f" on “{one_line(note.quote)}”" if note.quote else ""
            console.print(Text(f"[{number}]{where} {lines(note.text)}"))


def _paragraph(record: Record, start: int, end: int, quiet: bool) -> Text:
    shown = _flat(record.article, start, end)
    text = Text(shown, style="dim" if quiet else "")
    for mention in record.mentions:
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


def _flat(article: Article, start: int, end: int) -> str:
    """The stretch with line ends and tabs as blanks: one character for one."""
    return visible(article.text[start:end].translate({9: " ", 10: " ", 13: " "}))
