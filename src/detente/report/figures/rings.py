"""How far a missile reaches in every direction, modelled and claimed, on a map with true distances from the launch."""

import math
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from detente.assessment.ring_result import FROM, Claim, RangeRings, Reach, Ring
from detente.messages import day, digits, mark, tr
from detente.reading.atlas import BOUNDARY_NOTE
from detente.report import words
from detente.report.figures import ground, sheet
from detente.report.figures.labels import Label, place_labels
from detente.report.figures.projection import EARTH_RADIUS_KM, Camera, Floats, Projection
from detente.report.figures.style import DPI, GREY, INK, LAND, SEA, drawing, paper
from detente.report.figures.wrapping import letters

COLOURS = ("#0072b2", "#c44e00", "#007a5a", "#a64d82", "#1d2733")  # after Okabe and Ito (2008), darkened for lines
CLAIMED = ((0, (5, 2)), (0, (1.2, 1.6)), (0, (7, 2, 1.2, 2)), (0, (3, 1.2)), (0, (9, 3)))
MODELLED, THIN = 2.0, 0.8
WIDTH, MAP_HEIGHT = 8.4, 6.6  # [inches]
LEFT, TOP, TICKS = 0.72, 0.62, 0.42  # [inches] around the map
ROW, NOTE_ROW = 0.152, 0.122  # [inches] of a line of the legend and of a note
WRAP, NOTE_WRAP = (62, 132), 150  # letters to a line of the legend in two columns or one, and of a note
TITLE = 44  # letters of missiles' names that fit into the title
MARGIN = 1.12  # height of the map over that of the largest ring
NORTH, SOUTH = mark("{degrees:.2f}\u00b0 N"), mark("{degrees:.2f}\u00b0 S")
EAST, WEST = mark("{degrees:.2f}\u00b0 E"), mark("{degrees:.2f}\u00b0 W")
STEPS_KM = (50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True)
class _Entry:
    """One line of the legend: what stands for it on the map, if anything, and its words."""

    handle: Any
    text: str


def rings(found: RangeRings, *, borders: str = "visionscarto") -> Figure:
    """The contours and claims of `range_rings` on an azimuthal equidistant map centred on the launch place.

    Solid: modelled. Dashed and dotted: claimed. Arguments: borders "visionscarto" or "none".
    """
    blocks = [list(_entries(ring, COLOURS[number % len(COLOURS)])) for number, ring in enumerate(found.rings)]
    columns = 1 if len(blocks) == 1 else 2
    placed, legend_height = _columns(blocks, columns)
    notes = _notes(found)
    with drawing():
        camera = _camera(found)
        below = TICKS + legend_height + NOTE_ROW * len(notes) + 0.12
        figure, axes = _page(camera, below)
        sheet.draw_lines(axes, camera, borders, step_deg=10 if camera.top < 0.5 else 30)
        for number, ring in enumerate(found.rings):
            _draw(axes, camera, ring, COLOURS[number % len(COLOURS)])
        _name(axes, camera, found)
        _ticks(axes, camera)
        sheet.head(figure, _title(found), _under(found))
        for number, (column, down) in enumerate(placed):
            _legend(figure, tr(found.rings[number].name), blocks[number], (column, columns), below - TICKS - down)
        tall = figure.get_size_inches()[1]
        figure.text(LEFT / WIDTH, 0.08 / tall, "\n".join(notes), fontsize=6.8, color=GREY, va="bottom")
    return figure


def _camera(found: RangeRings) -> Camera:
    lines = [line for ring in found.rings for line in _lines(ring)]
    half = MARGIN * max(float(np.max(line.distance)) for line in lines) / 1e3 / EARTH_RADIUS_KM
    across = half * (WIDTH - LEFT - sheet.SIDE) / MAP_HEIGHT
    projection = Projection(*found.launch, "equidistant")
    return Camera(projection, -across, across, -half, half)


def _lines(ring: Ring) -> Iterator[Any]:
    yield from (reach.line for reach in (ring.reach, ring.low, ring.high) if reach is not None)
    yield from (claim.line for claim in ring.claims if claim.line is not None)


