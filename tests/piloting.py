"""The reader in a test: keys pressed, the screen read."""

from textual.events import Paste
from textual.pilot import Pilot

from tui.reader import Reader

WIDE, NARROW, SMALL = (132, 40), (80, 24), (40, 15)
"""Sizes of a terminal: columns, rows."""


def reader(pilot: Pilot[None]) -> Reader:
    screen = pilot.app.screen
    assert isinstance(screen, Reader)
    return screen


async def settle(pilot: Pilot[None]) -> None:
    """Until everything that was asked for is on the screen, the recogniser's findings too."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


async def paste(pilot: Pilot[None], text: str) -> None:
    """What a terminal pastes goes to what has the focus, as one message."""
    assert pilot.app.focused
    pilot.app.focused.post_message(Paste(text))
    await settle(pilot)


async def read_seed(pilot: Pilot[None], id: str) -> None:
    """Open the original dispatch to be read."""
    await settle(pilot)
    reader(pilot).list.go_to(id)
    await press(pilot, "enter")
    assert reader(pilot).desk.article is not None


def selected(pilot: Pilot[None]) -> str:
    page = reader(pilot).page
    assert page.article
    return page.article.text[page.selected.start : page.selected.end]


def screen_text(pilot: Pilot[None]) -> str:
    compositor = pilot.app.screen._compositor
    return "\n".join(strip.text for strip in compositor.render_strips())


def listed(pilot: Pilot[None]) -> list[str]:
    """The ids of the articles listed."""
    return [row.id for row in reader(pilot).desk.selection]


def said(screen: Reader) -> str:
    """What the status line says."""
    return "".join(text for text, _ in screen.foot._status._left)
