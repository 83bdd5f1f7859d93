"""One pass over a text against a plain search for each phrase."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.normalize.alignment import AlignedText
from tasks.normalize.scan import Gate, Scanner, fold

PHRASES = ["“so”", "café", "źródło", "photo", "o?", "it's", "фото"]
GATES = [Gate(" —", "dash"), Gate("” .", "stop"), Gate("PHOTO", "photo", 1), Gate("ő", "letter")]
SCANNER = Scanner(PHRASES, GATES)
PIECES = [*PHRASES, "PHOTO", "CAFÉ", "It’s", "Źródło", " —", "” .", "ő", "š", "İ", "?", "x", " ", "\x83", "🙂", "Ф"]


def _places(text: str, phrase: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(phrase, at)]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_scan_finds_what_a_plain_search_finds(text: str) -> None:
    scan = SCANNER.scan(AlignedText.of_raw(text))
    folded = fold(text)
    expected = [(one, at, at + len(one)) for one in PHRASES for at in _places(folded, one)]
    assert sorted(scan.places) == sorted(expected)
    assert scan.gates == {
        gate.rule_id: {gate.literal} for gate in GATES if gate.begins is None and gate.literal in text
    }
    assert scan.marks == [(at + 1, "photo") for at in _places(text, "PHOTO")]
