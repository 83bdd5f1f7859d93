"""One short article of our own in every format that the readers know."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tarfile
import zipfile
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

TEXT = (
    "Foreign ministers meeting in Vienna on Tuesday kept the measures against Belarus in place for another year. "
    "Two of them had asked for a shorter term, and gave way late in the evening, a diplomat said."
)
TITLE = "Ministers keep measures"
RECORD = {
    "text": TEXT, "title": TITLE, "source": "Example Daily", "date": "2021-03-04",
    "authors": "Ann Reporter", "url": "https://daily.example/1",
}  # fmt: skip
WHOLE = f"{TITLE}\n\n{TEXT}"


def html(charset: str = "utf-8", more: str = "") -> str:
    """A page with a menu, an article and metadata."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>{TITLE} | Example Daily</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="Example Daily">
<meta name="author" content="Ann Reporter"><meta property="article:published_time" content="2021-03-04T05:06:07Z">
<link rel="canonical" href="https://daily.example/1"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>{TITLE}</h1><p>{TEXT}</p>{more}</article><footer>Terms of use</footer></body></html>"""


def rss(body: str = f"<p>{TEXT}</p>", encoding: str = "utf-8") -> bytes:
    """A feed of two items, the second without text."""
    return f"""<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Example Daily</title><link>https://daily.example</link>
<item><title>{TITLE}</title><link>https://daily.example/1</link><pubDate>Thu, 04 Mar 2021 05:06:07 GMT</pubDate>
<dc:creator>Ann Reporter</dc:creator><description>Short.</description>
<content:encoded><![CDATA[{body}]]></content:encoded></item>
<item><title>Nothing more than a headline</title></item></channel></rss>""".encode(encoding)


def atom() -> bytes:
    """An Atom feed of one entry in XHTML."""
    return f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Daily</title><entry><title>{TITLE}</title>
<link rel="self" href="https://daily.example/self"/><link href="https://daily.example/1"/><id>urn:x</id>
<published>2021-03-04T05:06:07Z</published><author><name>Ann Reporter</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One <b>bold</b> word.</p><p>Two.</p></div></content>
</entry></feed>""".encode()


def mail(charset: str = "utf-8") -> bytes:
    """A mail with HTML, plain text and an attachment."""
    head = (
        "From: Ann Reporter <ann@daily.example>\r\nTo: desk@daily.example\r\nSubject: =?utf-8?Q?Ministers_keep?=\r\n"
        " =?utf-8?Q?_measures?=\r\nDate: Thu, 04 Mar 2021 05:06:07 +0000\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Other</p>\r\n"
        f"--b\r\nContent-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    tail = (
        "\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\n"
        "%PDF\r\n--b--"
    )
    return head.encode() + f"Привет. {TEXT}".encode(charset) + tail.encode()


def table(delimiter: str = ",", encoding: str = "utf-8", **changes: str) -> bytes:
    """A table of one row."""
    out = io.StringIO()
    writer = csv.DictWriter(out, ["id", *RECORD], delimiter=delimiter)
    writer.writeheader()
    writer.writerow({"id": 1, **RECORD, **changes})
    return out.getvalue().encode(encoding)


def parquet(**columns: Any) -> bytes:
    """A Parquet file of one row, or of the given columns."""
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns or {name: [value] for name, value in RECORD.items()}), sink)
    return bytes(sink.getvalue().to_pybytes())


def warc(*answers: tuple[bytes, str], packed: bool = False) -> bytes:
    """A web archive: crawl information, then answers as (body, HTTP headers with their status line)."""
    records = [_record("warcinfo", b"software: ours\r\n", "application/warc-fields", 0)]
    for number, (body, headers) in enumerate(answers, 1):
        content = headers.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body
        records.append(_record("response", content, "application/http; msgtype=response", number))
    return b"".join(map(gzip.compress, records) if packed else records)


def _record(kind: str, content: bytes, media_type: str, number: int) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2021-03-05T00:00:00Z\r\n"
        f"WARC-Target-URI: https://daily.example/{number}\r\nContent-Type: {media_type}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def zipped(**members: bytes) -> bytes:
    """A zip archive; names may be changed with `zipped(**{"a/b.txt": ...})`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(**members: bytes | tuple[bytes, str]) -> bytes:
    """A tar archive; a member given as (type, target) is a link."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            if isinstance(content, tuple):
                info.type, info.linkname = content
                archive.addfile(info)
            else:
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


ALL = {
    "text": WHOLE.encode(),
    "jsonl": json.dumps(RECORD).encode(),
    "json": json.dumps([RECORD], indent=1).encode(),
    "delimited": table(),
    "parquet": parquet(),
    "html": html().encode(),
    "feed": rss(),
    "mail": mail(),
    "warc": warc((html().encode(), "HTTP/1.1 200 OK\nContent-Type: text/html")),
    "zip": zipped(**{"a.txt": WHOLE.encode()}),
    "tar": tarred(**{"a.txt": WHOLE.encode()}),
    "gzip": gzip.compress(WHOLE.encode()),
}
"""A stream of each format, by the name that `sniff` has for it."""
