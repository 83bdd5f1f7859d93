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
    "ana@site.Then",
    "https://y.org/ab?Then",
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


def test_texts_whose_characters_were_moved_have_no_trigrams() -> None:
    writing, address = "Write to ana@example.org today.", "https://example.org/a"
    texts = ["The port closed.", writing, "", "x" * 10_050, "x" * 10_050 + address, address, "cafe\u0301"]
    languages, trigrams = detect_and_read(texts)
    assert languages == detect(texts)
    assert [None if read is None else len(read) for read in trigrams] == [17, 32, 1, 10_001, None, 22, None]


def test_long_text_is_judged_by_its_segments_alike() -> None:
    text = "\n\n".join(one for pool in SENTENCES.values() for one in pool)
    assert len(text) > 10_000
    languages, trigrams = detect_and_read([text])
    assert segment([cleaned(text)], languages, RULES, trigrams) == segment([cleaned(text)], languages, RULES, [None])
