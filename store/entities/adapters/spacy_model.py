"""spaCy's pipelines as recognisers: whatever sets `doc.ents`."""

import json
import re
import threading
from collections.abc import Iterator
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zlib import crc32

from ... import extras
from ...errors import AdapterError
from ..spans import Proposal

WEIGHT = 0.85
"""spaCy gives no score with an entity; it weighs as much as a fairly sure mention of the tagger."""

_LONGEST = 100_000
"""Code points given to spaCy at once."""

_UNUSED = ("tagger", "parser", "senter", "attribute_ruler", "lemmatizer", "morphologizer")
_OURS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"})
"""Labels that are left out: the grammar of dates and amounts does better, or nobody asks."""

_HALF = re.compile("[\ud800-\udfff]")
"""Half a character, which spaCy cannot encode."""
_NAMED = {
    "PER": "PERSON", "PRODUCT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC", "LANGUAGE": "MISC",
}  # fmt: skip
_LONGEST_LABEL = 20


def open(model: str) -> "SpacyModel":
    """Find a pipeline; it is loaded when it is first used.

    Args:
        model: the name of an installed pipeline, or the path of a pipeline's folder.

    Raises:
        AdapterError: when spaCy or the pipeline is not there.
    """
    if find_spec("spacy") is None:
        raise AdapterError(f"spaCy is not installed: {extras.command('spacy')}")
    folder = _folder(model)
    if folder is None:
        raise AdapterError(
            f"spaCy's model “{model}” is not installed: python -m spacy download {model}"
        )
    return SpacyModel(model, folder)


def _folder(model: str) -> Path | None:
    """Where a pipeline lies; None when it is nowhere."""
    path = Path(model).expanduser()
    if path.is_absolute() or len(path.parts) > 1:
        return path if (path / "meta.json").is_file() else None
    try:
        spec = find_spec(model)
    except (ImportError, ValueError):
        return None
    homes = [Path(home) for home in (spec.submodule_search_locations or [])] if spec else []
    return next((home for home in homes if (home / "meta.json").is_file()), None)


class SpacyModel:
    """A pipeline of spaCy; finds the names of a text.

    Args:
        name: what the settings call it.
        folder: where it lies.

    Attributes:
        version: of the pipeline and of spaCy.

    Raises:
        AdapterError: when what the pipeline says of itself cannot be read.
    """

    def __init__(self, name: str, folder: Path) -> None:
        self._name, self._folder = name, folder
        self._loading = threading.Lock()
        try:
            meta = (folder / "meta.json").read_bytes()
            said = json.loads(meta)["version"]
            spacy = version("spacy")
        except (OSError, ValueError, KeyError, TypeError, PackageNotFoundError) as error:
            raise AdapterError(f"spaCy's model “{name}” cannot be read ({error})") from error
        self.version = f"spacy:{folder.name} {said} {crc32(meta):08x} {spacy}"

    def __call__(self, text: str) -> list[Proposal]:
        """Propose the names of a text.

        Raises:
            AdapterError: when the pipeline cannot be loaded, or fails on this text.
        """
        with self._loading:
            pipeline = self._pipeline
        if isinstance(pipeline, AdapterError):
            raise pipeline
        readable = _HALF.sub("\ufffd", text)  # one for one, so that offsets hold
        found: list[Proposal] = []
        try:
            for start, end in _pieces(readable):
                for entity in pipeline(readable[start:end]).ents:
                    place = start + entity.start_char, start + entity.end_char
                    found += _proposals(readable, *place, entity.label_)
        except Exception as error:
            raise AdapterError(f"spaCy's model “{self._name}” failed ({_line(error)})") from error
        return found

    @cached_property
    def _pipeline(self) -> Any:
        """The pipeline, or the error that kept it from being loaded: nobody wants to wait twice."""
        import warnings

        try:
            import spacy

            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                pipeline = spacy.load(self._folder)
            if "entity_ruler" not in pipeline.pipe_names:  # its patterns may ask for tags
                for unused in set(_UNUSED) & set(pipeline.pipe_names):
                    pipeline.disable_pipe(unused)
        except Exception as error:
            return AdapterError(f"spaCy cannot load the model “{self._name}” ({_line(error)})")
        return pipeline


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut a long text after a line, or else after a word."""
    start = 0
    while len(text) - start > _LONGEST:
        last = start + _LONGEST
        end = max(text.rfind(sign, start + _LONGEST // 2, last) for sign in ("\n", " ")) + 1
        line = text.rfind("\n", start + _LONGEST // 2, last) + 1
        cut = line or end or last
        yield start, cut
        start = cut
    yield start, len(text)


def _proposals(text: str, start: int, end: int, label: str) -> Iterator[Proposal]:
    """An entity of spaCy's without white space and "the" at its edges; none if nothing is left."""
    label = label.upper()
    if label in _OURS:
        return
    if not (label.isidentifier() and label.isascii() and len(label) <= _LONGEST_LABEL):
        label = "MISC"
    while start < end and text[start].isspace():
        start += 1
    if text[start : start + 4].lower() == "the " and end - start > 4:
        start += 4
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Proposal(start, end, _NAMED.get(label, label), WEIGHT, "tagger")


def _line(error: Exception) -> str:
    """An error of somebody else's code as part of one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:120]
