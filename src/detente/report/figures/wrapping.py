"""Text of unknown length into lines of a figure."""

import textwrap


def wrapped(text: str, wide: int, lines: int) -> str:
    """Text in at most so many lines of so many letters; what does not fit ends in dots."""
    if lines < 1:
        return ""
    found = textwrap.wrap(text, wide)
    if len(found) > lines:
        found = [*found[: lines - 1], textwrap.shorten(" ".join(found[lines - 1 :]), wide, placeholder=" \u2026")]
    return "\n".join(found)
