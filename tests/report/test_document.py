"""The document: whole in one file, readable by ear as well as by eye, true to the rows, the same every time."""

import base64
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from detente.report.document import report_html
from detente.report.pictures import pictures
from detente.report.summary import parting, told
from detente.report.weakness import carriers, weaknesses
from tests.report import material

VOID = {"meta", "img", "br", "link", "input", "hr", "col"}


class Page(HTMLParser):
    """Every tag with its attributes, in order; refuses tags that do not close."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.open, self.text = [], [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture(scope="module")
def html(result):
    return report_html(result, pictures(result)).decode()


@pytest.fixture(scope="module")
def page(html):
    return Page(html)


@pytest.fixture(scope="module")
def real_html(real):
    return report_html(real, pictures(real)).decode()


def test_nothing_is_fetched_from_outside(page, html):
    for tag, attributes in page.tags:
        for name in ("src", "srcset", "data", "poster", "action", "background"):
            assert not re.match(r"(https?:)?//", attributes.get(name) or ""), tag
        if tag != "a":
            assert "href" not in attributes, tag
        assert tag not in ("script", "link", "iframe", "object", "embed", "base")
    style = html[html.index("<style>") : html.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style
    assert "@font-face" not in style


def test_pictures_fetch_nothing_either(result):
    for picture in pictures(result).values():
        if picture.kind == "svg":
            said = picture.content.decode()
            assert not re.findall(r'(?:href|src)="(?!#|data:)', said)


def test_links_to_outside_are_sources_only(page, result):
    addresses = {source["address"] for source in result.sources.values()}
    outside = [attributes["href"] for tag, attributes in page.tags if tag == "a" and "//" in attributes["href"]]
    assert set(outside) == addresses


def test_every_link_inside_leads_somewhere(page):
    places = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    inside = {a["href"][1:] for tag, a in page.tags if tag == "a" and a["href"].startswith("#")}
    assert inside <= places
    assert len(places) == len([1 for _, attributes in page.tags if "id" in attributes])


def test_every_picture_has_words_and_a_size(page, result):
    images = [attributes for tag, attributes in page.tags if tag == "img"]
    assert len(images) == len(pictures(result))
    for image in images:
        assert len(image["alt"]) > 40
        assert int(image["width"]) > 300
        kind, content = image["src"].split(";base64,")
        assert kind in ("data:image/png", "data:image/svg+xml")
        assert base64.b64decode(content, validate=True)


def test_headings_go_down_one_step_at_a_time(page):
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_tables_have_captions_and_scopes(page):
    tags = [tag for tag, _ in page.tags]
    assert tags.count("table") == tags.count("caption") > 6
    for tag, attributes in page.tags:
        if tag == "th":
            assert attributes.get("scope") in ("col", "row", "colgroup", "rowgroup")


def test_the_language_and_the_width_are_said(page):
    attributes = dict(page.tags)
    assert attributes["html"]["lang"] == "en"
    assert any(tag == "meta" and said.get("name") == "viewport" for tag, said in page.tags)


def test_what_people_wrote_is_escaped(html):
    assert "A. Holder &lt;of note&gt;" in html
    assert "<of note>" not in html
    assert "Small talks &amp; others" in html


def test_assumptions_are_marked_as_such(html, result):
    marked = html.count('class="certainty certainty-assumed">assumption<')
    assert marked >= sum(row.certainty == "assumed" for row in result.inputs) // len(result.views)


def test_sections_stand_in_their_order(html):
    order = ["answer", "verdicts", "security", "balance", "crux", "claims", "weakest", "inputs", "sources"]
    at = [html.index(f'<h2 id="{name}">') for name in order]
    assert at == sorted(at)
    assert "does not hold under these inputs" in html
    assert "0123" in html[html.index("Provenance") :]
    assert "casualties" in html[html.index("<h3>Scope</h3>") :]


def test_the_answer_is_built_from_the_rows(result):
    north, south = told(result)
    assert "50 % of the threatened capitals" not in north.security[0]
    assert north.security[0].startswith("Against the Arrow (900 km), from phase 1 (2011) to phase 2 (2012): 100 % of")
    assert "over 99 % of the people" in north.security[0]
    assert north.security[0].endswith("whether the capitals are covered depends on the stated ranges.")
    assert "depends" not in south.security[0]
    assert north.balance[0] == "Phases 1 and 2: of two forces, one marginal and one out of reach."
    assert south.balance[0] == "Phases 1 and 2: of two forces, one within reach and one out of reach."
    assert "+410 s, Shield (Hill) against Near base (Dart)" in south.balance[1]


def test_where_the_views_part_is_counted(result):
    lines = parting(result)
    assert lines[0] == "The views give different answers to 4 of 6 questions."
    assert "burnout speed, Shield" in lines[1]
    assert "The North says 4.5 km/s; The South says 5.5 km/s" in lines[1]


def test_the_weakest_inputs_are_told_by_what_they_belong_to(result):
    assert {carrier.owner: carrier.inputs for carrier in carriers(result)} == {
        "the defence": "policy", "Hill": "the place", "Shield": "burn time",
    }  # fmt: skip
    assert len(weaknesses(result)) == 2
    assert weaknesses(result)[0].views["north"][:2] == ("assumed", 3)


def test_a_value_that_turns_an_answer_stands_in_the_table(html):
    crux = html[html.index('<h2 id="crux">') : html.index('<h2 id="claims">')]
    assert "4.75 km/s" in crux
    assert "4.0 to 5.0 km/s" in crux
    assert "Searched and found to turn nothing on their own: burn time, Shield." in crux


def test_the_same_result_gives_the_same_document(html):
    again = material.small()
    assert report_html(again, pictures(again)).decode() == html


def test_a_real_report_is_sound_and_not_too_large(real_html, real):
    page = Page(real_html)
    assert len(real_html.encode()) < 8e6
    said = " ".join(page.text)
    for row in real.answers:
        assert row.verdict in said
    for source in real.sources.values():
        assert source["title"].split("'")[0] in said.replace("\u2019", "'")
    for claim in real.claims:
        assert claim.holder in said


def test_a_result_with_little_in_it_still_makes_a_document(result):
    from dataclasses import replace

    import xarray as xr

    bare = replace(result, security=(), balance=(), crux=(), claims=(), weakest=(), tree=xr.DataTree())
    page = Page(report_html(bare, pictures(bare)).decode())
    assert "The dossier names no shared threat." in " ".join(page.text)
