"""Force tables: the shipped rows against the numbers their publishers print, and what a bad table is told."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import FileError, ScopeError
from detente.reading.files import ProblemsError
from detente.reading.forces import (
    LEGS,
    MEASURES,
    holdings,
    new_start_exchanges,
    sources,
    start1,
    stockpiles,
)
from detente.reading.tables import Column, read_table, whole_number

HEAD = "as_of,country,leg,level,system,deployed,unit,warheads_each,warheads_total,source,certainty,note"
GOOD = "2022,Russia,ICBM,type,R-36M2,40,launchers,10,400,kernwaffen-russland-2022,secondary,"


def refused(tmp_path, *lines, header=HEAD):
    """The problems of a table of one's own, by where they are."""
    file = tmp_path / "mine.csv"
    file.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    with pytest.raises(ProblemsError) as error:
        holdings(file)
    assert "Nothing was written" in str(error.value)
    return {problem.key: problem.message for problem in error.value.problems}


def stock(country, year, measure="military_stockpile"):
    (row,) = [row for row in stockpiles() if (row.country, row.year, row.measure) == (country, year, measure)]
    return row.value


# What was published


@pytest.mark.parametrize(("year", "us", "russia"), [
    (2001, 10_526, 11_152), (2002, 10_457, 10_114), (2011, 4_897, 4_858), (2023, 3_708, 4_489),
])  # fmt: skip
def test_military_stockpiles(year, us, russia):
    # Kristensen, Korda, Norris and Reynolds, Estimated Global Nuclear Warhead Inventories (2023); exact as printed.
    assert (stock("United States", year), stock("Russia", year)) == (us, russia)


def test_deliverable_and_deployed_strategic_warheads():
    # Suh, The Strategic Nuclear Forces Dataset (2023): 2001, 2002 and its last year; FAS for 2023.
    measure = "deliverable_strategic"
    assert (stock("United States", 2001, measure), stock("Russia", 2001, measure)) == (6_672, 5_263)
    assert (stock("United States", 2002, measure), stock("Russia", 2002, measure)) == (6_036, 4_951)
    assert stock("United States", 2010, measure) == 2_188
    assert max(row.year for row in stockpiles() if row.measure == measure) == 2010
    measure = "deployed_strategic"
    assert (stock("United States", 2023, measure), stock("Russia", 2023, measure)) == (1_670, 1_674)


def test_the_official_figure_stands_beside_the_estimate():
    # US stockpile of September 2023: 3,748 declassified, 3,708 in the estimate series.
    assert stock("United States", 2023, "military_stockpile_declassified") == 3_748
    assert stock("United States", 2023) == 3_708


@pytest.mark.parametrize(
    ("country", "vehicles", "warheads"), [("United States", 2_246, 10_563), ("USSR", 2_500, 10_271)]
)
def test_the_memorandum_of_1990_adds_up(country, vehicles, warheads):
    # START memorandum of understanding, data of 1 September 1990 (FAS): printed totals are the sums of the type rows.
    rows = [row for row in start1() if row.country == country and row.as_of == "1990-09-01"]
    types = [row for row in rows if row.level == "type"]
    (total,) = [row for row in rows if row.level == "total"]
    assert (total.delivery_vehicles, total.warheads) == (vehicles, warheads)
    assert sum(row.delivery_vehicles for row in types) == vehicles
    assert sum(row.warheads for row in types) == warheads
    assert all(row.leg in LEGS for row in types)


def test_the_first_new_start_exchange():
    # Fact sheet of the State Department, data of 5 February 2011 (reprint: Inside Defense).
    us, russia = [row for row in new_start_exchanges() if row.as_of == "2011-02-05"]
    assert us.country == "United States"
    found = us.deployed_delivery_vehicles, us.deployed_warheads, us.deployed_and_nondeployed_launchers
    assert found == (882, 1_800, 1_124)
    assert (russia.deployed_delivery_vehicles, russia.deployed_warheads) == (521, 1_537)


def test_the_declaration_by_type_adds_up_to_the_exchange():
    # 1 September 2020: 397 + 230 + 12 + 36 deployed by type; 675 deployed missiles and bombers in the exchange.
    types = [row.deployed for row in holdings() if row.as_of == "2020-09-01"]
    (exchange,) = [r for r in new_start_exchanges() if (r.as_of, r.country) == ("2020-09-01", "United States")]
    assert sum(types) == exchange.deployed_delivery_vehicles == 675


