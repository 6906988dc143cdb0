"""Fetching an address: redirects, each of them checked again; one request a second to a host."""

import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import SplitResult, urljoin

from ..errors import Refusal
from .guard import Machine, address_of, is_public, machine, split
from .memory import Memory
from .transfer import Answer, Limits, request

_REDIRECTS = (301, 302, 303, 307, 308)
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, "
    "application/xml;q=0.9, application/json;q=0.8, text/plain;q=0.8, */*;q=0.5"
)


@dataclass(frozen=True)
class Fetched:
    """What an address stands for.

    Attributes:
        address: where it came from in the end.
        headers: of the answer, their names in small letters.
        body: its bytes, unpacked.
        is_news: False where the server says that nothing has changed; the body is empty then.
    """

    address: str
    headers: Mapping[str, str]
    body: bytes
    is_news: bool = True


class Fetcher:
    """Fetches for one library.

    Args:
        memory: what servers said of their last answers.
        may_be_private: whether the reader has said that private networks may be asked; addresses
            out of feeds may never lead there, nor may one that leads there from the open internet.
        limits: of each request.
    """

    def __init__(
        self, memory: Memory, may_be_private: bool = False, limits: Limits | None = None
    ) -> None:
        self._memory, self._may_be_private = memory, may_be_private
        self._limits = limits or Limits()
        self._asked: dict[str, float] = {}

    def get(self, address: str, is_own: bool, conditional: bool = False) -> Fetched:
        """Fetch an address.

        Args:
            address: which.
            is_own: whether the reader gave it, rather than a feed.
            conditional: whether only news is wanted.

        Raises:
            Refusal: when it may not or cannot be had.
        """
        until = time.monotonic() + self._limits.whole
        headers = {"User-Agent": _agent(), "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"}
        if conditional:
            headers |= self._memory.asking(address)
        parts, private = split(address), is_own and self._may_be_private
        for hop in range(self._limits.hops + 1):
            whom = self._whom(parts, until, private, is_own and not hop)
            answer = self._ask(whom, parts, headers, until)
            if answer.status == 304 and conditional:
                return Fetched(address_of(parts), answer.headers, b"", is_news=False)
            if answer.status not in _REDIRECTS:
                return self._taken(address, address_of(parts), answer)
            parts = _led_on(parts, answer)
            private = private and not any(map(is_public, whom.ips))
        raise Refusal("redirects", f"it leads on more than {self._limits.hops} times")

    def _whom(self, parts: SplitResult, until: float, private: bool, is_typed: bool) -> Machine:
        try:
            return machine(parts, private, min(self._left(until), self._limits.connect))
        except Refusal as refusal:
            if refusal.code == "private" and is_typed:
                raise Refusal("private", f"{refusal}; --private asks it all the same") from None
            raise

    def _ask(
        self, whom: Machine, parts: SplitResult, headers: Mapping[str, str], until: float
    ) -> Answer:
        self._wait(whom.host)
        return request(whom, parts, headers, self._limits, self._left(until))

    def _left(self, until: float) -> float:
        left = until - time.monotonic()
        if left <= 0:
            raise Refusal("too slow", f"it took longer than {self._limits.whole:.0f} s")
        return left

    def _wait(self, host: str) -> None:
        """Leave a host alone for a moment between two requests."""
        since = time.monotonic() - self._asked.get(host, -1e9)
        if since < self._limits.apart:
            time.sleep(self._limits.apart - since)
        self._asked[host] = time.monotonic()

    def _taken(self, asked: str, here: str, answer: Answer) -> Fetched:
        if answer.status != 200:
            later = answer.headers.get("retry-after", "")[:40]
            again = f"; to be asked again after {later}" if later else ""
            raise Refusal("http", f"the server says {answer.status} {answer.reason[:60]}{again}")
        self._memory.note(asked, answer.headers)
        return Fetched(here, answer.headers, answer.body)


def _led_on(parts: SplitResult, answer: Answer) -> SplitResult:
    """Where a redirect leads; raises Refusal where that is nowhere."""
    to = answer.headers.get("location", "")
    if not to:
        raise Refusal("bad answer", "it leads on to nowhere")
    with suppress(UnicodeError):  # headers are read as Latin-1; many servers write UTF-8
        to = to.encode("latin-1").decode("utf-8")
    try:
        return split(urljoin(address_of(parts), to))
    except ValueError as error:
        raise Refusal("bad answer", "it leads on to what is no address") from error


def _agent() -> str:
    try:
        return f"dateline/{version('dateline')}"
    except PackageNotFoundError:
        return "dateline"
