"""The built page, read into memory once: an address is looked up in a table and never meets the disk."""

import gzip
import hashlib
import json
import mimetypes
from dataclasses import dataclass
from pathlib import Path

STATIC = Path(__file__).parents[1] / "static"

PACKED = ("text/html", "text/css", "text/javascript", "application/javascript", "application/json", "image/svg+xml")
FOREVER = "public, max-age=31536000, immutable"
EACH_TIME = "no-cache"
POLICY_FILE = "csp.json"
INDEX = "index.html"

mimetypes.add_type("text/javascript", ".js")  # some machines have it as text/plain, which no browser runs


@dataclass(frozen=True)
class File:
    """One file of the page, as it is and packed where that helps."""

    content: bytes
    packed: bytes | None
    media: str
    mark: str


class Page:
    """The files of the page by their address; read anew when the page is built anew."""

    def __init__(self, folder: Path = STATIC, lang: str = "en") -> None:
        self._folder, self.lang = folder, lang
        self._built: int | None = None
        self._files: dict[str, File] = {}

    @property
    def files(self) -> dict[str, File]:
        """All files by their path below the root, such as `assets/main-1a2b.js`; none where the page is not built."""
        try:
            built = (self._folder / INDEX).stat().st_mtime_ns
        except OSError:
            return {}
        if built != self._built:
            self._files = {path: self._file(path) for path in self._paths()}
            self._built = built
        return self._files

    @property
    def styles(self) -> list[str]:
        """Hashes of style elements that the charts of the page make, as the build counted them."""
        found = self.files.get(POLICY_FILE)
        if found is None:
            return []
        return [str(style) for style in json.loads(found.content)["styles"]]

    def _paths(self) -> list[str]:
        return [path.relative_to(self._folder).as_posix() for path in self._folder.rglob("*") if path.is_file()]

    def _file(self, path: str) -> File:
        content = (self._folder / path).read_bytes()
        if path == INDEX:
            content = content.replace(b'<html lang="en"', f'<html lang="{self.lang}"'.encode())
        media = mimetypes.guess_type(path)[0] or "application/octet-stream"
        packed = gzip.compress(content, 9, mtime=0) if media in PACKED else None
        if packed is not None and len(packed) >= len(content):
            packed = None
        return File(content, packed, media, hashlib.sha256(content).hexdigest()[:16])


def lifetime(path: str) -> str:
    """How long a browser may keep a file: one whose name holds its hash forever, any other asks each time."""
    return FOREVER if path.startswith("assets/") else EACH_TIME
