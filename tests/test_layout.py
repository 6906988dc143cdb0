"""The way from an offset to a cell and back, for any text at any width."""

import re

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from store.article import Block
from store.dispatch import parse
from store.visible import visible
from tui.layout import Layout, columns

TEXTS = st.text(
    st.sampled_from("ab .,-\n\t\r")
    | st.characters(exclude_categories=())
    | st.sampled_from("漢é́👩‍🚀ا"),
    max_size=120,
)
WIDTHS = st.integers(2, 40)


def laid_out(text: str, width: int) -> Layout:
    return Layout(text, parse(text).blocks, width)


@given(TEXTS, WIDTHS)
@example("a" * 100, 7)
@example("漢" * 30, 3)
@example("word  word\r\n\r\nword", 5)
def test_every_shown_cell_goes_to_its_offset_and_back(text: str, width: int) -> None:
    layout = laid_out(text, width)
    for row in range(len(layout)):
        for cell in layout.cells(row):
            if cell.width:
                assert layout.offset(row, cell.x) == cell.start
                assert layout.place(cell.start) == (row, cell.x)


@given(TEXTS, WIDTHS)
def test_nothing_of_the_text_is_lost_or_shown_twice(text: str, width: int) -> None:
    layout = laid_out(text, width)
    shown = "".join(cell.shown for row in range(len(layout)) for cell in layout.cells(row))
    blocks = "".join(text[block.start : block.end] for block in parse(text).blocks)
    assert shown.replace(" ", "") == visible(re.sub(r"[ \t\r\n]", "", blocks))


@given(TEXTS, WIDTHS)
@example("漢", 2)
def test_no_row_is_wider_than_the_column(text: str, width: int) -> None:
    layout = laid_out(text, width)
    for row in range(len(layout)):
        cells = layout.cells(row)
        assert sum(cell.width for cell in cells) <= width
        assert [cell.x for cell in cells] == [
            sum(c.width for c in cells[:n]) for n in range(len(cells))
        ]
        assert cell_len("".join(cell.shown for cell in cells)) <= width


@given(TEXTS, WIDTHS, st.data())
def test_the_cells_of_a_span_show_its_words(text: str, width: int, data: st.DataObject) -> None:
    layout = laid_out(text, width)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = ""
    for row in range(len(layout)):
        cells = layout.cells(row)
        first, last = columns(cells, start, end)
        for cell in cells[first:last]:
            assert cell.start < end
            assert start < cell.end
            shown += cell.shown
    if all(ord(character) < 0x300 for character in text):  # one grapheme is one character
        parts = (text[max(b.start, start) : min(b.end, end)] for b in parse(text).blocks)
        assert shown.replace(" ", "") == visible(re.sub(r"[ \t\r\n]", "", "".join(parts)))


@given(st.text("ab ", max_size=200).filter(str.strip), WIDTHS)
def test_the_quick_way_and_the_careful_way_break_alike(text: str, width: int) -> None:
    text = " ".join(text.split())
    quick, careful = Layout(text, [], width), Layout(text, [], width)
    quick._wrap_plain(0, len(text))
    careful._wrap_words(0, len(text))
    assert (quick.starts, quick.ends) == (careful.starts, careful.ends)


def test_a_dateline_runs_into_the_paragraph_after_it() -> None:
    text = "AMMAN (Petra) — One text.\n\nAnother."
    blocks = (Block(0, 15, "dateline"), Block(16, 25, "body"), Block(27, 35, "body"))
    layout = Layout(text, blocks, 60)
    assert [text[a:b] for a, b in zip(layout.starts, layout.ends, strict=True)] == [
        "AMMAN (Petra) — One text.",
        "",
        "Another.",
    ]


def test_a_megabyte_in_one_line_is_laid_out_in_proportion() -> None:
    from time import process_time

    def cost(size: int) -> float:
        text = "word " * (size // 5)
        best = []
        for _ in range(3):
            start = process_time()
            Layout(text, [Block(0, len(text) - 1, "body")], 74)
            best.append(process_time() - start)
        return min(best)

    assert cost(1_000_000) < 20 * cost(100_000) + 0.01
