"""Which addresses may be fetched. An address in a feed is anybody's: it must not reach inward."""

import ipaddress
import socket
import threading
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from ..errors import Refusal

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SAFE_PATH = "/%:@!$&'()*+,;=~-._"


class Machine(NamedTuple):
    """A machine that may be asked: its name, its checked addresses, the port, and if by TLS."""

    host: str
    ips: tuple[str, ...]
    port: int
    is_secure: bool


def split(address: str) -> SplitResult:
    """The parts of an address that can be fetched, quoted as HTTP wants them.

    Raises:
        Refusal: for another scheme, no host, or a password in it.
    """
    address = address.strip()
    if any(ord(it) < 32 or ord(it) == 127 for it in address):
        raise Refusal("bad address", "an address has no control characters")
    try:
        parts = urlsplit(address)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise Refusal("bad address", "not an address") from error
    if parts.scheme not in ("http", "https"):
        raise Refusal("bad address", "only http and https are fetched")
    if not host or " " in parts.netloc:
        raise Refusal("bad address", "an address without a host")
    if parts.username is not None:
        raise Refusal("bad address", "an address with a name or password in it is not fetched")
    where = f"[{host}]" if ":" in host else host
    netloc = f"{where}:{port}" if port else where
    path = quote(parts.path or "/", safe=_SAFE_PATH)
    return SplitResult(parts.scheme, netloc, path, quote(parts.query, safe=_SAFE_PATH + "?"), "")


def address_of(parts: SplitResult) -> str:
    """The address that the parts make."""
    return urlunsplit(parts)


def machine(parts: SplitResult, may_be_private: bool, seconds: float) -> Machine:
    """Look a host up, and choose those of its addresses that may be asked.

    Args:
        parts: of the address.
        may_be_private: whether machines of the reader's own network may be asked.
        seconds: that the look-up may take.

    Raises:
        Refusal: when the host is not known, or resolves to what may not be asked.
    """
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    found = _looked_up(host, port, seconds)
    ips = tuple(dict.fromkeys(ip for ip in found if may_be_private or is_public(ip)))
    if not ips:
        raise Refusal("private", f"{host} is in a private network")
    return Machine(host, ips, port, secure)


def is_public(ip: str) -> bool:
    """Whether an address is one of the open internet, by whatever way it is written."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if address.teredo:
            inner = address.teredo[1]
        if inner is not None:
            return is_public(str(inner))
        if address.is_site_local:  # the private networks of old; `is_global` calls them open
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _looked_up(host: str, port: int, seconds: float) -> list[str]:
    """The addresses of a host; the system may take minutes over it, so it does so elsewhere."""
    found: list[str] = []

    def look() -> None:
        try:
            infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, ValueError):
            return
        found.extend(str(info[4][0]) for info in infos)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    thread.join(seconds)
    if not found:
        raise Refusal("no host", f"{host} cannot be found")
    return found
