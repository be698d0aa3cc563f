"""How much of the threatened part of an area is defended: the numbers of an assessment, for one phase and threat."""

import numpy as np

from detente.assessment.resolve import Assumptions
from detente.assessment.stages import ground, map_slack
from detente.assessment.verdicts import defended_share
from detente.reading.approach import Threat


def shares(view: Assumptions, phase: int, threat: Threat) -> dict[str, float | None]:
    """Shares of area, population and capitals at the central numbers, as in an assessment; None: not threatened."""
    here = ground(view.dossier, threat.protects)
    cells, inside = here.inside.size, here.inside.ravel()
    everywhere = np.concatenate([here.grid.points, here.town_points])
    slack = map_slack(view, view.numbers, phase, threat, everywhere)
    area, towns, capital = slack[:cells][inside], slack[cells:], here.towns.capital
    return {
        "area": defended_share(area, np.ones_like(area)),
        "population": defended_share(towns, here.towns.population.astype(np.float64)),
        "capitals": defended_share(towns[capital], np.ones(int(capital.sum()))),
    }
