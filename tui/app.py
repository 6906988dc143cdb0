"""The program with the screen: its themes, its last filter, its one screen."""

import asyncio
import builtins
import gc
import os
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from rich.console import RenderableType
from textual.filter import LineFilter

from store.errors import BadRequest
from store.library import Library
from store.settings import Settings, read_settings
from store.visible import one_line

from . import crash
from .ending import Ending, Loss
from .incoming import listen
from .leaving import Leaving
from .plain import Scrub
from .reader import Reader
from .theme import THEMES
from .typeahead import TypeAhead

COLLECTED_AFTER = 1.0
"""Seconds after the start when the garbage collector is let go: nothing of the start is garbage."""
GIVES_WAY = 0.0005
"""Seconds that a thread which recognises may go on when the keys want the interpreter."""
LOST = 2
"""The exit code when a signal cost a note."""


class DatelineApp(TypeAhead):
    """Shows one library.

    Args:
        library: the library, open.
        greeting: a sentence to begin with, such as what was added.
        theme: a name of `theme.THEMES`; None for that of the settings, or what suits the terminal.
        settings: the reader's; None for what holds without any.
        screen: the kind of its one screen.
    """

    TITLE = "dateline"
    CSS_PATH = Path(__file__).with_name("dateline.tcss")
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        library: Library,
        greeting: str = "",
        theme: str | None = None,
        settings: Settings | None = None,
        screen: type[Reader] = Reader,
    ) -> None:
        # Textual takes NO_COLOR out of the environment and chooses its filter by the theme of the
        # moment, so this has to be settled before it looks.
        colourless = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if colourless else None)
        self._library, self.colourless = library, colourless
        self._settings, self._kind = settings or Settings(), screen
        self._scrub, self._styled_for = Scrub(), ""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._leaving: Leaving | None = None
        self._fault: list[str] = []
        self._reader: Reader | None = None
        self.watched: Path | None = None
        for known in THEMES.values():
            self.register_theme(known)
        chosen = theme or os.environ.get("DATELINE_THEME")
        if not chosen and (wanted := self._settings.theme):
            if wanted in THEMES:
                chosen = wanted
            else:
                greeting = "; ".join(filter(None, (greeting, _no_theme(wanted))))
        self._greeting = greeting
        name = "ansi-dark" if colourless else chosen or _fitting()
        if name not in THEMES:
            raise BadRequest(_no_theme(name))
        self._styled_for = name
        self.theme = name
        self._begin_styled()

    def _begin_styled(self) -> None:
        """Have the theme in place before the stylesheet is read.

        Textual would read it with its own theme's colours first, and then all of it again.
        """
        self.update_classes(
            {
                f"-theme-{self.theme}": True,
                "-dark-mode": self.current_theme.dark,
                "-light-mode": not self.current_theme.dark,
            },
            update=False,
        )
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def _watch_theme(self, theme_name: str) -> None:
        """Follow a change of theme; the one there is from the beginning is none."""
        if theme_name != self._styled_for:
            self._styled_for = ""
            super()._watch_theme(theme_name)

    def on_load(self) -> None:
        """Watch over what nothing else waits for, before the terminal is touched."""
        if self._leaving:
            self._loop = asyncio.get_running_loop()
            self._loop.set_exception_handler(self._on_stray)

    def on_mount(self) -> None:
        """Move keys, let the start be, and draw all of the screen when `fg` comes back to it."""
        if isinstance(self.screen, Reader) and self.screen.keyboard.moved:
            self.set_keymap(self.screen.keyboard.moved)
        self.set_timer(COLLECTED_AFTER, _collect_again)
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and after them the one that lets no control through."""
        return [*super().get_line_filters(), self._scrub]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables, for the moment before a theme of ours is set."""
        return THEMES["dark"].variables

    def action_help_quit(self) -> None:
        """Ctrl-C, which copies where there is something to copy, says how to leave elsewhere."""
        if isinstance(self.screen, Reader):
            self.screen.foot.say("q goes back and leaves, Ctrl-Q leaves at once; all is on disk")

    # -- the end ---------------------------------------------------------------------------------

    def run_until_left(self, mouse: bool) -> None:
        """Run until the person leaves, or the system asks."""
        threading.excepthook = self._on_thread
        try:
            with Leaving(self.leave_soon) as self._leaving:
                self.run(mouse=mouse)
        finally:
            threading.excepthook = threading.__excepthook__

    async def action_quit(self) -> None:
        """Ctrl-Q leaves at once; where that throws a note away, the second one does."""
        if self._reader is None or self._reader.may_leave():
            self.exit()

    @property
    def loss(self) -> Loss | None:
        """What was being written and is on no disk, once the end has begun."""
        return self._reader.loss if self._reader else None

    def leave_soon(self) -> None:
        """Leave as `q` does, from any thread or signal handler."""
        if self._loop is None:
            raise SystemExit(0)  # it has not begun yet
        with suppress(RuntimeError):  # it has ended already
            self._loop.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        self._finish_notes()
        if self.loss and self._leaving:
            self._leaving.code = LOST
        self.exit(return_code=LOST if self.loss else 0)

    def _finish_notes(self) -> None:
        """Put aside what is being typed: nobody chose this end."""
        if self._reader:
            self._reader.finish(forced=True)

    def _promise(self) -> str:
        """What is true of the reader's work after a fault; what is being typed is saved first."""
        with suppress(Exception):  # what is at fault may be the editor
            self._finish_notes()
        return crash.KEPT if self.loss else crash.DRAFTED

    def _on_stray(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """What a task of nobody's failed on; asyncio would print it, with all that it says."""
        if isinstance(error := context.get("exception"), Exception):
            self._handle_exception(error)

    def _on_thread(self, failed: threading.ExceptHookArgs) -> None:
        """What a thread failed on; when it is one of the terminal's, the terminal is gone."""
        if isinstance(failed.exc_value, OSError) and self._leaving:
            self._leaving.begin()
        elif isinstance(failed.exc_value, Exception) and self._loop:
            self._loop.call_soon_threadsafe(self._handle_exception, failed.exc_value)

    def _handle_exception(self, error: Exception) -> None:
        """Leave with two lines.

        Textual 8.2 would print a traceback with all local variables in it. They hold the reader's
        notes, which do not belong on a shared screen or in a pasted report.
        """
        if not self._fault and not crash.debugging():
            self._fault = crash.report(error, self._promise())
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        if crash.debugging():
            super()._fatal_error()
        else:
            self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        """Leave: what Textual would show here is told in two lines, or is that nobody is there."""
        if crash.debugging():
            super().panic(*renderables)
        elif self._fault:
            self._close_messages_no_wait()
        else:
            kind, frames = crash.shown(renderables)
            if self._leaving and issubclass(getattr(builtins, kind, object), OSError):
                self._leaving.begin()
            else:
                self._fault = crash.report_frames(kind, frames, self._promise())
                self._return_code = 1
                self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        super()._print_error_renderables()
        crash.tell(self._fault)

    def get_default_screen(self) -> Reader:
        """The one screen."""
        self._reader = self._kind(self._library, self._greeting, self._settings)
        self._reader.watched = self.watched
        return self._reader


def _collect_again() -> None:
    """What the start has made lives until the end; the collector need not walk over it."""
    gc.freeze()
    gc.enable()


def _no_theme(name: str) -> str:
    return f"no theme {one_line(name)}; there are {', '.join(THEMES)}"


def _fitting() -> str:
    """The theme for a terminal: its own colours where it has no more than sixteen."""
    many = os.environ.get("COLORTERM") or "256" in os.environ.get("TERM", "256")
    return "dark" if many else "ansi-dark"


def run(
    library: Library,
    greeting: str = "",
    theme: str | None = None,
    mouse: bool = True,
    screen: type[Reader] = Reader,
    watch: Path | None = None,
) -> Ending:
    """Open the reader and stay until the person leaves; returns how it ended.

    Args:
        library: what is read.
        greeting: a sentence to begin with.
        theme: the name of a theme; None for the reader's own.
        mouse: whether the mouse is taken from the terminal.
        screen: the kind of reader.
        watch: a folder whose new files come in by themselves.

    Raises:
        BadRequest: when there is no such theme.
    """
    for name in ("COLUMNS", "LINES"):  # a size from the environment would outlive every resize
        os.environ.pop(name, None)
    if 0 in os.get_terminal_size():  # a terminal that does not know its size
        os.environ |= {"COLUMNS": "80", "LINES": "24"}
    app = DatelineApp(library, greeting, theme, read_settings(), screen)
    app.watched = watch
    listen()
    sys.setswitchinterval(GIVES_WAY)
    try:
        app.run_until_left(mouse)
    finally:
        gc.enable()
    return Ending(not app.return_code, app.loss)
