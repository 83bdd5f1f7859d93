"""The rows of every table, as typed records: one declaration gives the record, the Arrow schema and the docs.

A field is `name: Annotated[python type, "what it means"]`. `warehouse.tables` turns these classes into Arrow
schemas and `docs/tables.md`. Offsets are half-open and count Unicode code points of `documents.text`; a name with
`raw` counts code points of the raw bytes decoded with `documents.encoding`.

Tables that come from a document are stamped, when staged, with `config_fingerprint` and `run_id`, so a row alone
tells what produced it.
"""

import datetime as dt
from typing import Annotated, NamedTuple


class Raw(NamedTuple):
    """One distinct content, as delivered."""

    doc_id: Annotated[str, "First 16 hex digits of the SHA-256 of `bytes`"]
    bytes: Annotated[bytes, "The content as delivered: a file's bytes, or a record's title, blank line and text, UTF-8"]
    media_type: Annotated[str, "text/plain for a file; text/plain;record, ;html, ;feed, ;mail for what came out of one"]
    declared_encoding: Annotated[str | None, "The encoding its carrier declared, if any"]


class Given(NamedTuple):
    """Metadata delivered beside a content, as text and untouched; None where nothing was delivered."""

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    authors: str | None = None
    url: str | None = None


class Delivery(NamedTuple):
    """One content on its way from a reader into the pipeline (not a table: it becomes raw + sightings)."""

    doc_id: str
    content: bytes
    media_type: str
    declared_encoding: str | None
    uri: str
    given: Given
    outlet_id: str | None = None
    body_hash: int | None = None
    line_hashes: list[int] | None = None
    repeated_lines: list[int] | None = None  # as Document.repeated_lines; known once all of a run's input is read


class EdgeLine(NamedTuple):
    """The lines at a content's edges, as delivered: what boilerplate is learned from."""

    doc_id: Annotated[str, "The content"]
    outlet_id: Annotated[str | None, "The outlet that delivered it where it was first seen (actor id)"]
    body_hash: Annotated[int, "Hash of its longest line: equal in copies, which count as one article"]
    line_hashes: Annotated[list[int], "Hashes of its first and last 6 lines; odd ones are of long sentences"]


class Sighting(NamedTuple):
    """One place where a content was seen."""

    doc_id: Annotated[str, "The content"]
    uri: Annotated[str, "Where it was seen: the file's URI, with #line=N and the like for a part (docs/formats.md)"]
    outlet_id: Annotated[str | None, "The outlet that the delivered metadata names (actor id)"]
    given_title: Annotated[str | None, "Title as delivered"]
    given_outlet: Annotated[str | None, "Outlet as delivered"]
    given_published: Annotated[str | None, "Publication date as delivered"]
    given_authors: Annotated[str | None, "Authors as delivered"]
    given_url: Annotated[str | None, "Address as delivered"]
    first_seen_at: Annotated[dt.datetime, "When a run first saw it there"]
    run_id: Annotated[str, "The run that first saw it there"]


class Alignment(NamedTuple):
    """A stretch of clean text that equals, code point for code point, a stretch of raw text in length."""

    clean_start: Annotated[int, "First code point in documents.text"]
    raw_start: Annotated[int, "First code point in the decoded raw text"]
    length: Annotated[int, "Code points"]


class TranslationesePart(NamedTuple):
    """One sign that a text was translated."""

    part: Annotated[str, "Its name in config/rules/translationese.toml"]
    value: Annotated[float, "How much of it there is, for most parts times in 1,000 words"]
    points: Annotated[float, "What it adds to the score's logarithmic odds"]


class Document(NamedTuple):
    """One distinct content, cleaned, with its metadata."""

    doc_id: Annotated[str, "First 16 hex digits of the SHA-256 of raw.bytes"]
    title: Annotated[str | None, "Headline, from the text or the delivered metadata"]
    text: Annotated[str, "Clean text: headline and paragraphs, a blank line between paragraphs"]
    byline: Annotated[str | None, "Authors as the article or the delivery names them"]
    outlet_id: Annotated[str | None, "The outlet that published it (actor id)"]
    origin_outlet_id: Annotated[str | None, "The wire or outlet it credits (actor id)"]
    published_on: Annotated[dt.date | None, "Publication date"]
    published_precision: Annotated[str | None, "day, month or year"]
    published_evidence: Annotated[str | None, "Where the date comes from: given, stamp, dateline, url or inferred"]
    language: Annotated[str, "ISO 639-1 code, as langdetect names it; und where it abstains"]
    language_confidence: Annotated[float, "Probability of that language"]
    characters: Annotated[int, "Code points in text"]
    words: Annotated[int, "White-space separated words in text"]
    paragraphs: Annotated[int, "Paragraphs in text"]
    encoding: Annotated[str, "Encoding that decodes raw.bytes (Python codec name, errors='replace')"]
    raw_alignment: Annotated[list[Alignment], "Stretches of text and where they stand in the decoded raw text"]
    translationese: Annotated[
        float | None, "How translated an English text sounds, 0 to 1; null for other languages and short texts"
    ] = None
    translationese_parts: Annotated[
        list[TranslationesePart] | None, "The signs that raise that score, null where there is none"
    ] = None
    repeated_lines: Annotated[
        list[int] | None, "Hashes of its edge_lines that counted as boilerplate when it was made; null for none"
    ] = None


