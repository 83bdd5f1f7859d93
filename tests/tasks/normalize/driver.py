"""Rules as shipped, a few outlets of our own, and short ways to call the room."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from config.knowledge import ActorEntry
from config.text import load_text_rules
from tasks.normalize import NormalizeRules, compile_rules, normalize
from warehouse.records import Cleaned, Delivery, Given, Refused

CONFIG = Path(__file__).resolve().parents[3] / "config"


def outlet(actor_id: str, name: str, aliases: tuple[str, ...] = (), domains: tuple[str, ...] = ()) -> ActorEntry:
    return ActorEntry(id=actor_id, name=name, kind="outlet", aliases=aliases, domains=domains)


ACTORS = (
    outlet("reuters", "Reuters", ("رويترز",), ("reuters.com",)),
    outlet("associated-press", "Associated Press", ("AP",), ("apnews.com",)),
    outlet("agence-france-presse", "Agence France-Presse", ("AFP",)),
    outlet("tass", "TASS", ("ТАСС",), ("tass.ru", "tass.com")),
    outlet("xinhua", "Xinhua", ("新华社",)),
    outlet("unn", "Ukrainian National News", ("УНН",)),
    outlet("cnn", "CNN", ("Cable News Network",), ("cnn.com",)),
    outlet("fox-news", "Fox News", (), ("foxnews.com",)),
    ActorEntry(id="RUS", name="Russia", kind="country", adjectives=("Russian", "Russians")),
    ActorEntry(id="FRA", name="France", kind="country", adjectives=("French",)),
)


@cache
def rules() -> NormalizeRules:
    return compile_rules(load_text_rules(CONFIG), ACTORS)


def delivery(content: bytes, given: Given | None = None, declared: str | None = None) -> Delivery:
    return Delivery("0" * 16, content, "text/plain", declared, "memory:1", given or Given())


def run(content: bytes, given: Given | None = None, declared: str | None = None) -> Cleaned | Refused:
    cleaned, refused = normalize([delivery(content, given, declared)], rules())
    assert len(cleaned) + len(refused) == 1
    return (cleaned or refused)[0]


def clean(text: str, given: Given | None = None) -> Cleaned:
    result = run(text.encode("utf-8", "surrogatepass"), given)
    assert isinstance(result, Cleaned), result
    return result


def check_alignment(cleaned: Cleaned, raw: str) -> None:
    """Runs are in bounds, in order, without overlap; every artifact quotes the raw text at its span."""
    clean_at = raw_at = 0
    for run_ in cleaned.alignment:
        assert run_.length > 0
        assert run_.clean_start >= clean_at
        assert run_.raw_start >= raw_at
        clean_at, raw_at = run_.clean_start + run_.length, run_.raw_start + run_.length
    assert clean_at <= len(cleaned.text)
    assert raw_at <= len(raw)
    for artifact in cleaned.artifacts:
        assert 0 <= artifact.raw_start <= artifact.raw_end <= len(raw)
        assert raw[artifact.raw_start : artifact.raw_end][:500] == artifact.text
