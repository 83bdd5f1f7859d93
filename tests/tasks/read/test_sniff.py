"""A format is told by content; the name only breaks ties."""

from __future__ import annotations

import codecs
import json

import pytest

from tasks.read.sniff import sniff
from tests.tasks.read import carriers
from tests.tasks.read.making import FIELDS, zstd

ODD_NAMES = ["", "noending", "x.txt", "x.bin", "x.dat"]


@pytest.mark.parametrize("name", ODD_NAMES)
@pytest.mark.parametrize("kind", carriers.ALL)
def test_content_decides(kind: str, name: str) -> None:
    assert sniff(carriers.ALL[kind], name, FIELDS).kind == kind


@pytest.mark.parametrize("kind", ["parquet", "html", "feed", "warc", "zip", "tar", "gzip", "mail"])
@pytest.mark.parametrize("ending", [".txt", ".jsonl", ".csv", ".html", ".eml", ".gz", ".zip", ".xml"])
def test_a_wrong_ending_does_not_matter(kind: str, ending: str) -> None:
    assert sniff(carriers.ALL[kind], "x" + ending, FIELDS).kind == kind


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"", "x.html", "empty"),
        (zstd(b"x"), "x", "zstd"),
        (b"[Photo] A text that begins with a bracket", "x.txt", "text"),
        (b"{braces} are no JSON", "x.json", "text"),
        (b'{"text": "cut', "x", "jsonl"),
        (b'{\n  "text": "over lines"\n}', "x", "json"),
        (b'{\n  "text": "over lines"\n}', "x.jsonl", "jsonl"),
        (b'[\n {"text": 1}]', "x.txt", "json"),
        (b"[]", "x.json", "json"),
        (b'broken line\n{"text": "good"}\n', "x.jsonl", "jsonl"),
        (b"Plain words that were named so by mistake.", "x.jsonl", "text"),
        (b"<p>A paragraph of a scraped text</p>", "x.txt", "text"),
        (b"<p>A paragraph of a scraped page</p>", "x.html", "html"),
        (b"Plain words in a page", "x.html", "text"),
        (b"  <!-- saved --> <!DOCTYPE html PUBLIC '-//W3C'><html>", "x", "html"),
        (b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>]><rss>", "x", "feed"),
        (b"<?xml version='1.0'?><note/>", "x", "unsupported"),
        (b"text,title\na,b\n", "x", "delimited"),
        (b"title;text\na;b\n", "x", "delimited"),
        (b"text\tdate\n", "x", "delimited"),
        (b"text\nalone\n", "x.csv", "delimited"),
        (b"text\nalone\n", "x.txt", "text"),
        (b"In this text, a title, and commas\n", "x.txt", "text"),
        (b"one,two\n1,2\n", "x.txt", "text"),
        (b"one,two\n1,2\n", "x.csv", "delimited"),
        (b"From: A\nTo: B\n\nA memo printed in an article", "x.txt", "text"),
        (b"From: A\nTo: B\n\nA mail", "x.eml", "mail"),
        (b"%PDF-1.7", "x.txt", "unsupported"),
        (b"\x89PNG\r\n", "x.txt", "binary"),
        (codecs.BOM_UTF16_LE + carriers.html("utf-16").encode("utf-16-le"), "x", "html"),
        (json.dumps(carriers.RECORD).encode("utf-16"), "x", "jsonl"),
        (codecs.BOM_UTF8 + carriers.table(), "x", "delimited"),
        (bytes(range(128, 256)), "x", "text"),
    ],
)
def test_ties_and_traps(content: bytes, name: str, kind: str) -> None:
    assert sniff(content, name, FIELDS).kind == kind
