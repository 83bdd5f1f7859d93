"""Makes large inputs of distinct documents: the real articles beside the checkout, varied, or our own where absent."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.articles import article
from tests.shared import SHARED

_WORD = re.compile(r"\b[a-z]{2,}\b")
_SHARE = 0.85  # of the lower-case words of a varied article are drawn anew: what is left is seldom a copy


def write_varied(path: Path, count: int) -> int:
    """Write `count` distinct records as JSON lines; gives the bytes of their texts.

    The first pass over the articles leaves them as they are. In each later one most words in lower case are drawn
    anew from the running words of all articles: names, numbers, quotes, lengths and how often each word stands in a
    text stay real, and few documents (short ones, and those full of names) are still like another.
    """
    records = list(_articles())
    running = [word for record in records[:: max(1, len(records) // 400)] for word in _WORD.findall(record["text"])]
    size = 0
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            record = dict(records[number % len(records)])
            if number >= len(records):
                record["text"] = _varied(record["text"], running, random.Random(number))
                record["url"] = f"{record.get('url', '')}#{number}"
            size += len(record["text"].encode())
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    return size


def texts() -> Iterator[str]:
    """The texts of the articles, without end."""
    while True:
        yield from (str(record["text"]) for record in _articles())


def _varied(text: str, running: list[str], chance: random.Random) -> str:
    """A text with most of its plain words drawn anew."""
    return _WORD.sub(lambda match: chance.choice(running) if chance.random() < _SHARE else match[0], text)


def _articles() -> Iterator[dict[str, Any]]:
    """The real articles, or two thousand of ours."""
    corpus = SHARED / "corpus" / "news-2000.jsonl.gz"
    if corpus.exists():
        with gzip.open(corpus, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines)
        return
    for number in range(2000):
        body = "\n\n".join(article(number * 8 + part) for part in range(8))
        yield {"text": body, "title": f"Round {number}", "source": "Reuters", "date": "2021-03-01", "url": str(number)}
