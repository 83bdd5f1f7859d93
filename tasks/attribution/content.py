"""What follows a cue: which complement it is, and where it ends."""

from __future__ import annotations

from typing import Final, final

from mypy_extensions import mypyc_attr

from tasks.attribution.addressees import addressee_after, skip_adverbials
from tasks.attribution.clauses import clause_end, ends_in_comma, is_gerund, phrase_end
from tasks.attribution.frames import Frame
from tasks.attribution.lexicon import Language
from tasks.attribution.subjects import plural_noun
from tasks.attribution.times import is_time, skip_times
from tasks.attribution.tokens import QUOTE, Sentence
from tasks.attribution.wordclass import (
    ADVERBIAL,
    AGENT,
    AUXILIARY,
    CAPITAL,
    COMPLEMENTIZER,
    COORDINATOR,
    CUE,
    DETERMINER,
    DIGITS,
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
    SUBORDINATOR,
    TIME,
    VERBAL,
    WORD,
)

_OPENS_TOLD: Final = PRONOUN | DETERMINER | POSSESSIVE | CAPITAL | DIGITS
_CLAUSE_OPENS: Final = (_OPENS_TOLD & ~DIGITS) | PAST | FINITE  # what seldom opens a mere object behind speech
_OPENS_INNER: Final = RELATIVE | COMPLEMENTIZER | SUBORDINATOR
_MIN_CLAUSE: Final = 2
_LENGTH: Final = 2  # tokens of a length of time
_SHORT: Final = 7  # tokens up to which any clause must show its verb
_SHORTEST: Final = 4  # the same behind verbs of speech
_SPEECH: Final = 0.95
_SURE: Final = 0.9  # frames from here on take any clause


@mypyc_attr(acyclic=True)
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
        if cursor >= stop or not is_particle(sentence, cursor, frame):
            return None
        cursor += frame.length
        if cursor >= stop or is_time(sentence, cursor) or _is_length(sentence, cursor):
            return None
    addressee: tuple[int, int] | None = None
    if frame.addressee:
        addressee = addressee_after(sentence, language, cursor, stop)
        cursor = addressee[1] + 1 if addressee else cursor
    if not frame.particles or "quote" in frame.complements:
        cursor, named = skip_adverbials(sentence, language, cursor, stop)
        addressee = addressee or named
    found = _content_from(sentence, language, cursor, frame, stop, addressee)
    if found and found.kind == "infinitive" and addressee:
        found.first = addressee[0]  # who is to act is part of what is asked
    return found if found and _is_told(sentence, language, found, frame, cursor - at) else None


def _is_told(sentence: Sentence, language: Language, found: Complement, frame: Frame, gap: int) -> bool:
    """Whether a complement can be what is said: a bare clause behind who is told, and no relative clause.

    `gap` tokens stand between the cue and it.
    """
    opening = sentence.tokens[found.first].bits
    if found.kind == "infinitive" and opening & AUXILIARY and language.plural_endings:
        return False  # "asked not to be named"
    if found.kind == "that" and gap > 1 and language.plural_endings:
        relative = opening & (VERBAL | FINITE) and not opening & CAPITAL  # "agreed on a law that will ..."
        return not relative and has_verb(sentence, language, found.first, found.last + 1)
    if found.kind != "clause" or not frame.addressee or language.comma_clause:
        return True
    starts = bool(opening & _OPENS_TOLD) or plural_noun(sentence, language, found.first)
    return found.addressee is not None and starts


def _is_length(sentence: Sentence, at: int) -> bool:
    """Whether a length of time begins at a token: `said about an hour later`."""
    counted = sentence.tokens[at].bits & (DETERMINER | DIGITS) and at + 1 < len(sentence.tokens)
    return bool(counted) and bool(sentence.tokens[at + 1].bits & TIME) and not sentence.tokens[at + 1].bits & CAPITAL


def is_particle(sentence: Sentence, at: int, frame: Frame) -> bool:
    """Whether one of the frame's particles begins at token `at`."""
    words = sentence.tokens[at].low if frame.length == 1 else " ".join(sentence.words(at, at + frame.length))
    return words in frame.particles


