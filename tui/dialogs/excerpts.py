"""The highlights and notes across the library, narrowed by a query; Enter goes to the place."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Static

from store.errors import DatelineError
from store.excerpts import Excerpt, Excerpts
from store.row import Row

from ..panes.excerpts import ExcerptRows
from ..plain import plain
from .dialog import Dialog


class ExcerptsWindow(Dialog[Excerpt | Row | None]):
    """Shows marks by article.

    Args:
        find: a query -> the marks of the articles that answer it.
        query: what is asked at first.
    """

    BINDINGS = [
        Binding("enter", "take", "go there", priority=True, id="marks.open",
                tooltip="Go to the marked place"),
        Binding("escape", "dismiss(None)", "close", priority=True, id="marks.close",
                tooltip="Close the highlights and notes"),
        Binding("down,ctrl+n,tab", "move(1)", "down", priority=True, show=False, id="marks.down",
                tooltip="Next one"),
        Binding("up,ctrl+p,shift+tab", "move(-1)", "up", priority=True, show=False, id="marks.up",
                tooltip="Previous one"),
        Binding("pagedown,ctrl+d", "page(1)", "page down", priority=True, show=False,
                id="marks.page_down", tooltip="One screen down"),
        Binding("pageup,ctrl+u", "page(-1)", "page up", priority=True, show=False,
                id="marks.page_up", tooltip="One screen up"),
    ]  # fmt: skip

    def __init__(self, find: Callable[[str], Excerpts], query: str) -> None:
        super().__init__()
        self._find = find
        self._field = Input(
            query, id="wanted", compact=True, select_on_focus=False,
            placeholder="type a query, such as note:border or tag:iraq; Esc closes",
        )  # fmt: skip
        self._said = Static(id="count")
        self._rows = ExcerptRows()

    def compose(self) -> ComposeResult:
        """The input above the rows."""
        with Vertical(id="command-box"):
            yield self._field
            yield self._said
            yield self._rows

    def on_mount(self) -> None:
        """Show all of them."""
        self._field.cursor_blink = False
        self._look(self._field.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow them by what was typed."""
        event.stop()
        self._look(event.value)

    def _look(self, query: str) -> None:
        try:
            found = self._find(query)
        except DatelineError as error:
            self._said.update(plain(str(error), "$error"))
            return
        marks = f"{found.marks:,} highlight{'s' * (found.marks != 1)} and notes"
        articles = f"{found.articles:,} article{'s' * (found.articles != 1)}"
        self._said.update(plain(f"{marks} in {articles}", "bold $quiet"))
        self._rows.show(found)

    def on_excerpt_rows_chosen(self, message: ExcerptRows.Chosen) -> None:
        """Go there."""
        message.stop()
        self.dismiss(message.value)

    def action_take(self) -> None:
        """Go to the marked place."""
        if (value := self._rows.chosen) is not None:
            self.dismiss(value)

    def action_move(self, by: int) -> None:
        """Mark another one."""
        self._rows.action_move(by)

    def action_page(self, by: int) -> None:
        """Go by a screen."""
        self._rows.action_page(by)
