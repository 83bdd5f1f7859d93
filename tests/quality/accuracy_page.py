"""Writes docs/accuracy.md, and the short table of the README, from what `make evaluate` measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_HEAD = """# How right it is

Written by `make evaluate` from the labels in `tests/`. Floors that only rise are in `tests/quality/floors.toml`, and a
test fails below them. Precision: of what it says, what is right. Recall: of what is there, what it finds. Labels are
few and made by those who made the rules: read the figures as what to expect on texts like these, not on yours.
"""
_CORPORA = {
    "samples": "The demo's articles, all languages",
    "english": "The English ones of them",
    "others": "Those in other languages",
    "seeds": "Five real articles with every kind of damage",
    "polnear": "Attributions in 38 American news articles set aside (PolNeAR)",
    "corpus": "Sanctions sentences of real news; rules were not tuned on the parts called final",
    "articles": "Actors of 60 real articles",
    "sentences": "Sentences with and without sanctions, by language; those set aside guide no rule",
    "variants": "Copies of many kinds made from articles, and pairs that are none",
    "furniture": "Page furniture and damage in articles written for it",
    "translationese": "Telling retranslated articles from others",
    "damage": "Telling damaged copies from their originals",
}
# What the README says: the corpus, the task and figure, in words. All on labels from which no rule was written.
SUMMARY = (
    ("articles", "countries_final", "f1", "States named, 60 real articles (half of them), F1"),
    ("articles", "bodies_final", "f1", "Bodies named there, F1"),
    ("articles", "people_final", "f1", "People named there, F1"),
    ("articles", "discovered_final", "recall", "Names on no list found there, recall"),
    ("polnear", "direct", "f1", "Direct quotations, 38 news articles (PolNeAR), content F1"),
    ("polnear", "direct_speakers", "f1", "... with the right speaker, F1"),
    ("polnear", "content", "f1", "All reported statements there, content F1"),
    ("corpus", "sanctions_final", "detection_f1", "Claims about sanctions, 100 real sentences, found, F1"),
    ("corpus", "sanctions_final", "status_accuracy", "... with the right status"),
    ("corpus", "sanctions_final", "target_f1", "... target, F1"),
    ("corpus", "sanctions_final", "sender_f1", "... sender, F1"),
    (
        "corpus",
        "sanctions_friends_final",
        "false_friends_rejected",
        "Sanctions of other kinds (sport, courts): left out",
    ),
    ("variants", "joined_spun40", "recall", "Copies with 40 % other words joined with their original"),
    ("variants", "joined_retranslated", "recall", "Retranslations by hand joined with their original"),
)
_OPENS, _CLOSES = "<!-- measured: written by make evaluate -->", "<!-- end of measured -->"
_COLUMNS = ("precision", "recall", "f1", "expected")

Measured = Mapping[str, Mapping[str, float]]


def accuracy_page(results: Mapping[str, Measured]) -> str:
    """The page, a table a corpus."""
    return "\n".join([_HEAD, *(line for corpus, measured in results.items() for line in _section(corpus, measured))])


def _section(corpus: str, measured: Measured) -> Iterator[str]:
    """One corpus: its tasks with precision, recall, F1 and how many are labelled, and figures of other kinds."""
    yield f"## {_CORPORA.get(corpus, corpus)}\n"
    yield "| task | precision | recall | F1 | labelled | other figures |"
    yield "|---|---|---|---|---|---|"
    for task, scores in measured.items():
        cells = [_figure(scores.get(name)) for name in _COLUMNS]
        others = [
            f"{name.replace('_', ' ')} {_figure(value)}"
            for name, value in scores.items()
            if name not in {*_COLUMNS, "right", "predicted", "found"}
        ]
        yield f"| {task.replace('_', ' ')} | {' | '.join(cells)} | {', '.join(others)} |"
    yield ""


def _figure(value: float | None) -> str:
    """A share with two digits, a count whole, nothing where it was not measured."""
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{value:.2f}"


def with_summary(readme: str, results: Mapping[str, Measured]) -> str:
    """The README with its short table anew; as it was where not all of the table was measured.

    Raises ValueError where the README lacks the marks around the table.
    """
    before, opens, rest = readme.partition(_OPENS)
    _, closes, after = rest.partition(_CLOSES)
    if not (opens and closes):
        raise ValueError(f"the README lacks {_OPENS} or {_CLOSES}")
    figures = [(words, results.get(corpus, {}).get(task, {}).get(name)) for corpus, task, name, words in SUMMARY]
    if any(figure is None for _, figure in figures):
        return readme
    rows = "\n".join(f"| {words} | {figure:.2f} |" for words, figure in figures)
    return f"{before}{_OPENS}\n| what | measured |\n|---|---|\n{rows}\n{_CLOSES}{after}"
