"""Many more choices than can all be looked at: an evolutionary search with a fixed seed, and what it came upon."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from detente.errors import RangeError
from detente.messages import mark
from detente.weighing.bargains import Ints
from detente.weighing.frontier import Floats

POPULATION, GENERATIONS = 200, 150


def evolve(
    scores: Callable[[Ints], tuple[Floats, Floats]],
    sizes: Sequence[int],
    *,
    seed: int,
    population: int = POPULATION,
    generations: int = GENERATIONS,
) -> Ints:
    """Choices worth looking at, out of all combinations of levels: everything that the search has tried.

    NSGA-II of pymoo on whole numbers. Not exact: what it has not tried may be better. The same seed tries the same.

    Arguments: scores, from levels (n, topics) to goals (n, k), more being better, and what is missed (n,), 0 where
               nothing is; sizes, levels of each topic.
    Returns:   different levels (m, topics), the first row all 0, in rising order.
    Refuses:   RangeError where pymoo is not installed.
    Source:    Deb, Pratap, Agarwal, Meyarivan (2002), https://doi.org/10.1109/4235.996017.
    """
    tried = [np.zeros((1, len(sizes)), dtype=np.int64)]
    goals = scores(tried[0])[0].shape[1]
    problem_type, algorithm, minimize = _pymoo(population)

    class Packages(problem_type):  # type: ignore[misc, valid-type]
        """The choice as pymoo asks for it: less is better, and what is missed must not be above 0."""

        def __init__(self) -> None:
            upper = np.array(sizes) - 1
            super().__init__(
                n_var=len(sizes), n_obj=goals, n_ieq_constr=1, xl=np.zeros(len(sizes)), xu=upper, vtype=int
            )

        def _evaluate(self, x: Any, out: dict[str, Any], *_args: Any, **_kwargs: Any) -> None:
            levels = np.asarray(x, dtype=np.int64)
            tried.append(levels)
            found, missed = scores(levels)
            out["F"], out["G"] = -found, missed[:, None]

    minimize(Packages(), algorithm, ("n_gen", generations), seed=seed, verbose=False)
    return np.unique(np.concatenate(tried), axis=0)


def _pymoo(population: int) -> tuple[Any, Any, Any]:
    """The parts of pymoo that are needed, loaded only here."""
    try:
        from pymoo.algorithms.moo.nsga2 import NSGA2
        from pymoo.core.problem import Problem
        from pymoo.operators.crossover.sbx import SBX
        from pymoo.operators.mutation.pm import PM
        from pymoo.operators.repair.rounding import RoundingRepair
        from pymoo.operators.sampling.rnd import IntegerRandomSampling
        from pymoo.optimize import minimize
    except ImportError as error:
        raise RangeError(
            mark(
                "so many packages are searched with pymoo, which is not installed. Install it (pip install "
                "pymoo), or leave out options until there are a million packages or fewer."
            )
        ) from error
    algorithm = NSGA2(
        pop_size=population,
        sampling=IntegerRandomSampling(),
        crossover=SBX(prob=0.9, eta=3.0, vtype=float, repair=RoundingRepair()),
        mutation=PM(eta=3.0, vtype=float, repair=RoundingRepair()),
        eliminate_duplicates=True,
    )
    return Problem, algorithm, minimize
