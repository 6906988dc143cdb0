"""What a reader left on disk, to be looked at only: a library, its `marks.jsonl`, or a dump.

Nothing is made, locked or written, in the folder that is looked at or elsewhere.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..article import Marks
from ..card import why_not
from ..documents import article_id, is_article
from ..dump import lines_of
from ..errors import BadRequest, LibraryError, NotFound, Refusal
from ..forms import TABLES
from ..log.line import Change, Doc, Stamp, understand
from ..log.shelf import Shelf
from ..log.tail import Tail, family
from ..marks import marks_of

_LOOKED_AT = ("reading", "places", "tags", "notes", "highlights", "corrections", "stars")
"""Tables whose documents are there only where a reader opened an article, or marked it."""
_NOWHERE = (0, 0)
"""The place of a document that stays in memory."""

Lines = Iterable[tuple[Stamp, Change]]


@dataclass(frozen=True)
class Reader:
    """One reader's marks, as they were when they were read.

    Attributes:
        path: where they are.
        articles: id of an article -> table -> id -> document.
        notices: a line each, what is not as it should be there.
    """

    path: Path
    articles: Mapping[str, Mapping[str, Mapping[str, Doc]]]
    notices: tuple[str, ...]
    _lines: Callable[[], Lines]

    @property
    def seen(self) -> frozenset[str]:
        """The ids of the articles that this reader opened or marked."""
        return frozenset(
            id for id, tables in self.articles.items() if any(map(tables.get, _LOOKED_AT))
        )

    def marks(self, id: str, text: str) -> Marks:
        """All that this reader made of an article.

        Args:
            id: the article's.
            text: its text.
        """
        return marks_of(text, self.articles.get(id, {}))

    def texts(self, wanted: Iterable[str]) -> dict[str, Doc]:
        """The documents of those articles that are here, by id; see `documents`.

        Raises:
            DatelineError: when they cannot be read any more.
        """
        ids, found = set(wanted), dict[str, Doc]()
        if not ids:
            return found
        shelf = Shelf()
        for stamp, change in self._lines():
            for id, doc in (change.get("articles") or {}).items():
                if id in ids and (doc is None or is_article(doc)):
                    shelf.put(stamp, id, doc, _NOWHERE)
        found.update((id, doc) for id, doc in shelf.docs.items() if article_id(doc) == id)
        return found


def read(path: Path) -> Reader:
    """Read a library's folder, a file of marks, or a dump.

    Raises:
        NotFound: when there is nothing at `path`, or a folder that is no library.
        BadRequest: when the file is empty.
        Refusal: when it is neither, or a dump that is damaged or of a newer version.
        LibraryError: when it cannot be read.
    """
    try:
        if path.is_dir():
            return _library(path)
        if not path.exists():
            raise NotFound(f"there is nothing at {path}")
        return _file(path)
    except OSError as error:
        raise LibraryError(f"cannot read {path}: {error.strerror}") from error


def _library(path: Path) -> Reader:
    files = {name: family(path / f"{name}.jsonl") for name in ("articles", "marks")}
    card = path / "library.json"
    if not card.exists() and not any(file.exists() for each in files.values() for file in each):
        raise NotFound(f"there is no library in {path}; a reader is one, its marks.jsonl or a dump")
    log = _Log(files["marks"])
    articles = _by_article(log)
    notices = [f"{path}: {why}" for why in [why_not(card)] if why]
    return Reader(path, articles, (*notices, *log.notices), lambda: _Log(files["articles"]))


def _file(path: Path) -> Reader:
    log = _Log([path])
    first = next(iter(log), None)
    if first is None:
        if path.stat().st_size == 0:
            raise BadRequest(f"{path} is empty: there is nothing to compare")
        raise Refusal("no marks", f"{path} is neither a library, nor its marks, nor a dump of one")
    if "dump" in first[1]:
        return Reader(path, _by_article(_dump(path)), (), lambda: _dump(path))
    log = _Log([path])
    return Reader(path, _by_article(log), tuple(log.notices), lambda: ())


def _dump(path: Path) -> Iterator[tuple[Stamp, Change]]:
    for _, line in lines_of(path):
        yield understand(line.rstrip(b"\r\n")) or (0, {})


class _Log:
    """The lines of the files of one log, and how many of them were not understood."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._files, self.notices = list(files), list[str]()

    def __iter__(self) -> Iterator[tuple[Stamp, Change]]:
        self.notices = []
        for file in self._files:
            tail, bad = Tail(file), 0
            tail.replaced()
            for _, line in tail.lines():
                entry = understand(line)
                if entry:
                    yield entry
                bad += entry is None and bool(line.strip())
            if bad:
                self.notices.append(f"{file}: lines that are damaged, and left out: {bad}")


def _by_article(lines: Lines) -> dict[str, dict[str, dict[str, Doc]]]:
    """The documents that stand in the end: id of an article -> table -> id -> document."""
    shelves = {table: Shelf() for table in TABLES}
    for stamp, change in lines:
        for table in change.keys() & shelves.keys():
            docs = change[table]
            if docs is None:
                shelves[table].drop(stamp, _NOWHERE)
                continue
            for id, doc in docs.items():
                shelves[table].put(stamp, id, doc, _NOWHERE)
    found: dict[str, dict[str, dict[str, Doc]]] = {}
    for table, shelf in shelves.items():
        for id, doc in shelf.docs.items():
            found.setdefault(id.partition(":")[0], {}).setdefault(table, {})[id] = doc
    return found
