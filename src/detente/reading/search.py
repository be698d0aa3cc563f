"""What a search for an approach both could accept starts from: search.toml of a dossier.

Topics with their options (the first of each is what stands without an agreement), what each side needs and will not
have, which treaties bind, and how the two weigh what they get.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from detente.messages import mark, say
from detente.reading.files import Key, Sheet, did_you_mean, shown
from detente.reading.options import Ground, Option, read_options
from detente.reading.references import complain_of_repeats, complain_unless_declared, complain_unless_known
from detente.reading.rows import ID_RULE, Id, Row, Text, Year, read, read_list, tables, unknown_key
from detente.reading.treaties import treaties
from detente.reading.values import Sourced
from detente.reading.views import View

FILE = "search.toml"

Choice: TypeAlias = Mapping[str, str]
"""One option for each topic, by their ids; a topic that is not named keeps its first option."""

What = Literal["protection", "third-party", "sufficiency", "slack", "stability", "loop gain", "build-up", "warheads"]
"""What a side can need, or score by. In its own beliefs, once transparency has moved them:

protection   share of the capitals (or listed towns) of an area that a threat does not reach undefended
third-party  chance that none of the third party's warheads gets through
sufficiency  chance that its own retaliation is what it calls sufficient
slack        share of launch and aim pairs of its deterrents that no site meets in time
stability    first-strike index at the committed share that its view states, an assumption from outside
loop gain    of action and reaction, below 1 where the race comes to rest
build-up     warheads that the deterring side adds by the year of comparison, as a share of those of today
warheads     warheads of the other side by then, as a share of those of today
"""

FEWER_IS_BETTER = ("loop gain", "build-up", "warheads")

_LISTS = ("topics", "options", "needs", "scores", "red_lines", "incompatible", "alternatives")
_TABLES = ("views", "transparency", "no_agreement", "treaties", "sources", "search")


class Topic(Row):
    """A topic of the talks on which one of several options is chosen."""

    id: Id = Field(description=ID_RULE)
    name: Text = Field(description=mark("a name, in quotes"))
    note: Text | None = Field(None, description=mark("a remark, in quotes"))


class _Weighed(Row):
    """One quantity of one side."""

    side: Text = Field(description=mark("one of the two sides, in quotes"))
    what: What = Field(description=mark("what is asked for"))
    threat: Text | None = Field(None, description=mark("the id of a threat, in quotes; all threats if not said"))
    deterrent: Text | None = Field(
        None, description=mark("the id of a deterrent, in quotes; all of the side's if not said")
    )

    def gaps(self) -> Iterator[tuple[str, str]]:
        """A threat or a deterrent where the quantity knows none."""
        if self.threat is not None and self.what != "protection":
            yield "threat", mark("belongs to protection only.")
        if self.deterrent is not None and self.what != "slack":
            yield "deterrent", mark("belongs to slack only.")


class Need(_Weighed, Sourced):
    """Something a side must have: at least, or at most, so much of a quantity, by its own view."""

    id: Id = Field(description=ID_RULE)
    name: Text = Field(description=mark("a name, in quotes"))
    least: Annotated[float, Field(strict=False, allow_inf_nan=False)] | None = Field(
        None, description=mark("the least that is enough, a number")
    )
    most: Annotated[float, Field(strict=False, allow_inf_nan=False)] | None = Field(
        None, description=mark("the most that is borne, a number")
    )

    def gaps(self) -> Iterator[tuple[str, str]]:
        """No limit where one is due, or limits that nothing can meet."""
        yield from Sourced.gaps(self)
        yield from _Weighed.gaps(self)
        own_rule = self.what in ("third-party", "sufficiency")
        if self.least is None and self.most is None and not own_rule:
            yield (
                "least",
                mark("missing; expected least or most (only third-party and sufficiency have a rule in the view)."),
            )
        if self.least is not None and self.most is not None and self.least > self.most:
            yield (
                "least",
                say(
                    "found {least:g}, above most = {most:g}: nothing meets both. Change one of them.",
                    least=self.least,
                    most=self.most,
                ),
            )


class Score(_Weighed):
    """A quantity by which a side scores packages, with its weight."""

    weight: Annotated[float, Field(gt=0.0, strict=False, allow_inf_nan=False)] = Field(
        1.0, description=mark("its weight among the scores of the side, a number above 0")
    )
    note: Text | None = Field(None, description=mark("a remark, in quotes"))


class RedLine(Sourced):
    """What a side will not have, alone or together."""

    id: Id = Field(description=ID_RULE)
    name: Text = Field(description=mark("what it will not have, in quotes"))
    side: Text = Field(description=mark("one of the two sides, in quotes"))
    excludes: Annotated[tuple[Text, ...], Field(strict=False, min_length=1)] = Field(
        description=mark('a list such as ["sites=as-planned"]; a package that holds all of them is out')
    )


class Incompatible(Row):
    """Options that cannot stand together, whoever wants them."""

    options: Annotated[tuple[Text, ...], Field(strict=False, min_length=2)] = Field(
        description=mark('a list such as ["sites=none", "sensors=shared"]')
    )
    why: Text = Field(description=mark("why they cannot, in quotes"))


class Alternative(Sourced):
    """A proposal of the record, as a package with a name."""

    id: Id = Field(description=ID_RULE)
    name: Text = Field(description=mark("a name, in quotes"))
    choice: dict[str, str] = Field(description=mark('a table such as { sites = "none" }; the rest stays as it is'))
    date: Text | None = Field(None, description=mark("when it was made, in quotes"))


class Views(Row):
    """Which view each side judges by."""

    defending: Text | None = Field(None, description=mark("the id of a view, in quotes"))
    deterring: Text | None = Field(None, description=mark("the id of a view, in quotes"))


class Transparency(Row):
    """How far each level brings claims that can be fully checked to the middle between both: 0 not at all, 1 all."""

    closes: Annotated[tuple[Annotated[float, Field(ge=0.0, le=1.0, strict=False)], ...], Field(strict=False)] = Field(
        (0.0, 0.2, 0.5, 0.8), description=mark("a list of four shares from 0 to 1 that do not fall, one a level")
    )
    note: Text | None = Field(None, description=mark("why, in quotes"))

    def gaps(self) -> Iterator[tuple[str, str]]:
        """Not one share a level, or a level that shows less than the one below."""
        if len(self.closes) != 4 or list(self.closes) != sorted(self.closes):
            yield (
                "closes",
                say("found {found}, expected four shares from 0 to 1 that do not fall.", found=str(list(self.closes))),
            )


class NoAgreement(Row):
    """With what a package is compared."""

    year: Year | None = Field(None, description=mark("the year of the comparison, a whole number"))
    """None: ten years after the first phase."""


class Bound(Row):
    """Treaties whose limits a package must respect."""

    respect: Annotated[tuple[Text, ...], Field(strict=False)] = Field(
        (), description=mark('a list of ids of treaties, such as ["new-start"]')
    )


class Settings(Row):
    """How the search asks."""

    phase: int | None = Field(
        None, description=mark("the phase whose deployments count, a whole number; the last if not said")
    )
    scenarios: Annotated[int, Field(ge=1, le=65536)] = Field(
        64, description=mark("how many scenarios of the stated ranges, a power of two such as 64")
    )

    def gaps(self) -> Iterator[tuple[str, str]]:
        """A number of scenarios that would not fill the ranges evenly."""
        if self.scenarios & (self.scenarios - 1):
            yield (
                "scenarios",
                say(
                    "found {scenarios}, expected a power of two, such as 64: they then fill evenly.",
                    scenarios=self.scenarios,
                ),
            )


@dataclass(frozen=True)
class Search:
    """Everything a search starts from."""

    topics: tuple[Topic, ...]
    options: dict[str, tuple[Option, ...]]
    """By topic, in the order of the file; the first is what stands without an agreement."""
    needs: tuple[Need, ...]
    scores: tuple[Score, ...]
    red_lines: tuple[RedLine, ...]
    incompatible: tuple[Incompatible, ...]
    alternatives: tuple[Alternative, ...]
    views: dict[str, str]
    """The view each side judges by, by role."""
    closes: tuple[float, ...]
    closes_note: str
    """Why, or that it is this program's own judgement."""
    year: int
    respect: tuple[str, ...]
    phase: int
    scenarios: int

    @property
    def added(self) -> tuple[str, ...]:
        """Systems that options deploy, each once."""
        options = (option for several in self.options.values() for option in several)
        return tuple(dict.fromkeys(row.system for option in options for row in option.add))

    @property
    def size(self) -> int:
        """How many packages there are."""
        count = 1
        for options in self.options.values():
            count *= len(options)
        return count


