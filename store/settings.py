"""Where things are, and what the reader set. The only place that knows directories."""

import os
from dataclasses import dataclass, fields
from pathlib import Path

from .errors import BadRequest

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
        return Path(chosen).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("dateline", appauthor=False)) / "library"


SETTINGS = "DATELINE_SETTINGS"
BUILTIN = "builtin"
"""The tagger that comes with the program."""


@dataclass(frozen=True)
class Settings:
    """What the reader may set, with what holds where nothing is said.

    `recogniser` is builtin, or spacy:MODEL. `complaints` says, a line each, what in the file was
    not understood; the rest of it holds.
    """

    recogniser: str = BUILTIN
    complaints: tuple[str, ...] = ()


def settings_path() -> Path:
    """The file of settings: $DATELINE_SETTINGS, else the platform's; need not be there."""
    if chosen := os.environ.get(SETTINGS):
        return Path(chosen).expanduser()
    import platformdirs

    return Path(platformdirs.user_config_dir("dateline", appauthor=False)) / "settings.toml"


def read_settings() -> Settings:
    """Read the file of settings; what is wrong in it is said in `complaints`, and never raised."""
    path = settings_path()
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        return Settings(complaints=(f"{path} cannot be read ({error}); no settings hold",))
    import tomllib

    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Settings(complaints=(f"{path}: {error}; no settings hold",))
    known = {field.name: field for field in fields(Settings) if field.name != "complaints"}
    values, complaints = dict[str, str](), []
    for name, value in said.items():
        if name not in known:
            names = ", ".join(known)
            complaints.append(f"{path}: “{name}” is no setting; there is {names}")
        elif not isinstance(value, str):
            complaints.append(f"{path}: {name} wants a text in quotes")
        else:
            values[name] = value
    return Settings(**values, complaints=tuple(complaints))
