"""Rows of an article as strips: layers of spans over a layout, merged cell by cell. No widget.

Layers, weakest first: what a block is, mentions, those that the reader decided, highlights, notes,
the hits of a find, what a verb will act on beside the selection, the selection.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, pairwise

from rich.color import Color, blend_rgb
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store.article import Article, Marks, Mention, Span

from .layout import Layout, columns
from .signs import GROUPS, LETTERS

Layer = list[tuple[int, int, str]]
"""(start, end, name of the style), sorted by start."""

GUTTER = 2
LETTERED_GUTTER = 5

_SHINES = 0.35
"""How much of the ground below shines through the one above."""
_QUIET = {"head", "dateline", "caption", "furniture", "byline"}


class _Touching:
    """A layer, asked row by row: which of its spans touch [start, end)?"""

    def __init__(self, layer: Iterable[tuple[int, int, str]]) -> None:
        self.spans: Layer = sorted(layer)
        self._starts = [start for start, _, _ in self.spans]
        self._longest = max((end - start for start, end, _ in self.spans), default=0)

    def __call__(self, start: int, end: int) -> Layer:
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [span for span in self.spans[first:last] if span[1] > start]


class Painter:
    """Draws rows of one article.

    Args:
        article: the article.
        layout: its rows.
        style: name of a layer -> how it looks.
        letters: whether the gutter shows a letter for each label that begins in a row.
    """

    def __init__(
        self, article: Article, layout: Layout, style: Callable[[str], Style], letters: bool
    ) -> None:
        self.layout, self._style, self._letters = layout, style, letters
        self._styles: dict[tuple[str, ...], Style] = {}
        blocks = article.dispatch.blocks
        self._blocks = _Touching(
            (block.start, block.end, "title" if block.kind == "title" else "quiet")
            for block in blocks
            if block.kind in _QUIET or block.kind == "title"
        )
        self.learn_mentions(())
        self.learn_marks(Marks())
        self.learn_hits(())
        self.learn_spread(())

    @property
    def gutter(self) -> int:
        """Cells left of the text."""
        return LETTERED_GUTTER if self._letters else GUTTER

    def learn_mentions(self, mentions: Iterable[Mention]) -> None:
        """Take what the recogniser found."""
        found = list(mentions)
        self._mentions = _Touching((it.start, it.end, GROUPS[it.label]) for it in found)
        self._decided = _Touching(
            (it.start, it.end, "decided") for it in found if it.status != "suggested"
        )

    def learn_marks(self, marks: Marks) -> None:
        """Take the reader's marks."""
        self._highlights = _Touching((it.start, it.end, "mark") for it in marks.highlights)
        self._notes = _Touching(
            (note.start, note.end, "note")
            for note in marks.notes
            if note.start is not None and note.end is not None
        )

    def learn_hits(self, hits: Iterable[Span]) -> None:
        """Take what a find has hit."""
        self._hits = _Touching((it.start, it.end, "hit") for it in hits)

    def learn_spread(self, spread: Iterable[Span]) -> None:
        """Take what a verb will act on beside the selection."""
        self._spread = _Touching((it.start, it.end, "spread") for it in spread)

    def strip(self, row: int, selection: Span, width: int) -> Strip:
        """One row, `width` cells with its gutter, the selection drawn where it touches the row."""
        start, end = self.layout.starts[row], self.layout.ends[row]
        base = self._style("text")
        layers = (
            *(self._blocks, self._mentions, self._decided, self._highlights, self._notes),
            *(self._hits, self._spread),
        )
        spans = [span for layer in layers for span in layer(start, end)]
        if selection.start < selection.end:
            spans.append((selection.start, selection.end, "selection"))
        plain = self.layout.is_plain(row)
        pieces = self._plain(start, end, spans) if plain else self._graphemes(row, spans)
        segments = [Segment(*self._gutter_of(start, end, base))]
        segments += [Segment(shown, self._merged(names)) for shown, names in pieces]
        return Strip(segments).adjust_cell_length(width, base)

    def _plain(self, start: int, end: int, spans: Layer) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The quick way: stretches of text between the edges of spans, with the layers there."""
        touching = [it for it in spans if it[0] < end and start < it[1]]
        edges = {min(max(edge, start), end) for it in touching for edge in it[:2]}
        for left, right in pairwise(sorted(edges | {start, end})):
            names = tuple(name for first, last, name in touching if first <= left and right <= last)
            yield self.layout.text[left:right], names

    def _graphemes(self, row: int, spans: Layer) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Grapheme by grapheme, as each may stand for several code points, and take two cells."""
        cells = self.layout.cells(row)
        styles: list[tuple[str, ...]] = [()] * len(cells)
        for left, right, name in spans:
            first, last = columns(cells, left, right)
            for at in range(first, last):
                styles[at] = (*styles[at], name)
        for names, group in groupby(zip(styles, cells, strict=True), key=lambda pair: pair[0]):
            yield "".join(cell.shown for _, cell in group), names

    def _merged(self, names: tuple[str, ...]) -> Style:
        """Several layers as one style; of a ground over another both are seen."""
        if names not in self._styles:
            layers = [self._style(name) for name in ("text", *names)]
            grounds = [it.bgcolor.triplet for it in layers[1:] if it.bgcolor and it.bgcolor.triplet]
            mixed = Style.combine(layers)
            if len(grounds) > 1:
                mixed += Style(
                    bgcolor=Color.from_triplet(blend_rgb(grounds[-1], grounds[-2], _SHINES))
                )
            self._styles[names] = mixed
        return self._styles[names]

    def _gutter_of(self, start: int, end: int, base: Style) -> tuple[str, Style]:
        mine = self._highlights(start, end) or self._notes(start, end)
        sign = "▌ " if mine and end > start else "  "
        if self._letters:
            groups = [name for left, _, name in self._mentions(start, end) if left >= start]
            sign = "".join(dict.fromkeys(LETTERS[group] for group in groups))[:3].ljust(3) + sign
        return sign, base + self._style("gutter")
