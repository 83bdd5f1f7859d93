"""Conditions: "if ...", "unless ...", "should ...", "in the event of ...", "any further attack would ..."."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.sanctions.sentence import Hit, Sentence

_CLOSING = '”"»;'
_COMMAS = ",，،"
_EVENT_REACH = 9


@dataclass(frozen=True, slots=True)
class Condition:
    """Tokens [start, end) of a condition; `event` where it is the subject ("any attack would ...")."""

    start: int
    end: int
    event: bool = False

    def holds(self, position: int) -> bool:
        """Whether a token stands inside the condition clause."""
        return not self.event and self.start <= position < self.end


def find_conditions(sentence: Sentence) -> list[Condition]:
    """Every condition of a sentence, in order."""
    found = [Condition(start, _clause_end(sentence, hit.end)) for start, hit in _markers(sentence)]
    for start in sorted(sentence.starts["any_event"]):
        event = _event(sentence, start)
        if event is not None and not (found and found[-1].event and start < found[-1].end):
            found.append(event)
    return sorted(found, key=lambda condition: condition.start)


def _markers(sentence: Sentence) -> list[tuple[int, Hit]]:
    markers = {
        start: hit for start, hit in sentence.starts["conditions"].items() if not sentence.is_a(start, "not_conditions")
    }
    for start, hit in sentence.starts["initial_conditions"].items():
        if start == 0 or sentence.tokens[start - 1].word in '“",' or _subject_follows(sentence, hit.end):
            markers[start] = hit
    for start, hit in sentence.starts["opening_conditions"].items():  # "Had X imposed", "Were X to lift"
        opens = start == 0 or (sentence.tokens[start - 1].word in '“",' and _subject_follows(sentence, hit.end))
        if opens and not sentence.asks():
            markers[start] = hit
    return sorted(markers.items())


def _subject_follows(sentence: Sentence, position: int) -> bool:
    """Whether a verb stands before its subject, as in "sanctions should the Kremlin escalate", outside a question."""
    return _has_subject(sentence, position) and not sentence.asks()


def _has_subject(sentence: Sentence, position: int) -> bool:
    named = position < len(sentence.tokens) and sentence.is_actor(position)
    return named or sentence.is_a(position, "pronouns", "determiners")


def _clause_end(sentence: Sentence, start: int) -> int:
    """The first comma, closing quote or end of the sentence after a marker."""
    for position in range(start, len(sentence.tokens)):
        word = sentence.tokens[position].word
        if word in _COMMAS or word in _CLOSING or (word in ".!?。" and position >= len(sentence.tokens) - 2):
            return position
        if position > start + 1 and sentence.is_a(position, "consequences") and _has_subject(sentence, position + 1):
            return position
        if sentence.lexicon.source.verb_first and position > start and sentence.is_a(position, "will"):
            return position  # no comma stands before "فستفرض"
        if position > start + 1 and sentence.is_a(position, "reporting") and sentence.is_actor(position - 1):
            return position - 1
    return len(sentence.tokens)


def _event(sentence: Sentence, start: int) -> Condition | None:
    """As in "Any further escalation" as the subject of "would": a condition without "if"."""
    end = min(len(sentence.tokens), start + _EVENT_REACH)
    named = [k for k in range(start, min(end, start + 4)) if sentence.is_a(k, "events")]
    if not named:
        return None
    for position in range(named[0] + 1, end):
        if sentence.is_a(position, "will", "may"):
            return Condition(start, position, event=True)
    return None
