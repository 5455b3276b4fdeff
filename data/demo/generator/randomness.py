"""The committed seed, and one independent stream of random numbers for each purpose.

Streams are named, so that a change to one part of the demo leaves the numbers of every other part as they were.
"""

import zlib

import numpy as np

SEED = 20261119


def stream(purpose: str) -> np.random.Generator:
    """The generator of random numbers for one named purpose, the same on every run."""
    return np.random.default_rng([SEED, zlib.crc32(purpose.encode())])
