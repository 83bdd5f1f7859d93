"""What follows a cue: which complement it is, and where it ends."""

from __future__ import annotations

from typing import Final, final

from tasks.attribution.clauses import clause_end, ends_in_comma, is_gerund, phrase_end
from tasks.attribution.frames import Frame
from tasks.attribution.lexicon import Language
from tasks.attribution.phrases import phrase_right
from tasks.attribution.times import is_time, skip_times, time_span
from tasks.attribution.tokens import QUOTE, Sentence
from tasks.attribution.wordclass import (
    ADDRESSING,
    ADVERBIAL,
    AGENT,
    CAPITAL,
    COMPLEMENTIZER,
    COORDINATOR,
    CUE,
    DETERMINER,
    FINITE,
    GERUND,
    INFINITIVE,
    NEGATIVE,
    OBJECT,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUESTION,
    RELATIVE,
    SOURCE_NOUN,
    STANDALONE,
    SUBORDINATOR,
    TIME,
    VERBAL,
    WORD,
)

_MAX_ADVERBIAL: Final = 9
_MIN_CLAUSE: Final = 2
_SHORT: Final = 7  # tokens up to which any clause must show its verb
_SHORTEST: Final = 4  # the same behind verbs of speech
_SPEECH: Final = 0.95
_SURE: Final = 0.9  # frames from here on take any clause


@final
class Complement:
    """Content to the right of a cue: token span, kind, and the addressee's tokens where there are any."""

    def __init__(self, first: int, last: int, kind: str, addressee: tuple[int, int] | None) -> None:
        """The span includes its last token."""
        self.first = first
        self.last = last
        self.kind = kind
        self.addressee = addressee


def complement_after(sentence: Sentence, language: Language, at: int, frame: Frame, stop: int) -> Complement | None:
    """The content that a cue at token `at` introduces before token `stop`, or None where none follows."""
    cursor = at + 1
    if frame.particles:
        cursor = skip_times(sentence, cursor, stop)
        if cursor >= stop or not _is_particle(sentence, cursor, frame):
            return None
        cursor += frame.length
        if cursor >= stop or is_time(sentence, cursor):
            return None
    addressee: tuple[int, int] | None = None
    if frame.addressee:
        addressee = addressee_after(sentence, language, cursor, stop)
        cursor = addressee[1] + 1 if addressee else cursor
    if not frame.particles:
        cursor, found = skip_adverbials(sentence, language, cursor, stop)
        addressee = addressee or found
    found = _content_from(sentence, language, cursor, frame, stop, addressee)
    return None if found and frame.addressee and not addressee and found.kind == "clause" else found


def _is_particle(sentence: Sentence, at: int, frame: Frame) -> bool:
    """Whether one of the frame's particles begins at token `at`."""
    words = sentence.low[at] if frame.length == 1 else " ".join(sentence.low[at : at + frame.length])
    return words in frame.particles


def _content_from(
    sentence: Sentence, language: Language, cursor: int, frame: Frame, stop: int, addressee: tuple[int, int] | None
) -> Complement | None:
    """The complement that starts at `cursor`, if the frame admits it."""
    mark = sentence.low[cursor] if cursor < stop and sentence.low[cursor] in (",", ":") else ""
    start = cursor + bool(mark)
    kind, skip = _kind(sentence, language, start, frame) if start < stop else (None, 0)
    first = start + skip + (kind == "that" and start + skip < stop and sentence.low[start + skip] == ",")
    if kind is None or first >= stop or not _mark_fits(language, kind, mark):
        return None
    end = clause_end(sentence, language, first, stop)
    if kind == "object" and "clause" in frame.complements and _is_clause(sentence, first, end):
        kind = "clause"
    if kind in ("object", "infinitive") and frame.confidence < _SURE:
        end = phrase_end(sentence, language, first, end)
    colon = _colon(sentence, first, end) if kind != "quote" else None
    if colon is not None and not ends_in_comma(sentence, colon + 1):
        return Complement(colon + 1, colon + 1, "quote", addressee)
    end = end if colon is None else colon
    doubtful = (
        kind == "clause"
        and not mark
        and (
            frame.confidence < _SURE
            or end - first < (_SHORTEST if frame.confidence >= _SPEECH else _SHORT)
            or bool(sentence.classes[first] & NEGATIVE)
        )
    )
    single = kind in ("quote", "object") or sentence.low[first] == QUOTE
    if end - first < (1 if single else _MIN_CLAUSE) or (doubtful and not has_verb(sentence, language, first, end)):
        return None
    return Complement(first, end - 1, kind, addressee)


