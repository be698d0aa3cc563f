"""The live picture says what an assessment says: the same slack, verdicts, flip values and shares, only faster."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest

import detente
from detente.assessment.resolve import assumptions, defence
from detente.assessment.scene import LAYERS, Look, LookError, scene
from detente.assessment.scene_fields import field, packed
from detente.assessment.scene_grid import Window, window_of_area, window_of_launches
from detente.assessment.scene_head import head, two_views
from detente.assessment.scene_parts import CLIP
from detente.assessment.scene_refining import NEAR, interpolated, near_edge, refined
from detente.assessment.scene_skies import Sky, defended_sky, slack_under, tiles, whole_sky
from detente.assessment.stages import cover_ends, launch_points, map_slack, question_ranges
from detente.kernels.constants import EARTH_RADIUS
from detente.kernels.frames import central_angle
from detente.weighing.sampling import directions

PAIR = ("official", "critics")
SITE = "two-stage-gbi@redzikowo"
LOOK = Look(PAIR, 1, "iran-irbm", "west-silo-topol-m", SITE)
AEGEAN = Window(36.0, 42.0, 22.0, 32.0)  # where the edge of what is covered against the notional IRBM runs


@pytest.fixture(scope="module")
def picture(third_site):
    """The picture of the smaller dossier, everything on it."""
    return scene(third_site, LOOK, layers=LAYERS)


@pytest.fixture(scope="module")
def small_sky(views, third_site):
    """The sky over a small part of the window."""
    threat = next(row for row in third_site.approach.threats if row.id == "iran-irbm")
    return Sky("defended", views["official"], 1, threat, AEGEAN, launch_points(third_site, threat))


def standing(sky, numbers):
    return defence(sky.view.against(sky.phase, sky.threat), numbers, sky.view.words)


# What an assessment says


def test_verdict_and_slack_are_those_of_the_balance(picture, third_site_answer):
    for side, view in zip("AB", PAIR, strict=True):
        key = (view, LOOK.deterrent, SITE)
        rows = {(row.view, row.deterrent, f"{row.interceptor}@{row.site}"): row for row in third_site_answer.balance}
        row = rows[key]
        assert picture.verdicts[side].verdict == row.verdict
        assert picture.verdicts[side].slack_s == row.slack_s.median
        site = next(one for one in picture.sides[side].sites if one.id == SITE)
        assert (site.slack, site.verdict, site.owner, site.movable) == (
            row.slack_s.median,
            row.verdict,
            "defending",
            True,
        )


def test_the_sentence_ends_with_the_flip_value_of_the_assessment(picture, third_site_answer):
    asked = (f"balance/phase-1/{SITE}/{LOOK.deterrent}", "two-stage-gbi.burnout_speed")
    rows = {row.view: row for row in third_site_answer.crux if (row.question, row.assumption) == asked}
    view = next(name for name in PAIR if rows[name].flip_value is not None)
    assert f"flips at {rows[view].flip_value:.2f} km/s" in picture.sentence
    assert f"{abs(picture.verdicts['A'].slack_s):.0f} s" in picture.sentence


def test_cells_of_a_degree_have_the_slack_of_a_map(small_sky):
    numbers = small_sky.view.numbers
    found = slack_under(standing(small_sky, numbers), whole_sky(small_sky, numbers, 1.0))
    asked = map_slack(small_sky.view, numbers, small_sky.phase, small_sky.threat, AEGEAN.points(1.0))
    np.testing.assert_array_equal(found, asked)
    assert (found >= 0.0).any()
    assert (found < 0.0).any()


def test_shares_are_those_of_the_assessment(third_site, third_site_answer):
    found = scene(third_site, LOOK, step_deg=0.5, layers=("defended",))
    for side, view in zip("AB", PAIR, strict=True):
        row = next(row for row in third_site_answer.security if (row.view, row.threat) == (view, LOOK.threat))
        said = found.sides[side].shares
        assert (said["area"], said["population"], said["capitals"]) == (
            row.area_share, row.population_share, row.capitals_share,
        )  # fmt: skip


def test_the_ends_of_a_band_are_those_of_the_assessment(small_sky, picture):
    view, threat = small_sky.view, small_sky.threat
    ends, ranges = cover_ends(view, 1, threat), question_ranges(view, 1, threat)
    assert picture.pushes["A", "official", 1, "iran-irbm"] == directions(ends, ranges)


# Finer grids


def test_near_an_edge_a_finer_grid_is_exact(small_sky):
    numbers = small_sky.view.numbers
    here = standing(small_sky, numbers)
    coarse = slack_under(here, whole_sky(small_sky, numbers, 1.0)).reshape(AEGEAN.shape(1.0))
    points = AEGEAN.points(0.5)

    def asked(wanted, inside):
        return slack_under(here, tiles(small_sky, numbers, 0.5, wanted.tolist(), points[inside]))

    fine = refined(coarse, 2, asked)
    exact = map_slack(small_sky.view, numbers, 1, small_sky.threat, AEGEAN.points(0.5)).reshape(fine.shape)
    near = np.kron(near_edge(coarse), np.ones((2, 2), dtype=bool))
    assert 0 < near.sum() < near.size
    np.testing.assert_array_equal(fine[near], exact[near])
    # Elsewhere the sign is right, and between neighbours that all can be met the slack is off by seconds.
    np.testing.assert_array_equal(fine[~near] >= 0.0, exact[~near] >= 0.0)
    np.testing.assert_array_equal(np.isnan(fine), np.isnan(exact))
    met = ~near & (np.abs(exact) < CLIP)
    assert np.median(np.abs(fine - exact)[met]) < 2.0


def test_what_is_interpolated_is_a_plane_where_the_slack_is_one():
    # bilinear interpolation reproduces a plane exactly; at the rim the nearest centre counts
    rows, columns = np.meshgrid(np.arange(5.0), np.arange(6.0), indexing="ij")
    fine = interpolated(100.0 + 7.0 * rows - 3.0 * columns, 4)
    at_row, at_column = ((np.arange(n * 4) + 0.5) / 4 - 0.5 for n in (5, 6))
    plane = 100.0 + 7.0 * at_row[:, None] - 3.0 * at_column[None, :]
    inner = np.s_[2:-2, 2:-2]
    np.testing.assert_allclose(fine[inner], plane[inner], atol=1e-9)


def test_an_edge_is_a_change_of_sign_of_threat_or_almost():
    slack = np.array([[100.0, 100.0, -50.0, np.nan, np.nan, np.nan], [100.0, 100.0, -50.0, np.nan, np.nan, np.nan]])
    assert near_edge(slack)[0].tolist() == [False, True, True, True, False, False]
    assert near_edge(np.array([[100.0, NEAR - 1.0, 100.0]])).tolist() == [[False, True, False]]
    assert not near_edge(np.full((2, 2), -np.inf)).any()


# What is remembered


def test_a_drag_and_back_again_is_the_same_picture(third_site, picture):
    away = detente.with_changes(third_site, moved={"redzikowo": (50.0, 15.0)})
    moved = scene(away, LOOK, layers=LAYERS, last=picture)
    assert moved.verdicts != picture.verdicts
    back = scene(third_site, LOOK, layers=("defended",))
    np.testing.assert_array_equal(_cells(back, "A")[..., 0], _cells(picture, "A")[..., 0])
    again = scene(away, LOOK, layers=LAYERS, last=moved)
    np.testing.assert_array_equal(_cells(again, "A")[..., 0], _cells(moved, "A")[..., 0])


def test_while_something_moves_sites_and_edges_are_exact(third_site, picture):
    faster = detente.with_changes(third_site, values={"official": {"two-stage-gbi.burnout_speed": "7 km/s"}})
    moving = scene(faster, LOOK, layers=LAYERS, last=picture)
    still = scene(faster, LOOK, layers=LAYERS)
    assert moving.verdicts == still.verdicts
    found, exact = (_cells(each, "A").astype(float) for each in (moving, still))
    np.testing.assert_array_equal(found[..., 3], exact[..., 3])
    np.testing.assert_array_equal(found[..., 0] >= 0.0, exact[..., 0] >= 0.0)
    near = near_edge(exact[..., 0])
    assert near.any()
    np.testing.assert_array_equal(found[near, 0], exact[near, 0])
    assert np.median(np.abs(found[..., 0] - exact[..., 0])) < 2.0  # seconds: elsewhere it lies between two cells
    ends = np.abs(_cells(moving, "A")[..., 1:3].astype(float) - _cells(still, "A")[..., 1:3].astype(float))
    assert np.median(ends) < 5.0  # seconds: rougher, and not another answer


def _cells(found, side, kind="defended"):
    return next(one for one in found.fields if (one.side, one.kind) == (side, kind)).cells


# What goes over the wire


def test_header_and_payload_fit_together(picture):
    header, payload = json.loads(json.dumps(picture.header(), allow_nan=False)), picture.payload()
    assert len(header["fields"]) == 4
    at = 0
    for head_, one in zip(header["fields"], picture.fields, strict=True):
        assert head_["offset"] == at
        size = head_["rows"] * head_["columns"] * 4 * 2
        cells = np.frombuffer(payload[at : at + size], "<f2").reshape(one.cells.shape)
        np.testing.assert_array_equal(cells, one.cells)
        at += size
    assert at == len(payload)
    assert header["sides"]["A"]["deterrent"][0].keys() >= {
        "id",
        "from",
        "slack",
        "latitude",
        "longitude",
        "altitude",
        "time",
    }


def test_cells_keep_sign_order_and_threat():
    middle = np.array([[np.nan, -1e-12, 0.0], [700.0, -np.inf, 5.0]])
    cells = packed([middle, middle - 10.0, middle + 10.0]).astype(float)
    assert cells[..., 3].tolist() == [[0.0, 1.0, 1.0], [1.0, 1.0, 1.0]]
    assert cells[0, 1, 0] < 0.0 <= cells[0, 2, 0]
    assert cells[1, 0, 0] == CLIP
    assert cells[1, 1, :3].tolist() == [-CLIP] * 3
    assert (cells[..., 1] <= cells[..., 0]).all()
    assert (cells[..., 0] <= cells[..., 2]).all()
    assert cells[0, 0, 0] in (cells[0, 1, 0], cells[1, 0, 0])  # a gap has the value of a neighbour


def test_without_layers_nothing_is_drawn_and_the_sentence_stays(third_site, picture):
    bare = scene(third_site, LOOK, layers=())
    assert bare.sentence == picture.sentence
    assert bare.fields == ()
    assert (bare.sides["A"].sites, bare.sides["A"].sensors, bare.sides["A"].threat) == ((), (), ())


# One engagement


def test_the_engagement_is_played_from_launch_to_meeting(picture):
    seen = picture.sides["B"].engagement
    missile, interceptor = seen.missile, seen.interceptor
    times = {moment.key: moment.time for moment in seen.moments}
    assert times["launch"] == 0.0
    assert times["latest"] - times["earliest"] == pytest.approx(missile.slack, abs=1e-6)
    assert interceptor.time[0] >= times["earliest"] - 0.1  # [s] rounded for drawing
    assert interceptor.time[-1] == pytest.approx(times["intercept"], abs=0.02)
    assert list(interceptor.time) == sorted(interceptor.time)
    # it starts at its site and ends where the missile is then, as far as the samples of both paths tell
    assert (interceptor.latitude[0], interceptor.longitude[0], interceptor.altitude[0]) == pytest.approx(
        (54.5, 17.1, 0.0), abs=0.1
    )
    there = [
        np.interp(times["intercept"], missile.time, getattr(missile, name))
        for name in ("latitude", "longitude", "altitude")
    ]
    apart = central_angle(*np.radians([interceptor.latitude[-1], interceptor.longitude[-1], *there[:2]])) * EARTH_RADIUS
    assert apart < 60e3
    assert interceptor.altitude[-1] == pytest.approx(there[2], abs=30.0)
    window = next(span for span in seen.spans if span.key == "window")
    assert window.from_ == pytest.approx(times["intercept"], abs=1e-6)


# What is looked at


@pytest.mark.parametrize(
    ("change", "where", "said"),
    [
        ({"pair": ("offical", "critics")}, "view", 'Did you mean "official"?'),
        ({"phase": 7}, "phase", "expected one of 1"),
        ({"threat": "iran-irbn"}, "threat", 'Did you mean "iran-irbm"?'),
        ({"deterrent": "moon"}, "deterrent", "expected one of west-silo-topol-m"),
        ({"site": "two-stage-gbi@moon"}, "site", SITE),
    ],
)
def test_what_is_not_there_is_refused(third_site, change, where, said):
    with pytest.raises(LookError) as refusal:
        scene(third_site, replace(LOOK, **change), layers=())
    assert [found for found, _ in refusal.value.problems] == [where]
    assert said in str(refusal.value)


def test_all_of_it_is_refused_at_once(third_site):
    with pytest.raises(LookError) as refusal:
        scene(third_site, Look(("a", "b"), 9, "c", "d", "e"), step_deg=0.3, layers=("sky",))
    where = [found for found, _ in refusal.value.problems]
    assert where == ["view", "view", "phase", "threat", "deterrent", "site", "layers", "step"]


def test_a_page_opens_on_the_defending_sides_view_left(third_site):
    assert two_views(third_site) == PAIR
    assert two_views(detente.load("deauville-2011")) == ("us-nato", "russia")
    found = head(third_site)
    assert found.defaults["phase"] == third_site.approach.phases[-1].id
    assert {row["id"] for row in found.threats} >= {found.defaults["threat"]}
    scene(third_site, Look(found.pair, **found.defaults), layers=())
    json.dumps(found.as_dict(), allow_nan=False)


def test_a_dossier_of_one_view_stands_on_both_sides(third_site):
    alone = replace(third_site, views={"critics": third_site.views["critics"]})
    assert two_views(alone) == ("critics", "critics")
    found = scene(alone, Look(("critics", "critics"), 1, None, LOOK.deterrent, SITE), layers=("sites",))
    assert found.verdicts["A"] == found.verdicts["B"]


# Windows


def test_windows_are_whole_degrees_and_hold_their_box():
    here = window_of_area((34.2, 71.3, -24.5, 44.1))
    assert (here.south, here.north, here.west, here.east) == (34.0, 72.0, -25.0, 45.0)
    assert window_of_area((88.5, 90.0, -180.0, 180.0)) == Window(88.0, 90.0, -180.0, 180.0)
    points = np.degrees(here.points(1.0))
    assert points[0].tolist() == pytest.approx([71.5, -24.5])  # north first, from the west
    assert points[-1].tolist() == pytest.approx([34.5, 44.5])


def test_launch_windows_hold_the_launch_places(third_site):
    for threat in third_site.approach.threats:
        here = window_of_launches(third_site, threat)
        for name in threat.launch:
            latitude, longitude = third_site.places[name].at
            assert here.south < latitude < here.north
            assert here.west < longitude < here.east


def test_a_field_of_launch_places_is_threatened_where_the_threat_stands(picture, third_site):
    threat = next(row for row in third_site.approach.threats if row.id == "iran-irbm")
    here = next(one for one in picture.fields if one.kind == "denied")
    latitude, longitude = third_site.places[threat.launch[0]].at
    row, column = math.floor(here.south + here.rows - latitude), math.floor(longitude - here.west)
    assert here.cells[row, column, 3] == 1.0
    assert not here.band


def test_a_field_has_the_window_of_its_area(views, third_site):
    threat = next(row for row in third_site.approach.threats if row.id == "iran-irbm")
    sky = replace(defended_sky(views["official"], 1, threat), window=AEGEAN)
    found = field("A", sky, 1.0, [assumptions(third_site, "official").numbers])
    assert (found.rows, found.columns, found.south, found.west, found.band) == (6, 10, 36.0, 22.0, False)
