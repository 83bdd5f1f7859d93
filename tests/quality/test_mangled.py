"""No text makes a room fail: golden sentences with words drawn anew, and the shortest sentences of each trigger."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from pathlib import Path

from flows.shard import process
from tasks.sanctions.compiling import Lexicon
from tests.quality.pipeline import ROOT, rooms
from tests.quality.sanctions_golden import load_grammar
from warehouse.records import Delivery, Given

_DOCUMENTS = 400
_SENTENCES = 12  # of a document, all from one file and so in one language
_ACTORS = {
    "en": ("Washington", "Iran"),
    "ru": ("Россия", "Иран"),
    "uk": ("Росія", "Іран"),
    "ar": ("روسيا", "إيران"),
    "zh": ("俄罗斯", "伊朗"),
}
_TESTS = ROOT / "tests" / "tasks"


def test_mangled_sentences_pass_through_all_rooms() -> None:
    made = [
        Delivery(f"{number:016x}", text.encode(), "text/plain", None, f"memory:{number}", Given())
        for number, text in enumerate(_texts())
    ]
    refined = process(made, rooms()[1])
    assert len(refined.rows["documents"]) + len(refined.refused) == len(made)
    assert refined.rows["sanctions_mentions"] and refined.rows["attributions"]


def test_the_shortest_sentences_of_every_trigger_pass_through_all_rooms() -> None:
    forms = [(language, form) for language, lexicon in load_grammar().lexicons.items() for form in _forms(lexicon)]
    made = [
        Delivery(f"{number:016x}", _shortest(*pair).encode(), "text/plain", None, f"memory:{number}", Given())
        for number, pair in enumerate(forms)
    ]
    refined = process(made, rooms()[1])
    assert len(refined.rows["documents"]) + len(refined.refused) == len(made) > len(_ACTORS)


def _forms(lexicon: Lexicon) -> list[str]:
    return [form.replace("*", "") for trigger in lexicon.source.trigger for form in trigger.forms]


def _shortest(language: str, form: str) -> str:
    """A trigger alone, at either end of its sentence, between two actors and before what no list has."""
    one, other = _ACTORS.get(language, _ACTORS["en"])
    return f"{form}. {one} {form}. {form} {other}. {one} {form} {other}. {one} {form} the group. {one} {form}, {other}."


def _texts() -> Iterator[str]:
    """Documents of mangled sentences, the same in each run."""
    chance = random.Random(7)
    golden = [one for room in ("sanctions", "attribution") for one in _sentences(_TESTS / room / "golden")]
    for number in range(_DOCUMENTS):
        sentences = golden[number % len(golden)]
        vocabulary = " ".join(sentences).split()
        yield " ".join(_mangled(chance.choice(sentences), vocabulary, chance) for _ in range(_SENTENCES))


def _sentences(folder: Path) -> list[list[str]]:
    """The texts of each golden file in a folder."""
    found = []
    for path in sorted(folder.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        texts = [case["text"] for case in content.get("cases", content.get("case", [])) if "text" in case]
        found += [texts] if texts else []
    return found


def _mangled(sentence: str, vocabulary: list[str], chance: random.Random) -> str:
    """A sentence that is cut at either end, with up to a third of its words drawn anew and some in another's place."""
    words = sentence.split()
    start, end = sorted(chance.sample(range(len(words) + 1), 2))
    words = chance.choice([words, words[:end], words[start:]]) or words
    for _ in range(chance.randrange(1 + len(words) // 3)):
        words[chance.randrange(len(words))] = chance.choice(vocabulary)
    at, other = chance.randrange(len(words)), chance.randrange(len(words))
    words[at], words[other] = words[other], words[at]
    return " ".join(words).rstrip(".") + chance.choice([".", "", "?", ",", ' "'])
