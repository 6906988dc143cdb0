"""The keys by which the reader teaches, and the questions that they ask."""

from functools import partial
from typing import TYPE_CHECKING

from store.article import Span
from store.visible import one_line

from .noting import Noting

if TYPE_CHECKING:
    from store.survey import Survey

    from .dialogs.ask import Ask
    from .panes.page import Page

NOTHING = "nothing to widen: say first what something names (1 to 9, x, =)"
SAME_HINT = "a name of the same thing; Enter takes the marked one, Tab the next"


class Correcting(Noting):
    """Takes corrections of the open article, and names for every article."""

    _same: Span | None = None
    _survey: "Survey | None" = None

    def on_page_label_wanted(self, message: "Page.LabelWanted") -> None:
        """Say what the selection names."""
        self.do(partial(self.desk.label, message.span, message.label))

    def on_page_accept_wanted(self, message: "Page.AcceptWanted") -> None:
        """The suggestion is right; on to the next."""
        self._decide(message.span, partial(self.desk.accept, message.span))

    def on_page_reject_wanted(self, message: "Page.RejectWanted") -> None:
        """The suggestion is wrong; on to the next."""
        self._decide(message.span, partial(self.desk.reject, message.span))

    def _decide(self, span: Span, verb: partial[str]) -> None:
        self.page.action_go("next_entity")  # before, so that what is said stands
        if not self.do(verb):
            self.page.selected = span

    def on_page_why_wanted(self, message: "Page.WhyWanted") -> None:
        """Tell the steps that led to the label."""
        from .dialogs.told import Told, the_reasons

        name = one_line(self.desk.quote(message.span))
        self.app.push_screen(Told(the_reasons(name, self.desk.why(message.span))))

    async def on_page_same_wanted(self, message: "Page.SameWanted") -> None:
        """Ask what the mention is the same as."""
        names = self.desk.other_names(message.span)
        if names is None:
            self.foot.say("nothing is named here; 1 to 9 say what it names", error=True)
            return
        self._same = message.span
        await self.foot.ask(
            "same", "the same as", known=names, completes=True, hint=SAME_HINT, known_first=True
        )

    async def on_page_widen_wanted(self, message: "Page.WidenWanted") -> None:
        """Widen the last correction: to the article; then, after asking, to the library."""
        last = self.desk.to_widen(message.span)
        if last is None:
            self.foot.say(NOTHING, error=True)
        elif last.reach != "article":
            self.do(partial(self.desk.widen, last))
        elif self.attempt(partial(self._look_up, message.span)) and self._survey:
            against = self._survey.against
            if against and against.final:
                self.foot.say(f"not for every article: {against.why}", error=True)
            elif against:
                await self.foot.ask("doubt", f"{against.why}. Learn it all the same? y/n")
            else:
                await self._ask_to_learn()

    def _look_up(self, span: Span) -> None:
        self._survey = self.desk.survey(span)

    async def _ask_to_learn(self) -> None:
        await self.foot.ask("learn", f"{self._survey}. Have it so everywhere? y/n")

    def on_ask_answered(self, message: "Ask.Answered") -> None:
        """Take the answer; the input is closed by now."""
        answer = message.value.strip()
        yes = answer.lower() in ("y", "yes")
        if message.purpose == "same" and answer and self._same:
            self.do(partial(self.desk.same_as, self._same, answer))
        elif message.purpose == "doubt" and yes:
            self.call_later(self._ask_to_learn)
        elif message.purpose == "learn" and yes and self._survey:
            self.do(partial(self.desk.learn, self._survey.name))
        elif message.purpose in ("doubt", "learn"):
            self.foot.say("left as it was")
