"""The prompt of `demarche sql`: through prompt_toolkit's own pipe, and once through a pseudo-terminal."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from flows import repl
from flows.completion import NameCompleter
from tests.flows.processes import COMMAND, clean_environment
from tests.warehouse.handmade import fill
from warehouse.blank import blank_database
from warehouse.lake import Lake

ROOT = Path(__file__).parents[2]
Typed = Callable[[str], tuple[str, str]]


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Type into a prompt over the hand-made world; gives what was printed on both streams."""
    monkeypatch.setattr(repl, "_HISTORY", tmp_path / "history")

    def prompted(keys: str) -> tuple[str, str]:
        with create_pipe_input() as pipe, create_app_session(pipe, DummyOutput()), blank_database() as connection:
            fill(connection)
            pipe.send_text(keys)
            repl.prompt(connection)
        seen = capsys.readouterr()
        return seen.out, seen.err

    return prompted


def test_a_query_over_two_lines(typed: Typed) -> None:
    out, err = typed("SELECT doc_id\rFROM documents ORDER BY 1;\r.exit\r")
    assert all(doc_id in out for doc_id in ("a1", "a2", "a3", "a4")) and not err


def test_an_empty_line_ends_a_query_too(typed: Typed) -> None:
    assert "a1" in typed("FROM documents\r\rexit\r")[0]


def test_an_error_does_not_end_the_prompt(typed: Typed) -> None:
    out, err = typed("FROM documets;\rDROP TABLE raw;\rSELECT 40 + 2 AS sum;\rquit\r")
    assert "documents" in err and "read-only" in err and len(err.splitlines()) == 2
    assert "42" in out


def test_tables_are_listed(typed: Typed) -> None:
    out, _ = typed(".tables\r.quit\r")
    assert "sanctions_mentions" in out and "report_matrix" in out


def test_ctrl_c_forgets_the_line_and_ctrl_d_leaves(typed: Typed) -> None:
    out, err = typed("SELECT 'forgotten'\r\x03SELECT 'kept';\r\x04")
    assert "kept" in out and "forgotten" not in out and not err


COMPLETED = {
    "table after FROM": ("FROM document_ou", ["document_outlets"]),
    "table after JOIN": ("SELECT 1 FROM raw JOIN report_mat", ["report_matrix"]),
    "column of an alias": ("SELECT * FROM stories AS s WHERE s.rep", ["s.representative_doc_id"]),
    "column of a view": ("FROM report_matrix WHERE statu", ["statuses"]),
    "table to describe": (r"\d sanctions_me", ["sanctions_mentions"]),
    "word": ("SELECT 1 LIM", ["LIMIT"]),
    "nothing": ("SELECT zzz", []),
}


@pytest.mark.parametrize("case", COMPLETED)
def test_names_are_completed(case: str) -> None:
    typed, expected = COMPLETED[case]
    found = NameCompleter().get_completions(Document(typed), CompleteEvent())
    assert [item.text for item in found] == expected


def test_columns_are_explained(typed: Typed) -> None:
    out, err = typed("\\d sanctions_mentions\r\\d report_matrix\r\\?\r\\d nope\r\\z\r\\q\r")
    assert "Actors they are aimed at" in out and "independent_sources" in out and "Ctrl-C" in out
    assert "no table or view 'nope'" in err and "no command" in err


def test_many_rows_are_cut_and_counted(typed: Typed) -> None:
    out, _ = typed("FROM range(1500);\rFROM range(2);\r\x04")
    assert "more than 1,000 rows" in out and "\n2 rows" in out and "1100" not in out


@pytest.mark.parametrize(
    ("text", "complete"),
    [("", True), ("SELECT 1", False), ("SELECT 1;", True), ("SELECT\n1\n", True), (r"\d", True), ("quit", True)],
)
def test_enter_ends_what_is_complete(text: str, complete: bool) -> None:
    assert repl.is_complete(text) is complete


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C as at a terminal: a shell starts what runs in the background with the signal ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_stops_a_query_and_the_connection_lives_on(capsys: pytest.CaptureFixture[str]) -> None:
    endless = "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range = 7"
    with blank_database() as connection:
        threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        repl._answer(connection, endless)
        repl._answer(connection, "SELECT 40 + 2 AS sum")
    seen = capsys.readouterr()
    assert seen.err.strip() == "stopped" and "42" in seen.out


@pytest.mark.slow
def test_on_a_terminal(world: Lake, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    environment = clean_environment() | {
        "HOME": str(tmp_path),
        "TERM": "xterm",
        "PAGER": "cat",
        "DEMARCHE_LAKE": str(world.directory),
    }
    process = subprocess.Popen(
        [*COMMAND, "sql"], cwd=ROOT, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True
    )
    os.close(theirs)
    seen = _until(ours, "lake >")
    os.write(ours, b"SELECT 40 + 2\rAS sum;\r")
    seen += _until(ours, "42")
    os.write(ours, b"SELECT range AS first FROM range(70);\r")
    seen += _until(ours, "69")
    os.write(ours, b"SELECT 6 * 7 * 100 AS after;\r")
    seen += _until(ours, "4200")
    os.write(ours, b"\\q\r")
    assert process.wait(20) == 0
    os.close(ours)
    assert "ended by a semicolon" in seen and "42" in seen and "Traceback" not in seen
    assert "+SELECT 40 + 2\n+AS sum;" in (tmp_path / ".demarche_history").read_text(encoding="utf-8")


def _until(terminal: int, expected: str, seconds: float = 30) -> str:
    """What a terminal shows until it shows something expected. Answers the question where the cursor is."""
    shown = ""
    deadline = time.monotonic() + seconds
    while expected not in shown and time.monotonic() < deadline:
        if select.select([terminal], [], [], 0.1)[0]:
            shown += os.read(terminal, 4096).decode("utf-8", "replace")
            if shown.endswith("\x1b[6n"):
                os.write(terminal, b"\x1b[1;1R")
    assert expected in shown, shown
    return shown
