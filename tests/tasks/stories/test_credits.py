"""Articles tied by the report that both relay: the SQL on statements given by hand."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import duckdb
import pytest

from config.configuration import DEFAULT_DIRECTORY
from config.statements import load_statements
from tasks.stories import credits
from tests.tasks.statements.helper import signed_words
from tests.tasks.stories.driver import settings
from warehouse.records import StoryLink

DAY = dt.date(2021, 3, 3)
STATEMENTS = load_statements(DEFAULT_DIRECTORY / "rules" / "statements.toml")
SALE = "the sale of the main harbour would be postponed until autumn for lack of bidders"
SALE_AGAIN = "bidders being few, the main harbour would not be sold and the sale postponed to autumn"
QUOTE = "Nobody buys a harbour that may be blacklisted in June"
OTHER = "ferries to the outer islands will sail twice a week from Tuesday"


class Article(NamedTuple):
    """An article and what it reports, each statement with the outlet that it is relayed from, or none."""

    doc_id: str
    contents: Sequence[str]
    day: int = 0
    speaker: str | None = None
    outlet: str | None = None
    origin: str | None = None
    via: str | None = "cnn"


def _links(*articles: Article, fresh: Iterable[str] | None = None) -> list[StoryLink]:
    with duckdb.connect() as connection:
        connection.execute("""
            CREATE TABLE documents (doc_id VARCHAR, outlet_id VARCHAR, origin_outlet_id VARCHAR, published_on DATE);
            CREATE TABLE attributions (
                doc_id VARCHAR, attribution_no BIGINT, speaker_actor_id VARCHAR, via_outlet_id VARCHAR
            );
            CREATE TABLE statement_signatures (doc_id VARCHAR, attribution_no BIGINT, words VARCHAR[]);
            CREATE TABLE fresh (doc_id VARCHAR);
            CREATE TABLE outlets AS SELECT 'cnn' AS outlet_id;
        """)
        for one in articles:
            day = DAY + dt.timedelta(days=one.day)
            connection.execute("INSERT INTO documents VALUES (?, ?, ?, ?)", [one.doc_id, one.outlet, one.origin, day])
            for number, content in enumerate(one.contents):
                said = [one.doc_id, number, one.speaker, one.via]
                connection.execute("INSERT INTO attributions VALUES (?, ?, ?, ?)", said)
                words = signed_words(content, STATEMENTS)
                connection.execute("INSERT INTO statement_signatures VALUES (?, ?, ?)", [one.doc_id, number, words])
        for doc_id in [one.doc_id for one in articles] if fresh is None else fresh:
            connection.execute("INSERT INTO fresh VALUES (?)", [doc_id])
        return credits.credit_links(connection, settings().credit)


def _own(doc_id: str, content: str) -> Article:
    return Article(doc_id, [content], outlet="cnn", via=None)


def test_two_articles_on_one_report_share_an_origin_and_the_link_says_why() -> None:
    [link] = _links(Article("a", [SALE, QUOTE]), Article("b", [SALE_AGAIN, QUOTE], day=1))
    assert link[:3] == ("a", "b", "credit")
    assert link.similarity == 1.0
    assert link.anchors[0] == "cnn"
    assert {"harbou", "postpo", "blackl"} <= set(link.anchors)


def test_an_article_is_tied_to_the_outlets_own_report_but_two_of_its_own_are_not() -> None:
    assert len(_links(Article("a", [SALE]), _own("b", SALE_AGAIN))) == 1
    assert len(_links(Article("b", [SALE]), _own("a", SALE_AGAIN))) == 1
    assert _links(_own("a", SALE), _own("b", SALE)) == []


def test_another_report_another_week_or_another_speaker_ties_nothing() -> None:
    assert _links(Article("a", [SALE]), Article("b", [OTHER])) == []
    assert _links(Article("a", [SALE]), Article("b", [SALE], day=5)) == []
    assert _links(Article("a", [SALE], speaker="joe-biden"), Article("b", [SALE], speaker="boris-johnson")) == []


def test_an_article_that_credits_the_outlet_as_a_whole_relays_all_that_it_reports() -> None:
    whole = Article("a", [SALE], origin="cnn", via=None)
    assert len(_links(whole, Article("b", [SALE_AGAIN]))) == 1
    assert _links(Article("a", [SALE], via=None), Article("b", [SALE_AGAIN])) == []


def test_one_statement_of_many_is_too_little() -> None:
    assert _links(Article("a", [SALE, OTHER, QUOTE]), Article("b", [SALE, "x" * 9, "y" * 9, "z" * 9])) == []


def test_old_pairs_are_not_repeated() -> None:
    articles = Article("a", [SALE]), Article("b", [SALE_AGAIN], day=1)
    assert len(_links(*articles, fresh=["b"])) == 1
    assert _links(*articles, Article("c", [OTHER]), fresh=["c"]) == []


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_days_taken_a_few_at_a_time_give_the_same_links(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [Article(f"{number:02}", [SALE if number % 3 else OTHER], day=number // 2) for number in range(12)]
    expected = [(link.doc_id, link.other_doc_id) for link in _links(*articles)]
    monkeypatch.setattr(credits, "_SLICE", size)
    assert [(link.doc_id, link.other_doc_id) for link in _links(*articles)] == expected
    assert len(expected) > 5
