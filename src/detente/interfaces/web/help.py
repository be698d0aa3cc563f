"""The page about the addresses: the schema in words, without a script."""

from html import escape
from typing import Any

from detente.messages import speaking, tr


def help_page(schema: dict[str, Any], lang: str) -> str:
    """Every address of the server with what it answers, from its own OpenAPI schema."""
    with speaking(lang):
        rows = "\n".join(
            f"<tr><td><code>{escape(method.upper())} {escape(address)}</code></td>"
            f"<td>{escape(tr(said.get('summary', '')))}</td></tr>"
            for address, methods in sorted(schema["paths"].items())
            for method, said in methods.items()
        )
        title = tr("Addresses of this server")
        lead = escape(tr("Every panel of the page has a twin in JSON: its own address with .json after the panel."))
        schema_words = escape(tr("The same as an OpenAPI schema"))
    body = f'<p>{lead} <a href="/api/openapi.json">{schema_words}</a></p><table>{rows}</table>'
    return _page(lang, title, f"<h1>{escape(title)}</h1>{body}")


def entered_page(lang: str) -> str:
    """What stands between a one-time link and the page.

    The browser goes on by itself: a step that begins here carries the cookie, which a plain redirect of a link in
    somebody else's page would not.
    """
    with speaking(lang):
        title, on = tr("You are in"), escape(tr("Go on to the joint session"))
    moving = '<meta http-equiv="refresh" content="0; url=/">'
    return _page(lang, title, f'<p><a href="/">{on}</a></p>', moving)


def _page(lang: str, title: str, body: str, head: str = "") -> str:
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{head}<title>{escape(title)}</title></head>'
        f"<body>{body}</body></html>"
    )
