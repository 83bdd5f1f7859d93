"""How Demarche talks on a terminal: tables, progress, one-line errors. Colours only where there is a terminal."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from typing import Literal, NoReturn

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Task as Bar
from rich.table import Table
from rich.text import Text

EXIT_FAILED = 1
EXIT_USAGE = 2

_WIDE = 4_000  # columns where no terminal says how wide it is: in a file or pipe no cell is cut for its neighbours
_GAP = 3  # columns between two cells
_SHORTEST = 12  # characters that a column of text keeps on a narrow terminal
_LONGEST = 100  # characters of a cell; --format csv and json give it whole

out = Console(width=None if sys.stdout.isatty() else _WIDE)
err = Console(stderr=True)


def fail(message: str, code: int) -> NoReturn:
    """Print one line on standard error and leave with an exit code."""
    err.print(f"[bold red]demarche:[/] {escape(message)}", soft_wrap=True, highlight=False)
    sys.exit(code)


def show_table(
    names: Sequence[str], rows: Iterable[Sequence[object]], title: str | None = None, whole: bool = False
) -> None:
    """Print rows as a table: numbers to the right, long cells cut (or, if `whole`, folded), controls made visible."""
    listed = [list(row) for row in rows]
    if title:
        out.print(escape(title), style="italic", soft_wrap=True, highlight=False)
    table = Table(header_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    cells = [[visible(str(value)) if whole else cell(value) for value in row] for row in listed]
    numeric = [any(_is_number(row[index]) for row in listed) for index in range(len(names))]
    widths: Sequence[int | None] = [None] * len(names) if whole else _widths(names, cells, numeric)
    for index, name in enumerate(names):
        fold = whole and index == len(names) - 1
        side: Literal["left", "right"] = "right" if numeric[index] else "left"
        table.add_column(escape(name), justify=side, no_wrap=not fold, overflow="ellipsis", width=widths[index])
    for line in cells:
        table.add_row(*line)
    out.print(table)


def _widths(names: Sequence[str], cells: Sequence[Sequence[Text]], numeric: Sequence[bool]) -> list[int]:
    """Columns' widths: where the terminal is too narrow, the widest texts give way, numbers and headings last."""
    widths = [max([len(name), *(line[index].cell_len for line in cells)]) for index, name in enumerate(names)]
    least = [
        width if is_number else max(len(name), _SHORTEST)
        for width, is_number, name in zip(widths, numeric, names, strict=True)
    ]
    for _ in range(sum(widths) + _GAP * len(widths) - out.width):
        widest = max(range(len(widths)), key=lambda index: widths[index] - least[index])
        widths[widest] -= 1 if widths[widest] > least[widest] else 0
    return widths


def _is_number(value: object) -> bool:
    """Whether a value is shown as a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def cell(value: object) -> Text:
    """One value as the text of a table cell."""
    if value is None:
        return Text("")
    if isinstance(value, dt.datetime):
        return Text(f"{value:%Y-%m-%d %H:%M:%S}")
    shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return visible(shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…")


def visible(text: str, keep_lines: bool = False) -> Text:
    """Text as it can be printed safely, one character for one: controls and direction marks become a sign."""
    kept = "\n\t" if keep_lines else ""
    return Text("".join(c if c.isprintable() or c in kept else " " if c.isspace() else "�" for c in text))


class RateColumn(ProgressColumn):
    """Documents (or bytes) a second."""

    def render(self, task: Bar) -> Text:
        """The rate of a bar, empty before there is one."""
        speed = task.finished_speed or task.speed
        if not speed or not task.total:
            return Text("")
        if task.fields["unit"] == "B":
            return Text(f"{speed / 1e6:.1f} MB/s")
        return Text(f"{speed:,.0f} {task.fields['unit']}/s")


class Bars:
    """Shows a run's stages as progress bars with rate and time left; says nothing where there is no terminal."""

    def __init__(self) -> None:
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}%"),
            RateColumn(),
            TimeRemainingColumn(),
            console=err,
            transient=True,
            disable=not err.is_terminal,
        )
        self._current: TaskID | None = None

    def __enter__(self) -> Bars:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def begin(self, stage: str, total: int, unit: str) -> None:
        """A stage begins; with no total the bar pulses."""
        self.end()
        self._current = self._progress.add_task(stage, total=total or None, unit=unit)

    def advance(self, done: int) -> None:
        """The current stage is `done` units further."""
        if self._current is not None:
            self._progress.advance(self._current, done)

    def end(self) -> None:
        """The current stage is through."""
        if self._current is not None:
            self._progress.remove_task(self._current)
            self._current = None
