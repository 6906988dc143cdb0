"""The part of the list that knows which articles are selected for the next verb."""

from dataclasses import dataclass

from textual.binding import Binding
from textual.message import Message
from textual.reactive import reactive

from store.row import Row
from store.selection import Selection

from .rows import Rows


class Picking(Rows):
    """Articles under a cursor, any number of them selected."""

    BINDINGS = [
        Binding("x", "pick", "select", show=False, id="list.select",
                tooltip="Select the article, or not; the verbs then act on all selected"),
        Binding("X", "pick_all", "select all", show=False, id="list.select_all",
                tooltip="Select all that is listed, or nothing"),
    ]  # fmt: skip

    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Wanted(Message):
        """The reader wants something of the list: the word of the key's declaration."""

        what: str

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.selection = Selection()
        self.height_of_row = 2
        self._picked: set[int] = set()

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.selection.rows[self.cursor] if self.selection.rows else None

    @property
    def picked(self) -> list[str]:
        """The ids of the articles selected that are still listed, else of the one at the cursor."""
        rows = self.selection.rows
        if not self._picked:
            return [self.current.id] if self.current else []
        return [rows[at].id for at, n in enumerate(rows.numbers) if n in self._picked]

    @property
    def picks(self) -> int:
        """How many articles are selected."""
        return len(self._picked)

    def is_picked(self, at: int) -> bool:
        """Whether the article in this place is selected."""
        return bool(self._picked) and self.selection.rows.number(at) in self._picked

    def keep_picks(self, selection: Selection) -> None:
        """Keep selected what is still listed."""
        if self._picked and selection is not self.selection:
            self._picked &= set(selection.rows.numbers)

    def action_pick(self) -> None:
        """Select the article under the cursor, or not, and go on to the next."""
        if self.current:
            self._picked ^= {self.selection.rows.number(self.cursor)}
            self.move_on()
            self.post_message(self.Wanted("count"))

    def action_pick_all(self) -> None:
        """Select all that is listed; nothing, where all are selected."""
        everything = set(self.selection.rows.numbers)
        self._picked = set() if self._picked == everything else everything
        self.redraw(len(self.selection) * self.height_of_row)
        self.post_message(self.Wanted("count"))

    def pick_none(self) -> None:
        """Select nothing."""
        self._picked = set()
        self.redraw(len(self.selection) * self.height_of_row)

    def move_on(self) -> None:
        """Draw the row under the cursor again, and go to the next."""
        raise NotImplementedError
