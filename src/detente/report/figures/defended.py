"""The area each view sees as defended against one threat in one phase, side by side under the same camera."""

from functools import lru_cache
from typing import Any

import contourpy
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from numpy.typing import NDArray

from detente.assessment.result import Assessment, SecurityRow
from detente.messages import mark, tr
from detente.reading import atlas
from detente.report import words
from detente.report.fields import Bools, Field, Floats, edges, field, phases_with
from detente.report.figures import ground, sheet
from detente.report.figures.labels import Label, place_labels
from detente.report.figures.projection import Camera, camera_on, unit
from detente.report.figures.style import GREY, INK, LAND, MISSILE, PROTECTED, SEA, ViewStyle, drawing, view_styles
from detente.report.places import everywhere, launches, paths, standing

Pixels = NDArray[np.uint8]

HATCH = "#8d9299"
STRONG, WEAK = 0.62, 0.24  # how much of the view's colour lies on protected land, and beyond it
STEPS = (0.0, 0.3, 0.62, 1.0)  # of that, where nothing, 10, 50 and 90 % of the samples are defended
REACH_DASH, EDGE_DASH = (0, (1, 1.6)), (0, (6, 2, 1, 2))
NEAR = 0.24  # [Earth radii] protected land this near to what is threatened is in the picture too
NOTE = mark(
    "The line between defended and undefended runs between the cells of the map, right to half a cell. "
    "Graticule every 10\u00b0."
)