def read_search(sheet: Sheet, ground: Ground, views: Mapping[str, View]) -> Search:
    """What search.toml says. With problems on the sheet it serves only to find more of them.

    Arguments: ground, what options may refer to; views of the dossier.
    """
    for name in sheet.table.keys() - {*_LISTS, *_TABLES}:
        sheet.complain((name,), unknown_key(name, Row, (*_LISTS, *_TABLES)))
    for name in ("topics", "needs", "red_lines", "alternatives"):
        complain_of_repeats(sheet, name)
    topics = [row for _, row in read_list(Topic, sheet, "topics")]
    options = _by_topic(sheet, topics, read_options(sheet, ground))
    rows = {
        name: read_list(model, sheet, name)
        for name, model in (("needs", Need), ("scores", Score), ("red_lines", RedLine))
    }
    for several in rows.values():
        for key, row in several:
            _complain_of_quantity(sheet, key, row, ground)
    incompatible = read_list(Incompatible, sheet, "incompatible")
    alternatives = read_list(Alternative, sheet, "alternatives")
    for key, line in rows["red_lines"]:
        _complain_of_pairs(sheet, (*key, "excludes"), getattr(line, "excludes", ()), options)
    for key, pair in incompatible:
        _complain_of_pairs(sheet, (*key, "options"), pair.options, options)
    for key, alternative in alternatives:
        for topic, option in alternative.choice.items():
            for problem in unknown_choice(topic, option, options):
                sheet.complain((*key, "choice", topic), problem)
    return _whole(sheet, ground, views, topics, options, rows, incompatible, alternatives)


