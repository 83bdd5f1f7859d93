"""Evidence that a reader understands: telling word pairs that both texts have, as they are written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.stories.alignment import Bigram

# Between the two words of a pair: anything that parts words, but no more than a few characters of it.
_BETWEEN = r"[\W_]{1,6}"


def anchor_surfaces(text: str, bigrams: Sequence[Bigram], limit: int) -> list[str]:
    """At most `limit` of the word pairs, in the order given, as `text` writes them.

    Those that tell most are kept: pairs with a digit or a capital inside, then the longest.
    """
    # Names and figures show only in the original, so more are looked up than are kept.
    longest = sorted(range(len(bigrams)), key=lambda at: (-len(b"".join(bigrams[at])), at))[: 3 * limit]
    digits = [at for at in range(len(bigrams)) if any(48 <= byte <= 57 for byte in b"".join(bigrams[at]))][:limit]
    found = {at: _surface(text, bigrams[at]) for at in {*longest, *digits}}
    ranked = sorted((at for at in found if found[at]), key=lambda at: (not _telling(found[at]), -len(found[at]), at))
    return [found[at] for at in sorted(ranked[:limit])]


def _surface(text: str, bigram: Bigram) -> str:
    """Word pair as the text first writes it, spaces made single; empty where folding changed its letters."""
    first, second = (re.escape(word.decode("utf-8", "replace")) for word in bigram)
    match = re.search(rf"\b{first}{_BETWEEN}{second}\b", text, re.IGNORECASE)
    return " ".join(match[0].split()) if match else ""


def _telling(surface: str) -> bool:
    """Whether a word pair holds a name or a number, as far as capitals and digits show."""
    return any(character.isdigit() for character in surface) or surface[surface.rfind(" ") + 1 :][:1].isupper()
