"""A small sound dossier with both sides' views, forces and a search, to break one thing at a time.

Every number is made up for the example; SEARCH shows everything that search.toml can hold.
"""

from pathlib import Path

from detente.reading.dossier import Dossier, load
from tests.reading.material import APPROACH, VIEW, put


def _values(numbers: dict[str, str], holder: str) -> str:
    """[[values]] tables: `value` or `value low high`."""
    rows = []
    for of, text in numbers.items():
        value, *ends = (part.strip() for part in text.split("|"))
        rows.append(f'[[values]]\nof = "{of}"\nvalue = "{value}"')
        rows += [f'low = "{ends[0]}"\nhigh = "{ends[1]}"'] if ends else []
        rows.append(f'holder = "{holder}"\nkind = "value"\ncertainty = "assumed"\nnote = "for the example"\n')
    return "\n".join(rows)


_BOTH = {
    "interception.track_probability": "0.9",
    "interception.availability": "0.95",
    "interception.shots": "2",
    "interception.false_object_load": "1",
    "their-land.delivery_reliability": "0.9",
    "our-sea.delivery_reliability": "0.9",
    "our-sea.survival_day_to_day_ride_out": "0.6",
    "defending.command_connectivity": "1",
    "deterring.command_connectivity": "1",
    "defending.sufficient_warheads": "50",
    "defending.sufficient_confidence": "0.9",
    "defending.judged_posture": "day-to-day ride-out",
    "deterring.judged_posture": "day-to-day ride-out",
    "deterring.interceptors": "0",
    "third-party.warheads": "5",
    "third-party.confidence": "0.5",
    "race.coverage_goal": "0",
    "race.offence_adjustment": "0.2",
    "race.defence_adjustment": "0.2",
}
NORTH = {
    **_BOTH,
    "interception.kill_probability": "0.6|0.5|0.7",
    "their-land.survival_day_to_day_ride_out": "0.6|0.5|0.7",
    "deterring.sufficient_warheads": "100",
    "deterring.sufficient_confidence": "0.9",
    "sm-3-2a.burnout_speed": "4.5 km/s",
}
EAST = {
    **_BOTH,
    "interception.kill_probability": "0.8|0.7|0.9",
    "their-land.survival_day_to_day_ride_out": "0.4|0.3|0.5",
    "deterring.sufficient_warheads": "120|110|130",
    "deterring.sufficient_confidence": "0.9",
    "sm-3-2a.burnout_speed": "9 km/s",
    "defence.commit_delay": "30 s",
}
COMMON, DECISION = (
    VIEW.split("[sources.paper]")[0].replace("launch-on-remote", "engage-on-remote"),
    'of        = "defence.commit_delay"',
)
_HEAD, *_TABLES = COMMON.split("[[values]]\n")
_WITHOUT_DECISION = "[[values]]\n".join([_HEAD, *(table for table in _TABLES if DECISION not in table)])

NORTH_VIEW = COMMON.replace('holder = "Northern experts"\n', 'holder = "Northern experts"\nside = "defending"\n', 1) + (
    _values(NORTH, "Northern experts")
)
EAST_VIEW = _WITHOUT_DECISION.replace("Northern", "Eastern").replace("after burnout", "any time").replace(
    'holder = "Eastern experts"\n', 'holder = "Eastern experts"\nside = "deterring"\n', 1
) + _values(EAST, "Eastern experts")
SOURCES = '\n[sources.paper]\ntitle = "A paper"\npublisher = "An institute"\n'

FORCES = """\
[[forces]]
id        = "their-land"
name      = "Missiles on land"
side      = "Russia"
leg       = "land"
warheads  = 400
flies_as  = ["west"]
certainty = "assumed"
note      = "for the example"

[[forces]]
id        = "our-sea"
name      = "Missiles at sea"
side      = "United States and NATO"
leg       = "sea"
warheads  = 300
certainty = "assumed"
note      = "for the example"
"""

