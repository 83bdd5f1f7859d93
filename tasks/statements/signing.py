"""The words that a reported statement is compared by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from config.statements import StatementSettings, WordSettings
from warehouse.records import Attribution, Document, StatementSignature

_WORD = re.compile(r"[^\W_]+")
# Scripts that write no spaces: there pairs of characters stand for words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def sign_statements(
    documents: Sequence[Document], attributions: Sequence[Sequence[Attribution]], settings: StatementSettings
) -> list[list[StatementSignature]]:
    """Signatures of reported statements; `attributions[i]` belongs to `documents[i]`, and so does the result."""
    return [
        [_signature(document, said, len(own), settings.words) for said in own]
        for document, own in zip(documents, attributions, strict=True)
    ]


def compared_words(text: str, settings: WordSettings) -> list[str]:
    """Words that tell what was said, cut short, each once, sorted; every word where none is long enough."""
    words = list(_words(text.casefold()))
    telling = {word[: settings.letters] for word in words if len(word) >= settings.shortest or word.isdigit()}
    telling |= {"".join(pair) for pair in pairwise(words) if _UNSPACED.match(pair[0]) and _UNSPACED.match(pair[1])}
    return sorted(telling - settings.common or {word[: settings.letters] for word in words})


def _signature(document: Document, said: Attribution, count: int, settings: WordSettings) -> StatementSignature:
    """Signature of one of a document's `count` statements."""
    words = compared_words(document.text[said.content_start : said.content_end], settings)
    place = said.attribution_no / count
    return StatementSignature(document.doc_id, said.attribution_no, said.speaker_actor_id, place, words)


def _words(folded: str) -> Iterator[str]:
    """Words of case-folded text; characters of a script without spaces one by one."""
    for match in _WORD.finditer(_UNSPACED.sub(r" \g<0> ", folded)):
        yield match[0]
