"""The figures: they show what the rows say, side by side under one camera, quickly enough, and the same every time."""

import json
import struct
import zlib
from dataclasses import replace

import numpy as np
import pytest
import xarray as xr

from detente.report import turning, words
from detente.report.exports.geojson import defended_geojson
from detente.report.fields import edges, field, phases_with, threats
from detente.report.figures.crux import crux
from detente.report.figures.defended import camera_for, defended, level_line, protected_countries, shade
from detente.report.figures.labels import Label, place_labels
from detente.report.figures.picture import paletted, png, svg
from detente.report.figures.projection import Camera, Projection
from detente.report.figures.reach import reach, tracks
from detente.report.figures.slack import grouped, slack, worth_drawing
from detente.report.figures.style import drawing, paper, view_styles
from detente.report.pictures import pictures
from detente.vocabulary import variable
from tests.report import material


def texts(figure):
    """Everything written on a figure."""
    found = [text.get_text() for text in figure.findobj(lambda artist: hasattr(artist, "get_text"))]
    return "\n".join(said for said in found if said)


def test_a_map_names_phase_year_threat_views_and_the_boundary_line(result):
    said = texts(defended(result, "arrow", 2))
    for part in ("Phase 2 (2012)", "Arrow (900 km)", "The North", "The South", "people in towns over 99 %"):
        assert part in said
    assert "they imply no position on any territory" in said
    assert "Hill" in said
    assert "20 × Shield" in said


def test_both_views_and_all_phases_stand_under_one_camera(result):
    figures = [defended(result, "arrow", phase) for phase in phases_with(result, "arrow")]
    windows = {(axes.get_xlim(), axes.get_ylim()) for figure in figures for axes in figure.axes}
    assert len(windows) == 1
    assert threats(result) == ("arrow",)


def test_sampled_numbers_draw_the_area_in_three_steps(result):
    # 90, 50 and 10 % of the samples: the central slack less, equal and more by 30 s
    slack = result.tree["flying/maps/arrow"]["map_slack"].values
    node = xr.Dataset(
        {
            "band_slack": variable(
                "band_slack", np.stack([slack - 30.0, slack, slack + 30.0], axis=2), view=list(result.views),
                phase=list(material.PHASES), band=[0.9, 0.5, 0.1],
            ),
            "row_latitude": result.tree["flying/maps/arrow"]["row_latitude"],
            "column_longitude": result.tree["flying/maps/arrow"]["column_longitude"],
        },
        attrs={"samples": 40},
    )  # fmt: skip
    sampled = replace(
        result,
        tree=xr.DataTree.from_dict(
            {
                "/": result.tree.to_dataset(),
                **{path: result.tree[path].to_dataset() for path in ("flying/maps/arrow", "flying/paths")},
                "flying/bands/arrow": node,
            }
        ),
    )
    said = texts(defended(sampled, "arrow", 1))
    assert "Shares of 40 samples" in said
    assert "90, 50 (thick) and 10 %" in said
    areas = [
        feature["properties"]
        for feature in json.loads(defended_geojson(sampled, "arrow", 1))["features"]
        if feature["properties"].get("samples")
    ]
    assert [row["share_of_samples"] for row in areas] == [0.9, 0.5, 0.1] * 2
    assert not edges(result, "arrow", 1, "north")


def test_the_camera_holds_what_is_threatened_of_the_area(result):
    camera = camera_for(result, "arrow")
    found = field(result, "arrow", 1, "north")
    rows, columns = np.nonzero(found.protected & found.threatened)
    x, y = camera.projection.forward(found.latitude_deg[rows], found.longitude_deg[columns])
    assert ((x > camera.left) & (x < camera.right) & (y > camera.bottom) & (y < camera.top)).all()


def test_the_protected_area_is_found_by_its_countries(result):
    # the made-up area lies over western Alaska and the sea; its western cells touch Chukotka
    assert set(protected_countries(field(result, "arrow", 1, "north"))) <= {"USA", "RUS"}
    assert "USA" in protected_countries(field(result, "arrow", 1, "north"))


