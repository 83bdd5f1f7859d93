"""Articles that credit one outlet for the same report share an origin, however differently they are written.

What ties two articles is what they relay: the same outlet's statements by the same speaker in much the same words, a
few days apart at most. A credit alone ties nothing, since an agency files hundreds of reports a day.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import combinations, groupby
from typing import NamedTuple

from config.stories import CreditSettings
from tasks.stories.words import words_of
from warehouse.records import StoryLink


class Statement(NamedTuple):
    """One reported statement: a row of warehouse/sql/story_statements.sql."""

    outlet_id: str  # whose report it comes from
    doc_id: str
    own: bool  # the article is that outlet's own; otherwise it credits the outlet
    published_on: dt.date
    speaker: str  # actor; empty where it is not named
    content: str


Met = dict[tuple[str, str], set[tuple[int, int]]]  # numbers of the statements that two articles share, by article


def credit_links(statements: Iterable[Statement], fresh: Container[str], rules: CreditSettings) -> list[StoryLink]:
    """Links between articles that relay the same report of an outlet, or one of them and the outlet's own.

    `statements` come sorted by outlet and document; one document of each link is in `fresh`. In no order of age. A
    link's similarity is the share of the fewer statements that both have; its anchors are the outlet and the words of
    these.
    """
    found: dict[tuple[str, str], StoryLink] = {}
    for outlet_id, group in groupby(statements, key=lambda statement: statement.outlet_id):
        for link in _of_outlet(outlet_id, list(group), fresh, rules):
            pair = (link.doc_id, link.other_doc_id)
            if pair not in found or link.similarity > found[pair].similarity:
                found[pair] = link
    return [found[pair] for pair in sorted(found)]


def _of_outlet(
    outlet_id: str, statements: Sequence[Statement], fresh: Container[str], rules: CreditSettings
) -> Iterator[StoryLink]:
    """Links by one outlet's reports."""
    words = [telling_words(statement.content, rules) for statement in statements]
    counts = Counter(statement.doc_id for statement in statements)
    for (one, other), shared in _met(statements, words, rules).items():
        if one not in fresh and other not in fresh:
            continue
        matched = min(len({pair[side] for pair in shared}) for side in (0, 1))
        share = matched / min(counts[one], counts[other])
        if share >= rules.statements:
            common = sorted(
                {word for a, b in shared for word in words[a] & words[b]}, key=lambda word: (-len(word), word)
            )
            anchors = [outlet_id, *(word.decode("utf-8", "replace") for word in common)][: rules.anchors]
            yield StoryLink(one, other, "credit", round(min(share, 1.0), 4), 0.0, anchors)


def telling_words(content: str, rules: CreditSettings) -> frozenset[bytes]:
    """Distinct words of a statement that are long enough to tell it from others."""
    return frozenset(word for word in words_of(content) if len(word) >= rules.letters)


def _met(statements: Sequence[Statement], words: Sequence[frozenset[bytes]], rules: CreditSettings) -> Met:
    """Which articles have statements in common, and which; a word that very many statements have connects none."""
    holders: dict[tuple[str, bytes], list[int]] = defaultdict(list)
    for number, own in enumerate(words):
        for word in own:
            holders[statements[number].speaker, word].append(number)
    shared = Counter(
        pair for numbers in holders.values() if len(numbers) <= rules.common for pair in combinations(numbers, 2)
    )
    met: Met = defaultdict(set)
    for (one, other), count in shared.items():
        if count >= rules.words and _may_meet(statements[one], statements[other], rules):
            common = len(words[one] & words[other])
            if common >= rules.overlap * min(len(words[one]), len(words[other])):
                ends = sorted((one, other), key=lambda number: statements[number].doc_id)
                met[statements[ends[0]].doc_id, statements[ends[1]].doc_id].add((ends[0], ends[1]))
    return met


def _may_meet(one: Statement, other: Statement, rules: CreditSettings) -> bool:
    """Whether two statements may be of one report: two articles, one of which credits the outlet, days apart."""
    if one.doc_id == other.doc_id or (one.own and other.own):
        return False
    return abs((one.published_on - other.published_on).days) <= rules.days
