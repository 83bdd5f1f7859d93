"""The random numbers that langdetect sees with seed 0: the same stream for every document, since it reseeds each time.

Source: CPython's `random` module, that is MT19937 (Matsumoto and Nishimura, 1998) seeded by `init_by_array`, `gauss`
by Box and Muller, and `choice` by rejection of k-bit numbers.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

SEED = 0
WORDS_PER_GAUSS = 4  # two random() of two 32-bit words each make two normal deviates; the second one is kept


@dataclass(frozen=True)
class Stream:
    """A stretch of the stream from its beginning.

    words   [M] 32-bit outputs
    deviate [M - 3] what `gauss(0, 1)` returns when it starts to draw at this word, and [1] what it keeps for next time
    """

    words: npt.NDArray[np.uint32]
    deviate: npt.NDArray[np.float64]
    kept_deviate: npt.NDArray[np.float64]


@cache
def open_stream(length: int) -> Stream:
    """Make the first `length` words of the stream, with the normal deviates that begin at each."""
    source = random.Random(SEED)
    words = [source.getrandbits(32) for _ in range(length)]
    uniform = [_uniform(high, low) for high, low in pairwise(words)]
    deviates = np.array([_gauss(turn, radius) for turn, radius in zip(uniform, uniform[2:], strict=False)])
    return Stream(np.array(words, dtype=np.uint32), deviates[:, 0].copy(), deviates[:, 1].copy())


def _uniform(high: int, low: int) -> float:
    """`random.random()` from two words."""
    return ((high >> 5) * 67108864.0 + (low >> 6)) * (1.0 / 9007199254740992.0)


def _gauss(turn: float, radius: float) -> tuple[float, float]:
    """Make the two deviates of one call of `random.gauss`; by `math`, since numpy may differ in the last bit."""
    angle = turn * (2.0 * math.pi)
    length = math.sqrt(-2.0 * math.log(1.0 - radius))
    return math.cos(angle) * length, math.sin(angle) * length


def draws(stream: Stream, counts: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.bool_]]:
    """[D, M] for each n of `counts` and each word, the index that `choice` of n things makes of it; False: rejected."""
    bits = np.frexp(counts.astype(np.float64))[1]  # n.bit_length()
    picked = stream.words[None, :] >> (32 - bits).astype(np.uint32)[:, None]
    return picked, picked < counts.astype(np.uint32)[:, None]