def test_views_differ_by_colour_and_by_dash(result):
    styles = view_styles(result)
    assert len({style.colour for style in styles.values()}) == 2
    assert len({str(style.dash) for style in styles.values()}) == 2
    assert styles["south"].colour == "#2f6db5"  # it asks for blue


def test_defended_land_is_coloured_undefended_land_hatched_and_the_rest_plain():
    land = np.ones((40, 40))
    home = np.ones((40, 40), dtype=bool)
    style = next(iter(view_styles(material.small()).values()))
    covered = shade(land, home, [np.full((40, 40), 10.0)] * 3, style)
    hatched = shade(land, home, [np.full((40, 40), -10.0)] * 3, style)
    plain = shade(land, home, [np.full((40, 40), np.nan)] * 3, style)
    assert len(np.unique(covered.reshape(-1, 3), axis=0)) == 1
    assert len(np.unique(hatched.reshape(-1, 3), axis=0)) == 2
    assert len(np.unique(plain.reshape(-1, 3), axis=0)) == 1
    assert not np.array_equal(covered[0, 0], plain[0, 0])


def test_the_limit_runs_where_the_margin_is_nought_and_stops_where_nothing_threatens():
    camera = Camera(Projection(0.0, 0.0), -1.0, 1.0, -1.0, 1.0)
    y, x = np.mgrid[0.99:-1.0:-0.02, -0.99:1.0:0.02]
    margin = np.where(x < 0.6, 0.5 - np.hypot(x, y), np.nan)
    line_x, line_y = level_line(camera, margin, 0.0)
    seen = np.isfinite(line_x)
    assert np.abs(np.hypot(line_x[seen], line_y[seen]) - 0.5).max() < 0.02
    margin = np.where(x < 0.2, 0.5 - np.hypot(x, y), np.nan)
    assert np.nanmax(level_line(camera, margin, 0.0)[0]) < 0.2


def test_cells_between_cells_are_weighed_and_nothing_is_made_up_outside(result):
    found = field(result, "arrow", 2, "south")
    margin, share = found.at(np.array([62.0, 62.0, 30.0]), np.array([182.0, -178.0, 182.0]))
    assert margin[0] == pytest.approx(margin[1])  # 182 east is 178 west
    assert margin[0] == 90.0  # as far as the drawing looks
    assert np.isnan(margin[2])
    assert np.isnan(share[2])
    middle = found.at(found.latitude_deg[8], found.longitude_deg[20])[0]
    assert middle == pytest.approx(found.margin[8, 20])


def test_paths_are_coloured_by_the_best_site_and_never_is_not_a_number(result):
    by_view = {view: tracks(result, 1, view) for view in material.VIEWS}
    assert [track.slack_s for track in by_view["south"]] == [410.0]
    assert [track.slack_s for track in by_view["north"]] == [-40.0]
    said = texts(reach(result, 1))
    assert "Town \u221240 s" in said
    assert "Town +410 s" in said


def test_the_slack_chart_names_forces_that_are_never_reached_only_once(result):
    assert worth_drawing(result, 1)
    (group,) = grouped(result, 1)
    assert [force for force, _ in group.rows] == ["near"]
    assert group.never == ("far",)
    said = texts(slack(result, 1))
    for part in ("too late", "in time", "never", "\u221240", "+410", "never under any view: Far base (Dart)"):
        assert part in said


def test_the_crux_chart_shows_own_values_flips_and_units(result):
    said = texts(crux(result, "balance/phase-1/shield@hill/near"))
    for part in ("4.5 km/s", "4.75 km/s", "engage-on-remote", "turned by the other's value", "burnout speed"):
        assert part in said
    assert "burn time" not in said  # it turns nothing


def test_the_most_telling_assumption_comes_first(result):
    order = [turn.assumption for turn in turning.turns(result, "balance/phase-1/shield@hill/near")]
    assert order == ["shield.burnout_speed", "defence.policy", "shield.burn_time"]


