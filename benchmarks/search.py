"""A hundred thousand packages: judged, and each with 64 scenarios. Made-up options on the small test dossier."""

import tempfile
from functools import cache
from pathlib import Path

import numpy as np

from detente.assessment.package_building import table_for
from detente.assessment.package_table import Table
from detente.assessment.reaching import silent
from tests.reading.searched import SEARCH, searched

ASSUMED = 'certainty = "assumed"\nnote = "for the benchmark"\n'


def topic(name: str, count: int, effect: str) -> str:
    """A topic with so many options; `effect` of each but the first, with {k} for its number."""
    rows = [f'\n[[topics]]\nid = "{name}"\nname = "{name}"\n']
    for k in range(count):
        rows.append(f'\n[[options]]\ntopic = "{name}"\nid = "o{k}"\nname = "option {k}"\nburden = {k}\n{ASSUMED}')
        rows.append(effect.format(k=k, warheads=300 + 4 * k) if k else "")
    return "".join(rows)


@cache
def table() -> Table:
    """100,000 packages, 4,000 of them different to counting."""
    text = SEARCH.replace('respect = ["new-start"]', "respect = []")
    text += topic("ceilings", 25, '  [[options.ceiling]]\n  side = "Russia"\n  warheads = {warheads}\n')
    text += topic("years", 5, "duration = {k}\n") + topic("clause", 5, "") + topic("form", 5, "")
    with tempfile.TemporaryDirectory() as folder:
        return table_for(searched(Path(folder), search=text), silent)


def judge() -> int:
    """Judge every package; how many pass."""
    whole = table()
    parts = [whole.run(first, 20_000)["passes"] for first in range(0, whole.size, 20_000)]
    return int(np.concatenate(parts).sum())


def scenarios() -> float:
    """The share of 64 scenarios of every package, whether it passes or not; their mean."""
    whole = table()
    states, which = whole.states(whole.packages(0, whole.size))
    return float(whole.robustness(states)[which].mean())
