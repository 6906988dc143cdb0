"""A JSON file: an array of articles, an object that has one, one article, or a JSON Feed.

JSON Feed 1.0 and 1.1: https://www.jsonfeed.org/version/1.1/
"""

import json
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from ..errors import Refusal
from .draft import LIMIT, Draft, Fields, Refused, check_size
from .recoding import as_utf8
from .records import NAMES, drafts_of

WHOLE_LIMIT = 10 * LIMIT
"""Bytes of one file; as JSON lines there is no limit."""


def load(raw: bytes) -> Any:
    """Read JSON; a byte order mark in front is left out, files may be joined from several.

    Raises:
        Refusal: when it is none.
    """
    raw = raw.removeprefix(BOM_UTF8)
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        try:
            return json.loads(raw.decode("utf-8", "surrogatepass"))  # half characters, NaN
        except RecursionError:
            raise Refusal("damaged", "nested too deeply") from error
        except ValueError:
            where = f"line {error.lineno}, column {error.colno}"
            msg = "not UTF-8" if "UTF-8" in error.msg else error.msg
            raise Refusal("damaged", f"no JSON: {msg} at {where}") from error


def read(stream: BinaryIO, source: str, fields: Fields) -> Iterator[Draft | Refused]:
    """The articles in a stream; `source#3` is the third of its array.

    Raises:
        Refusal: when it is too large, or no JSON that holds articles.
    """
    raw = as_utf8(stream, is_json=True).read(WHOLE_LIMIT + 1)
    check_size(len(raw), WHOLE_LIMIT)
    whole = load(raw)
    yield from drafts_of(_records(whole, source, fields), fields)


def _records(whole: Any, source: str, fields: Fields) -> Iterator[tuple[str, Any]]:
    if isinstance(whole, list):
        yield from (
            (f"{source}#{n}", _with_content(it, source)) for n, it in enumerate(whole, start=1)
        )
        return
    if not isinstance(whole, Mapping):
        raise Refusal("no articles", "a JSON value that is no article")
    listed = [
        it for it in whole.values() if isinstance(it, list) and it and isinstance(it[0], Mapping)
    ]
    texts = {*NAMES["text"], fields.get("text")}
    if any(isinstance(whole.get(name), str) for name in texts) and "items" not in whole:
        yield source, whole
    elif listed:
        feed = "jsonfeed.org" in str(whole.get("version", ""))
        outlet = {"outlet": whole["title"]} if feed and whole.get("title") else {}
        longest = max(listed, key=len)
        yield from (
            (f"{source}#{n}", {**outlet, **it} if isinstance(it, Mapping) else it)
            for n, it in enumerate(longest, start=1)
        )
    else:
        yield source, whole


def _with_content(record: Any, source: str) -> Any:
    """A record of an Omnivore export, with its text, which lies in `content/<slug>.html` beside."""
    slug = record.get("slug") if isinstance(record, Mapping) else None
    if not isinstance(slug, str) or Path(slug).name != slug or slug.startswith("."):
        return record
    path = Path(source).parent / "content" / f"{slug}.html"
    try:
        if path.is_file() and path.stat().st_size <= LIMIT:
            return {**record, "content": path.read_bytes().decode("utf-8", "replace")}
    except (OSError, ValueError):
        pass
    return record
