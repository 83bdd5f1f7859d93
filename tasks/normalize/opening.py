"""The lines above an article's body: headline, its copies, date stamp, byline, dateline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from config.text import Headline, Lexicon
from tasks.normalize.dateline import DatelineRules, read_dateline
from tasks.normalize.dates import Dated, DateReader, FoundDate
from tasks.normalize.outlets import OutletIndex
from tasks.normalize.paragraphs import Paragraph, Paragraphs, bare, ends_like_sentence

_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_TIME = re.compile(r"\d{1,2}(?:[:.h]|\sh\s)\d{2}(?::\d{2})?(?:\s?[+-]\d{1,2}:?\d{0,2})?|\b\d{1,2}(?=\s?[ap]\.?m\b)")
_SITE = re.compile(r"\s*[|»]\s*(?P<site>[^|»]{2,40})\Z")
_AUTHOR = re.compile(r"(?:[^\W\d_][\w’'.-]+ ){1,2}[^\W\d_][\w’'-]+(?:, [^\W\d_][\w’'-]+){0,2}")
_NAME = re.compile(r"[^\W\d_][\w’'.-]*")
_SIGNED = re.compile(r"\s*[|,/]\s*|\s+[-–—]\s+")
_LONGEST_STAMP = 100
_LONGEST_SIGNATURE = 60
_MOST_SIGNERS = 4
_LONGEST_BYLINE = 120
_MOST_NAME_WORDS = 14


class Part(NamedTuple):
    """A stretch of the opening to remove."""

    start: int
    end: int
    kind: str
    rule_id: str


class Opening(NamedTuple):
    """What the lines above the body say.

    `title_start` is where the headline's paragraph stands; `site` is the outlet named behind a bar in it.
    """

    title_start: int | None
    parts: list[Part]
    dated: Dated | None
    byline: str | None
    site: str | None
    dateline_outlet: str | None
    dateline_dated: FoundDate | None


class OpeningRules:
    """Words and limits for reading an opening, of all languages together."""

    def __init__(self, lexicons: Iterable[Lexicon], headline: Headline, dateline: DatelineRules) -> None:
        every = tuple(lexicons)
        self.limits = headline
        self.dateline = dateline
        self.dates: DateReader = dateline.dates
        self.by = tuple(sorted({word.casefold() for one in every for word in one.by}, key=len, reverse=True))
        self.jobs = frozenset(word.casefold() for one in every for word in one.jobs)
        self.posts = frozenset(word.casefold() for one in every for word in one.posts) | self.jobs
        self.stamp_words = frozenset(word for one in every for phrase in one.stamps for word in _words(phrase))


class _Reading:
    """State of one opening while its lines are read."""

    def __init__(self) -> None:
        self.title: Paragraph | None = None
        self.parts: list[Part] = []
        self.dated: Dated | None = None
        self.byline: str | None = None
        self.site: str | None = None

    def take_title(self, paragraph: Paragraph, outlets: OutletIndex) -> None:
        """The headline; a known outlet behind a bar at its end is the site's name and goes."""
        self.title = paragraph
        match = _SITE.search(paragraph.text) if "|" in paragraph.text or "»" in paragraph.text else None
        self.site = outlets.known(match.group("site")) if match else None
        if match and self.site:
            self.parts.append(Part(paragraph.start + match.start(), paragraph.end, "boilerplate", "site_name"))

    def remove(self, paragraph: Paragraph, kind: str) -> None:
        self.parts.append(Part(paragraph.start, paragraph.end, kind, kind))


def read_opening(paragraphs: Paragraphs, given_title: str | None, rules: OpeningRules) -> Opening:
    """Read the lines above the body, up to the first that belongs to it."""
    reading = _Reading()
    body: Paragraph | None = None
    for index in range(min(len(paragraphs), rules.limits.head_lines)):
        paragraph = paragraphs[index]
        following = paragraphs.text(index + 1) if index + 1 < len(paragraphs) else ""
        if not _is_furniture(paragraph, following, reading, rules):
            if reading.title is None and _is_title(paragraphs, index, given_title, rules.limits):
                reading.take_title(paragraph, rules.dateline.outlets)
            else:
                body = paragraph
                break
    _read_closing(paragraphs, body, reading, rules)
    line = read_dateline(body.text, rules.dateline) if body else None
    if body and line and line.end < len(body.text):
        reading.parts.append(Part(body.start, body.start + line.end, "dateline", "dateline"))
    return Opening(
        reading.title.start if reading.title else None,
        reading.parts,
        reading.dated,
        reading.byline,
        reading.site,
        line.outlet_id if line else None,
        line.dated if line else None,
    )


def _read_closing(paragraphs: Paragraphs, body: Paragraph | None, reading: _Reading, rules: OpeningRules) -> None:
    """Take out date stamps below the body."""
    for number in reversed(range(len(paragraphs))):
        follows = body is not None and paragraphs.starts[number] > body.start
        dated = read_stamp(paragraphs.text(number), rules) if follows else None
        if not dated:
            return
        reading.dated = reading.dated or dated
        reading.remove(paragraphs[number], "date_stamp")


def _is_furniture(paragraph: Paragraph, following: str, reading: _Reading, rules: OpeningRules) -> bool:
    """Take a line of the opening out where it is a stamp, a byline or the headline again."""
    dated = read_stamp(paragraph.text, rules)
    if dated:
        reading.dated = reading.dated or dated
        reading.remove(paragraph, "date_stamp")
        return True
    byline = read_byline(paragraph.text, rules)
    if reading.title and not byline:
        byline = read_signature(paragraph.text, rules) or read_author(paragraph.text, following, reading.title, rules)
    if byline:
        reading.byline = reading.byline or byline
        found = rules.dates.find(paragraph.text)
        reading.dated = reading.dated or (found.dated if found else None)
        reading.remove(paragraph, "byline")
        return True
    if reading.title and same_headline(paragraph.text, reading.title.text):
        reading.remove(paragraph, "duplicated_title")
        return True
    return False


