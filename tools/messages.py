"""Every message that can be shown to a person, and what the Russian catalogue lacks: `python -m tools.messages`.

Messages are found where they are written: calls of `tr`, `say`, `mark` and `plural` in the package, its templates and
the page; the help of every command; and names and titles in the data that ships.
"""

import ast
import csv
import re
import string
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import jinja2
import typer
from jinja2.ext import extract_from_ast

from detente.interfaces.cli import app
from detente.messages import MESSAGES, patterned
from detente.reading.parameters import PARAMETERS
from detente.reading.values import Kind

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "detente"
PAGE = ROOT / "frontend" / "src"
CALLS = ("tr", "say", "mark")
SHOWN = (
    "title", "name", "asks", "statement", "holder", "because", "measure", "why",
    "note", "where", "counting", "status", "gap", "conflict", "short", "parties", "article",
)  # fmt: skip
"""Keys of the data whose texts a person sees as ours."""
SAID = {
    "facts": (*SHOWN, "what", "value"),
    "transfers": (*SHOWN, "what"),
    "sources": ("licence", "publisher"),
    "sides": ("defending", "deterring"),
}
"""Tables in which other keys are said too, or only those: titles of documents stay as they were written."""
COLUMNS = ("system", "unit", "basis", "note", "conflict", "gap")
"""The same in tables of forces. A name without two small letters in a row is the same in every language."""
_QUANTITY = re.compile(r"(?:[\d.,]+ to )?[\d.,]+ \S+", re.ASCII)
_REMARK = re.compile(
    r"\b(?:title|copy|copied|quoting|quoted|reprinted|repost|reposted|via|abstract|excerpt|no date|edition)\b"
)
_LITERAL = r'\s*"((?:[^"\\]|\\.)*)"'
_PAGE_CALL = re.compile(rf"\bt\({_LITERAL}")
_PAGE_PLURAL = re.compile(rf"\bplural\([^\"]*?,{_LITERAL}\s*,{_LITERAL}")


def messages() -> dict[str, str]:
    """Every message with one form, and where it was found first."""
    found: dict[str, str] = {}
    for place, text in _all(False):
        found.setdefault(text, place)
    return found


def plurals() -> dict[str, str]:
    """Every message with several forms, by its English form for many."""
    found: dict[str, str] = {}
    for place, text in _all(True):
        found.setdefault(text, place)
    return found


def gaps(template: str) -> set[str]:
    """Names of the gaps of a message."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def _all(several: bool) -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from ((path.relative_to(ROOT).as_posix(), text) for text in _called(path, several))
    yield from _in_templates(several)
    yield from _on_page(several)
    if not several:
        yield from _of_commands()
        yield from _of_parameters()
        yield from _of_data()
        yield from (("kinds of statements", kind) for kind in get_args(Kind))


def _called(path: Path, several: bool) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        if several and name == "plural" and len(node.args) > 2 and isinstance(node.args[2], ast.Constant):
            yield str(node.args[2].value)
        first = node.args[0] if node.args else None
        if not several and name in CALLS and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def _in_templates(several: bool) -> Iterator[tuple[str, str]]:
    environment = jinja2.Environment(autoescape=True)
    for path in sorted(PACKAGE.rglob("*.j2")):
        tree = environment.parse(path.read_text(encoding="utf-8"))
        for _, function, text in extract_from_ast(tree, ("tr", "plural")):
            if several == (function == "plural"):
                texts = [part for part in text if part] if isinstance(text, tuple) else [text]
                yield path.relative_to(ROOT).as_posix(), str(texts[-1] if several else texts[0])


def _on_page(several: bool) -> Iterator[tuple[str, str]]:
    for path in sorted(PAGE.rglob("*.ts*")):
        if ".test." in path.name:
            continue
        text = path.read_text(encoding="utf-8")
        for match in (_PAGE_PLURAL if several else _PAGE_CALL).finditer(text):
            yield path.relative_to(ROOT).as_posix(), ast.literal_eval(f'"{match[match.re.groups]}"')


def _of_commands() -> Iterator[tuple[str, str]]:
    waiting: list[Any] = [typer.main.get_command(app)]
    while waiting:
        command = waiting.pop()
        yield "commands", command.help
        yield from (("commands", option.help) for option in command.params if getattr(option, "help", None))
        waiting += getattr(command, "commands", {}).values()


def _of_parameters() -> Iterator[tuple[str, str]]:
    """Parameters as phrases, and the words that some of them are."""
    for kind in PARAMETERS.values():
        for parameter in kind.values():
            yield "parameters", parameter.name.replace("_", " ")
            yield from (("parameters", word) for word in parameter.words)


def _of_data() -> Iterator[tuple[str, str]]:
    for path in sorted((PACKAGE / "data").rglob("*.toml")):
        if MESSAGES not in path.parents:
            place = path.relative_to(ROOT).as_posix()
            yield from ((place, text) for text in _shown(tomllib.loads(path.read_text(encoding="utf-8"))))
    for path in sorted((PACKAGE / "data" / "forces").glob("*.csv")):
        place = path.relative_to(ROOT).as_posix()
        with path.open(encoding="utf-8", newline="") as table:
            yield from (
                (place, row[column])
                for row in csv.DictReader(table)
                for column in COLUMNS
                if _worded(row.get(column, ""))
            )


def _worded(text: str) -> bool:
    """Whether there is something to translate: more than a quantity or a name of letters and digits."""
    return re.search("[a-z]{2}", text) is not None and _QUANTITY.fullmatch(text) is None


def _is_ours(key: str, text: Any) -> bool:
    """Whether it is a text, and in our words: a publisher is where something is said about title or copy."""
    if not isinstance(text, str) or (key in ("value", "article", "licence") and not _worded(text)):
        return False
    if key == "where" and patterned("ru", text):
        return False
    return key != "publisher" or _REMARK.search(text) is not None


def _shown(table: Any, keys: tuple[str, ...] = SHOWN) -> Iterator[str]:
    if isinstance(table, list):
        for item in table:
            yield from _shown(item, keys)
    elif isinstance(table, dict):
        for key, value in table.items():
            texts = value if key == "parties" else [value]
            yield from (text for text in texts if key in keys and _is_ours(key, text))
            yield from _shown(value, SAID.get(key, keys))


def written(code: str) -> tuple[dict[str, str], dict[str, dict[str, str]], list[str]]:
    """What the catalogue of a language holds: messages, plurals, and keys said in two ways."""
    said: dict[str, str] = {}
    forms: dict[str, dict[str, str]] = {}
    twice: list[str] = []
    for path in sorted((MESSAGES / code).glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        twice += [key for key, text in table.get("messages", {}).items() if said.get(key, text) != text]
        twice += [key for key, text in table.get("plurals", {}).items() if forms.get(key, text) != text]
        said |= table.get("messages", {})
        forms |= table.get("plurals", {})
    return said, forms, twice


def main(only: str = "") -> None:
    """Print what is missing (of files whose path contains `only`) and what nobody asks for."""
    said, forms, twice = written("ru")
    wanted, several = messages(), plurals()
    for text, place in {**wanted, **several}.items():
        if text not in (said if text in wanted else forms) and only in place:
            print(f"missing  {place}: {text!r}")
    for text in [*(said.keys() - wanted.keys()), *(forms.keys() - several.keys())]:
        print(f"stale    {text!r}")
    for text in twice:
        print(f"twice    {text!r}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
