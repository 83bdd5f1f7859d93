"""The gate: which words of a text open a sentence to reading."""

from tasks.attribution.gate import Gate, any_between


def test_the_gate_finds_whole_words_in_either_case() -> None:
    gate = Gate({"said", "say"}, {})
    text = "Essays: SAID twice, so-said, said’s; says"
    assert [text[at : at + 4] for at in gate.places(text)] == ["SAID", "said", "said"]


def test_places_hold_where_lower_case_is_longer() -> None:
    text = "İİ said"
    places = Gate({"said"}, {}).places(text)
    assert places == [3]
    assert any_between(places, 0, len(text))
    assert not any_between(places, 4, len(text))


def test_a_word_that_needs_a_particle_opens_only_before_it() -> None:
    gate = Gate({"said", "made"}, {"made": frozenset({"clear", "it"})})
    text = 'They made a lot of bread here. She made-it clear. He made very "clear", said: made in a June that was clear'
    assert [text[at : at + 7] for at in gate.places(text)] == ["made-it", "made ve", "said: m"]
