"""Pictures as small files: PNG with a palette of 256 colours, written with the standard library, and SVG."""

import io
import struct
import zlib
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from detente.report.figures.style import drawing

Bytes = NDArray[np.uint8]

COLOURS = 256
LEVEL = 7


def png(figure: Figure) -> bytes:
    """The figure as PNG; the same figure gives the same bytes."""
    canvas: Any = figure.canvas
    with drawing():
        canvas.draw()
    picture = np.asarray(canvas.buffer_rgba())[..., :3]
    palette, index = paletted(picture)
    return _file(palette, index, round(figure.dpi / 0.0254))


def svg(figure: Figure) -> bytes:
    """The figure as SVG, text as outlines; the same figure gives the same bytes."""
    out = io.BytesIO()
    with drawing():
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()


def paletted(picture: Bytes) -> tuple[Bytes, Bytes]:
    """A picture (rows, columns, 3) as up to 256 colours (n, 3) and the number of its colour at each pixel.

    Colours that agree in their five upper bits count as one; the rarest take the nearest one that is kept.
    """
    bits = (picture >> 3).astype(np.int32)
    key = (bits[..., 0] << 10) | (bits[..., 1] << 5) | bits[..., 2]
    counts = np.bincount(key.ravel(), minlength=1 << 15)
    present = np.flatnonzero(counts)
    example = np.zeros((1 << 15, 3), dtype=np.uint8)
    example[key.ravel()] = picture.reshape(-1, 3)  # one of those that count as one
    kept = present[np.argsort(-counts[present], kind="stable")[:COLOURS]]
    palette = example[kept]
    apart = ((example[present, None].astype(np.int32) - palette[None]) ** 2).sum(axis=2)
    table = np.zeros(1 << 15, dtype=np.uint8)
    table[present] = apart.argmin(axis=1)
    return palette, table[key]


def _file(palette: Bytes, index: Bytes, dots_per_metre: int) -> bytes:
    height, width = index.shape
    rows = np.concatenate([np.zeros((height, 1), dtype=np.uint8), index], axis=1)  # each row begins with "no filter"
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", palette.tobytes()),
            _chunk(b"pHYs", struct.pack(">IIB", dots_per_metre, dots_per_metre, 1)),
            _chunk(b"IDAT", zlib.compress(rows.tobytes(), LEVEL)),
            _chunk(b"IEND", b""),
        ]
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
