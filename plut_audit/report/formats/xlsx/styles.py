"""The formats of cells, by name."""

INK, PAPER, BAND, INPUT = "#1F3A4D", "#FFFFFF", "#E8EEF2", "#FFF8DC"
EDGE = {"border": 1, "border_color": "#C8B96A"}
WEAK = {"bg_color": "#F6CE9A", "bold": True}
"""A value that asks for attention; the text says the same without colour."""
SCORE = "{score}"
"""Stands for the number format of a score until the decimals of the edition are known."""
_HEAD: dict[str, object] = {
    "bold": True,
    "bg_color": INK,
    "font_color": PAPER,
    "text_wrap": True,
    "valign": "vcenter",
    "border": 1,
    "border_color": "#9AA7B0",
}
ROW_LINE = {"bottom": 1, "bottom_color": "#D5DDE3"}
"""The light line below each row of a table."""
_STYLES: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16, "font_color": INK},
    "note": {"italic": True, "font_color": "#505050"},
    "head": _HEAD,
    "head_right": {**_HEAD, "align": "right"},
    "part": {"bold": True, "font_size": 12, "font_color": INK, "bottom": 2, "bottom_color": INK},
    "text": {"valign": "top"},
    "wrap": {"valign": "top", "text_wrap": True},
    "bold": {"bold": True, "align": "left", "valign": "top"},
    "number": {"num_format": SCORE + "_)", "valign": "top"},
    "big": {"num_format": SCORE, "bold": True, "font_size": 14, "align": "left"},
    "count": {"num_format": "#,##0_)", "valign": "top"},
    "big_count": {"num_format": "#,##0", "bold": True, "font_size": 14, "align": "left"},
    "big_share": {"num_format": "0.0 %", "bold": True, "font_size": 14, "align": "left"},
    "rank": {"bold": True, "align": "center", "valign": "top"},
    "centred": {"align": "center", "valign": "top"},
    "aside": {"indent": 1, "valign": "top"},
    "share": {"num_format": "0 %", "align": "left", "valign": "top"},
    "percent": {"num_format": "0 %_)", "valign": "top"},
    "factor": {"num_format": "0.0 %_)", "valign": "top"},
    "value": {"num_format": "#,##0.00_)", "align": "right", "valign": "top", "shrink": True},
    "heat": {"num_format": "0", "align": "center", "border": 1, "border_color": "#FFFFFF"},
    "year": {"num_format": "0_)", "valign": "top"},
    "small": {"font_size": 8, "font_color": "#505050", "align": "center"},
    "input": {"bg_color": INPUT, **EDGE, "num_format": "General"},
    "typed": {"bg_color": INPUT, **EDGE, "text_wrap": True, "valign": "top", "num_format": "@"},
    "day": {"bg_color": INPUT, **EDGE, "valign": "top", "num_format": "yyyy-mm-dd"},
    "date": {"align": "left", "valign": "top", "num_format": "yyyy-mm-dd"},
    "link": {"font_color": "#0B5394", "underline": 1, "valign": "top"},
}


def styles(decimals: int) -> dict[str, dict[str, object]]:
    """Every style by its name, scores with so many decimals."""
    printed = number_format(decimals)
    return {
        name: {
            key: value.replace(SCORE, printed) if isinstance(value, str) else value
            for key, value in style.items()
        }
        for name, style in _STYLES.items()
    }


def number_format(decimals: int) -> str:
    """A number format with so many decimals: `0.00`."""
    return f"{0:.{decimals}f}"


_TABS = {
    "#E0A184": ("read_first",),
    "#C8B96A": ("follow_up", "weights", "points", "answers"),
    "#9AA7B0": (
        *("evidence", "reported", "reported_scores", "pairs", "estimate", "lost", "calculation"),
    ),
}
"""Colours of tabs: where to begin, what may be filled in or changed, what only calculates."""


def tab_colour(key: str) -> str:
    """The colour of a sheet's tab; results have the colour of the heads."""
    return next((colour for colour, keys in _TABS.items() if key in keys), INK)


def bar(colour: str, most: float | None = None) -> dict[str, object]:
    """A bar in a cell from 0, up to `most` or to the largest value."""
    rule: dict[str, object] = {
        "type": "data_bar",
        "bar_solid": True,
        "bar_color": colour,
        "min_type": "num",
        "min_value": 0,
    }
    return rule if most is None else {**rule, "max_type": "num", "max_value": most}


SCORE_BAR, LOSS_BAR = "#9DB7C6", "#F0A868"
