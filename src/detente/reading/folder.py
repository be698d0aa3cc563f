"""The folder of a dossier: which files belong to it, and what is wrong with the set of them."""

from pathlib import Path

from detente.messages import mark, say
from detente.reading import scope
from detente.reading.files import Key, Problem, Sheet, did_you_mean, open_sheet
from detente.reading.rows import ID_RULE, is_id

OPTIONAL = ("claims.toml", "forces.toml", "conduct.toml", "agenda.toml", "search.toml")
"""What a dossier may hold beside its approach and its views."""


def own_files(folder: Path) -> list[str]:
    """The files of a dossier. An approach always, for without one there is no dossier; then views, then the rest."""
    views = sorted(path.name for path in folder.glob("views/*.toml"))
    rest = [name for name in OPTIONAL if (folder / name).exists()]
    return ["approach.toml", *(f"views/{name}" for name in views), *rest]


def open_sheets(folder: Path) -> list[Sheet]:
    """The sheets of a dossier: its own files, then those nearby that look as if they should belong to it."""
    own = own_files(folder)
    near = [path.relative_to(folder).as_posix() for pattern in ("*.toml", "*/*.toml") for path in folder.glob(pattern)]
    strays = [name for name in sorted(near) if name not in own and not name.startswith(".")]
    return [open_sheet(folder / name, name) for name in (*own, *strays)]


def view_id(file: str) -> str:
    """The id of the view a file holds, or nothing if it holds none."""
    folder, _, name = file.rpartition("/")
    return name.removesuffix(".toml") if folder == "views" else ""


def complain_of_files(first: Sheet, rest: list[Sheet]) -> None:
    """No view at all, a view whose name is no id, and files that belong to no dossier."""
    if not any(view_id(sheet.name) for sheet in rest):
        first.complain(
            (), mark("there is no view. Put at least one file in the folder views, such as views/north.toml.")
        )
    for sheet in rest:
        view = view_id(sheet.name)
        if view and not is_id(view):
            sheet.complain(
                (), say('the name of this file is "{view}", expected {expected}.', view=view, expected=ID_RULE)
            )
        elif not view and sheet.name not in OPTIONAL:
            hint = did_you_mean(sheet.name, ("approach.toml", *OPTIONAL, "views/" + Path(sheet.name).name))
            known = ", ".join(("approach.toml", *OPTIONAL))
            sheet.complain(
                (), say("not a file of a dossier: those are {known} and views/*.toml.{hint}", known=known, hint=hint)
            )


def complain_of_refused(sheet: Sheet) -> None:
    """Put what is out of scope among the problems, in place of any other complaint about the same key."""
    refused: dict[Key, str] = dict(scope.refusals(sheet.table))
    sheet.complaints[:] = [complaint for complaint in sheet.complaints if complaint[0] not in refused]
    for key, message in refused.items():
        sheet.complain(key, message)


def problems(sheets: list[Sheet]) -> list[Problem]:
    """All problems of all files, in the order of the files."""
    return [problem for sheet in sheets for problem in sheet.in_order()]
