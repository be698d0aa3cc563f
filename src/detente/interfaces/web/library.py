"""Which dossiers a page may open: those built in, and the folders inside the one that was chosen. Nothing else."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import detente
from detente.errors import FileError
from detente.interfaces.web.refusals import refused
from detente.messages import mark, say
from detente.reading.dossier import Dossier

_ID = re.compile(r"[A-Za-z0-9][\w.-]{0,63}")

NOT_THERE = mark(
    "no dossier {name}: it is not built in, and the chosen folder holds none of this name (any more). Put its folder "
    "back, or open another."
)


class Library:
    """The dossiers within reach of a page, read again whenever their files change."""

    def __init__(self, folder: Path) -> None:
        """folder: where dossiers of one's own lie and are saved."""
        self.folder = folder.resolve()
        self._built_in = {row.name: row for row in detente.dossiers()}
        self._kept: dict[str, tuple[tuple[tuple[str, int, int], ...], Dossier]] = {}

    def lines(self) -> list[dict[str, Any]]:
        """Every dossier in one line, one's own first; a folder that cannot be read is listed all the same."""
        own = [{"id": path.name, "title": _title(path), "year": None, "built_in": False} for path in self._own()]
        built_in = [
            {"id": name, "title": row.title, "year": _year(name), "built_in": True}
            for name, row in self._built_in.items()
        ]
        return [*own, *built_in]

    def load(self, name: str) -> Dossier:
        """A dossier by its id.

        Refuses: RefusedError for one that is not there (any more), FileError with every problem of its files.
        """
        if name in self._built_in:
            if name not in self._kept:
                self._kept[name] = ((), detente.load(name))
            return self._kept[name][1]
        folder = self.place(name)
        if not (folder / "approach.toml").is_file():
            self._kept.pop(name, None)
            raise refused("dossier", say(NOT_THERE, name=name), 404)
        stamp = tuple(_stamps(folder))
        if name not in self._kept or self._kept[name][0] != stamp:
            self._kept[name] = (stamp, detente.load(folder))
        return self._kept[name][1]

    def taken(self, name: str) -> bool:
        """Whether there is something of this name already."""
        return name in self._built_in or self.place(name).exists()

    def place(self, name: str) -> Path:
        """The folder of this name inside the chosen one. Refuses: FileError for a name that is no plain name."""
        if not _ID.fullmatch(name) or (self.folder / name).resolve().parent != self.folder:
            raise FileError(
                say("found {name}; expected the plain name of a dossier, such as my-talks.", name=repr(name))
            )
        return self.folder / name

    def _own(self) -> Iterator[Path]:
        if not self.folder.is_dir():
            return
        for path in sorted(self.folder.iterdir()):
            named = _ID.fullmatch(path.name) and path.name not in self._built_in
            if named and path.resolve().parent == self.folder and (path / "approach.toml").is_file():
                yield path


def _stamps(folder: Path) -> Iterator[tuple[str, int, int]]:
    for path in sorted(folder.rglob("*.toml")):
        said = path.stat()
        yield path.name, said.st_mtime_ns, said.st_size


def _title(folder: Path) -> str:
    found = re.search(r'^title\s*=\s*"(.*)"', (folder / "approach.toml").read_text("utf-8", "replace"), re.MULTILINE)
    return found[1] if found else folder.name


def _year(name: str) -> int | None:
    found = re.search(r"(?:19|20)\d\d$", name)
    return int(found[0]) if found else None
