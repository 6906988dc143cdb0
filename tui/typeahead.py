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

_QUIET_TURNS = 2
"""Turns of the event loop with nothing to do anywhere, after which a key is dealt with."""
_PROMPT_TURNS = 30
"""Turns before it is looked only now and then: something is waiting for a disk or another task."""
_PAUSE = 0.002
"""Seconds from one such look to the next."""
_MOST_TURNS = 500
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
                if self.screen_stack:
                    self.screen.check_idle()  # that is when it paints
        except Exception as error:  # in a task of our own, nobody else would see it
            self._handle_exception(error)
        finally:
            self._dealing = None
            self._typed.clear()  # what is left was typed after leaving

    async def _settled(self) -> None:
        quiet = 0
        pumps = self._pumps()
        for turn in range(_MOST_TURNS):
            await asyncio.sleep(0 if turn < _PROMPT_TURNS else _PAUSE)
            if not self.is_running or not self.screen_stack:
                return
            quiet = 0 if any(map(_is_busy, pumps)) else quiet + 1
            if quiet == _QUIET_TURNS:
                before, pumps = pumps, self._pumps()
                if pumps == before:  # whatever was busy may have made others
                    return
                quiet = 0

    def _pumps(self) -> list[MessagePump]:
        """All that may have something to do."""
        return [self, *self.screen.walk_children(with_self=True)]


def _is_busy(pump: MessagePump) -> bool:
    """Whether it has messages, or is in the middle of one and waits for something else."""
    if pump._closed:  # a dialog that this key closed will never be ready for another
        return False
    waits_for_one: object = pump._message_queue.ready_event._waiters
    return bool(pump.message_queue_size or not pump._is_mounted or not waits_for_one)