class Block(NamedTuple):
    """One paragraph-like stretch of clean text (not a table: sentences inside it become segments)."""

    start: int
    end: int
    paragraph_no: int
    kind: str  # as in Segment.kind


class Segment(NamedTuple):
    """One sentence, heading or title."""

    doc_id: Annotated[str, "The document"]
    segment_no: Annotated[int, "Position in the document, from 0"]
    paragraph_no: Annotated[int, "Position of its paragraph, from 0"]
    kind: Annotated[str, "title, heading, body, caption, byline, dateline or boilerplate"]
    start: Annotated[int, "First code point in documents.text"]
    end: Annotated[int, "One past its last code point"]
    language: Annotated[str, "ISO 639-1 code; und where it abstains"]
    language_confidence: Annotated[float, "Probability of that language"]


class Artifact(NamedTuple):
    """One finding about damage or furniture in the raw text."""

    doc_id: Annotated[str, "The document"]
    artifact_no: Annotated[int, "Position in the document's list, from 0"]
    kind: Annotated[str, "What was found: boilerplate, mojibake, foreign_fragment, ..."]
    raw_start: Annotated[int, "First code point in the decoded raw text"]
    raw_end: Annotated[int, "One past its last code point there"]
    text: Annotated[str, "The characters as they stand in the raw text (first 500)"]
    replacement: Annotated[str | None, "What took their place, where repaired"]
    action: Annotated[str, "removed, repaired or flagged"]
    rule_id: Annotated[str, "The rule that found it"]
    other_doc_id: Annotated[str | None, "The copy that shows it, where copies were read side by side"] = None


class Cleaned(NamedTuple):
    """A delivery after cleaning (not a table: with its language it becomes a Document)."""

    doc_id: str
    title: str | None
    text: str
    byline: str | None
    outlet_id: str | None
    origin_outlet_id: str | None
    published_on: dt.date | None
    published_precision: str | None
    published_evidence: str | None
    encoding: str
    alignment: list[Alignment]
    blocks: list[Block]
    artifacts: list[Artifact]
    repeated_lines: list[int] | None = None


class Refused(NamedTuple):
    """A delivery that a room refuses (not a table: it becomes a row of rejects)."""

    doc_id: str
    uri: str
    reason: str
    detail: str
    byte_count: int


class Role(NamedTuple):
    """An office that a person held."""

    title: Annotated[str, "Office, in English, as in 'president' or 'foreign minister'"]
    of: Annotated[str | None, "Actor id of the country or body it belongs to"]
    since: Annotated[dt.date | None, "First day in office (config key `from`)"]
    until: Annotated[dt.date | None, "The day it ended (config key `to`); null while in office"]


class ExternalId(NamedTuple):
    """An identifier in somebody else's scheme."""

    scheme: Annotated[str, "wikidata, opensanctions, ..."]
    id: Annotated[str, "The identifier"]


class Actor(NamedTuple):
    """One actor of the knowledge base."""

    actor_id: Annotated[str, "ISO 3166-1 alpha-3 code, usual acronym, or slug; ftm: and the id of an imported one"]
    name: Annotated[str, "Usual English name"]
    kind: Annotated[str, "country, person, organization, outlet, place, group or vessel"]
    country: Annotated[str | None, "Actor id of the country it belongs to or acts for"]
    aliases: Annotated[list[str], "Every written form that links to it"]
    roles: Annotated[list[Role], "Offices held, with dates"]
    external_ids: Annotated[list[ExternalId], "Verified identifiers elsewhere"]
    origin: Annotated[str, "curated, imported or discovered"]
    topics: Annotated[list[str], "What an imported list says of it: sanction, role.pep, ... (FollowTheMoney's codes)"]


class Mention(NamedTuple):
    """One span of text that names an actor."""

    doc_id: Annotated[str, "The document"]
    mention_no: Annotated[int, "Position in the document, from 0"]
    segment_no: Annotated[int, "The segment it stands in"]
    start: Annotated[int, "First code point in documents.text"]
    end: Annotated[int, "One past its last code point"]
    surface: Annotated[str, "The characters of the span"]
    actor_id: Annotated[str, "The actor"]
    kind: Annotated[str, "name, adjective, metonym, place, surname, role or damaged_name"]
    method: Annotated[str, "How it was linked: alias, surname, role, context, ... (the rule's id)"]
    confidence: Annotated[float, "0 to 1"]
    candidates: Annotated[list[str], "Other actors the same characters could name; empty where there is none"]


