"""Dates as publishers write them."""

from __future__ import annotations

from functools import cache

import pytest

from config.text import load_text_rules
from tasks.normalize.dates import DateReader
from tests.tasks.normalize.driver import CONFIG


@cache
def reader() -> DateReader:
    return DateReader(tuple(load_text_rules(CONFIG).lexicons.values()))


@pytest.mark.parametrize(
    ("text", "date", "precision"),
    [
        ("2016-02-03", "2016-02-03", "day"),
        ("2016-02-03T10:20:00Z", "2016-02-03", "day"),
        ("2016-02-03 10:20:00", "2016-02-03", "day"),
        ("2016/2/3", "2016-02-03", "day"),
        ("20160203", "2016-02-03", "day"),
        ("20160203T102000", "2016-02-03", "day"),
        ("1454494800", "2016-02-03", "day"),
        ("1454494800000", "2016-02-03", "day"),
        ("Wed, 03 Feb 2016 10:20:00 +0000", "2016-02-03", "day"),
        ("March 3, 2016", "2016-03-03", "day"),
        ("Mar. 3rd, 2016 at 5 p.m.", "2016-03-03", "day"),
        ("3 March 2016", "2016-03-03", "day"),
        ("03-Mar-2016", "2016-03-03", "day"),
        ("March 2016", "2016-03-01", "month"),
        ("2016-03", "2016-03-01", "month"),
        ("2016", "2016-01-01", "year"),
        ("03/04/2016", "2016-01-01", "year"),
        ("03/03/2016", "2016-03-03", "day"),
        ("03/14/2016", "2016-03-14", "day"),
        ("14/03/2016", "2016-03-14", "day"),
        ("03.04.2016", "2016-04-03", "day"),
        ("3. März 2016", "2016-03-03", "day"),
        ("le 1er mars 2016", "2016-03-01", "day"),
        ("3 de marzo de 2016", "2016-03-03", "day"),
        ("3 марта 2016 г.", "2016-03-03", "day"),
        ("3 березня 2016 року", "2016-03-03", "day"),
        ("3 مارس 2016", "2016-03-03", "day"),
        ("2016年3月3日", "2016-03-03", "day"),
        ("3 Eylül 2016", "2016-09-03", "day"),
    ],
)
def test_given(text: str, date: str, precision: str) -> None:
    found = reader().given(text)
    assert found is not None
    assert (found.date.isoformat(), found.precision) == (date, precision)


@pytest.mark.parametrize("text", ["", "yesterday", "2016-13-45", "31/31/2016", "0000-00-00", "12:30"])
def test_no_date(text: str) -> None:
    assert reader().given(text) is None


@pytest.mark.parametrize(
    ("url", "date", "precision"),
    [
        ("https://a.example/2019/02/27/politics/x.html", "2019-02-27", "day"),
        ("https://a.example/news/2017/jun/20/karen/", "2017-06-20", "day"),
        ("https://a.example/2016/11/sessions-217477", "2016-11-01", "month"),
        ("https://a.example/world-2021/x/2021-12-24-story", "2021-12-24", "day"),
    ],
)
def test_url(url: str, date: str, precision: str) -> None:
    found = reader().in_url(url)
    assert found is not None
    assert (found.date.isoformat(), found.precision) == (date, precision)


def test_url_without_a_date() -> None:
    assert reader().in_url("https://a.example/story/217477") is None
