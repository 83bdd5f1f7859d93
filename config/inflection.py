"""Inflected forms of names and adjectives by ending, from config/actors/inflection.toml."""

from __future__ import annotations

from pydantic import model_validator

from config.loading import Frozen

CASES = 5


class Ending(Frozen):
    """What replaces an ending: for nouns one form a case, for other words any number of forms."""

    ending: str
    forms: tuple[str, ...] = ()


class Inflection(Frozen):
    """The rules of one language; the first rule whose ending fits a word applies."""

    nouns: tuple[Ending, ...] = ()
    words: tuple[Ending, ...] = ()
    capitalised: bool = False

    @model_validator(mode="after")
    def _nouns_have_all_cases(self) -> Inflection:
        for rule in self.nouns:
            if len(rule.forms) not in (0, CASES):
                raise ValueError(f"noun ending {rule.ending!r} has {len(rule.forms)} forms; it needs {CASES}, or none")
        return self

    def name_forms(self, name: str) -> list[str]:
        """The name itself and its forms in other cases; the words of a name change together."""
        if not self.nouns:
            return [name]
        columns = [self._declined(word) for word in name.split(" ")]
        return list(dict.fromkeys([name, *(" ".join(words) for words in zip(*columns, strict=True))]))

    def word_forms(self, word: str) -> list[str]:
        """An adjective or demonym and its other forms."""
        rule = next((rule for rule in self.words if word.endswith(rule.ending)), None)
        stem = word[: len(word) - len(rule.ending)] if rule else word
        forms = [word, *(stem + form for form in (rule.forms if rule else ()))]
        if self.capitalised:
            forms += [form[0].upper() + form[1:] for form in forms]
        return list(dict.fromkeys(forms))

    def _declined(self, word: str) -> list[str]:
        rule = next((rule for rule in self.nouns if word.endswith(rule.ending)), None)
        if rule is None or not rule.forms or word.isupper():
            return [word] * CASES
        stem = word[: len(word) - len(rule.ending)]
        return [stem + form for form in rule.forms]
