"""Reports that nobody makes: `it emerged that ...`, `..., indique-t-on`, `Как сообщается, ...`."""

from __future__ import annotations

from tasks.attribution.scan import Scan
from tasks.attribution.sources import Source
from tasks.attribution.wordclass import ADVERBIAL, VERBAL


def stands_for_nobody(scan: Scan, at: int, source: Source) -> bool:
    """Whether the subject of the cue at `at` names nobody: `on`, the `es` of `es hieß`, the `as` of an aside."""
    word, language = scan.sentence.tokens[source.first].low, scan.language
    if word in language.asides:
        return True
    return word in language.impersonal and (word not in language.pronouns or _never_anybodys(scan, at))


def agentless(scan: Scan, at: int, source: Source | None) -> bool:
    """Whether the cue at `at` can have nobody for its subject, `source` being what stands there."""
    if source is not None:
        return stands_for_nobody(scan, at, source)
    tokens, impersonal = scan.sentence.tokens, scan.language.impersonal
    before = at - 1
    while before >= 0 and scan.sentence.tokens[before].bits & (VERBAL | ADVERBIAL):
        if tokens[before].low in impersonal:
            return True
        before -= 1
    return (at + 1 < scan.stop and tokens[at + 1].low in impersonal) or _never_anybodys(scan, at)


def _never_anybodys(scan: Scan, at: int) -> bool:
    """Whether a cue never has a speaker for its subject, as `emerge`."""
    return all(frame.impersonal or frame.particles for frame in scan.language.frames[scan.sentence.tokens[at].low])
