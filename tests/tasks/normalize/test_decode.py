"""Bytes to text: the codec found must give back the text, and decode the bytes it names."""

from __future__ import annotations

import codecs

import pytest

from tests.tasks.normalize.driver import run
from warehouse.records import Cleaned, Refused

ENGLISH = "The café’s owner said the plan “would cost £3,000” – too much for the naïve investors of the town."
RUSSIAN = "Министр заявил, что новые правила вступят в силу осенью, а перевозчики попросили ещё полгода на подготовку."
ARABIC = "قالت الوزارة يوم الأحد إن القواعد الجديدة ستدخل حيز التنفيذ في الخريف المقبل بعد موافقة مجلس النواب عليها."
POLISH = (
    "Minister zapowiedział, że nowe przepisy wejdą w życie jesienią, a przewoźnicy poprosili o pół roku więcej czasu."
)


TURKISH = "Bakanlar cuma günü iki bankaya yönelik yaptırımları gelecek yılın temmuz ayına kadar uzattı."


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
        (ARABIC, "cp1256"),
        (POLISH, "cp1250"),
        (TURKISH, "cp1254"),
        (POLISH, "iso8859-2"),
    ],
)
def test_text_survives_its_codec(text: str, codec: str) -> None:
    content = text.encode(codec)
    result = run(content)
    assert isinstance(result, Cleaned)
    assert content.decode(result.encoding, "replace") == text
    assert result.text == text


def test_big_endian_mark_is_consumed() -> None:
    content = codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be")
    result = run(content)
    assert isinstance(result, Cleaned)
    assert result.encoding == "utf-16"
    assert result.alignment[0].raw_start == 0


def test_utf8_wins_over_a_wrong_declaration() -> None:
    result = run(RUSSIAN.encode(), None, "windows-1251")
    assert isinstance(result, Cleaned)
    assert result.text == RUSSIAN


def test_declared_encoding_is_used_where_utf8_fails() -> None:
    result = run("Çok güzel bir gün, dedi bakan.".encode("cp1254"), None, "Windows-1254")
    assert isinstance(result, Cleaned)
    assert (result.encoding, result.text) == ("cp1254", "Çok güzel bir gün, dedi bakan.")


def test_a_few_broken_bytes_are_damage_not_another_encoding() -> None:
    result = run(RUSSIAN.encode()[:-2])
    assert isinstance(result, Cleaned)
    assert result.encoding == "utf-8"
    assert [artifact.kind for artifact in result.artifacts] == ["mojibake"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7 stream of objects", "binary"),
        (bytes(range(256)) * 4, "binary"),
        (b"\x00\x01\x02\x03" * 100, "binary"),
        (b" \n\t \r\n", "empty"),
        (b"", "empty"),
        ("\ufeff \u00a0\n".encode(), "empty"),
        (b"1234 -- 5678", "no_text"),
        (b"Leave a Reply\n\nAdvertisement", "no_text"),
    ],
)
def test_refused(content: bytes, reason: str) -> None:
    result = run(content)
    assert isinstance(result, Refused)
    assert (result.reason, result.byte_count) == (reason, len(content))
