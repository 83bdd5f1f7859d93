"""What the attribution room knows about words: config/lexicons/<language>/attribution.toml, one a language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import Field, model_validator

from config.loading import ConfigError, Frozen, load

FILE_NAME = "attribution.toml"

Complement = Literal["quote", "that", "question", "clause", "infinitive", "object"]
SpeakerKind = Literal["named", "anonymous_official", "anonymous_sources", "organization", "document", "unknown"]


class CueVerbs(Frozen):
    """Verbs that introduce reported content in the same way.

    words        one string a verb: lemma first, then every form, separated by spaces
    particles    the verb counts only when one of these follows it ("call for"); empty: no particle
    complements  what may follow as content, in no order
    predicative  adjectives that report after a form of "be" ("is confident that ...")
    impersonal   the subject is "it" and nobody speaks ("it emerged that ...")
    addressee    a person addressed may stand between verb and content ("told reporters that ...")
    confidence   of an attribution built on it, 0 to 1
    """

    words: tuple[str, ...]
    particles: tuple[str, ...] = ()
    complements: tuple[Complement, ...]
    predicative: bool = False
    impersonal: bool = False
    addressee: bool = False
    confidence: float = Field(ge=0, le=1)


class CueNouns(Frozen):
    """Nouns with reported content ("his claim that ...").

    words  every form
    links  words that must follow and introduce the content ("of", "about", "to")
    """

    words: tuple[str, ...]
    links: tuple[str, ...]
    confidence: float = Field(ge=0, le=1)


class Pronoun(Frozen):
    """A pronoun that can be a source: its gender (none: any), number and person."""

    form: str
    gender: Literal["f", "m"] | None = None
    plural: bool = False
    person: Literal[1, 2, 3] = 3
    animate: bool = True


class SourceNouns(Frozen):
    """Nouns that tell what kind of speaker a description is ("a senior official").

    collective  stands for the body it names ("EU leaders"), so the body is the speaker
    gender      the noun's own ("spokeswoman")
    """

    kind: SpeakerKind
    words: tuple[str, ...]
    collective: bool = False
    gender: Literal["f", "m"] | None = None


class Grammar(Frozen):
    """Function words, as far as finding clauses and noun phrases needs them. Lower case.

    standalone      determiners that can be a subject by themselves ("some say")
    circumstances   conjunctions that follow an object and are no part of it ("because")
    finite_verbs    common verb forms that no ending tells ("fell", "makes")
    singulars       determiners of the singular
    negatives       words that leave a subject empty ("nobody", "no")
    object_pronouns pronouns that are never subjects ("him")
    quantifiers     words before a people's name that make it people, not their state ("few Veltrans")
    adrift          words right behind a cue that make another verb of it ("showed up")
    withheld        prepositions before a participle by which nothing is said ("without saying that ...")
    demonstratives  determiners that by themselves name nobody ("this shows that ...")
    linking_prepositions  those that go on a noun phrase ("spokesman for ...")
    asides          words that open a clause of speech beside its content ("as she notes, ...")
    elisions        words that lose their vowel before another and stand beside it without a blank ("qu'il")
    past_endings    a word that ends so can be a verb in the past; empty: clauses are not checked for a verb
    plurals, plural_endings  where given, a cue's first form needs a plural subject ("sources say"), so that it is not
                    taken for a noun ("press conference")
    capitalised_nouns  nouns are written with a capital, so that a capital says nothing
    comma_clause    a clause without a marker may follow a comma ("sagte, die Frist laufe ab")
    """

    complementizers: tuple[str, ...]
    question_words: tuple[str, ...] = ()
    infinitive_markers: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    passive_auxiliaries: tuple[str, ...] = ()
    modals: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()
    adverb_endings: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()
    standalone: tuple[str, ...] = ()
    possessives: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    linking_prepositions: tuple[str, ...] = ()
    agent_prepositions: tuple[str, ...] = ()
    addressee_prepositions: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    subordinators: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    negatives: tuple[str, ...] = ()
    circumstances: tuple[str, ...] = ()
    finite_verbs: tuple[str, ...] = ()
    singulars: tuple[str, ...] = ()
    object_pronouns: tuple[str, ...] = ()
    quantifiers: tuple[str, ...] = ()
    adrift: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    demonstratives: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    elisions: tuple[str, ...] = ()
    enclitics: tuple[str, ...] = ()
    reflexives: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    gerund_endings: tuple[str, ...] = ()
    past_endings: tuple[str, ...] = ()
    possessive_endings: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    plural_endings: tuple[str, ...] = ()
    capitalised_nouns: bool = False
    comma_clause: bool = False


class Modality(Frozen):
    """Words by which a report does not say that something was said. Auxiliaries, adverbs and governing verbs alike.

    negations     before a cue: it was not said ("did not", "denied", "declined to")
    no_negations  behind a negation: it was said all the same ("not only")
    modals        before a cue: it may or will be said ("would", "is expected to")
    conditions    before a cue's subject: supposed only ("if")
    trailing      negations and modals that count right behind a cue too ("sagte nicht")
    """

    negations: tuple[str, ...] = ()
    no_negations: tuple[str, ...] = ()
    modals: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    trailing: tuple[str, ...] = ()


class LanguageLexicon(Frozen):
    """Everything the attribution room knows about one language.

    prepositions   cue phrases that take a source ("according to") or hold its possessive ("по его словам")
    postpositions  the same behind their source ("einem Sprecher zufolge")
    closers        the same, only behind content and comma (", so der Minister")
    spoken_in      prepositions before a body behind its verb of speech ("сообщили в министерстве")
    possessed      preposition and noun that hold the possessor between them ("in ... view")
    quoted_only    prepositions that take a source where a quotation follows ("pour X, « ... »")
    told_inside    marks before a cue verb inside a quotation (« ..., a dit X. ... », «..., — сказал Х. — ...»)
    citations      prepositions between a cue noun and its source that name an outlet ("citing")
    cue_nouns      nouns with reported content ("claim that ...")
    light_verbs    verbs whose object is a cue noun ("issued a warning that ...")
    relay_verbs    verbs by which an outlet relays a source ("quoted ... as saying")
    relay_links    words between the relayed source and the content ("as saying")
    carriers       prepositions before an outlet through which something is said ("on", "in")
    insiders       words by which somebody unnamed is told to know ("familiar with the talks")
    impersonal     subjects of agentless cues ("it was announced")
    possessive_pronouns  possessive -> pronoun ("his" -> "he")
    channels       channel name -> words and phrases that name it; the first channel of the file wins
    titles         words of address with gender ("Mr.")
    """

    language: str = Field(pattern=r"^[a-z]{2}$")
    grammar: Grammar
    modality: Modality = Modality()
    verbs: tuple[CueVerbs, ...]
    pronouns: tuple[Pronoun, ...]
    source_nouns: tuple[SourceNouns, ...] = ()
    prepositions: tuple[str, ...] = ()
    postpositions: tuple[str, ...] = ()
    closers: tuple[str, ...] = ()
    spoken_in: tuple[str, ...] = ()
    possessed: tuple[str, ...] = ()
    quoted_only: tuple[str, ...] = ()
    told_inside: tuple[str, ...] = ()
    cue_nouns: tuple[CueNouns, ...] = ()
    relay_verbs: tuple[str, ...] = ()
    relay_links: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    insiders: tuple[str, ...] = ()
    impersonal: tuple[str, ...] = ()
    light_verbs: tuple[str, ...] = ()
    possessive_pronouns: Mapping[str, str] = Field(default_factory=dict)
    channels: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    titles: Mapping[Literal["f", "m", "any"], tuple[str, ...]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _words_are_lower_case(self) -> LanguageLexicon:
        """Look-ups fold case, so an upper-case form could never match."""
        words = [word for group in self.verbs for word in group.words]
        words += [word for group in self.source_nouns for word in group.words]
        wrong = next((word for word in words if word != word.lower()), None)
        if wrong is not None:
            raise ValueError(f"{wrong!r} is not lower case; write every form in lower case")
        return self


class AttributionLexicons(Frozen):
    """The lexicons of all languages, by ISO 639-1 code, and the quote marks they share."""

    languages: Mapping[str, LanguageLexicon]


def load_attribution(directory: Path) -> AttributionLexicons:
    """Read `<directory>/<language>/attribution.toml` for every language folder that has one.

    Raises ConfigError for an invalid file, for a file whose `language` is not its folder's name, and where no
    language has a lexicon.
    """
    languages: dict[str, LanguageLexicon] = {}
    for path in sorted(directory.glob(f"*/{FILE_NAME}")):
        lexicon = load(LanguageLexicon, path)
        if lexicon.language != path.parent.name:
            raise ConfigError(
                f"{path}: key 'language': {lexicon.language!r} must be its folder's name, {path.parent.name!r}"
            )
        languages[lexicon.language] = lexicon
    if not languages:
        raise ConfigError(f"{directory}: no <language>/{FILE_NAME} found; at least one language is needed")
    return AttributionLexicons(languages=MappingProxyType(languages))
