"""Every example of the README, the tutorial and the method pages is run, and what it prints is compared with the page.

Blocks of Python on a page share their names; lines that begin with `$` are run as a shell would, in the order of the
page and in one empty folder. Printed numbers may differ from the page by one in their last digit. `...` stands for
any lines. `python -m tests.journeys.test_tutorial` writes what is printed now into the pages.
"""

import contextlib
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2]
PAGES = [
    "README.md",
    *(f"docs/{path.relative_to(HOME / 'docs').as_posix()}" for path in sorted((HOME / "docs/tutorial").glob("*.md"))),
    *(f"docs/methods/{path.name}" for path in sorted((HOME / "docs/methods").glob("*.md"))),
]
NOT_RUN = {
    "make assess": "sets up an environment of its own; what it then runs is a command like the others",
    "make test": "runs the tests, hence this one",
}
LANGUAGES = ("python", "text", "console", "toml", "")
SHARED = "detente assess third-site-2007"  # takes long and stands on two pages: run once
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
FRAMES = re.compile(r"[\u2500-\u257f]+")
TABLE = re.compile(r"(<!-- numbers of third-site-2007 -->\n)(.*?)(<!-- end of numbers -->)", re.DOTALL)


@dataclass(frozen=True)
class Step:
    """One thing to run: Python, or one command; what the page says it prints, and where that stands in the page."""

    kind: str
    text: str
    expected: tuple[str, ...] | None
    at: tuple[int, int]
    exit_code: int = 0


def steps(page: str) -> Iterator[Step]:
    """The runnable parts of a page in their order."""
    text = (HOME / page).read_text(encoding="utf-8")
    fences = list(FENCE.finditer(text))
    for fence, after in zip_longest(fences, fences[1:]):
        if fence[1] == "python":
            shown = after if after and after[1] == "text" and not text[fence.end() : after.start()].strip() else None
            expected = tuple(shown[2].splitlines()) if shown else None
            yield Step("python", fence[2], expected, shown.span(2) if shown else (0, 0))
        elif fence[1] == "console":
            yield from _commands(fence[2], fence.start(2))


