"""Every key of the reader, read from the bindings of the widgets that act on them."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding

_SHOWN = {
    "slash": "/", "question_mark": "?", "escape": "Esc", "enter": "Enter", "space": "Space",
    "pagedown": "PgDn", "pageup": "PgUp", "tab": "Tab", "shift+tab": "Shift-Tab",
    "left_curly_bracket": "{", "right_curly_bracket": "}",
    "left_square_bracket": "[", "right_square_bracket": "]", "equals_sign": "=", "asterisk": "*",
    "up": "Up", "down": "Down", "left": "Left", "right": "Right", "home": "Home", "end": "End",
}  # fmt: skip


@dataclass(frozen=True)
class Key:
    """One command: its stable id, its keys as a person knows them, and what it does."""

    id: str
    shown: str
    does: str


def key_of(binding: Binding) -> Key:
    """Describe a binding."""
    return Key(
        binding.id or binding.action, " ".join(map(shown, binding.key.split(","))), binding.tooltip
    )


def shown(key: str) -> str:
    """A key's name as a person knows it."""
    if key.startswith("ctrl+"):
        return f"Ctrl-{key[5:].upper()}"
    return _SHOWN.get(key, key)


def keys_of(widget: type) -> list[Key]:
    """The keys that a widget class declares itself."""
    declared: Iterable[object] = widget.__dict__.get("BINDINGS", ())
    return [key_of(binding) for binding in declared if isinstance(binding, Binding)]


def groups() -> dict[str, list[Key]]:
    """All keys by where they work."""
    from .dialogs.ask import Ask
    from .dialogs.note import NoteArea
    from .dialogs.offer import Offer
    from .dialogs.told import Told
    from .panes.list import ArticleList
    from .panes.page import Page
    from .panes.rows import Rows
    from .panes.side import Side
    from .reader import Reader

    places = {
        "Everywhere": Reader,
        "The list and the article": Rows,
        "The list": ArticleList,
        "The article": Page,
        "The side pane": Side,
        "One-line inputs": Ask,
        "The note editor": NoteArea,
        "An unfinished note": Offer,
        "The help, and why": Told,
    }
    return {heading: keys_of(widget) for heading, widget in places.items()}


def table() -> list[dict[str, str]]:
    """All keys as plain rows: where, key, id, does."""
    return [
        {"where": heading, "key": key.shown, "id": key.id, "does": key.does}
        for heading, keys in groups().items()
        for key in keys
    ]
