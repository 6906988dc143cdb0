"""Names for every article: what speaks against one, and whether it is to be learned."""

from functools import partial
from typing import TYPE_CHECKING

from .noting import Noting
from .target import HERE, Deed, Target

if TYPE_CHECKING:
    from store.survey import Survey

    from .dialogs.confirm import Confirm


class Learning(Noting):
    """Asks before a name is learned."""

    _survey: "Survey | None" = None

    async def ask_everywhere(self, deed: Deed, target: Target) -> None:
        """Ask whether a deed is to hold in every article; what speaks against it comes first."""
        if not self.attempt(partial(self._look_up, deed, target)) or not self._survey:
            return
        against = self._survey.against
        if against and against.final:
            self.foot.say(f"not for every article: {against.why}", error=True)
        elif against:
            await self.foot.confirm("doubt", "Learn it all the same?", against.why)
        else:
            await self._ask_to_learn()

    def _look_up(self, deed: Deed, target: Target) -> None:
        self._survey = self.desk.survey(deed, target.span)

    async def _ask_to_learn(self) -> None:
        if self._survey:
            await self.foot.confirm("learn", self._survey.question)

    async def on_confirm_answered(self, message: "Confirm.Answered") -> None:
        """Learn the name, or leave all as it was."""
        self.back_to_pane()
        if not message.yes:
            self.foot.say("left as it was")
        elif message.purpose == "doubt":
            await self._ask_to_learn()
        elif self._survey:
            self.do(partial(self.desk.learn, self._survey), then=partial(self.page.reach, HERE))
