"""One-line inputs, the note editor and the help."""
