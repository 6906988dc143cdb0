"""An article in the list: one line, or two where there is little room. Pure."""

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size

from store.row import Row
from store.visible import one_line, one_line_kept

Pieces = list[tuple[str, str]]
"""(text, name of a look), left to right."""


def pieces(row: Row, line: int | None, width: int, picked: bool = False) -> Pieces:
    """What a line shows.

    Args:
        row: the article.
        line: 0 for the title, 1 for the facts; None for both in one.
        width: cells.
        picked: whether the article is selected, with others, for the next verb.
    """
    shown = _facts_line(row, width) if line else (
        _in_one_line(row, width) if line is None else _title_line(row, width)
    )  # fmt: skip
    return [("✓ ", "key"), *shown[1:]] if picked and not line else shown


def snippet_line(found: Iterable[tuple[str, bool]], width: int) -> Pieces:
    """The words around what was found, each piece with whether it is a hit; `width` cells."""
    pieces: Pieces = [("    ", "quiet")]
    room = width - 4
    for text, is_hit in found:
        shown = _cut(one_line_kept(" ".join(text.splitlines())), room)
        pieces.append((shown, "hit" if is_hit else "quiet"))
        room -= cell_len(shown)
        if room <= 0:
            break
    return pieces


def _title_line(row: Row, width: int) -> Pieces:
    notes = _versions(row) + _marks(row)
    title = _fit(one_line(row.title), width - 2 - len(notes))
    return [*_title(row, title), (notes, "count")]


def _facts_line(row: Row, width: int) -> Pieces:
    tags = _tags(row)
    facts = "  ".join(filter(None, (_date(row), one_line(row.place), one_line(row.outlet))))
    facts = _fit("  " + facts, max(14, width - min(cell_len(tags), width // 2)))
    return [(facts, "quiet"), (_cut(tags, max(0, width - cell_len(facts))), "tag")]


def _in_one_line(row: Row, width: int) -> Pieces:
    place, outlet = max(10, width // 9), max(14, width // 7)
    tags = _cut(_tags(row), width // 5)
    notes = (_versions(row) + _marks(row)).rjust(6)
    title = width - 2 - 12 - place - outlet - cell_len(tags) - len(notes)
    return [
        *_title(row, "")[:1],
        (_date(row).ljust(12), "quiet"),
        (_fit(one_line(row.place), place - 1) + " ", "quiet"),
        (_fit(one_line(row.outlet), outlet - 1) + " ", "quiet"),
        _title(row, _fit(one_line(row.title), title))[1],
        (tags, "tag"),
        (notes, "count"),
    ]


def _title(row: Row, title: str) -> Pieces:
    return [("  ", "read"), (title, "read")] if row.read else [("● ", "unread"), (title, "unread")]


def _date(row: Row) -> str:
    """The day; dots stand for a year that the text does not give."""
    return (
        row.published[:10].replace("--", "····-", 1)
        if row.published[:1] == "-"
        else row.published[:10]
    )


def _marks(row: Row) -> str:
    """The star, how many highlights, after the sign for one beside the text, and how many notes."""
    highlights = f" ▌{row.highlights}" if row.highlights else ""
    return (" ★" if row.starred else "") + highlights + (f" {row.notes}" if row.notes else "")


def _versions(row: Row) -> str:
    """How many articles tell its story, when there are others."""
    return f" ≈{row.versions}" if row.versions > 1 else ""


def _tags(row: Row) -> str:
    return "".join(f" [{one_line(tag)}]" for tag in row.tags)


def _cut(text: str, width: int) -> str:
    """`text` in at most `width` cells."""
    return text if cell_len(text) <= width else _fit(text, width)


def _fit(text: str, width: int) -> str:
    """`text` in exactly `width` cells, with an ellipsis where it is cut."""
    width = max(0, width)
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1) + "…" if width else ""
