"""A small sound dossier and a small sound catalogue, to break one thing at a time."""

from pathlib import Path

from detente.reading.dossier import check

APPROACH = """\
title = "Small talks"
asks  = "Does one site leave one deterrent alone?"
as_of = 2011-05-26

[sides]
defending = "United States and NATO"
deterring = "Russia"

[[phases]]
id    = 1
year  = 2011
title = "Radar and ships"

[[phases]]
id    = 2
year  = 2018
title = "Poland"

[[deployments]]
system    = "tpy-2-kurecik"
place     = "kurecik"
phase     = 1
facing    = "100 deg"
role      = "remote"
source    = "press"
where     = "paragraph 1"
certainty = "read"

[[deployments]]
system    = "sm-3-2a"
place     = "redzikowo"
count     = 24
phase     = 2
planned   = 2018
source    = "press"
where     = "paragraph 2"
certainty = "read"

[[threats]]
id        = "south"
name      = "A missile from the south"
missile   = "notional-irbm"
launch    = ["tabriz", "semnan"]
protects  = "nato-europe-2011"
certainty = "assumed"
note      = "a class, for the example"

[[deterrents]]
id        = "west"
name      = "Missiles from the west"
side      = "Russia"
leg       = "land"
missile   = "topol-m"
launch    = ["kozelsk", "home"]
aims      = "us-east-coast"
certainty = "assumed"
note      = "a base town, for the example"

[[values]]
of        = "topol-m.range"
value     = "10500 km"
holder    = "StrategyPage"
kind      = "fact"
source    = "press"
where     = "paragraph 3"
certainty = "read"

[places.home]
name      = "Home"
at        = [55.0, 40.5]
certainty = "assumed"
note      = "for the example"

[sources.press]
title     = "A report"
publisher = "A newspaper"
"""

VIEW = """\
title  = "Northern view"
holder = "Northern experts"

[[values]]
of        = "tpy-2-kurecik.range"
value     = "1500 km"
holder    = "Northern experts"
kind      = "technical judgement"
source    = "paper"
where     = "page 3"
certainty = "read"
date      = "2011-05"

[[values]]
of        = "defence.commit_delay"
value     = "60 s"
low       = "30 s"
high      = "90 s"
holder    = "Northern experts"
kind      = "technical judgement"
certainty = "assumed"
note      = "for the example"

[[values]]
of        = "defence.assessment_delay"
value     = "30 s"
holder    = "Northern experts"
kind      = "technical judgement"
certainty = "assumed"
note      = "for the example"

[[values]]
of        = "defence.policy"
value     = "launch-on-remote"
holder    = "Northern experts"
kind      = "fact"
certainty = "assumed"
note      = "for the example"

[[values]]
of        = "defence.earliest_commit"
value     = "after burnout"
holder    = "Northern experts"
kind      = "fact"
certainty = "assumed"
note      = "for the example"

[sources.paper]
title     = "A paper"
publisher = "An institute"
address   = "https://example.org/paper"
"""

CLAIMS = """\
[[claims]]
id        = "too-slow"
holder    = "A spokesman"
statement = "The interceptor cannot catch the missile."
asks      = { quantity = "slack", against = "deterrents", relation = "always below", value = "0 s", phases = [2] }
source    = "paper"
where     = "page 4"
certainty = "read"

[[claims]]
id        = "covers-half"
holder    = "A spokesman"
statement = "Half of the people are covered."
asks      = { quantity = "population_share", against = "threats", relation = "always above", value = 0.5 }
source    = "paper"
where     = "page 5"
certainty = "read"

[[claims]]
id        = "gets-better"
holder    = "A spokesman"
statement = "The cover grows from phase to phase."
asks      = { quantity = "grows", of = "population_share", against = "threats" }
source    = "paper"
where     = "page 5"
certainty = "read"

[[claims]]
id        = "trust"
holder    = "A minister"
statement = "We do not believe each other."
because   = "trust is not a quantity of this model"
source    = "paper"
where     = "page 6"
certainty = "read"
"""

FILES = {"approach.toml": APPROACH, "views/north.toml": VIEW, "claims.toml": CLAIMS}

INTERCEPTOR = """\
name = "Test interceptor"
kind = "interceptor"

[[burnout_speed]]
value     = "4 km/s"
holder    = "Somebody"
kind      = "fact"
source    = "leaflet"
where     = "page 1"
certainty = "read"

[sources.leaflet]
title     = "A leaflet"
publisher = "A maker"
"""

MISSILE = """\
name  = "Test missile"
kind  = "missile"
class = "threat"

[[stages]]
fuelled_mass     = "4897 kg"
empty_mass       = "1198 kg"
specific_impulse = "230 s"
burn_time        = "75 s"
diameter         = "0.84 m"
holder           = "Somebody"
kind             = "fact"
source           = "leaflet"
where            = "page 1"
certainty        = "read"

[[payload]]
value     = "1000 kg"
holder    = "Somebody"
kind      = "fact"
source    = "leaflet"
where     = "page 1"
certainty = "read"

[drag]
mach        = [0.0, 0.8, 1.2]
coefficient = [0.2, 0.2, 0.3]
source      = "leaflet"
where       = "page 2"
certainty   = "read"

[pitch]
rate      = "1.348 deg/s"
until     = "47.656 deg"
source    = "leaflet"
where     = "page 2"
certainty = "read"

[sources.leaflet]
title     = "A leaflet"
publisher = "A maker"
"""

STAGED_INTERCEPTOR = (
    MISSILE.replace('"missile"\nclass = "threat"', '"interceptor"').replace('until     = "47.656 deg"\n', "")
    + """
[[minimum_intercept_altitude]]
value     = "100 km"
holder    = "Somebody"
kind      = "fact"
source    = "leaflet"
where     = "page 3"
certainty = "read"

[[maximum_flight_time]]
value     = "900 s"
holder    = "Somebody"
kind      = "fact"
source    = "leaflet"
where     = "page 3"
certainty = "read"
"""
)


def put(folder: Path, files: dict[str, str]) -> Path:
    """Write files below a folder and give the folder back."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def changed(file: str, old: str, new: str) -> dict[str, str]:
    """The sound dossier with one thing changed, once."""
    assert FILES[file].count(old) >= 1, f"{old!r} is not in {file}"
    return {**FILES, file: FILES[file].replace(old, new, 1)}


def complaints(folder: Path, files: dict[str, str]) -> list[tuple[str, str, str]]:
    """What `check` says of a dossier of these files: file, key and message of each problem."""
    return [(problem.file, problem.key, problem.message) for problem in check(put(folder / "my-talks", files))]
