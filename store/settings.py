"""Where things are. The only place that knows directories."""

import os
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
