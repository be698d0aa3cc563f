"""The paths of the deterrent over the pole, coloured by the slack of the site that comes closest, view beside view."""

import math
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from detente.assessment.result import Assessment
from detente.messages import mark, tr
from detente.report import words
from detente.report.figures import ground, sheet
from detente.report.figures.labels import place_labels
from detente.report.figures.projection import Camera, camera_on
from detente.report.figures.style import GREY, INK, PALE, drawing, view_styles
from detente.report.places import Path, everywhere, paths, standing

LIMIT_S = 300.0  # [s] beyond this the colour grows no stronger
COLOURS = LinearSegmentedColormap.from_list(
    "slack", [(0.0, "#07524e"), (0.5, "#6fb7af"), (0.5, "#d592cf"), (1.0, "#560d5e")]
)
NEVER = "#8b9096"
PLAIN_SEA, PLAIN_LAND = (232, 238, 243), (241, 238, 231)
NOTE = mark(
    "Each line is one example flight from a base town to the middle of a coarse region; its colour is the slack of the "
    "site with most slack, at the central values."
)


@dataclass(frozen=True, eq=False)
class Track:
    """One example flight and the slack of the best site against missiles from there [s]; None is never."""

    path: Path
    slack_s: float | None


def reach(assessment: Assessment, phase: int, *, borders: str = "visionscarto") -> Figure:
    """Which flights of the deterrent could the interceptors of this phase meet in time?"""
    styles = view_styles(assessment)
    with drawing():
        camera = camera_over(assessment)
        page = sheet.panels(len(styles), camera)
        found = {view: tracks(assessment, phase, view) for view in styles}
        every = [track for several in found.values() for track in several]
        order = _order(every)
        corner = _corner(assessment, camera, every, len(order))
        below = ground.land(camera, page.width, page.height)
        picture = np.where((np.nan_to_num(below) >= 0.5)[..., None], PLAIN_LAND, PLAIN_SEA).astype(np.uint8)
        picture[np.isnan(below)] = 255
        for index, (view, style) in enumerate(styles.items()):
            axes = page.axes[index]
            sheet.lay(page, index, picture)
            sheet.draw_lines(axes, camera, borders, step_deg=10)
            _draw(axes, assessment, camera, phase, found[view], order)
            _key(axes, assessment, found[view], order, corner)
            sheet.panel_head(axes, words.view_title(assessment, view), _said(assessment, phase, view), style.deep)
        year = assessment.phases[phase]["year"]
        sheet.head(
            page.figure,
            tr("Phase {phase} ({year}): slack against the strategic missiles to be left alone", phase=phase, year=year),
            tr(assessment.phases[phase]["title"]),
        )  # fmt: skip
        _colour_bar(page.figure)
        sheet.foot(page.figure, _legend(), tr(NOTE), columns=2)
    return page.figure


def tracks(assessment: Assessment, phase: int, view: str) -> tuple[Track, ...]:
    """The example flights of the deterrents with the slack of the best site, most slack last."""
    best: dict[tuple[str, str], float] = {}
    for row in assessment.balance:
        if (row.phase, row.view) == (phase, view):
            for launch in row.launches:
                key = (row.deterrent, launch.place)
                slack = -math.inf if launch.slack_s.median is None else launch.slack_s.median
                best[key] = max(best.get(key, -math.inf), slack)
    flights = [path for path in paths(assessment, view=view) if (path.force, path.launch) in best]
    flights.sort(key=lambda path: best[path.force, path.launch])
    return tuple(
        Track(path, slack if math.isfinite(slack := best[path.force, path.launch]) else None) for path in flights
    )


def camera_over(assessment: Assessment) -> Camera:
    """One camera for all phases and views: every path of a deterrent, and the sites."""
    flights = [path for path in paths(assessment) if path.kind == "deterrent"]
    here = [place for place in everywhere(assessment) if place.interceptors]
    latitude = np.concatenate([[place.latitude_deg for place in here], *(path.latitude_deg[::8] for path in flights)])
    longitude = np.concatenate(
        [[place.longitude_deg for place in here], *(path.longitude_deg[::8] for path in flights)]
    )
    shape = sheet.panel_shape(len(assessment.views))
    return camera_on(latitude, longitude, shape=shape, margin=0.06)


def _order(found: list[Track]) -> list[str]:
    """Launch places, those with most slack under any view first: the numbers they bear in every panel."""
    places = dict.fromkeys(track.path.launch for track in found)
    return sorted(places, key=lambda place: -_most([track for track in found if track.path.launch == place]))


def _draw(
    axes: Axes, assessment: Assessment, camera: Camera, phase: int, found: tuple[Track, ...], order: list[str]
) -> None:
    """Lines, launch places, sites and names."""
    scale = Normalize(-LIMIT_S, LIMIT_S)
    starts: dict[str, list[Track]] = {}
    drawn = []
    for track in found:
        x, y = camera.projection.polyline(track.path.latitude_deg, track.path.longitude_deg)
        colour = NEVER if track.slack_s is None else COLOURS(scale(track.slack_s))
        width, dash = (
            (1.0, (0, (1, 2)))
            if track.slack_s is None
            else (2.3, "solid")
            if track.slack_s >= 0
            else (1.5, (0, (4, 2)))
        )
        axes.plot(x, y, color=colour, lw=width, ls=dash, zorder=6 + (track.slack_s is not None))
        drawn.append((x[::2], y[::2]))
        starts.setdefault(track.path.launch, []).append(track)
    here = [place for place in standing(assessment, phase) if place.interceptors]
    sheet.draw_sites(axes, camera, here)
    spots = []
    for number, place in enumerate(order, start=1):
        if place in starts:
            begin = starts[place][0].path
            at = camera.projection.forward(begin.latitude_deg[0], begin.longitude_deg[0])
            spots.append((float(at[0]), float(at[1])))
            axes.plot(*spots[-1], "o", ms=9.0, mfc="white", mec=INK, mew=0.8, zorder=9)
            axes.text(
                *spots[-1], str(number), fontsize=6.2, fontweight="bold", ha="center", va="center_baseline", zorder=9.5
            )
    place_labels(axes, sheet.site_labels(assessment, camera, here), drawn, spots)
    sheet.draw_scale(axes, camera)


