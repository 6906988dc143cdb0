"""Where keys work: every widget that declares some, by what the reader calls the place."""


def places() -> dict[str, type]:
    """Where keys work -> the widget that declares them."""
    from .dialogs.adding import AddWindow
    from .dialogs.ask import Ask
    from .dialogs.carried import CarriedWindow
    from .dialogs.commands import Commands
    from .dialogs.confirm import Confirm
    from .dialogs.disagreements import DisagreementsWindow
    from .dialogs.entity import EntityPage
    from .dialogs.excerpts import ExcerptsWindow
    from .dialogs.exporting import ExportWindow
    from .dialogs.names import NamesWindow
    from .dialogs.note import NoteArea
    from .dialogs.offer import Offer
    from .dialogs.thing import ThingPage
    from .dialogs.told import Told
    from .dialogs.versions import VersionsWindow
    from .panes.chooser import Chooser
    from .panes.lines import Lines
    from .panes.list import ArticleList
    from .panes.page import Page
    from .panes.rows import Rows
    from .panes.searches import Searches
    from .panes.side import Side
    from .reader import Reader

    return {
        "Everywhere": Reader,
        "Every pane": Rows,
        "The list": ArticleList,
        "The saved searches": Searches,
        "The article": Page,
        "The side pane": Side,
        "Rows to choose from": Chooser,
        "One-line inputs": Ask,
        "A question": Confirm,
        "The note editor": NoteArea,
        "An unfinished note": Offer,
        "The keys and commands": Commands,
        "What is named": EntityPage,
        "The names of the library": NamesWindow,
        "One of the names": ThingPage,
        "Highlights and notes": ExcerptsWindow,
        "Adding articles": AddWindow,
        "Exporting": ExportWindow,
        "Versions of a story": VersionsWindow,
        "Marks from an earlier version": CarriedWindow,
        "Where two readers differ": DisagreementsWindow,
        "Why": Told,
        "Text to scroll": Lines,
    }
