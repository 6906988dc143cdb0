"""The versions of a story, and what differs between them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from ..keys import Keyboard
from ..panes.chooser import Chooser, Item
from ..panes.lines import Lines, Paragraph
from ..plain import plain
from .dialog import Dialog

if TYPE_CHECKING:
    from ..revisions import Version

_LOOKS = {"same": ("  ", "quiet"), "gone": ("− ", "error"), "new": ("+ ", "success")}


class VersionsWindow(Dialog[str | None]):
    """Shows versions; the marked one is compared with the first, Enter reads it.

    Args:
        versions: the article that the reader is at, then the others.
        keyboard: all keys.
    """

    BINDINGS = [
        Binding("enter", "take", "read it", priority=True, id="versions.take",
                tooltip="Read the marked version"),
        Binding("escape,q", "dismiss(None)", "close", priority=True, id="versions.close",
                tooltip="Close the versions"),
        Binding("space,pagedown,ctrl+d", "page(0.7)", "scroll", priority=True,
                id="versions.page_down", tooltip="Scroll what differs down"),
        Binding("b,pageup,ctrl+u", "page(-0.7)", "scroll back", priority=True, show=False,
                id="versions.page_up", tooltip="Scroll what differs up"),
        Binding("j,down", "move(1)", "next", priority=True, show=False, id="versions.down",
                tooltip="Next version"),
        Binding("k,up", "move(-1)", "previous", priority=True, show=False, id="versions.up",
                tooltip="Previous version"),
    ]  # fmt: skip

    def __init__(self, versions: "Sequence[Version]", keyboard: Keyboard) -> None:
        super().__init__()
        self._versions, self._keyboard = versions, keyboard
        self._rows = Chooser("versions")
        self._said = Static(id="count")
        self._lines = Lines("differences", [])

    def compose(self) -> ComposeResult:
        """The versions above, what differs below."""
        with Vertical(id="command-box"):
            yield Static(plain(f"{len(self._versions)} versions of one story", "bold $heading"))
            yield self._rows
            yield self._said
            yield self._lines
        yield self.key_bar(self._keyboard)

    def on_mount(self) -> None:
        """Compare the second with the first."""
        self._rows.styles.height = min(len(self._versions), 8) + 1
        items = [Item(_parts(it, at == 0), it) for at, it in enumerate(self._versions)]
        self._rows.fill(items)
        self._rows.focus()
        self.action_move(1)

    def action_move(self, by: int) -> None:
        """Compare another version with the first."""
        self._rows.action_move(by)
        at = self._rows.cursor
        if at == 0:
            self._said.update(plain("the one that you came from", "bold $quiet"))
            self._lines.show([])
            return
        version = self._versions[at]
        self._said.update(plain("− only in the first,  + only in the marked one", "bold $quiet"))
        lines: list[Paragraph] = []
        for kind, text in version.pieces:
            sign, look = _LOOKS[kind]
            lines.append((sign + text, look, 0))
        self._lines.show(lines or [("the same words", "quiet", 0)])
        self._lines.scroll_row(0)

    def action_page(self, share: float) -> None:
        """Scroll what differs."""
        self._lines.action_page(share)

    def action_take(self) -> None:
        """Read the marked version."""
        self.dismiss(self._versions[self._rows.cursor].row.id)


def _parts(it: "Version", is_first: bool) -> list[tuple[str, str]]:
    row = it.row
    archived = "  archived" if row.archived else ""
    facts = "  ".join(filter(None, (row.published[:16].replace("T", " "), row.outlet, row.place)))
    look = "unread" if is_first else "text"
    return [(f"{facts or row.title}  ", look), (f"{it.words:,} words{archived}", "quiet")]
