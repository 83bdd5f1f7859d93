"""Our batch replay against langdetect itself."""

import random
import tomllib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.language import detect
from tests.tasks.language.oracle import ask

SENTENCES = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))
TOLERANCE = 1e-9

ODD = [
    "",
    "   ",
    "12 345 - 6.7",
    "a",
    "I",
    "AB",
    "Ab CD e",
    "https://example.org/a?b=c and mail someone@example.org now",
    "https://example.org",
    "someone@example.org",
    "\U0001f600 \U0001f680\U0001f1fa\U0001f1e6",
    "\U0001d400\U0001d401 \U0001d41a",
    "ＡＢＣ ｄｅｆ カタカナ ﾊﾝｶｸ",
    "e\u0302\u0301 o\u031b\u0323 a\u0301 A\u0300",
    "ș ț Ș Ț ş ţ",
    "یک ي ی",
    "[ком]пьютер_и `сеть` abc ^где^ \\или\\ нет",
    "русский текст with some Latin words внутри предложения",
    "中文abc中文 def 日本語の文 한국어",
    "\ud800 lone surrogate \udfff",
    "word" * 4000,
    "\n".join(["line of text"] * 1500),
    "\u00a0\u00ab\u00b0\u00bb",
    "x\x00y\x1fz\u2028q",
]


def same(texts: list[str]) -> None:
    for text, ours, theirs in zip(texts, detect(texts), map(ask, texts), strict=True):
        assert ours[0] == theirs[0], text[:200]
        assert abs(ours[1] - theirs[1]) <= TOLERANCE, text[:200]


def test_single_sentences() -> None:
    same([sentence for sentences in SENTENCES.values() for sentence in sentences][::2])


def test_whole_articles() -> None:
    same([" ".join(sentences) for sentences in SENTENCES.values()])


def test_two_languages_in_one_text() -> None:
    source = random.Random(7)
    everything = [sentence for sentences in SENTENCES.values() for sentence in sentences]
    same([" ".join(source.sample(everything, 2)) for _ in range(60)])


def test_odd_texts() -> None:
    same(ODD)


def test_long_texts() -> None:
    address, mail = "https://example.org/" + "a/" * 900 + " ", "name@example.org "
    prose = " ".join(SENTENCES["nl"]) + " "
    same([prose * 200, address * 40 + prose * 9, (address + mail * 9) * 90 + prose * 3, "x" * 49_990 + address + prose])


def test_short_pieces() -> None:
    source = random.Random(11)
    everything = "\n".join(sentence for sentences in SENTENCES.values() for sentence in sentences)
    starts = [source.randrange(len(everything) - 40) for _ in range(80)]
    same([everything[start : start + source.randrange(1, 40)] for start in starts])


@given(st.lists(st.text(st.characters() | st.sampled_from("aeiouAB @.,oя的\u0301\u0323ế"), max_size=60), max_size=4))
@settings(max_examples=50, deadline=None)
def test_any_text(texts: list[str]) -> None:
    same(texts)


def test_answer_does_not_depend_on_the_batch() -> None:
    texts = [sentences[0] for sentences in SENTENCES.values()] + ODD
    assert detect(texts) == [answer for text in texts for answer in detect([text])]
    assert detect([]) == []
