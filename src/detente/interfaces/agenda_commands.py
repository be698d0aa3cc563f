"""The agenda of talks: parse, one call, show."""

from detente.interfaces.commanding import Commands
from detente.interfaces.sharing import AsJson, DossierName, console, print_json

commands = Commands()


@commands.command()
def agenda(dossier: DossierName, as_json: AsJson = False) -> None:
    """Print each item of the talks: who said what, when and where, and which question it belongs to."""
    import detente

    answer = detente.agenda(detente.load(dossier))
    if as_json:
        print_json(answer.as_dict())
        return
    from detente.interfaces.agenda_tables import show_agenda

    show_agenda(console(), answer)