def _page(camera: Camera, below: float) -> tuple[Figure, Axes]:
    """The sheet with its one map, land and sea under it."""
    tall, wide = TOP + MAP_HEIGHT + below, WIDTH - LEFT - sheet.SIDE
    figure = paper(WIDTH, tall)
    axes = figure.add_axes((LEFT / WIDTH, below / tall, wide / WIDTH, MAP_HEIGHT / tall))
    axes.set_xlim(camera.left, camera.right)
    axes.set_ylim(camera.bottom, camera.top)
    axes.set_autoscale_on(False)
    axes.patch.set_visible(False)
    page = sheet.Panels(figure, (axes,), round(wide * DPI), round(MAP_HEIGHT * DPI))
    land = ground.land(camera, page.width, page.height)
    colours = np.round(255 * np.array([to_rgb("white"), to_rgb(SEA), to_rgb(LAND)])).astype(np.uint8)
    sheet.lay(page, 0, colours[np.where(np.isnan(land), 0, 1 + (land >= 0.5))])
    return figure, axes


def _draw(axes: Axes, camera: Camera, ring: Ring, colour: str) -> None:
    for number, claim in enumerate(ring.claims):
        if claim.line is not None:
            axes.plot(*_closed(camera, claim.line), color=colour, lw=1.2, ls=CLAIMED[number % len(CLAIMED)], zorder=7)
    for end in (ring.low, ring.high):
        if end is not None:
            axes.plot(*_closed(camera, end.line), color=colour, lw=THIN, solid_capstyle="round", zorder=7)
    if ring.reach is not None:
        axes.plot(*_closed(camera, ring.reach.line), color=colour, lw=MODELLED, solid_capstyle="round", zorder=8)


def _closed(camera: Camera, line: Any) -> tuple[Floats, Floats]:
    latitude, longitude = np.degrees(line.latitude), np.degrees(line.longitude)
    return camera.projection.polyline(np.append(latitude, latitude[0]), np.append(longitude, longitude[0]))


def _name(axes: Axes, camera: Camera, found: RangeRings) -> None:
    """The launch place, and the least and greatest modelled range of every missile where they are."""
    axes.plot(0.0, 0.0, "X", ms=7.0, mfc=INK, mec="white", mew=0.6, zorder=9)
    labels = [Label(tr(found.place) if found.place else tr("launch"), 0.0, 0.0, 8.0, "bold")]
    for number, ring in enumerate(found.rings):
        colour = COLOURS[number % len(COLOURS)]
        for distance, bearing in (ring.reach.greatest, ring.reach.least) if ring.reach else ():
            away, turn = distance / EARTH_RADIUS_KM, math.radians(bearing)
            x, y = away * math.sin(turn), away * math.cos(turn)
            axes.plot(x, y, "o", ms=4.0, mfc=colour, mec="white", mew=0.5, zorder=9)
            labels.append(Label(tr("{distance:,.0f} km", distance=distance), x, y, 8.0, "bold", colour))
    drawn = [_closed(camera, line) for ring in found.rings for line in _lines(ring)]
    place_labels(axes, labels, [(x[::3], y[::3]) for x, y in drawn])


def _ticks(axes: Axes, camera: Camera) -> None:
    """Distances from the launch place along the frame."""
    half = camera.top * EARTH_RADIUS_KM
    step = next((size for size in STEPS_KM if half / size < 6), STEPS_KM[-1])
    for axis, end in ((axes.xaxis, camera.right), (axes.yaxis, camera.top)):
        most = int(0.96 * end * EARTH_RADIUS_KM / step)  # a number at the very end would not fit
        ticks = [step * count for count in range(-most, most + 1)]
        axis.set_ticks([tick / EARTH_RADIUS_KM for tick in ticks], [digits(f"{abs(tick):,}") for tick in ticks])
    axes.tick_params(labelsize=7.5, length=3, color=GREY, labelcolor=GREY)
    axes.set_xlabel(tr("km west and east of the launch place"), fontsize=7.5, labelpad=2)
    axes.set_ylabel(tr("km south and north of it"), fontsize=7.5, labelpad=2)


def _title(found: RangeRings) -> str:
    names = ", ".join(tr(ring.name) for ring in found.rings)
    if len(names) > TITLE:
        return tr("Range from {place}", place=_where(found))
    return tr("{missiles}: range from {place}", missiles=names, place=_where(found))


def _where(found: RangeRings) -> str:
    latitude, longitude = found.launch
    north = NORTH if latitude >= 0 else SOUTH
    east = EAST if longitude >= 0 else WEST
    place = f"{tr(north, degrees=abs(latitude))}, {tr(east, degrees=abs(longitude))}"
    return f"{tr(found.place)} ({place})" if found.place else place


def _under(found: RangeRings) -> str:
    turning = tr("turning Earth") if found.rotating else tr("Earth held still")
    return tr(
        "Solid: modelled ({tier} tier, {turning}). Broken lines: claimed, the same in every direction.",
        tier=found.tier,
        turning=turning,
    )


