"""How what is drawn in rows looks: a name of a layer to a style of the present theme.

A table instead of component classes: Textual applies the whole stylesheet once for each of those,
before anything is on the screen.
"""

from functools import lru_cache

from rich.style import Style
from textual.app import App
from textual.color import Color

_HUES = {
    "text": "foreground",
    "read": "quiet",
    "quiet": "quiet",
    "unread": "foreground",
    "tag": "accent",
    "gutter": "accent",
    "count": "date",
    "heading": "quiet",
    "quote": "foreground",
    "key": "foreground",
    "brand": "primary",
    "error": "error",
    "success": "success",
    **{
        name: name
        for name in ("person", "org", "place", "norp", "event", "date", "number", "other")
    },
}
"""Name -> the theme's variable for what is written."""

_GROUNDS = {
    "text": "background",
    "cursor": "cursor-row",
    "cursor-off": "cursor-row-off",
    "mark": "mark",
    "note": "note",
    "decided": "decided",
    "hit": "hit",
    "spread": "spread",
    "selection": "selected",
}
"""Name -> the theme's variable for the ground."""

_STYLES = {
    "unread": "bold",
    "heading": "bold",
    "key": "bold",
    "brand": "bold",
    "title": "bold",
    "person": "bold",
    "org": "underline",
    "place": "italic",
    "norp": "italic",
    "event": "underline2",
    "date": "dim",
    "number": "dim",
    "other": "underline",
}
"""Name -> text style: hue and text style together tell the types apart."""

_WITHOUT_DIM = {"date": "italic underline", "number": "bold underline"}
"""Name -> text style in the theme of high contrast."""

_WITHOUT_COLOURS = {
    "cursor": "reverse",
    "cursor-off": "underline",
    "mark": "reverse dim",
    "note": "reverse dim",
    "decided": "bold",
    "person": "not bold italic underline",
    "org": "not bold underline",
    "place": "not bold italic",
    "norp": "not bold italic",
    "event": "not bold underline2",
    "date": "not bold dim",
    "number": "not bold dim",
    "other": "not bold underline",
    "hit": "bold underline",
    "spread": "reverse bold",
    "selection": "reverse",
}
"""Name -> text style where there are no colours of our own: the terminal's own must do.

Bold is for what the reader decided, even in a title.
"""


def look(app: App[object], name: str) -> Style:
    """The style called `name`; all but "text" leave alone what they do not set."""
    hue, ground = _HUES.get(name), _GROUNDS.get(name)
    variables = app.theme_variables
    return _style(
        variables[hue] if hue else None,
        variables[ground] if ground else None,
        (app.native_ansi_color and _WITHOUT_COLOURS.get(name))
        or (app.theme == "contrast" and _WITHOUT_DIM.get(name))
        or _STYLES.get(name, ""),
    )


@lru_cache(128)
def _style(hue: str | None, ground: str | None, words: str) -> Style:
    colours = Style(
        color=Color.parse(hue).rich_color if hue else None,
        bgcolor=Color.parse(ground).rich_color if ground else None,
    )
    return colours + Style.parse(words)
