"""The keyboard: every key of the reader, read from the bindings of the widgets that act on them.

A binding is the one declaration of a command; the footer, the keys to be searched, `dateline keys`
and the README's tables are made from it. The settings move any of them by its id.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from textual.binding import Binding
from textual.dom import DOMNode

from store.settings import Settings
from store.visible import one_line

from .keyed import places

_SHOWN = {
    "slash": "/", "question_mark": "?", "escape": "Esc", "enter": "Enter", "space": "Space",
    "pagedown": "PgDn", "pageup": "PgUp", "tab": "Tab", "shift+tab": "Shift-Tab",
    "left_curly_bracket": "{", "right_curly_bracket": "}", "backspace": "Backspace",
    "left_square_bracket": "[", "right_square_bracket": "]", "equals_sign": "=", "asterisk": "*",
    "full_stop": ".", "colon": ":", "comma": ",", "delete": "Del",
    "up": "Up", "down": "Down", "left": "Left", "right": "Right", "home": "Home", "end": "End",
}  # fmt: skip
_NAMED = {name.lower(): key for key, name in _SHOWN.items() if len(name) > 1}
_ID = re.compile(r"\{([a-z_.0-9]+)\}")
_FIXED = ("ctrl+c", "ctrl+q")
"""Keys that keep their meaning: they always lead out."""


@dataclass(frozen=True)
class Key:
    """One command: its stable id, its keys as a person knows them, and what it does.

    `keys` are the same as Textual calls them. `action` is run on `owner`; without one it does not
    work where the keyboard is.
    """

    id: str
    shown: str
    does: str
    keys: tuple[str, ...] = field(default=(), compare=False)
    action: str = field(default="", compare=False)
    owner: DOMNode | None = field(default=None, compare=False)


def shown(key: str) -> str:
    """A key's name as a person knows it."""
    if key.startswith("ctrl+"):
        return f"Ctrl-{key[5:].upper()}"
    return _SHOWN.get(key) or (key.upper() if key[:1] == "f" and key[1:].isdigit() else key)


def key_named(name: str) -> str:
    """The key that a person means by a name, as Textual calls it: "Ctrl-D", "?", "PgDn", "x".

    Raises:
        ValueError: when there is no such key, or it may not be moved.
    """
    from textual.keys import _character_to_key

    low = name.lower().replace("ctrl-", "ctrl+")
    if len(name) == 1 and name.isprintable() and not name.isspace():
        return _character_to_key(name)
    if low in _FIXED:
        raise ValueError(f"{one_line(name)} keeps its meaning")
    if low.startswith("ctrl+") and len(low) == 6 and low[5].isalpha() and low[5].isascii():
        return low
    if low in _NAMED or low in _SHOWN:
        return _NAMED.get(low, low)
    if low[:1] == "f" and low[1:].isdigit() and 1 <= int(low[1:]) <= 12:
        return low
    raise ValueError(f"there is no key “{one_line(name)}”")


def declared(kind: type) -> Iterator[Binding]:
    """What the class of a widget declares itself."""
    bindings: Iterable[object] = kind.__dict__.get("BINDINGS", ())
    return (it for it in bindings if isinstance(it, Binding))


def bindings_of(kind: type) -> Iterator[Binding]:
    """The same, and what the classes of ours declare that it is made from."""
    return (it for each in kind.__mro__ if each.__module__[:4] == "tui." for it in declared(each))


