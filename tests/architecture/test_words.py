"""Whoever says something to a person says it so that it can be said in another language."""

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tools.messages import messages, plurals

PACKAGE = Path(__file__).parents[2] / "src" / "detente"
ROOMS = ("assessment", "reading", "counting", "flying", "weighing")
FILES = sorted([*(path for room in ROOMS for path in (PACKAGE / room).rglob("*.py")), PACKAGE / "units.py"])
SAYING = ("say", "mark", "plural", "tr", "joined")
PATTERNS = ("compile", "fullmatch", "sub", "match", "split", "search", "findall")
MISTAKES = ("KeyError", "ValueError", "TypeError", "AssertionError", "NotImplementedError")
"""What is raised at whoever writes a program; what is refused to a person is said."""

EXCEPTIONS: dict[str, tuple[str, str]] = {
    "assessment/agenda.py": (r"detente [a-z]+.*", "commands to type"),
    "assessment/chosen.py": (r"\0 kg/m\^2", "a quantity as a file writes it, shown by units.spoken"),
    "reading/values.py": (r"\0 to \0", "a range as a file writes it, shown by units.spoken"),
    "assessment/cluster.py": (r"import signal.*", "Python for a worker"),
    "assessment/jobs.py": (r"python \0\.\0", "a version"),
    "assessment/package_building.py": (r"(red line|no worse off)/\0", "keys of demands"),
    "assessment/package_table.py": (r"no worse off/\0", "keys of demands"),
    "assessment/reproduce.py": (r"import detente|answer = .*|found .*", "Python to copy, and a mistake of a program"),
    "assessment/result.py": (
        r"(all|some|no) threatened",
        "how the words for an area begin; compared, never shown alone",
    ),
    "assessment/scene_sides.py": (r"\0 at \0", "the name a radar has in English, looked up"),
    "assessment/search_parts.py": (r"red lines?/\0", "keys of demands"),
    "reading/atlas.py": (r"land-mask\.png .*", "a mistake of whoever builds the atlas"),
    "reading/changes.py": (r", with .*", "how a title ends that says so already; compared"),
    "reading/copying.py": (r"#.*", "comments of a file that is read in English, like its keys"),
    "reading/countries.py": (
        r"[A-Z][a-z]+( of)?( [A-Z][a-z]+)+( of [A-Z][a-z]+)?",
        "spellings of countries that files may use",
    ),
    "reading/stages.py": (r"[\d.]+ [a-zN/]+", "examples of quantities, as files write them"),
    "flying/trajectory.py": (r"bare arc", "the name that a missile without one gets"),
    "units.py": (r"[\d.]+ \S+|nautical miles?|areal density", "examples and spellings of units, as files write them"),
}
"""Strings of a file that need no translation, as a pattern, and why. \\0 stands for a value."""

WORDS_OF_FILES = {"complete system", "parts or technology", "technical judgement", "loop gain", "turn rate",
                  "areal density"}  # fmt: skip
"""Words that files and the code compare; a person reads them where they write them."""


@cache
def known() -> set[str]:
    """Every message that the catalogue is asked for."""
    return {*messages(), *plurals()}


def unsaid(path: Path) -> list[tuple[int, str]]:
    """Strings of several words, or of a word beside a value, that nobody can translate: line and text."""
    found: list[tuple[int, str]] = []
    for node in _strings(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant):
            text, worded = str(node.value), re.search(r"\w \w", str(node.value))
        else:
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "\0" for part in node.values)
            worded = re.search(r"[A-Za-z]{2,} ?\0|\0 [A-Za-z]{2,}|\w \w", text)
        if worded and text not in known() and text not in WORDS_OF_FILES:
            found.append((node.lineno, text))
    return found


def _strings(node: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    """The strings below a node, but for docstrings, types, comparisons, patterns, mistakes and what is said already."""
    if isinstance(node, ast.Constant | ast.JoinedStr):
        if isinstance(node, ast.JoinedStr) or isinstance(node.value, str):
            yield node
        values = [part.value for part in getattr(node, "values", []) if isinstance(part, ast.FormattedValue)]
        yield from (found for value in values for found in _strings(value))
        return
    if isinstance(node, ast.FunctionDef) and node.name == "__repr__":
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    children = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in MISTAKES:
            return
        if name in (*SAYING, *PATTERNS):
            children = [child for child in children if not isinstance(child, ast.Constant | ast.JoinedStr)]
    if isinstance(node, ast.Compare):
        children = [child for child in children if not isinstance(child, ast.Constant | ast.Tuple)]
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal":
        return
    for child in children:
        yield from _strings(child)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_nothing_is_said_that_cannot_be_translated(path):
    pattern, _ = EXCEPTIONS.get(path.relative_to(PACKAGE).as_posix(), (r"(?!)", ""))
    left = [(line, text) for line, text in unsaid(path) if not re.fullmatch(pattern, text, re.DOTALL)]
    assert not left, f"wrap these in say, plural, joined or mark (detente.messages): {left}"


@pytest.mark.parametrize("name", EXCEPTIONS)
def test_every_exception_is_still_needed(name):
    pattern, reason = EXCEPTIONS[name]
    assert reason
    assert any(re.fullmatch(pattern, text, re.DOTALL) for _, text in unsaid(PACKAGE / name))


def test_every_gap_of_a_message_is_filled():
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("say", "plural", "tr")
            ):
                _check_gaps(path, node)


def _check_gaps(path: Path, call: ast.Call) -> None:
    texts = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if not texts or any(keyword.arg is None for keyword in call.keywords):
        return
    asked = {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}
    given = {keyword.arg for keyword in call.keywords}
    if isinstance(call.func, ast.Name) and call.func.id == "plural":
        asked, given = asked - {"count"}, given - {"count"}
    assert asked == given, f"{path.name}, line {call.lineno}: {texts[0]!r}"
