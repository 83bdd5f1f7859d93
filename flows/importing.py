"""Read files of FollowTheMoney entities into an imported file of the knowledge base."""

from __future__ import annotations

import gzip
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import IO, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from config.configuration import config_directory, imported_directory
from config.countries import slug
from config.exchange import ExchangeRules, load_exchange
from config.knowledge import load_actors
from flows.printing import opened
from flows.terminal import EXIT_FAILED, EXIT_USAGE, Bars, fail
from tasks.exchange import Importer, LeftOut, Refusal, read_entity

_STDIN = 0
_GZIP = b"\x1f\x8b"
_LONGEST_LINE = 20_000_000  # bytes
_EXAMPLES = 10
_STEP = 2000  # lines between two signs of progress


class Done(NamedTuple):
    """What an import came to, for people and for `--json`."""

    path: str
    actors: int
    names: int
    short_names: int
    merged: int
    lines: int
    left_out: dict[str, int]
    nameless: int
    repeated: int
    refused_names: dict[str, int]
    refused_lines: dict[str, int]
    examples: list[str]


class _Reader:
    """Reads lines into an importer; counts what is refused, keeps examples, writes all of it where that is wanted."""

    def __init__(self, importer: Importer, rules: ExchangeRules, report: IO[str] | None) -> None:
        self.importer, self.rules = importer, rules
        self.lines = 0
        self.left_out: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.examples: list[str] = []
        self._report = report

    def read(self, name: str, bars: Bars) -> None:
        """Read one file to its end, or to where it is damaged."""
        number = 0
        with _opened(name) as raw:
            try:
                for number, line in enumerate(_lines(raw), start=1):
                    self._take(name, number, line)
                    if number % _STEP == 0:
                        bars.advance(_STEP)
            except (EOFError, gzip.BadGzipFile, zlib.error) as error:
                self._refuse(name, number + 1, Refusal("damaged", f"the file ends here: {error}"))
        self.lines += number

    def _take(self, name: str, number: int, line: bytes) -> None:
        if len(line) > _LONGEST_LINE:
            self._refuse(name, number, Refusal("too_long", f"a line of {len(line):,} bytes"))
        elif line.strip():
            found = read_entity(line, self.rules)
            if isinstance(found, Refusal):
                self._refuse(name, number, found)
            elif isinstance(found, LeftOut):
                self.left_out[found.schema] += 1
            else:
                self.importer.add(found, Path(name).name)

    def _refuse(self, name: str, number: int, refusal: Refusal) -> None:
        self.refused[refusal.reason] += 1
        if len(self.examples) < _EXAMPLES:
            self.examples.append(f"{name} line {number}: {refusal.reason}: {refusal.detail}")
        if self._report:
            row = {"file": name, "line": number, "reason": refusal.reason, "detail": refusal.detail}
            self._report.write(json.dumps(row, ensure_ascii=False) + "\n")


def import_files(names: Sequence[str], title: str | None, report: Path | None, bars: Bars) -> Done:
    """Read all files into one imported file, in place of one of the same title; ends the call where that cannot be.

    Raises ConfigError where the config is not in order.
    """
    _check(names)
    directory = config_directory()
    rules = load_exchange(directory)
    importer = Importer(rules, load_actors(directory / "actors"))
    bars.begin("reading entities", 0, "lines")
    with opened(report, "w") if report else nullcontext() as out:
        reader = _Reader(importer, rules, out)
        for name in names:
            reader.read(name, bars)
    bars.begin("sorting out names", 0, "")
    made = importer.finish()
    if not len(made.table):
        first = f": {reader.examples[0]}" if reader.examples else ""
        fail(f"no actor in {', '.join(names)}{first}", EXIT_FAILED)
    path = imported_directory(directory) / f"{_title(title, names[0])}.parquet"
    _write(made.table, path)
    return Done(
        str(path), len(made.table), _count(made.table, "names"), _count(made.table, "short_names"), made.merged,
        reader.lines, dict(reader.left_out.most_common()), made.nameless, made.repeated, made.refused_names,
        dict(reader.refused.most_common()), reader.examples,
    )  # fmt: skip


def _check(names: Sequence[str]) -> None:
    missing = [name for name in names if name != "-" and not Path(name).is_file()]
    if missing:
        fail(f"no such file: {', '.join(missing)}", EXIT_USAGE)


def _title(title: str | None, first: str) -> str:
    """The file name of an import: what it is called, or its first file's name up to the first dot."""
    found = slug(title if title is not None else "stdin" if first == "-" else Path(first).name.split(".", 1)[0])
    return found if found else fail("--name needs a letter or digit", EXIT_USAGE)


def _write(table: pa.Table, path: Path) -> None:
    """Write aside, then rename: a run sees the old file or the new one."""
    aside = path.with_suffix(".writing")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(table, aside, compression="zstd")
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        fail(f"{path} cannot be written: {error.strerror}; setting actors.imported names another folder", EXIT_USAGE)


def _count(table: pa.Table, column: str) -> int:
    return len(table[column].combine_chunks().flatten())


def _opened(name: str) -> IO[bytes]:
    """A file or standard input, unpacked where it is gzip."""
    try:
        raw = open(_STDIN if name == "-" else name, "rb", closefd=name != "-")  # noqa: SIM115 (the caller closes it)
    except OSError as error:
        fail(f"{name} cannot be read: {error.strerror}", EXIT_USAGE)
    packed = raw.peek(2)[:2] == _GZIP
    return gzip.open(raw) if packed else raw  # type: ignore[return-value]


def _lines(raw: IO[bytes]) -> Iterator[bytes]:
    """Lines, read no further than a little beyond the longest that is allowed; the rest of such a line is skipped."""
    while line := raw.readline(_LONGEST_LINE + 2):
        yield line
        while len(line) > _LONGEST_LINE and not line.endswith(b"\n"):
            line = raw.readline(_LONGEST_LINE)
            if not line:
                return
