"""What is installed when it is wanted: the extras of pyproject.toml."""

import sys
from shlex import quote


def command(extra: str) -> str:
    """The command line that installs an extra beside this Dateline, in whatever environment it is.

    Its `pip` takes the names of the extras from the Dateline that is installed there.
    """
    return f"{quote(sys.executable)} -m pip install 'dateline[{extra}]'"
