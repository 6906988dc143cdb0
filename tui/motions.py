"""Where a motion lands: pure functions from a selection to the next one.

A motion selects the object it lands on; where there is none, the selection stays. A selection that
is empty is no target (a find failed): it is a place to go on from.
"""

from collections.abc import Callable, Iterable
from functools import cached_property

from rich.cells import split_graphemes

from store.article import Article, Mention, Span
from store.visible import visible

from .layout import paragraphs
from .spans import ByBlock, Spans, Ways

Stretches = Callable[[str], Iterable[tuple[int, int]]]
_NEAR = 64
"""Code points around an edge that are looked at for the edges of graphemes."""


class Motions:
    """The selection's ways through one article.

    `mentions`, `pending` (those not decided yet), `mine` (the reader's marks), `hits` (of a find)
    change while it is open; words, phrases, clauses, sentences and paragraphs are found when first
    asked for.
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self.mentions = self.pending = self.mine = self.hits = Spans([])
        self.by_character = False
        self._path: list[Span] = []

    def learn(self, mentions: Iterable[Mention]) -> None:
        """Take what is named in the article, as it is now."""
        found = list(mentions)
        self.mentions = Spans([Span(it.start, it.end) for it in found])
        self.pending = Spans([Span(it.start, it.end) for it in found if it.status == "suggested"])

    # -- the stretches ---------------------------------------------------------------------------

    @cached_property
    def paragraphs(self) -> Spans:
        """Every paragraph as it is shown: a dateline and the block that it runs into are one."""
        found = paragraphs(self._article.dispatch.blocks)
        return Spans([Span(start, end) for start, end, _ in found])

    def _in_blocks(self, cut: Stretches) -> ByBlock:
        """What `cut` finds; nothing runs on from block to block."""

        def find(block: Span) -> list[Span]:
            found = cut(self._article.text[block.start : block.end])
            return [Span(block.start + start, block.start + end) for start, end in found]

        blocks = self._article.dispatch.blocks
        return ByBlock([Span(block.start, block.end) for block in blocks], find)

    @cached_property
    def words(self) -> ByBlock:
        """Every token that begins with a letter or digit; a block without any is one word.

        The ’s of a possessive is a token of its own, and no word to stop at.
        """
        from store.entities import tokens

        def cut(text: str) -> list[tuple[int, int]]:
            found = [(it.start, it.end) for it in tokens(text) if text[it.start].isalnum()]
            return found or [(0, len(text))]

        return self._in_blocks(cut)

    @cached_property
    def phrases(self) -> ByBlock:
        """Every run of capitalised words that may be a name."""
        from store.entities.stretches import name_phrases

        return self._in_blocks(name_phrases)

    @cached_property
    def clauses(self) -> ByBlock:
        """Every clause."""
        from store.entities.stretches import clauses

        return self._in_blocks(clauses)

    @cached_property
    def sentences(self) -> ByBlock:
        """Every sentence."""
        from store.entities import sentences

        return self._in_blocks(sentences)

    # -- moving ----------------------------------------------------------------------------------

    def first(self) -> Span:
        """The first word of the body, else of the text."""
        blocks = self._article.dispatch.blocks
        start = next((block.start for block in blocks if block.kind == "body"), 0)
        return self.words.after(start) or Span(0, min(1, len(self._article.text)))

    def snapped(self, hit: Span) -> Span:
        """A hit as a selection: the mention around it, else the words that it touches."""
        mention = self.mentions.around(hit.start)
        if mention and mention.end >= hit.end:
            return mention
        first, last = self.words.around(hit.start), self.words.around(hit.end - 1)
        start = first.start if first else hit.start
        return Span(start, max(hit.end, last.end if last else hit.end))

    def go(self, name: str, at: Span) -> Span:
        """Where the motion `name` lands from the selection `at`."""
        if name == "grow":
            levels = (self.words, self.mentions, self.phrases, self.clauses, self.sentences)
            larger = _grown(at, *levels, self.paragraphs)
            self._path += [at] if larger != at else []
            return larger
        if name == "shrink":
            return self._path.pop() if self._path else self.words.around(at.start) or at
        self._path = []
        return self._land[name](at)

    @cached_property
    def _land(self) -> dict[str, Callable[[Span], Span]]:
        words = self.words
        return {
            "next_word": lambda at: _forward(words, at),
            "previous_word": lambda at: _backward(words, at),
            "next_entity": lambda at: _into(self.mentions, at),
            "previous_entity": lambda at: _backward(self.mentions, at),
            "next_suggestion": lambda at: _into(self.pending, at),
            "previous_suggestion": lambda at: _backward(self.pending, at),
            "next_mark": lambda at: _into(self.mine, at),
            "previous_mark": lambda at: _backward(self.mine, at),
            "next_sentence": lambda at: _forward(self.sentences, at, this_first=True),
            "previous_sentence": lambda at: _backward(self.sentences, at, this_first=True),
            "next_paragraph": lambda at: _forward(self.paragraphs, at),
            "previous_paragraph": lambda at: _backward(self.paragraphs, at),
            "end_out": lambda at: self._end(at, outward=True),
            "end_in": lambda at: self._end(at, outward=False),
            "start_out": lambda at: self._start(at, outward=True),
            "start_in": lambda at: self._start(at, outward=False),
            "top": lambda at: words.after(0) or at,
            "bottom": lambda at: words.before(len(self._article.text)) or at,
        }

    # -- edges -----------------------------------------------------------------------------------

    def _end(self, at: Span, outward: bool) -> Span:
        """The right edge one step out or in; at least one step stays."""
        if self.by_character:
            end = self._after(at.end) if outward else self._before(at.end)
            return Span(at.start, end) if end > at.start else at
        if outward:
            word = self.words.after(at.end)
            return Span(at.start, word.end) if word else at
        last = self.words.before(at.end)
        before = self.words.before(last.start) if last else None
        return Span(at.start, before.end) if before and before.start >= at.start else at

    def _start(self, at: Span, outward: bool) -> Span:
        """The left edge one step out or in; at least one step stays."""
        if self.by_character:
            start = self._before(at.start) if outward else self._after(at.start)
            return Span(start, at.end) if start < at.end else at
        if outward:
            word = self.words.before(at.start)
            return Span(word.start, at.end) if word else at
        word = self.words.after(at.start + 1)
        return Span(word.start, at.end) if word and word.end <= at.end else at

    def _after(self, offset: int) -> int:
        """The next edge of a grapheme."""
        return min((it for it in self._edges(offset) if it > offset), default=offset)

    def _before(self, offset: int) -> int:
        """The edge of a grapheme before this one."""
        return max((it for it in self._edges(offset) if it < offset), default=offset)

    def _edges(self, offset: int) -> list[int]:
        text = self._article.text
        start, end = max(0, offset - _NEAR), min(len(text), offset + _NEAR)
        return [start, *(start + it[1] for it in split_graphemes(visible(text[start:end]))[0])]


def _forward(spans: Ways, at: Span, this_first: bool = False) -> Span:
    """The next stretch; with `this_first`, the one around the selection unless it is selected."""
    if this_first:
        here = spans.around(at.start)
        if here and here != at and here.start <= at.start:
            return here
    return spans.after(at.end) or at


def _into(spans: Ways, at: Span) -> Span:
    """The next stretch; the first one inside the selection, where that is larger."""
    return _forward(spans, at) if spans.around(at.start) == at else spans.after(at.start) or at


def _backward(spans: Ways, at: Span, this_first: bool = False) -> Span:
    """The stretch before the selection; with `this_first`, the one around it unless selected."""
    if this_first:
        here = spans.around(at.start)
        if here and here != at:
            return here
    return spans.before(at.start) or at


def _grown(at: Span, *levels: Ways) -> Span:
    """The smallest stretch of the given levels that holds the selection and is larger than it."""
    found = [
        here
        for spans in levels
        if (here := spans.around(at.start)) and here != at
        if here.start <= at.start and here.end >= at.end
    ]
    return min(found, key=lambda it: it.end - it.start, default=at)
