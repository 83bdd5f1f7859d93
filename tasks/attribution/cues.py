"""Find reported statements in one sentence: each cue with its source and its content."""

from __future__ import annotations

from tasks.attribution.content import (
    Complement,
    addressee_after,
    clause_end,
    complement_after,
    has_verb,
    phrase_at,
    skip_adverbials,
)
from tasks.attribution.lexicon import Frame, Language
from tasks.attribution.nouns import noun_statement
from tasks.attribution.phrases import (
    Source,
    is_adverb,
    is_word,
    main_subject,
    source_after,
    source_before,
)
from tasks.attribution.scan import Found, Scan
from tasks.attribution.sentences import TERMINAL
from tasks.attribution.tokens import QUOTE, Sentence, last_word
from tasks.attribution.wordclass import (
    AGENT,
    AUXILIARY,
    COMPLEMENTIZER,
    COORDINATOR,
    CUE,
    DETERMINER,
    GERUND,
    INFINITIVE,
    PASSIVE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTING,
    RELATIVE,
    SOURCE_NOUN,
    STANDALONE,
    SUBORDINATOR,
    TRIGGER,
    VERBAL,
)

_DASHES = frozenset({"-", "–", "—"})
_STRONG_CUE = 0.9
TITLES = frozenset({"title", "heading"})


def find_statements(sentence: Sentence, language: Language) -> Scan:
    """Every statement that a cue of the sentence introduces, in the order of the cues."""
    scan = Scan(sentence, language, last_word(sentence))
    for at in [at for at, classes in enumerate(sentence.classes) if classes & TRIGGER]:
        last = scan.found[-1].cue if scan.found else None
        if not last or not last[0] <= at <= last[1]:
            _trigger(scan, at)
    if sentence.kind in TITLES and not scan.found:
        _headline(scan)
    scan.found = [found for found in scan.found if not _swallowed(found, scan.found)]
    return scan


def _trigger(scan: Scan, at: int) -> None:
    """Try what the word at token `at` can be: a relay, a cue verb, a cue noun, part of a cue phrase."""
    word, language = scan.sentence.low[at], scan.language
    if word in language.relay_verbs and _relayed(scan, at):
        return
    if scan.sentence.classes[at] & CUE and _verb(scan, at):
        return
    if word in language.cue_nouns:
        noun_statement(scan, at)
    for place in language.preposition_keys.get(word, ()):
        if at >= place:
            _preposition(scan, at - place)


def _swallowed(found: Found, others: list[Found]) -> bool:
    """Whether a weak cue stands inside what a stronger one introduces: `said he felt ...` reports one statement."""
    return (
        found.cue is not None
        and found.confidence < _STRONG_CUE
        and any(
            other.confidence > found.confidence
            and other.content[0] <= found.cue[0]
            and found.cue[1] <= other.content[1]
            for other in others
        )
    )


def _verb(scan: Scan, at: int) -> bool:
    """A cue verb: passive, participle or finite. False where it introduces nothing."""
    sentence, language = scan.sentence, scan.language
    if not _is_verb(scan, at):
        return False
    known = len(scan.found)
    before = at - 1
    while before >= 0 and is_adverb(sentence, language, before):
        before -= 1
    previous = sentence.classes[before] if before >= 0 else 0
    gerund = sentence.classes[at] & GERUND
    if previous & PASSIVE and not gerund:
        _passive(scan, at, before)
    elif previous & INFINITIVE:
        if not sentence.classes[at] & QUOTING:
            return False
        _controlled(scan, at, "infinitive", 0.75)
    elif gerund and not previous & PASSIVE:
        _controlled(scan, at, "participle", 0.95)
    else:
        _finite(scan, at)
    return len(scan.found) > known


def _is_verb(scan: Scan, at: int) -> bool:
    """Whether a cue form is used as a verb: not after a determiner or a preposition, not part of a name."""
    sentence, language = scan.sentence, scan.language
    if sentence.capital(at) and sentence.kind not in TITLES and not language.capitalised_nouns:
        return at == 0 and len(sentence.low) > 1 and sentence.low[1] != "'s"
    if at == 0:
        return True
    classes = sentence.classes
    previous = classes[at - 1]
    if previous & (DETERMINER | POSSESSIVE) or sentence.low[at - 1].endswith(language.possessive_endings):
        return bool(previous & (PRONOUN | RELATIVE | STANDALONE))
    gerund = classes[at] & GERUND
    if previous & (PREPOSITION | INFINITIVE) == PREPOSITION:
        return bool(gerund and classes[at] & QUOTING)
    # "a joint warning": determiner, unknown word, participle.
    return not (gerund and at > 1 and not previous and classes[at - 2] & (DETERMINER | POSSESSIVE))


