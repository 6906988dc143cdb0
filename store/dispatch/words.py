"""Word lists, written as prose and read as sets."""


def word_set(text: str, separator: str | None = None) -> frozenset[str]:
    """The words of `text`, parted by blanks or by `separator`."""
    return frozenset(text.split(separator))
