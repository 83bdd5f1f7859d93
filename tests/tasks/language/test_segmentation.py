"""Segments judged by the trigrams of their documents, against the same segments read alone."""

from hypothesis import given, settings
from hypothesis import strategies as st

from config.segments import load_segment_config
from tasks.language import compile_segment_rules, detect, detect_and_read, segment
from tests.tasks.language.test_bayes import LEXICONS, SENTENCES
from tests.tasks.language.test_sentences import cleaned

RULES = compile_segment_rules(load_segment_config(LEXICONS))
PIECES = [
    "Über 3 Мир",
    "中文。你好",
    "said.Then",
    "е" * 9 + " ab",
    "x@y.org",
    "e\u0301",
    " ",
    "\u3000",
    "\n",
    ". ",
    "! ",
]
TEXTS = st.lists(
    st.sampled_from([*PIECES, *(one for pool in SENTENCES.values() for one in pool[:2])]), min_size=1, max_size=12
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_trigrams_of_a_document_tell_what_those_of_its_segments_tell(texts: list[str]) -> None:
    languages, trigrams = detect_and_read(texts)
    documents = [cleaned(text) for text in texts]
    alone = segment(documents, languages, RULES, [None] * len(texts))
    assert segment(documents, languages, RULES, trigrams) == alone
    assert segment(documents, languages, RULES) == alone


def test_texts_that_were_cleaned_have_no_trigrams() -> None:
    texts = ["The port closed.", "Write to ana@example.org today.", "", "x" * 10_001, "https://example.org/a"]
    languages, trigrams = detect_and_read(texts)
    assert languages == detect(texts)
    assert [None if read is None else len(read) for read in trigrams] == [17, None, 1, None, None]
