"""What a verb acts on: the open article, a stretch of it, and how far from there. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from store import teaching
from store.article import Article, Correction, Highlight, Marks, Mention, Note, Span
from store.corrections import occurrences
from store.errors import BadRequest

NOTHING_HERE = "no suggestion is under the selection; 1 to 9 say what it names"
HERE, IN_ARTICLE, LISTED, EVERYWHERE = REACHES = ("here", "article", "listed", "everywhere")


@dataclass(frozen=True)
class Deed:
    """A verb with its word.

    `verb` is label, accept, reject, same, highlight, note, tag or delete. `toggles` is whether what
    is so already is taken back: a repeated verb never does that.
    """

    verb: str
    word: str = ""
    toggles: bool = True


@dataclass(frozen=True)
class Target:
    """What a verb acts on.

    Attributes:
        span: the selection; empty when a find failed.
        reach: here (that stretch), article (all places of its words), listed (in other listed
            articles too) or everywhere (in every article, those to come included).
        others: with reach listed, (id, number of places) of the other articles.
    """

    span: Span
    reach: str = HERE
    others: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Opened:
    """An article as a deed sees it: its text, what is named in it, what the reader made of it."""

    article: Article
    mentions: Sequence[Mention] = ()
    marks: Marks = field(default_factory=Marks)

    def quote(self, span: Span) -> str:
        """The words of a stretch."""
        return self.article.text[span.start : span.end]

    def places(self, target: Target) -> list[Span]:
        """The stretches of this article that a target means."""
        if target.reach == HERE:
            return [target.span]
        return self.places_of(self.quote(target.span), target.span)

    def places_of(self, words: str, here: Span | None = None) -> list[Span]:
        """Every place of some words; `here` is one of them, whatever stands around it."""
        found = list(occurrences(self.article.text, words))
        if here and here not in found:
            found = sorted([*found, here], key=lambda it: it.start)
        return found

    def mention_at(self, span: Span) -> Mention | None:
        """The mention that is the selection, else the first one that it touches."""
        touched = [it for it in self.mentions if it.start < span.end and span.start < it.end]
        same = [it for it in touched if (it.start, it.end) == (span.start, span.end)]
        return next(iter(same + touched), None)

    def touched(self, span: Span) -> Mention:
        """The same.

        Raises:
            BadRequest: when there is none.
        """
        mention = self.mention_at(span)
        if mention is None:
            raise BadRequest(NOTHING_HERE)
        return mention

    def correction_at(self, span: Span) -> Correction | None:
        """The correction that says what the selection names."""
        corrections = self.marks.corrections
        return teaching.governing(corrections, (span.start, span.end), self.quote(span))

    def highlight_at(self, span: Span) -> Highlight | None:
        """The highlight of exactly this stretch."""
        same = (it for it in self.marks.highlights if (it.start, it.end) == (span.start, span.end))
        return next(same, None)

    def note_on(self, span: Span | None) -> Note | None:
        """The note on exactly this stretch, or on the article."""
        place = (span.start, span.end) if span else (None, None)
        return next((it for it in self.marks.notes if (it.start, it.end) == place), None)
