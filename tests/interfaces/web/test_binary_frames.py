"""The binary reply, as docs/methods/live-protocol.md writes it down, read a second time by hand."""

import json
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.interfaces.web.frames import packed, unpacked

HEADERS = st.dictionaries(
    st.text(max_size=8), st.none() | st.integers(-(2**40), 2**40) | st.text(max_size=20), max_size=5
)


@given(HEADERS, st.binary(max_size=64))
def test_what_was_packed_comes_out(header: dict[str, Any], payload: bytes) -> None:
    assert unpacked(packed(header, payload)) == (header, payload)


@given(HEADERS)
def test_fields_begin_at_a_multiple_of_eight(header: dict[str, Any]) -> None:
    assert len(packed(header, b"")) % 8 == 0


def test_the_bytes_are_those_of_the_protocol() -> None:
    cells = np.array([[[1.5, -600.0, 600.0, 1.0], [0.25, 0.0, 0.5, 0.0]]], dtype="<f2")
    frame = packed({"seq": 7, "sentence": "ё"}, cells.tobytes())
    version, length = struct.unpack("<II", frame[:8])  # docs/methods/live-protocol.md, table
    assert version == 1
    assert json.loads(frame[8 : 8 + length].decode()) == {"seq": 7, "sentence": "ё"}
    start = 8 + -(-length // 8) * 8
    assert set(frame[8 + length : start]) <= {0}
    assert np.array_equal(np.frombuffer(frame[start:], "<f2").reshape(1, 2, 4), cells)


@given(st.binary(max_size=40))
def test_anything_else_is_refused(frame: bytes) -> None:
    if len(frame) >= 8 and struct.unpack("<I", frame[:4])[0] == 1:
        return
    with pytest.raises(ValueError, match=r"expected|shorter|found"):
        unpacked(frame)


def test_a_reply_cut_short_is_refused() -> None:
    with pytest.raises(ValueError, match="header"):
        unpacked(packed({"seq": 1}, b"")[:12])
