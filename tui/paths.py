"""Completing a path that is being typed, as a shell does."""

import os
from pathlib import Path

MOST = 200
"""Names that are offered."""


def completed(typed: str) -> tuple[str, list[str]]:
    """Go on with a path as far as that is certain.

    Returns:
        The path, a folder ending in a slash; and the names that it may go on with, where there are
        several.
    """
    if "://" in typed:
        return typed, []
    folder, name = os.path.split(typed)
    try:
        around = Path(folder).expanduser() if folder else Path()
        found = sorted(
            entry.name + ("/" if entry.is_dir() else "")
            for entry in around.iterdir()
            if entry.name.startswith(name) and (name.startswith(".") or entry.name[0] != ".")
        )
    except (OSError, RuntimeError, ValueError):
        return typed, []
    if not found:
        return typed, []
    common = os.path.commonprefix(found)  # noqa: RUF071  # letters, as they are typed
    return os.path.join(folder, common), found[:MOST] if len(found) > 1 else []  # noqa: PTH118  # a Path drops the slash
