"""Files that mean harm or are broken: unsafe names, links, bombs, endless data, pipes; nothing raises or is lost."""

from __future__ import annotations

import gzip
import io
import os
import stat
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.settings import ReadSettings
from tasks.read import find_inputs
from tasks.read.batch import _read_file
from tasks.read.formats import read_stream
from tasks.read.source import Context, Source, plain_utf8
from tasks.read.streams import BadStreamError, Budget, guarded
from tests.tasks.read import carriers
from tests.tasks.read.making import FIELDS, described, line, packed
from tests.tasks.read.test_formats import decode, read_one, told
from warehouse.records import Delivery, Refused

ROOT = Path(__file__).parents[3]
UNSAFE = ["../up.txt", "/root.txt", "a/../../up.txt", "..\\up.txt", "../.hidden", "C:\\windows.txt"]


@pytest.mark.parametrize("pack", [carriers.zipped, carriers.tarred])
def test_names_that_lead_out_are_refused(tmp_path: Path, pack: object) -> None:
    content = pack(**dict.fromkeys(UNSAFE, b"x"), **{"good.txt": b"good"})  # type: ignore[operator]
    rows, refused = read_one(tmp_path, content)
    assert [row["uri"] for row in rows] == ["!/good.txt"]
    assert [item.reason for item in refused] == ["unsafe"] * len(UNSAFE)


def test_links_and_devices_in_archives_are_refused(tmp_path: Path) -> None:
    kinds = {"sym": tarfile.SYMTYPE, "hard": tarfile.LNKTYPE, "pipe": tarfile.FIFOTYPE, "device": tarfile.CHRTYPE}
    members = {name: (kind.decode(), "good.txt") for name, kind in kinds.items()}
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, (kind, target) in members.items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind.encode(), target
            archive.addfile(info)
    assert told(read_one(tmp_path, out.getvalue())[1]) == [(f"!/{name}", "unsafe") for name in kinds]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/hostname")
    assert told(read_one(tmp_path, out.getvalue())[1]) == [("!/link", "unsafe")]


def test_a_broken_member_does_not_break_the_archive(tmp_path: Path) -> None:
    cut = gzip.compress(os.urandom(5000))[:300]
    for pack in (carriers.zipped, carriers.tarred):
        rows, refused = read_one(tmp_path, pack(**{"a.gz": cut, "b.txt": b"good"}))
        assert [row["uri"] for row in rows] == ["!/b.txt"] and told(refused) == [("!/a.gz", "truncated")]


def test_a_tar_archive_that_is_broken_keeps_what_was_whole(tmp_path: Path) -> None:
    content = carriers.tarred(**dict.fromkeys(("a.txt", "b.txt", "c.txt"), b"x" * 600))
    damaged = content[:1536] + b"x" * 512 + content[2048:]
    for broken, reason in ((content[:2500], "truncated"), (damaged, "damaged")):
        rows, refused = read_one(tmp_path, broken)
        assert [row["uri"] for row in rows] == ["!/a.txt"] and told(refused)[-1] == ("", reason)
    rows, refused = read_one(tmp_path, gzip.compress(content)[:-30])
    assert rows and told(refused)[-1] == ("", "truncated")


def test_archives_in_archives_end_somewhere(tmp_path: Path) -> None:
    content = b"deep"
    for _ in range(4):
        content = carriers.zipped(**{"a": content})
    assert told(read_one(tmp_path, content)[1]) == [("!/a!/a!/a", "too_deep")]
    content = b"deep"
    for _ in range(4):
        content = gzip.compress(content)
    assert told(read_one(tmp_path, content)[1]) == [("", "too_deep")]


def test_bombs_are_stopped_once_for_the_whole_file(tmp_path: Path) -> None:
    zeros = gzip.compress(bytes(9_000_000))
    for pack in (carriers.zipped, carriers.tarred):
        content = pack(**{f"{number}.gz": zeros for number in range(20)})
        small = ReadSettings(max_expansion=2, fields=FIELDS)
        (tmp_path / "x").write_bytes(content)
        items = list(_read_file(described(tmp_path / "x"), small, decode))
        assert len(items) == 2 and isinstance(items[-1], Refused), "one fits, the second is too much"
        assert (items[-1].uri, items[-1].reason) == ((tmp_path / "x").as_uri(), "too_large")


def test_a_column_of_one_huge_value_is_stopped(tmp_path: Path) -> None:
    content = carriers.parquet(text=["x" * 1_000_000] * 500)
    assert len(content) < 100_000
    rows, refused = read_one(tmp_path, content)
    assert 0 < len(rows) < 500 and told(refused) == [("", "too_large")]


