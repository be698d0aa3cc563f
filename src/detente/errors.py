"""The family of refusals. Every one says where, what was found, what was expected and what to do."""


class DetenteError(Exception):
    """Any refusal by this program; a command turns it into one message and exit code 2."""

    @property
    def said(self) -> str:
        """The message as `messages.tr` takes it, to be said in another language; `str` of a refusal is English."""
        return self.args[0] if self.args and isinstance(self.args[0], str) else str(self)


class FileError(DetenteError):
    """A file or folder cannot be read, understood or written; lists every problem found in it."""


class RangeError(DetenteError):
    """A number lies outside what the model or the Earth allows."""


class ScopeError(DetenteError):
    """An input asks for what this program refuses on purpose (see decision record 0007)."""


class WorkerError(DetenteError):
    """Another process or machine could not do its part; says which and why."""
