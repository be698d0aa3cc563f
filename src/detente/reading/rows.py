"""One table of a file into one frozen row, or problems in our own words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from detente.messages import mark, say
from detente.reading.files import Key, Sheet, did_you_mean, nearest, shown

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text that says something."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A short name: lower case, digits, hyphens between them."""

Year = Annotated[int, Field(ge=1900, le=2200)]

ID_RULE = mark("an id: lower-case letters and digits, with hyphens between")


class Row(BaseModel):
    """A table as a person wrote it. The description of a field is what a message says is expected there."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    def gaps(self) -> Iterator[tuple[str, str]]:
        """What is wrong with the row as a whole, though each of its keys is well formed: key and message."""
        yield from ()


RowT = TypeVar("RowT", bound=Row)


def read(model: type[RowT], table: Any, sheet: Sheet, key: Key, also: Iterable[str] = ()) -> RowT | None:
    """A row from a table, or nothing and the problems on the sheet. `also` names keys read elsewhere."""
    if not isinstance(table, dict):
        sheet.complain(key, say("found {found}, expected a table.", found=shown(table)))
        return None
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    others = set(also)
    unknown = [name for name in table if name not in fields and name not in others]
    meant = {nearest(name, fields) for name in unknown}  # a key with a slip in it is not missing as well
    for name in unknown:
        sheet.complain((*key, name), unknown_key(name, model, others))
    try:
        row = model.model_validate({name: value for name, value in table.items() if name in fields})
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            if detail["type"] != "missing" or detail["loc"][-1] not in meant:
                sheet.complain((*key, *detail["loc"]), _wording(detail, model))
        return None
    for name, message in row.gaps():
        if name not in meant:
            sheet.complain((*key, name), message)
    return row


def read_list(model: type[RowT], sheet: Sheet, name: str) -> list[tuple[Key, RowT]]:
    """The rows of a list of tables, `[[name]]`, each with its place in the file; broken ones left out."""
    rows = ((key, read(model, table, sheet, key)) for key, table in tables(sheet, name))
    return [(key, row) for key, row in rows if row is not None]


def read_named(model: type[RowT], sheet: Sheet, name: str) -> dict[str, RowT]:
    """The rows of named tables, `[name.ID]`, by id; broken ones left out."""
    named = sheet.table.get(name, {})
    if not isinstance(named, dict):
        sheet.complain(
            (name,), say("found {found}, expected tables such as [{name}.some-id].", found=shown(named), name=name)
        )
        return {}
    rows: dict[str, RowT] = {}
    for row_id, table in named.items():
        if not is_id(row_id):
            sheet.complain(
                (name, row_id), say("found {found}, expected {expected}.", found=shown(row_id), expected=ID_RULE)
            )
        elif row := read(model, table, sheet, (name, row_id)):
            rows[row_id] = row
    return rows


def tables(sheet: Sheet, name: str) -> list[tuple[Key, Any]]:
    """The tables of a list, `[[name]]`, unread, each with its place in the file."""
    found = sheet.table.get(name, [])
    if not isinstance(found, list):
        sheet.complain(
            (name,),
            say(
                "found {found}, expected a list of tables; write [[{name}]] above each.", found=shown(found), name=name
            ),
        )
        return []
    return [((name, place), table) for place, table in enumerate(found)]


def is_id(text: str) -> bool:
    """Whether a text may be the id of something (and the name of a file that holds it)."""
    return re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text) is not None


def unknown_key(name: str, model: type[Row], others: Iterable[str] = ()) -> str:
    """What to say about a key that nobody reads."""
    fields = {field.alias or known: field for known, field in model.model_fields.items()}
    known = [*fields, *sorted(others)]
    near = nearest(name, known)
    if near is None:
        return say("unknown key. Known here: {known}.", known=", ".join(known))
    takes = say(" It takes {expected}.", expected=_expected(model, near)) if near in fields else ""
    return say('unknown key. Did you mean "{near}"?{takes}', near=near, takes=takes)


def _wording(detail: ErrorDetails, model: type[Row]) -> str:
    """A pydantic error in our own words."""
    expected = _expected(model, str(detail["loc"][0]))
    if detail["type"] == "missing":
        return say("missing; expected {expected}.", expected=expected)
    if detail["type"] == "value_error":
        return words_of(detail["ctx"]["error"])
    found = detail["input"]
    words = re.findall(r"'([^']*)'", detail["ctx"]["expected"]) if detail["type"] == "literal_error" else []
    hint = did_you_mean(found, words) if isinstance(found, str) else ""
    return say("found {found}, expected {expected}.{hint}", found=shown(found), expected=expected, hint=hint)


def _expected(model: type[Row], name: str) -> str:
    """What a key takes, in words: its choices, or the description of its field."""
    for known, field in model.model_fields.items():
        if name == (field.alias or known):
            return choices(field.annotation) or field.description or mark("something else")
    return mark("something else")


def choices(annotation: Any) -> str:
    """The words a Literal takes, as a sentence has them: `read, secondary, derived or assumed`."""
    words = [word for word in _literals(annotation) if isinstance(word, str)]
    return either(words) if words else ""


def either(words: Sequence[str]) -> str:
    """Words to choose from, as a sentence has them: `read, secondary, derived or assumed`."""
    if not words[1:]:
        return words[0]
    return say("{words!s} or {last!s}", words=", ".join(words[:-1]), last=words[-1])


def words_of(error: Exception) -> str:
    """What a refusal says, to be said in another language as well."""
    return error.args[0] if error.args and isinstance(error.args[0], str) else str(error)


def _literals(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for part in get_args(annotation):
            yield from _literals(part)
