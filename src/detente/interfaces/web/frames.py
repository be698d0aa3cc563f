"""The binary reply of the live connection: a version, a header in JSON, and the fields as half floats."""

import json
import struct
from typing import Any

FORMAT = 1
_HEAD = struct.Struct("<II")
ALIGNED = 8


def packed(head: dict[str, Any], payload: bytes) -> bytes:
    """Version and length of the header (little-endian uint32), the header, padding to 8 bytes, the cells."""
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return b"".join((_HEAD.pack(FORMAT, len(text)), text, b"\0" * (-len(text) % ALIGNED), payload))


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