def test_american_warheads_of_2002_by_type():
    # 1,600 on ICBMs, 3,120 on SLBMs, 1,660 for bombers: 6,380, against 6,036 in the deliverable series.
    rows = [row for row in holdings() if (row.as_of, row.country) == ("2002", "United States")]
    by_leg = {leg: sum(row.warheads_total or 0 for row in rows if row.leg == leg) for leg in LEGS}
    assert by_leg == {"ICBM": 1_600, "SLBM": 3_120, "bomber": 1_660}


def test_the_known_quarrels_are_in_the_rows():
    said = [row.conflict for row in new_start_exchanges() if row.conflict]
    assert any("1642" in text and "1643" in text for text in said)
    assert any("491" in text and "492" in text for text in said)
    assert any("101" in text for text in said)


# Every row


def test_every_row_has_a_certainty_and_a_known_source():
    for row in (*holdings(), *stockpiles(), *start1()):
        assert row.certainty in ("read", "secondary", "derived")
        assert row.sources
        assert set(row.sources) <= set(sources())
    for row in new_start_exchanges():
        assert set(row.sources) <= set(sources())
        assert row.sources or row.as_of == "2022-09-01"
        figures = (row.deployed_warheads, row.deployed_delivery_vehicles, row.deployed_and_nondeployed_launchers)
        labels = (row.certainty_warheads, row.certainty_vehicles, row.certainty_launchers)
        assert [figure is None for figure in figures] == [label is None for label in labels]
        assert all(figure is not None for figure in figures) or row.gap


def test_gaps_are_none_and_never_zero():
    # Russia gave no data as of 1 March 2023; 26 other figures of the series have no checked source, among them all of
    # September 2022.
    (russia,) = [row for row in new_start_exchanges() if (row.country, row.as_of) == ("Russia", "2023-03-01")]
    assert russia.deployed_warheads is None
    assert "suspension" in russia.gap
    figures = [(row.deployed_warheads, row.deployed_delivery_vehicles, row.deployed_and_nondeployed_launchers)
               for row in new_start_exchanges() if row is not russia]  # fmt: skip
    assert sum(row.count(None) for row in figures) == 26
    assert {figure for row in figures for figure in row if figure == 0} == set()


def test_every_source_is_used_and_described_once():
    used = {source for rows in (holdings(), stockpiles(), start1(), new_start_exchanges()) for row in rows
            for source in row.sources}  # fmt: skip
    assert used == set(sources())
    titles = [source.title for source in sources().values()]
    assert len(titles) == len(set(titles))
    assert all(source.licence for source in sources().values())


def test_every_measure_is_there():
    assert {row.measure for row in stockpiles()} == set(MEASURES)


# A table of one's own


def test_a_table_of_ones_own_with_its_own_sources(tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text(HEAD + '\n2030,Atlantis,SLBM,type,"Trident, old",4,launchers,,,yearbook,read,\n', encoding="utf-8")
    (tmp_path / "sources.toml").write_text(
        '[sources.yearbook]\ntitle = "Yearbook"\npublisher = "P"\n', encoding="utf-8"
    )
    (row,) = holdings(file)
    assert (row.country, row.system, row.deployed, row.warheads_total) == ("Atlantis", "Trident, old", 4, None)


def test_an_assumption_needs_no_source_and_a_reason(tmp_path):
    assumed = "2030,Atlantis,SLBM,type,Trident,4,launchers,,,,assumed,"
    assert "why it was taken so" in refused(tmp_path, assumed)["line 2, note"]
    file = tmp_path / "mine.csv"
    file.write_text(f"{HEAD}\n{assumed}because\n", encoding="utf-8")
    assert holdings(file)[0].sources == ()


@pytest.mark.parametrize(("column", "cell", "said"), [
    ("deployed", "-4", "a whole number of at least 0"), ("deployed", "2.5", "whole number"),
    ("deployed", "1,000", "without separators"), ("warheads_total", "1e3", "whole number"),
    ("warheads_total", "400.0", "whole number"), ("warheads_total", "401", "40 times 10 is 400"),
    ("as_of", "2022-13", "a date such as 2002"), ("as_of", "2021-02-29", "a date such as 2002"),
    ("as_of", "yesterday", "a date such as 2002"), ("as_of", "", "is empty"),
    ("leg", "space", "ICBM, SLBM or bomber"), ("certainty", "sure", "read, secondary, derived or assumed"),
    ("source", "kernwaffen-russland", 'Did you mean "kernwaffen-russland-2022"?'), ("source", "", "is empty"),
    ("country", "", "the name of a country"), ("level", "squadron", "type, part or leg"),
])  # fmt: skip
def test_a_bad_cell_is_named_with_what_was_expected(tmp_path, column, cell, said):
    cells = dict(zip(HEAD.split(","), GOOD.split(","), strict=True)) | {column: cell}
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells.values())
    problems = refused(tmp_path, GOOD.replace("2022", "2021"), line.getvalue())
    assert said in problems[f"line 3, {column}"]


