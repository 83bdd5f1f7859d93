from hypothesis import given
from hypothesis import strategies as st

from tasks.stories import body_text, sign
from tasks.stories.signatures import sampled_every
from tests.tasks.stories.driver import document, settings, signatures
from warehouse.records import Segment

LONG = " ".join(f"word{number % 97} and{number} thing{number * 7 % 89}" for number in range(200))


def test_digest_ignores_case_punctuation_and_line_breaks() -> None:
    one, two = signatures({"a": "Talks in Geneva, on Monday.", "b": "TALKS IN\n\nGENEVA - on Monday"})
    assert one.text_digest == two.text_digest


def test_digest_leaves_the_title_out() -> None:
    text = "A headline\n\nThe body of it."
    made, _ = document("a", text)
    parts = [Segment("a", 0, 0, "title", 0, 10, "en", 1.0), Segment("a", 1, 1, "body", 12, len(text), "en", 1.0)]
    assert body_text(made, parts, settings()) == "The body of it."
    [with_title] = sign([made], [parts], settings())
    assert with_title.text_digest == signatures({"b": "The body of it."})[0].text_digest


def test_signature_is_that_of_the_body() -> None:
    text = "First.Second one\n\nA byline\n\nThird one. Fourth"
    spans = [("body", 0, 6), ("body", 6, 16), ("byline", 18, 26), ("body", 28, 38), ("body", 39, 45)]
    made, _ = document("a", text)
    parts = [Segment("a", number, 0, *span, "en", 1.0) for number, span in enumerate(spans)]
    assert sign([made], [parts], settings()) == signatures({"a": body_text(made, parts, settings())})


def test_document_without_body_is_signed_whole() -> None:
    made, _ = document("a", "Only a headline")
    title = [Segment("a", 0, 0, "title", 0, 15, "en", 1.0)]
    assert body_text(made, title, settings()) == "Only a headline"


def test_long_texts_keep_a_sample_and_short_ones_everything() -> None:
    long, short = signatures({"a": LONG, "b": "one two three four"})
    assert len(short.features) == 3
    assert long.words == 600
    assert 0.15 < len(long.features) / long.words < 0.35
    assert all(feature % 4 == 0 for feature in long.features)


def test_samples_of_all_lengths_are_nested() -> None:
    every = [sampled_every(words, settings().signature) for words in (0, 159, 160, 319, 320, 100_000)]
    assert every == [1, 1, 2, 2, 4, settings().signature.sample_every]


def test_sample_is_the_same_wherever_the_words_stand() -> None:
    one, two = signatures({"a": LONG, "b": "Something else before it. " + LONG})
    assert len(set(one.features) - set(two.features)) == 0


def test_features_do_not_depend_on_the_batch() -> None:
    assert signatures({"a": LONG, "b": "other words first"})[0] == signatures({"a": LONG})[0]


def test_features_never_change() -> None:
    # Signatures of earlier runs are compared with those of later ones, on whatever machine.
    assert signatures({"a": "sanctions on banks"})[0] == (
        "a",
        "264a80894ee1df3870da72db828899f9",
        3,
        [1358102198, 3803341988],
    )


@given(st.text(max_size=400))
def test_any_text_can_be_signed(text: str) -> None:
    [signature] = signatures({"a": text})
    assert signature.features == sorted(set(signature.features))
    assert all(0 <= feature < 2**32 for feature in signature.features)
    assert len(signature.features) <= max(0, signature.words - 1)