def _floor(scan: Scan, at: int) -> int:
    """Where the clause of the cue at `at` may begin: after the last cue before it."""
    floor = 0
    if at and scan.sentence.low[at - 1] == ",":
        return floor
    for found in scan.found:
        if found.cue and floor <= found.cue[1] < at:
            floor = found.cue[1] + 1
    return floor


def _finite(scan: Scan, at: int) -> None:
    """A finite verb: subject before it, or inverted after it; content after it or before it."""
    sentence, language = scan.sentence, scan.language
    if _inverted(scan, at):
        return
    source = source_before(sentence, language, at, _floor(scan, at))
    if source is None:
        source = _shared_subject(scan, at)
        if source is None:
            return
    if not _agrees(scan, at, source):
        return
    if _splits_quotation(scan, at, source) and _content_before(scan, at, source):
        return
    for frame in language.frames[sentence.low[at]]:
        complement = complement_after(sentence, language, at, frame, scan.stop)
        if complement:
            _add_right(scan, at, source, frame, complement, "")
            return
    if sentence.classes[at] & QUOTING and source.last < at:
        _content_before(scan, at, source)


def _agrees(scan: Scan, at: int, source: Source) -> bool:
    """Whether a base form ("press", "report") can be a verb here: after a modal, or with a plural subject."""
    sentence, language = scan.sentence, scan.language
    if not language.plural_endings or sentence.classes[at - 1] & VERBAL:
        return True
    word = sentence.low[at]
    frame = language.frames[word][0]
    if frame.past_is_base or word != frame.lemma or source.last > at:
        return True
    last = sentence.low[source.head_last]
    pronoun = language.pronouns.get(last)
    if pronoun:
        return pronoun.plural or pronoun.person != 3
    joined = any(sentence.classes[i] & COORDINATOR for i in range(source.head_first, source.head_last + 1))
    plural = any(_plural(scan, i) for i in range(source.head_first, source.head_last + 1))
    return joined or plural or bool(sentence.classes[source.head_last] & (STANDALONE | RELATIVE))


def _plural(scan: Scan, at: int) -> bool:
    """Whether a token can be a plural noun."""
    word = scan.sentence.low[at]
    if word in scan.language.plurals:
        return True
    if scan.sentence.classes[at] & (DETERMINER | POSSESSIVE | PREPOSITION | VERBAL):
        return False
    return word.endswith(scan.language.plural_endings) and not word.endswith(scan.language.possessive_endings)


def _shared_subject(scan: Scan, at: int) -> Source | None:
    """The subject of a coordinated verb (`he denied it and said ...`): the last statement's, or the clause's."""
    sentence, language = scan.sentence, scan.language
    before = at - 1
    while before >= 0 and (is_adverb(sentence, language, before) or sentence.classes[before] & VERBAL):
        before -= 1
    if before < 0 or not sentence.classes[before] & COORDINATOR:
        return None
    return _controller(scan, at)


def _controller(scan: Scan, at: int) -> Source | None:
    """The subject that governs a participle, an infinitive or a coordinated verb at `at`."""
    for found in reversed(scan.found):
        if found.source and found.cue and found.cue[1] < at and found.source.last < at and found.rule[:4] != "noun":
            return found.source
    start = 0
    for quote in scan.sentence.quotes:
        if quote < at:
            start = quote + 1
    return main_subject(scan.sentence, scan.language, start, at) or (
        main_subject(scan.sentence, scan.language, 0, at) if start else None
    )


def _controlled(scan: Scan, at: int, name: str, weight: float) -> None:
    """A participle or infinitive cue: `, adding that ...`, `went on to say ...`."""
    source = _controller(scan, at)
    if source is None:
        return
    for frame in scan.language.frames[scan.sentence.low[at]]:
        complement = complement_after(scan.sentence, scan.language, at, frame, scan.stop)
        if complement:
            _add_right(scan, at, source, frame, complement, name + ".", weight)
            return


