"""W3C Web Annotations: one, a list, a page or a collection; see `exporters.webannotation` for ours.

A target is told by its source (`urn:dateline:<id>`, or an address), its place by a quote with what
stands around it, by its position, or both.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..errors import Refusal
from ..exporters.webannotation import KIND
from ..importers.jsons import load
from .foreign import Foreign, Stretch, Unfit, label_of, offset

_OURS = "urn:dateline:"
_LABEL = re.compile(r"[A-Z][A-Z0-9_-]{0,30}")
_DEPTH = 20


def read(path: Path) -> Iterator[Foreign | Unfit]:
    """The annotations of a file, by the article that they are of.

    Raises:
        Refusal: when it is no JSON.
    """
    whole = load(path.read_bytes())
    by_source: dict[str, _Gathered] = {}
    found = False
    for number, annotation in enumerate(_annotations(whole, _DEPTH), start=1):
        found = True
        try:
            for source, address, target in _targets(annotation):
                gathered = by_source.setdefault(source or address, _Gathered(source, address))
                gathered.take(annotation, target)
        except ValueError as error:
            yield Unfit(f"{path}#{number}", str(error))
    if not found and not _is_collection(whole):
        raise Refusal("no annotations", f"{path}: no annotation in it")
    for it in by_source.values():
        yield it.foreign(str(path))


def _is_collection(whole: Any) -> bool:
    """Whether it is a collection or a page; one may be empty."""
    kind = whole.get("type") if isinstance(whole, Mapping) else None
    return kind in ("AnnotationCollection", "AnnotationPage")


class _Gathered:
    """What is annotated of one article."""

    def __init__(self, source: str, address: str) -> None:
        self._source, self._address = source, address
        self._stretches: list[Stretch] = []
        self._tags: list[str] = []
        self._notes: list[str] = []

    def take(self, annotation: Mapping[str, Any], target: Mapping[str, Any] | None) -> None:
        notes, tags, label = _bodies(annotation)
        place = _place(target) if target else None
        if place is None:
            self._tags += [label, *tags] if label else tags
            self._notes += notes
            return
        start, end, quote, prefix, suffix = place
        if not label and tags and _LABEL.fullmatch(tags[0]):
            label, tags = tags[0], tags[1:]
        kind = annotation.get(KIND)
        self._stretches.append(
            Stretch(
                start, end, label_of(label) if label else None, quote,
                kind if kind in ("mention", "note") else "highlight",
                tuple(notes), tuple(tags), prefix, suffix,
            )
        )  # fmt: skip

    def foreign(self, path: str) -> Foreign:
        id = self._source.removeprefix(_OURS) if self._source.startswith(_OURS) else ""
        return Foreign(
            f"{path} ({self._source or self._address})", None, id, self._address,
            tuple(self._stretches), tuple(self._tags), tuple(self._notes),
        )  # fmt: skip


def _annotations(whole: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if not depth:
        raise Refusal("damaged", "nested too deeply")
    if isinstance(whole, list):
        for it in whole:
            yield from _annotations(it, depth - 1)
    elif isinstance(whole, Mapping):
        if "target" in whole:
            yield whole
        for name in ("items", "first", "@graph"):
            if name in whole:
                yield from _annotations(whole[name], depth - 1)


def _targets(annotation: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any] | None]]:
    """The source, the address and the rest of each target."""
    listed = annotation["target"]
    for it in listed if isinstance(listed, list) else [listed]:
        if isinstance(it, str):
            yield (it, "", None) if it.startswith(_OURS) else ("", it, None)
        elif isinstance(it, Mapping):
            source = it.get("source", it.get("id", ""))
            source = source.get("id", "") if isinstance(source, Mapping) else source
            scope = it.get("scope", "")
            if not isinstance(source, str) or not source:
                raise ValueError("a target without a source")
            ours = source.startswith(_OURS)
            address = scope if isinstance(scope, str) else ""
            yield (source, address, it) if ours else ("", source, it)
        else:
            raise ValueError("a target that is none")


def _place(target: Mapping[str, Any]) -> tuple[int, int, str | None, str, str] | None:
    selectors = target.get("selector")
    listed = selectors if isinstance(selectors, list) else [selectors]
    start, end, quote, prefix, suffix = -1, -1, None, "", ""
    for it in listed:
        if not isinstance(it, Mapping):
            continue
        if isinstance(it.get("refinedBy"), Mapping):
            it = it["refinedBy"]
        if it.get("type") == "TextQuoteSelector" and isinstance(it.get("exact"), str):
            quote = it["exact"]
            prefix, suffix = (
                said if isinstance(said := it.get(name), str) else ""
                for name in ("prefix", "suffix")
            )
        elif it.get("type") == "TextPositionSelector":
            first, last = offset(it.get("start")), offset(it.get("end"))
            if first is None or last is None:
                raise ValueError("a position that is no count")
            start, end = first, last
    if quote is None and start < 0:
        if any(isinstance(it, Mapping) for it in listed):
            raise ValueError("a selector that is neither a quote nor a position")
        return None
    return start, end, quote, prefix, suffix


def _bodies(annotation: Mapping[str, Any]) -> tuple[list[str], list[str], str]:
    """The notes, the tags, and what is said to be the label."""
    notes, tags, label = list[str](), list[str](), ""
    listed = annotation.get("body", annotation.get("bodyValue"))
    for it in listed if isinstance(listed, list) else [listed]:
        if isinstance(it, str) and it.strip():
            notes.append(it)
        elif isinstance(it, Mapping) and isinstance(it.get("value"), str) and it["value"].strip():
            purpose = it.get("purpose", annotation.get("motivation"))
            if it.get(KIND) == "label":
                label = it["value"]
            elif purpose == "tagging":
                tags.append(it["value"])
            elif purpose in ("commenting", "replying", "questioning", None, "highlighting"):
                notes.append(it["value"])
    return notes, tags, label
