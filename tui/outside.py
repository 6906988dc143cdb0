"""What leaves the program on a key: text to the clipboard, an address to a browser."""

import os
import sys
from typing import Any

from textual.app import App

from store.errors import BadRequest
from store.visible import one_line

MOST = 74_000
"""Characters that are copied at most: terminals drop a longer OSC 52 altogether."""


def copy(app: App[Any], text: str) -> str:
    """Hand text to the terminal's clipboard (OSC 52); says what was copied.

    It reaches the clipboard of whoever sits before the terminal, also over ssh; whether it does so
    is the terminal's decision, and it never tells.
    """
    whole = text.encode("utf-8", "replace").decode()[:MOST]
    app.copy_to_clipboard(whole)
    cut = "" if len(whole) == len(text) else f" (the first {MOST:,} characters)"
    return f"copied{cut}: {one_line(whole)}"


def browse(address: str) -> str:
    """Open an address in a browser with a window of its own; says so.

    Raises:
        BadRequest: when there is none here; it says the address.
    """
    import webbrowser

    screen = sys.platform in ("darwin", "win32") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )
    if screen and webbrowser.open(address):
        return f"opened {one_line(address)}"
    raise BadRequest(f"no browser here; the source is {one_line(address)}")
