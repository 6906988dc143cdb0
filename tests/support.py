"""What several test files need beside the fixtures."""

import os
from collections.abc import Callable
from pathlib import Path

from store.importers import draft
from store.library import Library

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
DATA = ROOT.parent / "shared" / "data"
"""Cases and schemas of others, which lie beside the project and are not part of it; the tests that
need them are skipped where they are not."""
Run = Callable[..., tuple[int, str, str]]
"""Runs one command; its exit code, what it printed, and what it said on standard error."""
LONG = bool(os.environ.get("DATELINE_LONG"))
"""Whether to look as long as `make long` does."""
SEED = "000_68b17ba8da5cad87.txt"


def add_text(library: Library, text: str, source: str = "-") -> str:
    """Add one text; returns the article's id."""
    return library.add([draft(text.encode("utf-8", "surrogatepass"), source)])[0][0]
