"""The script that one would write in an afternoon, as the yardstick of `make bench`.

`python -m tests.bench.naive INPUT.jsonl OUTDIR` reads JSON lines into pandas, cleans the text with regular
expressions, asks langdetect for the language of every document, splits sentences, finds actors and talk of sanctions
with one compiled alternation each, and writes Parquet and CSV. It finds no copies, no speakers, no statuses, and keeps
no offsets into the raw text. Nothing in it is slower than it need be: every pattern is compiled once, and every text is
scanned once a question.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from langdetect import DetectorFactory, LangDetectException, detect

from config.actor_entry import ActorEntry
from config.configuration import DEFAULT_DIRECTORY
from config.knowledge import load_actors

_CLEANING = [
    (re.compile(r"<[^<>\n]{1,200}>|&nbsp;"), " "),
    (re.compile(r"[\u200b\u200c\u200d\ufeff\u00ad]"), ""),
    (re.compile(r"(?im)^(?:see also|read more|leave a reply|share this|advertisement|sign up).*$"), ""),
    (re.compile(r"(?im)^(?:source|photo|image|credit)s?\s*:.*$"), ""),
    (re.compile(r"[ \t\r\f\v\u00a0]+"), " "),
    (re.compile(r"\n\s*\n+"), "\n\n"),
]
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(A-Z])|\n\n")
_SANCTIONS = re.compile(
    r"\b(?:(?:counter-?)?sanction(?:s|ed|ing)?|embargo(?:es|ed)?|asset freezes?|"
    r"(?:froze|freeze|freezing) (?:the )?assets|travel bans?|visa bans?|"
    r"export controls?|price cap|blacklist(?:s|ed|ing)?|trade restrictions?|import bans?)\b",
    re.IGNORECASE,
)
_SHORTEST_NAME = 3


def actor_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    """One alternation over the names of actors and all forms of countries, and the actor of each.

    Names are grouped by their first two letters, which makes it several times faster than one flat list.
    """
    names: dict[str, str] = {}
    for actor in load_actors(DEFAULT_DIRECTORY / "actors"):
        names.update({form: actor.id for form in _written_forms(actor) if len(form) >= _SHORTEST_NAME})
    groups: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        groups.setdefault(name[:2], []).append(re.escape(name[2:]))
    alternatives = (f"{re.escape(start)}(?:{'|'.join(ends)})" for start, ends in groups.items())
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b"), names


def _written_forms(actor: ActorEntry) -> tuple[str, ...]:
    """The name of an actor; of a country its English adjectives and all its short names, too."""
    if actor.kind != "country":
        return (actor.name,)
    english = actor.forms["en"].adjectives if "en" in actor.forms else ()
    return (actor.name, *actor.aliases, *actor.adjectives, *english)


def clean(text: str) -> str:
    """The text without markup, page furniture and stray white space."""
    for pattern, replacement in _CLEANING:
        text = pattern.sub(replacement, text)
    return text.strip()


def language(text: str) -> str:
    """langdetect's answer, or und where it has none."""
    try:
        return str(detect(text))
    except LangDetectException:
        return "und"


def actor_rows(texts: pd.Series, pattern: re.Pattern[str], names: dict[str, str]) -> Iterator[dict[str, Any]]:
    """One row a name found."""
    for number, text in texts.items():
        for match in pattern.finditer(text):
            yield {"document": number, "actor": names[match[0]], "surface": match[0], "start": match.start()}


def sanctions_rows(texts: pd.Series) -> Iterator[dict[str, Any]]:
    """One row a sentence that speaks of sanctions."""
    for number, text in texts.items():
        for place, sentence in enumerate(_SENTENCE_END.split(text)):
            found = _SANCTIONS.findall(sentence)
            if found:
                yield {"document": number, "sentence": place, "triggers": ", ".join(found), "text": sentence}


def run(source: Path, target: Path) -> int:
    """Read, clean, find and write; the number of documents."""
    DetectorFactory.seed = 0
    pattern, names = actor_pattern()
    articles = pd.read_json(source, lines=True, dtype=False)
    articles["text"] = articles["text"].map(clean)
    articles["language"] = articles["text"].map(language)
    articles["date"] = pd.to_datetime(articles["date"], errors="coerce", format="mixed", utc=True)
    target.mkdir(parents=True, exist_ok=True)
    articles.to_parquet(target / "articles.parquet")
    pd.DataFrame(actor_rows(articles["text"], pattern, names)).to_parquet(target / "mentions.parquet")
    pd.DataFrame(sanctions_rows(articles["text"])).to_csv(target / "sanctions.csv", index=False)
    return len(articles)


def main() -> None:
    """Run on the command line's arguments and print documents a second."""
    if len(sys.argv) != 3:
        sys.exit("usage: python -m tests.bench.naive INPUT.jsonl OUTDIR")
    started = time.perf_counter()
    documents = run(Path(sys.argv[1]), Path(sys.argv[2]))
    seconds = time.perf_counter() - started
    print(f"{documents} documents in {seconds:.1f} s: {documents / seconds:.1f} documents/s")


if __name__ == "__main__":
    main()
