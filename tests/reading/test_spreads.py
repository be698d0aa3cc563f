"""What a range says of the number inside it: the statement's own word, else the dossier's, else nothing."""

from pathlib import Path

import pytest

from detente.reading import dossier
from detente.reading.approach import Ranges
from detente.reading.values import Statement
from tests.reading.material import changed, complaints

A, V = "approach.toml", "views/north.toml"
LOW, HIGH = 'low       = "30 s"\n', 'high      = "90 s"\n'


def said(certainty: str = "read", spread: str | None = None, low: float = 1.0) -> Statement:
    return Statement(value=2.0, low=low, high=3.0, text="2", unit="1", spread=spread, holder="us", kind="value",
                     source=None, where=None, certainty=certainty, date=None, note=None)  # fmt: skip


def ranges(**words: str) -> Ranges:
    return Ranges.model_validate(words)


def test_no_distribution_is_invented() -> None:
    assert ranges().law(said()) == "interval"
    assert ranges().law(said("assumed")) == "interval"


def test_the_statement_counts_before_the_dossier() -> None:
    ours = ranges(spread="uniform", assumed="triangular", note="ours")
    assert ours.law(said("read")) == "uniform"
    assert ours.law(said("assumed")) == "triangular"
    assert ours.law(said("assumed", "interval")) == "interval"
    assert ranges(assumed="triangular", note="ours").law(said("secondary")) == "interval"


def test_equal_ratios_need_a_low_end_above_nothing() -> None:
    assert ranges(spread="log-uniform", note="ours").law(said(low=0.5)) == "log-uniform"
    assert ranges(spread="log-uniform", note="ours").law(said(low=0.0)) == "uniform"


@pytest.mark.parametrize(
    ("table", "key", "part"),
    [
        ('[ranges]\nspread = "uniform"\n', "ranges.note", "missing; whoever gives ranges a distribution"),
        ('[ranges]\nspread = "normal"\n', "ranges.spread", "expected interval, uniform, log-uniform or triangular"),
        ('[ranges]\nassumd = "uniform"\n', "ranges.assumd", 'Did you mean "assumed"?'),
        ("ranges = 3\n", "ranges", "found 3, expected a table"),
    ],
)
def test_a_table_that_is_no_good_is_told(tmp_path: Path, table: str, key: str, part: str) -> None:
    files = changed(A, "[[phases]]", f"{table}\n[[phases]]")
    if table.startswith("ranges"):
        files = changed(A, "title", f"{table}title")
    assert any((file, where) == (A, key) and part in words for file, where, words in complaints(tmp_path, files))


@pytest.mark.parametrize(
    ("law", "low", "part"),
    [
        ("uniform", None, 'found "uniform" without a range'),
        ("log-uniform", "0 s", 'found "log-uniform" on a range from 0 on'),
        ("gauss", "10 s", "expected interval, uniform, log-uniform or triangular"),
    ],
)
def test_a_law_that_does_not_fit_its_range_is_told(tmp_path: Path, law: str, low: str | None, part: str) -> None:
    files = changed(V, LOW + HIGH, f'{LOW + HIGH if low else ""}spread = "{law}"\n')
    if low:
        files[V] = files[V].replace('"30 s"', f'"{low}"', 1)
    found = complaints(tmp_path, files)
    assert any((file, where) == (V, "values[2].spread") and part in words for file, where, words in found), found


def test_built_in_dossiers_say_what_their_own_ranges_are() -> None:
    # Ranges that nobody published are sampled with the peak at the value; published ones stay intervals.
    for row in dossier.dossiers():
        loaded = dossier.load(row.name)
        for view in loaded.views:
            for found in loaded.parameters(view).values():
                if found.low < found.high:
                    expected = "triangular" if found.certainty == "assumed" else "interval"
                    assert loaded.approach.ranges.law(found) == expected
