"""A changed dossier as files: the folder it came from, what was changed written in and everything else as it is."""

import io
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from detente import units
from detente.errors import FileError
from detente.messages import say
from detente.reading.changes import Changes, changed
from detente.reading.copying import place_files
from detente.reading.dossier import Dossier, dossiers
from detente.reading.folder import own_files
from detente.reading.lookup import parameter_of
from detente.reading.parameters import Parameter
from detente.reading.places import Place
from detente.reading.rows import ID_RULE, is_id
from detente.reading.values import Statement, si

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of a zip: the same dossier gives the same bytes
_APPROACH = "approach.toml"


def save_dossier(dossier: Dossier, changes: Changes, folder: Path | str) -> Path:
    """Write a dossier with changes as a folder of its own, whole or not at all.

    The files are those of the dossier, comments and order kept; a changed statement stands where the old one stood, a
    moved place in [places] of approach.toml. Loaded again it gives the same answers.

    Arguments: dossier, as it was loaded, without the changes; folder, which must not exist; its name becomes the name.
    Returns:   the folder.
    Refuses:   RangeError with everything that is wrong with the changes; FileError for a name that is taken, is that of
               a built-in dossier or no name at all, and for files that can not be read or written.
    """
    target = Path(folder)
    _refuse_name(target.name)
    return place_files(dossier_files(dossier, changes), target)


def dossier_zip(dossier: Dossier, changes: Changes, name: str | None = None) -> bytes:
    """The same folder as a zip, under its name (that of the dossier, with "my-" before a built-in one's)."""
    chosen = name if name is not None else free_name(dossier.name)
    _refuse_name(chosen)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as pack:
        for file, content in dossier_files(dossier, changes).items():
            entry = zipfile.ZipInfo(f"{chosen}/{file}", _FIRST_DAY)
            entry.external_attr = 0o644 << 16
            pack.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def dossier_files(dossier: Dossier, changes: Changes) -> dict[str, bytes]:
    """The files of a changed dossier, by their names in its folder."""
    found = changed(dossier, changes)
    texts = {name: _text(dossier.folder / name) for name in own_files(dossier.folder)}
    for view in dict.fromkeys((*changes.values, *changes.copied)):
        keys = [*changes.values.get(view, ()), *changes.copied.get(view, ())]
        if keys:
            name = f"views/{view}.toml"
            texts[name] = _with_values(name, texts[name], dict(_tables(found, view, keys)))
    if not changes.empty:
        texts[_APPROACH] = _with_places(found, texts[_APPROACH], changes)
    return {name: text.encode() for name, text in texts.items()}


def free_name(name: str) -> str:
    """A name that a copy of a dossier can have."""
    plain = name if is_id(name) else "dossier"
    return f"my-{plain}" if plain in {one.name for one in dossiers()} else plain


def _refuse_name(name: str) -> None:
    if not is_id(name):
        raise FileError(say('"{name}" cannot be the name of a dossier, expected {rule}.', name=name, rule=ID_RULE))
    if name in {one.name for one in dossiers()}:
        raise FileError(
            say('"{name}" is the name of a built-in dossier. Choose another, for example "my-{name}".', name=name)
        )


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(say("{file} cannot be read: {reason}.", file=path.name, reason=str(error).lower())) from error


def _tables(dossier: Dossier, view: str, keys: list[str]) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """What stands in the file of a view for each key, and None where nothing may stand there any more."""
    forces = [force.id for force in dossier.forces]
    for key in keys:
        parameter = parameter_of(key, dossier.catalog, forces)
        assert isinstance(parameter, Parameter)
        yield key, {"of": key, **written_statement(dossier.views[view].values[key], parameter)}
        owner, _, name = key.partition(".")
        given_up = f"{owner}.burnout_speed"
        if name == "range" and given_up not in dossier.views[view].values:
            yield given_up, None


def written_statement(said: Statement, parameter: Parameter) -> dict[str, Any]:
    """A statement as a file writes it, so that reading it gives the same numbers to the last bit."""
    rest = ("spread", "holder", "kind", "date", "source", "where", "certainty", "note")
    return {
        **_quantities(said, parameter),
        **{name: value for name in rest if (value := getattr(said, name)) is not None},
    }