def _most(several: list[Track]) -> float:
    """The most slack from one place; minus infinity for never."""
    return max(-math.inf if track.slack_s is None else track.slack_s for track in several)


def _launch_label(assessment: Assessment, place: str, several: list[Track]) -> str:
    """A base town and its slack; by missile where several types start there."""
    town = words.place(assessment, place)
    if len(several) == 1:
        return f"{town} {words.seconds(several[0].slack_s)}"
    said = [
        f"{words.bracket(assessment, track.path.force)} {words.seconds(track.slack_s)}" for track in reversed(several)
    ]
    return f"{town}: {', '.join(said)}"


def _corner(assessment: Assessment, camera: Camera, found: list[Track], rows: int) -> tuple[str, str]:
    """Where a list of so many rows covers least; the corner of the scale is left alone."""
    sites = [(np.array([here.latitude_deg]), np.array([here.longitude_deg])) for here in everywhere(assessment)]
    starts = [(track.path.latitude_deg[:1], track.path.longitude_deg[:1]) for track in found]
    lines = [(track.path.latitude_deg[::4], track.path.longitude_deg[::4]) for track in found]
    places = [*lines, *(sites + starts) * 30]
    x, y = camera.projection.forward(*(np.concatenate(part) for part in zip(*places, strict=True)))
    u, v = (x - camera.left) / (camera.right - camera.left), (y - camera.bottom) / (camera.top - camera.bottom)
    wide, tall = 0.40, 0.031 * rows + 0.03
    covered = {
        ("left", "top"): (u < wide) & (v > 1 - tall),
        ("right", "bottom"): (u > 1 - wide) & (v < tall),
        ("right", "top"): (u > 1 - wide) & (v > 1 - tall),
    }
    return min(covered, key=lambda corner: int(np.count_nonzero(covered[corner])))


def _key(
    axes: Axes, assessment: Assessment, found: tuple[Track, ...], order: list[str], corner: tuple[str, str]
) -> None:
    """The list of launch places with their slack."""
    starts = {place: [track for track in found if track.path.launch == place] for place in order}
    rows = [
        f"{number}  {_launch_label(assessment, place, starts[place])}"
        for number, place in enumerate(order, start=1)
        if starts[place]
    ]
    across, up = corner
    if rows:
        axes.text(
            0.012 if across == "left" else 0.988, 0.985 if up == "top" else 0.015, "\n".join(rows),
            transform=axes.transAxes, ha=across, va=up, ma="left", fontsize=7.2, linespacing=1.4, zorder=12,
            bbox={"boxstyle": "square,pad=0.45", "fc": "white", "ec": PALE, "alpha": 0.9, "lw": 0.6},
        )  # fmt: skip


def _said(assessment: Assessment, phase: int, view: str) -> str:
    """How many forces have which best verdict."""
    best: dict[str, int] = {}
    for row in assessment.balance:
        if (row.phase, row.view) == (phase, view):
            rank = words.REACH_ORDER.index(row.verdict)
            best[row.deterrent] = max(best.get(row.deterrent, 0), rank)
    counts = [(list(best.values()).count(rank), verdict) for rank, verdict in enumerate(words.REACH_ORDER)]
    said = [
        tr("{spelled} {verdict}", spelled=str(count), verdict=verdict) for count, verdict in reversed(counts) if count
    ]
    return tr("forces: {verdicts}", verdicts=", ".join(said))


def _legend() -> list[tuple[Line2D, str]]:
    return [
        (Line2D([], [], color=COLOURS(0.85), lw=2.3), tr("in time: slack of 0 s or more")),
        (Line2D([], [], color=COLOURS(0.15), lw=1.5, ls=(0, (4, 2))), tr("too late: negative slack")),
        (Line2D([], [], color=NEVER, lw=1.0, ls=(0, (1, 2))), tr("never: no interceptor gets there at all")),
        (sheet.sign("^", ms=6.5, mfc=INK, mec="white"), tr("interceptors")),
        (sheet.sign("o", ms=8.0, mfc="white", mec=INK), tr("base town, or region at sea: name and slack in the list")),
    ]


def _colour_bar(figure: Figure) -> None:
    height = figure.get_size_inches()[1]
    axes = figure.add_axes((0.68, (sheet.BOTTOM - 0.3) / height, 0.28, 0.11 / height))
    bar = figure.colorbar(
        ScalarMappable(Normalize(-LIMIT_S, LIMIT_S), COLOURS), cax=axes, orientation="horizontal", extend="both"
    )
    bar.set_ticks([-300, -150, 0, 150, 300])
    bar.set_ticklabels([words.seconds(-300.0), f"{words.MINUS}150", "0", "+150", words.seconds(300.0)])
    bar.outline.set_visible(False)
    axes.tick_params(labelsize=7.2, length=2, colors=GREY)
    axes.text(0.0, 1.35, tr("too late"), transform=axes.transAxes, fontsize=7.4, ha="left", va="bottom")
    axes.text(1.0, 1.35, tr("in time"), transform=axes.transAxes, fontsize=7.4, ha="right", va="bottom")
