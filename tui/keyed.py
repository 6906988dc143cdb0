"""Where keys work: every widget that declares some, by what the reader calls the place."""

from functools import cache
from importlib import import_module

_WHERE = {
    "Everywhere": ("reader", "Reader"),
    "Every pane": ("panes.rows", "Rows"),
    "The list": ("panes.list", "ArticleList"),
    "The saved searches": ("panes.searches", "Searches"),
    "The article": ("panes.page", "Page"),
    "The side pane": ("panes.side", "Side"),
    "Rows to choose from": ("panes.chooser", "Chooser"),
    "One-line inputs": ("dialogs.ask", "Ask"),
    "A question": ("dialogs.confirm", "Confirm"),
    "The note editor": ("dialogs.note", "NoteArea"),
    "An unfinished note": ("dialogs.offer", "Offer"),
    "The keys and commands": ("dialogs.commands", "Commands"),
    "What is named": ("dialogs.entity", "EntityPage"),
    "The names of the library": ("dialogs.names", "NamesWindow"),
    "One of the names": ("dialogs.thing", "ThingPage"),
    "Highlights and notes": ("dialogs.excerpts", "ExcerptsWindow"),
    "Adding articles": ("dialogs.adding", "AddWindow"),
    "Exporting": ("dialogs.exporting", "ExportWindow"),
    "Versions of a story": ("dialogs.versions", "VersionsWindow"),
    "Marks from an earlier version": ("dialogs.carried", "CarriedWindow"),
    "Where two readers differ": ("dialogs.disagreements", "DisagreementsWindow"),
    "Why": ("dialogs.told", "Told"),
    "Text to scroll": ("panes.lines", "Lines"),
}
"""The place -> the module of its widget, and the widget."""


@cache
def places() -> dict[str, type]:
    """Where keys work -> the widget that declares them; each is imported now."""
    return {
        place: getattr(import_module(f".{module}", __package__), name)
        for place, (module, name) in _WHERE.items()
    }
