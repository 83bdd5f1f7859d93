"""The words that a reported statement is compared by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache, partial
from itertools import compress, pairwise, repeat

from config.statements import StatementSettings, WordSettings
from tasks.statements.telling import is_plain, telling_words
from warehouse.records import Attribution, Document, StatementSignature

_ASSERTED = "asserted"
_WORD = re.compile(r"[^\W_]+")
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
    asserted = [[one for one in said if one.modality == _ASSERTED] for said in attributions]
    texts = [
        [document.text[one.content_start : one.content_end] for one in own]
        for document, own in zip(documents, asserted, strict=True)
    ]
    words = iter(_words_of(texts, settings.words))
    return [
        _signatures(document.doc_id, own, len(said), words)
        for document, own, said in zip(documents, asserted, attributions, strict=True)
    ]


def _signatures(
    doc_id: str, asserted: Sequence[Attribution], count: int, words: Iterator[list[str]]
) -> list[StatementSignature]:
    """Signatures of the statements among a document's reports, of so many; their words are next in `words`."""
    signatures = []
    for one in asserted:
        number = one.attribution_no
        signatures.append(_signature((doc_id, number, one.speaker_actor_id, number / count, next(words))))
    return signatures


def _words_of(texts: Sequence[Sequence[str]], settings: WordSettings) -> list[list[str]]:
    """What statements are compared by, one after the other, given document by document.

    Those of a document whose letters are ASCII are read in bulk; of any other, and where no word tells, one by one.
    """
    flat = [text for own in texts for text in own]
    plain = [in_ascii for own in texts for in_ascii in repeat(is_plain(own), len(own))]
    telling = iter(telling_words(list(compress(flat, plain)), settings))
    cuts = _cuts(settings)
    return [
        (in_ascii and next(telling)) or _compared(cuts, *_words(text))
        for text, in_ascii in zip(flat, plain, strict=True)
    ]


def _compared(cuts: _Cuts, words: list[str], pairs: Set[str]) -> list[str]:
    """What words and pairs of characters are compared by; every word where none is long enough."""
    telling = set(map(cuts.__getitem__, words))
    telling.discard("")
    if pairs:
        telling |= pairs - cuts.settings.common
    return sorted(telling or {word[: cuts.settings.letters] for word in words})


def _words(text: str) -> tuple[list[str], Set[str]]:
    """Words, case-folded; characters of a script without spaces one by one, and the pairs they make."""
    folded = text.casefold()
    if not _UNSPACED.search(folded):
        return _WORD.findall(folded), _NO_PAIRS
    words = _WORD.findall(_UNSPACED.sub(r" \g<0> ", folded))
    return words, {"".join(pair) for pair in pairwise(words) if _UNSPACED.match(pair[0]) and _UNSPACED.match(pair[1])}
