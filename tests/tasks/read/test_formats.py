"""What comes out of each format: contents, metadata, addresses; and what is refused on the way."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tasks.read import read_files
from tasks.read.batch import Reading
from tests.tasks.read import carriers
from tests.tasks.read.carriers import RECORD, TEXT, TITLE, WHOLE
from tests.tasks.read.making import SETTINGS, described, zstd
from warehouse.records import Refused

OK = "HTTP/1.1 200 OK\nContent-Type: text/html"
GIVEN = {
    "title": TITLE, "outlet": "Example Daily", "published": "2021-03-04", "authors": "Ann Reporter",
    "url": "https://daily.example/1",
}  # fmt: skip


def decode(content: bytes, declared: str | None) -> tuple[str, str] | None:
    """A decoder for tests: UTF-8, else as declared, else windows-1251; bytes with zeros are no text."""
    for encoding in ("utf-16", "utf-8-sig", declared or "windows-1251"):
        if encoding == "utf-16" and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else (text, encoding)
    return content.decode("utf-8", "replace"), "utf-8"


def read_one(folder: Path, content: bytes, name: str = "x") -> tuple[list[dict[str, Any]], list[Refused]]:
    """Deliveries and refusals of one file; their addresses below the file's come first in each."""
    path = folder / name
    path.write_bytes(content)
    import pyarrow.parquet as pq

    reading: Reading = read_files([described(path)], str(folder / "out"), SETTINGS, decode=decode)
    rows = pq.read_table(folder / "out").to_pylist()
    for row in rows:
        row["uri"] = row["uri"].removeprefix(path.as_uri())
    refused = [item._replace(uri=item.uri.removeprefix(path.as_uri())) for item in reading.refused]
    assert list(reading.records.values()) == [len(rows) + len(refused)]
    return rows, refused


def told(refused: list[Refused]) -> list[tuple[str, str]]:
    return [(item.uri, item.reason) for item in refused]


@pytest.mark.parametrize(
    ("kind", "uri", "media_type"),
    [
        ("jsonl", "#line=1", "record"), ("json", "#item=1", "record"), ("delimited", "#row=1", "record"),
        ("parquet", "#row=1", "record"), ("html", "", "html"), ("feed", "#item=1", "feed"),
        ("warc", "#record=urn:uuid:1", "html"),
    ],
)  # fmt: skip
def test_the_same_article_from_every_carrier_is_one_content(
    tmp_path: Path, kind: str, uri: str, media_type: str
) -> None:
    (found, *_), _ = read_one(tmp_path, carriers.ALL[kind])
    assert found["content"].decode() == WHOLE
    assert (found["uri"], found["media_type"], found["declared_encoding"]) == (uri, f"text/plain;{media_type}", "utf-8")
    published = "Thu, 04 Mar 2021 05:06:07 GMT" if kind == "feed" else "2021-03-04"
    assert found["given"] == {**GIVEN, "published": published}


@pytest.mark.parametrize("charset", ["windows-1251", "windows-1252", "koi8-r", "utf-16"])
def test_a_page_in_the_encoding_it_declares(tmp_path: Path, charset: str) -> None:
    word = "naïve élève" if charset == "windows-1252" else "Вторая строка страницы"
    page = carriers.html(charset, f"<p>{word} and more words of the same page.</p>").encode(charset)
    (found,), refused = read_one(tmp_path, page)
    assert word in found["content"].decode() and not refused


def test_a_page_without_text_is_refused(tmp_path: Path) -> None:
    rows, refused = read_one(tmp_path, b"<html><head><title>T</title></head><body></body></html>")
    assert not rows and told(refused) == [("", "no_text")]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
def test_a_feed(tmp_path: Path, encoding: str) -> None:
    (found,), refused = read_one(tmp_path, carriers.rss("<p>Слово</p><script>no()</script><p>Два &amp; три", encoding))
    assert found["content"].decode() == f"{TITLE}\n\nСлово\n\nДва & три"
    assert told(refused) == [("#item=2", "no_text")]