def _add_right(
    scan: Scan, at: int, source: Source | None, frame: Frame, complement: Complement, prefix: str, weight: float = 1.0
) -> None:
    """Record content that follows its cue."""
    form = "direct" if complement.kind == "quote" else "indirect"
    rule = f"{form}.{prefix}{'cue_before' if form == 'direct' else complement.kind}"
    first, last = complement.first, complement.last
    if first in scan.sentence.quotes:
        last = _quotation_end(scan, first, last)
    cue = _cue_span(scan, at, len(frame.particles) > 0, source)
    last = _inside_dashes(scan, source, first, last)
    if complement.kind != "quote" and _opens_subordinate(scan, source):
        last = next((i - 1 for i in range(first + 1, last + 1) if scan.sentence.low[i] == ","), last)
    scan.add(Found(source, cue, (first, last), rule, round(frame.confidence * weight, 3), complement.addressee))


def _opens_subordinate(scan: Scan, source: Source | None) -> bool:
    """`As NATO backs ..., the union ...`: the cue stands in a subordinate clause that opens the sentence."""
    first = scan.sentence.classes[0]
    return (
        source is not None
        and source.first > 0
        and first & (SUBORDINATOR | RELATIVE) == SUBORDINATOR
        and "," not in scan.sentence.low[: source.first]
    )


def _inside_dashes(scan: Scan, source: Source | None, first: int, last: int) -> int:
    """`Stone - who said ... - left`: content inside dashes ends at the second one."""
    low = scan.sentence.low
    if source is None or source.first == 0 or low[source.first - 1] not in _DASHES:
        return last
    return next((at - 1 for at in range(first + 1, last + 1) if low[at] in _DASHES), last)


def _quotation_end(scan: Scan, first: int, last: int) -> int:
    """A quotation after a cue goes on to the end of its clause, but not past a new clause behind it."""
    sentence, low = scan.sentence, scan.sentence.low
    if sentence.text[sentence.quotes[first].inner_end - 1] in TERMINAL:
        return first
    for at in range(first + 1, last + 1):
        if sentence.classes[at] & COORDINATOR or low[at] == ",":
            return at - 1
    return last


def _cue_span(scan: Scan, at: int, particle: bool, source: Source | None) -> tuple[int, int]:
    """The cue with its auxiliaries and adverbs, and its particle."""
    first = at
    sentence, language = scan.sentence, scan.language
    floor = source.last + 1 if source and source.last < at else 0
    while first - 1 >= floor and (sentence.classes[first - 1] & VERBAL or is_adverb(sentence, language, first - 1)):
        first -= 1
    return first, at + particle


def _inverted(scan: Scan, at: int) -> bool:
    """`"...," said Ann Lee` and `..., said Ann Lee`."""
    sentence, language = scan.sentence, scan.language
    if at == 0 or at + 1 >= scan.stop or not sentence.classes[at] & QUOTING:
        return False
    edge = at
    while edge > 1 and (sentence.classes[edge - 1] & AUXILIARY or sentence.low[edge - 1] in _DASHES):
        edge -= 1
    previous = sentence.low[edge - 1]
    if previous not in (QUOTE, ",") or (previous == "," and edge < 2):
        return False
    if previous == "," and sentence.low[edge - 2] != QUOTE and source_before(sentence, language, at, _floor(scan, at)):
        return False
    source = source_after(sentence, language, at + 1, scan.stop)
    if source is None or _verb_follows(scan, source):
        return False
    return _before(scan, at, edge, source, "inverted")


def _verb_follows(scan: Scan, source: Source) -> bool:
    """Whether the noun phrase after an inverted cue is the subject of a clause of its own."""
    after = source.last + 1
    return after < scan.stop and bool(scan.sentence.classes[after] & VERBAL)


def _content_before(scan: Scan, at: int, source: Source) -> bool:
    """`"...," he said` and `..., the official said`; also the sentence split by its cue."""
    return _before(scan, at, source.first, source, "cue_after")


def _splits_quotation(scan: Scan, at: int, source: Source) -> bool:
    """Whether subject and cue stand between two parts of one quotation: `"...," he said, "..."`."""
    low, before = scan.sentence.low, source.first - 1
    if before >= 1 and low[before] == ",":
        before -= 1
    return source.last < at and before >= 0 and low[before] == QUOTE and before not in scan.quoted


