"""What the terminal sends: pastes are text, and no sequence ends the program."""

import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import AppFocus, Key, MouseDown, MouseEvent, Paste, Resize
from textual.message import Message

from store.library import Library
from support import add_text
from tui.incoming import LATE, LOST, Incoming
from window import Window

START, END = "\x1b[200~", "\x1b[201~"


class Clock:
    """Both clocks of a parser, ours and Textual's."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr("tui.incoming.time.monotonic", lambda: self.now)
        monkeypatch.setattr("textual._parser.get_time", lambda: self.now)

    def wait(self, parser: Incoming, seconds: float) -> list[Message]:
        """Let time go by, looked at ten times a second as the drivers do."""
        came: list[Message] = []
        for _ in range(round(seconds * 10)):
            self.now += 0.1
            came += parser.tick()
        return came


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def fed(*pieces: str) -> list[Message]:
    parser = Incoming()
    return [message for piece in pieces for message in parser.feed(piece)]


def told(messages: list[Message]) -> list[str]:
    """Keys by their name, pastes by their text."""
    return [it.key if isinstance(it, Key) else f"<{it.text}>" for it in messages]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("pasted", "text"),
    [
        ("two\rlines\r\nand\na\ttab", "two\nlines\nand\na\ttab"),
        ("an \x1b escape, \x1b[A, \x1b[21~ and \x1b[20", "an ␛ escape, ␛[A, ␛[21~ and ␛[20"),
        ("a \x9b31m \x07 \x7f \x00.", "a \N{REPLACEMENT CHARACTER}31m ␇ ␡ ."),
        ("don’t\u200e \u00adtouch \U0001f600", "don’t\u200e \u00adtouch \U0001f600"),
        (f"one {START}in{END} another {START}{START}{END}{END}", "one in another "),
        ("\x1b", "␛"),
        ("\x1b[", "␛["),
        ("", ""),
    ],
)
def test_what_is_pasted_is_text_in_its_order(pasted: str, text: str) -> None:
    line = f"a{START}{pasted}{END}b"
    for pieces in ([line], list(line), [line[:11], line[11:]]):
        assert told(fed(*pieces)) == ["a", f"<{text}>", "b"]


@given(st.text(st.sampled_from("\x1b[20~1qa\r\x9b\x00")), st.lists(st.integers(0, 60)))
def test_no_paste_becomes_a_key_however_it_is_cut(pasted: str, cuts: list[int]) -> None:
    pasted = pasted.replace("\x1b[201~", "")  # what a terminal itself takes out
    line = f"{START}{pasted}{END * (1 + pasted.count(START))}"
    edges = [0, *sorted(it for it in cuts if it < len(line)), len(line)]
    pieces = [line[a:b] for a, b in pairwise(edges) if a < b]
    (paste,) = fed(*pieces)
    assert isinstance(paste, Paste)
    assert "\x1b" not in paste.text
    assert paste.text.count("q") == pasted.count("q")


def test_a_paste_that_lost_its_end_is_text_and_then_keys_work(clock: Clock) -> None:
    parser = Incoming()
    assert list(parser.feed(f"{START}half of it\x1b[2")) == []
    assert clock.wait(parser, LOST - 0.1) == []
    assert list(parser.feed("0")) == []  # each byte begins the wait anew
    assert clock.wait(parser, LOST - 0.1) == []
    assert told(clock.wait(parser, 0.3)) == ["<half of it␛[20>"]
    assert told(list(parser.feed(f"{END}q"))) == ["q"]


@pytest.mark.parametrize("cut", range(1, len(START)))
def test_a_start_mark_may_come_in_pieces(clock: Clock, cut: int) -> None:
    parser = Incoming()
    assert list(parser.feed(START[:cut])) == []
    clock.now += 0.15
    came = list(parser.tick())
    # An escape alone is the key, by Textual's own delay; what follows is a paste all the same.
    assert told(came) == (["escape"] if cut == 1 else [])
    assert told(list(parser.feed(f"{START[cut:]}q{END}"))) == ["<q>"]


def test_keys_that_only_begin_like_a_paste_are_keys(clock: Clock) -> None:
    assert told(fed("\x1b[20~\x1b[21~\x1b[A\x1bOP")) == ["f9", "f10", "up", "f1"]
    parser = Incoming()
    assert told(list(parser.feed("\x1b"))) == []
    assert told(clock.wait(parser, 0.2)) == ["escape"]
    assert told(list(parser.feed("[q"))) == ["left_square_bracket", "q"]
    list(parser.feed("\x1b["))
    assert told(clock.wait(parser, LATE + 0.4)) == ["left_square_bracket"]
    assert told(list(parser.feed("q"))) == ["q"]


def test_escape_and_a_key_in_one_packet_are_both_keys() -> None:
    assert told(fed("\x1bge")) == ["escape", "g", "e"]
    assert told(fed("\x1b1\x1bé\x1b\x1bq")) == [
        "escape",
        "1",
        "escape",
        "é",
        "escape",
        "escape",
        "q",
    ]
    assert told(fed("\x1bf\x1bb")) == ["ctrl+right", "ctrl+left"]  # Alt with an arrow, on a Mac


@pytest.mark.parametrize(
    "broken",
    [
        "\x1b[1114113u",
        "\x1b[9999999999u",
        "\x1b[99;5;1114113u",
        "\x1b[48;0;0;0;0t",
        "\x1b[48;99999;99999;1;1t",
        "\x1b[48;30;4097;1;1t",
    ],
)
def test_a_sequence_that_makes_no_sense_is_nothing(broken: str) -> None:
    down, key = fed(f"{broken}\x1b[<0;5;7Mq")
    assert isinstance(down, MouseDown)
    assert (down.x, down.y) == (4, 6)
    assert told([key]) == ["q"]


def test_a_size_without_pixels_leaves_the_mouse_in_cells() -> None:
    size, down = fed("\x1b[48;30;100;0;0t\x1b[<0;5;7M")
    assert isinstance(size, Resize)
    assert size.size == (100, 30)
    assert isinstance(down, MouseEvent)
    assert (down.x, down.y) == (4, 6)


def test_a_size_that_is_not_believed_leaves_the_last_one() -> None:
    size, down = fed("\x1b[48;30;100;600;1000t\x1b[48;0;9999;0;0t\x1b[<0;51;61M")
    assert isinstance(size, Resize)
    assert isinstance(down, MouseEvent)
    assert (down.x, down.y) == (5, 3)


@given(st.lists(st.text(st.sampled_from("\x1b[]O<;:0148592?$tuMmRIy~\x9b\ud7ffa"))))
def test_whatever_comes_the_next_key_is_read(pieces: list[str]) -> None:
    parser = Incoming()
    for piece in pieces:
        list(parser.feed(piece or "x"))
    list(parser.feed(END * (1 + sum(map(len, pieces)))))  # of all pastes that began
    assert told(list(parser.feed("q"))) == ["q"]


def test_the_focus_is_still_told() -> None:
    (focus,) = fed("\x1b[I")
    assert isinstance(focus, AppFocus)


# -- in a terminal -------------------------------------------------------------------------------


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Callable[[], Window]]:
    opened: list[Window] = []

    def start() -> Window:
        with Library.open(tmp_path / "library") as made:
            add_text(made, "A title\n\nAMMAN (Petra) — Some words to write about.")
        opened.append(Window(tmp_path / "library"))
        opened[0].wait_for("A title", "? keys")
        return opened[0]

    yield start
    for it in opened:
        it.done()


def left(window: Window) -> int | None:
    window.type("qq")
    window.ended(time.monotonic())
    return window.code


def test_a_pasted_escape_writes_no_marks(window: Callable[[], Window], tmp_path: Path) -> None:
    it = window()
    it.type("\r")
    it.wait_for("Some words", "entity")
    it.type(f"c{START}a\x1bmqq\x1b[31m red\x1b[0mqq{END} end")
    it.wait_for("Note on “", "a␛mqq␛[31m red␛[0mqq end")
    it.type("\r")
    it.wait_for("noted: a␛mqq")
    it.type(f"{START}mqq")  # on the page, a paste means nothing
    it.pause(1.5)
    assert left(it) == 0
    with Library.open(tmp_path / "library") as library:
        (row,) = library.select()
        (note,) = library.marks_of(library.article(row.id)).notes
    assert not row.starred
    assert note.text == "a␛mqq␛[31m red␛[0mqq end"


def test_sequences_that_no_terminal_sends_do_not_end_it(window: Callable[[], Window]) -> None:
    it = window()
    for sent in ("\x1b[1114113u", "\x1b[9999999999u", "\x1b[48;0;0;0;0t", "\x1b[<0;5;5M",
                 "\x1b[48;99999;99999;1;1t", "\x1b[<0;99999999999;99999999999M",
                 "\x1b[55296;;55296u", "\x1b[99999999999;99999999999R"):  # fmt: skip
        it.type(sent)
        it.pause(0.2)
    it.type("?")
    it.wait_for("type to search")
    it.type("\x1b")
    it.pause(0.5)
    assert left(it) == 0
