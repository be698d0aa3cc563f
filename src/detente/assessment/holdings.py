"""From what people wrote to what treaty rules count: one party's holdings on one day, as plain numbers."""

import datetime as dt
from collections.abc import Iterable, Iterator

from detente.counting.holdings import (
    Basing,
    Declared,
    Holdings,
    Missile,
    Purpose,
    Standing,
    Stated,
    Transfer,
    Trial,
    Vehicles,
)
from detente.errors import FileError
from detente.messages import mark, say
from detente.reading import atlas, forces
from detente.reading.conduct import Role
from detente.reading.countries import countries_in
from detente.reading.declared import first_day
from detente.reading.deployments import Deployment
from detente.reading.dossier import Dossier
from detente.reading.treaties import Treaty
from detente.reading.values import Statement, weakest

HEAVY = ("SS-18",)
"""The heavy type of the START I memorandum."""
_MEMORANDUM_SIGNED = dt.date(1991, 8, 1)
"""The day after START I was signed, whose memorandum holds data of September 1990: until then the list is current."""
_FIGURES = {
    "accountable_vehicles": ("deployed_delivery_vehicles", "certainty_vehicles"),
    "accountable_warheads": ("deployed_warheads", "certainty_warheads"),
    "accountable_launchers": ("deployed_and_nondeployed_launchers", "certainty_launchers"),
}
_EXCHANGED = (3, 9)  # months on whose first day New START data were due
_START_DATA = (1, 7)  # the same for START I


