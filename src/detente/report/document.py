"""One HTML file that holds the whole report: text, tables and pictures, nothing fetched from anywhere."""

import base64
from collections.abc import Mapping
from typing import Any

import jinja2
from markupsafe import Markup

from detente.assessment.result import (
    BEFORE_BURNOUT,
    DEPENDS,
    FAILS,
    HOLDS,
    MARGINAL,
    NOT_THREATENED,
    OUT_OF_REACH,
    UNTESTED,
    WITHIN_REACH,
    Assessment,
)
from detente.assessment.treaty_result import MEANING
from detente.messages import day, digits, joined, language, mark, plural, tr
from detente.reading.atlas import BOUNDARY_NOTE
from detente.report import doubt, strategic, tables, words
from detente.report.fields import phases_with, threats
from detente.report.figures.style import view_styles
from detente.report.pictures import Picture, crux_pictures, security_name
from detente.report.summary import parting, told
from detente.report.turning import questions, verdicts
from detente.report.weakness import carriers, overall, shared, weaknesses

MEANINGS = (
    (
        WITHIN_REACH,
        mark(
            "Even at the least favourable end of the stated ranges, an interceptor can leave in time to meet the "
            "missile."
        ),
    ),
    (
        MARGINAL,
        mark("In time at one end of the stated ranges or for some launch places, too late at the other."),
    ),
    (
        BEFORE_BURNOUT,
        mark("The last useful launch of the interceptor comes before the missile has burnt out."),
    ),
    (OUT_OF_REACH, mark("Too late, or never there, at both ends of the stated ranges.")),
    (
        mark("all threatened, some threatened or no threatened capitals covered"),
        mark(
            "How many of the capitals within the threat's reach have at least one site with slack to spare; of the "
            "listed towns where no capital is within reach."
        ),
    ),
    (
        DEPENDS,
        mark("The answer before these words holds for the central values; the ends of the stated ranges give another."),
    ),
    (NOT_THREATENED, mark("Nothing that the verdict is about is within the threat's reach.")),
    (
        joined("; ", (HOLDS, FAILS, UNTESTED)),
        mark("What the model says of a public statement. It says nothing about the person who made it."),
    ),
)

SCOPE = (
    mark(
        "It compares how far interceptors and missiles can fly and when. It is made for talks between parties, not for "
        "planning against one. Out of scope on purpose, and refused where a file asks for it: targets and aim points, "
        "yield, accuracy, hardness, casualties, raids and attack planning, guidance, seekers, telling warheads from "
        "other objects, and ways to get through a defence."
    ),
    mark(
        "Being in time is necessary for an intercept and far from sufficient. No probability of a hit is computed: the "
        "strategic balance takes what the views state. Survival shares are stated too and never computed. Bases "
        "are towns at a tenth of a degree, regions are coarse lines, notional missiles stand for classes."
    ),
)


ANSWERS = {
    "retaliation": mark("retaliation"),
    "sufficiency": mark("sufficiency"),
    "windows": mark("windows"),
    "crisis": mark("crisis"),
    "race": mark("race"),
    "cost": mark("cost"),
}
"""Answers of the strategic balance, in words."""

PROVENANCE = {
    "dossier_digest": mark("dossier digest"),
    "catalog_digest": mark("catalog digest"),
    "version": mark("version"),
    "cells": mark("cells"),
    "region_points": mark("region points"),
}
"""What a report was made from, in words."""