def _entries(ring: Ring, colour: str) -> Iterator[_Entry]:
    if ring.reach is not None:
        yield _Entry(Line2D([], [], color=colour, lw=MODELLED), _modelled(ring, ring.reach))
    else:
        yield _Entry(None, tr("not modelled: {reason}", reason=ring.reason))
    if ring.low is not None and ring.high is not None:
        least, most = ring.low.least[0], ring.high.greatest[0]
        said = next(claim.said for claim in ring.claims if claim.modelled)
        text = tr(
            "the same at the ends of {low:,.0f} to {high:,.0f} km: {least:,.0f} to {most:,.0f} km",
            low=said.low / 1e3,
            high=said.high / 1e3,
            least=least,
            most=most,
        )
        yield _Entry(Line2D([], [], color=colour, lw=THIN), text)
    for number, claim in enumerate(ring.claims):
        dash = CLAIMED[number % len(CLAIMED)]
        handle = Line2D([], [], color=colour, lw=1.2, ls=dash) if claim.line is not None else None
        yield _Entry(handle, _claimed(claim))


def _modelled(ring: Ring, reach: Reach) -> str:
    least, most = reach.least[0], reach.greatest[0]
    said = tr(
        "modelled: {least:,.0f} to {most:,.0f} km; Earth held still: {still:,.0f} km",
        least=least,
        most=most,
        still=reach.still_m / 1e3,
    )
    if ring.certainty == "read":
        return said
    if ring.certainty == "assumed":
        return tr("{said}; rests on an assumption", said=said)
    return tr("{said}; rests on {certainty} numbers", said=said, certainty=ring.certainty)


def _claimed(claim: Claim) -> str:
    said = claim.said
    holder = tr(said.holder)
    parts = [
        tr("claimed: {distance:,.0f} km", distance=said.value / 1e3)
        + (f" ({_span(said.low, said.high)})" if said.low < said.high else ""),
        f"{holder}, {day(said.date)}" if said.date else holder,
    ]
    sure = "" if said.certainty == "assumed" and "assumption" in said.holder else f" [{tr(said.certainty)}]"
    chosen = f"; {tr('the ring is modelled from this')}" if claim.modelled else ""
    return f"{', '.join(parts)}{sure}{chosen}"


def _span(low_m: float, high_m: float) -> str:
    return words.between(*(digits(f"{end / 1e3:,.0f}") for end in (low_m, high_m)))


def _columns(blocks: list[list[_Entry]], columns: int) -> tuple[list[tuple[int, float]], float]:
    """Where each missile's part of the legend stands (column, inches down), and the height of it all."""
    filled = [0.0] * columns
    placed = []
    for block in blocks:
        rows = 1 + sum(len(_wrapped(entry.text, columns)) for entry in block)
        column = filled.index(min(filled))
        placed.append((column, filled[column]))
        filled[column] += ROW * rows + 0.06
    return placed, max(filled)


def _wrapped(text: str, columns: int) -> list[str]:
    return textwrap.wrap(text, letters(WRAP[0] if columns == 2 else WRAP[1]))


def _legend(figure: Figure, title: str, block: list[_Entry], at: tuple[int, int], height: float) -> None:
    """One missile's part of the legend; at: column, and how many columns there are; height of its top [inches]."""
    column, columns = at
    left = LEFT - 0.08 + column * (WIDTH - LEFT) / columns
    tall = figure.get_size_inches()[1]
    empty = Line2D([], [], ls="none")
    figure.legend(
        [entry.handle or empty for entry in block],
        ["\n".join(_wrapped(entry.text, columns)) for entry in block],
        title=title, alignment="left", title_fontproperties={"size": 8.2, "weight": "bold"},
        loc="upper left", bbox_to_anchor=(left / WIDTH, height / tall), frameon=False, fontsize=7.4,
        handlelength=3.0, labelspacing=0.28, borderpad=0.1, borderaxespad=0.0,
    )  # fmt: skip


def _notes(found: RangeRings) -> list[str]:
    """How each missile is modelled, what the launch place looks like, and the line on boundaries."""
    kinds: dict[str, list[str]] = {}
    for ring in found.rings:
        if ring.reach is not None:
            kinds.setdefault(ring.modelled_from, []).append(tr(ring.name))
    said = [f"{', '.join(names)}: {tr(FROM[kind])}." for kind, names in kinds.items()]
    said.append(tr("Distances are true from the launch place only. Computed from public and assumed numbers."))
    return [
        row
        for text in (*said, *(tr(note) for note in found.notes), tr(BOUNDARY_NOTE))
        for row in textwrap.wrap(text, letters(NOTE_WRAP))
    ]