def defended(assessment: Assessment, threat: str, phase: int, *, borders: str = "visionscarto") -> Figure:
    """Where does each view see protection against this threat in this phase?

    Arguments: threat, phase: a pair that has a map; borders "visionscarto" or "none".
    Returns:   one panel a view, all under the camera that also serves the other phases of this threat. Where numbers
               were sampled, the area in three steps: defended in at least 90, 50 and 10 % of the samples.
    """
    styles = view_styles(assessment)
    fields = {view: field(assessment, threat, phase, view) for view in styles}
    with drawing():
        camera = camera_for(assessment, threat)
        page = sheet.panels(len(styles), camera)
        first = next(iter(fields.values()))
        below = ground.land(camera, page.width, page.height)
        where = ground.pixels(camera, page.width // 2, page.height // 2)
        home = ground.belongs(camera, page.width, page.height, protected_countries(first))
        sampled = {view: found.at(*where) for view, found in fields.items()}
        shown = {view: margin for view, (margin, _) in sampled.items()}
        bands = {view: _bands(assessment, threat, phase, view, where) for view in styles}
        for index, (view, margin) in enumerate(shown.items()):
            axes = page.axes[index]
            sure = [twice(band, below.shape) for band in bands[view] or [margin] * 3]
            sheet.lay(page, index, shade(below, home, sure, styles[view]))
            sheet.draw_lines(axes, camera, borders, step_deg=10)
            if bands[view]:
                _band_lines(axes, camera, bands[view], styles[view])
            else:
                _outline(axes, camera, shown, view, styles)
            _reach(axes, camera, fields[view], sampled[view][1])
            _furnish(axes, assessment, camera, threat, phase, view)
            sheet.panel_head(
                axes, words.view_title(assessment, view), _said(assessment, threat, phase, view), styles[view].deep
            )
        year = assessment.phases[phase]["year"]
        sheet.head(
            page.figure,
            tr(
                "Phase {phase} ({year}): what is defended against the {threat}",
                phase=phase,
                year=year,
                threat=words.name(assessment, threat),
            ),
            tr(assessment.phases[phase]["title"]),
        )
        banded = any(bands.values())
        note = f"{_drawn(assessment, threat)} {tr(NOTE)}" if banded else tr(NOTE)
        legend = _legend(styles, bool(launches(assessment, threat)), banded=banded)
        sheet.foot(page.figure, legend, note, columns=4)
    return page.figure


def _bands(assessment: Assessment, threat: str, phase: int, view: str, where: tuple[Floats, Floats]) -> list[Floats]:
    """The margins of 90, 50 and 10 % of the samples at these places; none where nothing was sampled."""
    found = edges(assessment, threat, phase, view)
    return [found[share].at(*where)[0] for share in sorted(found, reverse=True)]


def _drawn(assessment: Assessment, threat: str) -> str:
    count = assessment.tree[f"flying/bands/{threat}"].attrs["samples"]
    return tr(
        "Shares of {samples} samples of the numbers; ranges without a distribution at their worst, middle and best.",
        samples=int(count),
    )


def camera_for(assessment: Assessment, threat: str) -> Camera:
    """One camera for all phases and views of a threat: what it reaches of the area, launch places, sites."""
    views, phases = list(assessment.views), phases_with(assessment, threat)
    fields = [field(assessment, threat, phase, view) for phase in phases for view in views]
    hit = np.any([found.threatened & found.protected for found in fields], axis=0)
    if not hit.any():
        hit = fields[0].protected
    rows, columns = np.nonzero(fields[0].protected & _near(fields[0], hit))
    latitude, longitude = fields[0].latitude_deg[rows], fields[0].longitude_deg[columns]
    starts = list(launches(assessment, threat).values())
    starts += [(here.latitude_deg, here.longitude_deg) for here in everywhere(assessment) if here.interceptors]
    marks = np.array(starts).reshape(-1, 2)
    shape = sheet.panel_shape(len(views))
    return camera_on(
        np.concatenate([latitude, marks[:, 0]]), np.concatenate([longitude, marks[:, 1]]), shape=shape, margin=0.07
    )


def _near(found: Field, hit: Bools) -> Bools:
    """Cells not far from those that are hit."""
    everywhere_ = unit(found.latitude_deg[:, None], found.longitude_deg[None, :])
    rows, columns = np.nonzero(hit)
    close = everywhere_[rows, columns] @ everywhere_.reshape(-1, 3).T
    return np.asarray(close.max(axis=0).reshape(hit.shape) >= np.cos(NEAR))


def twice(coarse: Floats, shape: tuple[int, ...]) -> Floats:
    """Each pixel as two by two, cut or filled to the shape."""
    fine = np.repeat(np.repeat(coarse, 2, axis=0), 2, axis=1)
    room = ((0, max(0, shape[0] - fine.shape[0])), (0, max(0, shape[1] - fine.shape[1])))
    return np.asarray(np.pad(fine, room, mode="edge")[: shape[0], : shape[1]])


def protected_countries(found: Field) -> tuple[str, ...]:
    """The countries whose land makes up the protected area of this map."""
    rows, columns = np.nonzero(found.protected)
    return _countries(found.latitude_deg[rows].tobytes(), found.longitude_deg[columns].tobytes())


@lru_cache(maxsize=16)
def _countries(latitude: bytes, longitude: bytes) -> tuple[str, ...]:
    north, east = np.frombuffer(latitude), np.frombuffer(longitude)
    found = []
    for code, country in atlas.countries().items():
        box = country.geometry.bounds
        near = (north >= box[1]) & (north <= box[3])
        if near.any() and bool(atlas.inside([code], north[near], east[near]).any()):
            found.append(code)
    return tuple(found)


def shade(land: Floats, home: Bools, margins: list[Floats], style: ViewStyle) -> Pixels:
    """The colours of one panel (rows, columns, 3): ground, protected land, defended area, hatched gaps.

    margins: of 90, 50 and 10 % of the samples; three times the same where nothing was sampled.
    """
    below = np.where(np.isnan(land), 0, 1 + (land >= 0.5)).astype(np.uint8)
    with np.errstate(invalid="ignore"):
        steps = np.sum([margin >= 0.0 for margin in margins], axis=0)
        gap = home & (steps == 0) & (margins[1] < 0.0)
    sign = (home + 2 * steps).astype(np.uint8)
    sign[gap & _stripes(gap.shape)] = 2 * len(STEPS)
    return np.asarray(palette(style.colour)[sign, below])


@lru_cache(maxsize=8)
def palette(colour: str) -> Pixels:
    """Colours by sign (plain and protected for each of the STEPS, stripe) and ground (beyond the rim, sea, land)."""
    grounds = np.array([to_rgb("white"), to_rgb(SEA), to_rgb(LAND)])
    white, sea, land = np.array(to_rgb("white")), np.array(to_rgb(SEA)), np.array(to_rgb(PROTECTED))
    home = np.array([white, sea, land])
    ink = np.array(to_rgb(colour))
    signs = []
    for step in STEPS:
        signs += [grounds + step * WEAK * (ink - grounds), home + step * STRONG * (ink - home)]
    signs.append(np.broadcast_to(np.array(to_rgb(HATCH)), (3, 3)))
    return np.round(255 * np.stack(signs)).astype(np.uint8)


@lru_cache(maxsize=4)
def _stripes(shape: tuple[int, ...]) -> Bools:
    """Thin diagonal lines."""
    rows, columns = np.indices(shape)
    return np.asarray(np.mod(rows + columns, 7) < 2)


def _outline(axes: Axes, camera: Camera, shown: dict[str, Floats], view: str, styles: dict[str, ViewStyle]) -> None:
    """This view's line around what is defended, and the others' thinner."""
    for other, margin in sorted(shown.items(), key=lambda pair: pair[0] == view):
        width = 1.8 if other == view else 0.8
        axes.plot(*level_line(camera, margin, 0.0), color=styles[other].deep, ls=styles[other].dash, lw=width, zorder=7)


def _band_lines(axes: Axes, camera: Camera, margins: list[Floats], style: ViewStyle) -> None:
    """The edges of what 90, 50 and 10 % of the samples defend, the middle one thick."""
    for margin, width in zip(margins, (0.9, 1.8, 0.9), strict=True):
        axes.plot(*level_line(camera, margin, 0.0), color=style.deep, ls=style.dash, lw=width, zorder=7)


def level_line(camera: Camera, values: Floats, level: float) -> tuple[Floats, Floats]:
    """Where values at pixels cross a level, as one line with gaps; none across pixels without a value."""
    height, width = values.shape
    x = np.linspace(camera.left, camera.right, 2 * width + 1)[1::2]
    y = np.linspace(camera.top, camera.bottom, 2 * height + 1)[1::2]
    masked = np.ma.masked_invalid(values)
    generator = contourpy.contour_generator(x, y, masked, line_type=contourpy.LineType.ChunkCombinedNan)
    found = generator.lines(level)[0][0]
    if found is None:
        return np.empty(0), np.empty(0)
    return found[:, 0], found[:, 1]


def _reach(axes: Axes, camera: Camera, found: Field, threatened: Floats) -> None:
    """How far the missile reaches, and the edge of the computed map where the window shows it."""
    axes.plot(*level_line(camera, threatened, 0.5), color=MISSILE, ls=REACH_DASH, lw=1.1, zorder=6)
    south, north, west, east = found.edges_deg
    along, up = np.linspace(west, east, 181), np.linspace(south, north, 61)
    edges = [(np.full(181, south), along), (np.full(181, north), along)]
    if not found.all_round:
        edges += [(up, np.full(61, west)), (up, np.full(61, east))]
    for edge in edges:
        axes.plot(*camera.projection.polyline(*edge), color=GREY, lw=0.8, ls=EDGE_DASH, zorder=6)


def _furnish(axes: Axes, assessment: Assessment, camera: Camera, threat: str, phase: int, view: str) -> None:
    """Example paths, launch places, sites, names and the scale."""
    flown = paths(assessment, view=view, force=threat)
    drawn = [camera.projection.polyline(path.latitude_deg, path.longitude_deg) for path in flown]
    for line in drawn:
        axes.plot(*line, color=MISSILE, lw=1.0, zorder=6.5)
    here = standing(assessment, phase)
    sheet.draw_sites(axes, camera, here)
    labels = sheet.site_labels(assessment, camera, here)
    for place, at in launches(assessment, threat).items():
        x, y = (float(part) for part in camera.projection.forward(*at))
        axes.plot(x, y, "X", ms=6.0, mfc=MISSILE, mec="white", mew=0.5, zorder=9)
        labels.append(Label(words.place(assessment, place), x, y, 7.5, colour=MISSILE, style="italic"))
    place_labels(axes, labels, [(x[::2], y[::2]) for x, y in drawn])
    sheet.draw_scale(axes, camera)


def _said(assessment: Assessment, threat: str, phase: int, view: str) -> str:
    row = security_row(assessment, threat, phase, view)
    if row is None:
        return ""
    shares = [
        f"{what} {words.percent(share)}"
        for what, share in (
            (tr("area"), row.area_share),
            (tr("people in towns"), row.population_share),
            (tr("capitals"), row.capitals_share),
        )
        if share is not None
    ]
    said = ", ".join(shares)
    if not said:
        return tr("nothing of the protected area is threatened")
    return tr("defended, of what is threatened: {shares}", shares=said)


def security_row(assessment: Assessment, threat: str, phase: int, view: str) -> SecurityRow | None:
    """The row of one map."""
    for row in assessment.security:
        if (row.threat, row.phase, row.view) == (threat, phase, view):
            return row
    return None


def _legend(styles: dict[str, ViewStyle], starts: bool, *, banded: bool) -> list[tuple[Any, str]]:
    """What each sign means; one patch or line for each view."""
    strong = tuple(Patch(fc=style.colour, alpha=STRONG, ec="none") for style in styles.values())
    weak = tuple(Patch(fc=style.colour, alpha=WEAK, ec="none") for style in styles.values())
    half, tenth = (tuple(Patch(fc=style.colour, alpha=STRONG * step, ec="none") for style in styles.values())
                   for step in (STEPS[2], STEPS[1]))  # fmt: skip
    edge = tr("edge of the defended area in 90, 50 (thick) and 10 % of the samples")
    sure = tr("protected land, defended in 90 % of the samples") if banded else tr("protected land, defended")
    limits = tuple(Line2D([], [], color=style.deep, ls=style.dash, lw=1.6) for style in styles.values())
    start = Line2D([], [], color=MISSILE, lw=1.0, marker="X", ms=5, mec="white", mew=0.4)
    return [
        (strong, sure),
        *([(half, tr("in 50 %")), (tenth, tr("in 10 %"))] if banded else []),
        (weak, tr("defended beyond it")),
        (Patch(fc=PROTECTED, ec=HATCH, lw=0.5, hatch="/////"), tr("protected land, threatened, not defended")),
        (Patch(fc=PROTECTED, ec="#c9c4b8", lw=0.6), tr("protected land out of the missile's reach")),
        (limits, edge if banded else tr("limit of the defended area (thin: as the other view sees it)")),
        (Line2D([], [], color=MISSILE, ls=REACH_DASH, lw=1.1), tr("limit of the missile's reach")),
        (Line2D([], [], color=GREY, ls=EDGE_DASH, lw=0.8), tr("edge of the computed map")),
        *([(start, tr("launch place, example path"))] if starts else []),
        (sheet.sign("^", ms=6.5, mfc=INK, mec="white"), tr("interceptors")),
        (sheet.sign("o", ms=6.0, mfc="white", mec=INK), tr("sensor (a ring around both)")),
    ]
