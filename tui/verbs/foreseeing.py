"""What an export would write, and over what; nothing is written."""

from collections import Counter
from pathlib import Path

from store.dump import WHOLE
from store.errors import BadRequest
from store.exporters import EXPORTERS
from store.library import Library
from store.selection import Selection

from ..formats import OTHERS
from .exporting import losses, makes_many, named, records_of
from .files import is_there


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
        BadRequest: for an unknown format, one that needs an extra, or a place where something
            stands that is no plain file.
    """
    where = f" to {output}" if output else ""
    if format in WHOLE or format in OTHERS:
        there = int(output is not None and is_there(output))
        return f"{OTHERS[format]}{where}", there
    if format not in EXPORTERS:
        raise BadRequest(f"no format {format}; there are {', '.join([*EXPORTERS, *OTHERS])}")
    form, lost = EXPORTERS[format], Counter[str]()
    files = size = there = 0
    is_folder = output and (makes_many(form, len(chosen)) or output.is_dir())
    folder = output if is_folder else None
    records = records_of(library, chosen)
    for file in named(form, records, lost) if folder else form.files(records, lost):
        size += sum(len(piece) for piece in file.pieces)
        files += not file.beside
        path = folder / file.name if folder else output
        there += bool(path and not file.beside and is_there(path))
    names = f"{files:,} files" if files != 1 else "one file"
    said = f"{chosen}; {names} of {_size(size)}{where}; offsets: {form.unit}"
    return said + losses(format, lost), 0 if form.renews else there


def _size(characters: int) -> str:
    return f"{characters / 1e6:.1f} MB" if characters >= 1e5 else f"{characters / 1e3:.1f} kB"
