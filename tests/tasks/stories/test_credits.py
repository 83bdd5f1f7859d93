"""Articles tied by the report that both relay."""

import datetime as dt

from tasks.stories.credits import Statement, credit_links
from tests.tasks.stories.driver import settings
from warehouse.records import StoryLink

DAY = dt.date(2021, 3, 3)
SALE = "the sale of the main harbour would be postponed until autumn for lack of bidders"
SALE_AGAIN = "bidders being few, the main harbour would not be sold and the sale postponed to autumn"
QUOTE = "Nobody buys a harbour that may be blacklisted in June"
OTHER = "ferries to the outer islands will sail twice a week from Tuesday"


def _said(doc_id: str, *contents: str, day: int = 0, speaker: str = "", own: bool = False) -> list[Statement]:
    return [Statement("cnn", doc_id, own, DAY + dt.timedelta(days=day), speaker, content) for content in contents]


def _links(*articles: list[Statement]) -> list[StoryLink]:
    statements = [statement for article in articles for statement in article]
    return credit_links(statements, {statement.doc_id for statement in statements}, settings().credit)


def test_two_articles_on_one_report_share_an_origin_and_the_link_says_why() -> None:
    [link] = _links(_said("a", SALE, QUOTE), _said("b", SALE_AGAIN, QUOTE, day=1))
    assert link[:3] == ("a", "b", "credit")
    assert link.similarity == 1.0
    assert link.anchors[0] == "cnn"
    assert {"harbour", "postponed", "blacklisted"} <= set(link.anchors)


def test_an_article_is_tied_to_the_outlets_own_report_but_two_of_its_own_are_not() -> None:
    assert len(_links(_said("a", SALE), _said("b", SALE_AGAIN, own=True))) == 1
    assert _links(_said("a", SALE, own=True), _said("b", SALE, own=True)) == []


def test_another_report_another_week_or_another_speaker_ties_nothing() -> None:
    assert _links(_said("a", SALE), _said("b", OTHER)) == []
    assert _links(_said("a", SALE), _said("b", SALE, day=5)) == []
    assert _links(_said("a", SALE, speaker="joe-biden"), _said("b", SALE, speaker="boris-johnson")) == []


def test_one_statement_of_many_is_too_little() -> None:
    assert _links(_said("a", SALE, OTHER, QUOTE), _said("b", SALE, "x" * 9, "y" * 9, "z" * 9)) == []


def test_old_pairs_are_not_repeated() -> None:
    statements = [*_said("a", SALE), *_said("b", SALE_AGAIN)]
    assert credit_links(statements, {"c"}, settings().credit) == []