def read_stamp(line: str, rules: OpeningRules) -> Dated | None:
    """The date of a line that holds nothing but a date, times and the words that go with them."""
    if len(line) > _LONGEST_STAMP or not _DIGIT.search(line):
        return None
    found = rules.dates.find(line)
    first, rest = found.dated if found else None, line
    while found:
        rest = rest[: found.start] + " " + rest[found.end :]
        found = rules.dates.find(rest)
    rest = _TIME.sub(" ", rest)
    if _DIGIT.search(rest) or not _words(rest) <= rules.stamp_words:
        return None
    return first


def read_byline(line: str, rules: OpeningRules) -> str | None:
    """The names of a line that begins with a byline word and holds names, jobs and at most a date besides."""
    if len(line) > _LONGEST_BYLINE:
        return None
    folded = line.casefold()
    if not folded.startswith(rules.by):
        return None
    by = next(
        (word for word in rules.by if folded.startswith(word) and not folded[len(word) : len(word) + 1].isalnum()), None
    )
    if by is None:
        return None
    rest = _without_date(line[len(by) :], rules)
    names = _NAME.findall(rest)
    if not 1 <= len(names) <= _MOST_NAME_WORDS or _DIGIT.search(rest):
        return None
    dated = len(names) <= _MOST_SIGNERS and len(rest) < len(line) - len(by)
    return rest if dated or _are_authors(names, rest, rules) else None


def _are_authors(names: Sequence[str], rest: str, rules: OpeningRules) -> bool:
    """Whether the words after a byline word are two names or more, a job or an agency."""
    capital = [name for name in names if name[0].upper() == name[0]]
    if any(name not in capital and name.casefold() not in rules.posts for name in names):
        return False
    if any(name.casefold() in rules.jobs for name in names) or rules.dateline.outlets.known(bare(rest)):
        return True
    return len(capital) >= 2 and names[0] in capital and names[0].casefold() not in rules.posts


def read_signature(line: str, rules: OpeningRules) -> str | None:
    """A line between headline and body with a known outlet and at most a name or place ("Ana Belic | Reuters")."""
    if len(line) > _LONGEST_SIGNATURE or ":" in line:
        return None
    parts = [part.strip() for part in _SIGNED.split(line)]
    outlets = [part for part in parts if rules.dateline.outlets.known(part)]
    others = [word for part in parts if part not in outlets for word in part.split()]
    if not outlets or len(others) > _MOST_SIGNERS or not all(word[0].isupper() for word in others):
        return None
    return line.strip()


def read_author(line: str, following: str, title: Paragraph, rules: OpeningRules) -> str | None:
    """A line under the headline that is a desk ("Newsroom"), or a name and at most a place right above a date stamp."""
    if len(line) > _LONGEST_SIGNATURE:
        return None
    words = line.casefold().split()
    if rules.posts.issuperset(words) and not rules.jobs.isdisjoint(words):
        return line
    if not _AUTHOR.fullmatch(line) or not read_stamp(following, rules):
        return None
    named = all(word[0].isupper() or word in rules.posts for word in line.split())
    return line if named and _words(line).isdisjoint(_words(title.text)) else None


def _without_date(text: str, rules: OpeningRules) -> str:
    """A byline without a date and time at its end and the words that lead to them ("on")."""
    found = rules.dates.find(text)
    if not found:
        return bare(text)
    words = _TIME.sub(" ", text[: found.start]).split()
    while words and _words(words[-1]) <= rules.stamp_words:
        words = words[:-1]
    return bare(" ".join(words))


def _is_title(paragraphs: Paragraphs, index: int, given: str | None, limits: Headline) -> bool:
    """Whether a line above the body is the headline: the delivered one, or short and with the body under it."""
    line = paragraphs.text(index)
    if given is not None:
        return same_headline(line, given)
    later = [paragraphs.text(number) for number in range(index + 1, min(index + 4, len(paragraphs)))]
    if not later or len(line) > limits.longest or max(map(len, later)) < len(line):
        return False
    if not ends_like_sentence(line) or line.endswith(("?", "!", "”", '"', "»")):
        return _WORD.search(line) is not None and line[-1:] not in ",;:"
    return len(line) <= limits.longest_with_stop and _shares_words(line, later, limits.shared_words)


def _shares_words(line: str, later: Iterable[str], share: float) -> bool:
    """Whether the body repeats the long words of a line that ends in a stop, as a lead repeats its headline's."""
    words = {word for word in _words(line) if len(word) > 3}
    body = _words(" ".join(later))
    return bool(words) and len(words & body) >= share * len(words)


def same_headline(line: str, title: str) -> bool:
    """Whether two lines have the same words, letter case and punctuation aside, or one adds only a site's name."""
    if line == title:
        return True
    first, other = _WORD.search(line), _WORD.search(title)
    if not first or not other or first.group().casefold() != other.group().casefold():
        return False  # as for nearly every line, which is then not taken apart
    ours, theirs = _key(line.casefold()), _key(title.casefold())
    if ours == theirs:
        return True
    longer, shorter = (line, theirs) if len(ours) > len(theirs) else (title, ours)
    head = re.split(r"\s[-–—|]\s(?!.*\s[-–—|]\s)", longer)[0]
    return len(shorter) >= 15 and head != longer and _key(head.casefold()) == shorter


def _key(folded: str) -> str:
    """The words of a case-folded line."""
    return " ".join(_WORD.findall(folded))


def _words(text: str) -> frozenset[str]:
    return frozenset(_LETTERS.findall(text.casefold()))
