"""One request to one machine that was checked; its time and its size are limited."""

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from urllib.parse import SplitResult

from ..errors import Refusal
from .guard import Machine


@dataclass(frozen=True)
class Limits:
    """What a request may take: seconds to connect and in all, bytes unpacked, hops of redirects."""

    connect: float = 5.0
    whole: float = 20.0
    size: int = 10_000_000
    hops: int = 5
    apart: float = 1.0
    """Seconds between two requests to one host."""


@dataclass(frozen=True)
class Answer:
    """What a server answered: its status and reason, its headers in small letters, its body."""

    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes


def request(
    machine: Machine, parts: SplitResult, headers: Mapping[str, str], limits: Limits, seconds: float
) -> Answer:
    """Ask once.

    Args:
        machine: whom.
        parts: of the address.
        headers: to send, beside those that HTTP wants.
        limits: of connecting and of size.
        seconds: that are left.

    Raises:
        Refusal: when it cannot be had, is too large, or takes too long.
    """
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    with _connected(machine, parts.netloc, limits, seconds) as connection:
        try:
            connection.putrequest("GET", path, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            said = {name.lower(): value for name, value in response.getheaders()}
            body = _body(response, said, limits.size) if response.status == 200 else b""
        except (http.client.HTTPException, ValueError) as error:
            raise Refusal("bad answer", f"no answer of HTTP ({type(error).__name__})") from error
        return Answer(response.status, response.reason, said, body)


@contextmanager
def _connected(
    machine: Machine, netloc: str, limits: Limits, seconds: float
) -> Iterator[http.client.HTTPConnection]:
    """A connection to the address that was checked, cut when its time is over."""
    until = time.monotonic() + seconds
    sock = _reached(machine, min(limits.connect, seconds))
    late: list[bool] = []

    def cut() -> None:
        late.append(True)
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)  # under TLS, not through it

    timer = threading.Timer(until - time.monotonic(), cut)
    timer.daemon = True
    timer.start()
    connection = http.client.HTTPConnection(netloc)
    try:
        sock.settimeout(seconds)
        if machine.is_secure:
            sock = secured = _secured(sock, machine.host)
            secured.do_handshake()
        connection.sock = sock
        yield connection
        if late:  # what was read ended with the cut
            raise TimeoutError
    except ssl.SSLCertVerificationError as error:
        why = f"its certificate is not right: {error.verify_message}"
        raise Refusal("certificate", why) from error
    except OSError as error:
        if late or isinstance(error, TimeoutError):
            raise Refusal("too slow", f"it took longer than {limits.whole:.0f} s") from error
        raise Refusal("no connection", error.strerror or "the connection broke") from error
    except Refusal as refusal:
        if late and refusal.code != "too large":
            raise Refusal("too slow", f"it took longer than {limits.whole:.0f} s") from None
        raise
    finally:
        timer.cancel()
        connection.close()
        sock.close()


def _reached(machine: Machine, seconds: float) -> socket.socket:
    """A connection to the first of the checked addresses that answers."""
    until = time.monotonic() + seconds
    why = "no answer"
    for ip in machine.ips:
        left = until - time.monotonic()
        if left <= 0:
            break
        try:
            return socket.create_connection((ip, machine.port), left)
        except OSError as error:
            is_late = isinstance(error, TimeoutError)
            why = "no answer" if is_late else error.strerror or "no connection"
    raise Refusal("no connection", f"{machine.host}: {why}")


def _secured(sock: socket.socket, host: str) -> ssl.SSLSocket:
    return _context().wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _body(response: http.client.HTTPResponse, headers: Mapping[str, str], most: int) -> bytes:
    """All of it, unpacked; never more in memory than the limit and a piece."""
    stated = headers.get("content-length", "")
    if stated.isdecimal() and int(stated[:15]) > most:
        size = f"{int(stated[:15]) / 1e6:.1f} MB"
        raise Refusal("too large", f"{size}, the limit is {most / 1e6:.0f} MB")
    packing = headers.get("content-encoding", "").strip().lower()
    unpack = _unpacking(packing)
    body, came = bytearray(), 0
    while piece := response.read(1 << 16):
        came += len(piece)
        if came > most:  # what unpacks to nothing may go on for ever
            raise Refusal("too large", f"above {most / 1e6:.0f} MB")
        try:
            body += unpack(piece, most + 1 - len(body))
        except zlib.error as error:
            raise Refusal("damaged", f"damaged on its way ({packing})") from error
        if len(body) > most:
            raise Refusal("too large", f"above {most / 1e6:.0f} MB")
    if response.length:
        raise Refusal("cut short", f"{came:,} bytes came, {came + response.length:,} were stated")
    if not unpack.is_whole:
        raise Refusal("cut short", f"{came:,} bytes came, and then the connection broke")
    return bytes(body)


def _unpacking(packing: str) -> "_Unpack":
    if packing in ("", "identity"):
        return _Plain()
    if packing in ("gzip", "x-gzip", "deflate"):
        return _Packed(packing)
    raise Refusal("bad answer", f"packed in a way that is not understood: {packing[:20]}")


class _Plain:
    is_whole = True

    def __call__(self, piece: bytes, most: int) -> bytes:
        return piece


class _Packed:
    """zlib's, by its header: gzip, zlib, or bare deflate, which some servers send."""

    def __init__(self, packing: str) -> None:
        self._zlib = zlib.decompressobj(wbits=47 if packing != "deflate" else 15)
        self._is_first, self._may_be_bare = True, packing == "deflate"

    @property
    def is_whole(self) -> bool:
        """Whether its end has come; nothing at all is whole too."""
        return self._zlib.eof or self._is_first

    def __call__(self, piece: bytes, most: int) -> bytes:
        if self._zlib.eof:
            return b""
        try:
            return self._zlib.decompress(piece, most)
        except zlib.error:
            if not (self._is_first and self._may_be_bare):
                raise
            self._zlib = zlib.decompressobj(wbits=-15)
            return self._zlib.decompress(piece, most)
        finally:
            self._is_first = False


_Unpack = _Plain | _Packed
