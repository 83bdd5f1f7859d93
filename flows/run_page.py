"""A run's summary as Markdown for the Prefect UI: what is wrong first, then figures, rejects and stages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flows.summary import RunSummary
from warehouse.checks import CheckResult

_BAR = 40  # characters of the longest bar


def summary_page(
    summary: RunSummary,
    checks: Sequence[CheckResult],
    stages: Sequence[tuple[Any, ...]],
    reasons: Sequence[tuple[Any, ...]],
) -> str:
    """The page. `stages` are (stage, rows in, rows out, known, rejected, seconds).

    `reasons` are (code, rejects, what is wrong with one of them, its name).
    """
    rate = summary.documents / summary.seconds if summary.seconds else 0.0
    figures = (summary.documents, summary.known, summary.rejected, summary.files_known)
    return "\n".join([
        f"# {summary.kind.capitalize()} {summary.run_id}",
        "",
        *_failed(checks),
        "",
        *_table(
            ["new documents", "already known", "rejected", "files read before", "seconds", "documents/s"],
            [(*(f"{figure:,}" for figure in figures), f"{summary.seconds:.1f}", f"{rate:,.0f}")],
        ),
        "",
        *_rejects(reasons),
        "## Where the seconds went",
        "",
        "```",
        *_bars(_seconds(summary, stages)),
        "```",
        "",
        "Seconds of work, summed over worker processes; the rest is their start, and waiting.",
        "",
        *_table(["stage", "rows in", "rows out", "known", "rejected", "seconds"], stages),
        "",
        f"Lake: `{summary.lake}`. Query it with `demarche --lake {summary.lake} sql`.",
    ])  # fmt: skip


def failure_page(kind: str, run_id: str, lake: str, reason: str) -> str:
    """The page of a run that failed before its commit."""
    return "\n".join([
        f"# {kind.capitalize()} {run_id} failed",
        "",
        f"**{_cell(reason)}**",
        "",
        f"Nothing of this run is in the lake `{lake}`, which is as it was before. Mend the cause and run it again:"
        " nothing is lost, and nothing is taken twice. The log of this run has the details.",
    ])  # fmt: skip


def _failed(checks: Sequence[CheckResult]) -> list[str]:
    """Checks that do not hold, the severe ones first; or that all do."""
    broken = sorted((check for check in checks if check.broken), key=lambda check: (check.severity, check.name))
    lines = [f"- **{check.severity}** {check.rule} Broken by {check.broken} rows." for check in broken]
    return ["**Data checks that do not hold:**", "", *lines] if lines else [f"All {len(checks)} data checks hold."]


def _rejects(reasons: Sequence[tuple[Any, ...]]) -> list[str]:
    """What was refused, by reason; nothing where nothing was."""
    return ["## Rejects", "", *_table(["reason", "inputs", "what is wrong", "such as"], reasons), ""] if reasons else []


def _seconds(summary: RunSummary, stages: Sequence[tuple[Any, ...]]) -> list[tuple[str, float]]:
    """Seconds of each stage, and what the clock shows beyond them."""
    seconds = [(str(stage[0]), float(stage[5])) for stage in stages]
    rest = summary.seconds - sum(value for _, value in seconds)
    return [*seconds, ("(rest)", rest)] if rest > 0 else seconds


def _bars(seconds: Sequence[tuple[str, float]]) -> Iterator[str]:
    """A bar a stage, as long as its share of the longest."""
    longest = max((value for _, value in seconds), default=0.0) or 1.0
    width = max((len(name) for name, _ in seconds), default=0)
    for name, value in seconds:
        yield f"{name:<{width}} {value:8.2f} s {'█' * round(_BAR * value / longest)}"


def _table(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """A Markdown table; what would break out of a cell is escaped, as paths come from outside."""
    yield f"| {' | '.join(names)} |"
    yield "|" + "---|" * len(names)
    for row in rows:
        yield f"| {' | '.join(_cell(value) for value in row)} |"


def _cell(value: object) -> str:
    """One cell as plain text."""
    text = " ".join(str(value).split())
    for sign in "\\`*_[]<>|":
        text = text.replace(sign, f"\\{sign}")
    return text
