"""Classes of words as bits, so that one look-up a token answers every question about it."""

from __future__ import annotations

AUXILIARY = 1 << 0
PASSIVE = 1 << 1
MODAL = 1 << 2
ADVERB = 1 << 3
DETERMINER = 1 << 4
POSSESSIVE = 1 << 5
PREPOSITION = 1 << 6
LINKING = 1 << 7
AGENT = 1 << 8
ADDRESSING = 1 << 9
COORDINATOR = 1 << 10
SUBORDINATOR = 1 << 11
RELATIVE = 1 << 12
COMPLEMENTIZER = 1 << 13
QUESTION = 1 << 14
INFINITIVE = 1 << 15
TIME = 1 << 16
PRONOUN = 1 << 17
CUE = 1 << 18
SOURCE_NOUN = 1 << 19
TITLE = 1 << 20
TRIGGER = 1 << 21
GERUND = 1 << 22
CHANNEL = 1 << 23
STANDALONE = 1 << 24
CUE_NOUN = 1 << 25
QUOTING = 1 << 26  # a cue verb that takes a quotation

VERBAL = AUXILIARY | MODAL
# What cannot stand inside a noun phrase; a preposition can where it also links.
PHRASE_END = PRONOUN | VERBAL | SUBORDINATOR | COMPLEMENTIZER | RELATIVE | ADVERB
