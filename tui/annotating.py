"""The keys that act on a target, and the questions that they ask."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from store.errors import BadRequest
from store.library import Library
from store.marks import short
from store.settings import Settings
from store.visible import one_line

from .deeds import NOT_EVERYWHERE, RULINGS, UNNAMED
from .explaining import Explaining
from .target import EVERYWHERE, HERE, IN_ARTICLE, LISTED, Deed, Target

if TYPE_CHECKING:
    from .dialogs.ask import Ask
    from .panes.page import Page

SAME_HINT = "a name of the same thing; Enter takes the marked one, Tab the next"
TAG_HINT = "a name; Enter takes the marked one, Tab the next; -name takes a tag away"
UNFINISHED = "still counting in the other articles; Esc stops that"
AT_ONCE = 15
"""Slices of counting done before the next key is read; most libraries are counted by then."""


class Annotating(Explaining):
    """Takes the deeds that the page wants done."""

    def __init__(
        self, library: Library, greeting: str = "", settings: Settings | None = None
    ) -> None:
        super().__init__(library, greeting, settings)
        self._target: Target | None = None  # of the question that is being asked
        self._deed: Deed | None = None
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
            self.call_later(self.ask_everywhere, deed, target)
            return True
        goes_on = deed.verb in ("accept", "reject")

        def then() -> None:
            self.page.reach(HERE)
            self.page.settle("next_suggestion" if goes_on else "")

        done = self.do(partial(self.desk.perform, deed, target), then, goes_on)
        if not done:
            self.page.reach(HERE)
        return done

    def repeat(self, target: Target) -> None:
        """Do the last deed to this target."""
        if self.desk.last is None:
            self.foot.say("there is nothing to repeat yet", error=True)
        else:
            self.perform(replace(self.desk.last, toggles=False), target)

    # -- the questions that a verb asks ----------------------------------------------------------

    async def _ask_note(self, target: Target) -> None:
        await self.write_note(target)

    async def _ask_tag(self, target: Target) -> None:
        known = tuple(name for name, _ in self.desk.all_tags().most_common())
        present = self.page.tags_of(self.page.mark_at(target.span))
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
            "same", "the same as", known=names, completes=True, hint=SAME_HINT, known_first=True,
            new=UNNAMED,
        )  # fmt: skip

    _asking = {"note": _ask_note, "tag": _ask_tag, "same": _ask_same}
    """Verb -> what asks for its word."""

    def on_ask_answered(self, message: "Ask.Answered") -> None:
        """Take the answer; the input is closed by now."""
        answer, target = message.value.strip(), self._target
        if message.purpose in ("same", "span tag") and answer and target:
            verb = "same" if message.purpose == "same" else "tag"
            self.perform(Deed(verb, answer), target)

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
            key = self.keyboard.name("page.accept_all")
            self.foot.say(
                f"{key} again accepts {some} this article; any other key leaves them",
                brief=f"{key} again accepts {pending}; others leave them",
            )

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
            verbs = self.keyboard.named("{page.accept}, {page.reject} or {page.same}")
            self._say_reach(
                f"every article, those to come included: 1 to 9, {verbs} rule there",
                f"every article: now 1 to 9, {verbs}",
            )
        else:
            self.page.reach(HERE)
            self.show_state()

    def _spread(self, reach: str) -> None:
        target = Target(self.page.selected, reach)
        if self.attempt(partial(self._find_places, target)):
            count, words = len(self.page.spread), self._words(target)
            key = self.keyboard.name("page.all")
            self._say_reach(
                f"{count} × “{words}” here; {key} again: in all listed articles too",
                f"{count} × “{short(words, 10)}”; {key} again: all listed",
            )

    def _say_reach(self, sentence: str, brief: str = "") -> None:
        self.show_state()
        self.foot.say(sentence, brief=brief)

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
        found = f"{places:,} in {articles:,} other" if articles else "none elsewhere"
        rest = f" article{'s' * (articles != 1)}" if articles else " in the list"
        key = self.keyboard.name("page.all")
        self._say_reach(
            f"{here} here, {found}{rest}; {key} again: every article, those to come included",
            f"{here} here, {found}; {key}: everywhere",
        )