SEARCH = """\
# What a search for an approach both could accept starts from. Topics first; then options, each with the few things it
# changes; then what each side needs and will not have; then proposals of the record, as packages with a name.

[views]                     # by which view each side judges; needed only where a side has several views
defending = "north"
deterring = "east"

[search]
phase     = 2               # the phase whose deployments count; the last if not said
scenarios = 64              # how many scenarios of the stated ranges

[no_agreement]
year = 2021                 # the year in which a package and the path without one are compared

[transparency]              # how far each level brings fully checkable claims to the middle between both sides'
closes = [0.0, 0.2, 0.5, 0.8]
note   = "for the example"

[treaties]                  # treaties whose limits every package must respect
respect = ["new-start"]

[[topics]]
id   = "sites"
name = "Interceptor sites"

[[topics]]
id   = "speed"
name = "Speed of interceptors"

[[topics]]
id   = "warheads"
name = "Ceilings on warheads"

[[topics]]
id   = "openness"
name = "Transparency"

[[options]]                 # the first option of a topic is what stands without an agreement; it changes nothing
topic     = "sites"
id        = "as-planned"
name      = "As planned"
certainty = "assumed"
note      = "the plan itself"

[[options]]
topic     = "sites"
id        = "none"
name      = "No interceptors in Poland"
burden    = 1               # how much there is to verify, in units of your own
certainty = "assumed"
note      = "for the example"
  [[options.remove]]        # some deployments, by system, place or both, from a phase on
  system     = "sm-3-2a"
  from_phase = 2

[[options]]
topic     = "sites"
id        = "south-only"
name      = "Half as many, looking south"
burden    = 2
source    = "press"
certainty = "read"
  [[options.count]]         # another number of interceptors
  place = "redzikowo"
  count = 12
  [[options.sector]]        # the azimuths in which they may engage
  place  = "redzikowo"
  facing = "180 deg"
  width  = "90 deg"

[[options]]
topic     = "sites"
id        = "elsewhere"
name      = "In Romania instead, for everybody's areas"
burden    = 2
certainty = "assumed"
note      = "for the example"
  [[options.remove]]
  place = "redzikowo"
  [[options.add]]           # a deployment, as in approach.toml
  system    = "sm-3-2a"
  place     = "deveselu"
  count     = 24
  phase     = 2
  certainty = "assumed"
  note      = "for the example"
  [[options.serve]]         # which areas it helps to protect: an empty list is all of them
  place = "deveselu"
  areas = []
  [[options.set]]           # a number or a word that is agreed, in place of what the views say
  of    = "defence.earliest_commit"
  value = "after burnout"

[[options]]
topic     = "speed"
id        = "free"
name      = "No limit"
certainty = "assumed"
note      = "as it is"

[[options]]
topic     = "speed"
id        = "capped"
name      = "No interceptor faster than 5 km/s"
burden    = 3
certainty = "assumed"
note      = "for the example"
  [[options.cap]]           # the most a number may be, in both views; "*." stands for every system but the missiles
  of   = "*.burnout_speed"
  most = "5 km/s"

[[options]]
topic     = "warheads"
id        = "none"
name      = "No ceiling"
certainty = "assumed"
note      = "as it is"

[[options]]
topic     = "warheads"
id        = "linked"
name      = "350 each, and one more for each interceptor above 20"
burden    = 2
duration  = 10              # for how many years ceilings hold
certainty = "assumed"
note      = "for the example"
  [[options.ceiling]]
  side     = "Russia"
  warheads = 350
  [[options.ceiling]]
  side     = "United States and NATO"
  warheads = 350
  [[options.link]]          # the ceiling of the side that answers the defence rises with the interceptors
  above    = 20
  warheads = 1
  [[options.interceptors]]  # the most interceptors of the approach
  most = 44

[[options]]
topic     = "openness"
id        = "none"
name      = "Nothing shown"
certainty = "assumed"
note      = "as it is"

[[options]]
topic        = "openness"
id           = "visits"
name         = "Visits and telemetry"
burden       = 4
transparency = 3            # 0 none, 1 yearly data, 2 notifications, 3 visits, telemetry or test observation
certainty    = "assumed"
note         = "for the example"

[[needs]]                   # what a side must have, by its own view
id        = "cover"
name      = "Protect half of the capitals"
side      = "United States and NATO"
what      = "protection"
threat    = "south"
least     = 0.5
certainty = "assumed"
note      = "for the example"

[[needs]]
id        = "enough"
name      = "A retaliation that it calls sufficient"
side      = "Russia"
what      = "sufficiency"   # by its own rule, in its own view
certainty = "assumed"
note      = "for the example"

[[needs]]
id        = "out-of-reach"
name      = "Its missiles out of reach"
side      = "Russia"
what      = "slack"
least     = 0.5             # of the pairs of launch place and aim point; all of them if not said
certainty = "assumed"
note      = "for the example"

[[scores]]                  # by what a side scores packages; without any, by what it needs, all with the same weight
side   = "Russia"
what   = "sufficiency"
weight = 2

[[scores]]
side = "Russia"
what = "slack"

[[red_lines]]               # a package that holds all of these options is out
id        = "no-plan"
name      = "The plan as it is"
side      = "Russia"
excludes  = ["sites=as-planned", "speed=free"]
source    = "press"
where     = "paragraph 4"
certainty = "read"

[[incompatible]]
options = ["sites=none", "speed=capped"]
why     = "without interceptors there is no speed to limit"

[[alternatives]]            # proposals of the record
id        = "sectors"
name      = "Sectors"
date      = "2010-11"
choice    = { sites = "south-only" }
source    = "press"
where     = "paragraph 5"
certainty = "read"
"""

SEEN = """\
[[deployments]]
system    = "space-infrared"
phase     = 1
certainty = "assumed"
note      = "for the example"

[[deployments]]
system    = "sm-3-2a"
"""

FILES = {
    "approach.toml": APPROACH.replace('[[deployments]]\nsystem    = "sm-3-2a"\n', SEEN),
    "views/north.toml": NORTH_VIEW + SOURCES,
    "views/east.toml": EAST_VIEW + SOURCES,
    "forces.toml": FORCES,
    "search.toml": SEARCH,
}


def searched(folder: Path, **other: str) -> Dossier:
    """The dossier of these files, read; `search` stands for search.toml."""
    files = {**FILES, **{f"{name}.toml": text for name, text in other.items()}}
    return load(put(folder / "my-talks", files))
