"""Harnesses that break what a library stands on, and look whether its promises hold.

Each is a function `(folder, size, seed) -> Figures`. The ordinary suite runs them small
(`tests/test_faults.py`), `python -m faults` at their full size.
"""
