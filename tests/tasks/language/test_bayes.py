"""The language of single sentences, and of segments inside documents."""

import random
import tomllib
from pathlib import Path

import pytest

from config.segments import load_segment_config
from tasks.language import SegmentRules, compile_segment_rules, detect_segments, segment
from warehouse.records import Block, Cleaned, Segment

HERE = Path(__file__).parent
SENTENCES: dict[str, list[str]] = tomllib.loads((HERE / "sentences.toml").read_text(encoding="utf-8"))
UNSEEN: dict[str, list[str]] = tomllib.loads((HERE / "unseen.toml").read_text(encoding="utf-8"))
LEXICONS = HERE.parents[2] / "config" / "lexicons"
ALL = [(language, sentence) for language, sentences in SENTENCES.items() for sentence in sentences]


@pytest.fixture(scope="module")
def rules() -> SegmentRules:
    return compile_segment_rules(load_segment_config(LEXICONS))


def segments_of(paragraphs: list[str], language: tuple[str, float], rules: SegmentRules) -> list[Segment]:
    text, blocks = "", []
    for number, paragraph in enumerate(paragraphs):
        blocks.append(Block(len(text), len(text) + len(paragraph), number, "body"))
        text += paragraph + "\n\n"
    document = Cleaned("d0", None, text, None, None, None, None, None, None, "utf-8", [], blocks, [])
    [found] = segment([document], [language], rules)
    return found


@pytest.mark.parametrize(("sentences", "least_certain"), [(SENTENCES, 0.95), (UNSEEN, 0.85)], ids=["long", "short"])
def test_single_sentences(sentences: dict[str, list[str]], least_certain: float) -> None:
    truth = [language for language, pool in sentences.items() for _ in pool]
    answers = detect_segments([sentence for pool in sentences.values() for sentence in pool])
    certain = [(label, said) for label, (said, _) in zip(truth, answers, strict=True) if said != "und"]
    wrong = [pair for pair in certain if pair[0] != pair[1]]
    assert len(sentences) >= 22
    assert len(wrong) <= 0.02 * len(certain), wrong
    assert len(certain) >= least_certain * len(truth)


def test_pieces_of_sentences_are_right_or_undetermined() -> None:
    source = random.Random(5)
    pieces = []
    for language, sentence in ALL:
        size = min(len(sentence), source.choice([10, 15, 20, 30, 40]))
        start = source.randrange(len(sentence) - size + 1)
        pieces.append((language, sentence[start : start + size]))
    answers = detect_segments([piece for _, piece in pieces])
    certain = [(truth, said) for (truth, _), (said, _) in zip(pieces, answers, strict=True) if said != "und"]
    assert sum(truth != said for truth, said in certain) <= 0.02 * len(certain)
    assert len(certain) >= 0.6 * len(pieces)


@pytest.mark.parametrize(
    "text", ["", " ", "Ok", "No.", "2021-12-24", "NATO", "@user_1", "\U0001f600\U0001f600", "Ivanov"]
)
def test_short_texts_are_undetermined(text: str) -> None:
    [(language, chance)] = detect_segments([text])
    assert language == "und"
    assert 0.0 <= chance < 0.9


def test_two_languages_at_once_are_undetermined() -> None:
    source = random.Random(3)
    pairs = [source.sample(sorted(SENTENCES), 2) for _ in range(150)]
    mixed = [f"{source.choice(SENTENCES[one])} {source.choice(SENTENCES[other])}" for one, other in pairs]
    assert sum(language != "und" for language, _ in detect_segments(mixed)) <= 0.1 * len(mixed)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("港口已經關閉，貿易談判沒有結果，銀行停止匯款。", "zh-tw"),
        ("港口已经关闭，贸易谈判没有结果，银行停止汇款。", "zh-cn"),
        ("交渉は終わり、港は閉じた。", "ja"),
        ("협상은 끝났다. 中國 항구도 닫혔다.", "ko"),
    ],
)
def test_script_decides_in_east_asia(text: str, language: str) -> None:
    assert detect_segments([text])[0][0] == language


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_segments_take_over_the_language_of_the_document(language: str, rules: SegmentRules) -> None:
    found = segments_of(SENTENCES[language], (language, 0.97), rules)
    assert {one.language for one in found} == {language}


@pytest.mark.parametrize("foreign", ["de", "es", "fr", "ru", "ar", "zh-cn", "hi", "it", "el", "tr"])
def test_foreign_sentence_keeps_its_language(foreign: str, rules: SegmentRules) -> None:
    paragraphs = [*SENTENCES["en"][:3], SENTENCES[foreign][1], *SENTENCES["en"][3:]]
    found = segments_of(paragraphs, ("en", 0.99), rules)
    assert [one.language for one in found] == ["en", "en", "en", foreign, "en", "en", "en"]


@pytest.mark.parametrize("language", ["de", "fr", "es", "pl", "ru", "ar", "tr", "ja"])
def test_english_sentence_in_another_language(language: str, rules: SegmentRules) -> None:
    paragraphs = [*SENTENCES[language][:3], SENTENCES["en"][1], *SENTENCES[language][3:]]
    found = segments_of(paragraphs, (language, 0.99), rules)
    assert [one.language for one in found] == [language] * 3 + ["en"] + [language] * 3


def test_short_segment_takes_over_with_little_confidence(rules: SegmentRules) -> None:
    found = segments_of(["Oui.", "Hans Müller, Jürgen Schröder", SENTENCES["en"][0]], ("en", 0.99), rules)
    assert [one.language for one in found] == ["en", "en", "en"]
    assert [one.language_confidence <= 0.5 for one in found] == [True, True, False]


def test_undetermined_document(rules: SegmentRules) -> None:
    found = segments_of(["12", SENTENCES["fi"][0]], ("und", 0.0), rules)
    assert [one.language for one in found] == ["und", "fi"]
    assert found[0].language_confidence == 0.0


def test_answer_does_not_depend_on_the_batch() -> None:
    texts = ["", "x", *(sentence for _, sentence in ALL[::7])]
    assert detect_segments(texts) == [answer for text in texts for answer in detect_segments([text])]
    assert detect_segments([]) == []