def parties_of(dossier: Dossier, among: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some countries that a dossier names: in its sides, or as acting in its conduct."""
    sides = dossier.approach.sides
    named = {*countries_in(sides.defending, among), *countries_in(sides.deterring, among), *acting(dossier)}
    return tuple(party for party in among if party in named)


def acting(dossier: Dossier) -> tuple[str, ...]:
    """Who declares, flies or sends something in the conduct of a dossier."""
    conduct = dossier.conduct
    named = [row.party for row in conduct.counts] + [row.party for row in conduct.trials]
    named += [row.from_party for row in conduct.transfers] + [row.party for row in conduct.roles]
    return tuple(dict.fromkeys(named))


def phase_on(dossier: Dossier, day: dt.date) -> int:
    """The phase of the plan that has begun by a day (each on 1 January of its year); 0 before the first."""
    return max((phase.id for phase in dossier.approach.phases if phase.year <= day.year), default=0)


def holdings(
    dossier: Dossier, party: str, day: dt.date, known: Iterable[Treaty] = (), phase: int | None = None
) -> Holdings:
    """What a party holds, flies, sends and declares on a day.

    Arguments: known, treaties whose own counts are taken too; phase, what stands in that phase of the plan instead of
               what stands on the day.
    """
    conduct = dossier.conduct
    said = bool(conduct.counts or conduct.trials or conduct.transfers or conduct.roles)
    defends = party in countries_in(dossier.approach.sides.defending, (party,))
    stands = phase_on(dossier, day) if phase is None else phase
    return Holdings(
        party=party,
        standing=tuple(_standing(dossier, party, day, stands)) if defends else None,
        trials=tuple(_trials(dossier, party, day)) if said else None,
        transfers=tuple(_transfers(dossier, party, day)) if said else None,
        vehicles=_vehicles(party, day),
        missiles=tuple(_missiles(dossier, party)),
        declared=tuple(_declared(dossier, party, day, stands, known)),
    )


def new_counts(dossier: Dossier, party: str) -> Iterator[dt.date]:
    """The days on which something new is declared, flown or sent."""
    conduct = dossier.conduct
    for counted in conduct.counts:
        if counted.party == party:
            yield from _ends(counted.starts, counted.until)
    yield from (first_day(row.starts) for row in conduct.trials if row.party == party)
    yield from (first_day(row.starts) for row in conduct.transfers if row.from_party == party)
    for row in forces.new_start_exchanges():
        if row.country == party:
            yield from (first_day(row.as_of), next_due(first_day(row.as_of), _EXCHANGED))


def _ends(starts: str, until: str | None) -> Iterator[dt.date]:
    yield first_day(starts)
    if until:
        yield first_day(until)


def next_due(day: dt.date, months: tuple[int, int]) -> dt.date:
    """The first day of one of two months on which new data are due, at least 60 days after other data."""
    due = [dt.date(year, month, 1) for year in (day.year, day.year + 1) for month in months]
    return next(found for found in due if found >= day + dt.timedelta(days=60))


def gap_on(party: str, quantity: str, day: dt.date) -> str:
    """What the last exchange before a day says it lacks for a quantity, or nothing."""
    if quantity not in _FIGURES:
        return ""
    row = _exchange_on(party, day)
    lacks = row is not None and row.gap and getattr(row, _FIGURES[quantity][0]) is None
    return say("exchange of {as_of}: {gap}", as_of=row.as_of, gap=row.gap) if row is not None and lacks else ""


def _exchange_on(party: str, day: dt.date) -> forces.NewStartExchange | None:
    """The New START exchange that is current on a day: the last one, until the next is due."""
    rows = [row for row in forces.new_start_exchanges() if row.country == party and first_day(row.as_of) <= day]
    last = max(rows, key=lambda row: row.as_of, default=None)
    return last if last and day < next_due(first_day(last.as_of), _EXCHANGED) else None


# What stands


def _standing(dossier: Dossier, party: str, day: dt.date, phase: int) -> Iterator[Standing]:
    for row in dossier.approach.deployments:
        if row.system not in dossier.catalog.interceptors or not row.stands_in(phase) or not phase:
            continue
        if row.side == dossier.approach.sides.deterring:
            continue
        roles = [role for role in dossier.conduct.roles if _is_about(role, party, row.system, day)]
        place = dossier.places[row.place] if row.place else None
        yield Standing(
            name=row.system,
            number=row.count or 0,
            place=row.place or "",
            at=place.at if place else None,
            basing=_basing(row, roles, place.at if place else None),
            purpose=_purpose(dossier, party, row.system, roles),
            speeds=speeds(dossier, row.system),
            certainty=weakest(row.certainty, *(role.certainty for role in roles)),
        )


def _is_about(role: Role, party: str, system: str, day: dt.date) -> bool:
    return role.party == party and role.interceptor == system and role.holds_on(day)


def _basing(row: Deployment, roles: list[Role], at: tuple[float, float] | None) -> Basing | None:
    """As somebody says, else by its place: at sea, or fixed on land."""
    stated = {role.basing for role in roles if role.basing}
    if stated:
        return stated.pop() if len(stated) == 1 else None
    if at is None:
        return None
    return "sea" if atlas.at_sea(*at) else "fixed-land"


def _purpose(dossier: Dossier, party: str, system: str, roles: list[Role]) -> Purpose:
    """What all who speak of it say it is for; else what its owner's trials say; undecided where they differ."""
    said = {role.purpose for role in roles}
    if not said:
        said = {row.purpose for row in dossier.conduct.trials if row.party == party and row.interceptor == system}
    return said.pop() if len(said) == 1 else "undecided"


def speeds(dossier: Dossier, system: str) -> tuple[Stated, ...]:
    """The burnout speeds stated of an interceptor: as the views pick them, else all of the catalogue."""
    key = f"{system}.burnout_speed"
    return _as_stated(_picked(dossier, key) or dossier.catalog.systems[system].statements.get("burnout_speed", ()))


def _picked(dossier: Dossier, key: str) -> list[Statement]:
    """What the views pick for a key, each statement once."""
    found: list[Statement] = []
    for view in dossier.views:
        try:
            said = dossier.lookup(view, key)
        except FileError:  # this view takes no side
            continue
        if said not in found:
            found.append(said)
    return found


def _as_stated(statements: Iterable[Statement]) -> tuple[Stated, ...]:
    return tuple(Stated(said.holder, said.low, said.high, said.certainty) for said in statements)


# What is flown and sent


def _trials(dossier: Dossier, party: str, day: dt.date) -> Iterator[Trial]:
    for row in dossier.conduct.trials:
        if row.party == party and first_day(row.starts) <= day:
            yield Trial(
                name=row.name,
                basing=row.basing,
                purpose=row.purpose,
                interceptor=row.interceptor,
                speeds=speeds(dossier, row.interceptor) if row.interceptor else (),
                flown_speed=row.flown_speed.value if row.flown_speed else None,
                flown_range=row.flown_range.value if row.flown_range else None,
                certainty=row.certainty,
            )


def _transfers(dossier: Dossier, party: str, day: dt.date) -> Iterator[Transfer]:
    for row in dossier.conduct.transfers:
        if row.from_party == party and row.holds_on(day):
            yield Transfer(
                what=row.what,
                to=row.to,
                sort=row.sort,
                range=row.range.value if row.range else None,
                payload=row.payload.value if row.payload else None,
                certainty=row.certainty,
            )


# What is declared


def _declared(dossier: Dossier, party: str, day: dt.date, phase: int, known: Iterable[Treaty]) -> Iterator[Declared]:
    """Every count of a party that holds on a day; one that stands in several places is taken once."""
    found = [*_exchanged(party, day)]
    for row in [*(row for treaty in known for row in treaty.counts), *dossier.conduct.counts]:
        if row.party == party and row.holds_on(day):
            parts = tuple((part.name, part.number) for part in row.parts)
            found.append(
                Declared(
                    row.of, row.value.value, row.starts, row.holder, row.disputed, parts, row.certainty, row.note or ""
                )
            )
    found += [*_estimated(party, day), *_held(dossier, party, phase)]
    seen = set()
    for one in found:
        same = (one.quantity, one.value, one.as_of, one.holder)
        if same not in seen:
            yield one
        seen.add(same)


def _exchanged(party: str, day: dt.date) -> Iterator[Declared]:
    """The figures of the New START declaration that is current on a day."""
    row = _exchange_on(party, day)
    for quantity, (figure, label) in _FIGURES.items() if row else ():
        value, certainty = getattr(row, figure), getattr(row, label)
        if row and value is not None:
            yield Declared(quantity, float(value), row.as_of, party, False, (), certainty, row.conflict or "")


def _estimated(party: str, day: dt.date) -> Iterator[Declared]:
    """Totals that others work out: START I totals of later years, deployed strategic warheads."""
    for row in forces.start1():
        begins = first_day(row.as_of)
        if row.country == party and row.level == "total" and begins <= day < next_due(begins, _START_DATA):
            for quantity, value in (("start_vehicles", row.delivery_vehicles), ("start_warheads", row.warheads)):
                if row.basis != "START-accountable":
                    yield Declared(quantity, value, row.as_of, row.basis, False, (), row.certainty, row.note or "")
    for stock in forces.stockpiles():
        if stock.country == party and stock.measure == "deployed_strategic" and stock.year == day.year:
            yield Declared(
                "deployed_strategic_warheads", stock.value, stock.as_of, mark("an estimate"), False, (), stock.certainty
            )


def _held(dossier: Dossier, party: str, phase: int) -> Iterator[Declared]:
    """The forces of the dossier, added up: the dossier's own count of deployed warheads."""
    rows = [row for row in dossier.forces if party in countries_in(row.side, (party,)) and row.stands_in(max(phase, 1))]
    if not rows:
        return
    total, sure = sum(row.warheads for row in rows), weakest(*(row.certainty for row in rows))
    parts = tuple((row.name, row.warheads) for row in rows)
    for quantity in ("deployed_strategic_warheads", "operational_strategic_warheads"):
        yield Declared(
            quantity, total, say("phase {phase}", phase=max(phase, 1)), mark("the dossier"), False, parts, sure
        )


def _vehicles(party: str, day: dt.date) -> tuple[Vehicles, ...] | None:
    """The vehicles of the START I memorandum, by type; none on other days, for no list of them is known."""
    country = "USSR" if party == "Russia" else party
    rows = [row for row in forces.start1() if row.country in (party, country) and row.level == "type"]
    listed = [row for row in rows if first_day(row.as_of) <= day < _MEMORANDUM_SIGNED and row.leg]
    return tuple(_vehicle(row) for row in listed) or None


def _vehicle(row: forces.Start1Row) -> Vehicles:
    """One type. A bomber counted with more than one warhead carries cruise missiles: others count as one."""
    leg = row.leg if row.leg in ("ICBM", "SLBM") else "bomber"
    return Vehicles(
        type=row.system,
        leg=leg,  # type: ignore[arg-type]
        number=row.delivery_vehicles,
        warheads=row.warheads,
        heavy=row.system in HEAVY,
        mobile=leg == "ICBM" and any(word in row.system for word in ("mobile", "rail")),
        cruise_missiles=leg == "bomber" and row.warheads > row.delivery_vehicles,
        certainty=row.certainty,
    )


def _missiles(dossier: Dossier, party: str) -> Iterator[Missile]:
    """The missiles that a party's deterrent flies from the ground, with their ranges."""
    seen = set()
    for row in dossier.approach.deterrents:
        if row.leg != "land" or row.missile in seen or party not in countries_in(row.side, (party,)):
            continue
        seen.add(row.missile)
        key = f"{row.missile}.range"
        said = _picked(dossier, key) or list(dossier.catalog.systems[row.missile].statements.get("range", ()))
        if said:
            sure = weakest(*(one.certainty for one in said))
            yield Missile(row.missile, min(one.low for one in said), max(one.high for one in said), sure)