def _before(scan: Scan, at: int, edge: int, source: Source, name: str) -> bool:
    """Record the content that ends just before token `edge`. False where there is none."""
    sentence, language = scan.sentence, scan.language
    low = sentence.low
    last = edge - 1
    comma = last >= 0 and low[last] == ","
    if comma:
        last -= 1
    if last < 0 or (not comma and low[last] != QUOTE):
        return False
    first = _content_start(scan, last, at)
    resumed = _resumed(scan, max(at, source.last), first, last)
    if all(low[i] == QUOTE or not is_word(low[i]) for i in range(first, last + 1)):
        rule, confidence = f"direct.{name}", 0.97
    elif (
        max(last, resumed) - first < 1
        or sentence.classes[at] & SOURCE_NOUN
        or (
            resumed == last
            and sentence.classes[first] & PREPOSITION
            and not has_verb(sentence, language, first, last + 1)
        )
    ):
        return False
    else:
        rule, confidence = f"indirect.{name}", 0.85
    cue = _cue_span(scan, at, False, source)
    addressed = source.last < at and any(frame.addressee for frame in language.frames.get(low[at], ()))
    addressee = addressee_after(sentence, language, at + 1, scan.stop) if addressed else None
    scan.add(Found(source, cue, (first, max(last, resumed)), rule, confidence, addressee))
    return True


def _resumed(scan: Scan, at: int, first: int, last: int) -> int:
    """Last token of content that goes on after its cue: `"...," he said, "..."`, `When ..., he said, ...`."""
    sentence, language = scan.sentence, scan.language
    low, classes = sentence.low, sentence.classes
    after, _ = skip_adverbials(sentence, language, at + 1, scan.stop)
    if after + 1 >= scan.stop or low[after] not in (",", ":", ";"):
        return last
    if low[after + 1] == QUOTE and low[first] == QUOTE:
        return after + 1
    broken = classes[first] & (SUBORDINATOR | PREPOSITION) or is_adverb(sentence, language, first) or first == last
    if low[first] != QUOTE and (broken or classes[after + 1] & (VERBAL | COMPLEMENTIZER)):
        return clause_end(sentence, language, after + 1, scan.stop) - 1
    return last


def _content_start(scan: Scan, last: int, at: int) -> int:
    """First token of the content that ends with token `last`."""
    sentence, _language = scan.sentence, scan.language
    low = sentence.low
    if low[last] == QUOTE and (last == 0 or low[last - 1] == QUOTE or not is_word(low[last - 1])):
        first = last
        while first > 0 and low[first - 1] == QUOTE and first - 1 not in scan.quoted:
            first -= 1
        return first
    first = 0
    for found in scan.found:
        if found.cue and found.content[1] < found.cue[0] and found.cue[1] < last:
            first = max(first, found.cue[1] + 1)
    while first < last and (sentence.classes[first] & COORDINATOR or not (is_word(low[first]) or low[first] == QUOTE)):
        first += 1
    return first


def _passive(scan: Scan, at: int, auxiliary: int) -> None:
    """`it was announced that ...`, `was accused by ... of`, `he was told that ...`."""
    sentence, language = scan.sentence, scan.language
    low = sentence.low
    subject = source_before(sentence, language, auxiliary, _floor(scan, auxiliary))
    impersonal = subject is not None and low[subject.first] in language.impersonal
    source: Source | None = None
    after = at + 1
    if after < scan.stop and sentence.classes[after] & AGENT:
        source = source_after(sentence, language, after + 1, scan.stop)
    for frame in language.frames[low[at]]:
        complement = complement_after(sentence, language, source.last if source else at, _plain(frame), scan.stop)
        if (
            complement
            and complement.kind in ("that", "infinitive", "clause", "quote")
            and (impersonal or complement.kind == "that")
        ):
            _add_right(scan, at, source, frame, complement, "passive.", 0.7)
            return
    if source and subject and not impersonal:
        scan.add(Found(source, (at, at), (subject.first, subject.last), "indirect.passive.object", 0.5))


def _plain(frame: Frame) -> Frame:
    """The frame without an addressee: in the passive it has become the subject."""
    return Frame(frame.lemma, frame.particles, frame.complements | {"infinitive"}, False, frame.confidence)


