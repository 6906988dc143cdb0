"""The keys that act on a target, and the questions that they ask."""

import asyncio
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from store.article import Span
from store.errors import BadRequest
from store.library import Library
from store.settings import Settings
from store.visible import one_line

from .deeds import NOT_EVERYWHERE, RULINGS
from .noting import Noting
from .target import EVERYWHERE, HERE, IN_ARTICLE, LISTED, Deed, Target

if TYPE_CHECKING:
    from store.survey import Survey

    from .dialogs.ask import Ask
    from .panes.page import Page
    from .story import Quote

SAME_HINT = "a name of the same thing; Enter takes the marked one, Tab the next"
TAG_HINT = "a name; Enter takes the marked one, Tab the next; -name takes a tag away"
UNFINISHED = "still counting in the other articles; Esc stops that"
AT_ONCE = 15
"""Slices of counting done before the next key is read; most libraries are counted by then."""


class Annotating(Noting):
    """Takes the deeds that the page wants done."""

    def __init__(
        self, library: Library, greeting: str = "", settings: Settings | None = None
    ) -> None:
        super().__init__(library, greeting, settings)
        self._target: Target | None = None  # of the question that is being asked
        self._deed: Deed | None = None
        self._survey: Survey | None = None
        self._counting = False

    async def on_page_wanted(self, message: "Page.Wanted") -> None:
        """Do it, or ask first what it needs."""
        target = message.target
        if self._counting and target.reach != HERE:
            self.foot.say(UNFINISHED, error=True)
        elif target.reach == EVERYWHERE and message.deed.verb not in RULINGS:
            self.foot.say(NOT_EVERYWHERE, error=True)
        elif message.deed.word or message.deed.verb not in self._asking:
            self.perform(message.deed, target)
        elif target.span.start >= target.span.end:
            self.perform(message.deed, target)  # it says that nothing is selected
        else:
            self._target = target
            await self._asking[message.deed.verb](self, target)

    def perform(self, deed: Deed, target: Target) -> bool:
        """Do a deed; what decides a suggestion goes on to the next one."""
        if target.reach == EVERYWHERE:
            self.call_later(self._ask_everywhere, deed, target)
            return True
        onward = "next_suggestion" if deed.verb in ("accept", "reject") else ""
        done = self.do(
            partial(self.desk.perform, deed, target), then=partial(self.page.settle, onward)
        )
        self.page.reach(HERE)
        return done

    def repeat(self, target: Target) -> None:
        """Do the last deed to this target."""
        if self.desk.last is None:
            self.foot.say("there is nothing to repeat yet", error=True)
        else:
            self.perform(self.desk.last, target)

    # -- the questions that a verb asks ----------------------------------------------------------

    async def _ask_note(self, target: Target) -> None:
        await self.write_note(target)

    async def _ask_tag(self, target: Target) -> None:
        known = tuple(name for name, _ in self.desk.library.tags().most_common())
        mark = self.page.mark_at(target.span)
        present = getattr(mark, "tags", ())
        label = f"tag of “{one_line(self.desk.quote(target.span))[:30]}”"
        await self.foot.ask(
            "span tag", label, known=known, present=present, completes=True, hint=TAG_HINT
        )

    async def _ask_same(self, target: Target) -> None:
        names = self.desk.other_names(target.span)
        if names is None:
            self.foot.say("nothing is named here; 1 to 9 say what it names", error=True)
            return
        await self.foot.ask(
            "same", "the same as", known=names, completes=True, hint=SAME_HINT, known_first=True
        )

    _asking = {"note": _ask_note, "tag": _ask_tag, "same": _ask_same}
    """Verb -> what asks for its word."""

    def on_ask_answered(self, message: "Ask.Answered") -> None:
        """Take the answer; the input is closed by now."""
        answer, target = message.value.strip(), self._target
        yes = answer.lower() in ("y", "yes")
        if message.purpose in ("same", "span tag") and answer and target:
            verb = "same" if message.purpose == "same" else "tag"
            self.perform(Deed(verb, answer), target)
        elif message.purpose == "doubt" and yes:
            self.call_later(self._ask_to_learn)
        elif message.purpose == "learn" and yes and self._survey:
            self.do(partial(self.desk.learn, self._survey.name))
            self.page.reach(HERE)
        elif message.purpose in ("doubt", "learn"):
            self.foot.say("left as it was")

    # -- all of them -----------------------------------------------------------------------------

    def on_page_accept_all_wanted(self, message: "Page.AcceptAllWanted") -> None:
        """Say how many there are; when it is wanted again at once, accept them."""
        pending = len(message.pending)
        if not pending:
            self.foot.say("every suggestion of this article is decided")
        elif message.again:
            self.do(self.desk.accept_all)
        else:
            some = f"{pending} suggestions of" if pending > 1 else "the one suggestion left in"
            self.foot.say(f"A again accepts {some} this article; any other key leaves them")

    async def on_page_reach_wanted(self, message: "Page.ReachWanted") -> None:
        """Reach further: the places here, those in the articles listed, every article."""
        target = message.target
        if self._counting:
            self.foot.say(UNFINISHED, error=True)
        elif target.reach == HERE:
            self._spread(IN_ARTICLE)
        elif target.reach == IN_ARTICLE:
            await self._count(target)
        elif target.reach == LISTED:
            self.page.reach(EVERYWHERE)
            self._say_reach("every article, those to come included: 1 to 9, a, x or = rule there")
        else:
            self.page.reach(HERE)
            self.show_state()

    def _spread(self, reach: str) -> None:
        target = Target(self.page.selected, reach)
        if self.attempt(partial(self._find_places, target)):
            count, words = len(self.page.spread), self._words(target)
            self._say_reach(f"{count} × “{words}” here; * again: in all listed articles too")

    def _say_reach(self, sentence: str) -> None:
        self.show_state()
        self.foot.say(sentence)

    def _find_places(self, target: Target) -> None:
        if target.span.start >= target.span.end:
            raise BadRequest("nothing is selected; w, s or e selects again")
        self.page.reach(target.reach, self.desk.places(target))

    def _words(self, target: Target) -> str:
        return one_line(self.desk.quote(target.span))[:40]

    async def _count(self, target: Target) -> None:
        """Count in the other articles listed: most of the time at once, else between keys."""
        counting = self.desk.widened(target)
        for found in islice(counting, AT_ONCE):
            if found:
                self._counted(found)
                return
        self._counting = True
        self.page.reach(LISTED, others=())
        self._say_reach("counting in the other articles ...")
        self.run_worker(self._go_on(counting), exclusive=True, group="counting")

    async def _go_on(self, counting: Iterator[Target | None]) -> None:
        try:
            for found in counting:
                if not self._counting or self.page.reached != LISTED:
                    return
                if found:
                    self._counted(found)
                await asyncio.sleep(0.005)
        finally:
            self._counting = False

    def _counted(self, target: Target) -> None:
        self.page.reach(LISTED, others=target.others)
        here = len(self.page.spread)
        places, articles = sum(count for _, count in target.others), len(target.others)
        others = (
            f"{articles:,} other article{'s' * (articles != 1)}" if articles else "no other one"
        )
        self._say_reach(
            f"{here} here, {places:,} in {others}; * again: every article, those to come"
        )

    # -- every article ---------------------------------------------------------------------------

    async def _ask_everywhere(self, deed: Deed, target: Target) -> None:
        if not self.attempt(partial(self._look_up, deed, target)) or not self._survey:
            return
        against = self._survey.against
        if against and against.final:
            self.foot.say(f"not for every article: {against.why}", error=True)
        elif against:
            await self.foot.ask("doubt", f"{against.why}. Learn it all the same? y/n")
        else:
            await self._ask_to_learn()

    def _look_up(self, deed: Deed, target: Target) -> None:
        self._survey = self.desk.survey(deed, target.span)

    async def _ask_to_learn(self) -> None:
        await self.foot.ask("learn", f"{self._survey}. Have it so everywhere? y/n")

    # -- what is known of it ----------------------------------------------------------------------

    def tell_why(self, span: Span) -> None:
        """Tell the steps that led to the label."""
        from .dialogs.told import Told, the_reasons

        name = one_line(self.desk.quote(span))
        self.app.push_screen(Told(the_reasons(name, self.desk.why(span))))

    def tell_of_entity(self, span: Span) -> None:
        """Tell what a mention names: its aliases, its quotes here, the articles it is in."""
        from .dialogs.entity import EntityPage

        entity = self.desk.entity_at(span)
        if entity is None:
            self.foot.say("nothing is named here; 1 to 9 say what it names", error=True)
        else:
            self.app.push_screen(EntityPage(self.desk.told_of(entity)), self._go_to_quote)

    def _go_to_quote(self, place: "Quote | None") -> None:
        if place is None:
            return
        self.read(place.article)
        if place.span:
            self.page.selected = place.span
