"""Why a mention got its label: the steps that made it, told one after the other."""

from collections.abc import Callable
from dataclasses import replace

from .gazetteer import key, places
from .own import OwnNames
from .reading import Reading
from .recogniser import NO_NAMES, Adapter, read
from .spans import Proposal
from .wordlists import wordlist

_LISTS = (("peoples", "peoples"), ("groups", "armed groups and world bodies"))


def why(
    text: str,
    start: int,
    published: str | None = None,
    names: OwnNames = NO_NAMES,
    adapter: Adapter | None = None,
    go_on: Callable[[], object] = bool,
) -> list[str]:
    """Say how the recogniser came to what it says of one place in a text.

    Args:
        text: the text.
        start: a code point in it.
        published: as `recognise` takes it.
        names: likewise.
        adapter: likewise.
        go_on: called every now and then; what it raises passes through.

    Returns:
        A line for each step that had a say, the first one first; then the lists that hold the
        name. Empty when no step ever proposed anything there.
    """
    lines: list[str] = []
    known: Proposal | None = None

    def watch(step: str, reading: Reading) -> None:
        nonlocal known
        go_on()
        if not step:
            return
        now = next((one for one in reading.proposals if one.start <= start < one.end), None)
        if now is not None:
            now = replace(now)  # later steps change proposals in place
        if line := _told(step, text, known, now):
            lines.append(line)
        known = now

    read(text, published, names, adapter, watch)
    return lines + (_listed(text[known.start : known.end]) if known else [])


def _told(step: str, text: str, before: Proposal | None, now: Proposal | None) -> str | None:
    """What a step did to one place, None for nothing."""
    if now is None:
        return f"{step}: no name after all" if before else None
    name = " ".join(text[now.start : now.end].split())
    value = f", which is {now.value}" if now.value else ""
    if before is None:
        return f"{step}: {now.label} on “{name}”{value}{_led(now)}"
    same_place = (before.start, before.end) == (now.start, now.end)
    if same_place and before.label == now.label:
        return None
    where = "" if same_place else f" on “{name}”"
    return f"{step}: {now.label}{where} in place of {before.label}{value}"


def _led(one: Proposal) -> str:
    """By how much the tagger preferred its label."""
    if one.margin is None:
        return ""
    return f", by {one.margin:.1f} over {one.rival or 'no name'}"


def _listed(name: str) -> list[str]:
    """The lists that hold a name."""
    lists = [
        told for listed, told in _LISTS if name in wordlist(listed) or key(name) in wordlist(listed)
    ]
    kind = places().get(key(name))
    return [f"“{name}” is on the list of {told}" for told in lists] + (
        [f"“{name}” is on the list of places: {kind}"] if kind else []
    )