class Discovery(NamedTuple):
    """One actor that no list has, in one document that names it."""

    doc_id: Annotated[str, "The document"]
    actor_id: Annotated[str, "found- and its normalised name: the same name is the same actor in every document"]
    name: Annotated[str, "Its name as the document first gives it in full"]
    kind: Annotated[str, "person or organization"]
    rule_id: Annotated[
        str, "What told it: title, role, apposition, speech, age, party, acronym, legal_form, body, or a tagger's name"
    ]
    confidence: Annotated[float, "0 to 1"]
    companions: Annotated[list[str], "Actors of the knowledge base that the document names too, sorted"]


class ActorMerge(NamedTuple):
    """One discovered actor that counts as another in reports, and why; `demarche actors split` takes it back."""

    actor_id: Annotated[str, "The discovered actor, as in mentions"]
    into_id: Annotated[str, "The discovered actor that it is"]
    reason: Annotated[str, "How the names agree: spelling, initial, middle_name, or body_form (legal form, spelling)"]
    weight: Annotated[float, "What the known actors that both are named with say; the rarer, the more"]
    shared: Annotated[list[str], "Up to ten of those, the rarest first"]


class Attribution(NamedTuple):
    """One reported statement: who said what, by which words."""

    doc_id: Annotated[str, "The document"]
    attribution_no: Annotated[int, "Position in the document, from 0"]
    segment_no: Annotated[int, "The segment where its content begins"]
    source_start: Annotated[int | None, "Source span ('a senior official'); null where agentless"]
    source_end: Annotated[int | None, "One past the source span"]
    cue_start: Annotated[int | None, "Cue span ('said')"]
    cue_end: Annotated[int | None, "One past the cue span"]
    content_start: Annotated[int, "Content span: what was said, without its quote marks"]
    content_end: Annotated[int, "One past the content span"]
    speaker_actor_id: Annotated[str | None, "The speaker, where it is an actor"]
    speaker_kind: Annotated[str, "named, anonymous_official, anonymous_sources, organization, document or unknown"]
    mode: Annotated[str, "direct, indirect or mixed"]
    via_outlet_id: Annotated[str | None, "The outlet that relays it (actor id)"]
    channel: Annotated[str | None, "twitter, statement, press_conference, interview, phone_call, ..."]
    rule_id: Annotated[str, "The rule that found it"]
    confidence: Annotated[float, "0 to 1"]
    modality: Annotated[
        str, "asserted ('said'), negated ('did not say'), hypothetical ('if he says') or modal ('is expected to say')"
    ]


class SanctionsMention(NamedTuple):
    """One claim about sanctions."""

    doc_id: Annotated[str, "The document"]
    sanction_no: Annotated[int, "Position in the document, from 0"]
    segment_no: Annotated[int, "The segment it stands in"]
    start: Annotated[int, "First code point of the claim in documents.text"]
    end: Annotated[int, "One past its last code point"]
    trigger: Annotated[str, "The characters that make it a sanctions claim"]
    status: Annotated[
        str,
        "threatened, planned, urged, imposed, eased, ease_intended, ease_demanded, ease_refused, opposed, evaded "
        "or mentioned",
    ]
    sender_ids: Annotated[list[str], "Actors that impose, threaten or ease"]
    target_ids: Annotated[list[str], "Actors they are aimed at"]
    measures: Annotated[
        list[str],
        "economic, financial, asset_freeze, trade, export_control, import_ban, arms, energy, travel, "
        "aviation_shipping, aid, diplomatic, sports_culture, designation",
    ]
    condition_start: Annotated[int | None, "Condition span ('if Russia invades')"]
    condition_end: Annotated[int | None, "One past the condition span"]
    negated: Annotated[bool, "The claim's verb is negated"]
    speaker_actor_id: Annotated[str | None, "Who says so, where the claim is reported speech"]
    attribution_no: Annotated[int | None, "The attribution whose content holds the claim"]
    rule_id: Annotated[str, "The rule that found it"]
    confidence: Annotated[float, "0 to 1"]


class Signature(NamedTuple):
    """What a document leaves behind for finding its copies later."""

    doc_id: Annotated[str, "The document"]
    text_digest: Annotated[str, "Hash of the letters and digits of its text, case folded: equal for exact copies"]
    words: Annotated[int, "Words that the features were made from"]
    features: Annotated[list[int], "Sorted 32-bit hashes of a fixed sample of its word bigrams"]


