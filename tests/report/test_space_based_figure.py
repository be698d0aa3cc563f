"""The figure about interceptors in orbit: it shows the case, the lines and what is taken for granted."""

import pytest

from detente.assessment.space_based import space_based
from detente.report.figures.picture import png
from detente.report.figures.space_based import space_based as draw
from detente.report.write import write_space_based

ASKED = (4_000.0, 240.0, 500e3, 60.0, 39.0)


def texts(figure):
    """Everything written on a figure."""
    found = [text.get_text() for text in figure.findobj(lambda artist: hasattr(artist, "get_text"))]
    return "\n".join(said for said in found if said)


def test_the_figure_says_what_was_asked_and_what_is_assumed():
    found = space_based(*ASKED, delay_s=40.0)
    said = texts(draw(found))
    for part in ("304.4", "39 deg latitude", "Orbits 500 km high", "800 km in the time left", "(assumption)", "45 deg"):
        assert part in said
    assert "1,500 km: never in reach" in said
    assert png(draw(found)) == png(draw(found))


def test_lines_end_where_nothing_is_in_reach():
    axes, _ = draw(space_based(*ASKED, delay_s=40.0)).axes
    line = next(line for line in axes.lines if line.get_label() == "500 km")
    known = line.get_xdata()[~(line.get_ydata() != line.get_ydata())]
    assert min(known) == pytest.approx(39.0 - 704.0 / 6_371.0 * 57.3, abs=0.6)  # inclination plus reach is the latitude


def test_a_case_that_reaches_nothing_is_drawn_too():
    assert "never in reach" in texts(draw(space_based(4_000.0, 100.0, 1_500e3, 97.5, -39.0)))


def test_both_files_are_written_and_nothing_else(tmp_path):
    written = write_space_based(space_based(*ASKED), tmp_path / "out")
    assert sorted(path.name for path in written) == ["space-based.png", "space-based.svg"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["space-based.png", "space-based.svg"]
    assert all(path.stat().st_size > 10_000 for path in written)
