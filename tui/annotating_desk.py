"""The desk with the verbs that act on a target. No widget."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from store import teaching
from store.article import Correction, Entity, Mention, Note, Span
from store.corrections import occurrences
from store.errors import NotFound
from store.sameness import joins
from store.teaching import own_names

from . import deeds
from .desk import Desk
from .story import Quote, Story, quote, told
from .target import IN_ARTICLE, LISTED, Deed, Opened, Target

if TYPE_CHECKING:
    from store.survey import Survey

_NEWEST = 5000
"""Articles in which a name is counted before the reader is asked."""
_SLICE = 0.01
"""Seconds that are counted on end."""


class AnnotatingDesk(Desk):
    """One reader's view of one library, who annotates it."""

    last: Deed | None = None
    """The last deed, to be repeated."""

    @property
    def opened(self) -> Opened:
        """The open article as a deed sees it.

        Raises:
            NotFound: when none is open.
        """
        return Opened(self._open, self.mentions, self.marks)

    def perform(self, deed: Deed, target: Target) -> str:
        """Do a deed to a target: one undo step, on disk when this returns.

        Raises:
            BadRequest: when the verb can do nothing there; says why.
        """
        others = map(self._other, (id for id, _ in target.others))
        act = deeds.act(deed, self.opened, target, others)
        self.last = deed
        return self.do(act)

    def _other(self, id: str) -> Opened:
        """Another article, as a deed sees it; what is named in it, as far as that is known."""
        library = self.library
        article = library.article(id)
        known = library.findings.known(article, library.names) or ()
        return Opened(article, known, library.marks_of(article))

    def accept_all(self) -> str:
        """Accept every suggestion of the article that is not decided yet."""
        return self.do(deeds.accept_all(self.opened))

    # -- how far a target reaches ----------------------------------------------------------------

    def places(self, target: Target) -> list[Span]:
        """The stretches of the open article that a target means."""
        return self.opened.places(target)

    def widened(self, target: Target) -> Iterator[Target | None]:
        """The target that also means the places in the other articles listed.

        It takes a while: None comes whenever a slice of time is over, the target at last.
        """
        words = self.opened.quote(target.span)
        first, here = words.split()[0], self._open.id
        found: list[tuple[str, int]] = []
        until = time.monotonic() + _SLICE
        for row in self.selection.rows:
            if time.monotonic() > until:
                yield None
                until = time.monotonic() + _SLICE
            if row.id == here:
                continue
            try:
                text = self.library.article(row.id).text
            except NotFound:  # another window's doing
                continue
            if first in text and (count := sum(1 for _ in occurrences(text, words))):
                found.append((row.id, count))
        yield replace(target, reach=LISTED, others=tuple(found))

    # -- notes -----------------------------------------------------------------------------------

    def note(self, text: str, target: Target | None, known: Note | None) -> str:
        """Write a note on a target, or on the article; an empty one deletes."""
        if not text.strip() and not known:
            return "left no note"
        if target and target.reach in (IN_ARTICLE, LISTED):
            return self.perform(Deed("note", text), target)
        there = {it.id: it.text for it in self.library.marks_of(self._open).notes}
        said = self.do(deeds.noted(self.opened, text, target.span if target else None, known))
        if target and text.strip():
            self.last = Deed("note", text)
        if known and there.get(known.id) != known.text:
            return f"{said}; another window had changed it, u brings that back"
        return said

    def note_on(self, span: Span | None) -> Note | None:
        """The note that is on exactly this stretch, or on the article."""
        return self.opened.note_on(span)

    # -- what is named ---------------------------------------------------------------------------

    def entity_at(self, span: Span) -> Entity | None:
        """The thing that the selection names."""
        mention = self.mention_at(span)
        return next((it for it in self.entities if mention and it.id == mention.entity), None)

    def mention_after(self, entity: Entity, at: Span) -> Span | None:
        """The next mention of a thing after a selection, else the first one."""
        places = [Span(it.start, it.end) for it in self.mentions if it.entity == entity.id]
        return next((it for it in places if it.start > at.start), next(iter(places), None))

    def told_of(self, entity: Entity) -> Story:
        """What is known of a thing: its sentences here, and, to be looked for, elsewhere."""
        same = [other for _, other, _ in self._joins(entity)]
        return told(self._open, entity, self.mentions, self._elsewhere(entity), same)

    def _joins(self, entity: Entity) -> Iterator[tuple[str, str, str]]:
        text, names = self._open.text, self.library.names
        return joins(text, self.mentions, self.marks.corrections, names.same_as, entity.id)

    def _elsewhere(self, entity: Entity) -> Iterator[Quote | None]:
        until = time.monotonic() + _SLICE
        for row in self.selection.rows:
            if time.monotonic() > until:
                yield None
                until = time.monotonic() + _SLICE
            if self.article and row.id == self.article.id:
                continue
            try:
                article = self.library.article(row.id)
            except NotFound:  # another window's doing
                continue
            places = (
                place for alias in entity.aliases for place in occurrences(article.text, alias)
            )
            if place := next(places, None):
                yield quote(article, place)

    def all_tags(self) -> Counter[str]:
        """Every tag in use, on articles or on stretches, with how often it was given."""
        return self.library.tags() + self.library.tags_of_stretches()

    # -- names -----------------------------------------------------------------------------------

    def why(self, span: Span) -> Callable[[Callable[[], object]], list[str]]:
        """What finds out why a span has its label; the last line says what holds now.

        It is slow for a long article, so meant for a thread of its own; it calls what it is given
        every now and then, and ends when that raises something.
        """
        library, article, found = self.library, self._open, self.found
        own, corrections = library.logs.names, self.marks.corrections

        def find(go_on: Callable[[], object]) -> list[str]:
            from store.explaining import reasons

            from . import found as finding

            names = own_names(own)
            now = (found or finding.find(library, article, own, corrections)).mentions
            adapter = library.findings.adapter
            return reasons(article, span.start, names, adapter, corrections, now, go_on)

        return find

    def mention_at(self, span: Span) -> Mention | None:
        """The mention that is the selection, else the first one that it touches."""
        return self.opened.mention_at(span) if self.article else None

    def correction_at(self, span: Span) -> Correction | None:
        """The correction that says what the selection names."""
        return self.opened.correction_at(span) if self.article else None

    def other_names(self, span: Span) -> tuple[str, ...] | None:
        """The names of the article's other things; None when nothing is named here."""
        mention = self.mention_at(span)
        if mention is None:
            return None
        return tuple(it.name for it in self.entities if it.id != mention.entity)

    def survey(self, deed: Deed, span: Span) -> "Survey":
        """What doing a deed in every article would touch.

        Raises:
            BadRequest: when its words make no name.
        """
        from store.survey import survey

        return survey(self.library, deeds.learned(deed, self.opened, span), most=_NEWEST)

    def learn(self, survey: "Survey") -> str:
        """Have a name mean the same in every article; says where that is, too."""
        act = teaching.learn([survey.name])
        said = self.do(act)
        where = f": {survey.places_told} in {survey.articles_told}"
        return said + where if said == act.did else said
