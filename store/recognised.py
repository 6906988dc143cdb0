"""What the recogniser finds in a library's articles, kept in the cache; before any correction."""

from __future__ import annotations

from array import array
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from .article import Article, Mention
from .derived.mentions import Found, MentionCache
from .errors import AdapterError
from .settings import BUILTIN, read_settings

if TYPE_CHECKING:
    from .entities.own import OwnNames
    from .entities.recogniser import Adapter


class Findings:
    """The mentions that are found in articles. Safe to use from several threads.

    Args:
        cache: the folder of the derived files; need not be there.
        may_write: whether what is found may be kept.

    Attributes:
        trouble: what kept the recogniser that the settings choose from being used, "" for nothing.
    """

    def __init__(self, cache: Path, may_write: bool = True) -> None:
        self.trouble = ""
        self.cache = MentionCache(cache / "mentions.db", may_write)

    @cached_property
    def adapter(self) -> Adapter | None:
        """Finds the names in place of the tagger that comes with the program; not loaded yet."""
        choice = read_settings().recogniser
        if choice == BUILTIN:
            return None
        from .entities.adapters import adapter_for

        try:
            return adapter_for(choice)
        except AdapterError as error:
            self.trouble = f"{error}; Dateline's own tagger is used"
            return None

    @property
    def _versions(self) -> str:
        """Of the recogniser, of the parse that says when an article is from, and of the adapter."""
        from . import dispatch, entities

        adapter = self.adapter.version if self.adapter else ""
        return f"{entities.VERSION} {dispatch.VERSION} {adapter}"

    def whole(self, names: OwnNames) -> str:
        """What the mentions of all articles depend on beside their texts."""
        said = repr(names.names).encode("utf-8", "surrogatepass")
        return f"{self._versions} {crc32(said):08x}"

    def state(self, text: str, names: OwnNames) -> str:
        """What the mentions of one text depend on beside it."""
        return f"{self._versions} {names.stamp(text)}"

    def all_kept(self, ids: array[int], names: OwnNames) -> bool:
        """Whether all these articles are known to be kept; costs one look into the cache.

        Args:
            ids: of all articles as numbers, in the order in which they are numbered.
            names: the reader's own names.
        """
        return self.cache.fresh(self.whole(names), ids) == len(ids)

    def known(self, article: Article, names: OwnNames) -> tuple[Mention, ...] | None:
        """What would be found, if it is kept; else None."""
        return self.cache.get(article.id, self.state(article.text, names))

    def anew(self, article: Article, names: OwnNames) -> Found:
        """Recognise, and keep nothing."""
        from .entities import recognise

        published = article.dispatch.head.published
        try:
            found = recognise(article.text, published, names, self.adapter)
        except AdapterError as error:
            self.trouble = f"{error}; Dateline's own tagger is used"
            found = recognise(article.text, published, names)
        return Found(article.id, self.state(article.text, names), found)

    def of(self, article: Article, names: OwnNames) -> tuple[Mention, ...]:
        """What is kept of an article, or else is found now, and kept."""
        known = self.known(article, names)
        if known is not None:
            return known
        found = self.anew(article, names)
        self.cache.put(self.whole(names), found)
        return tuple(found.mentions or ())
