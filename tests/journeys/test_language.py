"""The command line in Russian: where the language is chosen, help, refusals, and a whole answer."""

import re
import tomllib

import pytest

from detente.interfaces import cli
from detente.interfaces.commanding import VARIABLE
from detente.messages import MESSAGES, catalogue

CYRILLIC = re.compile(r"[А-Яа-яЁё]")


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """A command in this process, in an empty folder: exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(VARIABLE, raising=False)

    def typed(*words):
        monkeypatch.setattr("sys.argv", ["detente", *words])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        said = capsys.readouterr()
        return stopped.value.code, said.out, said.err

    return typed


@pytest.mark.parametrize("words", [("--lang", "ru", "assess", "--help"), ("assess", "--help", "--lang=ru")])
def test_help_is_said_in_the_language_asked_for_before_or_after_the_command(run, words):
    code, out, _ = run(*words)
    assert code == 0
    assert out.startswith("Вызов: detente assess [ПАРАМЕТРЫ] {dossier}")
    for part in ("Аргументы:", "Параметры:", "Показать эту справку и выйти.", "[обязательно]", "--workers <целое>"):
        assert part in out
    assert "default" not in out


def test_the_environment_chooses_and_the_command_line_has_the_last_word(run, monkeypatch):
    monkeypatch.setenv(VARIABLE, "ru")
    assert run("--help")[1].startswith("Вызов: ")
    assert run("--help", "--lang", "en")[1].startswith("Usage: ")


@pytest.mark.parametrize("words", [("--lang", "xx"), ("dossiers", "--lang", "xx"), ("dossiers", "--lang=xx")])
def test_a_language_that_is_not_known_is_one_clear_error(run, words):
    assert run(*words) == (2, "", '--lang: found "xx", expected en or ru.\n')


def test_an_unknown_language_of_the_environment_names_the_variable(run, monkeypatch):
    monkeypatch.setenv(VARIABLE, "de")
    assert run("dossiers") == (2, "", 'DETENTE_LANG: found "de", expected en or ru.\n')


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("assess",), "Ошибка: Не указан аргумент 'dossier'."),
        (("fly",), "Ошибка: Не указан параметр '--from'."),
        (("asess",), "Ошибка: Нет команды 'asess'. Возможно, имелось в виду 'assess'"),
        (("assess", "x", "--workrs", "1"), "Ошибка: Нет параметра --workrs (похожие: --workers)"),
        (("assess", "x", "--workers", "0"), "Ошибка: Недопустимое значение '--workers': ожидается не меньше 1"),
        (("assess", "x", "--workers", "a"), "Ошибка: Недопустимое значение '--workers': ожидается целое число"),
        (("assess", "x", "y"), "Ошибка: Лишние аргументы: y"),
    ],
)
def test_a_mistyped_command_is_refused_in_russian(run, words, said):
    code, out, err = run(*words, "--lang", "ru")
    assert (code, out) == (2, "")
    assert err.startswith("Вызов: detente")
    assert said in err
    assert "Error" not in err
    assert "Try" not in err


def test_every_command_takes_the_language_and_says_its_help_in_it(run):
    from typer.main import get_command

    waiting = [((), get_command(cli.app))]
    while waiting:
        words, command = waiting.pop()
        assert "--lang" in {name for option in command.params for name in option.opts}, words
        code, out, _ = run(*words, "--help", "--lang", "ru")
        assert code == 0
        head = out.split("\n\n")[1]
        assert CYRILLIC.search(head), head
        waiting += [((*words, name), below) for name, below in getattr(command, "commands", {}).items()]


# Whole answers

ANSWERS = [
    ("dossiers",),
    ("check", "third-site-2007"),
    ("agenda", "deauville-2011"),
    ("agenda", "washington-2002"),
    ("balance", "third-site-2007"),
    ("treaty", "list", "--on", "2002-06-01"),
    ("treaty", "show", "new-start"),
    ("treaty", "show", "start-1"),
    ("treaty", "check", "third-site-2007"),
    ("treaty", "check", "washington-2002"),
    ("catalog",),
    ("catalog", "show", "sm-3-2b"),
    ("catalog", "show", "two-stage-gbi"),
    ("catalog", "show", "armavir-voronezh"),
    ("forces",),
    ("forces", "Russia", "--on", "2002", "--against", "1990"),
    ("reductions", "sort-2002"),
    ("flight-check", "--apogee", "6648 km", "--range", "1001 km", "--time", "4491 s"),
    ("fly", "topol-m", "--from", "52,38", "--to", "40,-75"),
    ("engage", "two-stage-gbi", "--site", "54.5,17.1", "--against", "topol-m", "--from", "57,34", "--to", "40,-75"),
    ("space-based", "--speed-change", "4 km/s", "--time", "120 s", "--altitude", "500 km", "--inclination", "60 deg",
     "--latitude", "39 deg"),
]  # fmt: skip


def plain(text):
    """The words of an output in one row: frames of tables gone, cells that were folded joined."""
    return " ".join(re.sub(r"[─-╿]", " ", text).split())


@pytest.mark.parametrize("words", ANSWERS, ids=lambda words: "-".join(words[:2]))
def test_an_answer_in_russian_holds_no_message_that_the_catalogue_could_say(run, words):
    code, out, err = run(*words, "--lang", "ru", *(("--out", "out") if words[0] in ("balance", "reductions") else ()))
    assert code == 0, err
    said = plain(out)
    assert CYRILLIC.search(said)
    # short ones, and names of holders, also stand in the words of documents, which stay as they are
    messages = catalogue("ru")[0]
    holders = tomllib.loads((MESSAGES / "ru" / "holders.toml").read_text())["messages"]
    sentences = [key for key in messages.keys() - holders.keys() if key.count(" ") > 2 and "{" not in key]
    assert not [key for key in sentences if key in said and messages[key] != key]


def test_english_is_what_it_was_before_there_was_another_language(run):
    assert run("check", "third-site-2007") == (0, "third-site-2007: no problems.\n", "")
    assert run("check", "third-site-2007", "--lang", "ru") == (0, "third-site-2007: ошибок нет.\n", "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("assess", "nowhere"), "nowhere"),
        (("fly", "topol-m", "--from", "52,38", "--to", "40 km"), "--to"),
        (("flight-check", "--apogee", "1000"), "найдено"),
        (("fly", "topol-m", "--from", "52,38", "--max-range"), "не указано --to"),
        (("forces", "history", "--on", "2002"), "--on: не сочетается с forces history"),
        (("reductions", "--from", "2002"), 'найдено «2002», ожидалось ДАТА=ЧИСЛО'),
        (("treaty", "check", "third-site-2007", "--on", "someday"), "someday"),
    ],
)  # fmt: skip
def test_a_refusal_is_said_in_russian(run, words, said):
    code, out, err = run(*words, "--lang", "ru")
    assert (code, out) == (2, "")
    assert said in err
    assert CYRILLIC.search(err)
    assert not re.search(r"\b(expected|found|missing|no such|neither)\b", err)
    english = run(*words)[2]
    assert not CYRILLIC.search(english)


def test_numbers_and_units_are_written_as_russian_writes_them(run):
    out = plain(run("fly", "topol-m", "--from", "52,38", "--to", "40,-75", "--lang", "ru")[1])
    assert re.search(r"апогей \d[\d\s]*,\d км, там \d,\d{3} км/с", out)
    assert "km" not in re.sub(r"\S*_km\S*", "", out)
