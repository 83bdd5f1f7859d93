"""Words of a text, as copies are compared by them: letters and digits, case folded, as UTF-8 bytes."""

from __future__ import annotations

import re

# ASCII punctuation, white space and controls part words; byte tables do this at memory speed.
_PARTING = bytes(byte if byte >= 0x80 or chr(byte).isalnum() else 0x20 for byte in range(256))
# The same for what UTF-8 writes with C2 (Latin-1 signs), E2 (U+2000 to U+2FFF: punctuation, symbols, arrows) and
# E3 80 (CJK punctuation). Letters in those ranges are too few to matter here.
_SIGNS = re.compile(rb"\xc2.|\xe2..|\xe3\x80.", re.DOTALL)
# Scripts that write no spaces: every character is a word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def words_of(text: str) -> list[bytes]:
    """Split a text into case-folded words (UTF-8), in reading order; punctuation and white space are dropped."""
    folded = text.casefold()
    if folded.isascii():
        return folded.encode("ascii").translate(_PARTING).split()
    if _UNSPACED.search(folded):
        folded = _UNSPACED.sub(r" \g<0> ", folded)
    return _SIGNS.sub(b" ", folded.encode("utf-8", "surrogatepass")).translate(_PARTING).split()
