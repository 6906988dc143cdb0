"""Where the words of a query stand in a text, to be shown and gone to."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from ..article import Span
from ..fold import fold_in_place
from .holding import SLOWEST, compiled
from .tree import Node, Pattern, Term, wanted

MOST = 20_000
"""Hits of one text that are looked for."""
_IN_TEXT = (None, "title", "outlet", "place", "agency", "highlight", "entity")
_LEAD = 24
"""Characters shown before the first hit at most."""
_SIGNS = "'’‘ʼ"
_SOLID = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


class Hits:
    """Looks for what a query wants.

    Args:
        node: the query's tree; what it denies, and what it asks of tags and notes, has no place in
            a text.
    """

    def __init__(self, node: Node) -> None:
        asked = wanted(node)
        terms = [it for it in asked if isinstance(it, Term) and it.field in _IN_TEXT]
        self._sources = [it.source for it in asked if isinstance(it, Pattern)]
        self._terms = [(re.compile(_expression(it), re.IGNORECASE), it.begins) for it in terms]

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self._terms or self._sources)

    def spans(self, text: str, most: int = MOST) -> list[Span]:
        """Every place, in order, without overlaps; at most `most` of each word."""
        found = [*self._of_terms(text, most), *self._of_patterns(text, most)]
        spans: list[Span] = []
        for span in sorted(found, key=lambda it: (it.start, -it.end)):
            if not spans or span.start >= spans[-1].end:
                spans.append(span)
        return spans

    def _of_terms(self, text: str, most: int) -> Iterator[Span]:
        if not self._terms:
            return
        folded, offsets = fold_in_place(text)
        for expression, begins in self._terms:
            whole = (it for it in expression.finditer(folded)
                     if begins or _ends(folded, it.end(), text, offsets))  # fmt: skip
            for match in islice(whole, most):
                end = match.end()
                while begins and end < len(folded) and folded[end].isalnum():
                    end += 1
                last = offsets[end - 1] + 1
                while last < len(text) and unicodedata.combining(text[last]):
                    last += 1
                yield Span(offsets[match.start()], last)

    def _of_patterns(self, text: str, most: int) -> Iterator[Span]:
        for source in self._sources:
            try:
                for match in islice(compiled(source).finditer(text, timeout=SLOWEST), most):
                    if match.end() > match.start():
                        yield Span(match.start(), match.end())
            except TimeoutError:  # the search itself has told
                continue


def _expression(term: Term) -> str:
    """What finds the words in a text folded in place; whether the last one ends is asked later."""
    first, *others = term.words
    expression = re.escape(first) if _SOLID.match(first) else rf"(?<![^\W_]){re.escape(first)}"
    for word in others:
        gap = r"[\W_]*" if _SOLID.match(word) else r"(?:s(?=[\W_]))?[\W_]+"
        expression += gap + re.escape(word)
    return expression


def _ends(folded: str, end: int, text: str, offsets: Sequence[int]) -> bool:
    """Whether a word ends here; the s of a possessive does not count."""
    if end == len(folded) or not folded[end].isalnum() or _SOLID.match(folded[end - 1]):
        return True
    possessive = folded[end] in "sS" and not folded[end + 1 : end + 2].isalnum()
    return possessive and text[offsets[end] - 1] in _SIGNS


def snippet(text: str, spans: Sequence[Span], room: int) -> list[tuple[str, bool]]:
    """The words around the first hits, as pieces of text, each with whether it is a hit.

    Args:
        text: the text.
        spans: the hits, in order.
        room: characters to show at most.
    """
    if not spans:
        return []
    first = spans[0]
    start = max(0, first.start - _LEAD)
    if start:
        blank = text.find(" ", start, first.start)
        start = blank + 1 if blank >= 0 else start
    end = min(len(text), start + room)
    pieces, at = [("…" if start else "", False)], start
    for span in _until(spans, end):
        pieces += [(text[at : span.start], False), (text[span.start : min(span.end, end)], True)]
        at = min(span.end, end)
    return [*pieces, (text[at:end], False)]


def _until(spans: Iterable[Span], end: int) -> Iterator[Span]:
    for span in spans:
        if span.start >= end:
            return
        yield span
