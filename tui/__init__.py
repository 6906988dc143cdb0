"""What the reader sees and presses. Knows no file format and no TinyDB.

cli      the command line: `dateline`, `python -m tui`
app      the program with the screen: theme, keys, the last filter on what is drawn
reader   the one screen: routes messages between the panes, and is the only one to call the Library
panes    list, page, side, status: they are given values and post messages
dialogs  one-line inputs and the help
layout   an article in rows, and the way between a cell of the screen and an offset of the text
"""
