"""One-line inputs, the note editor, and what opens in front of the panes."""
