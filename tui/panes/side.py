"""The side pane: the article's entities by type with their counts, its tags and its notes."""

from collections.abc import Iterable

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from store.article import Entity, Marks

from ..plain import paragraphs, plain
from ..signs import GROUPS, HEADINGS, LETTERS

SHOWN = 12
"""Entities of one type shown before the rest is counted."""


class Side(VerticalScroll, can_focus=False):
    """What the program and the reader found in the article."""

    def compose(self):  # type: ignore[no-untyped-def]  # ComposeResult is Textual's own alias
        """One static, updated in place."""
        yield Static(id="found")

    def show(self, entities: Iterable[Entity], marks: Marks) -> None:
        """Show what was found; nothing of it is read as markup."""
        found = list(entities)
        width = max(8, self.scrollable_content_region.width or 24)
        parts: list[Content] = []
        if marks.tags:
            parts += [
                _heading("Tags"),
                *(plain(f"  {tag}", "$accent") for tag in marks.tags),
                Content(""),
            ]
        if marks.notes:
            parts.append(_heading("Notes"))
            for note in marks.notes:
                parts.append(paragraphs(f"  {note.text}"))
                if note.quote:
                    parts.append(plain(f"    on “{note.quote}”", "$quiet"))
            parts.append(Content(""))
        for group, heading in HEADINGS.items():
            members = [it for it in found if GROUPS[it.label] == group]
            if members:
                parts += [
                    _heading(f"{LETTERS[group]}  {heading}"),
                    *_members(members, group, width),
                ]
                parts.append(Content(""))
        self.query_one("#found", Static).update(Content("\n").join(parts))


def _heading(text: str) -> Content:
    return plain(text, "bold $quiet")


def _members(members: list[Entity], group: str, width: int) -> Iterable[Content]:
    for it in members[:SHOWN]:
        name = plain(it.name).truncate(width - 7, ellipsis=True).pad_right(0)
        room = max(1, width - 6 - name.cell_length)
        yield Content.assemble(
            "  ", name.stylize(f"${group}"), " " * room, plain(f"{it.count:>3}", "$quiet")
        )
    if len(members) > SHOWN:
        yield plain(f"  and {len(members) - SHOWN} more", "$quiet")
