"""What is cleaned out of a text before its n-grams are read."""

from hypothesis import given, settings
from hypothesis import strategies as st
from langdetect.detector import Detector

from tasks.language.ngrams import as_blank, without_mail

PIECES = st.sampled_from(
    ["a", "b.c", "@", "@@", " ", "-", "x@y.com", "w" * 63, "w" * 64, "v" * 255, "u" * 300, "é", "\n", "@handle"]
)


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES, max_size=16).map("".join))
def test_mail_goes_as_langdetect_takes_it_out(text: str) -> None:
    assert without_mail(text, as_blank) == Detector.MAIL_RE.sub(" ", text)


def test_mail_goes() -> None:
    assert without_mail("write to ana@example.org or @ana today", as_blank) == "write to   or @ana today"
