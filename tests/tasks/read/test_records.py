"""What a file or a line of JSON becomes: a delivery, or a reason why not."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tasks.read.records import doc_id_of
from tests.tasks.read.making import line, read
from warehouse.records import Refused


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.jsonl"


def delivered(file: Path, **record: Any) -> dict[str, Any]:
    """The delivery that one record becomes."""
    file.write_bytes(line(**record))
    reading, (found,) = read(file)
    assert not reading.refused
    return found


def refused(file: Path, content: bytes) -> Refused:
    """The refusal that a line becomes, which stands between two good ones."""
    good = line(text="good")
    file.write_bytes(good + content + b"\n" + good)
    reading, deliveries = read(file)
    (found,) = reading.refused
    assert len(deliveries) == 2 and found.uri == f"{file.as_uri()}#line=2"
    return found


def test_a_file_is_its_bytes(tmp_path: Path) -> None:
    content = "any bytes: ünï\r\n".encode("cp1252")
    (tmp_path / "a.txt").write_bytes(content)
    _, (found,) = read(tmp_path / "a.txt")
    assert (found["content"], found["media_type"], found["declared_encoding"]) == (content, "text/plain", None)
    assert found["doc_id"] == hashlib.sha256(content).hexdigest()[:16]
    assert set(found["given"].values()) == {None}


@pytest.mark.parametrize(
    ("title", "text", "content"),
    [
        ("Title", "Text.", "Title\n\nText."),
        ("  Title ", "Text.", "Title\n\nText."),
        ("Title", "Title\nText.", "Title\nText."),
        ("Title", "\n Title. Text.", "\n Title. Text."),
        (None, "Text.", "Text."),
        ("", "Text.", "Text."),
        (" \n", "Text.", "Text."),
        ("Ünï", "Тёкст 文 \u200e", "Ünï\n\nТёкст 文 \u200e"),
    ],
)
def test_the_content_is_title_blank_line_text(file: Path, title: str | None, text: str, content: str) -> None:
    found = delivered(file, title=title, text=text)
    assert found["content"].decode() == content
    assert found["doc_id"] == doc_id_of(content.encode())
    assert (found["media_type"], found["declared_encoding"]) == ("text/plain;record", "utf-8")


def test_a_record_and_a_file_of_the_same_words_are_one_content(file: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Title\n\nText.")
    _, (other,) = read(tmp_path / "a.txt")
    assert delivered(file, title="Title", text="Text.")["doc_id"] == other["doc_id"]


def test_given_metadata_is_kept_as_it_came(file: Path) -> None:
    found = delivered(file, text="T", source=" Reuters ", date=20200102, authors=["A. B", "C. D"], url="x/y", other=1)
    assert found["given"] == {
        "title": None, "outlet": " Reuters ", "published": "20200102", "authors": "A. B, C. D", "url": "x/y",
    }  # fmt: skip


def test_the_first_field_that_is_there_and_not_blank_counts(file: Path) -> None:
    assert delivered(file, text=" ", content="Second")["content"] == b"Second"
    assert delivered(file, text=None, content="Second")["content"] == b"Second"
    assert delivered(file, text="First", content="Second")["content"] == b"First"


@pytest.mark.parametrize("authors", [[], [""], None, "", " "])
def test_no_authors_are_none(file: Path, authors: object) -> None:
    assert delivered(file, text="T", authors=authors)["given"]["authors"] is None


@pytest.mark.parametrize("record", [{}, {"text": ""}, {"text": None}, {"text": " \n\t"}, {"body": "x"}, {"text": []}])
def test_a_record_without_text_is_refused(file: Path, record: dict[str, object]) -> None:
    found = refused(file, json.dumps(record).encode())
    assert found.reason == "no_text" and "text, content" in found.detail


@pytest.mark.parametrize(
    "content",
    [
        b'{"text": "cut', b"nothing of the sort", b"[1, 2]", b'"text"', b"12", b"null", b'{"text": "x"} {"text": "y"}',
        b"[" * 100_000, b'{"a":' * 100_000,
    ],
    ids=lambda content: repr(content[:16]),
)  # fmt: skip
def test_what_is_no_object_is_refused(file: Path, content: bytes) -> None:
    found = refused(file, content)
    assert found.reason == "bad_json" and found.detail and found.byte_count in {len(content), len(content) + 1}


def test_a_lone_surrogate_does_not_stop_anything(file: Path) -> None:
    file.write_bytes(rb'{"text": "a \ud800 b"}')
    _, (found,) = read(file)
    assert found["content"] == b"a ? b"
