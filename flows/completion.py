"""Completion of names in SQL: tables and views, their columns, and the words of a query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from warehouse.blank import view_columns
from warehouse.schema import views
from warehouse.tables import BY_NAME, TABLES

_WORD = re.compile(r"[\w.]*$")
_WANTS_TABLE = re.compile(r"(?:\b(?:from|join|describe|summarize)|\\d|\.tables)\s+$", re.IGNORECASE)
_READS = re.compile(r"\b(?:from|join)\s+(\w+)(?:\s+(?:as\s+)?(?!on\b|using\b|where\b|join\b)(\w+))?", re.IGNORECASE)
_KEYWORDS = (
    "SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "LIMIT", "JOIN", "LEFT JOIN", "USING", "COUNT", "DISTINCT",
    "HAVING", "WITH", "UNNEST", "FILTER", "BETWEEN", "list_contains",
)  # fmt: skip


def described() -> dict[str, str]:
    """Tables and views, and what a row of each is."""
    return {table.name: table.description for table in TABLES} | {view.name: view.description for view in views()}


class NameCompleter(Completer):
    """After FROM and JOIN tables; after `name.` its columns; else columns of what the query reads, and words."""

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """Names that begin with what stands before the cursor."""
        before = document.text_before_cursor
        match = _WORD.search(before)
        word = match[0] if match else ""
        for name in self._offered(before[: len(before) - len(word)], word, document.text):
            if name.lower().startswith(word.lower()):
                yield Completion(name, start_position=-len(word))

    def _offered(self, before: str, word: str, query: str) -> Iterable[str]:
        """Everything that may stand here."""
        reads = {alias or name: name for name, alias in _READS.findall(query)}
        if "." in word:
            prefix = word.split(".", maxsplit=1)[0]
            return [f"{prefix}.{column}" for column in _columns(reads.get(prefix, prefix))]
        if _WANTS_TABLE.search(before):
            return sorted(described())
        columns = {column for name in reads.values() for column in _columns(name)}
        return [*sorted(columns or _all_columns()), *sorted(described()), *_KEYWORDS]


def _columns(name: str) -> list[str]:
    """Columns of a table or view; none of what is neither."""
    if name in BY_NAME:
        return list(BY_NAME[name].columns)
    return list(view_columns(name)) if name in described() else []


def _all_columns() -> set[str]:
    """Columns of all tables."""
    return {column for table in TABLES for column in table.columns}
