"""The desk with the verbs that teach: corrections, and names for every article. No widget."""

from typing import TYPE_CHECKING

from store import teaching
from store.article import Correction, Name, Span
from store.errors import NotFound
from store.library import Library
from store.marks import Act

from .desk import Desk
from .lessons import Lesson, name_of

if TYPE_CHECKING:
    from store.survey import Survey

_NEWEST = 5000
"""Articles in which a name is counted before the reader is asked."""


class TeachingDesk(Desk):
    """One reader's view of one library, who teaches it."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._last = ""

    @property
    def _lesson(self) -> Lesson:
        return Lesson(self._open, self.mentions, self.marks.corrections)

    def _teach(self, act: Act) -> str:
        self._last = next((id for id, doc in act.change["corrections"].items() if doc), self._last)
        return self.do(act)

    def why(self, span: Span) -> list[str]:
        """Why a span has its label; the last line says what holds now."""
        from store.explaining import explain

        return explain(self.library, self._open, span.start)

    def label(self, span: Span, label: str) -> str:
        """Say what the selection names; the same label once more takes it back."""
        return self._teach(self._lesson.label(span, label))

    def accept(self, span: Span) -> str:
        """The suggestion is right."""
        return self._teach(self._lesson.accept(span))

    def reject(self, span: Span) -> str:
        """The suggestion names nothing."""
        return self._teach(self._lesson.reject(span))

    def same_as(self, span: Span, name: str) -> str:
        """The mention names the same thing as `name`."""
        return self._teach(self._lesson.same_as(span, name))

    def other_names(self, span: Span) -> tuple[str, ...] | None:
        """The names of the article's other things; None when nothing is named here."""
        mention = self._lesson.mention_at(span)
        if mention is None:
            return None
        return tuple(it.name for it in self.entities if it.id != mention.entity)

    def correction_at(self, span: Span) -> Correction | None:
        """The correction that says what the selection names."""
        return self._lesson.correction_at(span) if self.article else None

    def take_back(self, correction: Correction) -> str:
        """Take a correction back."""
        return self.do(teaching.withdraw(correction))

    def to_widen(self, span: Span) -> Correction | None:
        """The last correction, else the one under the selection; None when there is none."""
        last = next((it for it in self.marks.corrections if it.id == self._last), None)
        return last or self.correction_at(span)

    def widen(self, correction: Correction) -> str:
        """Have a correction of one mention hold in the whole article."""
        return self._teach(self._lesson.widen(correction))

    def survey(self, span: Span) -> "Survey":
        """What learning the last correction for every article would touch.

        Raises:
            BadRequest: when its words make no name.
            NotFound: when there is none.
        """
        from store.survey import survey

        last = self.to_widen(span)
        if last is None:
            raise NotFound("there is no correction to widen")
        return survey(self.library, name_of(last), most=_NEWEST)

    def learn(self, name: Name) -> str:
        """Have a name mean the same in every article."""
        return self.do(teaching.learn([name]))
