"""Saved pages: the story without its frame, what the page states, and pages that mean harm."""

import time
from collections.abc import Iterator

import pytest

from store.errors import Refusal
from store.importers import Draft, Refused, page, read_bytes

STORY = [
    "A ship came in on Monday with grain for the port of Aqaba, the harbour master said, and it left "
    "again on Tuesday with phosphate for a buyer in the east.",
    "“It was late,” said the harbour master, who has seen many of them come and go in thirty years.",
    "Two more are expected by the end of the week, one of them with timber from Kotka.",
]
HEAD = (
    '<meta charset="utf-8"><title>Ship comes in - Port News</title>'
    '<meta property="og:title" content="Ship comes in &amp; leaves">'
    '<meta property="og:site_name" content="Port News">'
    '<meta property="article:published_time" content="2020-02-03T10:05:00+03:00">'
    '<meta name="author" content="Layla Haddad">'
    '<link rel="canonical" href="https://port.example/2020/02/03/ship">'
)


def html(head: str = HEAD, story: list[str] = STORY) -> bytes:
    paragraphs = "".join(f"<p>{it}</p>" for it in story)
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head>{head}</head><body><nav><a href="/">Home</a> '
        f'<a href="/w">World</a></nav><article><h1>Ship comes in</h1>{paragraphs}</article>'
        "<footer>© 2020 Port News. All rights reserved.</footer></body></html>"
    ).encode()


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    """Each test has a process of its own."""
    page._extractor().end()
    yield
    page._extractor().end()


def test_a_page_gives_its_story_and_what_it_states() -> None:
    (it,) = read_bytes(html(), "a.html")
    assert isinstance(it, Draft)
    assert [part for part in it.text.split("\n\n") if part in STORY] == STORY
    assert "Home" not in it.text
    assert "rights reserved" not in it.text
    assert it.stated == {
        "title": "Ship comes in & leaves", "outlet": "Port News", "byline": "Layla Haddad",
        "language": "en", "source_url": "https://port.example/2020/02/03/ship",
        "published": "2020-02-03T10:05", "published_tz": "+03:00", "published_from": "meta",
    }  # fmt: skip
    assert it.key == "page:https://port.example/2020/02/03/ship"


def test_without_og_the_title_is_the_pages_and_no_date_is_made_up() -> None:
    it = page.page(html("<title>Ship  comes\nin</title>"), "a.html", "https://x.example/a")
    assert it.stated["title"] == "Ship comes in"
    assert "published" not in it.stated  # the © says a year only
    assert it.stated["source_url"] == "https://x.example/a"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "iso-8859-15"])
def test_the_encoding_that_a_page_states_is_believed(encoding: str) -> None:
    raw = html(f'<meta charset="{encoding}"><title>Schiff läuft ein</title>').decode()
    it = page.page(raw.replace("“", "‹").encode(encoding, "replace"), "a.html")
    assert it.stated["title"] == "Schiff läuft ein"


@pytest.mark.parametrize(
    "raw",
    [
        b"<html>" + b"<div>" * 60_000 + b"text",
        b"<html><p " + b"x" * 9_000_000 + b"></p>",
        b"<html><a " * 100_000,
        b"<html>" + b"".join(b"<b n%d><i n%d>" % (n, n) for n in range(30_000)),
        b"<html></html>",
        b"<html>" + b"\xff\xfe\0" * 1000,
        b"<!doctype html>" + b"&#x110000;" * 10_000,
    ],
    ids=["deep", "attribute", "open", "crossed", "empty", "bytes", "characters"],
)
def test_a_page_that_means_harm_is_refused_in_time_and_the_next_is_taken(raw: bytes) -> None:
    began = time.monotonic()
    for it in read_bytes(raw, "a.html", "a.html"):
        assert isinstance(it, Refused) or len(it.text) < 10_000
    assert time.monotonic() - began < 20
    assert page.page(html(), "b.html").text


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("import time; time.sleep(60)", "too slow"),
        ("import sys; sys.exit(3)", "damaged"),
        ("import sys; sys.stdin.buffer.read(8); x = [0] * 10**12", "damaged"),
        ("import os; os.kill(os.getpid(), 9)", "damaged"),
    ],
)
def test_a_process_that_hangs_or_dies_is_replaced(
    monkeypatch: pytest.MonkeyPatch, code: str, why: str
) -> None:
    monkeypatch.setattr(page, "SECONDS", 0.2)
    monkeypatch.setattr(page, "_STARTS", 0.2)
    with monkeypatch.context() as patched:
        patched.setattr(page, "_CODE", code)
        with pytest.raises(Refusal) as refusal:
            page.page(html(), "a.html")
        assert refusal.value.code == why
    monkeypatch.setattr(page, "_STARTS", 30)
    assert page.page(html(), "a.html").text


def test_memory_above_the_limit_ends_the_process_not_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(page, "MEGABYTES", 30)  # less than the interpreter and its parser take
    with pytest.raises(Refusal):
        page.page(html(), "a.html")


def test_without_the_extra_the_install_line_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "find_spec", lambda _: None)
    (it,) = read_bytes(html(), "a.html")
    assert isinstance(it, Refused)
    assert "pip install 'dateline[html]'" in it.reason