def _whole(
    sheet: Sheet, ground: Ground, views: Mapping[str, View], topics: Sequence[Topic],
    options: dict[str, tuple[Option, ...]], rows: Mapping[str, Sequence[tuple[Key, Any]]],
    incompatible: Sequence[tuple[Key, Incompatible]], alternatives: Sequence[tuple[Key, Alternative]],
) -> Search:  # fmt: skip
    """All of it together, with the tables that stand alone."""
    transparency = read(Transparency, sheet.table.get("transparency", {}), sheet, ("transparency",)) or Transparency()
    compared = read(NoAgreement, sheet.table.get("no_agreement", {}), sheet, ("no_agreement",)) or NoAgreement()
    bound = read(Bound, sheet.table.get("treaties", {}), sheet, ("treaties",)) or Bound()
    settings = read(Settings, sheet.table.get("search", {}), sheet, ("search",)) or Settings()
    phases = {phase.id: phase.year for phase in ground.approach.phases}
    if settings.phase is not None:
        complain_unless_declared(sheet, ("search", "phase"), settings.phase, phases)
    for place, name in enumerate(bound.respect):
        complain_unless_known(sheet, ("treaties", "respect", place), name, treaties(), mark("the id of a treaty"))
    first = min(phases.values(), default=0)
    if compared.year is not None and phases and compared.year < first:
        sheet.complain(
            ("no_agreement", "year"),
            say("found {year}, expected {first} (the first phase) or later.", year=compared.year, first=first),
        )
    judged = _judges(sheet, views)
    if not rows["needs"] and not tables(sheet, "needs"):
        sheet.complain(
            ("needs",), mark("missing; a search has at least one [[needs]] table, else everything is acceptable.")
        )
    return Search(
        topics=tuple(topics),
        options=options,
        needs=tuple(row for _, row in rows["needs"]),
        scores=tuple(row for _, row in rows["scores"]),
        red_lines=tuple(row for _, row in rows["red_lines"]),
        incompatible=tuple(row for _, row in incompatible),
        alternatives=tuple(row for _, row in alternatives),
        views=judged,
        closes=transparency.closes,
        closes_note=transparency.note
        or mark("how far each level of transparency closes a gap is this program's judgement"),
        year=compared.year if compared.year is not None else first + 10,
        respect=bound.respect,
        phase=settings.phase if settings.phase is not None else max(phases, default=1),
        scenarios=settings.scenarios,
    )


