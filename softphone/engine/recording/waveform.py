"""What a recording looks like: the peaks of both channels, column by column."""

import itertools

from softphone.engine.recording.source import Source

_BLOCKS_AT_ONCE = 160_000


def peaks_of(source: Source, columns: int) -> tuple[bytes, bytes]:
    """Peaks from 0 to 255 of left and right, at most so many. Raises as ``Source.read``."""
    # Loaded only when somebody looks at a recording.
    import numpy as np

    columns = max(1, min(columns, source.blocks))
    step = max(1, -(-source.blocks // columns))
    peaks = np.zeros((2, columns), dtype=np.int32)
    batch = max(1, _BLOCKS_AT_ONCE // step)
    for first in range(0, columns, batch):
        data = source.read(first * step, batch * step)
        samples = np.frombuffer(data, dtype="<i2").reshape(-1, 2)
        for at in range(0, len(samples), step):
            part = samples[at : at + step]
            high, low = part.max(axis=0).astype(np.int32), part.min(axis=0).astype(np.int32)
            peaks[:, first + at // step] = np.maximum(high, -low)
    scaled = np.minimum(255, peaks * 255 // 32767).astype(np.uint8)
    return scaled[0].tobytes(), scaled[1].tobytes()


def fewer(peaks: bytes, columns: int) -> bytes:
    """The same picture in at most so many columns."""
    count = len(peaks)
    if count <= columns:
        return peaks
    edges = [n * count // columns for n in range(columns + 1)]
    return bytes(max(peaks[a:b]) for a, b in itertools.pairwise(edges))
