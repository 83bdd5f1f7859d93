"""Measure the pipeline: `python -m tests.quality.evaluate [--json] [--verbose] [--only TASK] [--corpus NAME ...]
[--page FILE] [--readme FILE]`.

Corpora: `samples` (samples/, labels in tests/samples/labels) and its parts by language, `english` and `others`; where
../shared is present, `seeds` (five articles, ../shared/gold/seeds.yaml) and `polnear` (attributions, the `final`
part), `corpus` (labelled sanctions sentences of the shared corpus) and `articles` (actors of 60 of its articles);
`linking` (actors in tricky sentences), `sentences` (golden sanctions sentences) and `variants` (copies made of the
shared corpus, else of the samples); `furniture` (artifacts of articles written for it); `translationese` (retranslated
samples) and `damage` (the shared corpus against damaged copies of it).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from tests.quality.accuracy_page import accuracy_page, with_summary
from tests.quality.labels import DocumentLabel, RejectLabel, load_samples, load_seeds
from tests.quality.scoring import score_document, score_rejects, score_stories
from tests.quality.tally import Rows, Tallies, Tally
from warehouse.records import Document

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
COLUMNS = {"precision": 10, "recall": 8, "f1": 8, "right": 8, "predicted": 10, "expected": 9}
Measured = dict[str, dict[str, float]]
NOTHING_CAME = Rows(Document("", None, "", None, None, None, None, None, None, "und", 0.0, 0, 0, 0, "utf-8", []), "")


def measure_samples() -> tuple[Measured, list[str]]:
    """Scores of every task on samples/, and a note on everything that is wrong."""
    documents, rejects = load_samples(ROOT / "tests" / "samples" / "labels")
    return _measure(documents, rejects, ROOT / "samples")


def measure_language(english: bool) -> tuple[Measured, list[str]]:
    """The same on the English samples alone, or on all others."""
    documents, _ = load_samples(ROOT / "tests" / "samples" / "labels")
    chosen = [label for label in documents if (label.language == ("en",)) == english]
    return _measure(chosen, [], ROOT / "samples")


def measure_seeds() -> tuple[Measured, list[str]]:
    """The same on the seed articles. Raises FileNotFoundError where they are absent."""
    return _measure(load_seeds(SHARED / "gold" / "seeds.yaml"), [], SHARED / "seeds")


def measure_polnear() -> tuple[Measured, list[str]]:
    """Attributions against PolNeAR. Raises FileNotFoundError where it is absent."""
    from tests.quality.attribution_eval import evaluate_polnear
    from tests.quality.attribution_room import attribute_text

    directory = SHARED / "polnear"
    if not directory.is_dir():
        raise FileNotFoundError(directory)
    return evaluate_polnear(directory, attribute_text, "final"), []


def measure_sentences() -> tuple[Measured, list[str]]:
    """The sanctions room on its golden sentences: a task a file, and a few of what is set aside, without notes."""
    from tests.quality.sanctions_eval import Score, evaluate_golden
    from tests.quality.sanctions_golden import golden_names, is_split

    scores = {name: evaluate_golden(name) for name in golden_names()}
    notes = [f"{name}: {miss}" for name, score in scores.items() for miss in score.misses]
    for name in filter(is_split, golden_names()):
        written = name.rpartition("_")[2]
        others = f"others_{written}_set_aside" if written in ("third", "fourth", "friends") else "others_set_aside"
        aside = f"{name}_set_aside" if name.startswith("english") else others
        scores.setdefault(aside, Score()).add(evaluate_golden(name, "set_aside"))
    return {name: score.report() for name, score in scores.items()}, notes


def measure_corpus() -> tuple[Measured, list[str]]:
    """Sanctions claims on labelled sentences of the shared corpus, a task a part; no notes on the final parts.

    Raises FileNotFoundError where the corpus is absent.
    """
    from tests.quality.sanctions_corpus import PARTS, evaluate_corpus

    scores = {part: evaluate_corpus(part, SHARED / "corpus" / "news-2000.jsonl.gz") for part in PARTS}
    seen = {part: score for part, score in scores.items() if not part.endswith("final")}
    notes = [f"sanctions_{part}: {miss}" for part, score in seen.items() for miss in score.misses]
    judged = {part: score.report() for part, score in scores.items()}
    for figures in judged.values():  # neither is labelled
        del figures["measures_accuracy"], figures["condition_accuracy"]
    return {f"sanctions_{part}": figures for part, figures in judged.items()}, notes


def measure_articles() -> tuple[Measured, list[str]]:
    """Actors of 60 labelled articles of the shared corpus, by class and part; notes on `development` alone.

    Raises FileNotFoundError where the corpus is absent.
    """
    from tests.quality.actors_corpus import evaluate_actors

    tallies = evaluate_actors(SHARED / "corpus" / "news-2000.jsonl.gz")
    notes = [f"{task}: {note}" for task, tally in tallies.items() for note in tally.notes if "development" in task]
    return _scores(tallies), notes


def measure_linking() -> tuple[Measured, list[str]]:
    """Actors in the tricky sentences of tests/tasks/actors/tricky, mention by mention."""
    from tests.quality.actors_tricky import evaluate_tricky

    tallies = evaluate_tricky()
    return _scores(tallies), [f"{task}: {note}" for task, tally in tallies.items() for note in tally.notes]


def measure_variants(documents: int = 400, copied: int = 100) -> tuple[Measured, list[str]]:
    """How well copies of many kinds are found: recall by kind of variant, precision by relation."""
    from tests.quality.stories_eval import evaluate

    score, _ = evaluate(documents, copied)
    measured = {f"linked_{kind}": {"recall": share} for kind, share in score.recall.items()}
    measured |= {f"joined_{kind}": {"recall": share} for kind, share in score.joined.items()}
    measured |= {f"links_{relation}": {"precision": share} for relation, share in score.precision.items()}
    apart = {"candidates_apart": 1 - score.wrongly_joined, "same_event_apart": 1 - score.same_event_joined}
    return {**measured, "negatives": apart, "clusters": {"rand_index": score.rand_index}}, []


def measure_furniture() -> tuple[Measured, list[str]]:
    """Artifacts of the articles in tests/quality/furniture; notes on the half that may guide the rules alone."""
    from tests.quality.furniture_eval import HALVES, evaluate

    tallies = {half: evaluate(half) for half in HALVES}
    return _scores(tallies), [f"tuned: {note}" for note in tallies["tuned"].notes]


def measure_translationese() -> tuple[Measured, list[str]]:
    """How well the score tells retranslated samples from the other English ones."""
    from tests.quality.translationese_eval import evaluate_samples

    return evaluate_samples(), []


def measure_damage() -> tuple[Measured, list[str]]:
    """How well it tells articles of the shared corpus from damaged copies of them, by kind of damage.

    Raises FileNotFoundError where the corpus is absent.
    """
    from tests.quality.translationese_eval import evaluate_damage

    return evaluate_damage(), []


MEASURES: dict[str, Callable[[], tuple[Measured, list[str]]]] = {
    "samples": measure_samples,
    "english": partial(measure_language, True),
    "others": partial(measure_language, False),
    "seeds": measure_seeds,
    "polnear": measure_polnear,
    "corpus": measure_corpus,
    "articles": measure_articles,
    "linking": measure_linking,
    "sentences": measure_sentences,
    "variants": measure_variants,
    "furniture": measure_furniture,
    "translationese": measure_translationese,
    "damage": measure_damage,
}


def _measure(documents: list[DocumentLabel], rejects: list[RejectLabel], root: Path) -> tuple[Measured, list[str]]:
    """Run the pipeline on labelled files and score what comes out."""
    from tests.quality import pipeline

    names = {name.partition("#")[0] for name in [*(one.name for one in documents), *(one.name for one in rejects)]}
    output = pipeline.run_pipeline(sorted(root.resolve() / name for name in names))
    rows = pipeline.rows_by_name(output, root)
    tallies: Tallies = {}
    for label in documents:
        _absorb(tallies, score_document(label, rows.get(label.name, NOTHING_CAME)))
    tallies["stories"] = score_stories(documents, pipeline.stories_by_name(output, root))
    if rejects:
        tallies["rejects"] = score_rejects(rejects, pipeline.refused_by_name(output, root))
    lost = [f"documents: {label.name}: no document came out" for label in documents if label.name not in rows]
    tallies["documents"] = Tally(len(documents) - len(lost), len(documents), len(rows), len(rows), lost)
    return _scores(tallies), [f"{task}: {note}" for task, tally in tallies.items() for note in tally.notes]


def _absorb(tallies: Tallies, more: Tallies) -> None:
    """Add one document's tallies to the totals."""
    for task, tally in more.items():
        tallies.setdefault(task, Tally()).add(tally)