def report_html(assessment: Assessment, pictures: Mapping[str, Picture]) -> bytes:
    """The report as one HTML file; the same input gives the same bytes."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("detente.report"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["data_uri"] = data_uri
    environment.filters |= {"sentence": sentence, "spoken": tr}
    environment.globals |= {"tr": tr, "plural": plural, "language": language, "day": day, "digits": digits}
    page = environment.get_template("report.html.j2").render(**context(assessment, pictures))
    return (page.rstrip() + "\n").encode()


def context(assessment: Assessment, pictures: Mapping[str, Picture]) -> dict[str, Any]:
    """Everything the template sets."""
    styles = view_styles(assessment)
    charts = crux_pictures(assessment)
    return {
        "a": assessment,
        "views": {
            view: {
                "title": words.view_title(assessment, view),
                "holder": tr(said.get("holder", "")),
                "style": styles[view],
            }
            for view, said in assessment.views.items()
        },
        "told": told(assessment),
        "parting": parting(assessment),
        "meanings": [(tr(word), tr(meaning)) for word, meaning in MEANINGS],
        "certainties": {label: tr(meaning) for label, meaning in words.CERTAINTY.items()},
        "security": tables.security(assessment),
        "security_maps": _security_maps(assessment, pictures),
        "glance": tables.glance(assessment),
        "balance": [
            {
                "phase": phase,
                "year": said["year"],
                "title": tr(said["title"]),
                "blocks": tables.balance(assessment, phase),
                "chart": pictures.get(f"slack-phase-{phase}"),
                "map": pictures.get(f"reach-phase-{phase}"),
            }
            for phase, said in assessment.phases.items()
            if any(row.phase == phase for row in assessment.balance)
        ],
        "strategic": _strategic(assessment, pictures),
        "treaties": assessment.treaties,
        "treaty_words": {tr(row.finding): tr(MEANING[row.finding]) for row in assessment.treaties},
        "crux": [
            {
                "question": sentence(words.question(assessment, key)),
                "verdicts": {view: tr(said) for view, said in verdicts(assessment, key).items()},
                "chart": pictures.get(charts.get(key, "")),
                "lines": tables.crux(assessment, key)[0],
                "quiet": tables.crux(assessment, key)[1],
            }
            for key in questions(assessment)
        ],
        "doubt": _doubt(assessment),
        "overall": overall(assessment),
        "shared": shared(assessment),
        "carriers": carriers(assessment),
        "weaknesses": weaknesses(assessment),
        "inputs": tables.inputs(assessment),
        "sources": {key: _source(said) for key, said in assessment.sources.items()},
        "provenance": {tr(PROVENANCE.get(key, key)): said for key, said in assessment.provenance.items()},
        "scope": [tr(line) for line in SCOPE],
        "boundary_note": tr(BOUNDARY_NOTE),
    }


def _doubt(assessment: Assessment) -> dict[str, Any] | None:
    """What the section on samples shows; None where none were asked for."""
    found = assessment.doubt
    if found is None:
        return None
    return {
        "headline": doubt.headline(found),
        "treated": doubt.treated(found),
        "lines": doubt.lines(assessment),
        "undrawn": [words.assumption(assessment, row.key) for row in doubt.undrawn(found)],
        "notes": [tr(note) for note in found.notes],
        "map_samples": found.map_samples,
    }


def _strategic(assessment: Assessment, pictures: Mapping[str, Picture]) -> dict[str, Any]:
    """What the section on the strategic balance shows; nothing but notes where the dossier declares no forces."""
    found = assessment.strategic
    charts = {name: pictures.get(f"strategic-{name}") for name in ("window", "race", "crisis")}
    if not found.handed:
        return {"counted": False, "notes": [tr(note) for note in found.notes], "charts": charts}
    return {
        "counted": True,
        "sent": strategic.sent(found),
        "postures": [tr(posture) for posture in found.retaliation[0].by_posture],
        "enough": strategic.enough(found),
        "windows": strategic.windows(found),
        "races": strategic.races(found),
        "crises": strategic.crises(found),
        "costs": strategic.costs(found),
        "assumptions": [
            (tr(ANSWERS[part]), tr(said)) for part, several in found.assumptions.items() for said in several
        ],
        "notes": [tr(note) for note in found.notes],
        "charts": charts,
    }


def data_uri(picture: Picture) -> Markup:
    """A picture as an address that holds it."""
    kind = "image/png" if picture.kind == "png" else "image/svg+xml"
    return Markup(f"data:{kind};base64,{base64.b64encode(picture.content).decode()}")


def sentence(text: str) -> str:
    """With a capital at the start."""
    return text[:1].upper() + text[1:]


def _security_maps(assessment: Assessment, pictures: Mapping[str, Picture]) -> list[dict[str, Any]]:
    found = []
    for threat in threats(assessment):
        drawn = [pictures.get(security_name(phase, threat)) for phase in phases_with(assessment, threat)]
        if any(drawn):
            found.append({"threat": words.name(assessment, threat), "maps": [picture for picture in drawn if picture]})
    return found


def _source(said: Mapping[str, str]) -> dict[str, str]:
    """A source with its address only where that is one of the web."""
    address = said.get("address", "")
    linked = address if address.startswith(("http://", "https://")) else ""
    line = words.source_line(said)
    return {
        "line": line if line.endswith(".") else f"{line}.",
        "address": linked,
        "licence": tr(said.get("licence", "")),
    }
