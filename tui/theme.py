"""The colours. Text styles and letters, which tell labels apart without colour, are in `signs`."""

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="dark",
    primary="#8ab4d8",
    secondary="#9fb3a0",
    accent="#e0b060",
    warning="#e0b060",
    error="#e07a6a",
    success="#8fbf8f",
    foreground="#d7d4cc",
    background="#16181c",
    surface="#1b1e23",
    panel="#22262d",
    boost="#2a2f37",
    dark=True,
    variables={
        "quiet": "#858b95",
        "person": "#f0b48a",
        "org": "#8fc3ee",
        "place": "#9dd39a",
        "norp": "#c9cf8a",
        "event": "#e29ac0",
        "date": "#b5a7e6",
        "number": "#8fd0cb",
        "other": "#c8b59c",
        "mark": "#5c4a16",
        "note": "#3c3560",
        "decided": "#20262c",
        "hit": "#4a3a5c",
        "spread": "#274155",
        "selected": "#355a80",
        "cursor-row": "#2a3442",
        "cursor-row-off": "#20252c",
    },
)

LIGHT = Theme(
    name="light",
    primary="#235a8c",
    secondary="#3f6244",
    accent="#8a5a00",
    warning="#8a5a00",
    error="#a5301f",
    success="#2f6b2f",
    foreground="#24262a",
    background="#fbf9f4",
    surface="#f4f1ea",
    panel="#ebe7dd",
    boost="#e2ddd0",
    dark=False,
    variables={
        "quiet": "#6b6a64",
        "person": "#9a4400",
        "org": "#0f5797",
        "place": "#1f6a26",
        "norp": "#5f6300",
        "event": "#96215f",
        "date": "#54409e",
        "number": "#0b6660",
        "other": "#6b5330",
        "mark": "#ffe58a",
        "note": "#dcd3fa",
        "decided": "#efede5",
        "hit": "#f6cfe0",
        "spread": "#d3e5f5",
        "selected": "#a9cdf0",
        "cursor-row": "#dfe6ee",
        "cursor-row-off": "#efece4",
    },
)

CONTRAST = Theme(
    name="contrast",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffe000",
    warning="#ffe000",
    error="#ff8080",
    success="#80ff80",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    boost="#303030",
    dark=True,
    variables={
        "quiet": "#c8c8c8",
        "person": "#ffc890",
        "org": "#90d0ff",
        "place": "#90ff90",
        "norp": "#f0ff80",
        "event": "#ff9ce0",
        "date": "#d0b8ff",
        "number": "#80fff0",
        "other": "#ffd8b0",
        "mark": "#6a5200",
        "note": "#4a3a90",
        "decided": "#202020",
        "hit": "#700050",
        "spread": "#004a70",
        "selected": "#0050c8",
        "cursor-row": "#0050c8",
        "cursor-row-off": "#303030",
    },
)

_ANSI_VARIABLES = {
    "quiet": "ansi_bright_black",
    "person": "ansi_yellow",
    "org": "ansi_blue",
    "place": "ansi_green",
    "norp": "ansi_cyan",
    "event": "ansi_magenta",
    "date": "ansi_magenta",
    "number": "ansi_cyan",
    "other": "ansi_cyan",
    "mark": "ansi_default",
    "note": "ansi_default",
    "decided": "ansi_default",
    "hit": "ansi_default",
    "spread": "ansi_default",
    "selected": "ansi_default",
    "cursor-row": "ansi_default",
    "cursor-row-off": "ansi_default",
}


def _ansi(name: str) -> Theme:
    theme = BUILTIN_THEMES[name]
    return replace(theme, variables={**theme.variables, **_ANSI_VARIABLES})


THEMES = {
    theme.name: theme for theme in (DARK, LIGHT, CONTRAST, _ansi("ansi-dark"), _ansi("ansi-light"))
}
"""Name -> theme. The ansi ones leave every colour to the terminal; they serve NO_COLOR too."""