def _commands(block: str, start: int) -> Iterator[Step]:
    for found in re.finditer(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
        command, _, code = found[1].partition("  # exit code ")
        expected = tuple(found[2].splitlines()) or None
        yield Step("console", command, expected, (start + found.start(2), start + found.end(2)), int(code or 0))


def ran(step: Step, names: dict[str, object]) -> str:
    """What a step prints; an assertion if it fails."""
    if step.kind == "python":
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(compile(step.text, "page", "exec"), names)
        return printed.getvalue()
    if step.text in NOT_RUN:
        return "\n".join(step.expected or ())
    if step.text == SHARED:
        printed, out, _ = shared_run()
        shutil.copytree(out, Path("out"), dirs_exist_ok=True)
        return printed
    return called(step.text, step.exit_code)


def called(command: str, exit_code: int = 0) -> str:
    """What the program prints on both channels."""
    program, *words = shlex.split(command)
    assert program == "detente", f"{command}: not run, and not listed in NOT_RUN with a reason"
    found = subprocess.run(
        [str(Path(sys.executable).parent / program), *words],
        capture_output=True, text=True, encoding="utf-8", env={**os.environ, "COLUMNS": "140"}, check=False,
    )  # fmt: skip
    assert found.returncode == exit_code, f"{command}: exit code {found.returncode}\n{found.stdout}\n{found.stderr}"
    return found.stdout + found.stderr


@cache
def shared_run() -> tuple[str, Path, object]:
    """What SHARED prints, the folder it writes into, and what keeps that folder until the end."""
    kept = tempfile.TemporaryDirectory(prefix="detente-pages-")
    with contextlib.chdir(kept.name):
        printed = called(SHARED)
    return printed, Path(kept.name) / "out", kept


def plain(line: str) -> str:
    """A line without the frames of tables and with single spaces."""
    return " ".join(FRAMES.sub(" ", line).split())


def alike(expected: str, printed: str) -> bool:
    """Are two lines the same but for one in the last digit of their numbers?"""
    expected, printed = plain(expected), plain(printed)
    if NUMBER.split(expected) != NUMBER.split(printed):
        return False
    pairs = zip(NUMBER.findall(expected), NUMBER.findall(printed), strict=True)
    return all(_near(a.replace(",", ""), b.replace(",", "")) for a, b in pairs)


def _near(a: str, b: str) -> bool:
    return a == b or abs(float(a) - float(b)) <= 1.001 * 10.0 ** -len(a.partition(".")[2])


def first_missing(expected: tuple[str, ...], printed: str) -> str | None:
    """The first line of the page that was not printed where it should be; None if there is none."""
    lines = [line for line in printed.splitlines() if plain(line)]
    at, gap = 0, False
    for line in expected:
        if line.strip() == "...":
            gap = True
            continue
        if not plain(line):
            continue
        found = next((i for i in range(at, len(lines)) if alike(line, lines[i])), None)
        if found is None or (found > at and not gap):
            return line
        at, gap = found + 1, False
    return None if gap or at == len(lines) else f"nothing more, but there was: {lines[at]}"


@pytest.mark.parametrize("page", PAGES)
def test_every_example_runs_and_prints_what_the_page_says(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "page"}
    for step in steps(page):
        printed = ran(step, names)
        if step.expected is not None:
            missing = first_missing(step.expected, printed)
            assert missing is None, f"{page}: expected {missing!r} from\n{step.text}\nwhich printed\n{printed}"


@pytest.mark.parametrize("page", [*PAGES, "CONTRIBUTING.md"])
def test_no_block_is_of_an_unknown_kind(page):
    text = (HOME / page).read_text(encoding="utf-8")
    assert text.count("\n```") == 2 * len(FENCE.findall(text)), "a block without an end"
    for language, content in FENCE.findall(text):
        assert language in LANGUAGES, f"{page}: {language}"
        if language == "toml":
            tomllib.loads(content)


def test_what_is_not_run_is_there():
    targets = re.findall(r"^(\w+):", (HOME / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {command.removeprefix("make ") for command in NOT_RUN} <= set(targets)


def readme_table() -> str:
    """The table of the README, from the answer that the shared run has written."""
    answer = json.loads((shared_run()[1] / "third-site-2007/assessment.json").read_text(encoding="utf-8"))
    views = list(answer["views"])
    lines = ["| | " + " | ".join(views) + " |", "|---" * (len(views) + 1) + "|"]
    said = {(row["key"], row["view"]): row for row in (*answer["security"], *answer["balance"])}
    for key in dict.fromkeys(key for key, _ in said):
        cells = [_cell(said[key, view]) for view in views]
        lines.append(f"| {answer['names'][key.split('/')[-1]]} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(row: dict) -> str:
    if "slack_s" in row:
        low, median, high = ("never" if (s := row["slack_s"][end]) is None else f"{s:+.0f}" for end in _ENDS)
        return f"**{row['verdict']}**, slack {median} s [{low}, {high}]"
    low, median, high = (_percent(row["ranges"]["population_share"][end]) for end in _ENDS)
    return f"**{row['verdict']}**, people {median} % [{low}, {high}]"


def _percent(share: float | None) -> str:
    """Hundredths, never rounded up to all or down to nothing."""
    if share is None or 0.0 < share < 0.01:
        return "none" if share is None else "under 1"
    return "over 99" if 0.99 < share < 1.0 else f"{100.0 * share:.0f}"


_ENDS = ("low", "median", "high")


def test_the_numbers_of_the_readme_are_those_of_the_program():
    found = TABLE.search((HOME / "README.md").read_text(encoding="utf-8"))
    assert found
    for ours, theirs in zip(readme_table().splitlines(), found[2].splitlines(), strict=True):
        assert alike(theirs, ours), f"the program says {ours}"


# Writing the pages anew


def refreshed(page: str) -> str:
    """The page with what its examples print now; lines that cannot be found stay, and are named on stderr."""
    text, names = (HOME / page).read_text(encoding="utf-8"), {"__name__": "page"}
    changes = []
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for step in steps(page):
            printed = ran(step, names)
            if step.expected is not None and step.text not in NOT_RUN:
                changes.append((step.at, "\n".join(_renewed(page, step.expected, printed)) + "\n"))
    for (start, end), new in reversed(changes):
        text = text[:start] + new + text[end:]
    return TABLE.sub(lambda found: found[1] + readme_table() + found[3], text) if page == "README.md" else text


def _renewed(page: str, expected: tuple[str, ...], printed: str) -> Iterator[str]:
    lines = [line.rstrip() for line in printed.rstrip().splitlines()]
    if "..." not in expected:
        yield from lines
        return
    for line in expected:
        same = [new for new in lines if NUMBER.sub("#", plain(new)) == NUMBER.sub("#", plain(line))]
        exact = [new for new in same if alike(line, new)]
        if line.strip() != "..." and not same:
            print(f"{page}: nothing like this was printed: {line}", file=sys.stderr)
        yield line if exact or not same else plain(same[0])


if __name__ == "__main__":
    for name in sys.argv[1:] or PAGES:
        (HOME / name).write_text(refreshed(name), encoding="utf-8")
