"""One request to one machine that was checked; its time and its size are limited."""

import http.client
import socket
import ssl
import threading
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
            body = _body(response, said, limits.size)
        except (http.client.HTTPException, ValueError) as error:
            raise Refusal("bad answer", f"no answer of HTTP ({type(error).__name__})") from error
        return Answer(response.status, response.reason, said, body)


@contextmanager
def _connected(
    machine: Machine, netloc: str, limits: Limits, seconds: float
) -> Iterator[http.client.HTTPConnection]:
    """A connection to the address that was checked, cut when its time is over."""
    late: list[bool] = []
    connection = http.client.HTTPConnection(netloc, timeout=min(limits.connect, seconds))
    try:
        sock = socket.create_connection((machine.ip, machine.port), min(limits.connect, seconds))
    except OSError as error:
        why = "no answer" if isinstance(error, TimeoutError) else error.strerror or "no connection"
        raise Refusal("no connection", f"{machine.host}: {why}") from error

    def cut() -> None:
        late.append(True)
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        sock.settimeout(seconds)
        connection.sock = _secured(sock, machine.host) if machine.is_secure else sock
        yield connection
        if late:  # what was read ended with the cut
            raise Refusal("too slow", f"it took longer than {seconds:.0f} s")
    except ssl.SSLCertVerificationError as error:
        why = f"its certificate is not right: {error.verify_message}"
        raise Refusal("certificate", why) from error
    except OSError as error:
        if late or isinstance(error, TimeoutError):
            raise Refusal("too slow", f"it took longer than {seconds:.0f} s") from error
        raise Refusal("no connection", error.strerror or "the connection broke") from error
    except Refusal:
        if late:
            raise Refusal("too slow", f"it took longer than {seconds:.0f} s") from None
        raise
    finally:
        timer.cancel()
        connection.close()
        sock.close()


def _secured(sock: socket.socket, host: str) -> ssl.SSLSocket:
    return _context().wrap_socket(sock, server_hostname=host)


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
        try:
            body += unpack(piece, most + 1 - len(body))
        except zlib.error as error:
            raise Refusal("damaged", f"damaged on its way ({packing})") from error
        if len(body) > most:
            raise Refusal("too large", f"above {most / 1e6:.0f} MB")
    if stated.isdecimal() and came < int(stated[:15]):
        raise Refusal("cut short", f"{came:,} bytes came, {int(stated[:15]):,} were stated")
    return bytes(body)


def _unpacking(packing: str) -> "_Unpack":
    if packing in ("", "identity"):
        return _Plain()
    if packing in ("gzip", "x-gzip", "deflate"):
        return _Packed(packing)
    raise Refusal("bad answer", f"packed in a way that is not understood: {packing[:20]}")


class _Plain:
    def __call__(self, piece: bytes, most: int) -> bytes:
        return piece


class _Packed:
    """zlib's, by its header: gzip, zlib, or bare deflate, which some servers send."""

    def __init__(self, packing: str) -> None:
        self._zlib = zlib.decompressobj(wbits=47 if packing != "deflate" else 15)
        self._is_first, self._may_be_bare = True, packing == "deflate"

    def __call__(self, piece: bytes, most: int) -> bytes:
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