def _scores(tallies: Mapping[str, Tally]) -> Measured:
    """Precision, recall, F1 and the counts of every task."""
    return {
        task: {
            **tally.scores(),
            "right": tally.right,
            "predicted": tally.predicted,
            "found": tally.found,
            "expected": tally.expected,
        }
        for task, tally in tallies.items()
    }


def table(corpus: str, measured: Measured) -> Iterable[str]:
    """A corpus's scores as lines of a plain table; figures of other kinds follow by name."""
    yield f"{corpus:<36}" + "".join(f"{name:>{width}}" for name, width in COLUMNS.items())
    for task, scores in measured.items():
        cells = [_cell(scores.get(name), width) for name, width in COLUMNS.items()]
        others = [f"{name} {value:.3f}" for name, value in scores.items() if name not in (*COLUMNS, "found")]
        yield f"  {task:<34}{''.join(cells) if set(scores) & set(COLUMNS) else ''}{', '.join(others)}"


def _cell(value: float | None, width: int) -> str:
    """One number, or blanks where it was not measured."""
    if value is None:
        return " " * width
    return f"{value:>{width}}" if isinstance(value, int) else f"{value:>{width}.3f}"


def main() -> None:
    """Print scores of all corpora that are at hand."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of tables")
    parser.add_argument("--verbose", action="store_true", help="list every miss and every false find")
    parser.add_argument("--only", metavar="TASK", help="only tasks whose name begins with this")
    parser.add_argument("--corpus", nargs="*", choices=sorted(MEASURES), default=list(MEASURES))
    parser.add_argument("--page", metavar="FILE", type=Path, help="write the scores as a page of the docs, too")
    parser.add_argument("--readme", metavar="FILE", type=Path, help="write the short table of the README anew, too")
    chosen = parser.parse_args()
    results: dict[str, Any] = {}
    for corpus in chosen.corpus:
        try:
            measured, notes = MEASURES[corpus]()
        except (FileNotFoundError, ImportError) as error:
            print(f"{corpus}: not measured: {error}")
            continue
        prefix = chosen.only or ""
        results[corpus] = {task: scores for task, scores in measured.items() if task.startswith(prefix)}
        if not chosen.json:
            print("\n".join(table(corpus, results[corpus])))
        if chosen.verbose:
            print("\n".join(f"    {note}" for note in notes if note.startswith(prefix)))
    if chosen.json:
        print(json.dumps(results, indent=1))
    if chosen.page:
        chosen.page.write_text(accuracy_page(results), encoding="utf-8")
    if chosen.readme:
        chosen.readme.write_text(with_summary(chosen.readme.read_text(encoding="utf-8"), results), encoding="utf-8")


if __name__ == "__main__":
    main()
