"""The page about the addresses: the schema in words, without a script."""

from html import escape
from typing import Any

from detente.messages import speaking, tr


def help_page(schema: dict[str, Any], lang: str) -> str:
    """Every address of the server with what it answers, from its own OpenAPI schema."""
    with speaking(lang):
        rows = "\n".join(
            f"<tr><td><code>{escape(method.upper())} {escape(address)}</code></td><td>{escape(tr(said.get('summary', '')))}</td></tr>"
            for address, methods in sorted(schema["paths"].items())
            for method, said in methods.items()
        )
        title = escape(tr("Addresses of this server"))
        lead = escape(tr("Every panel of the page has a twin in JSON: its own address with .json after the panel."))
        schema_words = escape(tr("The same as an OpenAPI schema"))
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f'<h1>{title}</h1><p>{lead} <a href="/api/openapi.json">{schema_words}</a></p><table>{rows}</table></body></html>'
    )
