"""Getting articles in and out without leaving the reader; the work is done by another process."""

import json
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from store.article import Span
from store.visible import one_line

from .child import Child
from .searching import Searching

if TYPE_CHECKING:
    from .revisions import Version

_AFTER_THE_START = 0.3
"""Seconds until a folder is watched: the first screen comes before it."""


class Exchanging(Searching):
    """Adds articles, and exports what is listed.

    Attributes:
        watched: a folder whose new files come in by themselves; None for none.
    """

    watched: Path | None = None
    _watcher: Child | None = None
    _fetching: Child | None = None

    @dataclass
    class CameIn(Message):
        """A file came into the folder that is watched; the title of what was made of it."""

        said: dict[str, str]

    @dataclass
    class Fetched(Message):
        """The feeds were fetched."""

        said: str

    @dataclass
    class StoppedWatching(Message):
        """The folder is watched no more."""

        said: str

    def on_mount(self) -> None:
        """Begin to watch, once the first screen is there."""
        if self.watched:
            self.set_timer(_AFTER_THE_START, partial(self.watch_folder, self.watched))

    def on_unmount(self) -> None:
        """Watch no more."""
        for child in (self._watcher, self._fetching):
            if child:
                child.stop()

    # -- adding ----------------------------------------------------------------------------------

    def watch_folder(self, folder: Path) -> None:
        """Have the files of a folder come in by themselves, from now on."""
        if self._watcher:
            self._watcher.stop()
        words = ["watch", "--for-reader", "--json", str(folder.absolute())]

        def line(text: str) -> None:
            with suppress(ValueError):
                self.post_message(self.CameIn(json.loads(text)))

        def end(code: int, said: str) -> None:
            if code >= 0:  # below: ended by us
                self.post_message(self.StoppedWatching(said))

        library = self.desk.library.path.absolute()
        self._watcher = Child(library, words, line, end, given=None)
        self.foot.say(f"watching {one_line(str(folder))}: new files come in by themselves")

    def on_exchanging_came_in(self, message: CameIn) -> None:
        """List it, and say so."""
        said = message.said
        if said["result"] == "same":
            return
        self.attempt(self.desk.look)
        self.show_list()
        if said["result"] == "refused":
            self.foot.say(f"{Path(said['path']).name}: {said.get('reason', '')}", error=True)
        else:
            self.foot.say(f"came in: {said.get('title', '')}")

    def on_exchanging_stopped_watching(self, message: StoppedWatching) -> None:
        """Say why."""
        self.foot.say(f"the folder is watched no more: {message.said}", error=True)

    def add_articles(self, pasted: str = "") -> None:
        """Ask what to add, show what would become of it, add it."""
        from .dialogs.adding import AddWindow

        if self.desk.library.logs.read_only:
            self.foot.say("this library may only be read; nothing can be added", error=True)
            return
        begin = partial(Child, self.desk.library.path.absolute())
        self.app.push_screen(AddWindow(begin, self.keyboard, pasted), self._added)

    def _added(self, said: str | Path | None) -> None:
        if isinstance(said, Path):
            self.watch_folder(said)
        elif said:
            self.attempt(self.desk.look)
            self.show_list()
            self.foot.say(said)

    # -- feeds -----------------------------------------------------------------------------------

    def fetch_feeds(self) -> None:
        """Fetch the feeds that are followed; what comes is listed as it comes."""
        if self._fetching:
            self.foot.say("the feeds are being fetched")
            return

        def line(text: str) -> None:
            with suppress(ValueError):
                self.post_message(self.CameIn(json.loads(text)))

        def end(_: int, said: str) -> None:
            self.post_message(self.Fetched(one_line(said).removeprefix("dateline: ")))

        self.foot.say("fetching the feeds ...")
        self._fetching = Child(self.desk.library.path.absolute(), ["fetch", "--json"], line, end)

    def on_exchanging_fetched(self, message: Fetched) -> None:
        """Say what came."""
        self._fetching = None
        self.attempt(self.desk.look)
        self.show_list()
        self.foot.say(message.said)

    # -- exporting -------------------------------------------------------------------------------

    def export_articles(self) -> None:
        """Ask for a format and a place, show what would be written, write it."""
        from .dialogs.exporting import ExportWindow

        selection = self.desk.selection
        ids = self.list.picked if self.list.picks else [row.id for row in selection]
        if not ids:
            self.foot.say("nothing is listed, so there is nothing to export")
            return
        begin = partial(Child, self.desk.library.path.absolute())
        self.app.push_screen(ExportWindow(begin, self.keyboard, ids), self._exported)

    def _exported(self, said: str | None) -> None:
        if said:
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
        """A text that is pasted into the list may be an article; elsewhere it means nothing."""
        is_text = len(event.text.split()) > 1 or "://" in event.text
        if is_text and self.focused is self.list:
            event.stop()
            self.add_articles(event.text)
