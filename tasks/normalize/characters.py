"""Characters: mojibake undone, control and zero-width characters out, exotic spaces plain, composed to NFC."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ftfy import fix_encoding

from tasks.normalize.alignment import AlignedText, Edit, smallest_edit
from tasks.normalize.findings import FLAGGED, REMOVED, Findings

# UTF-8 read as windows-1252 or latin-1 leaves a lead byte from C2-F0 and continuation bytes from 80-BF.
_LEADS = "ÂÃÄÅÎÏÐÑØÙâãäåæçèéêëìíïð"
_FOLLOWERS = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_MOJIBAKE = re.compile(rf"[{_LEADS}][{_FOLLOWERS}]")
_REST_OF_WORD = re.compile(r"[^ \n\t]*")
_SUSPECTS = ("Ã", "Â", "â€", "â\x80", "Ð", "Ñ", "Ø", "Ù", "ï»", "ã\x80", "ã‚", "å")
_LOST_APOSTROPHE = re.compile(r"(?<=[A-Za-z])\ufffd(?=(?:s|t|re|ve|ll|d|m)\b)")
_REPLACEMENTS = re.compile("\ufffd+")
_LONGEST_WORD = 200
_BREAKS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
# Zero-width joiners are spelling between Arabic or Indic letters and inside emoji; there they stay.
_JOINER = r"(?<![\u0600-\u0dff\U0001f000-\U0001faff\ufe0f])[\u200c\u200d]"
_CONTROL_CLASS = r"\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
_CONTROL = re.compile(rf"[{_CONTROL_CLASS}\u200c\u200d]")
_CONTROLS = re.compile(rf"(?:[{_CONTROL_CLASS}]|{_JOINER})+")
_NOT_ALONE = re.compile("[^\u0300-\U0010ffff]?[\u0300-\U0010ffff]+")  # no other character can join with one before it
_SPACES = re.compile(r"[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")


_LEAD_CHARACTERS = frozenset(_LEADS + "ï")


def clean_characters(text: AlignedText, findings: Findings) -> AlignedText:
    """Repair and remove single characters. A text of plain printable characters passes at the cost of one scan."""
    others = _others(text)
    if not others:
        return text
    if not others.isdisjoint(_LEAD_CHARACTERS):
        text = _repair_mojibake(text, others, findings)
        others = _others(text)
    if "\ufffd" in others:
        text = _restore_apostrophes(text, findings)
    if not all(map(str.isprintable, others)):
        text = _plain_breaks_and_spaces(_drop_controls(text, findings))
    return text if others <= _STANDING_ALONE else _compose(text)


def are_plain(text: str) -> bool:
    """Whether a text has none but characters that cleaning leaves alone wherever they stand."""
    return (text.isascii() and text.isprintable()) or _LEFT_ALONE.issuperset(text)


def _others(text: AlignedText) -> set[str]:
    """The different characters of a text that are not plain ASCII."""
    return set(text.rare.decode("utf-8", "replace"))


def _repair_mojibake(text: AlignedText, others: set[str], findings: Findings) -> AlignedText:
    """Undo wrong decodings, word by word; `others` are the characters of the text that are not plain."""
    content = text.text
    if not any(others.issuperset(suspect) and suspect in content for suspect in _SUSPECTS):
        return text
    edits = []
    for start, end in _damaged_words(content):
        edit = smallest_edit(start, content[start:end], fix_encoding(content[start:end]))
        if edit:
            edits.append(edit)
            findings.note((text, edit.start, edit.end), "mojibake", "mojibake", ("repaired", edit.replacement))
    return text.edit(edits)


def _damaged_words(content: str) -> Iterator[tuple[int, int]]:
    """Words with a telling pair of characters, at most `_LONGEST_WORD` before it where a text has no spaces."""
    end = 0
    for match in _MOJIBAKE.finditer(content):
        if match.start() < end:
            continue
        earliest = max(end, match.start() - _LONGEST_WORD)
        start = max(earliest, *(content.rfind(blank, earliest, match.start()) + 1 for blank in " \n\t"))
        rest = _REST_OF_WORD.match(content, match.end(), match.end() + _LONGEST_WORD)
        end = rest.end() if rest else match.end()
        yield start, end


def _restore_apostrophes(text: AlignedText, findings: Findings) -> AlignedText:
    """A replacement character inside an English contraction was an apostrophe; any other stays, flagged as lost."""
    edits = [Edit(match.start(), match.end(), "’") for match in _LOST_APOSTROPHE.finditer(text.text)]
    for edit in edits:
        findings.note((text, edit.start, edit.end), "mojibake", "lost_apostrophe", ("repaired", "’"))
    text = text.edit(edits)
    for match in _REPLACEMENTS.finditer(text.text):
        findings.note((text, *match.span()), "mojibake", "lost_character", FLAGGED)
    return text


def _drop_controls(text: AlignedText, findings: Findings) -> AlignedText:
    """Take out control and zero-width characters, keeping those that break lines."""
    edits: list[Edit] = []
    for place in _CONTROL.finditer(text.text):  # which is a search for a class, and ten times as fast
        match = _CONTROLS.match(text.text, place.start()) if not edits or place.start() >= edits[-1].end else None
        if match and match.group() != "\x85":
            edits.append(Edit(*match.span(), ""))
            findings.note((text, *match.span()), "control_character", "control_character", REMOVED)
    return text.edit(edits)


def _plain_breaks_and_spaces(text: AlignedText) -> AlignedText:
    """Every line break becomes a newline, every exotic space a plain one."""
    text = text.edit([Edit(*match.span(), "\n") for match in _BREAKS.finditer(text.text)])
    return text.edit([Edit(*match.span(), " ") for match in _SPACES.finditer(text.text)])


def _compose(text: AlignedText) -> AlignedText:
    """Normal form C, with edits only where a base and its marks become one character."""
    content = text.text
    if content.isascii() or unicodedata.is_normalized("NFC", content):
        return text
    edits = []
    for stretch in _NOT_ALONE.finditer(content):
        for start, end in _clusters(stretch.group()):
            written = stretch.group()[start:end]
            edit = smallest_edit(stretch.start() + start, written, unicodedata.normalize("NFC", written))
            edits.extend([edit] if edit else [])
    return text.edit(edits)


def _clusters(content: str) -> list[tuple[int, int]]:
    """Stretches that normalize on their own: a character and the marks or Hangul vowels and finals after it."""
    starts = [
        index
        for index, character in enumerate(content)
        if character < "\u0300" or not (unicodedata.combining(character) or _composes_back(character))
    ]
    starts = starts if starts and starts[0] == 0 else [0, *starts]
    return list(zip(starts, [*starts[1:], len(content)], strict=True))


def _composes_back(character: str) -> bool:
    """Whether a character without a combining class can still compose with the one before it."""
    return "\u1161" <= character <= "\u11c2" or unicodedata.category(character) in ("Mc", "Mn")


# Characters that normal form C never joins with their neighbours, of the blocks that news in Latin script uses.
_STANDING_ALONE = frozenset(
    character
    for character in map(chr, (*range(0xA1, 0x300), *range(0x2010, 0x2030), *range(0x2030, 0x2200)))
    if not _composes_back(character) and unicodedata.is_normalized("NFC", character)
)
_LEFT_ALONE = frozenset(filter(str.isprintable, (*map(chr, range(0x80)), *_STANDING_ALONE))) - _LEAD_CHARACTERS
