"""The panes of the screen. They are given values and post messages; none knows the library."""
