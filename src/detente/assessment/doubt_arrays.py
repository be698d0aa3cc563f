"""What samples of the numbers say, as labelled arrays."""

from collections.abc import Sequence

import numpy as np
import xarray as xr

from detente.assessment.doubt_result import Doubt
from detente.vocabulary import variable

QUANTILES = {"reach": "slack_quantile", "cover": "covered_quantile", "sufficiency": "margin_quantile"}
BOUNDS = ("low", "high")


def doubt_arrays(found: Doubt, views: Sequence[str]) -> xr.Dataset:
    """Chance of every word, and quantiles of slack, share covered and sufficiency margin, each with its two bounds."""
    questions = list(dict.fromkeys(row.key for row in found.rows))
    words = list(dict.fromkeys(chance.word for row in found.rows for chance in row.chances))
    chances = np.full((len(views), len(questions), len(words), len(BOUNDS)), np.nan)
    for row in found.rows:
        here = chances[views.index(row.view), questions.index(row.key)]
        here[:] = 0.0
        for chance in row.chances:
            here[words.index(chance.word)] = chance.low, chance.high
    data = {"answer_chance": variable("answer_chance", chances, view=list(views), question=questions, word=words,
                                      bound=list(BOUNDS))}  # fmt: skip
    levels = next((row.quantities[0].levels for row in found.rows), ())
    for kind, name in QUANTILES.items():
        values = np.full((len(views), len(questions), len(levels), len(BOUNDS)), np.nan)
        for row in (row for row in found.rows if row.kind == kind):
            ends = (row.quantities[0].low, row.quantities[0].high)
            values[views.index(row.view), questions.index(row.key)] = np.array(ends, dtype=np.float64).T
        data[name] = variable(name, values, level=list(levels))
    return xr.Dataset(data, attrs={"samples": found.used, "seed": found.seed, "stopped": str(found.stopped)})
