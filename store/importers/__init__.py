"""Getting articles in: one module a format, each turning a stream into drafts and refusals.

`formats` says which there are, `inputs` what a path means, `draft` what comes out. The command
line, its help and the documentation read `IMPORTERS`.
"""

from .draft import LIMIT, Draft, Refused
from .formats import IMPORTERS
from .inputs import drafts, files, read, read_bytes, read_file
from .text import draft

__all__ = [
    "IMPORTERS",
    "LIMIT",
    "Draft",
    "Refused",
    "draft",
    "drafts",
    "files",
    "read",
    "read_bytes",
    "read_file",
]
