"""What the reader teaches at the desk: corrections, and names for every article. No widget.

Each verb takes the selection and gives back the act; the desk does it.
"""

from dataclasses import dataclass

from store import teaching
from store.article import Article, Correction, Mention, Name, Span
from store.corrections import ARTICLE, occurrences
from store.errors import BadRequest
from store.marks import Act

NOTHING_HERE = "no suggestion is under the selection; 1 to 9 say what it names"


@dataclass(frozen=True)
class Lesson:
    """The open article as a correction sees it: its text, what is shown, what was corrected."""

    article: Article
    mentions: tuple[Mention, ...]
    corrections: tuple[Correction, ...]

    def mention_at(self, span: Span) -> Mention | None:
        """The mention that is the selection, else the first one that it touches."""
        touched = [it for it in self.mentions if it.start < span.end and span.start < it.end]
        same = [it for it in touched if (it.start, it.end) == (span.start, span.end)]
        return next(iter(same + touched), None)

    def correction_at(self, span: Span) -> Correction | None:
        """The correction that says what the selection names."""
        quote = self.article.text[span.start : span.end]
        return teaching.governing(self.corrections, (span.start, span.end), quote)

    def _correct(self, place: Span, label: str | None, **more: str | None) -> Act:
        return teaching.correct(
            self.article, (place.start, place.end), label, self.corrections, self.mentions, **more
        )

    def label(self, span: Span, label: str) -> Act:
        """The selection is a `label`; what the reader called so already, is so no more."""
        known = self.correction_at(span)
        if known and known.label == label:
            return teaching.withdraw(known)
        return self._correct(span, label, same_as=known.same_as if known else None)

    def accept(self, span: Span) -> Act:
        """The mention is right as suggested, or with the edges that the selection has.

        Raises:
            BadRequest: when the selection touches none.
        """
        mention = self._touched(span)
        word_of_it = len(self.article.text[span.start : span.end].split()) == 1
        if word_of_it and mention.start <= span.start and span.end <= mention.end:
            span = Span(mention.start, mention.end)
        known = self.correction_at(span)
        return self._correct(span, mention.label, same_as=known.same_as if known else None)

    def reject(self, span: Span) -> Act:
        """The mention names nothing.

        Raises:
            BadRequest: when the selection touches none.
        """
        mention = self._touched(span)
        return self._correct(Span(mention.start, mention.end), None)

    def same_as(self, span: Span, name: str) -> Act:
        """The mention's entity is that of `name`.

        Raises:
            BadRequest: when the selection touches none, or the name is none.
        """
        mention = self._touched(span)
        place = Span(mention.start, mention.end)
        return self._correct(place, mention.label, same_as=teaching.clean_name(name))

    def _touched(self, span: Span) -> Mention:
        mention = self.mention_at(span)
        if mention is None:
            raise BadRequest(NOTHING_HERE)
        return mention

    def widen(self, correction: Correction) -> Act:
        """A correction of one mention becomes one of the article; says of how many places."""
        place = Span(correction.start, correction.end)
        act = self._correct(place, correction.label, reach=ARTICLE, same_as=correction.same_as)
        count = sum(1 for _ in occurrences(self.article.text, correction.quote))
        places = f"{count} place{'s' * (count != 1)}"
        return Act(f"{act.did}: {places}", act.change)


def name_of(correction: Correction) -> Name:
    """What a correction says, as a name for every article.

    Raises:
        BadRequest: when its words make no name.
    """
    return Name(teaching.clean_name(correction.quote), correction.label, correction.same_as)
