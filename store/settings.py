"""Where things are, and what the reader set. The only place that knows directories."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .errors import BadRequest
from .visible import one_line

ENVIRONMENT = "DATELINE_LIBRARY"


def library_path(chosen: str | os.PathLike[str] | None = None) -> Path:
    """The directory of the library: the one chosen, else $DATELINE_LIBRARY, else the platform's.

    Raises:
        BadRequest: when the one chosen has no name.
    """
    if chosen == "":
        raise BadRequest("--library needs the name of a folder")
    chosen = chosen or os.environ.get(ENVIRONMENT)
    if chosen:
        return _expanded(chosen)
    import platformdirs

    return Path(platformdirs.user_data_dir("dateline", appauthor=False)) / "library"


def _expanded(path: str | os.PathLike[str]) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        raise BadRequest(f"{one_line(os.fspath(path))}: there is no such home folder") from error


SETTINGS = "DATELINE_SETTINGS"
MOST_BYTES = 20_000
"""A file of settings above this is none."""
BUILTIN = "builtin"
"""The tagger that comes with the program."""
LABELS = ("PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT", "FAC", "DATE", "MISC")
"""The labels of the digits 1 to 9, where nothing else is set; MISC is shown as OTHER."""
MEASURE = 74
NARROWEST, WIDEST = 20, 200
"""Cells that a row of an article may have."""

_LABEL = re.compile(r"[A-Z][A-Z0-9_-]{0,30}")


@dataclass(frozen=True)
class Settings:
    """What the reader may set, with what holds where nothing is said.

    Attributes:
        recogniser: builtin, or spacy:MODEL.
        theme: the name of a theme; "" where the program chooses.
        measure: cells of text in a row of an article at most.
        labels: what the digits 1 to 9 say, at most nine.
        keys: id of a command -> its keys, joined by commas, as the reader wrote them.
        complaints: a line each, what in the file was not understood; the rest of it holds.
    """

    recogniser: str = BUILTIN
    theme: str = ""
    measure: int = MEASURE
    labels: tuple[str, ...] = LABELS
    keys: Mapping[str, str] = field(default_factory=dict)
    complaints: tuple[str, ...] = ()


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise ValueError("wants a text in quotes")
    return said


def _measure(said: object) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or not NARROWEST <= said <= WIDEST:
        raise ValueError(f"wants a whole number from {NARROWEST} to {WIDEST}")
    return said


def _labels(said: object) -> tuple[str, ...]:
    if not isinstance(said, list) or not 1 <= len(said) <= 9:
        raise ValueError("wants a list of one to nine labels")
    for label in said:
        if not isinstance(label, str) or not _LABEL.fullmatch(label):
            raise ValueError("wants labels of capitals, digits, - and _, such as WEAPON")
    found = tuple("MISC" if label == "OTHER" else label for label in said)
    if len(set(found)) < len(found):
        raise ValueError("has a label twice")
    return found


def _keys(said: object) -> dict[str, str]:
    if not isinstance(said, dict):
        raise ValueError('wants a table of lines such as page.note = "c"')
    found = dict(_flat(said))
    if wrong := next((name for name, keys in found.items() if not isinstance(keys, str)), None):
        raise ValueError(f"wants a text in quotes for {one_line(wrong)}")
    return found


def _flat(table: Mapping[str, object], before: str = "") -> "list[tuple[str, str]]":
    """TOML reads `page.note` as a table in a table."""
    found: list[tuple[str, str]] = []
    for name, said in table.items():
        if isinstance(said, dict):
            found += _flat(said, f"{before}{name}.")
        else:
            found.append((f"{before}{name}", said))  # type: ignore[arg-type]  # looked at above
    return found


_READ: dict[str, Callable[[object], object]] = {
    "recogniser": _text, "theme": _text, "measure": _measure, "labels": _labels, "keys": _keys,
}  # fmt: skip
"""Name of a setting -> what takes its value, or says in a ValueError what it wants."""


def settings_path() -> Path:
    """The file of settings: $DATELINE_SETTINGS, else the platform's; need not be there.

    Raises:
        BadRequest: when the one chosen begins with the home of nobody.
    """
    if chosen := os.environ.get(SETTINGS):
        return _expanded(chosen)
    import platformdirs

    return Path(platformdirs.user_config_dir("dateline", appauthor=False)) / "settings.toml"


def read_settings() -> Settings:
    """Read the file of settings; what is wrong in it is said in `complaints`, and never raised."""
    try:
        path = settings_path()
        if not os.path.lexists(path):
            return Settings()
        if not path.is_file():  # to open a pipe might take for ever
            raise ValueError("it is no file")
        with path.open("rb") as file:
            text = file.read(MOST_BYTES + 1).decode("utf-8")
        if len(text) > MOST_BYTES:
            raise ValueError(f"it has more than {MOST_BYTES:,} bytes")
    except (OSError, ValueError, BadRequest) as error:
        where = os.environ.get(SETTINGS, "settings.toml")
        return Settings(complaints=(f"{where} cannot be read ({error}); no settings hold",))
    import tomllib

    try:
        said = tomllib.loads(text)
    except (ValueError, RecursionError, MemoryError) as error:
        why = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "it is too deep"
        return Settings(complaints=(f"{path}: {why}; no settings hold",))
    values, complaints = {}, []
    for name, value in said.items():
        try:
            values[name] = _READ[name](value)
        except KeyError:
            complaints.append(f"{path}: “{one_line(name)}” is no setting; there is {_known()}")
        except RecursionError:
            complaints.append(f"{path}: {one_line(name)} is too deep")
        except ValueError as error:
            complaints.append(f"{path}: {name} {error}")
    return Settings(**values, complaints=tuple(complaints))  # type: ignore[arg-type]  # by _READ


def _known() -> str:
    return ", ".join(_READ)