def _content_from(
    sentence: Sentence, language: Language, cursor: int, frame: Frame, stop: int, addressee: tuple[int, int] | None
) -> Complement | None:
    """The complement that starts at `cursor`, if the frame admits it."""
    mark = sentence.tokens[cursor].low if cursor < stop and sentence.tokens[cursor].low in (",", ":") else ""
    start = cursor + bool(mark)
    kind, skip = _kind(sentence, language, start, frame) if start < stop else (None, 0)
    first = start + skip + (kind == "that" and start + skip < stop and sentence.tokens[start + skip].low == ",")
    if kind is None or first >= stop or not _mark_fits(language, kind, mark):
        return None
    end = clause_end(sentence, language, first, stop)
    if kind == "object" and "clause" in frame.complements and _is_clause(sentence, first, end):
        kind = "clause"
    if kind == "object" and end - first <= _LENGTH and _is_length(sentence, first):
        return None  # "what he calls himself these days"
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
            or frame.transitive
            or end - first < (_SHORTEST if frame.confidence >= _SPEECH else _SHORT)
            or bool(sentence.tokens[first].bits & NEGATIVE)
            or not (sentence.tokens[first].bits & _CLAUSE_OPENS or is_gerund(sentence.tokens[first].low, language))
        )
    )
    if kind == "clause" and _outer_verb(sentence, first, end):
        return None
    single = kind in ("quote", "object") or sentence.tokens[first].low == QUOTE
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
    if sentence.tokens[first].bits & PRONOUN:
        return True
    if not language.past_endings or sentence.find(QUOTE, first + 1, end) >= 0:
        return True
    inner = 0  # subordinate clauses whose verb is yet to come: "a list of firms that it has not been able to see"
    at = first + 1
    while at < end:
        if _is_verb(sentence, at):
            if not inner:
                return True
            inner -= 1
            while at + 1 < end and (_is_verb(sentence, at + 1) or sentence.tokens[at + 1].bits & ADVERBIAL):
                at += 1
        elif sentence.tokens[at].bits & _OPENS_INNER and not sentence.tokens[at].bits & PREPOSITION:
            inner += 1
        elif sentence.tokens[at].low == ",":
            inner = 0  # "the office, known as the Bureau, would get ..."
        at += 1
    return False


def _outer_verb(sentence: Sentence, first: int, end: int) -> bool:
    """Whether the first verb stands behind a coordinator, and so in the outer clause: `had a base and has left it`."""
    at = next((at for at in range(first + 1, end) if sentence.tokens[at].bits & VERBAL), first)
    before = at - 1
    while before > first and sentence.tokens[before].bits & ADVERBIAL:
        before -= 1
    coordinated = at > first and sentence.tokens[before].bits & COORDINATOR
    return bool(coordinated) and not any(_is_verb(sentence, verb) for verb in range(first, before))


def _is_verb(sentence: Sentence, at: int) -> bool:
    """Whether a token can be a finite verb; behind an article a past form is an adjective, a cue a noun: `the plan`."""
    classes = sentence.tokens[at].bits
    if classes & (VERBAL | FINITE):
        return True
    may_be = classes & PAST or classes & (CUE | GERUND) == CUE
    return bool(may_be) and not sentence.tokens[at - 1].bits & (DETERMINER | POSSESSIVE)


def _is_clause(sentence: Sentence, first: int, end: int) -> bool:
    """Whether what could be an object has a verb of its own, and is a clause: `noted the crews have not been paid`."""
    for at in range(first + 1, end):
        classes = sentence.tokens[at].bits
        if sentence.tokens[at].low == "," or classes & (
            RELATIVE | COMPLEMENTIZER | SUBORDINATOR | QUESTION | INFINITIVE
        ):
            return False
        if classes & (VERBAL | FINITE):
            return not classes & CAPITAL
    return False


def _colon(sentence: Sentence, first: int, end: int) -> int | None:
    """The colon before a quotation: `dismissed the charge: "..."`, `told them when asked: "..."`.

    Where the quotation ends in a comma, another cue follows it.
    """
    for at in range(first + 1, end - 1):
        if sentence.tokens[at].low == ":" and sentence.tokens[at + 1].low == QUOTE:
            return at
    return None


def _kind(sentence: Sentence, language: Language, start: int, frame: Frame) -> tuple[str | None, int]:
    """(kind of complement, tokens of its marker to leave out) at token `start`."""
    allowed = frame.complements
    if sentence.tokens[start].low == QUOTE:
        return ("quote" if "quote" in allowed else "object"), 0
    marked = _marked_kind(sentence.tokens[start].bits)
    if start + 2 < len(sentence.tokens) and sentence.tokens[start].bits & AUXILIARY:
        marked = "infinitive" if sentence.tokens[start + 1].bits & INFINITIVE else marked  # "told him not to leave"
    if (
        marked == "infinitive"
        and start + 1 < len(sentence.tokens)
        and is_gerund(sentence.tokens[start + 1].low, language)
    ):
        return None, 0
    if marked == "that" and start + 1 < len(sentence.tokens) and sentence.tokens[start + 1].bits & INFINITIVE:
        return None, 0
    if marked:
        admitted = marked in allowed or (marked == "question" and bool(frame.particles))
        return (marked if admitted else None), int(marked == "that")
    amount = start + 1 < len(sentence.tokens) and sentence.tokens[start + 1].low[0].isdigit()
    if not (sentence.tokens[start].bits & WORD or amount) or not _opens_clause(sentence, language, start):
        return None, 0
    kinds = ("object",) if sentence.tokens[start].bits & OBJECT else ("object", "clause")
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
    classes = sentence.tokens[at].bits
    if classes & OBJECT and at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].bits & DETERMINER:
        return False  # "showed them a list"
    if classes & (PRONOUN | DETERMINER | POSSESSIVE):
        return True
    if classes & (COORDINATOR | VERBAL | AGENT | PREPOSITION | SUBORDINATOR):
        return False
    return bool(classes & CAPITAL) or not classes & ADVERBIAL