def test_an_atom_feed_in_xhtml(tmp_path: Path) -> None:
    (found,), _ = read_one(tmp_path, carriers.atom())
    assert found["content"].decode() == f"{TITLE}\n\nOne bold word.\n\nTwo."
    assert found["given"] == {**GIVEN, "published": "2021-03-04T05:06:07Z"}


def test_a_feed_that_is_cut_keeps_what_was_whole(tmp_path: Path) -> None:
    rows, refused = read_one(tmp_path, carriers.rss()[:-40])
    assert len(rows) == 1 and told(refused) == [("", "damaged")]


def test_entities_of_its_own_are_not_expanded(tmp_path: Path) -> None:
    bomb = (
        b'<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><item><description>&b;</description></item></rss>'
    )
    assert told(read_one(tmp_path, bomb)[1]) == [("", "unsafe")]


@pytest.mark.parametrize("charset", ["utf-8", "koi8-r", "windows-1251"])
def test_a_mail(tmp_path: Path, charset: str) -> None:
    (found,), refused = read_one(tmp_path, carriers.mail(charset), "x.eml")
    assert found["content"].decode() == f"{TITLE}\n\nПривет. {TEXT}"
    assert (found["media_type"], found["given"]["authors"]) == ("text/plain;mail", "Ann Reporter")
    assert found["given"]["published"] == "Thu, 04 Mar 2021 05:06:07 +0000"
    assert told(refused) == [("#part=3", "unsupported")]


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [(",", "utf-8"), ("\t", "utf-8"), (";", "utf-8-sig"), (",", "windows-1251"), ("\t", "utf-16")],
)
def test_a_table(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = 'Привет "всем", и;\nвторая\tстрока'
    (found,), refused = read_one(tmp_path, carriers.table(delimiter, encoding, text=text))
    assert found["content"].decode() == f"{TITLE}\n\n{text}" and not refused
    assert found["given"] == GIVEN


def test_rows_that_are_not_as_the_header_says(tmp_path: Path) -> None:
    rows, refused = read_one(tmp_path, b"text,title\na,b,c\n\nonly\n,none\nlast,one\n", "x.csv")
    assert [row["content"] for row in rows] == [b"only", b"one\n\nlast"]
    assert told(refused) == [("#row=1", "bad_row"), ("#row=3", "no_text")]


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"one,two\n1,2\n", "x.csv", "no_text"),
        (b"text,title\n", "x.csv", "empty"),
        (carriers.parquet(one=[1]), "x", "no_text"),
        (carriers.parquet(text=[]), "x", "empty"),
        (carriers.parquet()[:-30], "x", "damaged"),
        (b"[]", "x.json", "empty"),
        (b'[{"text": 1} {"text": 2}]', "x.json", "bad_json"),
        (carriers.zipped(), "x", "empty"),
        (carriers.zipped(**{"a.txt": b"x" * 1000})[:-30], "x", "damaged"),
        (carriers.zipped(**{"[Content_Types].xml": b"x"}), "x.docx", "unsupported"),
        (carriers.warc(), "x", "empty"),
    ],
)
def test_what_holds_nothing_says_why(tmp_path: Path, content: bytes, name: str, reason: str) -> None:
    assert told(read_one(tmp_path, content, name)[1])[-1] == ("", reason)


def test_parquet_rows_of_other_types(tmp_path: Path) -> None:
    content = carriers.parquet(
        text=["One", None, "Three"], authors=[["A", "B"], [], None], content=[b"x", b"Two", b"y"]
    )
    rows, refused = read_one(tmp_path, content)
    assert [row["content"] for row in rows] == [b"One", b"Two", b"Three"] and not refused
    assert rows[0]["given"]["authors"] == "A, B" and rows[1]["uri"] == "#row=2"


