"""A new dossier from an old one: a commented copy, whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from detente.errors import FileError
from detente.messages import say
from detente.reading.files import reason_of

_MARK = "# This copy is yours: change anything in it.\n"

_ALWAYS = """\
# Quantities stand in quotes with their unit, such as "5.5 km/s". Every value says who holds it (holder), where it
# stands (source, where) and how sure it is (certainty: read, secondary, derived or assumed; an assumed value has a
# note that says why). `detente check` lists everything that is wrong, in all files at once.
"""

_HEADERS = {
    "approach.toml": """\
# Here: what is deployed where ([[deployments]], from which of the [[phases]] on), which missiles it is meant to stop
# ([[threats]], each protects an area) and which forces it must leave alone ([[deterrents]]). Begin with title and asks.
""",
    "claims.toml": """\
# Here: public statements that the assessment tests. `asks` is one relation, such as: slack against deterrents, always
# below "0 s". A claim that cannot be tested has no asks; it says why not (because).
""",
    "forces.toml": """\
# Here: how many warheads each side has deployed, by leg ([[forces]]; leg = "all" where only a total is known), and
# which [[deterrents]] of approach.toml stand for their flights (flies_as). What share survives is a value of a view.
""",
    "conduct.toml": """\
# Here: what parties declare ([[counts]]), fly in trials of a defence ([[trials]]), send to others ([[transfers]]) and
# say an interceptor is for ([[roles]]), so that the rules of treaties can count it. Rival counts stand side by side.
""",
    "agenda.toml": """\
# Here: what the talks are about ([[items]], each with the question of the assessment it belongs to) and what each
# party said about it, in your own words ([[positions]]). An item without positions is a problem.
""",
    "search.toml": """\
# Here: what the sides could agree on ([[topics]], each with [[options]]; the first of a topic changes nothing), what
# each needs ([[needs]]) and will not have ([[red_lines]]), and proposals of the record as packages ([[alternatives]]).
""",
    "views": """\
# Here: one side's assumptions, one [[values]] table each; `of` says what it is a value of. A value here counts before
# one in approach.toml, and that before one in the catalogue. The name of this file is the id of the view.
""",
}


def copy_files(source: Path, names: list[str], target: Path) -> Path:
    """Copy files of a dossier under a header each; FileError if the target exists or cannot be written."""
    try:
        contents = {name: (source / name).read_bytes() for name in names}
    except OSError as error:
        raise _unwritable(target, error) from error
    return place_files(contents, target)


def place_files(contents: Mapping[str, bytes], target: Path) -> Path:
    """Write files of a dossier under a header each; FileError if the target exists or cannot be written."""
    if target.exists() or target.is_symlink():
        raise FileError(
            say("{target} exists already. Nothing was written. Choose another name, or move it away.", target=target)
        )
    temporary: Path | None = None
    try:
        temporary = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
        for name, content in contents.items():
            (temporary / name).parent.mkdir(exist_ok=True)
            (temporary / name).write_bytes(_header(name) + _body(content))
        os.chmod(temporary, 0o755)
        os.rename(temporary, target)
    except BaseException as error:
        if temporary:
            shutil.rmtree(temporary, ignore_errors=True)
        if isinstance(error, OSError):
            raise _unwritable(target, error) from error
        raise
    return target


def _unwritable(target: Path, error: OSError) -> FileError:
    reason = reason_of(error)
    return FileError(
        say("{target} cannot be written: {reason}. Nothing was left behind.", target=target, reason=reason)
    )


def _header(name: str) -> bytes:
    about = _HEADERS["views" if name.startswith("views/") else name]
    return (_MARK + about + _ALWAYS + "\n").encode()


def _body(content: bytes) -> bytes:
    """A file without the header of an earlier copy."""
    text = content.removeprefix(b"\xef\xbb\xbf")
    if text.startswith(_MARK.encode()):
        return text.partition(_ALWAYS.encode())[2].removeprefix(b"\n") or text
    return text
