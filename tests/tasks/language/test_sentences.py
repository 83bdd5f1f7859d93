"""Where sentences end, and what segments cover."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.loading import ConfigError
from config.segments import SegmentLexicon, load_segment_config
from tasks.language import SegmentRules, compile_segment_rules, segment
from warehouse.records import Block, Cleaned

HERE = Path(__file__).parent
LEXICONS = HERE.parents[2] / "config" / "lexicons"
CASES = tomllib.loads((HERE / "cuts.toml").read_text(encoding="utf-8"))["case"]
UNSPACED = {"zh-cn", "ja"}


@pytest.fixture(scope="module")
def rules() -> SegmentRules:
    return compile_segment_rules(load_segment_config(LEXICONS))


def cleaned(text: str, blocks: list[Block] | None = None) -> Cleaned:
    blocks = [Block(0, len(text), 0, "body")] if blocks is None else blocks
    return Cleaned("d0", None, text, None, None, None, None, None, None, "utf-8", [], blocks, [])


def cut(text: str, language: str, rules: SegmentRules) -> list[str]:
    [segments] = segment([cleaned(text)], [(language if language != "xx" else "und", 0.9)], rules)
    return [text[one.start : one.end] for one in segments]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['why']}")
def test_sentences_of_paragraph(case: dict[str, Any], rules: SegmentRules) -> None:
    joint = case.get("joint", "" if case["language"] in UNSPACED else " ")
    assert cut(joint.join(case["sentences"]), case["language"], rules) == case["sentences"]


def test_newline_ends_segment(rules: SegmentRules) -> None:
    assert cut("A line without a stop\nThe next one. \n\n Last", "en", rules) == [
        "A line without a stop",
        "The next one.",
        "Last",
    ]


def test_blocks_keep_kind_and_paragraph(rules: SegmentRules) -> None:
    text = "Ports close. Banks too.\n\nThe ports closed. The banks followed."
    blocks = [Block(0, 23, 0, "title"), Block(25, len(text), 1, "body")]
    [segments] = segment([cleaned(text, blocks)], [("en", 0.99)], rules)
    assert [(one.segment_no, one.paragraph_no, one.kind, text[one.start : one.end]) for one in segments] == [
        (0, 0, "title", "Ports close. Banks too."),
        (1, 1, "body", "The ports closed."),
        (2, 1, "body", "The banks followed."),
    ]


def test_documents_without_blocks_have_no_segments(rules: SegmentRules) -> None:
    assert segment([cleaned("text", []), cleaned("")], [("en", 0.9), ("und", 0.0)], rules) == [[], []]
    assert segment([], [], rules) == []


WORDS = ["The end", "Mr", "U.S", "he", "He", "Jan", "3", "5", "x", "ß", "中", "と"]
BLANKS_AND_MARKS = list(' \n\t\u00a0\u2028....?!…”“"()。「」»؟।—')
PIECES = st.sampled_from(WORDS + BLANKS_AND_MARKS)


@given(
    parts=st.lists(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=40), max_size=5),
    kinds=st.lists(st.sampled_from(["body", "title", "heading", "caption"]), min_size=5, max_size=5),
    language=st.sampled_from(["en", "de", "zh-cn", "ja", "und", "fr"]),
)
@settings(max_examples=150, deadline=None)
def test_segments_hold_every_character_but_white_space(parts: list[str], kinds: list[str], language: str) -> None:
    rules = compile_segment_rules(load_segment_config(LEXICONS))
    blocks: list[Block] = []
    text = ""
    for number, part in enumerate(parts):
        blocks.append(Block(len(text), len(text) + len(part), number, kinds[number]))
        text += part + "\n\n"
    [segments] = segment([cleaned(text, blocks)], [(language, 0.5)], rules)
    assert "".join(re.sub(r"\s", "", text[one.start : one.end]) for one in segments) == re.sub(r"\s", "", text)
    for one in segments:
        assert text[one.start : one.end] == text[one.start : one.end].strip() != ""
        block = blocks[one.paragraph_no]
        assert block.start <= one.start < one.end <= block.end
        assert one.kind == block.kind
    assert [one.segment_no for one in segments] == list(range(len(segments)))
    assert all(one.end <= other.start for one, other in pairwise(segments))


def test_config_refuses_word_with_its_stop(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "segments.toml").write_text('titles = ["Mr."]\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"segments\.toml.*titles.*full stop"):
        load_segment_config(tmp_path)


def test_config_needs_english(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="default"):
        load_segment_config(tmp_path)


def test_every_lexicon_has_starters() -> None:
    languages = load_segment_config(LEXICONS).languages
    assert len(languages) >= 12
    assert all(isinstance(lexicon, SegmentLexicon) and lexicon.starters for lexicon in languages.values())
