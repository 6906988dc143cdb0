"""The keys that work here, made from the bindings themselves."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ..keys import Key
from ..plain import plain


class Help(ModalScreen[None]):
    """Lists keys; any of the closing keys goes back."""

    BINDINGS = [
        Binding("escape,q,question_mark", "dismiss", "close", id="help.close",
                tooltip="Close the help"),
        Binding("j,down", "scroll(1)", "down", show=False, id="help.down", tooltip="One row down"),
        Binding("k,up", "scroll(-1)", "up", show=False, id="help.up", tooltip="One row up"),
        Binding("space,pagedown", "scroll(10)", "page down", show=False, id="help.pagedown",
                tooltip="Ten rows down"),
        Binding("pageup", "scroll(-10)", "page up", show=False, id="help.pageup",
                tooltip="Ten rows up"),
    ]  # fmt: skip

    def __init__(self, keys: dict[str, list[Key]]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        """One static in a scroll."""
        with VerticalScroll(id="help"):
            yield Static(self._content())

    def _content(self) -> Content:
        parts = [plain("Esc or q closes this; j and k scroll.", "$quiet"), Content("")]
        for heading, keys in self._keys.items():
            parts.append(plain(heading, "bold $primary"))
            for key in keys:
                parts.append(
                    Content.assemble("  ", plain(key.shown.ljust(18), "bold"), plain(key.does))
                )
            parts.append(Content(""))
        return Content("\n").join(parts)

    def action_scroll(self, by: int) -> None:
        """Scroll by rows."""
        self.query_one("#help", VerticalScroll).scroll_relative(y=by, animate=False)
