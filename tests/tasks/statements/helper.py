"""Statements given by hand."""

from config.statements import StatementSettings
from tasks.statements import sign_statements
from tests.quality.attribution_room import make_document
from warehouse.records import Attribution


def signed_words(text: str, settings: StatementSettings) -> list[str]:
    """The words that a statement is compared by whose content is all of a text."""
    nothing = (None,) * 4
    said = Attribution(
        "0" * 16, 0, 0, *nothing, 0, len(text), None, "unknown", "direct", None, None, "by.hand", 1.0, "asserted"
    )
    [[signature]] = sign_statements([make_document(text)], [[said]], settings)
    return signature.words
