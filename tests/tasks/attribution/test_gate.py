"""The gate: which words of a text open a sentence to reading."""

from tasks.attribution.gate import Gate

GATE = Gate(["said", "made"], {"made": frozenset({"clear", "it"})})


def found(text: str) -> list[str]:
    return [text[start:].split(" ")[0] for start in GATE.places(text)]


def test_whole_words_open_in_either_case() -> None:
    assert found("He SAID so; the saidian, the aforesaid.") == ["SAID"]


def test_a_word_that_needs_a_particle_opens_only_before_it() -> None:
    assert found("They made bread and said so.") == ["said"]
    assert found("She made it clear. He has made abundantly clear, that") == ["made", "made"]
    assert found("It was made in June of that year, as is now clear") == []
