"""Fetching at its edges: answers cut short or without end, ways back inward, odd addresses."""

import gzip
import json
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from store.errors import Refusal
from store.fetching import guard, opml, transfer
from store.fetching.arriving import arrived
from store.fetching.fetcher import Fetcher
from store.fetching.memory import Memory
from store.fetching.transfer import Limits
from store.importers import Draft, Refused
from store.library import Library
from support import Run

QUICK = Limits(connect=1, whole=1.5, size=200_000, hops=3, apart=0)
CERTIFICATE = Path(__file__).parent / "data" / "untrusted.pem"
STORY = "A ship came in on Monday with grain for the port of Aqaba, the harbour master said."
Answer = bytes | Iterator[bytes]
Answers = dict[str, Answer | Callable[[], Answer]]


def http(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """An answer, byte by byte as it is sent; its length is said only where it is given."""
    lines = [f"HTTP/1.1 {status}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {said}" for name, said in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("utf-8") + body


def to(location: str) -> bytes:
    return http(status="302 Found", Location=location)


class Web:
    """A server on this machine that sends exactly what it is told to; by TLS where it has a name."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.answers: Answers = {}
        self.asked: list[str] = []
        self._context = context
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.address = f"http{'s' if context else ''}://127.0.0.1:{self.port}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                threading.Thread(target=self._answer, args=(client,), daemon=True).start()

    def _answer(self, client: socket.socket) -> None:
        with suppress(OSError), client:
            if self._context:
                client = self._context.wrap_socket(client, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head:
                piece = client.recv(65536)
                if not piece:
                    return
                head += piece
            path = head.split(b" ")[1].decode()
            self.asked.append(path)
            answer = self.answers.get(path, http(status="404 Not Found"))
            answer = answer() if callable(answer) else answer
            for piece in [answer] if isinstance(answer, bytes) else answer:
                client.sendall(piece)
            client.close()

    def close(self) -> None:
        self._listening.close()


@pytest.fixture
def web() -> Iterator[Web]:
    web = Web()
    yield web
    web.close()


@pytest.fixture
def secure() -> Iterator[Web]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    web = Web(context)
    yield web
    web.close()


@pytest.fixture
def vouched(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The system vouches for the certificate of the tests."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    transfer._context.cache_clear()
    yield
    transfer._context.cache_clear()


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(Memory(None), may_be_private=True, limits=QUICK)


def refused(fetcher: Fetcher, address: str, is_own: bool = True) -> Refusal:
    with pytest.raises(Refusal) as caught:
        fetcher.get(address, is_own=is_own)
    return caught.value


def names(monkeypatch: pytest.MonkeyPatch, hosts: dict[str, list[str]], public: str) -> list[str]:
    """Have hosts resolve to addresses, and one address count as public; returns the look-ups."""
    asked: list[str] = []

    def look(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        found = hosts.get(host, [host])
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in found]

    monkeypatch.setattr(socket, "getaddrinfo", look)
    monkeypatch.setattr(guard, "is_public", lambda ip: ip == public)
    monkeypatch.setattr("store.fetching.fetcher.is_public", guard.is_public, raising=False)
    return asked


# -- certificates ----------------------------------------------------------------------------------


def test_a_good_certificate_is_taken_and_one_of_another_host_is_not(
    secure: Web, vouched: None, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    secure.answers["/"] = http(STORY.encode())
    assert fetcher.get(f"{secure.address}/", is_own=True).body == STORY.encode()
    names(monkeypatch, {"other.example": ["127.0.0.1"]}, "127.0.0.1")
    assert refused(fetcher, f"https://other.example:{secure.port}/").code == "certificate"


def test_tls_where_none_is_spoken_is_one_line(web: Web, fetcher: Fetcher) -> None:
    web.answers["/"] = http(STORY.encode())
    said = refused(fetcher, f"https://127.0.0.1:{web.port}/")
    assert said.code in ("no connection", "too slow")
    assert "\n" not in str(said)


def drops() -> Iterator[bytes]:
    yield http()
    for _ in range(80):
        yield b"x"
        time.sleep(0.1)


@pytest.mark.parametrize("by", ["web", "secure"])
def test_a_drop_at_a_time_is_cut_off_in_time(
    by: str, request: pytest.FixtureRequest, vouched: None, fetcher: Fetcher
) -> None:
    web: Web = request.getfixturevalue(by)
    web.answers["/"] = drops
    began = time.monotonic()
    assert refused(fetcher, f"{web.address}/").code == "too slow"
    assert time.monotonic() - began < 4


def test_a_handshake_that_never_ends_is_cut_off_in_time(fetcher: Fetcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        began = time.monotonic()
        port = listening.getsockname()[1]
        assert refused(fetcher, f"https://127.0.0.1:{port}/").code == "too slow"
        assert time.monotonic() - began < 4


# -- answers that are not whole --------------------------------------------------------------------

PACKED = gzip.compress(bytes(range(256)) * 40)


@pytest.mark.parametrize(
    "answer",
    [
        http(PACKED[: len(PACKED) // 2], Content_Encoding="gzip"),
        http(PACKED[:-1], Content_Encoding="gzip"),
        http(zlib.compress(STORY.encode())[:-6], Content_Encoding="deflate"),
        http(b"half", Content_Length="1000"),
        http(b"a\r\nhalf of", Transfer_Encoding="chunked"),
        http(b"zz\r\n", Transfer_Encoding="chunked"),
        b"HTTP/1.1",
        b"",
    ],
)  # fmt: skip
def test_an_answer_that_breaks_off_is_never_taken_for_whole(
    web: Web, fetcher: Fetcher, answer: bytes
) -> None:
    web.answers["/"] = answer
    assert refused(fetcher, f"{web.address}/").code in ("cut short", "bad answer")


def test_what_unpacks_to_nothing_for_ever_ends_at_the_limit(web: Web) -> None:
    packer = zlib.compressobj(wbits=31)
    begin = packer.compress(b"") + packer.flush(zlib.Z_SYNC_FLUSH)

    def endless() -> Iterator[bytes]:
        yield http(begin, Content_Encoding="gzip")
        while True:
            yield b"\0\0\0\xff\xff" * 4000

    web.answers["/"] = endless
    slow = Fetcher(Memory(None), True, Limits(whole=8, size=200_000, apart=0))
    began = time.monotonic()
    assert refused(slow, f"{web.address}/").code == "too large"
    assert time.monotonic() - began < 4


def test_the_body_of_an_error_or_a_redirect_is_not_read(web: Web, fetcher: Fetcher) -> None:
    web.answers["/gone"] = http(b"x", "410 Gone", Content_Encoding="br")
    web.answers["/large"] = http(b"x", "302 Found", Location="/story", Content_Length="9" * 12)
    web.answers["/story"] = http(STORY.encode())
    assert "410" in str(refused(fetcher, f"{web.address}/gone"))
    assert fetcher.get(f"{web.address}/large", is_own=True).body == STORY.encode()


def test_nothing_new_that_was_not_asked_about_is_said(web: Web, fetcher: Fetcher) -> None:
    web.answers["/"] = http(status="304 Not Modified")
    (it,) = arrived(fetcher, f"{web.address}/")
    assert isinstance(it, Refused)
    assert "304" in it.reason


# -- where a redirect leads ------------------------------------------------------------------------


@pytest.mark.parametrize("location", ["http://[::1", "http://[x]/", "//", "http://", "http://x:y/"])
def test_a_redirect_to_what_is_no_address_is_a_refusal(
    web: Web, fetcher: Fetcher, location: str
) -> None:
    web.answers["/"] = to(location)
    (it,) = arrived(fetcher, f"{web.address}/")
    assert isinstance(it, Refused)


def test_a_redirect_may_be_written_as_servers_write_it(web: Web, fetcher: Fetcher) -> None:
    for n, (written, asked) in enumerate(
        [("/café", "/caf%C3%A9"), ("/a b?c=d e", "/a%20b?c=d%20e"), ("/x%20y#part", "/x%20y")]
    ):
        web.answers[f"/{n}"], web.answers[asked] = to(written), http(STORY.encode())
        assert fetcher.get(f"{web.address}/{n}", is_own=True).body == STORY.encode(), written
        assert web.asked[-1] == asked


def test_the_open_internet_never_leads_inward_even_where_that_may_be_asked(
    web: Web, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    names(
        monkeypatch, {"news.example": ["127.0.0.1"], "inside.example": ["127.0.0.9"]}, "127.0.0.1"
    )
    web.answers["/feed"] = to(f"http://inside.example:{web.port}/secret")
    web.answers["/fine"] = to("/story")
    web.answers["/story"] = http(STORY.encode())
    for is_own in (True, False):
        said = refused(fetcher, f"http://news.example:{web.port}/feed", is_own)
        assert said.code == "private"
        assert "--private" not in str(said)  # which would not help
    assert web.asked == ["/feed", "/feed"]
    assert fetcher.get(f"http://news.example:{web.port}/fine", is_own=False).body


def test_the_address_that_was_checked_is_the_one_that_is_asked(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.answers["/"] = http(STORY.encode())
    asked = names(monkeypatch, {"news.example": ["127.0.0.9", "127.0.0.1"]}, "127.0.0.1")
    fetcher = Fetcher(Memory(None), limits=QUICK)
    assert fetcher.get(f"http://news.example:{web.port}/", is_own=False).body == STORY.encode()
    assert asked.count("news.example") == 1  # a second look-up might be answered otherwise


def test_when_one_address_of_a_host_is_silent_the_next_is_asked(
    web: Web, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.answers["/"] = http(STORY.encode())
    names(monkeypatch, {"news.example": ["127.0.0.9", "127.0.0.1"]}, "127.0.0.1")
    assert fetcher.get(f"http://news.example:{web.port}/", is_own=True).body == STORY.encode()


@pytest.mark.parametrize("ip", ["fec0::1", "::127.0.0.1", "64:ff9b:1::7f00:1", "240.0.0.1", "192.0.2.1"])  # fmt: skip
def test_odd_addresses_are_not_public(ip: str) -> None:
    assert not guard.is_public(ip)


# -- what came -------------------------------------------------------------------------------------


def test_the_encoding_in_the_header_is_believed(web: Web, fetcher: Fetcher) -> None:
    story = "وصلت سفينة إلى ميناء العقبة يوم الاثنين محملة بالحبوب. " * 3
    page = f"<html><head><title>ميناء</title></head><body><article><p>{story}</p></article></body></html>"
    web.answers["/p"] = http(page.replace("ي", "ى").encode("cp1256"), Content_Type="text/html; charset=windows-1256")  # fmt: skip
    web.answers["/t"] = http("Кораб прийшов у порт.".encode("koi8-u"), Content_Type='text/plain; charset="KOI8-U"')  # fmt: skip
    web.answers["/u"] = http(STORY.encode(), Content_Type="text/plain; charset=no-such")
    web.answers["/b"] = http(STORY.encode(), Content_Type="text/plain; charset=base64")
    (it,) = arrived(fetcher, f"{web.address}/p")
    assert isinstance(it, Draft)
    assert it.stated["title"] == "مىناء"
    assert "سفىنة" in it.text
    (it,) = arrived(fetcher, f"{web.address}/t")
    assert isinstance(it, Draft)
    assert it.text == "Кораб прийшов у порт."
    for odd in "ub":
        (it,) = arrived(fetcher, f"{web.address}/{odd}")
        assert isinstance(it, Draft)
        assert it.text == STORY


def test_links_of_a_feed_are_whole_addresses(web: Web, fetcher: Fetcher) -> None:
    rss = f"<rss version='2.0'><channel><title>P</title><item><title>S</title><link>/2020/ship</link><description>{STORY}</description></item></channel></rss>"
    web.answers["/news/feed"] = http(rss.encode(), Content_Type="application/rss+xml")
    (it,) = arrived(fetcher, f"{web.address}/news/feed")
    assert isinstance(it, Draft)
    assert it.stated["source_url"] == f"{web.address}/2020/ship"


def test_the_type_that_is_stated_tells_how_to_read(web: Web, fetcher: Fetcher) -> None:
    mail = f"Subject: A ship came in\n\n{STORY}\n"  # too little to look like a mail
    web.answers["/a.txt"] = http(mail.encode(), Content_Type="message/rfc822")
    (it,) = arrived(fetcher, f"{web.address}/a.txt")
    assert isinstance(it, Draft)
    assert it.stated["title"] == "A ship came in"


@pytest.mark.parametrize("etag", ["\r\nX: y", "ключ", "\0", "\udc80", 'W/"ok"'])
def test_what_a_memory_holds_never_harms_a_request(web: Web, tmp_path: Path, etag: str) -> None:
    web.answers["/f"] = http(b"<rss version='2.0'><channel/></rss>", Content_Type="text/xml")
    address = f"{web.address}/f"
    (tmp_path / "fetched.json").write_text(json.dumps({address: {"etag": etag}}))
    fetcher = Fetcher(Memory(tmp_path), True, QUICK)
    assert fetcher.get(address, is_own=True, conditional=True).body


# -- the command line ------------------------------------------------------------------------------


def test_an_address_that_fails_never_stops_the_others(web: Web, run: Run, tmp_path: Path) -> None:
    web.answers["/odd"], web.answers["/cut"] = to("http://[::1"), b"HTTP/1.1 200 OK\r\nX"
    web.answers["/story"] = http(STORY.encode(), Content_Type="text/plain")
    all_of_them = [f"{web.address}/{it}" for it in ("odd", "cut", "none", "story")]
    code, out, err = run(
        "fetch", "--private", "--json", "--report", str(tmp_path / "r"), "nonsense", *all_of_them
    )
    assert code == 1
    assert "Traceback" not in err
    results = [json.loads(line)["result"] for line in (tmp_path / "r").read_text().splitlines()]
    assert results == ["refused"] * 4 + ["added"]
    assert len(out.splitlines()) == 5


def test_an_address_in_a_list_that_is_none_never_stops_the_others(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "subs.opml"
    odd = "".join(
        f'<outline xmlUrl="{it}"/>' for it in ("feed://x/", "https://a.example/f", "x" * 3000)
    )
    path.write_text(f"<opml><body>{odd}</body></opml>")
    assert "1 new" in run("add", "--dry-run", str(path))[2]
    assert run("list")[0] == 2  # no library was made
    code, _, err = run("add", str(path))
    assert code == 1
    assert "1 added, 2 refused" in err
    assert run("feeds")[1].split() == ["https://a.example/f"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_definitions_in_a_list_are_refused_in_any_encoding(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "b">]><opml><body><outline xmlUrl="https://x/&a;"/></body></opml>'
    with pytest.raises(Refusal, match="definitions"):
        opml.read(text.encode(encoding))
    assert opml.read(b'<opml><!-- <!DOCTYPE --><body><outline xmlUrl="https://x/"/></body></opml>')


def test_a_list_that_is_too_large_or_no_file_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder.opml").mkdir()
    with (tmp_path / "large.opml").open("wb") as file:
        file.truncate(11_000_000)
    for name, why in (
        ("folder", "not a plain file"),
        ("large", "the limit is"),
        ("none", "No such"),
    ):
        code, _, err = run("add", str(tmp_path / f"{name}.opml"))
        assert (code, why in err) == (1, True), err


def test_what_came_is_kept_before_the_next_is_asked(web: Web, run: Run, tmp_path: Path) -> None:
    web.answers["/one"] = http(STORY.encode(), Content_Type="text/plain")
    kept: list[int] = []

    def two() -> bytes:
        with Library.open(tmp_path / "library") as library:
            kept.append(len(library.select("")))
        return http(b"Another story, of a ship that came in empty.", Content_Type="text/plain")

    web.answers["/two"] = two
    assert run("fetch", "--private", f"{web.address}/one", f"{web.address}/two")[0] == 0
    assert kept == [1]
