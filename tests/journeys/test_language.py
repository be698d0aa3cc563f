"""The command line in Russian: where the language is chosen, help, refusals, and a whole answer."""

import re

import pytest

from detente.interfaces import cli
from detente.interfaces.commanding import VARIABLE

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
