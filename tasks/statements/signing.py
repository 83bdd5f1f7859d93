"""The words that a reported statement is compared by."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cache, partial
from itertools import pairwise

from config.statements import StatementSettings, WordSettings
from warehouse.records import Attribution, Document, StatementSignature

_ASSERTED = "asserted"
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = "\0"  # stands in no clean text
_ASCII = bytes(range(0x80))
# Of UTF-8: ASCII letters small, a blank for all that is neither letter nor digit, and for what is not ASCII.
_FOLDING = bytes(ord(chr(byte).lower()) if not byte or chr(byte).isalnum() else ord(" ") for byte in _ASCII)
_FOLDING += b" " * 0x80
_MARKS = frozenset("’‘“”—–…\u00a0")  # what is in no word, and keeps most English texts from being ASCII
# Scripts that write no spaces: there pairs of characters stand for words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LIMIT = 100_000  # words kept; most of those in a batch were met before
_signature = partial(tuple.__new__, StatementSignature)  # a third of the cost of calling the class
_NO_PAIRS: Set[str] = frozenset()


class _Cuts(dict[str, str]):
    """Case-folded words met so far, each with what it is compared by; nothing for words that do not tell."""

    def __init__(self, settings: WordSettings) -> None:
        super().__init__()
        self.settings = settings

    def __missing__(self, word: str) -> str:
        """Cut a word short."""
        if len(self) >= _LIMIT:
            self.clear()
        cut = word[: self.settings.letters] if len(word) >= self.settings.shortest or word.isdigit() else ""
        self[word] = cut = "" if cut in self.settings.common else cut
        return cut


_cuts = cache(_Cuts)


def sign_statements(
    documents: Sequence[Document], attributions: Sequence[Sequence[Attribution]], settings: StatementSettings
) -> list[list[StatementSignature]]:
    """Signatures of reported statements; `attributions[i]` belongs to `documents[i]`, and so does the result.

    A report that something was not said, or may be, is no statement and has none.
    """
    cuts = _cuts(settings.words)
    return [_signatures(document, own, cuts) for document, own in zip(documents, attributions, strict=True)]


def _signatures(document: Document, said: Sequence[Attribution], cuts: _Cuts) -> list[StatementSignature]:
    """Signatures of a document's statements."""
    asserted = [one for one in said if one.modality == _ASSERTED]
    if not asserted:
        return []
    doc_id, text, count = document.doc_id, document.text, len(said)
    words = _words_of([text[one.content_start : one.content_end] for one in asserted])
    signatures = []
    for one, own in zip(asserted, words, strict=True):
        number = one.attribution_no
        signatures.append(_signature((doc_id, number, one.speaker_actor_id, number / count, _compared(cuts, *own))))
    return signatures


def _compared(cuts: _Cuts, words: list[str], pairs: Set[str]) -> list[str]:
    """What words and pairs of characters are compared by; every word where none is long enough."""
    telling = set(map(cuts.__getitem__, words))
    telling.discard("")
    if pairs:
        telling |= pairs - cuts.settings.common
    return sorted(telling or {word[: cuts.settings.letters] for word in words})


def _words_of(texts: Sequence[str]) -> list[tuple[list[str], Set[str]]]:
    """The words of each text, case-folded, and the pairs of its characters in a script without spaces.

    What is ASCII but for marks is cut all at once: calls for each text would take longer than the work.
    """
    plain = _parted(_BETWEEN.join(texts))
    if plain is None:
        return [_words(text) for text in texts]
    return [(text.split(), _NO_PAIRS) for text in plain.split(_BETWEEN)]


def _words(text: str) -> tuple[list[str], Set[str]]:
    """Words, case-folded; characters of a script without spaces one by one, and the pairs they make."""
    plain = _parted(text)
    if plain is not None:
        return plain.split(), _NO_PAIRS
    folded = text.casefold()
    if not _UNSPACED.search(folded):
        return _WORD.findall(folded), _NO_PAIRS
    words = _WORD.findall(_UNSPACED.sub(r" \g<0> ", folded))
    return words, {"".join(pair) for pair in pairwise(words) if _UNSPACED.match(pair[0]) and _UNSPACED.match(pair[1])}


def _parted(text: str) -> str | None:
    """A text case-folded, with a blank for whatever is in no word; None where it has other letters than ASCII."""
    content = text.encode("utf-8", "surrogatepass")
    if not _MARKS.issuperset(content.translate(None, _ASCII).decode("utf-8", "surrogatepass")):
        return None
    return content.translate(_FOLDING).decode("ascii")
