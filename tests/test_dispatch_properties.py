"""What holds for `parse` whatever the text is."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from store.dispatch import parse

KINDS = {"head", "title", "byline", "dateline", "standfirst", "body", "caption", "furniture"}

# Pieces of dispatches in any order reach more of the parser than letters do.
PIECES = [
    "OSLO", "Oslo", "Troms County", "Va.", "the port", "Ada Berg", "By ", "By . ", " . ", ", ", " ",
    "  ", "(Norlys)", "/NRL/. ", "(CNN)", "(", ")", "[Iraq]", " - ", " – ", "--", ": ", ".- ", ".",
    "July 26", "26 ene", "2022", "2022-07-26", "2019/13/45", "٢٠١٩", "07:55", "3:21 PM EET",
    "date ", "Published: ", "Updated ", "|", "(Post | Ports)- ", "Source: Norlys", "Share\n",
    "https://news.example/2022/07/26/a-bridge", "http://[", "Enditem", "-0-", "[+472 chars]",
    "(Reporting by Ada Berg)", "In this file picture, ", "FILE PHOTO: ", "said so.The port",
    '."', ".”“", "U.S.", "word " * 20, "x" * 70, "\n", "\n\n", "\r\n", "\r", "\t", "\xa0", "\u2028",
    "\x1c", "\x85", "\x00", "\ufeff", "\ud800", "é", "ß", "الجسر", "ʼ", "…", "!",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join) | st.text(
    st.characters(exclude_categories=()), max_size=200
)


@given(TEXTS)
@example("\ufeff")
@example("https://news.example/a-b-c")
@example("OSLO (NRL) -")
def test_blocks_are_in_order_and_leave_out_only_white_space(text: str) -> None:
    blocks = parse(text).blocks
    assert {block.kind for block in blocks} <= KINDS
    assert all(block.start < block.end for block in blocks)
    assert all(one.end <= other.start for one, other in pairwise(blocks))
    covered = "".join(text[block.start : block.end] for block in blocks)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(text[b.start : b.end] == text[b.start : b.end].strip() for b in blocks)


@given(TEXTS)
def test_a_field_with_a_span_is_the_text_of_its_span(text: str) -> None:
    head = parse(text).head
    for name, (start, end) in head.spans.items():
        assert 0 <= start < end
        assert getattr(head, name) == text[start:end] == text[start:end].strip()


@given(TEXTS)
def test_a_title_is_one_short_line(text: str) -> None:
    head = parse(text).head
    assert head.title_derived == ("title" not in head.spans)
    assert 0 < len(head.title) <= 130
    assert len(head.title.splitlines()) == 1


@given(TEXTS)
def test_dates_are_dates(text: str) -> None:
    head = parse(text).head
    for value in (head.published, head.updated):
        assert value is None or (value[:4].isascii() and "1000" <= value[:4] <= "2999")
    assert (head.published is None) == (head.published_from is None)
    assert head.published_partial is None or head.published_partial.startswith("--")
    assert head.published is None or head.published_partial is None


@given(TEXTS, TEXTS)
def test_what_follows_blank_lines_changes_no_dateline(text: str, more: str) -> None:
    """The dateline is found from the top: a story that goes on does not undo it."""
    opening = "OSLO, July 26 (Norlys) -- The port is open for all the boats of the town.\n\n"
    dateline = parse(opening + text + more).blocks[0]
    assert (dateline.start, dateline.end, dateline.kind) == (0, 25, "dateline")