def _preposition(scan: Scan, at: int) -> None:
    """`According to X, ...` and `..., according to X`."""
    sentence, language = scan.sentence, scan.language
    length = phrase_at(sentence.low, at, language.prepositions)
    if not length:
        return
    cue = (at, at + length - 1)
    rule = "preposition." + "_".join(sentence.low[at : at + length])
    leading = all(word != QUOTE and (not is_word(word) or word in language.coordinators) for word in sentence.low[:at])
    source = source_after(sentence, language, at + length, scan.stop, closed=leading)
    if source is None:
        return
    if leading:
        _preposition_first(scan, source, cue, rule)
        return
    last = at - 1
    while last >= 0 and not (is_word(sentence.low[last]) or sentence.low[last] in (QUOTE, ")", "%")):
        last -= 1
    if last >= 0 and not _relays(scan, source, at):
        first = _content_start(scan, last, at)
        if last > first or sentence.low[first] == QUOTE:
            scan.add(Found(source, cue, (first, last), rule, 0.95))


def _preposition_first(scan: Scan, source: Source, cue: tuple[int, int], rule: str) -> None:
    """The preposition opens its sentence: the content follows the source."""
    low = scan.sentence.low
    after = source.last + 1
    if after < scan.stop and scan.sentence.classes[after] & VERBAL:
        scan.add(Found(source, cue, (after, clause_end(scan.sentence, scan.language, after, scan.stop) - 1), rule, 0.9))
        return
    comma = next((i for i in range(after, scan.stop) if low[i] in (",", QUOTE)), None)
    if comma is None or (comma + 1 >= scan.stop and low[comma] != QUOTE):
        return
    first = comma if low[comma] == QUOTE else comma + 1
    end = clause_end(scan.sentence, scan.language, first, scan.stop)
    if end > first:
        scan.add(
            Found(
                Source(source.first, comma - 1, source.head_first, source.head_last), cue, (first, end - 1), rule, 0.95
            )
        )


def _relays(scan: Scan, source: Source, at: int) -> bool:
    """`..., he said, according to X`: X relays the statement before it, which takes the relay's span."""
    for number, found in enumerate(scan.found):
        if (
            found.cue
            and found.cue[1] < at
            and found.source
            and found.content[0] < at
            and not found.rule.startswith("preposition")
        ):
            clear = found.content[1] < at and found.cue[0] > found.content[1]
            if clear:
                scan.found[number] = found._replace(relay=(source.first, source.last))
                return True
    return False


def _relayed(scan: Scan, at: int) -> bool:
    """`Bloomberg quoted sources as saying that ...` and `... was quoted as saying by ...`."""
    sentence, language = scan.sentence, scan.language
    low = sentence.low
    link = next((i for i in range(at + 1, min(at + 14, scan.stop)) if phrase_at(low, i, language.relay_links)), None)
    if link is None:
        return False
    passive = at > 0 and sentence.classes[at - 1] & VERBAL
    outlet = source_before(sentence, language, at, _floor(scan, at))
    agent: Source | None = None
    if sentence.classes[at + 1] & AGENT:
        agent = source_after(sentence, language, at + 2, link)
    speaker = outlet if passive else source_after(sentence, language, at + 1, link)
    relay = agent if passive else outlet
    after = link + phrase_at(low, link, language.relay_links) - 1
    frame = Frame("quote", frozenset(), frozenset({"quote", "that", "question", "clause"}), False, 0.9)
    complement = complement_after(sentence, language, after, frame, scan.stop)
    span = (relay.first, relay.last) if relay else None
    if complement and speaker:
        scan.add(
            Found(speaker, (at, after), (complement.first, complement.last), "relay.quoted_as_saying", 0.9, None, span)
        )
    elif speaker and passive and _before(scan, at, speaker.first, speaker, "relay"):
        scan.found[-1] = scan.found[-1]._replace(relay=span)
    else:
        return False
    return True


def _headline(scan: Scan) -> None:
    """A headline's `Minister: content`."""
    low = scan.sentence.low
    colon = next((i for i, word in enumerate(low[:8]) if word == ":"), None)
    if not colon or colon + 2 >= len(low) or not scan.sentence.capital(0):
        return
    if all(is_word(word) for word in low[:colon]):
        end = clause_end(scan.sentence, scan.language, colon + 1, scan.stop)
        scan.add(Found(Source(0, colon - 1, 0, colon - 1), (colon, colon), (colon + 1, end - 1), "headline.colon", 0.6))
