"""Getting articles in and out without leaving the reader; the work is done by another process."""

from functools import partial
from typing import TYPE_CHECKING

from textual import events

from store.article import Span

from .child import Child
from .searching import Searching

if TYPE_CHECKING:
    from .revisions import Version


class Exchanging(Searching):
    """Adds articles, and exports what is listed."""

    def add_articles(self, pasted: str = "") -> None:
        """Ask what to add, show what would become of it, add it."""
        from .dialogs.adding import AddWindow

        if self.desk.library.logs.read_only:
            self.foot.say("this library may only be read; nothing can be added", error=True)
            return
        begin = partial(Child, self.desk.library.path.absolute())
        self.app.push_screen(AddWindow(begin, self.keyboard, pasted), self._added)

    def _added(self, said: str | None) -> None:
        if said:
            self.attempt(self.desk.look)
            self.show_list()
            self.foot.say(said)

    # -- versions --------------------------------------------------------------------------------

    def show_versions(self, id: str) -> None:
        """Show the versions of the story that an article tells, and what differs."""
        from .dialogs.versions import VersionsWindow
        from .revisions import Revisions

        found: list[Version] = []
        if not self.attempt(lambda: found.extend(Revisions(self.desk).versions(id))):
            return
        if len(found) < 2:
            self.foot.say("this story has no other version here; is:version lists those that have")
        else:
            self.app.push_screen(VersionsWindow(found, self.keyboard), self._read_version)

    def _read_version(self, id: str | None) -> None:
        if id:
            self.read(id)

    def show_carried(self) -> None:
        """Show what became of the marks of the earlier version, to be settled."""
        from .dialogs.carried import CarriedWindow
        from .revisions import Revisions

        revisions = Revisions(self.desk)
        if not revisions.carried():
            self.foot.say("no mark from an earlier version is left to be settled")
            return
        on_page = self.pane is self.page
        at = self.page.selected
        selected = at if on_page and at.start < at.end else None
        window = CarriedWindow(
            revisions.carried, revisions.settle, revisions.around, selected, self.keyboard
        )
        self.app.push_screen(window, self._come_from_carried)

    def _come_from_carried(self, span: Span | None) -> None:
        self.show_list()
        self.show_marks()
        if span and self.desk.article:
            self.page.selected = span

    def on_paste(self, event: events.Paste) -> None:
        """A text that is pasted where nothing is being typed may be an article."""
        if len(event.text.split()) > 1 or "://" in event.text:
            event.stop()
            self.add_articles(event.text)