def _mark_fits(language: Language, kind: str, mark: str) -> bool:
    """Whether a complement of this kind may stand behind this mark, or behind none."""
    if kind == "clause" and language.comma_clause:
        return mark != ""
    return mark != "," or kind in ("quote", "that")


def has_verb(sentence: Sentence, language: Language, first: int, end: int) -> bool:
    """Whether a stretch can be a clause: it starts with a pronoun, holds a known verb, a past form or a quotation."""
    if sentence.classes[first] & PRONOUN:
        return True
    if not language.past_endings or QUOTE in sentence.low[first + 1 : end]:
        return True
    before = sentence.classes[first]
    for classes in sentence.classes[first + 1 : end]:
        # A past form behind an article is an adjective: "the submerged ferry".
        if (
            classes & (VERBAL | FINITE)
            or classes & (CUE | GERUND) == CUE
            or (classes & PAST and not before & (DETERMINER | POSSESSIVE))
        ):
            return True
        before = classes
    return False


def _is_clause(sentence: Sentence, first: int, end: int) -> bool:
    """Whether what could be an object has a verb of its own, and is a clause: `noted the crews have not been paid`."""
    for at in range(first + 1, end):
        classes = sentence.classes[at]
        if sentence.low[at] == "," or classes & (RELATIVE | COMPLEMENTIZER | SUBORDINATOR | QUESTION | INFINITIVE):
            return False
        if classes & (VERBAL | FINITE):
            return not classes & CAPITAL
    return False


def _colon(sentence: Sentence, first: int, end: int) -> int | None:
    """The colon before a quotation: `dismissed the charge: "..."`, `told them when asked: "..."`.

    Where the quotation ends in a comma, another cue follows it.
    """
    for at in range(first + 1, end - 1):
        if sentence.low[at] == ":" and sentence.low[at + 1] == QUOTE:
            return at
    return None


def _kind(sentence: Sentence, language: Language, start: int, frame: Frame) -> tuple[str | None, int]:
    """(kind of complement, tokens of its marker to leave out) at token `start`."""
    allowed = frame.complements
    if sentence.low[start] == QUOTE:
        return ("quote" if "quote" in allowed else "object"), 0
    marked = _marked_kind(sentence.classes[start])
    if marked == "infinitive" and start + 1 < len(sentence.low) and is_gerund(sentence.low[start + 1], language):
        return None, 0
    if marked == "that" and start + 1 < len(sentence.low) and sentence.classes[start + 1] & INFINITIVE:
        return None, 0
    if marked:
        admitted = marked in allowed or (marked == "question" and bool(frame.particles))
        return (marked if admitted else None), int(marked == "that")
    amount = start + 1 < len(sentence.low) and sentence.low[start + 1][0].isdigit()
    if not (sentence.classes[start] & WORD or amount) or not _opens_clause(sentence, language, start):
        return None, 0
    kinds = ("object",) if sentence.classes[start] & OBJECT else ("object", "clause")
    return next((kind for kind in kinds if kind in allowed), None), 0


def _marked_kind(classes: int) -> str | None:
    """The kind of complement that a marker opens."""
    if classes & COMPLEMENTIZER:
        return "that"
    if classes & QUESTION:
        return "question"
    return "infinitive" if classes & INFINITIVE else None


def _opens_clause(sentence: Sentence, language: Language, at: int) -> bool:
    """Whether a clause or object without a marker can begin here."""
    classes = sentence.classes[at]
    if classes & (PRONOUN | DETERMINER | POSSESSIVE):
        return True
    if classes & (COORDINATOR | VERBAL | AGENT | PREPOSITION | SUBORDINATOR):
        return False
    return bool(classes & CAPITAL) or not classes & ADVERBIAL