def test_parquet_text_that_is_not_utf8_is_decoded(tmp_path: Path) -> None:
    column = pa.array(["Слово".encode("windows-1251"), b"plain"]).view(pa.string())
    rows, _ = read_one(tmp_path, carriers.parquet(text=column))
    assert [row["content"].decode() for row in rows] == ["Слово", "plain"]


def test_a_json_array_is_read_to_where_it_breaks(tmp_path: Path) -> None:
    records = [{**RECORD, "text": f"{number} {'x' * 40_000}"} for number in range(5)]
    rows, refused = read_one(tmp_path, json.dumps([records[0], 7, *records[1:]], indent=2).encode()[:-50_000])
    assert [row["uri"] for row in rows] == ["#item=1", "#item=3", "#item=4"]
    assert told(refused) == [("#item=2", "bad_json"), ("", "bad_json")]


def test_json_lines_that_are_not_utf8_are_decoded(tmp_path: Path) -> None:
    rows, _ = read_one(tmp_path, '{"text": "Слово"}\n'.encode("windows-1251") + '{"text": "Два"}'.encode())
    assert [row["content"].decode() for row in rows] == ["Слово", "Два"]


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive(tmp_path: Path, packed: bool) -> None:
    page = carriers.html().encode()
    content = carriers.warc(
        (page, OK + "; charset=utf-8"),
        (gzip.compress(page), OK + "\nContent-Encoding: gzip"),
        (b"%x\r\n" % len(page) + page + b"\r\n0\r\n\r\n", OK + "\nTransfer-Encoding: chunked"),
        ("Слово и дело".encode("koi8-r"), "HTTP/1.1 200 OK\nContent-Type: text/plain; charset=koi8-r"),
        (carriers.rss(), "HTTP/1.1 200 OK\nContent-Type: text/xml"),
        (b"gone", "HTTP/1.1 404 Not Found\nContent-Type: text/html"),
        (b"\x89PNG\r\n\x1a\n", "HTTP/1.1 200 OK\nContent-Type: image/png"),
        (gzip.compress(page)[:-9], OK + "\nContent-Encoding: gzip"),
        (b"x", OK + "\nContent-Encoding: br"),
        packed=packed,
    )
    rows, refused = read_one(tmp_path, content)
    assert [row["uri"].removeprefix("#record=urn:uuid:") for row in rows] == ["1", "2", "3", "4", "5&item=1"]
    assert [row["content"].decode() for row in rows[:3]] == [WHOLE] * 3
    assert (rows[3]["declared_encoding"], rows[3]["given"]["url"]) == ("koi8-r", "https://daily.example/4")
    assert [(item.uri.removeprefix("#record=urn:uuid:"), item.reason) for item in refused] == [
        ("5&item=2", "no_text"), ("6", "http_error"), ("7", "binary"), ("8", "truncated"), ("9", "unsupported"),
    ]  # fmt: skip
    cut, refused = read_one(tmp_path, content[:-20])
    assert len(cut) == 5 and told(refused)[-1] == ("", "truncated")


@pytest.mark.parametrize("pack", [carriers.zipped, carriers.tarred])
def test_an_archive_of_everything(tmp_path: Path, pack: Any) -> None:
    members = {f"in/{kind}": content for kind, content in carriers.ALL.items()}
    rows, refused = read_one(tmp_path, pack(**members, **{"packed.zst": zstd(b"Packed"), ".hidden": b"no"}))
    found = {row["uri"]: row["content"].decode() for row in rows}
    wholes = {uri for uri, content in found.items() if content == WHOLE}
    assert wholes == {
        "!/in/text", "!/in/jsonl#line=1", "!/in/json#item=1", "!/in/delimited#row=1", "!/in/parquet#row=1",
        "!/in/html", "!/in/feed#item=1", "!/in/warc#record=urn:uuid:1", "!/in/zip!/a.txt", "!/in/tar!/a.txt",
        "!/in/gzip",
    }  # fmt: skip
    assert found["!/packed.zst"] == "Packed" and len(rows) == 13
    assert len(refused) == 2  # the feed's second item, the mail's attachment
