"""Commands that say their help and their refusals in the language of the moment, and take `--lang`.

The framework writes English only. Its help is composed here from the same parameters, and what it says of a mistyped
command is recognised by its English form; a form that is not known is left as the framework says it.
"""

import copy
import functools
import inspect
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from detente.errors import RangeError
from detente.messages import LANGUAGES, mark, say, speaking, tr

VARIABLE = "DETENTE_LANG"

REFUSALS = (
    mark("Missing argument {name}."),
    mark("Missing option {name}."),
    mark("Missing command."),
    mark("No such command {name}. Did you mean {others}?"),
    mark("No such command {name}."),
    mark("No such option: {name} (Possible options: {others})"),
    mark("No such option: {name}"),
    mark("Option {name} requires an argument."),
    mark("Option {name} does not take a value."),
    mark("Got unexpected extra argument(s) ({words})"),
    mark("Invalid value for {name}: {message}"),
    mark("Input should be a valid integer, unable to parse string as an integer"),
    mark("Input should be a valid number, unable to parse string as a number"),
    mark("Input should be greater than or equal to {least}"),
    mark("Input should be less than or equal to {most}"),
)
"""What the framework says of a command it cannot take, with gaps; the more particular first."""

FRAMEWORK = (
    mark("Arguments"),
    mark("Options"),
    mark("Commands"),
    mark("Show this message and exit."),
    mark("[OPTIONS]"),
    mark("COMMAND [ARGS]..."),
    mark("<str>"),
    mark("<int>"),
    mark("<int range>"),
    mark("<float>"),
    mark("<path>"),
    mark("<list[str]>"),
    mark("<list[path]>"),
)
"""Other words of the framework."""


def language_asked(words: Sequence[str]) -> str:
    """The language that a command line asks for, or else the environment; RangeError if there is no such language."""
    given, source = os.environ.get(VARIABLE, ""), VARIABLE
    for place, word in enumerate(words):
        if word == "--":
            break
        option, sign, value = word.partition("=")
        if option == "--lang":
            given, source = value if sign else "".join(words[place + 1 : place + 2]), option
    return _known(source, given) if given else LANGUAGES[0]


def _known(source: str, code: str) -> str:
    if code not in LANGUAGES:
        expected = " or ".join(LANGUAGES)
        raise RangeError(
            say('{source}: found "{code}", expected {expected}.', source=source, code=code, expected=expected)
        )
    return code


def _speak(context: typer.Context, code: str | None) -> None:
    if code is not None:
        context.with_resource(speaking(_known("--lang", code)))


Language = Annotated[
    str | None,
    typer.Option(
        "--lang",
        is_eager=True,
        callback=_speak,
        help="Language of what is printed: en or ru. Default: the variable DETENTE_LANG, or English.",
    ),
]


def takes_language(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same command with `--lang`, which is obeyed before the command begins."""
    shape = inspect.signature(function)
    if "lang" in shape.parameters:
        return function

    @functools.wraps(function)
    def speaking_command(*arguments: Any, lang: str | None = None, **options: Any) -> Any:
        return function(*arguments, **options)

    added = inspect.Parameter("lang", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Language)
    command: Any = speaking_command
    command.__signature__ = shape.replace(parameters=[*shape.parameters.values(), added])
    command.__annotations__ = {**function.__annotations__, "lang": Language}
    return speaking_command


class Commands(typer.Typer):
    """A set of commands, each of which takes `--lang`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(rich_markup_mode=None, cls=Group, **options)

    def command(self, name: str | None = None, **options: Any) -> Callable[[Any], Any]:
        """As the framework's own."""
        register = super().command(name, cls=Command, **options)
        return lambda function: register(takes_language(function))

    def callback(self, **options: Any) -> Callable[[Any], Any]:
        """As the framework's own."""
        register = super().callback(**options)
        return lambda function: register(takes_language(function))


class Command(TyperCommand):
    """One command."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """How it is called."""
        _write_usage(self, ctx, formatter)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Usage, what it does, arguments and options."""
        _write_help(self, ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The beginning of what it does."""
        return str(super(Command, _translated(self)).get_short_help_str(limit))


class Group(TyperGroup):
    """A command that has commands below it."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """How it is called."""
        _write_usage(self, ctx, formatter)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Usage, what it is for, options, and its commands."""
        _write_help(self, ctx, formatter)
        rows = [(name, self.commands[name]) for name in self.list_commands(ctx)]
        limit = formatter.width - 6 - max(len(name) for name, _ in rows)
        with formatter.section(tr("Commands")):
            formatter.write_dl([(name, command.get_short_help_str(limit)) for name, command in rows])

    def get_short_help_str(self, limit: int = 45) -> str:
        """The beginning of what it is for."""
        return str(super(Group, _translated(self)).get_short_help_str(limit))

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run; what the framework refuses is said in the language of the moment."""
        standalone_mode = options.get("standalone_mode", True)
        try:
            answer = super().main(*arguments, **{**options, "standalone_mode": False})
        except Exception as error:
            if not standalone_mode or not hasattr(error, "format_message"):
                raise
            _show_refusal(error)
            sys.exit(getattr(error, "exit_code", 1))
        if standalone_mode:
            sys.exit(answer if isinstance(answer, int) else 0)
        return answer


def _translated(part: Any) -> Any:
    """A command or parameter with its help in the language of the moment."""
    said = copy.copy(part)
    said.help = tr(part.help or "")
    return said


def _write_usage(command: Any, ctx: Any, formatter: Any) -> None:
    pieces = " ".join(tr(piece) for piece in command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix=tr("Usage: "))


def _write_help(command: Any, ctx: Any, formatter: Any) -> None:
    command.format_usage(ctx, formatter)
    if command.help:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(tr(command.help))
    for kind, heading in (("argument", "Arguments"), ("option", "Options")):
        rows = list(_records(command, ctx, kind))
        if rows:
            with formatter.section(tr(heading)):
                formatter.write_dl(rows)


def _records(command: Any, ctx: Any, kind: str) -> Iterator[tuple[str, str]]:
    """Name and help of each parameter of a kind, with what the framework adds to them."""
    for parameter in command.get_params(ctx):
        if parameter.param_type_name != kind:
            continue
        said = _translated(parameter)
        record = said.get_help_record(ctx)
        if record is not None:
            name, text = record
            typed = re.sub(r"<[^>]*>", lambda word: tr(word[0]), name)
            yield typed, said.help + _added(text.removeprefix(said.help))


def _added(text: str) -> str:
    """What the framework puts behind a help, "[default: 60 s; required]": values stay as they are typed."""
    said = re.sub(r"\bdefault: ", lambda _: tr("default: "), text)
    return re.sub(r"\brequired\b", lambda _: tr("required"), said)


def recognised(text: str) -> str:
    """What the framework said in English, in the language of the moment."""
    for template in REFUSALS:
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(template))
        if found := re.fullmatch(pattern, text, re.DOTALL):
            values = {name: recognised(value) for name, value in found.groupdict().items()}
            return tr(template, **values)
    return text


def _show_refusal(error: Any) -> None:
    """As the framework shows it: usage, where help is, what is wrong; help itself where nothing was typed."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(error.format_message(), err=True)
        return
    if context is not None:
        typer.echo(context.get_usage(), err=True)
        command, option = context.command_path, context.help_option_names[0]
        typer.echo(tr("Try '{command} {option}' for help.", command=command, option=option) + "\n", err=True)
    typer.echo(tr("Error: {message}", message=recognised(error.format_message())), err=True)