class StatementSignature(NamedTuple):
    """What a reported statement leaves behind for finding its repetitions."""

    doc_id: Annotated[str, "The document"]
    attribution_no: Annotated[int, "The attribution"]
    speaker_actor_id: Annotated[str | None, "Its speaker, where it is an actor"]
    place: Annotated[float, "Where it stands among the document's statements: 0 first, towards 1 last"]
    words: Annotated[list[str], "The telling words of its content: case folded, cut short, sorted"]


class StatementLink(NamedTuple):
    """One pair of reported sentences that are the same statement, with the evidence."""

    doc_id: Annotated[str, "The document of the later one"]
    attribution_no: Annotated[int, "The later attribution"]
    other_doc_id: Annotated[str, "The document of the earlier one"]
    other_attribution_no: Annotated[int, "The earlier attribution"]
    basis: Annotated[str, "copy: the documents are linked copies; repeat: one named speaker in unrelated texts"]
    overlap: Annotated[float, "Shared words by those of the shorter"]
    shared_words: Annotated[list[str], "Words that both have, as compared, the longest of them"]


class StatementMember(NamedTuple):
    """The statement that a reported sentence belongs to; one that is reported once has no row."""

    doc_id: Annotated[str, "The document"]
    attribution_no: Annotated[int, "The attribution"]
    statement_id: Annotated[str, "The statement: doc_id and attribution_no of its first report"]


class StoryLink(NamedTuple):
    """One pair of documents that share an origin, with the evidence."""

    doc_id: Annotated[str, "The later document"]
    other_doc_id: Annotated[str, "The earlier document"]
    relation: Annotated[str, "exact, near_copy, retranslation, partial or credit (both relay one outlet's report)"]
    similarity: Annotated[
        float, "Jaccard similarity of word bigrams; for credit, share of the fewer statements that both relay"
    ]
    aligned_fraction: Annotated[float, "Share of the shorter text's words that stand, in order, in the other"]
    anchors: Annotated[
        list[str],
        "Rare word pairs, names and numbers that both have; for credit, the outlet and words of the statements",
    ]


class StoryMember(NamedTuple):
    """The story a document belongs to now."""

    doc_id: Annotated[str, "The document"]
    story_id: Annotated[str, "The story: the doc_id of its oldest member"]
    relation: Annotated[str, "How it relates to the representative: representative, exact, near_copy, ..."]
    similarity: Annotated[float, "To the representative; 1 for itself"]


class Story(NamedTuple):
    """One cluster of copies: one independent source."""

    story_id: Annotated[str, "Stable id: the doc_id of its oldest member"]
    representative_doc_id: Annotated[str, "The document that stands for it"]
    origin_outlet_id: Annotated[str | None, "The outlet it comes from, where credited or known"]
    copies: Annotated[int, "Documents in it"]
    outlets: Annotated[int, "Distinct outlets that carried it"]
    first_seen_at: Annotated[dt.datetime, "When its oldest member was first seen"]


class Reject(NamedTuple):
    """One refused input."""

    uri: Annotated[str, "The file or record that was refused"]
    reason: Annotated[
        str,
        "A code: empty, binary, no_text, bad_json, bad_row, truncated, damaged, unreadable, too_large, too_deep, "
        "unsafe, unsupported, http_error, rule_failed",
    ]
    detail: Annotated[str, "What exactly is wrong, in a sentence"]
    byte_count: Annotated[int, "Bytes of the refused input"]
    run_id: Annotated[str, "The run that refused it"]


class Input(NamedTuple):
    """One input file that a committed run has read to its end."""

    uri: Annotated[str, "The file"]
    byte_count: Annotated[int, "Its size"]
    modified_ns: Annotated[int, "Its modification time in nanoseconds since 1970"]
    records: Annotated[int, "Contents and rejects found in it"]
    run_id: Annotated[str, "The run that read it"]


class Stage(NamedTuple):
    """What one stage of a run took in and gave out: rows_in = rows_out + known + rejected."""

    stage: Annotated[str, "Name of the stage"]
    rows_in: Annotated[int, "Rows it was given"]
    rows_out: Annotated[int, "Rows it passed on"]
    known: Annotated[int, "Rows whose content was there already"]
    rejected: Annotated[int, "Rows it refused"]
    seconds: Annotated[float, "Processor-bound seconds, summed over workers"]


class Run(NamedTuple):
    """One committed run."""

    run_id: Annotated[str, "The run"]
    flow_run_id: Annotated[str | None, "Its Prefect flow run"]
    kind: Annotated[str, "ingest or reprocess"]
    started: Annotated[dt.datetime, "When it began"]
    finished: Annotated[dt.datetime, "When it was ready to commit"]
    config_fingerprint: Annotated[str, "The config it ran with"]
    version: Annotated[str, "Demarche's version"]
    stages: Annotated[list[Stage], "Rows in, out and rejected, and seconds, per stage"]
