"""Chinese, Japanese and Korean by their scripts."""

from __future__ import annotations

import re

SCRIPT_DECIDES = frozenset({"zh-cn", "zh-tw", "ja", "ko"})
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_EVIDENCE_OF_CHARACTER = 3.0  # log-likelihood that one character of a script is worth
_LEAST_SHARE = 0.1  # of kana or Hangul; a Chinese text may hold a stray one


def language_of_script(text: str, guess: str) -> tuple[str, float]:
    """Language of a text in Han, kana or Hangul, and the log-likelihood by which it leads.

    Han characters alone are Chinese: simplified or traditional by which of the two national character sets (GB 2312,
    Big5) can write them, and `guess`, if it is either, where that does not tell.
    """
    han, kana, hangul = (len(script.findall(text)) for script in (_HAN, _KANA, _HANGUL))
    evidence = _EVIDENCE_OF_CHARACTER * (han + kana + hangul)
    least = _LEAST_SHARE * (han + kana + hangul)
    if hangul > max(least, kana):
        return "ko", evidence
    if kana > least:
        return "ja", evidence
    return _chinese(text, guess), evidence


def _chinese(text: str, guess: str) -> str:
    characters = _HAN.findall(text)
    simplified = sum(_writes("gb2312", character) and not _writes("big5", character) for character in characters)
    traditional = sum(_writes("big5", character) and not _writes("gb2312", character) for character in characters)
    if simplified == traditional:
        return guess if guess in {"zh-cn", "zh-tw"} else "zh-cn"
    return "zh-cn" if simplified > traditional else "zh-tw"


def _writes(codec: str, character: str) -> bool:
    """Whether a character set has the character."""
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
