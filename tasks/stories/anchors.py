"""Evidence that a reader understands: telling word pairs that both texts have, as they are written."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.stories.alignment import Bigram

_OPENING = frozenset("\"“‘'(«„")
_DIGITS = frozenset(b"0123456789")


def anchor_surfaces(text: str, bigrams: Sequence[Bigram], limit: int) -> list[str]:
    """At most `limit` of the word pairs, in the order given, as `text` writes them.

    Those that tell most are kept: pairs that end in a capitalized word or hold a digit, then the longest. Only pairs
    with one space between them are looked for, so an anchor never runs across a sentence or a line.
    """
    lengths = [len(first) + len(second) for first, second in bigrams]
    # Capitals show only in the original, so more are looked up than are kept.
    likely = sorted(range(len(bigrams)), key=lambda at: (-lengths[at], at))[: 4 * limit]
    figures = [at for at in range(len(bigrams)) if not _DIGITS.isdisjoint(b"".join(bigrams[at]))][:limit]
    lowered = text.lower()
    written = text if len(lowered) == len(text) else lowered
    found = {at: _surface(written, lowered, bigrams[at]) for at in {*likely, *figures}}
    ranked = sorted((at for at in found if found[at]), key=lambda at: (not _telling(found[at]), -lengths[at], at))
    return [found[at] for at in sorted(ranked[:limit])]


def _surface(text: str, lowered: str, bigram: Bigram) -> str:
    """Word pair as the text first writes it; empty where it is not written as two words and a space."""
    pair = b" ".join(bigram).decode("utf-8", "replace")
    start = lowered.find(pair)
    end = start + len(pair)
    whole = start == 0 or (start > 0 and (text[start - 1].isspace() or text[start - 1] in _OPENING))
    return text[start:end] if whole and not text[end : end + 1].isalnum() else ""


def _telling(surface: str) -> bool:
    """Whether a word pair holds a name or a number, as far as capitals and digits show."""
    return surface.partition(" ")[2][:1].isupper() or any(character.isdigit() for character in surface)
