"""Evidence that a reader understands: telling word pairs that both texts have, as they are written."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tasks.stories.comparison import Body
from tasks.stories.words import Flags, Places, plain_words


def anchor_surfaces(body: Body, positions: Sequence[int], limit: int) -> list[str]:
    """At most `limit` of the word pairs that begin at these words, in the order given, as the text writes them.

    Those that tell most are kept: pairs that end in a capitalized word or a number, then the longest. Only pairs with
    one space between them count, so an anchor never runs across a sentence or a line.
    """
    first = np.asarray(positions, dtype=np.int64)
    written = np.frombuffer(body.text.written, dtype=np.uint8)
    if len(first):
        gaps = body.ends[first], body.starts[first + 1]
        first = first[(gaps[1] - gaps[0] == 1) & (written[gaps[0]] == ord(" "))]
    lengths = body.ends[first + 1] - body.starts[first] if len(first) else first
    chosen = np.lexsort((np.arange(len(first)), -lengths, ~_telling(body, first)))[:limit]
    return [_surface(body, int(at)) for at in first[np.sort(chosen)]]


def _surface(body: Body, at: int) -> str:
    """A word and the next one, as the text writes them."""
    return body.text.written[body.starts[at] : body.ends[at + 1]].decode("utf-8", "replace")


def _telling(body: Body, first: Places) -> Flags:
    """Which word pairs hold a name or a number: their second word is capitalized, or one begins with a digit."""
    if not len(first):
        return np.zeros(0, dtype=bool)
    named = ~plain_words(body.text, body.starts)
    digits = np.frombuffer(body.text.words, dtype=np.uint8)[body.starts]
    numbers = (digits >= ord("0")) & (digits <= ord("9"))
    found: Flags = named[first + 1] | numbers[first]
    return found