def _quantities(said: Statement, parameter: Parameter) -> dict[str, Any]:
    if said.word is not None:
        return {"value": said.word}
    ends = {}
    if said.low < said.high:
        ends = {name: quantity(getattr(said, name), parameter) for name in ("low", "high")}
        if said.value == (said.low + said.high) / 2 and _read(said.text, parameter) is None:
            return ends  # the holder gave a range and no value
    value = said.text if _read(said.text, parameter) == said.value else quantity(said.value, parameter)
    return {"value": value, **ends}


def quantity(value: float, parameter: Parameter) -> str:
    """A number in SI as text that reads back as the same number: in its usual unit with few digits where that does."""
    unit = "" if parameter.unit == "1" else f" {parameter.unit}"
    shown = units.from_si(value, parameter.unit)
    for digits in range(3, 18):
        text = f"{Decimal(f'{shown:.{digits}g}'):f}{unit}"
        if _read(text, parameter) == value:
            return text
    plain = units.DIMENSIONS[parameter.dimension].si if parameter.dimension else ""
    return f"{value!r} {plain}".strip()


def _read(text: str, parameter: Parameter) -> float | None:
    try:
        return si(text, parameter.dimension)
    except units.QuantityError:
        return None


def _with_values(name: str, text: str, tables: Mapping[str, dict[str, Any] | None]) -> str:
    """A file with other [[values]]: those it has in their place, others at the end."""
    document = _opened(name, text)
    rows = document.get("values")
    if rows is None:
        rows = tomlkit.aot()
        document.append("values", rows)
        rows = document["values"]
    for key, table in tables.items():
        places = [place for place, row in enumerate(rows) if row.get("of") == key]
        if table is None:
            for place in reversed(places):
                del rows[place]
        elif places:
            _overwrite(rows[places[0]], table)
        else:
            rows.append(_new_table(table))
    wanted = tomllib.loads(text)
    kept = [_changed_row(row, tables) for row in wanted.get("values", []) if tables.get(row.get("of"), row) is not None]
    there = {row.get("of") for row in kept}
    wanted["values"] = kept + [table for key, table in tables.items() if table is not None and key not in there]
    return _checked(name, tomlkit.dumps(document), wanted)


def _changed_row(row: dict[str, Any], tables: Mapping[str, dict[str, Any] | None]) -> dict[str, Any]:
    return tables.get(row.get("of", "")) or row


def _with_places(dossier: Dossier, text: str, changes: Changes) -> str:
    """An approach with other places and the title of a changed dossier."""
    document, wanted = _opened(_APPROACH, text), tomllib.loads(text)
    document["title"] = wanted["title"] = str(dossier.approach.title)
    if changes.moved:
        if "places" not in document:
            document.append("places", tomlkit.table(is_super_table=True))
        places, known = document["places"], wanted.setdefault("places", {})
        for name in changes.moved:
            table = written_place(dossier.places[name])
            known[name] = table
            if name in places:
                _overwrite(places[name], table)
            else:
                places.append(name, _new_table(table))
    return _checked(_APPROACH, tomlkit.dumps(document), wanted)


def written_place(place: Place) -> dict[str, Any]:
    """A moved place as a file writes it."""
    return {"name": place.name, "at": list(place.at), "moved": True, "certainty": place.certainty, "note": place.note}


def _overwrite(row: Any, table: Mapping[str, Any]) -> None:
    """Other values in a table, in its place; comments beside values that go are lost with them."""
    for name in list(row):
        if name not in table:
            del row[name]
    for name, value in table.items():
        row[name] = value


def _new_table(table: Mapping[str, Any]) -> Any:
    made = tomlkit.table()
    for name, value in table.items():
        made.append(name, value)
    made.add(tomlkit.nl())
    return made


def _opened(name: str, text: str) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(text)
    except (TOMLKitError, ValueError) as error:
        raise FileError(say("{file} cannot be changed: {reason}.", file=name, reason=str(error))) from error


def _checked(name: str, text: str, wanted: dict[str, Any]) -> str:
    """The text, if it says what it should: a file in an unusual order is refused rather than spoilt."""
    try:
        sound = tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        sound = False
    if not sound:
        raise FileError(
            say("{file} cannot be changed as it is written. Put its [[values]] and its [places] together, each in one "
                "row, and try again.", file=name)
        )  # fmt: skip
    return text
