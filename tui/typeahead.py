"""Keys one at a time: a key is read only when all that the last one asked for has been done.

Textual hands a key to whatever has the focus at that moment, and runs what it is bound to several
messages later. Keys that come in one burst, as they do over a slow line, would so reach the wrong
pane: the letters of a tag would be commands on the page.
"""

import asyncio
from collections import deque
from contextlib import nullcontext

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

_QUIET_TURNS = 3
"""Turns of the event loop without a message in any queue, after which a key is dealt with."""
_MOST_WAITS = 500
"""Looks at work under way, two milliseconds apart, after which no more is waited for."""
_MOST_TURNS = 1000
"""After this many turns the next key is read all the same: nothing may stop the keyboard."""


class TypeAhead(App[None]):
    """An application that deals with typed and pasted input strictly in order."""

    def __init__(self, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._typed: deque[events.Key | events.Paste] = deque()
        self._dealing: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Put keys and pastes in line; let everything else pass."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            if self._dealing is None:
                self._dealing = asyncio.create_task(self._deal())
        else:
            await super().on_event(event)

    async def _deal(self) -> None:
        try:
            while self._typed and self.is_running and self.screen_stack:
                event = self._typed.popleft()
                # One key is painted once; where more keys wait, their widgets may need their place.
                with nullcontext() if self._typed else self.batch_update():
                    await super().on_event(event)
                    await self._settled()
        except Exception as error:  # in a task of our own, nobody else would see it
            self._handle_exception(error)
        finally:
            self._dealing = None
            self._typed.clear()  # what is left was typed after leaving

    async def _settled(self) -> None:
        quiet = 0
        pumps: tuple[MessagePump, ...] = ()
        for _ in range(_MOST_TURNS):
            await asyncio.sleep(0)
            if not self.is_running or not self.screen_stack:
                return
            if not quiet:  # whatever was busy may have made others
                pumps = (self, *self.screen.walk_children(with_self=True))
            busy = any(pump.message_queue_size or not pump._is_mounted for pump in pumps)
            quiet = 0 if busy else quiet + 1
            if quiet == _QUIET_TURNS:
                if not await self._working():
                    return
                quiet = 0

    async def _working(self) -> bool:
        """Wait for what the program and its screen are still doing; whether that was anything.

        Work that waits for something, such as a dialog that is being made, leaves no message.
        """
        screen = self.screen
        done = [asyncio.Event(), asyncio.Event()]
        self.call_later(done[0].set)
        screen.call_later(done[1].set)
        for turn in range(_MOST_WAITS):
            if all(it.is_set() for it in done) or not screen.is_running:
                return turn > _QUIET_TURNS
            await asyncio.sleep(0 if turn < 20 else 0.002)
        return False
