"""Names of an imported entity: which link by themselves, which only after a full one, and which are refused."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

from normality import collapse_spaces
from rigour.names import extract_org_types
from rigour.names.person import remove_person_prefixes

from config.exchange import ExchangeRules
from tasks.exchange.entities import Entity

INVERTED = re.compile(r"([^,]+), ([^,]+)")
BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
WORD = re.compile(r"[^\W_]+")
NO_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]")
LONGEST = 200


class Names(NamedTuple):
    """An entity's names: the one to show, full ones, short ones, and how many were refused for what."""

    shown: str
    full: tuple[str, ...]
    short: tuple[str, ...]
    refused: Counter[str]


def fold(name: str) -> str:
    """A name for comparison: its words in lower case, without accents, joined by spaces."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter))))


def names_of(entity: Entity, rules: ExchangeRules) -> Names:
    """Sort an entity's names; `shown` is empty where it has none."""
    given = entity.texts("name", "alias", "previousName")
    weak = entity.texts("weakAlias")
    first_last = _first_last(entity)
    found = dict.fromkeys(form for name in [*given, *first_last] for form in _forms(name, entity.kind))
    full: dict[str, None] = {}
    short = dict.fromkeys(form for name in weak for form in _forms(name, entity.kind))
    refused: Counter[str] = Counter()
    for name in found:
        reason = _refusal(name, entity.kind, rules)
        if reason is None:
            full[name] = None
        elif reason == "one_word":
            short[name] = None
        else:
            refused[reason] += 1
    short.update(dict.fromkeys(entity.texts("lastName")))
    usable = [name for name in short if len(name) >= rules.shortest_surname and name not in full and not name.isdigit()]
    shown = next(iter([*full, *given] if entity.kind == "person" else given), "") or next(iter(weak), "")
    return Names(shown, tuple(full), tuple(usable), refused)


def _first_last(entity: Entity) -> list[str]:
    """A person's first and last name together, where each is given once."""
    first, last = entity.texts("firstName"), entity.texts("lastName")
    return [f"{first[0]} {last[0]}"] if entity.kind == "person" and len(first) == len(last) == 1 else []


def _forms(name: str, kind: str | None) -> list[str]:
    """A name as texts may write it: a person's without title, the first name first; a body's without its legal form."""
    name = collapse_spaces(BRACKETS.sub("", unicodedata.normalize("NFC", name))) or ""
    if kind == "person":
        name = remove_person_prefixes(name)
        inverted = INVERTED.fullmatch(name)
        return [_trimmed(f"{inverted[2]} {inverted[1]}" if inverted else name)]
    return list(
        dict.fromkeys([_trimmed(name), _trimmed(_without_legal_form(name) if kind == "organization" else name)])
    )


def _without_legal_form(name: str) -> str:
    """A body's name without its legal form at the beginning or end."""
    for form, _ in extract_org_types(name):
        if name.endswith(form):
            name = name[: -len(form)].rstrip(" ,")
        elif name.startswith(form):
            name = name[len(form) :].lstrip(" ,")
    return name


def _trimmed(name: str) -> str:
    """A name from its first to its last letter or digit."""
    found = [match.span() for match in WORD.finditer(name)]
    return name[found[0][0] : found[-1][1]] if found else ""


def _refusal(name: str, kind: str | None, rules: ExchangeRules) -> str | None:
    """Why a name does not link by itself: a code; None where it does."""
    words = fold(name).split()
    reasons = {
        "no_spaces": NO_SPACES.search(name) is not None,
        "no_letters": not any(word.isalpha() for word in words),
        "one_word": len(words) == 1,
        "too_short": sum(map(len, words)) < rules.fewest_letters or all(len(word) < 3 for word in words),
        "too_long": len(name) > LONGEST,
        "common_words": kind != "person"
        and rules.common_words.issuperset(word for word in words if not word.isdigit()),
    }
    return next((reason for reason, holds in reasons.items() if holds), None)
