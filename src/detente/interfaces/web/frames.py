"""The binary reply of the live connection: a version, a header in JSON, and the fields as half floats."""

import json
import struct
from typing import Any

FORMAT = 1
_HEAD = struct.Struct("<II")
ALIGNED = 8


def header(scene: Any, seq: int) -> dict[str, Any]:
    """The scene without the cells of its fields, and where each field begins in the payload [bytes]."""
    offset, heads = 0, []
    for field in scene.fields:
        heads.append(field.head(offset))
        offset += field.cells.nbytes
    return {"seq": seq, **scene.as_dict(), "fields": heads}


def packed(head: dict[str, Any], scene: Any) -> bytes:
    """Version and length of the header (little-endian uint32), the header, padding to 8 bytes, the cells."""
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    padding = b"\0" * (-len(text) % ALIGNED)
    cells = [field.cells.astype("<f2", copy=False).tobytes() for field in scene.fields]
    return b"".join((_HEAD.pack(FORMAT, len(text)), text, padding, *cells))


def unpacked(reply: bytes) -> tuple[dict[str, Any], bytes]:
    """Header and payload of a reply. Refuses: ValueError for another version or a reply cut short."""
    if len(reply) < _HEAD.size:
        raise ValueError("a reply shorter than its head")
    version, length = _HEAD.unpack_from(reply)
    if version != FORMAT or _HEAD.size + length > len(reply):
        raise ValueError(f"found version {version} and a header of {length} bytes in {len(reply)}")
    text = reply[_HEAD.size : _HEAD.size + length]
    head: dict[str, Any] = json.loads(text)
    return head, reply[_HEAD.size + length + (-length % ALIGNED) :]
