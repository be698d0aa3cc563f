"""How well assumptions can be checked: every parameter has a row, dossiers override, bad rows are all named."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import FileError
from detente.reading.checkability import checkability
from detente.reading.checks import OWNER, read_checks, read_shipped, shipped_checks
from detente.reading.dossier import load
from detente.reading.files import Sheet
from detente.reading.parameters import PARAMETERS
from detente.reading.systems import catalog
from tests.reading.material import APPROACH, FILES, complaints, put

ROW = """
[[checks]]
of        = "sm-3-2a.burnout_speed"
level     = 2
measure   = "a test of {owner} that others may watch"
why       = "seen by radars at sea"
certainty = "assumed"
"""


def with_rows(rows: str) -> dict[str, str]:
    """The sound dossier with rows of checks in its approach."""
    return {**FILES, "approach.toml": APPROACH + rows}


def test_every_parameter_of_every_kind_has_one_row_and_no_row_is_of_anything_else():
    known = {f"{kind}.{name}" for kind, parameters in PARAMETERS.items() for name in parameters}
    assert set(shipped_checks()[0]) == known


def test_what_is_not_our_own_judgement_cites_a_document_and_a_place_in_it():
    checks, sources = shipped_checks()
    for of, check in checks.items():
        assert check.source is None or check.source in sources, of
        assert check.certainty == "assumed" or (check.source and check.where), of


def test_survival_is_not_to_be_observed_and_numbers_of_interceptors_are():
    # reference, section 6.7: "the value of I, which can be checked ... the dispute over s, which can hardly be checked"
    checks = shipped_checks()[0]
    assert {check.level for of, check in checks.items() if of.startswith("force.survival")} == {0}
    assert checks["side.interceptors"].level == 3


def test_the_measure_names_whoever_would_have_to_open_something():
    dossier = load("deauville-2011")
    assert checkability(dossier, "sm-3-2a.burnout_speed").measure.count("United States and NATO") == 1
    assert "Russia" in checkability(dossier, "russia-strategic.delivery_reliability").measure
    assert "Russia" in checkability(dossier, "deterring.sufficient_warheads").measure
    assert "Russia" in checkability(dossier, "topol-m.burnout_speed").measure
    threat = next(row.missile for row in dossier.approach.threats)
    assert "the owner of" in checkability(dossier, f"{threat}.burnout_speed").measure
    for view in dossier.views:
        for key in dossier.parameters(view):
            assert OWNER not in checkability(dossier, key).measure


def test_a_dossier_says_it_anew_for_one_system_or_for_a_kind(tmp_path):
    kind = ROW.replace("sm-3-2a.", "radar.").replace("burnout_speed", "range").replace("level     = 2", "level     = 0")
    dossier = load(put(tmp_path, with_rows(ROW + kind)))
    own = checkability(dossier, "sm-3-2a.burnout_speed")
    assert (own.level, own.measure) == (2, "a test of United States and NATO that others may watch")
    assert checkability(dossier, "tpy-2-kurecik.range").level == 0
    assert checkability(dossier, "sm-3-2a.burn_time").level == shipped_checks()[0]["interceptor.burn_time"].level


@pytest.mark.parametrize(
    ("key", "hint"), [("sm-3-2a.burnout_sped", "burnout_speed"), ("nobody.range", "before the dot"), ("x", "system")]
)
def test_an_unknown_key_is_refused(key, hint):
    with pytest.raises(FileError, match=hint):
        checkability(load("third-site-2007"), key)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("level     = 2", "level     = 4", "expected 0 (cannot be observed), 1 (indirect)"),
        ("level     = 2", 'level     = "2"', "expected 0 (cannot be observed)"),
        ("sm-3-2a.burnout_speed", "sm-3-2a.burnout_sped", 'Did you mean "burnout_speed"?'),
        ("sm-3-2a.burnout_speed", "interceptr.burnout_speed", "expected the id of a system before the dot"),
        ("why       =", "wy        =", 'Did you mean "why"?'),
        ('certainty = "assumed"', 'certainty = "read"', "expected the id of a [sources] table"),
        ('certainty = "assumed"', 'certainty = "read"\nsource = "no-such"\nwhere = "p. 1"', "[sources] table"),
    ],
)
def test_a_bad_row_is_named(tmp_path, old, new, message):
    assert old in ROW
    said = complaints(tmp_path, with_rows(ROW.replace(old, new)))
    assert any(message in problem for _, _, problem in said), said


def test_a_second_row_for_the_same_is_named(tmp_path):
    said = complaints(tmp_path, with_rows(ROW + ROW))
    assert [(file, key) for file, key, _ in said] == [("approach.toml", "checks[2].of")]


def test_a_shipped_table_with_a_gap_is_refused(tmp_path):
    text = ROW.replace("sm-3-2a.", "interceptor.")
    path = tmp_path / "checks.toml"
    path.write_text(text)
    with pytest.raises(FileError, match=r"nobody says how well interceptor\.burn_time can be checked") as refused:
        read_shipped(path)
    assert "radar.range" in str(refused.value)
    path.write_text(text.replace("interceptor.", "sm-3-2a."))
    with pytest.raises(FileError, match="expected a kind and its parameter"):
        read_shipped(path)


_ANY: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
_ROW = st.dictionaries(st.sampled_from(["of", "level", "measure", "why", "certainty", "source", "odd"]), _ANY)


@given(st.lists(_ROW | _ANY, max_size=3) | _ANY)
def test_no_table_of_any_content_breaks_the_reader(found):
    sheet = Sheet("approach.toml", {"checks": found})
    checks = read_checks(sheet, catalog())
    assert checks == {} or isinstance(found, list)
    assert sheet.in_order() is not None
