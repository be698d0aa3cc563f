"""Where things stand: places at a tenth of a degree, coarse regions, and areas made of countries.

Places are kept coarse on purpose (decision record 0007): a trajectory needs a start, not an address.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import Field

from detente.messages import mark, say
from detente.reading import atlas
from detente.reading.files import Sheet, did_you_mean, shown
from detente.reading.rows import Text, Year, read_named
from detente.reading.values import Sourced

Latitude = Annotated[float, Field(ge=-90.0, le=90.0, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180.0, le=360.0, allow_inf_nan=False)]
Position = Annotated[tuple[Latitude, Longitude], Field(strict=False)]

Box = Annotated[tuple[Latitude, Latitude, Longitude, Longitude], Field(strict=False)]

_BOX = mark("[south, north, west, east] in degrees")
_PAIR = mark("[latitude, longitude] in degrees, latitude from -90 to 90, longitude from -180 to 360")


class _Somewhere(Sourced):
    """Something on the map. A position may be assumed on the strength of its source or of a note."""

    needs_place_in_source: ClassVar[bool] = False

    def gaps(self) -> Iterator[tuple[str, str]]:
        if self.certainty != "assumed" or not self.source:
            yield from super().gaps()


class Place(_Somewhere):
    """A town, a site or a point at sea, at a tenth of a degree."""

    name: Text = Field(description=mark("the name of the place, in quotes"))
    at: Position = Field(description=_PAIR)
    moved: bool = Field(
        False, description=mark("true for a place of the catalogue that stands elsewhere in this dossier")
    )

    @property
    def latitude_deg(self) -> float:
        """North positive."""
        return self.at[0]

    @property
    def longitude_deg(self) -> float:
        """East positive."""
        return self.at[1]

    def gaps(self) -> Iterator[tuple[str, str]]:
        """Finer than a tenth of a degree is refused, as well as what certainty demands."""
        yield from super().gaps()
        yield from _too_fine("at", self.at, 1)


class Region(_Somewhere):
    """A coarse line, the size of a coast: as finely as it is said here where strategic flights end."""

    name: Text = Field(description=mark("the name of the region, in quotes"))
    start_deg: Position = Field(alias="from", description=_PAIR)
    end_deg: Position = Field(alias="to", description=_PAIR)

    def gaps(self) -> Iterator[tuple[str, str]]:
        """Finer than a degree is refused, as well as what certainty demands."""
        yield from super().gaps()
        yield from _too_fine("from", self.start_deg, 0)
        yield from _too_fine("to", self.end_deg, 0)


class Area(_Somewhere):
    """Countries to be protected together."""

    name: Text = Field(description=mark("the name of the area, in quotes"))
    countries: Annotated[tuple[Text, ...], Field(strict=False, min_length=1)] = Field(
        description=mark('a list of country codes of three letters, such as ["DEU", "POL"]')
    )
    year: Year | None = Field(None, description=mark("the year of the membership, a whole number from 1900 to 2200"))
    box: Box | None = Field(None, description=_BOX)
    """Only what lies between these parallels and meridians counts: mainland without far islands, for example."""

    def gaps(self) -> Iterator[tuple[str, str]]:
        """An empty box, unknown and repeated countries, as well as what certainty demands."""
        yield from super().gaps()
        if self.box and not (self.box[0] < self.box[1] and self.box[2] < self.box[3] <= self.box[2] + 360.0):
            yield (
                "box",
                say(
                    "found {found}, expected {box}, south below north and west below east.",
                    found=shown(list(self.box)),
                    box=_BOX,
                ),
            )
        known = atlas.countries()
        for code in self.countries:
            if code not in known:
                hint = did_you_mean(code, known)
                yield (
                    "countries",
                    say(
                        "found {found}, expected the code of a country in three letters.{hint}",
                        found=shown(code),
                        hint=hint,
                    ),
                )
        for code in sorted({code for code in self.countries if self.countries.count(code) > 1}):
            yield "countries", say("found {found} more than once.", found=shown(code))


@dataclass(frozen=True)
class Gazetteer:
    """The places, regions and areas of one file or of several, by id."""

    places: dict[str, Place]
    regions: dict[str, Region]
    areas: dict[str, Area]

    def joined(self, other: "Gazetteer") -> "Gazetteer":
        """Both together; where an id is in both, the other's meaning."""
        return Gazetteer(self.places | other.places, self.regions | other.regions, self.areas | other.areas)


def read_gazetteer(sheet: Sheet) -> Gazetteer:
    """The [places], [regions] and [areas] tables of a file."""
    return Gazetteer(
        read_named(Place, sheet, "places"),
        read_named(Region, sheet, "regions"),
        read_named(Area, sheet, "areas"),
    )


def complain_of_second_meanings(sheet: Sheet, own: Gazetteer, known: Gazetteer) -> None:
    """An id that the catalogue already gives to another place, region or area is a problem."""
    pairs: dict[str, tuple[Mapping[str, object], Mapping[str, object]]] = {
        "places": (own.places, known.places),
        "regions": (own.regions, known.regions),
        "areas": (own.areas, known.areas),
    }
    for name, (mine, theirs) in pairs.items():
        for key in mine:
            if getattr(mine[key], "moved", False):
                continue  # says itself that it stands elsewhere here than in the catalogue
            if key in theirs and mine[key] != theirs[key]:
                sheet.complain(
                    (name, key), mark("is in the catalogue already, with another meaning. Choose another id.")
                )


def _too_fine(key: str, position: tuple[float, float], decimals: int) -> Iterator[tuple[str, str]]:
    coarse = [round(degrees, decimals) for degrees in position]
    if coarse != list(position):
        unit = mark("a tenth of a degree") if decimals else mark("whole degrees")
        kept = [int(degrees) for degrees in coarse] if decimals == 0 else coarse
        yield (
            key,
            say(
                "found {found}; kept at {unit} on purpose. Write {key} = {kept}.",
                found=str(list(position)),
                unit=unit,
                key=key,
                kept=kept,
            ),
        )
