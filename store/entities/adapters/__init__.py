"""Recognisers from elsewhere, in place of the tagger that comes with the program.

The settings choose one: `recogniser = "spacy:en_core_web_sm"`. The passes over the article, the
reader's names and the grammar of dates run after any of them.
"""

from importlib import import_module

from ...errors import AdapterError
from ...settings import BUILTIN
from ..recogniser import Adapter

ADAPTERS = {"spacy": ".spacy_model"}
"""What stands before the colon -> the module, whose `open` takes what stands after it."""


def adapter_for(choice: str) -> Adapter | None:
    """The adapter of that name, not loaded yet; None for the tagger that comes with the program.

    Args:
        choice: as in the settings.

    Raises:
        AdapterError: when it is not known or not installed; the line says what to do.
    """
    kind, _, model = choice.partition(":")
    if choice == BUILTIN:
        return None
    if kind not in ADAPTERS or not model:
        known = " or ".join([BUILTIN, *(f"{name}:MODEL" for name in ADAPTERS)])
        raise AdapterError(f"the recogniser “{choice}” is not known; it can be {known}")
    adapter: Adapter = import_module(ADAPTERS[kind], __name__).open(model)
    return adapter
