"""The program with the screen: its themes, its last filter, its one screen."""

import asyncio
import os
import signal
from collections.abc import Sequence
from pathlib import Path

from rich.text import Text
from textual.filter import LineFilter

from store.errors import BadRequest
from store.library import Library

from .plain import Scrub
from .reader import Reader
from .theme import THEMES
from .typeahead import TypeAhead

AFTER_A_FAULT = "what you kept is on disk. Set DATELINE_DEBUG=1 and do it again to see where."


class DatelineApp(TypeAhead):
    """Shows one library.

    Args:
        library: the library, open.
        greeting: a sentence to begin with, such as what was added.
        theme: a name of `theme.THEMES`; None chooses dark, or ansi-dark under NO_COLOR.
    """

    TITLE = "dateline"
    CSS_PATH = Path(__file__).with_name("dateline.tcss")
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, library: Library, greeting: str = "", theme: str | None = None) -> None:
        # Textual takes NO_COLOR out of the environment and chooses its filter by the theme of the
        # moment, so this has to be settled before it looks.
        colourless = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if colourless else None)
        self._library, self._greeting, self.colourless = library, greeting, colourless
        self._scrub = Scrub()
        for known in THEMES.values():
            self.register_theme(known)
        name = "ansi-dark" if colourless else theme or os.environ.get("DATELINE_THEME") or "dark"
        if name not in THEMES:
            raise BadRequest(f"no theme {name}; there are {', '.join(THEMES)}")
        self.theme = name

    def on_mount(self) -> None:
        """Leave as `q` does when the system asks, so that the terminal is given back as it was."""
        if not self.is_headless:
            for name in ("SIGTERM", "SIGHUP"):
                asyncio.get_running_loop().add_signal_handler(getattr(signal, name), self.exit)

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

    def _fatal_error(self) -> None:
        """Leave with one line.

        Textual 8.2 would print a traceback with all local variables in it. They hold the reader's
        notes, which do not belong on a shared screen or in a pasted report.
        """
        if os.environ.get("DATELINE_DEBUG"):
            super()._fatal_error()
        else:
            kind = type(self._exception).__name__
            self.panic(Text(f"dateline: a fault in Dateline itself ({kind}); {AFTER_A_FAULT}"))

    def get_default_screen(self) -> Reader:
        """The one screen."""
        return Reader(self._library, self._greeting)


def run(library: Library, greeting: str = "", theme: str | None = None, mouse: bool = True) -> bool:
    """Open the reader and stay until the person leaves; False when it ended by a fault of its own.

    Raises:
        BadRequest: when there is no such theme.
    """
    for name in ("COLUMNS", "LINES"):  # a size from the environment would outlive every resize
        os.environ.pop(name, None)
    if 0 in os.get_terminal_size():  # a terminal that does not know its size
        os.environ |= {"COLUMNS": "80", "LINES": "24"}
    app = DatelineApp(library, greeting, theme)
    app.run(mouse=mouse)
    return not app.return_code
