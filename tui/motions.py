"""Where a motion lands: pure functions from a selection to the next one.

A motion selects the object it lands on; where there is none, the selection stays.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Protocol

from store.article import Article, Span


class Spans:
    """Stretches of a text in order, looked up by offset."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = spans
        self._starts = [span.start for span in spans]

    def __len__(self) -> int:
        return len(self.spans)

    def after(self, offset: int) -> Span | None:
        """The first stretch that starts at `offset` or later."""
        at = bisect_left(self._starts, offset)
        return self.spans[at] if at < len(self.spans) else None

    def before(self, offset: int) -> Span | None:
        """The last stretch that starts before `offset`."""
        at = bisect_left(self._starts, offset) - 1
        return self.spans[at] if at >= 0 else None

    def around(self, offset: int) -> Span | None:
        """The last stretch that starts at `offset` or earlier, if it reaches past it."""
        at = bisect_right(self._starts, offset) - 1
        return self.spans[at] if at >= 0 and self.spans[at].end > offset else None

    def number(self, offset: int) -> int:
        """How many stretches start at `offset` or earlier."""
        return bisect_right(self._starts, offset)


class ByBlock:
    """Stretches that never reach from block to block, found in a block when it is first needed."""

    def __init__(self, blocks: Sequence[Span], find: Callable[[Span], Sequence[Span]]) -> None:
        self._blocks, self._find = blocks, find
        self._starts = [block.start for block in blocks]
        self._found: dict[int, Spans] = {}

    def _of(self, number: int) -> Spans:
        if number not in self._found:
            self._found[number] = Spans(self._find(self._blocks[number]))
        return self._found[number]

    def after(self, offset: int) -> Span | None:
        """The first stretch that starts at `offset` or later."""
        first = max(0, bisect_right(self._starts, offset) - 1)
        found = (self._of(number).after(offset) for number in range(first, len(self._blocks)))
        return next(filter(None, found), None)

    def before(self, offset: int) -> Span | None:
        """The last stretch that starts before `offset`."""
        last = bisect_left(self._starts, offset) - 1
        found = (self._of(number).before(offset) for number in range(last, -1, -1))
        return next(filter(None, found), None)

    def around(self, offset: int) -> Span | None:
        """The stretch that `offset` lies in."""
        number = bisect_right(self._starts, offset) - 1
        return self._of(number).around(offset) if number >= 0 else None


class Ways(Protocol):
    """What a motion asks of the stretches it moves over."""

    def after(self, offset: int) -> Span | None:
        """The first stretch that starts at `offset` or later."""

    def before(self, offset: int) -> Span | None:
        """The last stretch that starts before `offset`."""

    def around(self, offset: int) -> Span | None:
        """The stretch that `offset` lies in."""


class Motions:
    """The selection's ways through one article.

    `mentions` and `mine` (the reader's marks) change while it is open; words, sentences and
    paragraphs are found when first asked for.
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self.mentions = self.mine = Spans([])
        self._path: list[Span] = []

    @cached_property
    def paragraphs(self) -> Spans:
        """Every block."""
        return Spans([Span(block.start, block.end) for block in self._article.dispatch.blocks])

    @cached_property
    def words(self) -> ByBlock:
        """Every token that begins with a letter or digit; a block without any is one word.

        The ’s of a possessive is a token of its own, and no word to stop at.
        """
        from store.entities import tokens

        def find(block: Span) -> list[Span]:
            text = self._article.text[block.start : block.end]
            found = (token for token in tokens(text) if text[token.start].isalnum())
            words = [Span(block.start + it.start, block.start + it.end) for it in found]
            return words or [block]

        return ByBlock(self.paragraphs.spans, find)

    @cached_property
    def sentences(self) -> ByBlock:
        """Every sentence; none runs on from block to block."""
        from store.entities import sentences

        def find(block: Span) -> list[Span]:
            found = sentences(self._article.text[block.start : block.end])
            return [Span(block.start + start, block.start + end) for start, end in found]

        return ByBlock(self.paragraphs.spans, find)

    def first(self) -> Span:
        """The first word of the body, else of the text."""
        blocks = self._article.dispatch.blocks
        start = next((block.start for block in blocks if block.kind == "body"), 0)
        return self.words.after(start) or Span(0, min(1, len(self._article.text)))

    def go(self, name: str, at: Span) -> Span:
        """Where the motion `name` lands from the selection `at`."""
        if name == "grow":
            levels = (self.words, self.mentions, self.sentences, self.paragraphs)
            larger = _grown(at, *levels)
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
            "next_mark": lambda at: _into(self.mine, at),
            "previous_mark": lambda at: _backward(self.mine, at),
            "next_sentence": lambda at: _forward(self.sentences, at, this_first=True),
            "previous_sentence": lambda at: _backward(self.sentences, at, this_first=True),
            "next_paragraph": lambda at: _forward(self.paragraphs, at),
            "previous_paragraph": lambda at: _backward(self.paragraphs, at),
            "end_out": lambda at: _with_end(at, words, outward=True),
            "end_in": lambda at: _with_end(at, words, outward=False),
            "start_out": lambda at: _with_start(at, words, outward=True),
            "start_in": lambda at: _with_start(at, words, outward=False),
            "top": lambda at: words.after(0) or at,
            "bottom": lambda at: words.before(len(self._article.text)) or at,
        }


def _forward(spans: Ways, at: Span, this_first: bool = False) -> Span:
    """The next stretch; with `this_first`, the one around the selection unless it is selected."""
    if this_first:
        here = spans.around(at.start)
        if here and here != at and here.start <= at.start:
            return here
    return spans.after(at.end if at.end > at.start else at.start + 1) or at


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
    for spans in levels:
        here = spans.around(at.start)
        if here and here != at and here.start <= at.start and here.end >= at.end:
            return here
    return at


def _with_end(at: Span, words: Ways, outward: bool) -> Span:
    """The right edge one word out or in; at least one word stays."""
    if outward:
        word = words.after(at.end)
        return Span(at.start, word.end) if word else at
    last = words.before(at.end)
    before = words.before(last.start) if last else None
    return Span(at.start, before.end) if before and before.start >= at.start else at


def _with_start(at: Span, words: Ways, outward: bool) -> Span:
    """The left edge one word out or in; at least one word stays."""
    if outward:
        word = words.before(at.start)
        return Span(word.start, at.end) if word else at
    word = words.after(at.start + 1)
    return Span(word.start, at.end) if word and word.end <= at.end else at
