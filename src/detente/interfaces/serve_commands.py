"""Command that serves the workbench to a browser: parse, one call."""

from pathlib import Path
from typing import Annotated

import typer

from detente.interfaces.commanding import Commands
from detente.interfaces.sharing import make_ready, progress_bar
from detente.messages import tr

commands = Commands()

OPENING = "deauville-2011"


@commands.command()
def serve(
    dossier: Annotated[
        str, typer.Argument(help="Built-in name, or a folder that holds approach.toml; the page opens on it.")
    ] = OPENING,
    folder: Annotated[
        Path | None,
        typer.Option(
            help="Folder with dossiers of your own, and where joint sessions are saved. Default: where you are."
        ),
    ] = None,
    host: Annotated[
        str, typer.Option(help="Address to listen on. Anything but this machine itself makes a joint session.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes any that is free.")] = 8000,
    joint: Annotated[
        bool, typer.Option("--joint", help="A session for two sides: a link for each that works once.")
    ] = False,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in a browser.")] = True,
) -> None:
    """The workbench in a browser: two linked maps, one for each view, that answer as you move things.

    Nothing leaves this machine; Ctrl-C ends it.
    """
    from detente.interfaces.web import serving

    with progress_bar() as progress:
        make_ready(progress)
        server = serving.prepare(dossier, folder or Path.cwd(), host, port, joint=joint, progress=progress)
    for line in server.lines():
        typer.echo(tr(line))
    server.run(open_page=open_)
