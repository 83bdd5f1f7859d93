"""The stops that are told by the characters around them, against the pattern that looks at the others."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from config.segments import load_segment_config
from tasks.language import compile_segment_rules
from tasks.language.sentences import sentence_ends
from tasks.language.stops import Stops, codes_of, find_stops, kinds_of
from tests.tasks.language.test_sentences import LEXICONS

WORDS = ["The end", "Mr", "U.S", "he", "He", "Jan", "said", "Washington", "gov", "3", "x", "_a", "ª", "ß", "中", "ǅ"]
BLANKS_AND_MARKS = [*" \n\t\u00a0\u202f.?!…”“\"'()。」»—", ". ", ".” ", '." ', ". “", "? ", "! "]
TEXTS = st.lists(st.sampled_from([*WORDS, *BLANKS_AND_MARKS, " ", " "]), max_size=30).map("".join)
RULES = compile_segment_rules(load_segment_config(LEXICONS))


def stops_of(text: str) -> Stops:
    codes = codes_of(text)
    return find_stops(codes, kinds_of(codes))


def doubted(stops: Stops) -> Stops:
    """The same stops with nothing plain about any."""
    nothing = np.zeros(0, dtype=np.int64)
    return Stops(nothing, nothing, nothing, nothing, np.sort(np.concatenate([stops.plain, stops.doubtful])))


@given(TEXTS, st.sampled_from(["en", "de", "fr", "ja"]))
@settings(max_examples=300, deadline=None)
def test_what_is_plain_is_what_a_closer_look_finds(line: str, language: str) -> None:
    text = f"\n{line}\n\n"
    rules = RULES.of(language)
    assert sentence_ends(text, stops_of(text), rules) == sentence_ends(text, doubted(stops_of(text)), rules)


def test_plain_stops_and_doubtful_ones() -> None:
    text = "\nThe port closed. Mr. Brown left.” “Why? he said. The U.S. and Oslo agreed (3. of May).\nOver.\n\n"
    stops = stops_of(text)
    assert last_words(text, stops.ends.tolist()) == ["closed.", "Mr.", "left.”", "said."]
    assert stops.doubtful.tolist() == []
    assert last_words(text, sentence_ends(text, stops, RULES.of("en"))) == ["closed.", "left.”", "said."]


def last_words(text: str, ends: list[int]) -> list[str]:
    return [text[:end].rsplit(maxsplit=1)[-1] for end in ends]
