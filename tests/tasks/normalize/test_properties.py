"""What holds for every content: no error, one answer, a text in good order, an exact alignment."""

from __future__ import annotations

import string
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.normalize import normalize
from tasks.normalize.alignment import AlignedText, Edit
from tests.tasks.normalize.driver import check_alignment, delivery, rules, run
from warehouse.records import Cleaned, Given

PIECES = st.sampled_from(
    [
        "The minister said ", "“we agree”", ". ", ".. ", ". . ", " ,", "\n", "\n\n", "\r\n", "\t", "  ", "\u00a0",
        "\u200b", "â€™", "Ã©", "&amp;", "<p>", "</p>", "<script>x</script>", "e\u0301", "\u1100\u1161",
        "Read more: a link\n\n", "Leave a Reply\n", "By Ana Costa\n\n", "WASHINGTON (Reuters) - ",
        "2021-12-24\n\n", "(European) ", "l ‘NATO ", "a order ", "\ufffd", "\u2028", "Крепость ", "版权所有\n",
        "İstanbul ", "Source: X\n\n", "… [+12 chars]", "contributed to this report.", " MORE",
        "Ana Costa Ana CostaBudget MORE ", "the the of of ", "“", "”", "\u00ad",
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=40).map("".join)
CODECS = st.sampled_from(
    [None, "utf-8", "latin-1", "utf-16", "cp1251", "koi8-r", "no-such-codec", "base64", "utf-7", "idna", ""]
)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), CODECS)
def test_any_bytes_give_one_answer(content: bytes, declared: str | None) -> None:
    result = run(content, None, declared)
    if isinstance(result, Cleaned):
        check_alignment(result, content.decode(result.encoding, "replace"))
    else:
        assert result.reason in ("binary", "empty", "no_text")


@settings(max_examples=250, deadline=None)
@given(TEXTS, st.none() | st.text(max_size=30), st.none() | st.text(max_size=30))
def test_clean_text_is_in_good_order(text: str, title: str | None, published: str | None) -> None:
    result = run(text.encode("utf-8", "replace"), Given(title=title, published=published, url=published))
    if not isinstance(result, Cleaned):
        return
    clean = result.text
    check_alignment(result, text.encode("utf-8", "replace").decode(result.encoding, "replace"))
    assert clean == clean.strip()
    assert "\n\n\n" not in clean
    assert "\n" not in clean.replace("\n\n", "")
    assert "  " not in clean
    assert unicodedata.is_normalized("NFC", clean)
    assert [clean[block.start : block.end] for block in result.blocks] == clean.split("\n\n")
    assert [block.paragraph_no for block in result.blocks] == list(range(len(result.blocks)))
    assert all(block.kind != "title" for block in result.blocks[1:])


@settings(max_examples=250, deadline=None)
@given(TEXTS)
def test_aligned_characters_are_the_same(text: str) -> None:
    content = text.encode("utf-8", "replace")
    result = run(content)
    if not isinstance(result, Cleaned):
        return
    raw = content.decode(result.encoding, "replace")
    for clean_start, raw_start, length in result.alignment:
        for offset in range(length):
            new, old = result.text[clean_start + offset], raw[raw_start + offset]
            assert new == old or (new in " \n" and old.isspace()) or _was_damaged(new, old)


_DAMAGED = "\ufffd" + "".join(map(chr, range(0x80, 0xA0)))


def _was_damaged(new: str, old: str) -> bool:
    """One-to-one changes: normal form C, a line break, a lost apostrophe, a mark read as a control character."""
    return new == unicodedata.normalize("NFC", old) or old in _DAMAGED or (new == "\n" and not old.isprintable())


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_same_content_gives_the_same_row(text: str) -> None:
    one = delivery(text.encode("utf-8", "replace"))
    assert normalize([one, one], rules()) == normalize([one, one], rules())


@settings(max_examples=200, deadline=None)
@given(st.text(string.ascii_letters, min_size=1, max_size=30), st.data())
def test_edits_keep_every_character_that_they_do_not_touch(raw: str, data: st.DataObject) -> None:
    text = AlignedText.of_raw(raw)
    for _ in range(3):
        places = sorted(data.draw(st.lists(st.integers(0, len(text.text)), max_size=6)))
        pairs = zip(places[::2], places[1::2], strict=False)
        edits = [Edit(start, end, data.draw(st.text("01", max_size=3))) for start, end in pairs]
        text = text.edit(edits)
    covered = {
        run_.clean_start + offset: run_.raw_start + offset for run_ in text.runs for offset in range(run_.length)
    }
    assert list(covered.values()) == sorted(set(covered.values()))
    for clean_at, character in enumerate(text.text):
        if character not in "01":
            assert raw[covered[clean_at]] == character
            assert text.raw_span(clean_at, clean_at + 1) == (covered[clean_at], covered[clean_at] + 1)
