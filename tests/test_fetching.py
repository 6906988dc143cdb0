"""Fetching, from a real server on this machine: what it gives, and what it may do to us."""

import gzip
import json
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import feeds as following
from store.errors import BadRequest, Refusal
from store.feeds import Feed, feeds
from store.fetching import opml
from store.fetching.arriving import arrived
from store.fetching.fetcher import Fetcher
from store.fetching.guard import is_public, split
from store.fetching.memory import Memory
from store.fetching.transfer import Limits
from store.importers import Draft, Refused
from store.library import Library
from support import Run

QUICK = Limits(connect=1, whole=1.5, size=200_000, hops=3, apart=0)
STORY = "A ship came in on Monday with grain for the port of Aqaba, the harbour master said."
RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Port News</title>
<item><title>Ship</title><guid>g1</guid><link>https://port.example/1</link><description>{STORY}</description></item>
<item><title>Headline alone</title><guid>g2</guid><link>LINK</link></item></channel></rss>"""
PAGE = f"<!doctype html><html><head><title>A page</title></head><body><article><p>{STORY}</p><p>{STORY} Again.</p></article></body></html>"


class Handler(BaseHTTPRequestHandler):
    """Answers by path; what was asked is kept."""

    asked: list[tuple[str, dict[str, str]]]
    port: int

    def log_message(self, *_: object) -> None:
        pass

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        type(self).asked.append((self.path, dict(self.headers.items())))
        path, _, rest = self.path.partition("?")
        answer = getattr(self, "do_" + path.strip("/").replace("-", "_"), None)
        if answer is None:
            self.send(404, b"<html>nothing here</html>", Content_Type="text/html")
        else:
            answer(rest)

    def do_feed(self, _: str) -> None:
        if self.headers.get("If-None-Match") == '"v1"':
            self.send(304)
            return
        body = RSS.replace("LINK", f"http://127.0.0.1:{self.port}/page").encode()
        self.send(200, body, Content_Type="application/rss+xml", ETag='"v1"')

    def do_page(self, _: str) -> None:
        self.send(200, PAGE.encode(), Content_Type="text/html; charset=utf-8")

    def do_text(self, _: str) -> None:
        self.send(200, f"Füße. {STORY}".encode(), Content_Type="text/plain; charset=utf-8")

    def do_to(self, rest: str) -> None:
        self.send(302, Location=rest)

    def do_round(self, _: str) -> None:
        self.send(301, Location="/round")

    def do_slow(self, _: str) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(60):  # a drop at a time: no single wait is long
            try:
                self.wfile.write(b"x")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    def do_silent(self, _: str) -> None:
        time.sleep(4)

    def do_huge(self, _: str) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(1000):
                self.wfile.write(b"x" * 10_000)
        except OSError:
            pass

    def do_stated(self, _: str) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "99999999999")
        self.end_headers()

    def do_bomb(self, _: str) -> None:
        self.send(200, gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")

    def do_gzip(self, _: str) -> None:
        self.send(
            200, gzip.compress(STORY.encode()), Content_Encoding="gzip", Content_Type="text/plain"
        )

    def do_deflate(self, _: str) -> None:
        packed = zlib.compress(STORY.encode())[2:-4]  # bare, as some servers send it
        self.send(200, packed, Content_Encoding="deflate", Content_Type="text/plain")

    def do_broken(self, _: str) -> None:
        self.send(200, b"\x1f\x8b\x08nothing", Content_Encoding="gzip")

    def do_cut(self, _: str) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"half")

    def do_image(self, _: str) -> None:
        self.send(200, b"\x89PNG\r\n\x1a\n\0\0", Content_Type="image/png")

    def do_busy(self, _: str) -> None:
        self.send(503, Retry_After="120")

    def do_garbage(self, _: str) -> None:
        self.wfile.write(b"\0\1\2 this is no HTTP\r\n" * 3)

    def do_headers(self, _: str) -> None:
        self.send_response(200)
        for n in range(500):
            self.send_header(f"X-{n}", "y")
        self.end_headers()


@pytest.fixture
def server() -> Iterator[tuple[str, type[Handler]]]:
    """The address of a server, and what it was asked."""
    handler = type("Asked", (Handler,), {"asked": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        running.daemon_threads = True
        handler.port = running.server_port
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}", handler
        running.shutdown()


@pytest.fixture
def fetcher(tmp_path: Path) -> Fetcher:
    (tmp_path / "cache").mkdir()
    return Fetcher(Memory(tmp_path / "cache"), may_be_private=True, limits=QUICK)


def refusal(fetcher: Fetcher, address: str, is_own: bool = True) -> str:
    with pytest.raises(Refusal) as caught:
        fetcher.get(address, is_own=is_own)
    assert "\n" not in str(caught.value)
    return caught.value.code


# -- what comes ------------------------------------------------------------------------------------


def test_a_feed_a_page_and_a_text_become_articles(
    server: tuple[str, type[Handler]], fetcher: Fetcher
) -> None:
    address, _ = server
    first, second = arrived(fetcher, f"{address}/feed")
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert (first.text, first.stated["outlet"], second.text) == (
        STORY,
        "Port News",
        "Headline alone",
    )
    (page,) = arrived(fetcher, f"{address}/page")
    assert isinstance(page, Draft)
    assert page.text.startswith(STORY)
    assert page.stated["source_url"] == f"{address}/page"
    (text,) = arrived(fetcher, f"{address}/text")
    assert isinstance(text, Draft)
    assert text.text.startswith("Füße")
    assert text.stated["source_url"] == f"{address}/text"
    for packed in ("gzip", "deflate"):
        (it,) = arrived(fetcher, f"{address}/{packed}")
        assert isinstance(it, Draft)
        assert it.text == STORY


def test_a_feed_is_asked_for_news_only_once_its_articles_are_kept(
    server: tuple[str, type[Handler]], tmp_path: Path
) -> None:
    address, handler = server
    (tmp_path / "cache").mkdir()
    memory = Memory(tmp_path / "cache")
    for kept in (False, True):
        fetcher = Fetcher(memory, True, QUICK)
        assert len(list(arrived(fetcher, f"{address}/feed", wants_feed=True))) == 2, kept
        if kept:
            memory.keep(f"{address}/feed")
    again = Fetcher(Memory(tmp_path / "cache"), True, QUICK)
    assert list(arrived(again, f"{address}/feed", wants_feed=True)) == []
    assert [headers.get("If-None-Match") for _, headers in handler.asked] == [None, None, '"v1"']


@pytest.mark.parametrize("damage", [b"", b"[1]", b'{"x": 3}', b"\xff", b"[" * 100_000])
def test_a_memory_that_is_damaged_costs_a_full_answer(damage: bytes, tmp_path: Path) -> None:
    (tmp_path / "fetched.json").write_bytes(damage)
    assert Memory(tmp_path).asking("http://x/") == {}


def test_the_page_of_a_bare_headline_is_fetched_when_asked_and_public(
    server: tuple[str, type[Handler]], fetcher: Fetcher
) -> None:
    address, handler = server
    _, bare = arrived(fetcher, f"{address}/feed", full=True)
    assert isinstance(bare, Draft)
    assert bare.text == "Headline alone"  # its page is on a private address
    assert any("private network" in it for it in bare.warnings)
    assert [path for path, _ in handler.asked] == ["/feed"]


def test_redirects_are_followed_and_each_is_checked(
    server: tuple[str, type[Handler]], fetcher: Fetcher
) -> None:
    address, _ = server
    assert fetcher.get(f"{address}/to?/to?/text", is_own=True).address == f"{address}/text"
    assert refusal(fetcher, f"{address}/round") == "redirects"
    assert refusal(fetcher, f"{address}/to?file:///etc/passwd") == "bad address"
    assert refusal(fetcher, f"{address}/to?http://user:pw@x.example/") == "bad address"
    assert refusal(fetcher, f"{address}/to?") == "bad answer"


# -- what may not be asked -------------------------------------------------------------------------


def test_an_address_out_of_a_feed_never_reaches_inward(
    server: tuple[str, type[Handler]], fetcher: Fetcher
) -> None:
    address, handler = server
    port = address.rpartition(":")[2]
    for inward in (
        address, f"http://localhost:{port}/text", f"http://[::1]:{port}/", f"http://2130706433:{port}/",
        f"http://0x7f.1:{port}/", f"http://[::ffff:127.0.0.1]:{port}/", "http://169.254.169.254/latest",
        "http://10.0.0.1/", "http://0.0.0.0/", "http://[fe80::1]/",
    ):  # fmt: skip
        assert refusal(fetcher, inward, is_own=False) in ("private", "no host"), inward
    assert handler.asked == []


def test_the_readers_own_address_needs_a_word_to_reach_inward(
    server: tuple[str, type[Handler]],
) -> None:
    address, handler = server
    assert refusal(Fetcher(Memory(None), limits=QUICK), f"{address}/text") == "private"
    assert handler.asked == []


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("127.0.0.1", False), ("10.1.2.3", False),
        ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.1.1", False), ("100.64.0.1", False),
        ("224.0.0.1", False), ("0.0.0.0", False), ("255.255.255.255", False), ("::1", False),
        ("fe80::1%eth0", False), ("fc00::1", False), ("::ffff:10.0.0.1", False), ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False), ("ff02::1", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(ip: str, public: bool) -> None:
    assert is_public(ip) == public


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://x/", "http://", "http:///x", "https://a:b@x.example/", "http://x:99999/",
     "http://x/\r\nHost: y", "javascript:1", "", "http://[::1/", "http://a b/", "http://" + "a" * 70 + ".example/"],
)  # fmt: skip
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Refusal):
        split(address)


@given(st.text())
def test_whatever_is_given_as_address_nothing_but_a_refusal_is_raised(address: str) -> None:
    with suppress(Refusal):
        assert split(address).scheme in ("http", "https")


# -- what a server may do --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("slow", "too slow"), ("silent", "too slow"), ("huge", "too large"), ("stated", "too large"),
        ("bomb", "too large"), ("broken", "damaged"), ("cut", "cut short"), ("nothing", "http"),
        ("busy", "http"), ("garbage", "bad answer"), ("headers", "bad answer"),
    ],
)  # fmt: skip
def test_a_server_that_means_harm_is_left_in_time(
    server: tuple[str, type[Handler]], fetcher: Fetcher, path: str, code: str
) -> None:
    address, _ = server
    began = time.monotonic()
    assert refusal(fetcher, f"{address}/{path}") == code
    assert time.monotonic() - began < 6


def test_a_wrong_type_and_a_page_for_a_feed_are_said(
    server: tuple[str, type[Handler]], fetcher: Fetcher
) -> None:
    address, _ = server
    (image,) = arrived(fetcher, f"{address}/image")
    (page,) = arrived(fetcher, f"{address}/page", wants_feed=True)
    assert [it.code for it in (image, page) if isinstance(it, Refused)] == ["wrong type", "no feed"]


def test_nobody_listens(fetcher: Fetcher) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert refusal(fetcher, f"http://127.0.0.1:{taken.getsockname()[1]}/") == "no connection"
    assert refusal(fetcher, "http://no-such-host.invalid/") == "no host"


def test_a_certificate_that_nobody_vouches_for_is_refused(fetcher: Fetcher) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).parent / "data" / "untrusted.pem")
    handler = type("Asked", (Handler,), {"asked": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        running.socket = context.wrap_socket(running.socket, server_side=True)
        threading.Thread(target=running.serve_forever, daemon=True).start()
        assert refusal(fetcher, f"https://localhost:{running.server_port}/text") == "certificate"
        running.shutdown()
    assert handler.asked == []


def test_a_host_is_asked_once_a_second(server: tuple[str, type[Handler]]) -> None:
    address, _ = server
    fetcher = Fetcher(Memory(None), True, Limits(apart=0.3))
    began = time.monotonic()
    for _ in range(3):
        fetcher.get(f"{address}/text", is_own=True)
    assert time.monotonic() - began >= 0.6


# -- the command line ------------------------------------------------------------------------------


def test_feeds_are_followed_fetched_and_asked_for_news(
    server: tuple[str, type[Handler]], run: Run, tmp_path: Path
) -> None:
    address, _ = server
    assert "no feed is followed" in run("fetch")[2]
    assert not (tmp_path / "library").exists()
    assert run("feeds", f"{address}/feed")[0] == 0
    code, out, _ = run("fetch", "--private", "--json")
    assert [json.loads(line)["result"] for line in out.splitlines()] == ["added", "added"]
    assert code == 0
    code, out, err = run("fetch", "--private", "--json")
    assert (code, out) == (0, "")
    assert "nothing new, 1 unchanged" in err
    code, _, err = run("fetch", f"{address}/feed")
    assert code == 1
    assert "--private asks it all the same" in err
    assert "with --fetch only" in run("add", f"{address}/text")[2]
    assert run("add", "--fetch", "--private", f"{address}/text")[0] == 0
    assert run("list")[1].count("\n") == 3
    run("feeds", "--remove", f"{address}/feed")
    assert run("feeds")[1] == ""
    run("undo")
    assert run("feeds")[1].startswith(address)


def test_lists_of_feeds_come_in_and_go_out(run: Run, tmp_path: Path) -> None:
    wanted = [Feed("https://a.example/f?x=1&y=2", "A & B"), Feed("https://b.example/", "")]
    (tmp_path / "in.opml").write_text("".join(opml.write(wanted)))
    code, _, err = run("add", str(tmp_path / "in.opml"))
    assert (code, "2 added" in err) == (0, True)
    assert "2 already there" in run("add", str(tmp_path / "in.opml"))[2]
    run("feeds", "--opml", str(tmp_path / "out.opml"))
    out = opml.read((tmp_path / "out.opml").read_bytes())
    assert {feed.url for feed in out} == {feed.url for feed in wanted}
    assert "A & B" in {feed.title for feed in out}


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<opml>",
        b"<rss/>",
        b'<!DOCTYPE x [<!ENTITY a "b">]><opml>&a;</opml>',
        b"<a>" * 100_000,
    ],
)
def test_a_list_that_is_none_is_refused(raw: bytes) -> None:
    with pytest.raises(Refusal):
        opml.read(raw)


def test_following_is_undone(library: Library) -> None:
    library.apply(following.follow([Feed("https://a.example/", "A")]))
    assert feeds(library.marks.storage.read()) == [Feed("https://a.example/", "A")]
    library.undo()
    assert feeds(library.marks.storage.read()) == []
    with pytest.raises(BadRequest):
        following.follow([Feed("file:///etc/passwd")])
