"""Short articles of our own for tests that need some text to flow through the pipeline."""

from __future__ import annotations

import json
from pathlib import Path

_PLACES = ["Russia", "Iran", "Belarus", "Syria", "Venezuela", "Myanmar", "Cuba", "Sudan"]
_BODIES = ["The European Union", "The United States", "Canada", "Britain"]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]


def article(number: int) -> str:
    """An article that shares little with any other of another number."""
    sender, target = _BODIES[number % 4], _PLACES[number % 8]
    day = _DAYS[number % 5]
    own = " ".join(f"item{number}x{index} lot{number * 7 + index}" for index in range(12))
    return (
        f"{sender} imposes sanctions on {target} in round {number}\n\n"
        f"{sender} imposed sanctions on {target} on {day}, adding {number + 3} officials to its list of frozen "
        f"accounts. A senior official said the measures of round {number} would stay until the talks resume.\n\n"
        f"Among the goods named in annex {number} are {own}. Traders in {target} expect little change before the "
        f"spring, and the ministry of round {number} declined to comment.\n"
    )


def write_articles(folder: Path, numbers: range) -> Path:
    """One text file an article."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"{number:04}.txt").write_text(article(number), encoding="utf-8")
    return folder


def write_records(path: Path, numbers: range) -> Path:
    """One JSON lines file of articles with metadata."""
    path.parent.mkdir(parents=True, exist_ok=True)
    records = (
        {"text": article(number), "source": "Reuters", "date": f"2021-03-{number % 28 + 1:02}", "url": f"a/{number}"}
        for number in numbers
    )
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path
