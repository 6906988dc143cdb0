"""What an export would write, and over what; nothing is written."""

from collections import Counter
from pathlib import Path

from store.dump import WHOLE
from store.errors import BadRequest
from store.exporters import EXPORTERS
from store.library import Library
from store.selection import Selection

from ..formats import OTHERS
from .exporting import losses, records_of


def foresee(
    library: Library, chosen: Selection, format: str, output: Path | None
) -> tuple[str, int]:
    """Make all of it, and throw it away.

    Args:
        library: where the articles are.
        chosen: the articles.
        format: a name of `EXPORTERS` or `OTHERS`.
        output: a file or a folder; None for standard output.

    Returns:
        The sentence that says what would be written, and what the format has no place for; and how
        many files would be replaced.

    Raises:
        BadRequest: for an unknown format, or one that needs an extra.
    """
    where = f" to {output}" if output else ""
    if format in WHOLE or format in OTHERS:
        there = int(output is not None and output.exists())
        return f"{OTHERS[format]}{where}", there
    if format not in EXPORTERS:
        raise BadRequest(f"no format {format}; there are {', '.join([*EXPORTERS, *OTHERS])}")
    form, lost = EXPORTERS[format], Counter[str]()
    files = size = there = 0
    alone = output if output and not (form.folder or output.is_dir()) else None
    for file in form.files(records_of(library, chosen), lost):
        size += sum(len(piece) for piece in file.pieces)
        files += not file.beside
        path = alone if alone and not form.each else output / file.name if output else None
        there += bool(path and not file.beside and path.exists())
    names = f"{files:,} files" if files != 1 else "one file"
    said = f"{chosen}; {names} of {_size(size)}{where}; offsets: {form.unit}"
    return said + losses(format, lost), 0 if form.renews else there


def _size(characters: int) -> str:
    return f"{characters / 1e6:.1f} MB" if characters >= 1e5 else f"{characters / 1e3:.1f} kB"
