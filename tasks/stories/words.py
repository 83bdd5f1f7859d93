"""Words of a text, as copies are compared by them: letters and digits, case folded, as UTF-8 bytes."""

from __future__ import annotations

import re

# ASCII punctuation, white space and controls part words; byte tables do this at memory speed.
_PARTING = bytes(byte if byte >= 0x80 or chr(byte).isalnum() else 0x20 for byte in range(256))
# The same for signs that UTF-8 writes in more bytes: Latin-1 (C2), U+2000 to U+2FFF (E2: punctuation, symbols, arrows),
# Arabic comma, semicolon and question mark (D8), danda (E0 A5), CJK (E3 80) and full-width (EF BC) punctuation. Letters
# in those ranges are too few to matter here.
_SIGNS = re.compile(
    rb"\xc2.|\xe2..|\xd8[\x8c\x9b\x9f]|\xe0\xa5[\xa4\xa5]|\xe3\x80.|\xef\xbc[\x81-\x8f\x9a-\xa0]", re.DOTALL
)
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
