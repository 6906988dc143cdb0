"""What the reader sees and presses. Knows no file format and no TinyDB.

A key goes this way:

    keys        what every key is called and does, as the settings have it
      -> panes    list, page, side: the widget that has the keyboard says what is wanted, of what
      -> target   the open article, a stretch of it, and how far from there: a value
      -> deeds    what the verb does to the target: an act of the store, a value
      -> desk     alone calls the Library (annotating_desk: the verbs); on disk when it returns
      -> stage    shows what lies on the desk; opened, noting, learning, annotating, searching,
                  browsing, reader: the one screen, each with the messages of its own concern

layout, paint, motions, spans and finding turn an article into rows, styles, stretches and hits:
pure, and tested without a screen. typeahead deals with keys one at a time, compositor sends only
what changed. dialogs ask and tell; tutor and lessons teach. cli and verbs are the command line;
leaving is the end that a signal asks for, crash the end that a fault of ours brings.
"""
