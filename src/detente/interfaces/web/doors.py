"""Who is let in to a joint session: each link lets one person in, once."""

import hmac
import secrets
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["A", "B", "both", "watch"]
ROLES: tuple[Role, ...] = ("both", "A", "B", "watch")
"""`both` opened the session: edits either side and chooses the dossier."""

COOKIE = "detente-session"


@dataclass
class Doors:
    """One-time links, and who has come in by them. Without a lock everybody on this machine edits both sides."""

    links: dict[str, Role] = field(default_factory=dict)
    inside: dict[str, Role] = field(default_factory=dict)
    locked: bool = False

    @classmethod
    def with_links(cls) -> "Doors":
        """A link for each role, to be used once."""
        return cls({secrets.token_urlsafe(24): role for role in ROLES}, {}, True)

    def enter(self, token: str) -> str | None:
        """A session for a token that has not been used; the token is void afterwards."""
        found = next((known for known in self.links if _same(known, token)), None)
        if found is None:
            return None
        session = secrets.token_urlsafe(24)
        self.inside[session] = self.links.pop(found)
        return session

    def role(self, session: str) -> Role | None:
        """The role of a session; None for one that never came in."""
        if not self.locked:
            return "both"
        return next((role for known, role in self.inside.items() if _same(known, session)), None)


def _same(known: str, shown: str) -> bool:
    return hmac.compare_digest(known.encode(), shown.encode())
