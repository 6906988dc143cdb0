"""What can go wrong, as one tree.

    DatelineError          one clear line: what, where, what to do
    ├── Refusal            an input that was not taken, with a reason code
    ├── NotFound           no article answers to this id
    ├── BadRequest         an act that makes no sense (a span outside the text, an empty tag)
    ├── AdapterError       a recogniser from elsewhere that cannot be used
    └── LibraryError       the library on disk cannot be read or written

Every message is a sentence for the reader, without a traceback and without text of an article.
"""


class DatelineError(Exception):
    """Base of everything Dateline raises on purpose; `str(error)` is the line to show."""


class Refusal(DatelineError):
    """An input that was not taken.

    Args:
        code: a short, stable word for scripts, such as ``empty`` or ``binary``.
        message: the sentence for a person.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class NotFound(DatelineError):
    """No article, or more than one, answers to an id."""


class BadRequest(DatelineError):
    """An act that makes no sense; nothing was written."""


class AdapterError(DatelineError):
    """A recogniser from elsewhere cannot be used; Dateline's own is."""


class LibraryError(DatelineError):
    """The library on disk cannot be read or written; nothing was lost."""
