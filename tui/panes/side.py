"""The side pane: the article's entities by type with their counts, its tags and its notes."""

import textwrap
from collections.abc import Iterable, Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from store.article import Entity, Marks
from store.visible import lines

from ..plain import plain
from ..signs import GROUPS, HEADINGS, LETTERS


class Side(VerticalScroll):
    """What the program and the reader found in the article."""

    BINDINGS = [
        Binding("j,down", "scroll_down", "down", show=False, id="side.down", tooltip="Scroll down"),
        Binding("k,up", "scroll_up", "up", show=False, id="side.up", tooltip="Scroll up"),
        Binding("space,pagedown", "page_down", "page down", show=False, id="side.page_down",
                tooltip="Scroll one screen down"),
        Binding("pageup", "page_up", "page up", show=False, id="side.page_up",
                tooltip="Scroll one screen up"),
        Binding("q,escape", "leave", "back", id="side.back", tooltip="Back to the article"),
    ]  # fmt: skip

    class Left(Message):
        """The reader wants to go back to the article."""

    def __init__(self) -> None:
        super().__init__(id="side")
        self._entities: list[Entity] = []
        self._marks = Marks()

    def compose(self) -> ComposeResult:
        """One static, updated in place."""
        yield Static(id="found")

    def show(self, entities: Iterable[Entity], marks: Marks) -> None:
        """Show what was found; nothing of it is read as markup."""
        self._entities, self._marks = list(entities), marks
        self._fill()

    def on_resize(self) -> None:
        """Another width wraps otherwise."""
        self._fill()

    def _fill(self) -> None:
        width = self.scrollable_content_region.width
        if width > 0:
            parts = [*_tags(self._marks), *_notes(self._marks, width)]
            for group, heading in HEADINGS.items():
                members = [it for it in self._entities if GROUPS[it.label] == group]
                parts += _section(f"{LETTERS[group]}  {heading}", _members(members, group, width))
            self.query_one("#found", Static).update(Content("\n").join(parts))

    def action_leave(self) -> None:
        """Go back to the article."""
        self.post_message(self.Left())


def _section(heading: str, rows: Iterable[Content]) -> list[Content]:
    """A heading with its rows and a blank row after them; nothing when there are none."""
    found = list(rows)
    return [plain(heading, "bold $quiet"), *found, Content("")] if found else []


def _tags(marks: Marks) -> list[Content]:
    return _section("Tags", (plain(f"  {tag}", "$accent") for tag in marks.tags))


def _notes(marks: Marks, width: int) -> list[Content]:
    def rows() -> Iterator[Content]:
        for note in marks.notes:
            if note.quote:
                yield plain(f"  on “{note.quote}”", "$quiet").truncate(width, ellipsis=True)
            for line in lines(note.text).split("\n"):
                for row in textwrap.wrap(line, max(4, width - 2)) or [""]:
                    yield plain(f"  {row}")

    return _section("Notes", rows())


def _members(members: list[Entity], group: str, width: int) -> Iterator[Content]:
    for it in members:
        name = plain(it.name, f"${group}").truncate(max(1, width - 7), ellipsis=True)
        room = max(1, width - 5 - name.cell_length)
        yield Content.assemble("  ", name, " " * room, plain(f"{it.count:>3}", "$quiet"))
