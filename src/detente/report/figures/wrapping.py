"""Text of unknown length into the room that a figure has for it.

The sheets are laid out for English. Words of another language take more room: they get fewer letters to a line, and
smaller type where a line must stay one.
"""

import textwrap

from matplotlib.legend import Legend
from matplotlib.text import Text

from detente.messages import ENGLISH, language

WIDER = 0.87
"""Letters of another language that take the room of one English letter."""

SPARE, TRIES = 0.98, 4
"""Of the room, what is filled; and how often type is made smaller, as its width does not follow its size exactly."""


def letters(wide: int) -> int:
    """How many letters of the language of the moment take the room of so many English ones."""
    return wide if language() == ENGLISH else max(1, int(WIDER * wide))


def wrapped(text: str, wide: int, lines: int) -> str:
    """Text in at most so many lines of so many letters; what does not fit ends in dots."""
    if lines < 1:
        return ""
    wide = letters(wide)
    found = textwrap.wrap(text, wide)
    if len(found) > lines:
        found = [*found[: lines - 1], textwrap.shorten(" ".join(found[lines - 1 :]), wide, placeholder=" \u2026")]
    return "\n".join(found)


def folded(text: str, wide: int) -> str:
    """Text of another language than English in lines of so many English letters; English as it is."""
    return text if language() == ENGLISH else "\n".join(textwrap.wrap(text, letters(wide)))


def fit(text: Text, inches: float) -> None:
    """Smaller type for words of another language that are longer than their room along the line."""
    figure = text.figure
    if language() == ENGLISH or figure is None:
        return
    for _ in range(TRIES):
        box = text.get_window_extent(figure.canvas.get_renderer())  # type: ignore[attr-defined]
        long = (box.height if text.get_rotation() == 90.0 else box.width) / figure.dpi
        if long <= inches:
            return
        text.set_fontsize(float(text.get_fontsize()) * SPARE * inches / long)


def fit_legend(legend: Legend, inches: float) -> None:
    """The same for a legend, all of whose words keep one size."""
    figure = legend.figure
    if language() == ENGLISH or figure is None:
        return
    for _ in range(TRIES):
        long = legend.get_window_extent(figure.canvas.get_renderer()).width / figure.dpi  # type: ignore[attr-defined]
        if long <= inches:
            return
        for text in legend.get_texts():
            text.set_fontsize(float(text.get_fontsize()) * SPARE * inches / long)