def addressee_after(sentence: Sentence, language: Language, at: int, stop: int) -> tuple[int, int] | None:
    """The person addressed ("reporters", "the BBC"): a short noun phrase that is not the content itself."""
    found = phrase_right(sentence, language, at, stop)
    if found is None:
        return _object_pronoun(sentence, language, at, stop)
    first, last = found
    for marker in range(first + 1, last):
        if sentence.classes[marker] & INFINITIVE and not _noun_next(sentence, marker, stop):
            return first, marker - 1
    after = last + 1
    if after >= stop:
        return found
    opens = sentence.classes[after] & (COMPLEMENTIZER | QUESTION | INFINITIVE | PREPOSITION | PRONOUN)
    if opens or not sentence.classes[after] & WORD or is_time(sentence, after):
        return found
    return _split_addressee(sentence, language, first, last)


def _split_addressee(sentence: Sentence, language: Language, first: int, last: int) -> tuple[int, int] | None:
    """Where addressee and a bare clause run together, take the capitalised run or one plain noun, with its article."""
    end = first
    if sentence.classes[first] & DETERMINER:
        if first == last or sentence.classes[first] & (STANDALONE | TIME):
            return None
        end += 1
    while end + 1 <= last and sentence.classes[end] & CAPITAL and sentence.classes[end + 1] & CAPITAL:
        end += 1
    return first, end


def _object_pronoun(sentence: Sentence, language: Language, at: int, stop: int) -> tuple[int, int] | None:
    """Pronouns in the object case are no sources, so they are known only as short words before a complement."""
    if at + 1 < stop and sentence.classes[at] & WORD and len(sentence.low[at]) <= 4:
        word = sentence.low[at + 1]
        if word == QUOTE or sentence.classes[at + 1] & COMPLEMENTIZER:
            return at, at
    return None


def skip_adverbials(sentence: Sentence, language: Language, at: int, stop: int) -> tuple[int, tuple[int, int] | None]:
    """Step over dates, adverbs, `to <addressee>` and `in a statement` that stand between cue and content."""
    addressee: tuple[int, int] | None = None
    while at < stop:
        aside = _between_commas(sentence, at, stop)
        if aside:
            at = aside
        elif sentence.low[at] == "," and at + 2 < stop and sentence.low[at + 2] == ",":
            if (
                not sentence.classes[at + 1] & ADVERBIAL
                or at + 3 >= stop
                or not sentence.classes[at + 3] & COMPLEMENTIZER
            ):
                break
            at += 3
        elif span := time_span(sentence, at, stop):
            at += span
        elif sentence.classes[at] & (ADVERBIAL | CAPITAL) == ADVERBIAL:
            at += 1
        else:
            end = _prepositional(sentence, language, at, stop)
            if end is None:
                break
            if sentence.classes[at] & ADDRESSING:
                addressee = at + 1, end - 1
            at = end
    return at, addressee


def _between_commas(sentence: Sentence, at: int, stop: int) -> int:
    """Where `that` stands behind `, in a statement,`; 0 where no such aside begins at `at`."""
    low, classes = sentence.low, sentence.classes
    if low[at] != "," or at + 1 >= stop or not classes[at + 1] & PREPOSITION:
        return 0
    end = next((i + 1 for i in range(at + 2, min(stop, at + _MAX_ADVERBIAL)) if low[i] == ","), stop)
    return end if end < stop and classes[end] & COMPLEMENTIZER else 0


def _prepositional(sentence: Sentence, language: Language, at: int, stop: int) -> int | None:
    """End of a prepositional phrase that is followed by content or by the end of the clause, or None."""
    low = sentence.low
    if not sentence.classes[at] & PREPOSITION or (
        sentence.classes[at] & INFINITIVE and not _noun_next(sentence, at, stop)
    ):
        return None
    for end in range(at + 1, min(stop, at + _MAX_ADVERBIAL) + 1):
        if end >= stop:
            return end
        word = low[end]
        if word == ";":
            return None
        if word in (QUOTE, ":", ",") or (sentence.classes[end] & COMPLEMENTIZER and end > at + 1):
            return end
        if end > at + 1 and sentence.classes[end] & (PRONOUN | CAPITAL) == PRONOUN:
            return end
    return None


def _noun_next(sentence: Sentence, at: int, stop: int) -> bool:
    """Whether a noun phrase, and no verb, follows an infinitive marker that is also a preposition."""
    if at + 1 >= stop:
        return False
    nouns = DETERMINER | POSSESSIVE | SOURCE_NOUN | CAPITAL
    return bool(sentence.classes[at + 1] & nouns)
