"""Rules and phrases for cleaning text: config/rules/artifacts.toml and config/lexicons/<language>/text.toml."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError, model_validator

from config.loading import ConfigError, Frozen, load


def _compiles(pattern: str) -> str:
    """A regular expression as written; ValueError (pydantic's way to refuse) where it is not one."""
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]
Phrases = tuple[str, ...]


class LineRule(Frozen):
    """Lines that are furniture, told by a phrase in any letter case.

    kind       kind of artifact it gives
    lines      the phrase is the whole line, apart from punctuation around it
    starts     the line starts with the phrase
    ends       the line ends with the phrase
    contains   the phrase stands anywhere in the line
    longest    a longer line (code points) is never taken
    where      only among the first lines (head) or the last lines (tail) of the text
    sentence   may also be the last sentences of a paragraph, from the one with the phrase
    titles     link titles on the lines that follow go with it
    cut        everything that follows goes with it, where it stands among the last lines
    names      what the rest of the line names: the outlet, the origin it credits, or the author
    named      where that name stands: before or after the phrase, around it, or in the phrase itself
    date       the rest of the line is a publication date
    unless     never where this regular expression is found in the line
    """

    id: str
    kind: str
    lines: Phrases = ()
    starts: Phrases = ()
    ends: Phrases = ()
    contains: Phrases = ()
    longest: int = Field(default=160, gt=0)
    where: Literal["any", "head", "tail"] = "any"
    sentence: bool = False
    titles: bool = False
    cut: bool = False
    names: Literal["outlet", "origin", "author"] | None = None
    named: Literal["around", "before", "after", "phrase"] = "around"
    date: bool = False
    unless: Pattern | None = None


class ResidueRule(Frozen):
    """Damage inside sentences, told by a regular expression.

    needs        the rule looks only at paragraphs that hold one of these literals (a cheap gate); where the one that
                 is found is a single character, at the whole text
    begins       where every match begins in one of the literals, counted from 0: the rule looks at these places alone
    pattern      what is damaged; `{demonyms}` and `{countries}`, here and in `needs`, stand for the words of the
                 knowledge base
    replacement  what takes its place (with group references); absent: flagged, text unchanged
    remove       the match is removed, or only its group `gone` where it has one
    unless       a match that this regular expression finds is left alone
    """

    id: str
    kind: str
    needs: Phrases = Field(min_length=1)
    begins: int | None = Field(None, ge=0)
    pattern: Pattern
    replacement: str | None = None
    remove: bool = False
    unless: Pattern | None = None

    @model_validator(mode="after")
    def _one_outcome(self) -> ResidueRule:
        if self.remove and self.replacement is not None:
            raise ValueError("remove and replacement exclude each other")
        return self


class Decoding(Frozen):
    """How bytes become text.

    candidates      code pages to consider where the bytes are not UTF-8 (Python codec names)
    signatures      first bytes, as latin-1 text, of files that are no text
    sample_bytes    how many bytes the guess looks at
    few             up to this share of non-ASCII bytes, the order of `candidates` decides between clean guesses
    control_share   a larger share of control characters makes a content binary
    """

    candidates: Phrases
    signatures: Phrases
    sample_bytes: int = Field(gt=0)
    few: float = Field(ge=0, lt=1)
    control_share: float = Field(gt=0, lt=1)


class Markup(Frozen):
    """Names of HTML elements: `blocks` end a paragraph, `inline` leave no trace, `dropped` go with their content."""

    blocks: Phrases
    inline: Phrases
    dropped: Phrases


class Layout(Frozen):
    """When lines count as hard-wrapped: widths in code points, and the share of breaks a greedy wrapper explains.

    hyphened_heads   first parts of words that are written with a hyphen: at a line's end they keep it ("non-")
    hyphened_tails   last parts of such words ("-based")
    suspended        words that follow a hyphen which stands for a word to come ("im- and export")
    """

    narrowest: int = Field(gt=0)
    widest: int = Field(gt=0)
    fewest_breaks: int = Field(gt=0)
    share: float = Field(gt=0, le=1)
    hyphened_heads: Phrases = ()
    hyphened_tails: Phrases = ()
    suspended: Phrases = ()