class Keyboard:
    """The keys as the settings have them.

    Attributes:
        settings: the settings.
        moved: id of a command -> its keys, as Textual's keymap has them.
        complaints: a line each, what of the settings cannot be had; the rest of them holds.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._ids: dict[frozenset[str], dict[str | None, Binding]] = {}
        self.moved: dict[str, str] = {}
        self.complaints = list(settings.complaints)
        for id, names in settings.keys.items():
            self._move(id, names)
        while clash := self._clash() if self.moved else None:
            key, id, other = clash
            del self.moved[id]
            self.complaints.append(f"keys: {shown(key)} is the key of {other} already, not of {id}")

    def _move(self, id: str, names: str) -> None:
        if id not in self._places:
            self.complaints.append(f"keys: there is no command “{one_line(id)}” (`dateline keys`)")
            return
        try:
            parts = [part.strip() for part in names.split(",")] if names != "," else [","]
            self.moved[id] = ",".join(map(key_named, parts))
        except ValueError as error:
            self.complaints.append(f"keys: {id}: {error}")

    @property
    def first_complaint(self) -> tuple[str, str]:
        """The first complaint, its file by its name alone, and where the others can be read."""
        if not self.complaints:
            return "", ""
        where, apart, what = self.complaints[0].partition(": ")
        first = f"{Path(where).name}{apart}{what}"
        more = len(self.complaints) - 1
        return first, f"; {more} more: `dateline keys` prints them" if more else ""

    @cached_property
    def _places(self) -> dict[str, str]:
        """Id of a command -> where it works."""
        return {
            binding.id: place
            for place, kind in places().items()
            for binding in declared(kind)
            if binding.id
        }

    def _clash(self) -> tuple[str, str, str] | None:
        """A key that means two things in one place, the id that was moved there, and the other."""
        everywhere = places()["Everywhere"]
        for place, kind in places().items():
            taken: dict[str, str] = {}
            kinds = (kind, everywhere) if place in _PANES else (kind,)
            found = {it.id: it for each in kinds for it in bindings_of(each) if it.id}
            for id, binding in found.items():
                for key in self.keys(binding).split(","):
                    other = taken.setdefault(key, id)
                    if other != id and {id, other} & self.moved.keys():
                        return (key, id, other) if id in self.moved else (key, other, id)
        return None

    def keys(self, binding: Binding) -> str:
        """The keys of a command, as Textual calls them, joined by commas."""
        return self.moved.get(binding.id or "", binding.key)

    def first(self, binding: Binding) -> str:
        """The key to show where there is room for one."""
        return shown(self.keys(binding).split(",")[0])

    def display(self, binding: Binding) -> str:
        """The same, as the command itself wants its standard keys shown."""
        if binding.id == "page.label_1" and binding.id not in self.moved:
            return f"1-{count}" if (count := len(self.settings.labels)) > 1 else "1"
        return (binding.id not in self.moved and binding.key_display) or self.first(binding)

    def name(self, id: str) -> str:
        """The key of a command by its id, wherever it works."""
        known = self._known(frozenset(sys.modules.keys() & {"tui.panes.page"}))
        if id not in known:
            known = {it.id: it for kind in places().values() for it in declared(kind)}
        return self.first(known[id])

    def named(self, text: str) -> str:
        """A text with the keys of commands in the place of their ids: "{undo} takes it back"."""
        return _ID.sub(lambda found: self.name(found[1]), text)

    def key(self, binding: Binding, owner: DOMNode | None = None) -> Key:
        """Describe a binding."""
        does = binding.tooltip
        if (binding.id or "").startswith("page.label_"):
            label = self.settings.labels[int((binding.id or "")[-1]) - 1]
            does = f"{'OTHER' if label == 'MISC' else label}; again: take it back"
        keys = tuple(self.keys(binding).split(","))
        names = " ".join(map(shown, keys))
        return Key(binding.id or binding.action, names, does, keys, binding.action, owner)

    def hints(self, ids: Iterable[str]) -> list[tuple[str, str]]:
        """The (key, short description) of some commands of the list, the page and the screen."""
        known = self._known(frozenset(sys.modules.keys() & {"tui.panes.page"}))
        found = (known[id] for id in ids if id in known)
        return [(self.display(it), it.description) for it in found]

    def of(self, widget: DOMNode, up_to: DOMNode) -> list[tuple[str, str]]:
        """The same of a widget that takes the keys for itself, and of those around it."""
        nodes = list(widget.ancestors_with_self)
        within = nodes[: nodes.index(up_to)] if up_to in nodes else nodes
        all_of_them = [(node, it) for node in within for it in bindings_of(type(node))]
        first = {key for _, it in all_of_them if it.priority for key in it.key.split(",")}
        return [
            (self.display(it), it.description)
            for node, it in all_of_them
            if it.show and node.check_action(it.action.partition("(")[0], ())
            if it.priority or first.isdisjoint(it.key.split(","))
        ]

    def _known(self, loaded: frozenset[str]) -> dict[str | None, Binding]:
        """Ids to bindings of the panes that are there; the page comes with the first article."""
        if loaded not in self._ids:
            from .panes.list import ArticleList
            from .reader import Reader

            kinds = [ArticleList, Reader, *(sys.modules[name].Page for name in loaded)]
            self._ids[loaded] = {it.id: it for kind in kinds for it in bindings_of(kind)}
        return self._ids[loaded]

    def at(self, widget: DOMNode) -> list[Key]:
        """The commands that work where the keyboard is: the widget's first, then the screen's."""
        return [
            self.key(binding, node)
            for node in widget.ancestors_with_self
            for binding in bindings_of(type(node))
            if node.check_action(binding.action.partition("(")[0], ()) and self._says(binding)
        ]

    def groups(self) -> dict[str, list[Key]]:
        """All keys by where they work."""
        return {
            place: [self.key(binding) for binding in declared(kind) if self._says(binding)]
            for place, kind in places().items()
        }

    def _says(self, binding: Binding) -> bool:
        """Whether it does anything: a digit for which there is no label does not."""
        _, label, number = (binding.id or "").partition("page.label_")
        return not label or int(number) <= len(self.settings.labels)

    def table(self) -> list[dict[str, str]]:
        """All keys as plain rows: where, key, id, does."""
        return [
            {"where": place, "key": key.shown, "id": key.id, "does": key.does}
            for place, keys in self.groups().items()
            for key in keys
        ]


_PANES = ("The list", "The article", "The side pane")
