"""The only road from data to a widget, and the last filter on what is drawn.

Textual reads markup in a `str`, and passes escape sequences through; a `Content` is shown as it is.
"""

from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from store.visible import lines, visible

_BLANKS = {ord(c): " " for c in "\t\n\r"}


def plain(text: str, style: str = "") -> Content:
    """Text from outside as one line of content: literal and inert, line ends and tabs as blanks."""
    return Content.styled(visible(text.translate(_BLANKS)), style)


def paragraphs(text: str, style: str = "") -> Content:
    """Text from outside that may have several lines."""
    return Content.styled(lines(text), style)


class Scrub(LineFilter):
    """The last ring: whatever a widget drew, no control reaches the terminal.

    Cell widths do not change: every character it replaces stood for one cell or for none.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Replace what could act on the terminal by stand-ins."""
        return [
            segment
            if segment.control or visible(segment.text) == segment.text
            else Segment(visible(segment.text), segment.style)
            for segment in segments
        ]