@pytest.mark.parametrize("head", [b"", b'{"text": "', b"text,title\n", b'text,title\n"', b"[{", b"<rss>", b"<html>"])
def test_two_gigabytes_without_a_line_break(head: bytes) -> None:
    limit = 100_000
    left = 2_000_000_000
    longest = 0

    def read(size: int) -> bytes:
        nonlocal left, head, longest
        first, head = head, b""
        chunk = first or b"x" * min(size, left)
        longest = max(longest, len(chunk))
        left -= len(chunk)
        return chunk

    means = Context(ReadSettings(max_record_bytes=limit), plain_utf8, Budget(0, ReadSettings()), read_stream)
    source = Source("memory:endless", "endless.jsonl", 0)
    if head.startswith((b'{"text"',)):
        left = 50_000_000  # its length is told, so it is read to its end
    try:
        items = list(read_stream(guarded(read), source, means))
        reason = items[-1].reason if isinstance(items[-1], Refused) else "delivered"
    except BadStreamError as error:
        reason = error.reason
    assert reason == "too_large" and longest <= 1 << 16


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (file,), _ = find_inputs([str(tmp_path)])
    assert [item.reason for item in _read_file(file, ReadSettings(), decode) if isinstance(item, Refused)] == [
        "unreadable"
    ]


def test_a_dangling_link_is_unreadable_however_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    for pattern in (tmp_path, tmp_path / "link.txt", tmp_path / "*.txt"):
        (file,), _ = find_inputs([str(pattern)])
        (item,) = _read_file(file, ReadSettings(), decode)
        assert isinstance(item, Refused) and item.reason == "unreadable"


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    scan = os.scandir

    def refuse(path: str | Path) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    (file,), _ = find_inputs([str(tmp_path)])
    (item,) = _read_file(file, ReadSettings(), decode)
    assert isinstance(item, Refused) and (item.reason, item.uri[-7:]) == ("unreadable", "/closed")


def test_markup_that_is_hard_to_parse_takes_no_time(tmp_path: Path) -> None:
    for piece in (b"<a ", b"<!--", b"<![CDATA[", b"<div>", b"</p>", b"&"):
        body = (piece * 100_000).replace(b"&", b"&amp;").replace(b"<", b"&lt;")
        rows, refused = read_one(
            tmp_path, b"<rss><channel><item><description>%s</description></item></channel></rss>" % body
        )
        assert len(rows) + len(refused) == 1
        rows, refused = read_one(tmp_path, b"<html><body>" + piece * 100_000)
        assert len(rows) + len(refused) == 1


ENDINGS = [
    "txt",
    "jsonl",
    "json",
    "csv",
    "tsv",
    "parquet",
    "html",
    "xml",
    "eml",
    "warc",
    "zip",
    "tar",
    "gz",
    "zst",
    "tgz",
]
_EDIT = st.tuples(st.floats(0, 1), st.binary(max_size=8), st.integers(0, 40))


def _edited(content: bytes, edits: list[tuple[float, bytes, int]]) -> bytes:
    """The content with bytes put in place of others at some points."""
    for place, new, gone in edits:
        start = int(place * len(content))
        content = content[:start] + new + content[start + gone :]
    return content


@settings(deadline=None, max_examples=150)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.builds(_edited, st.sampled_from(list(carriers.ALL.values())), st.lists(_EDIT, max_size=4)),
    ),
    st.sampled_from(ENDINGS),
    st.booleans(),
)
def test_any_bytes_under_any_ending(content: bytes, ending: str, pack: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows, refused = read_one(Path(folder), packed(f"x.{ending}", content) if pack else content, f"x.{ending}")
        assert rows or refused


def test_nothing_heavy_is_imported_for_plain_files(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(line(text="x"))
    (tmp_path / "b.txt").write_bytes(b"x")
    code = (
        "import sys; from pathlib import Path; from tests.tasks.read.making import read;"
        "read(Path(sys.argv[1]), Path(sys.argv[2]));"
        "print([n for n in ('trafilatura', 'fastwarc', 'fsspec', 'lxml', 'defusedxml', 's3fs') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.jsonl"), str(tmp_path / "b.txt")],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_deliveries_come_one_by_one() -> None:
    def read(size: int) -> bytes:
        return line(text="again")

    stream = guarded(read)
    means = Context(ReadSettings(), plain_utf8, Budget(0, ReadSettings()), read_stream)
    items = read_stream(stream, Source("memory:many", "many", 0), means)
    assert all(isinstance(next(items), Delivery) for _ in range(1000))
