"""Finished chunks of a job on disk: a folder of Parquet parts that a later run goes on from.

Each part is written beside its place and then renamed, so that an interruption leaves whole parts only. Its name
holds which rows it has and a checksum of its bytes; a part that does not match its name is refused, never used.
"""

import hashlib
import io
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from detente.assessment.jobs import Arrays, Job, versions
from detente.errors import FileError
from detente.messages import mark, say

_PART = re.compile(r"part-(\d{12})-(\d{9})-([0-9a-f]{16})\.parquet")
_CARD = "job.json"


@dataclass(frozen=True)
class Part:
    """One file: rows first to first + count - 1."""

    path: Path
    first: int
    count: int
    checksum: str


@dataclass(frozen=True)
class Store:
    """An opened store of one job, held by this run alone."""

    folder: Path
    digest: str
    parts: tuple[Part, ...]
    """Finished ones, in order; none holds a row of another."""

    def read(self, part: Part) -> Arrays:
        """The columns of a part. Refuses: FileError, when it is not what was written for this job."""
        try:
            content = part.path.read_bytes()
        except OSError as error:
            raise FileError(
                say(
                    "{path} cannot be read: {reason}. {repeat}",
                    path=part.path,
                    reason=error.strerror,
                    repeat=_REPEAT,
                )
            ) from error
        if _checksum(content) != part.checksum:
            raise FileError(
                say(
                    "{path}: damaged or cut short; its {count} bytes do not have the checksum in its name. {repeat}",
                    path=part.path,
                    count=len(content),
                    repeat=_REPEAT,
                )
            )
        table = pq.read_table(io.BytesIO(content))
        written = (table.schema.metadata or {}).get(b"job", b"").decode()
        if written != self.digest:
            raise FileError(
                say(
                    "{path}: belongs to another job, digest {written}; expected {digest}. Delete this file or "
                    "choose another folder.",
                    path=part.path,
                    written=written[:12] or mark("none"),
                    digest=self.digest[:12],
                )
            )
        if table.num_rows != part.count:
            raise FileError(
                say(
                    "{path}: {num_rows} rows, expected {count} by its name. {repeat}",
                    path=part.path,
                    num_rows=table.num_rows,
                    count=part.count,
                    repeat=_REPEAT,
                )
            )
        return {name: table.column(name).to_numpy() for name in table.column_names}

    def write(self, first: int, columns: Arrays) -> None:
        """Keep one finished chunk. Refuses: FileError, when it cannot be written."""
        count = next(iter(columns.values())).size
        table = pa.table({name: pa.array(column) for name, column in columns.items()})
        buffer = io.BytesIO()
        pq.write_table(table.replace_schema_metadata({"job": self.digest}), buffer)
        content = buffer.getvalue()
        _put(self.folder / f"part-{first:012}-{count:09}-{_checksum(content)}.parquet", content)


_REPEAT = mark("Delete this file; its rows are then worked out again.")


@contextmanager
def opened(folder: Path, job: Job, resume: bool) -> Iterator[Store]:
    """The store of a job below this folder, begun or gone on from, and closed to other runs meanwhile.

    Arguments: resume, expect finished chunks. Without it a store is begun, or gone on from where it is of this job.
    Refuses:   FileError, when it is of other inputs or versions, in use, damaged, or has nothing to resume.
    """
    here = folder / job.name
    if resume and not (here / _CARD).is_file():
        raise FileError(
            say(
                "{folder} has nothing to resume: no {file}. Check the folder, or leave out --resume to begin.",
                folder=folder,
                file=f"{job.name}/{_CARD}",
            )
        )
    try:
        here.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(
            say("{here} cannot be made: {reason}. Choose another folder.", here=here, reason=error.strerror)
        ) from error
    with _alone(here):
        _card(here, job)
        for left in here.glob(".*.part"):  # of a run that was killed while writing
            left.unlink(missing_ok=True)
        yield Store(here, job.digest, tuple(_parts(here)))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder; the system lets go of it when this run ends, however it ends."""
    import fcntl

    held = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise FileError(
                say("{folder} is in use by another run. Wait for it, or choose another folder.", folder=folder)
            ) from error
        yield
    finally:
        os.close(held)


def _card(folder: Path, job: Job) -> None:
    """Write what the store is of, or hold this job against it."""
    path = folder / _CARD
    mine = {"job": job.name, "digest": job.digest, "versions": list(versions())}
    if not path.is_file():
        if any(folder.glob("part-*")):
            raise FileError(
                say(
                    "{folder} holds parts but no {card} that says of what. Choose another folder.",
                    folder=folder,
                    card=_CARD,
                )
            )
        _put(path, json.dumps({**mine, "total": job.total, "chunk": job.chunk}, indent=1).encode())
        return
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        theirs = {key: found[key] for key in mine}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FileError(
            say("{path}: damaged, expected what the store is of. Delete the folder {folder}.", path=path, folder=folder)
        ) from error
    for key, meaning in (("digest", mark("inputs")), ("versions", mark("versions of programs"))):
        if theirs[key] != mine[key]:
            raise FileError(
                say(
                    "{path}: {key} found {found}, expected {expected}: its rows come from other {meaning}. "
                    "Choose another folder, or delete {folder} to begin anew.",
                    path=path,
                    key=key,
                    found=_shown(theirs[key]),
                    expected=_shown(mine[key]),
                    meaning=meaning,
                    folder=folder,
                )
            )


def _parts(folder: Path) -> Iterator[Part]:
    upto, before = 0, ""
    for path in sorted(folder.glob("part-*")):
        match = _PART.fullmatch(path.name)
        if match is None:
            raise FileError(
                say("{path} is no part of a store: its name was changed. {repeat}", path=path, repeat=_REPEAT)
            )
        part = Part(path, int(match[1]), int(match[2]), match[3])
        if part.first < upto:
            raise FileError(
                say("{path} holds rows that {before} holds too. Delete one of the two.", path=path, before=before)
            )
        upto, before = part.first + part.count, path.name
        yield part


def _put(path: Path, content: bytes) -> None:
    """Write whole or not at all, also when interrupted."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        raise FileError(
            say(
                "{path} cannot be written: {reason}. Make room or choose another folder.",
                path=path,
                reason=error.strerror,
            )
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def _checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)[:12]
