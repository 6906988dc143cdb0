"""Giving articles and marks away, for the command line."""

import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from store.dump import WHOLE
from store.errors import BadRequest
from store.exporters import EXPORTERS, File, Format, Record
from store.library import Library
from store.namelist import lines_of
from store.selection import Selection
from store.visible import lines

from ..formats import OTHERS
from .files import ThereAlready, renew, write_private
from .opening import tell_trouble


def write(
    library: Library,
    query: str,
    format: str,
    output: Path | None,
    overwrite: bool = False,
    ids: Sequence[str] | None = None,
) -> str:
    """Write what answers `query` to a file, into a folder, or to standard output.

    Args:
        library: where the articles are.
        query: which; empty for all.
        format: a name of `EXPORTERS` or `OTHERS`.
        output: a file; a folder, which is made where one article a file is written; or None.
        overwrite: whether files that are there may be replaced.
        ids: of the articles to write, instead of a query.

    Returns:
        The sentence that says how much was written, and what the format has no place for.

    Raises:
        BadRequest: for an unknown format, a wrong query, more articles than a file of the format
            holds, or a file that is there already; in a folder the others are written all the same.
    """
    if format in WHOLE:
        whole = None if not query and ids is None else choose(library, query, ids)
        return _write_whole(library, whole, format, output, overwrite)
    if format == "names":
        return _write_names(library, query, output, overwrite)
    if format not in EXPORTERS:
        there = ", ".join([*EXPORTERS, *OTHERS])
        raise BadRequest(f"no format {format}; there are {there}")
    chosen, lost = choose(library, query, ids), Counter[str]()
    _write_records(
        EXPORTERS[format], records_of(library, chosen), len(chosen), lost, output, overwrite
    )
    return f"{chosen}{losses(format, lost)}"


def losses(format: str, lost: Counter[str]) -> str:
    """The end of a sentence that says what a format has no place for; "" if it has for all."""
    said = "; ".join(f"{n} {what}" for what, n in (+lost).items())
    return f"; not in {format}: {said}" if said else ""


def _write_records(
    form: Format,
    records: Iterable[Record],
    count: int,
    lost: Counter[str],
    output: Path | None,
    overwrite: bool,
) -> None:
    """Write `count` articles to where they are wanted."""
    needs_folder = makes_many(form, count)
    if needs_folder and (output is None or (output.exists() and not output.is_dir())):
        what = "several files an article" if form.folder else f"one file an article of {count}"
        raise BadRequest(f"this format makes {what}; give it a folder: -o FOLDER")
    if output is None:
        _print(form, records, lost)
    elif needs_folder or output.is_dir():
        form.load()  # or there is nothing to make a folder for
        _make_folder(output)
        _fill(form, records, output, overwrite, lost)
    elif count or not form.each:
        for file in form.files(records, lost):
            path = output.with_name(f"{output.stem}.{file.name}") if file.beside else output
            _write_one(form, file, path, overwrite)


def makes_many(form: Format, count: int) -> bool:
    """Whether so many articles make several files, which want a folder."""
    return form.folder or (form.each and count > 1)


def _write_whole(
    library: Library, chosen: Selection | None, format: str, output: Path | None, overwrite: bool
) -> str:
    """Everything, archived articles and undo steps included, or what was chosen."""
    pieces = WHOLE[format](library.logs, chosen)
    if output is None:
        sys.stdout.writelines(pieces)
    else:
        write_private(output, pieces, overwrite)
    return f"{chosen}" if chosen is not None else "the whole library"


def _write_names(library: Library, query: str, output: Path | None, overwrite: bool) -> str:
    """The reader's own names."""
    if query:
        raise BadRequest("names belong to no article; export them without a query")
    names = library.names.names
    if output is None:
        sys.stdout.writelines(lines_of(names))
    else:
        write_private(output, lines_of(names), overwrite)
    return f"{len(names)} name{'s' * (len(names) != 1)}"


def choose(library: Library, query: str, ids: Sequence[str] | None) -> Selection:
    """The articles that answer a query, or those with these ids, in the order of the list.

    Raises:
        BadRequest: when the query is wrong.
        NotFound: when there is no such article.
    """
    if ids is None:
        return library.select(query)
    wanted = {library.catalogue.number(library.find(id)) for id in ids}
    order = (n for n in library.catalogue.newest_first() if n in wanted)
    return Selection(array("I", order), library.catalogue)


def records_of(library: Library, chosen: Selection) -> Iterator[Record]:
    """Articles with all that is known of them, one after the other."""
    for row in chosen:
        article = library.article(row.id)
        yield Record(article, library.marks_of(article), library.mentions(article))
    tell_trouble(library)


def _print(form: Format, records: Iterable[Record], lost: Counter[str]) -> None:
    """Write to standard output; a terminal gets stand-ins for what it would obey."""
    shows = sys.stdout.isatty()
    for file in form.files(records, lost):
        if file.beside:
            lost[f"{file.name} (-o writes it beside)"] += 1
            continue
        for piece in file.pieces:
            sys.stdout.write(lines(piece) if shows else piece)


def _fill(
    form: Format, records: Iterable[Record], folder: Path, overwrite: bool, lost: Counter[str]
) -> None:
    """Write the files of all articles into a folder; those that may not be replaced stay."""
    refused: list[ThereAlready] = []
    for file in named(form, records, lost):
        try:
            _write_one(form, file, folder / file.name, overwrite)
        except ThereAlready as error:
            refused.append(error)
    if refused:
        more = f" (and {len(refused) - 1} more; the others were written)" if refused[1:] else ""
        raise BadRequest(f"{refused[0]}{more}")


def named(form: Format, records: Iterable[Record], lost: Counter[str]) -> Iterator[File]:
    """The files of all articles, one an article or more, each with a name of its own."""
    if form.each:
        yield from form.files(records, lost)
        return
    for record in records:
        for file in form.files([record], lost):
            yield file._replace(name=f"{record.article.id}.{file.name or form.suffix}")


def _write_one(form: Format, file: File, path: Path, overwrite: bool) -> None:
    """Write one file; one that is there is renewed where it has a region of ours."""
    if path.is_file() and not path.is_symlink() and (form.renews or file.beside):
        try:
            before, there = path.lstat(), path.read_bytes()
        except OSError as error:
            raise BadRequest(f"cannot read {path}: {error.strerror}") from error
        made = "".join(file.pieces)
        try:
            content = form.renewed(there, made)
        except BadRequest as error:
            raise ThereAlready(f"{path} was left as it is: {error}") from error
        if there in (content, made.encode("utf-8", "backslashreplace")):
            return  # nothing is new
        if content is not None:
            renew(path, before, content)
            return
        file = file._replace(pieces=[made])
    write_private(path, file.pieces, overwrite)


def _make_folder(path: Path) -> None:
    """Make the folder unless it is there; the one around it must be."""
    if path.is_dir():
        return
    try:
        path.mkdir(mode=0o700)
    except OSError as error:
        raise BadRequest(f"cannot make the folder {path}: {error.strerror}") from error
