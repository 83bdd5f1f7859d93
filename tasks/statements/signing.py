"""The words that a reported statement is compared by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from config.statements import StatementSettings, WordSettings
from warehouse.records import Attribution, Document, StatementSignature

_ASSERTED = "asserted"
_WORD = re.compile(r"[^\W_]+")
_PARTING = bytes(byte if chr(byte).isalnum() else ord(" ") for byte in range(0x80)) + bytes(0x80)  # of ASCII text
# Scripts that write no spaces: there pairs of characters stand for words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def sign_statements(
    documents: Sequence[Document], attributions: Sequence[Sequence[Attribution]], settings: StatementSettings
) -> list[list[StatementSignature]]:
    """Signatures of reported statements; `attributions[i]` belongs to `documents[i]`, and so does the result.

    A report that something was not said, or may be, is no statement and has none.
    """
    return [
        [_signature(document, said, len(own), settings.words) for said in own if said.modality == _ASSERTED]
        for document, own in zip(documents, attributions, strict=True)
    ]


def compared_words(text: str, settings: WordSettings) -> list[str]:
    """Words that tell what was said, cut short, each once, sorted; every word where none is long enough."""
    letters, shortest = settings.letters, settings.shortest
    words, pairs = _words(text.casefold())
    telling = {word[:letters] for word in words if len(word) >= shortest or word.isdigit()}
    telling |= pairs
    return sorted(telling - settings.common or {word[:letters] for word in words})


def _signature(document: Document, said: Attribution, count: int, settings: WordSettings) -> StatementSignature:
    """Signature of one of a document's `count` statements."""
    words = compared_words(document.text[said.content_start : said.content_end], settings)
    place = said.attribution_no / count
    return StatementSignature(document.doc_id, said.attribution_no, said.speaker_actor_id, place, words)


def _words(folded: str) -> tuple[list[str], set[str]]:
    """Words of case-folded text; characters of a script without spaces one by one, and the pairs they make."""
    if folded.isascii():  # parted by a table, which is twice as fast as a search
        return folded.encode().translate(_PARTING).decode().split(), set()
    if not _UNSPACED.search(folded):
        return _WORD.findall(folded), set()
    words = _WORD.findall(_UNSPACED.sub(r" \g<0> ", folded))
    return words, {"".join(pair) for pair in pairwise(words) if _UNSPACED.match(pair[0]) and _UNSPACED.match(pair[1])}
