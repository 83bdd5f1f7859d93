"""The room's two doors: compile the rules once, then clean deliveries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from config.knowledge import ActorEntry
from config.text import ArtifactRules, Lexicon, TextRules
from tasks.normalize.alignment import AlignedText, Edit
from tasks.normalize.body import blocks_of, flag_truncation, repeated
from tasks.normalize.characters import are_plain, clean_characters
from tasks.normalize.credits import Credits, Published, outlet_of, read_credits, read_published
from tasks.normalize.dateline import DatelineRules
from tasks.normalize.dates import DateReader
from tasks.normalize.decode import Decoded, decode
from tasks.normalize.findings import REMOVED, Findings
from tasks.normalize.furniture import Furniture, FurnitureRules, find_furniture
from tasks.normalize.layout import clean_layout, trim
from tasks.normalize.markup import MarkupRules, clean_markup
from tasks.normalize.opening import OpeningRules, Part, read_opening
from tasks.normalize.outlets import OutletIndex
from tasks.normalize.paragraphs import SEPARATOR
from tasks.normalize.quotes import QuoteRules, check_quotes
from tasks.normalize.repeats import RULE_ID, repeated_paragraphs
from tasks.normalize.residue import ResidueRules, mend
from tasks.normalize.scan import Gate, Scan, Scanner
from warehouse.records import Cleaned, Delivery, Refused


class LanguageRules(NamedTuple):
    """Rules that hold in one language only."""

    residue: ResidueRules
    quotes: QuoteRules | None

    @property
    def gates(self) -> list[Gate]:
        """Literals that tell that the rules have something to do."""
        return [*self.residue.gates, *(self.quotes.gates if self.quotes else ())]


class Source(NamedTuple):
    """Where a document comes from, and when."""

    credits: Credits
    published: Published


_NO_SOURCE = Source(Credits(None, None, None), Published(None, None))


class NormalizeRules(NamedTuple):
    """Everything `normalize` needs, compiled."""

    common: ArtifactRules
    markup: MarkupRules
    furniture: FurnitureRules
    opening: OpeningRules
    residue: ResidueRules
    languages: tuple[LanguageRules, ...]
    outlets: OutletIndex
    dates: DateReader
    scanner: Scanner


def compile_rules(text_rules: TextRules, actors: Sequence[ActorEntry]) -> NormalizeRules:
    """Compile the text rules, once a process. `actors` lends outlets, and the words for countries and peoples."""
    common, lexicons = text_rules.common, tuple(text_rules.lexicons.values())
    outlets = OutletIndex(actors, common.outlets)
    dates = DateReader(lexicons)
    lines = [*common.line, *(rule for lexicon in lexicons for rule in lexicon.line)]
    dateline = DatelineRules(
        dates,
        outlets,
        no_places=frozenset(word.casefold() for word in common.headline.no_places),
        places=_places(actors),
        fillers=frozenset(word.casefold() for lexicon in lexicons for word in lexicon.stamps),
    )
    furniture = FurnitureRules(lines, common.headline)
    residue = ResidueRules(common.residue, actors, None)
    languages = tuple(_language_rules(lexicon, actors) for lexicon in lexicons if lexicon.residue or lexicon.quotes)
    gates = [*residue.gates, *(gate for language in languages for gate in language.gates)]
    return NormalizeRules(
        common=common,
        markup=MarkupRules(common.markup),
        furniture=furniture,
        opening=OpeningRules(lexicons, common.headline, dateline),
        residue=residue,
        languages=languages,
        outlets=outlets,
        dates=dates,
        scanner=Scanner(furniture.cues, gates),
    )


def _places(actors: Sequence[ActorEntry]) -> frozenset[str]:
    """Names of places and seats of power, case folded."""
    named = [name for actor in actors for name in actor.metonyms]
    for actor in actors:
        if actor.kind == "place":
            named += [actor.name, *actor.aliases, *(name for forms in actor.forms.values() for name in forms.names)]
    return frozenset(name.casefold() for name in named)


def _language_rules(lexicon: Lexicon, actors: Sequence[ActorEntry]) -> LanguageRules:
    """The rules of one lexicon that hold in its language only."""
    quotes = QuoteRules(lexicon.quotes, lexicon.speech) if lexicon.quotes else None
    return LanguageRules(ResidueRules(lexicon.residue, actors, lexicon), quotes)


def resolve_outlet(given_outlet: str | None, url: str | None, rules: NormalizeRules) -> str | None:
    """Actor id of the outlet that delivered metadata names, by name, else by web address; None without either.

    An unknown name or host gives a slug of its own.
    """
    return outlet_of(given_outlet, url, rules.outlets)


class _Draft:
    """One document on its way through the room."""

    __slots__ = ("decoded", "delivery", "findings", "furniture", "has_title", "scan", "source", "text")

    def __init__(self, delivery: Delivery, decoded: Decoded) -> None:
        self.delivery = delivery
        self.decoded = decoded
        self.findings = Findings()
        self.text = AlignedText.of_raw(decoded.text, decoded.utf8, decoded.rare)
        self.scan = Scan([], {}, ())
        self.furniture: list[Furniture] = []
        self.has_title = False
        self.source = _NO_SOURCE


def normalize(deliveries: Sequence[Delivery], rules: NormalizeRules) -> tuple[list[Cleaned], list[Refused]]:
    """Clean deliveries. Each is in one of the two lists, both in input order; no content raises.

    Each step is done for all of them before the next begins: its tables and code then stay in the processor's cache,
    where document by document costs twice as much.
    """
    opened = [_opened(delivery, rules) for delivery in deliveries]
    drafts = [one for one in opened if isinstance(one, _Draft)]
    for step in _STEPS:
        for draft in drafts:
            step(draft, rules)
    results = [_finished(one, rules) if isinstance(one, _Draft) else one for one in opened]
    cleaned = [one for one in results if isinstance(one, Cleaned)]
    return cleaned, [one for one in results if isinstance(one, Refused)]


def _opened(delivery: Delivery, rules: NormalizeRules) -> _Draft | Refused:
    """A delivery, decoded."""
    decoded = decode(delivery.content, delivery.declared_encoding, rules.common.decoding)
    if decoded is None:
        return _refused(delivery, "binary", "control characters or a file signature show that this is no text")
    if not decoded.text or decoded.text.isspace():
        return _refused(delivery, "empty", "nothing but white space")
    return _Draft(delivery, decoded)


def _finished(draft: _Draft, rules: NormalizeRules) -> Cleaned | Refused:
    """What a document has become."""
    delivery, text = draft.delivery, draft.text
    if delivery.repeated_lines:
        text = _without_repeats(text, draft.has_title, delivery.repeated_lines, draft.findings)
    if not any(map(str.isalpha, text.text)):
        return _refused(delivery, "no_text", "no letters are left after cleaning")
    return _cleaned(draft, text, rules)


def _refused(delivery: Delivery, reason: str, detail: str) -> Refused:
    return Refused(delivery.doc_id, delivery.uri, reason, detail, len(delivery.content))


def _clean(draft: _Draft, _: NormalizeRules) -> None:
    """Mend characters."""
    draft.text = clean_characters(draft.text, draft.findings)


def _lay_out(draft: _Draft, rules: NormalizeRules) -> None:
    """Take out markup, and lay out what is left."""
    text = clean_markup(draft.text, rules.markup, draft.findings)
    draft.text = clean_layout(text, rules.common.layout, draft.findings)


def _scan(draft: _Draft, rules: NormalizeRules) -> None:
    """Find the phrases of all rules."""
    draft.scan = rules.scanner.scan(draft.text)
    draft.text = draft.text.marked(draft.scan.marks)


def _take_furniture(draft: _Draft, rules: NormalizeRules) -> None:
    """Part the article from what stands around it."""
    draft.furniture = find_furniture(draft.text.text, draft.scan.places, draft.text.paragraphs, rules.furniture)
    parts = [Part(found.start, found.end, found.rule.kind, found.rule.id) for found in draft.furniture]
    draft.text = _without(draft.text, parts, draft.findings)


def _take_opening(draft: _Draft, rules: NormalizeRules) -> None:
    """Read whether the article opens with a headline, and who made it when; part it from its opening."""
    given, text = draft.delivery.given, draft.text
    opening = read_opening(text.paragraphs, _given_title(draft.delivery), rules.opening)
    again = repeated(text.paragraphs, opening.parts)
    draft.source = Source(
        read_credits(given, opening, draft.furniture, rules.outlets),
        read_published(given, opening, draft.furniture, rules.dates),
    )
    draft.text = _without(text, sorted([*opening.parts, *again]), draft.findings)
    draft.has_title = opening.title_start is not None


def _without(text: AlignedText, parts: Sequence[Part], findings: Findings) -> AlignedText:
    """The text without parts, which are sorted; a whole paragraph takes its blank line."""
    if not parts:
        return text
    stretches: list[tuple[int, int]] = []
    for part in parts:
        findings.note((text, part.start, part.end), part.kind, part.rule_id, REMOVED)
        start, end = _with_gap(text.text, part.start, part.end)
        joins = stretches and start <= stretches[-1][1]
        stretches.append((stretches.pop()[0] if joins else start, end))
    last_start, last_end = stretches[-1]
    if last_end == len(text.text) and text.text.endswith(SEPARATOR, 0, last_start):
        stretches[-1] = (last_start - len(SEPARATOR), last_end)
    return text.edit([Edit(start, end, "") for start, end in stretches])


def _with_gap(content: str, start: int, end: int) -> tuple[int, int]:
    """A part with the blank line after it, or, inside a paragraph, with the space before it."""
    whole = start == 0 or content.endswith(SEPARATOR, 0, start)
    if whole and content.startswith(SEPARATOR, end):
        return start, end + len(SEPARATOR)
    while not whole and content[start - 1] == " ":
        start -= 1
    return start, end


def _without_repeats(
    text: AlignedText, has_title: bool, repeated_lines: Sequence[int], findings: Findings
) -> AlignedText:
    """The text without lines that are known to stand in many articles of its outlet."""
    paragraphs = [text.paragraphs[number] for number in range(1 if has_title else 0, len(text.paragraphs))]
    known = repeated_paragraphs(paragraphs, frozenset(repeated_lines))
    return _without(text, [Part(one.start, one.end, "boilerplate", RULE_ID) for one in known], findings)


def _mend(draft: _Draft, rules: NormalizeRules) -> None:
    """Repair or flag damage inside sentences."""
    findings, gates = draft.findings, draft.scan.gates
    before = findings.removals
    text = mend(draft.text, rules.residue, gates, findings)
    for language in rules.languages:
        if language.residue.apply_to(text):
            text = mend(text, language.residue, gates, findings)
            text = check_quotes(text, language.quotes, gates, findings) if language.quotes else text
    flag_truncation(text, findings)
    draft.text = trim(text) if findings.removals > before else text


_STEPS = (_clean, _lay_out, _scan, _take_furniture, _take_opening, _mend)


def _cleaned(draft: _Draft, text: AlignedText, rules: NormalizeRules) -> Cleaned:
    """The record of a cleaned delivery."""
    delivery, has_title = draft.delivery, draft.has_title
    credits, published = draft.source
    blocks = blocks_of(text.paragraphs, has_title, rules.common.headline)
    title = text.text[blocks[0].start : blocks[0].end] if has_title and blocks else _given_title(delivery)
    return Cleaned(
        doc_id=delivery.doc_id,
        title=title or None,
        text=text.text,
        byline=credits.byline,
        outlet_id=credits.outlet_id,
        origin_outlet_id=credits.origin_outlet_id,
        published_on=published.date.date if published.date else None,
        published_precision=published.date.precision if published.date else None,
        published_evidence=published.evidence,
        encoding=draft.decoded.encoding,
        alignment=text.runs,
        blocks=blocks,
        artifacts=draft.findings.artifacts(delivery.doc_id, draft.decoded.text),
        repeated_lines=delivery.repeated_lines,
    )


def _given_title(delivery: Delivery) -> str | None:
    """The delivered headline, cleaned as the text is."""
    title = delivery.given.title
    if title is not None:
        plain = are_plain(title)
        title = " ".join((title if plain else clean_characters(AlignedText.of_raw(title), Findings()).text).split())
    return title
