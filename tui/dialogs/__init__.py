"""One-line inputs, the note editor, and what opens in front of the panes."""

NARROW, LOW = [(0, "-narrow"), (60, "-broad")], [(0, "-low"), (20, "-high")]
"""Classes of a dialog by the size of the terminal: where there is no room, it takes all of it."""
