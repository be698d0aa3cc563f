"""What the pages must hold: absence fails. And what no text file may hold."""

import inspect
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import detente
from detente.vocabulary import QUANTITIES
from tools.commands_page import commands, commands_page, parameters
from tools.vocabulary_page import vocabulary_page

HOME = Path(__file__).parents[2]
DOCS = HOME / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *HOME.glob("*.md")])
METHODS = sorted(path.name for path in (DOCS / "methods").glob("*.md") if path.name != "README.md")
RECORDS = sorted(path.name for path in (DOCS / "decisions").glob("0*.md"))
RENEW = "write it anew: make docs"


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def of_page(path: Path) -> str:
    """A name for a page in the list of tests."""
    return path.relative_to(HOME).as_posix()


# Generated pages


def test_the_vocabulary_page_is_up_to_date_and_whole():
    page = read(DOCS / "vocabulary.md")
    missing = [name for name in QUANTITIES if f"| `{name}` |" not in page]
    assert not missing, f"docs/vocabulary.md lacks {missing}; {RENEW}"
    assert page == vocabulary_page(), f"docs/vocabulary.md is out of date; {RENEW}"


def test_the_page_of_commands_is_up_to_date():
    assert read(DOCS / "commands.md") == commands_page(), f"docs/commands.md is out of date; {RENEW}"


def test_every_command_and_option_is_documented():
    page = read(DOCS / "commands.md")
    sections = dict(re.findall(r"^## (.*)\n((?:(?!## ).*\n)*)", page, re.MULTILINE))
    assert list(sections) == list(commands())
    for name, command in commands().items():
        assert command.help, f"{name} has no help"
        for typed, said, _ in parameters(command):
            assert said, f"{name} {typed} has no help"
            assert f"| `{typed}` |" in sections[name], f"docs/commands.md: {name} lacks {typed}; {RENEW}"


def test_every_command_stands_in_the_tutorial():
    tutorial = "".join(read(page) for page in (DOCS / "tutorial").glob("*.md"))
    for name in commands():
        assert re.search(rf"^\$ {name}\b", tutorial, re.MULTILINE), f"no page of the tutorial shows {name}"


# Python


@pytest.mark.parametrize("name", detente.__all__)
def test_every_public_name_has_an_example(name):
    assert re.search(rf"\bdetente\.{name}\b", read(DOCS / "tutorial/03-python.md")) or "Example:" in (
        inspect.getdoc(getattr(detente, name)) or ""
    )


@pytest.mark.parametrize("name", detente.__all__)
def test_every_public_name_says_what_it_is(name):
    assert inspect.getdoc(getattr(detente, name))


# Methods and decisions


@pytest.mark.parametrize("name", METHODS)
def test_a_method_page_is_linked_and_complete(name):
    assert f"]({name})" in read(DOCS / "methods/README.md")
    headings = re.findall(r"^## (.*)$", read(DOCS / "methods" / name), re.MULTILINE)
    assert {"Question", "Range of validity", "Source", "Left out", "Tests"} <= set(headings)


@pytest.mark.parametrize("name", RECORDS)
def test_a_decision_is_linked_and_complete(name):
    assert f"]({name})" in read(DOCS / "decisions/README.md")
    page = read(DOCS / "decisions" / name)
    assert page.startswith(f"# {name[:4]} ")
    marks = [page.index(f"\n{word}") for word in ("Question.", "Decided.", "Because.", "Price.", "Reopen if")]
    assert marks == sorted(marks)


def test_decisions_count_up():
    assert [int(name[:4]) for name in RECORDS] == list(range(1, len(RECORDS) + 1))


def test_the_pages_that_answers_name_are_there():
    from detente.assessment.explain import FORMULAS

    assert {page for _, _, page in FORMULAS} <= set(METHODS)


@pytest.mark.parametrize("path", sorted((HOME / "src").rglob("*.py")), ids=of_page)
def test_the_pages_that_code_names_are_there(path):
    for page in re.findall(r"\bdocs/[\w./-]+\.md", read(path)):
        assert (HOME / page).is_file(), page


# Links


@pytest.mark.parametrize("page", PAGES, ids=of_page)
def test_every_link_leads_somewhere(page):
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", read(page)):
        if not target.startswith(("http://", "https://")):
            assert (page.parent / target).exists(), f"{of_page(page)}: {target} is not there"


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "CHANGELOG.md"], ids=of_page)
def test_every_path_that_a_page_names_is_there(page):
    rooms = "|".join(path.name for path in (HOME / "src/detente").iterdir() if path.is_dir())
    named = re.compile(rf"`((?:src|tests|tools|docs|{rooms})/[\w./-]+)`")
    for path in named.findall(read(page)):
        assert list(_candidates(path)), f"{of_page(page)}: {path} is not there"


def _candidates(path: str) -> Iterator[Path]:
    """The files a path can mean: from the top, or from the package, with or without its ending."""
    for start in (HOME, HOME / "src/detente"):
        for ending in ("", ".py"):
            if (start / f"{path}{ending}").exists():
                yield start / f"{path}{ending}"


# Every text file

PICTURES = (".png", ".svg", ".gz", ".zip", ".nc")
UNWANTED = {
    "an unfinished spot": r"\bTODO\b|\bFIXME\b",
    "a path of some machine": r"(?<![\w.:/*-])/(?:home|root|work|tmp|Users|mnt)/\w|[A-Z]:\\Users",
    "where packages are fetched from": r"--(?:extra-)?index-url|--find-links|https?://\S*(?:/simple/|registry\.)",
}


def texts() -> Iterator[Path]:
    """Every text file of the project: what .gitignore does not name, pictures and this file left out."""
    rules = [".git", *(rule.rstrip("/") for rule in read(HOME / ".gitignore").split())]
    for folder, inside, files in os.walk(HOME):
        inside[:] = sorted(name for name in inside if not _ignored(Path(folder, name), rules))
        for path in (Path(folder, name) for name in sorted(files)):
            if not _ignored(path, rules) and path.suffix not in PICTURES and path != Path(__file__):
                yield path


def _ignored(path: Path, rules: list[str]) -> bool:
    """A rule with a slash inside names a path from the top, one without any file or folder of that name."""
    return any(path.match(str(HOME / rule) if "/" in rule else rule) for rule in rules)


@pytest.mark.parametrize("what", UNWANTED)
def test_no_text_file_holds(what):
    found = [
        f"{of_page(path)}, line {number}: {line.strip()[:100]}"
        for path in texts()
        for number, line in enumerate(read(path).splitlines(), 1)
        if re.search(UNWANTED[what], line)
    ]
    assert not found, f"{what}:\n" + "\n".join(found)