def test_labels_keep_off_one_another():
    figure = paper(4.0, 3.0)
    with drawing():
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set_xlim(0.0, 1.0)
        axes.set_ylim(0.0, 1.0)
        place_labels(axes, [Label(f"Place {n}", 0.5 + 0.01 * n, 0.5) for n in range(6)])
        figure.canvas.draw()
    boxes = [text.get_window_extent() for text in axes.texts]
    assert not any(a.overlaps(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])


def test_a_picture_of_few_colours_is_kept_as_it_is():
    rng = np.random.default_rng(1)
    colours = np.array([[255, 255, 255], [29, 39, 51], [224, 123, 26]], dtype=np.uint8)
    picture = colours[rng.integers(0, 3, (50, 70))]
    palette, index = paletted(picture)
    assert np.array_equal(palette[index], picture)


def test_png_is_a_sound_file_of_the_right_size(result):
    figure = slack(result, 1)
    content = png(figure)
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    assert (width, height) == tuple(round(120 * side) for side in figure.get_size_inches())
    start = content.index(b"IDAT")
    size = struct.unpack(">I", content[start - 4 : start])[0]
    rows = np.frombuffer(zlib.decompress(content[start + 4 : start + 4 + size]), np.uint8).reshape(height, width + 1)
    assert not rows[:, 0].any()


def test_the_same_result_gives_the_same_pictures(result):
    first, second = pictures(result), pictures(material.small())
    assert {name: picture.content for name, picture in first.items()} == {
        name: picture.content for name, picture in second.items()
    }
    assert set(first) == {
        "security-phase-1-arrow", "security-phase-2-arrow", "reach-phase-1", "reach-phase-2",
        "slack-phase-1", "slack-phase-2", "strategic-window", "strategic-race", "strategic-crisis", "crux-1",
    }  # fmt: skip


@pytest.mark.parametrize("kept", [("south",), ("north", "south", "east")])
def test_one_view_or_three_make_a_report_too(kept):
    whole = material.small()
    views = {view: whole.views.get(view, {"title": "The East", "holder": "East"}) for view in kept}
    if "east" in kept:
        nodes = {
            "flying/maps/arrow": whole.tree["flying/maps/arrow"].to_dataset().reindex(view=list(kept)),
            "flying/paths": whole.tree["flying/paths"].to_dataset(),
        }
        whole = replace(whole, tree=xr.DataTree.from_dict(nodes))
    rows = {part: tuple(row for row in getattr(whole, part) if row.view in kept) for part in ("security", "balance")}
    drawn = pictures(replace(whole, views=views, crux=(), **rows))
    assert len({style.colour for style in view_styles(replace(whole, views=views)).values()}) == len(kept)
    assert {"security-phase-1-arrow", "reach-phase-1", "slack-phase-1"} <= set(drawn)


def test_a_phase_in_which_nothing_is_ever_reached_has_neither_chart_nor_map(result):
    far = replace(result, balance=tuple(row for row in result.balance if row.deterrent == "far"))
    assert not any(name.startswith(("reach", "slack")) for name in pictures(far))


def test_every_picture_has_words_in_its_place(result):
    drawn = pictures(result)
    assert all(len(picture.alt) > 40 for picture in drawn.values())
    assert "all threatened capitals covered" in drawn["security-phase-1-arrow"].alt
    assert svg(crux(result, "balance/phase-1/shield@hill/near")).count(b"http://www.w3.org") > 0


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (4.75, "km/s", "4.75 km/s"),
        (10_993.75, "km", "10\u202f994 km"),
        (83.4, "s", "83 s"),
        (-3.0, "deg", "\u22123.0 \u00b0"),
        (0.0, "s", "0 s"),
        (-0.001, "s", "0 s"),
        (7.0, "1", "7.0"),
    ],
)
def test_numbers_are_said_with_the_digits_they_deserve(value, unit, said):
    assert words.number(value, unit) == said


def test_shares_are_never_rounded_to_all_or_nothing():
    assert words.percent(0.9999) == "over 99 %"
    assert words.percent(0.0001) == "under 1 %"
    assert words.percent(1.0) == "100 %"
    assert words.percent(None) == words.NONE
