"""The live picture: frames while a site is dragged or a number moved, and the finer picture after a drag."""

import time
from collections.abc import Callable, Iterator

import numpy as np

import detente
from benchmarks.timing import Line
from detente.assessment.resolve import assumptions, defence, notional
from detente.assessment.scene import PLAIN_LAYERS, Look, Scene, scene
from detente.assessment.scene_skies import defended_sky, slack_under, whole_sky
from detente.assessment.stages import least_slack, map_slack
from detente.flying.footprint import MAP_COAST, encounter, flights
from detente.reading.dossier import Dossier

DOSSIER, PAIR, PHASE = "deauville-2011", ("us-nato", "russia"), 4
THREATS = ("iran-irbm", "iran-icbm")
SITE, DETERRENT = "sm-3-2b@redzikowo", "west-silo-topol-m"
BAND = ("band", *PLAIN_LAYERS)
FRAMES = 30


class Page:
    """A page that is dragged: every frame something else, and the picture before at hand."""

    def __init__(self, threat: str, layers: tuple[str, ...] = PLAIN_LAYERS) -> None:
        self.dossier = detente.load(DOSSIER)
        self.look = Look(PAIR, PHASE, threat, DETERRENT, SITE)
        self.layers, self.turn = layers, 0
        self.last: Scene = scene(self.dossier, self.look, layers=layers)

    def drag(self, step: float = 1.0) -> Scene:
        """One frame of a dragged site."""
        self.turn += 1
        moved = {"redzikowo": (54.5, round(14.0 + 0.1 * (self.turn % 60), 1))}
        return self._frame(detente.with_changes(self.dossier, moved=moved), step)

    def slide(self) -> Scene:
        """One frame of an interceptor's speed."""
        self.turn += 1
        text = f"{4.5 + 0.01 * (self.turn % 90):.2f} km/s"
        return self._frame(detente.with_changes(self.dossier, {"us-nato": {"sm-3-2b.burnout_speed": text}}), 1.0)

    def _frame(self, dossier: Dossier, step: float) -> Scene:
        self.last = scene(dossier, self.look, layers=self.layers, step_deg=step, last=self.last)
        self.last.payload()
        return self.last


def spent(call: Callable[[], object], turns: int) -> tuple[np.ndarray, np.ndarray]:
    """Seconds by the clock and of all cores together, of every turn, after two that do not count."""
    call(), call()
    clock, cores = [], []
    for _ in range(turns):
        start, used = time.perf_counter(), time.process_time()
        call()
        clock.append(time.perf_counter() - start)
        cores.append(time.process_time() - used)
    return np.array(clock), np.array(cores)


def said(name: str, times: tuple[np.ndarray, np.ndarray], goal: str) -> Line:
    """Median and 95 % of several frames, and what the cores spent on the median one: a busy machine only waits more."""
    median, p95 = np.quantile(times[0], [0.5, 0.95]) * 1e3
    used = float(np.median(times[1])) * 1e3
    return name, f"{median:.0f} ms", f"p95 {p95:.0f} ms, {used:.0f} ms of core time{goal and '; ' + goal}"


def one_field() -> Iterator[Line]:
    """The field of one side with four sites: of a dragged site, and with everything asked anew from its flights."""
    dossier = detente.load(DOSSIER)
    threat = next(row for row in dossier.approach.threats if row.id == THREATS[0])
    at = [0]

    def fresh() -> object:
        at[0] += 1
        moved = detente.with_changes(dossier, moved={"redzikowo": (54.0, round(14.0 + 0.1 * (at[0] % 80), 1))})
        view = assumptions(moved, PAIR[0])
        sky = defended_sky(view, PHASE, threat)
        here = defence(view.against(PHASE, threat), view.numbers, view.words)
        return slack_under(here, whole_sky(sky, view.numbers, 1.0))

    view = assumptions(dossier, PAIR[0])
    points = defended_sky(view, PHASE, threat).window.points(1.0)
    anew = spent(lambda: map_slack(view, view.numbers, PHASE, threat, points), 5)[1]
    vehicle = notional(dossier.catalog, threat.missile, view.numbers)
    launches = defended_sky(view, PHASE, threat).others
    here = defence(view.against(PHASE, threat), view.numbers, view.words)

    def all_of_it() -> object:
        return least_slack(encounter(here, flights(vehicle, launches, points, coast=MAP_COAST), tables=True))

    flown_too, times = spent(all_of_it, 2)[1], spent(fresh, FRAMES)
    ours = np.median(times[1])
    yield said("field of 1 degree, four sites, one place dragged", times, "p95 less than 60 ms on 2 cores")
    yield "  all sites anew over it", f"{np.median(anew) / ours:.1f} x", "core time; two of the four stand there"
    yield "  flights and sites anew over it", f"{np.median(flown_too) / ours:.0f} x", "core time"


def frames() -> Iterator[Line]:
    """Whole frames of both sides, and the finer picture when a drag ends."""
    for threat in THREATS:
        page, banded = Page(threat), Page(threat, BAND)
        yield said(f"frame of both sides, {threat}, site dragged", spent(page.drag, FRAMES), "")
        yield said("  an interceptor's speed moved", spent(page.slide, FRAMES), "")
        yield said("  with band, site dragged", spent(banded.drag, FRAMES), "")
        yield said("  with band, a quarter of a degree", spent(lambda: banded.drag(0.25), 8), "less than 1 s")  # noqa: B023


def table() -> list[Line]:
    """All lines."""
    return [*one_field(), *frames()]