def _by_topic(
    sheet: Sheet, topics: Sequence[Topic], options: Sequence[tuple[Key, Option]]
) -> dict[str, tuple[Option, ...]]:
    """Options under their topics; topics without options, options without topics, and a first option that acts."""
    found: dict[str, list[Option]] = {topic.id: [] for topic in topics}
    written = [table.get("id") for _, table in tables(sheet, "topics") if isinstance(table, dict)]
    for key, option in options:
        topic = option.row.topic
        complain_unless_known(
            sheet, (*key, "topic"), topic, [known for known in written if known], mark("the id of a topic")
        )
        same = found.get(topic, [])
        if option.id in {other.id for other in same}:
            sheet.complain(
                (*key, "id"),
                say("found {found} a second time on this topic. Choose another id.", found=shown(option.id)),
            )
        if topic in found and not same and option.changes:
            message = say(
                "{option} is the first of its topic and changes something; the first is what stands without an "
                "agreement. Put an option without effects before it.",
                option=option.key,
            )
            sheet.complain(key, message)
        same.append(option)
    if not tables(sheet, "topics"):
        sheet.complain(("topics",), mark("missing; a search has at least one [[topics]] table."))
    asked = [table.get("topic") for _, table in tables(sheet, "options") if isinstance(table, dict)]
    for place, row in read_list(Topic, sheet, "topics"):
        if asked.count(row.id) < 2:
            sheet.complain(
                place, say("fewer than two options have topic = {found}; nothing is to be chosen.", found=shown(row.id))
            )
    return {topic: tuple(several) for topic, several in found.items()}


def _judges(sheet: Sheet, views: Mapping[str, View]) -> dict[str, str]:
    """The view of each side: the one named, else the only one the side has."""
    named = read(Views, sheet.table.get("views", {}), sheet, ("views",)) or Views()
    found: dict[str, str] = {}
    for role in ("defending", "deterring"):
        name = getattr(named, role)
        own = [view.id for view in views.values() if view.side == role]
        if name is not None:
            complain_unless_known(sheet, ("views", role), name, views, mark("the id of a view"))
            found[role] = name
        elif len(own) == 1:
            found[role] = own[0]
        else:
            there = (
                say("its views are {own}", own=", ".join(own))
                if own
                else say("no view has side = {found}", found=shown(role))
            )
            sheet.complain(
                ("views", role), say("missing; {there}. Name the view by which this side judges.", there=there)
            )
    return found


def _complain_of_quantity(sheet: Sheet, key: Key, row: Any, ground: Ground) -> None:
    """Sides, threats and deterrents that are not there, and quantities that a side has none of."""
    complain_unless_known(sheet, (*key, "side"), row.side, ground.sides, mark("one of the two [sides]"))
    if isinstance(row, RedLine):
        return
    if row.threat is not None:
        known = [threat.id for threat in ground.approach.threats]
        complain_unless_known(sheet, (*key, "threat"), row.threat, known, mark("the id of a threat"))
    own = [deterrent.id for deterrent in ground.approach.deterrents if deterrent.side == row.side]
    if row.deterrent is not None:
        complain_unless_known(
            sheet, (*key, "deterrent"), row.deterrent, own, mark("the id of a deterrent of this side")
        )
    if row.what == "slack" and not own and row.side in ground.sides:
        sheet.complain(
            (*key, "what"), say('found "slack", but the approach has no deterrents of {side}.', side=row.side)
        )
    if row.what == "protection" and not ground.approach.threats:
        sheet.complain((*key, "what"), mark('found "protection", but the approach has no threats.'))
    if row.what == "third-party" and row.side == ground.sides[1]:
        sheet.complain(
            (*key, "what"),
            say('found "third-party", which belongs to {side}, who deploys the defence.', side=ground.sides[0]),
        )


def _complain_of_pairs(sheet: Sheet, key: Key, pairs: Sequence[str], options: Mapping[str, tuple[Option, ...]]) -> None:
    """Texts that are not topic=option, or name what is not there."""
    for place, pair in enumerate(pairs):
        topic, equals, option = (part.strip() for part in pair.partition("="))
        if not equals:
            sheet.complain(
                (*key, place), say('found {found}, expected topic=option, such as "sites=none".', found=shown(pair))
            )
        else:
            for problem in unknown_choice(topic, option, options):
                sheet.complain((*key, place), problem)


def unknown_choice(topic: str, option: str, options: Mapping[str, Sequence[Option]]) -> Iterator[str]:
    """What is wrong with the choice of an option on a topic."""
    if topic not in options:
        yield say(
            "found {found}, expected the id of a topic.{hint}",
            found=shown(topic),
            hint=did_you_mean(topic, options) or _known(options),
        )
    elif option not in (known := [each.id for each in options[topic]]):
        hint = did_you_mean(option, known) or _known(known)
        yield say(
            "found {found}, expected the id of an option on {topic}.{hint}", found=shown(option), topic=topic, hint=hint
        )


def _known(names: Any) -> str:
    return say(" Known: {names}.", names=", ".join(names)) if names else ""