class Headline(Frozen):
    """What a headline looks like: lengths in code points; `shared_words` where it ends in a full stop.

    no_places   words in capitals before a dash that open a line but name no place of a dateline ("FILE -")
    """

    longest: int = Field(gt=0)
    longest_with_stop: int = Field(gt=0)
    shared_words: float = Field(gt=0, le=1)
    longest_heading: int = Field(gt=0)
    head_lines: int = Field(gt=0)
    tail_lines: int = Field(gt=0)
    no_places: Phrases = ()


class Outlets(Frozen):
    """How outlet names are read: `generic` words at the end of a name may be left out when it is looked up."""

    generic: Phrases
    articles: Phrases


class Repeats(Frozen):
    """When a line that articles of one outlet share counts as boilerplate.

    minimum_documents    different articles of the outlet that must have the line
    minimum_share        share of the outlet's articles that must have it
    sentence_share       the same for a long line that ends like a sentence, which may be background
    sampled_documents    articles of an outlet that are counted at most, an even sample of them
    """

    minimum_documents: int = Field(gt=1)
    minimum_share: float = Field(gt=0, le=1)
    sentence_share: float = Field(gt=0, le=1)
    sampled_documents: int = Field(gt=1)


class ArtifactRules(Frozen):
    """config/rules/artifacts.toml: what holds in every language."""

    decoding: Decoding
    markup: Markup
    layout: Layout
    headline: Headline
    outlets: Outlets
    repeats: Repeats
    line: tuple[LineRule, ...] = ()
    residue: tuple[ResidueRule, ...] = ()


class Lexicon(Frozen):
    """config/lexicons/<language>/text.toml: the phrases of one language.

    months   twelve lists of written forms of a month, any letter case
    by       words that open a byline
    posts    words of a byline that name no person ("staff", "and", "in")
    jobs     words that make a byline without a name ("our correspondent in Geneva")
    years    words that follow the number of a year ("года")
    stamps   words that open a line with the publication date
    markers  frequent words; where they come `markers_per_kilo` times in 1,000 code points its `residue` rules run
    quotes   opening and closing double quote mark, checked for balance
    speech   words that follow a quotation, where its closing mark must stand before them
    """

    months: tuple[Phrases, ...] = Field(default=(), max_length=12)
    by: Phrases = ()
    posts: Phrases = ()
    jobs: Phrases = ()
    years: Phrases = ()
    stamps: Phrases = ()
    markers: Phrases = ()
    markers_per_kilo: float = 4.0
    quotes: tuple[str, str] | None = None
    speech: Phrases = ()
    line: tuple[LineRule, ...] = ()
    residue: tuple[ResidueRule, ...] = ()


class TextRules(Frozen):
    """Everything the normalize room knows: common rules and the lexicon of every language, by language code."""

    common: ArtifactRules
    lexicons: dict[str, Lexicon]

    @model_validator(mode="after")
    def _unique_ids(self) -> TextRules:
        groups: list[ArtifactRules | Lexicon] = [self.common, *self.lexicons.values()]
        ids = [rule.id for group in groups for rule in group.line]
        ids += [rule.id for group in groups for rule in group.residue]
        double = sorted({rule_id for rule_id in ids if ids.count(rule_id) > 1})
        if double:
            raise ValueError(f"rule ids must be unique, used twice: {', '.join(double)}")
        return self


def load_artifact_rules(directory: Path) -> ArtifactRules:
    """Read the rules of every language below a config directory. Raises ConfigError naming file and key."""
    return load(ArtifactRules, directory / "rules" / "artifacts.toml")


def load_text_rules(directory: Path) -> TextRules:
    """Read the text rules below a config directory.

    Raises ConfigError naming the file and key where a file is missing or not valid.
    """
    common = load_artifact_rules(directory)
    paths = sorted((directory / "lexicons").glob("*/text.toml"))
    lexicons = {path.parent.name: load(Lexicon, path) for path in paths}
    try:
        return TextRules(common=common, lexicons=lexicons)
    except ValidationError as error:
        raise ConfigError(f"{directory}: {error.errors()[0]['msg']}") from error
