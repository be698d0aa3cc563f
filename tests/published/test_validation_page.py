"""docs/validation.md is what the code computes today."""

import re
from pathlib import Path

import pytest

from tools.write_docs import DOCS, FAMILIES, validation

NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?")


def words_and_numbers(line: str) -> tuple[str, list[str]]:
    """A line with every number replaced, and the numbers."""
    return NUMBER.sub("#", line), NUMBER.findall(line)


def same(printed: str, computed: str) -> bool:
    """Equal, or one off in the last digit printed: another machine rounds some sums the other way."""
    if printed == computed:
        return True
    mantissa, _, power = printed.partition("e")
    last = 10.0 ** (int(power or 0) - len(mantissa.partition(".")[2]))
    return abs(float(printed) - float(computed)) <= 1.01 * last


def differences(printed: str, computed: str) -> list[str]:
    """Lines that do not say the same."""
    found = []
    old, new = printed.splitlines(), computed.splitlines()
    if len(old) != len(new):
        return [f"{len(old)} lines on the page, {len(new)} computed"]
    for a, b in zip(old, new, strict=True):
        (words_a, numbers_a), (words_b, numbers_b) = words_and_numbers(a), words_and_numbers(b)
        if words_a != words_b or not all(map(same, numbers_a, numbers_b)):
            found.append(f"page:     {a}\ncomputed: {b}")
    return found


def test_the_page_is_up_to_date():
    page = (Path(DOCS) / "validation.md").read_text(encoding="utf-8")
    found = differences(page, validation())
    assert not found, "run `python -m tools.write_docs`:\n" + "\n".join(found[:10])


def test_every_family_of_rows_has_its_section():
    page = (Path(DOCS) / "validation.md").read_text(encoding="utf-8")
    for heading in FAMILIES.values():
        assert f"### {heading}\n" in page


@pytest.mark.parametrize(("printed", "computed", "alike"), [
    ("| 1.25 s |", "| 1.25 s |", True),
    ("| 1.25 s |", "| 1.26 s |", True),
    ("| 1.25 s |", "| 1.27 s |", False),
    ("| -3 | 5e-09 |", "| -3 | 6e-09 |", True),
    ("| -3 | 5e-09 |", "| -3 | 5e-08 |", False),
    ("| yes |", "| no |", False),
    ("one\ntwo", "one", False),
])  # fmt: skip
def test_what_counts_as_a_difference(printed, computed, alike):
    assert (not differences(printed, computed)) == alike
