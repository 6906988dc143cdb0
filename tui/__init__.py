"""What the reader sees and presses. Knows no file format and no TinyDB.

cli      the command line: `dateline`, `python -m tui`
app      the program with the screen: theme, keys, the last filter on what is drawn
stage    the one screen, what is where; noting: notes and drafts; reader: keys and messages
desk     what lies open; alone calls the Library
panes    list, page, side, bars, foot: they are given values and post messages
dialogs  one-line inputs, the note editor, the offer of a draft, the help
leaving  the end that a signal asks for; crash: the end that a fault of ours brings
layout   an article in rows, and the way between a cell of the screen and an offset of the text
"""