def test_all_faults_of_a_table_are_named_at_once_in_its_order(tmp_path):
    problems = refused(
        tmp_path,
        GOOD,
        "2022,,ICBM,type,X,-1,launchers,,,nowhere,secondary,",
        '2022,Russia,ICBM,type,Y,1,launchers,,,kernwaffen-russland-2022,secondary,"a note, with',
        'two lines"',
        "2022,Russia,ICBM,type,Z,,launchers,,,kernwaffen-russland-2022,secondary,",
        GOOD,
        "2022,Russia,ICBM,type",
    )
    assert list(problems) == [
        "line 3, country", "line 3, deployed", "line 3, source", "line 6, deployed", "line 7", "line 8",
    ]  # fmt: skip
    assert "as line 2 did" in problems["line 7"]
    assert "found 4 cells under 12 columns" in problems["line 8"]


def test_faults_of_the_header_are_named_at_once(tmp_path):
    problems = refused(tmp_path, GOOD, header=HEAD.replace("deployed", "deploid").replace("note", "unit"))
    assert 'Did you mean "deployed"?' in problems["line 1, column 6"]
    assert "second time" in problems["line 1, column 12"]
    assert 'has no column "deployed"' in problems["line 1"]


def test_a_column_that_is_out_of_scope_is_refused_with_the_reason(tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text(f"{HEAD},warhead_yield\n{GOOD},\n", encoding="utf-8")
    with pytest.raises(ScopeError, match="refused on purpose"):
        holdings(file)


@pytest.mark.parametrize(("content", "said"), [
    (b"", "is empty"), (b"\xff\xfe", "not UTF-8"), (HEAD.encode() + b"\n", "no row"),
    (HEAD.encode() + b'\n"a', "double quote"),
])  # fmt: skip
def test_what_is_no_table_is_refused(tmp_path, content, said):
    file = tmp_path / "mine.csv"
    file.write_bytes(content)
    with pytest.raises(FileError, match=said):
        holdings(file)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileError, match=r"nothing\.csv: cannot be opened: no such file"):
        holdings(tmp_path / "nothing.csv")


# Any table

texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).map(str.strip)
COLUMNS = (Column("words", "words"), Column("more", "words"), Column("count", "a count", whole_number))


@given(st.lists(st.tuples(texts, texts, st.none() | st.integers(0, 9_999_999)), max_size=8))
def test_a_table_comes_back_as_it_was_written(tmp_path_factory, rows):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column.name for column in COLUMNS])
    writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
    file = tmp_path_factory.mktemp("tables") / "any.csv"
    file.write_text(text.getvalue(), encoding="utf-8", newline="")
    lines, problems = read_table(file, COLUMNS)
    assert not problems
    kept = [row for row in rows if row[0] or row[1] or row[2] is not None]
    assert [tuple(line.values.values()) for line in lines] == [(a or None, b or None, n) for a, b, n in kept]


@given(st.binary(max_size=300))
def test_no_file_makes_it_fail_in_any_other_way(tmp_path_factory, content):
    file = tmp_path_factory.mktemp("noise") / "mine.csv"
    file.write_bytes(HEAD.encode() + b"\n" + content)
    try:
        rows = holdings(file)
    except FileError:
        return
    assert rows
