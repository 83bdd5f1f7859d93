"""Read two candidate texts side by side and say how they are related, with the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from config.stories import StorySettings, VerdictSettings
from tasks.stories.anchors import anchor_surfaces
from tasks.stories.comparison import Body, Comparison, compare, prepare, prepare_all, single_pairs
from tasks.stories.pairs import Pair
from warehouse.records import StoryLink


def verify(pairs: Iterable[Pair], texts: Mapping[str, str], settings: StorySettings) -> list[StoryLink]:
    """Links of the pairs that are copies, in the pairs' order (see `tasks.stories.oriented`).

    `texts` maps doc_id to body text, for every pair that is not exact; for exact pairs it may lack them, which only
    costs the anchors. Raises KeyError where the text of another pair is missing.
    """
    pairs = list(pairs)
    read = list(dict.fromkeys(doc_id for pair in pairs if not pair.exact for doc_id in pair[:2]))
    bodies = dict(zip(read, prepare_all([texts[doc_id] for doc_id in read]), strict=True))
    copied: dict[str, list[str]] = {}
    links = []
    for pair in pairs:
        link = _exact(pair, texts, copied, settings) if pair.exact else _compared(pair, bodies, settings)
        if link:
            links.append(link)
    return links


def relation_of(found: Comparison, rules: VerdictSettings) -> str | None:
    """Relation that a comparison amounts to, or None where the texts are independent."""
    if found.similarity >= rules.near_copy_similarity:
        return "near_copy" if found.length >= rules.near_copy_length else "partial"
    if found.overlap >= rules.contained_overlap and found.aligned_words >= rules.contained_words:
        return "partial"
    if _scattered(found, rules):
        loose = found.length >= rules.retranslation_length and found.verbatim <= rules.retranslation_verbatim
        return "retranslation" if loose else "partial"
    passage = found.aligned >= rules.passage_aligned and found.aligned_words >= rules.passage_words
    return "partial" if passage else None


def _scattered(found: Comparison, rules: VerdictSettings) -> bool:
    """Whether two texts agree loosely, but nearly everywhere in the shorter.

    Texts that share only a passage of furniture are aligned word for word in a few tiles and nowhere else. Sentences
    in another order leave little aligned; then more of the tiles must agree, and the texts be about as long.
    """
    dense = found.aligned >= rules.passage_density * found.tiles
    covered = found.tiles >= rules.retranslation_tiles and found.tiles_covered >= rules.retranslation_tiles_covered
    if covered and found.aligned_words >= rules.retranslation_words and not dense:
        return True
    alike = found.overlap >= rules.reordered_overlap and found.length >= rules.retranslation_length
    return alike and found.shared_tiles >= rules.reordered_tiles and found.aligned < rules.passage_aligned


def _exact(pair: Pair, texts: Mapping[str, str], copied: dict[str, list[str]], settings: StorySettings) -> StoryLink:
    """Link of two bodies with the same letters and digits; `copied` keeps the anchors of texts with many copies."""
    anchors = copied.get(pair.other_doc_id) or copied.get(pair.doc_id)
    if anchors is None:
        text = texts.get(pair.other_doc_id) or texts.get(pair.doc_id) or ""
        body = prepare(text)
        anchors = anchor_surfaces(body, np.sort(single_pairs(body)[1]).tolist(), settings.verdict.anchors)
        copied[pair.doc_id] = copied[pair.other_doc_id] = anchors
    return StoryLink(pair.doc_id, pair.other_doc_id, "exact", 1.0, 1.0, list(anchors))


def _compared(pair: Pair, bodies: Mapping[str, Body], settings: StorySettings) -> StoryLink | None:
    """Link of two bodies that are read side by side, if they are copies."""
    shorter, longer = sorted((bodies[pair.doc_id], bodies[pair.other_doc_id]), key=lambda body: len(body.words))
    if len(shorter.words) < settings.signature.minimum_words:
        return None
    found = compare(shorter, longer, settings.verdict)
    relation = relation_of(found, settings.verdict) if found else None
    if found is None or relation is None:
        return None
    anchors = anchor_surfaces(shorter, [at for at, _ in found.chain], settings.verdict.anchors)
    return StoryLink(*pair[:2], relation, round(found.similarity, 4), round(found.aligned, 4), anchors)
