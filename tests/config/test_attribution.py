"""Loading the attribution lexicons."""

from pathlib import Path

import pytest

from config.attribution import FILE_NAME, load_attribution
from config.loading import ConfigError

LEXICONS = Path(__file__).parents[2] / "config" / "lexicons"
MINIMAL = """
language = "en"
verbs = [{words = ["say says said"], complements = ["that"], confidence = 0.9}]
pronouns = [{form = "he", gender = "m"}]
[grammar]
complementizers = ["that"]
"""


def write(directory: Path, language: str, content: str) -> Path:
    folder = directory / language
    folder.mkdir()
    (folder / FILE_NAME).write_text(content, encoding="utf-8")
    return directory


def test_every_shipped_lexicon_loads() -> None:
    assert set(load_attribution(LEXICONS).languages) >= {"en", "de", "fr", "es", "it", "pt", "ru", "uk"}


def test_minimal_lexicon(tmp_path: Path) -> None:
    lexicon = load_attribution(write(tmp_path, "en", MINIMAL)).languages["en"]
    assert lexicon.verbs[0].complements == ("that",)
    assert not lexicon.grammar.capitalised_nouns


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"say says said"', '"Say says said"', "not lower case"),
        ('complements = ["that"]', 'complements = ["maybe"]', "'quote', 'that'"),
        ("confidence = 0.9", "confidence = 9", "less than or equal to 1"),
        ("[grammar]", "[gramar]", "gramar"),
        ('language = "en"', 'language = "fr"', "must be its folder's name"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    write(tmp_path, "en", MINIMAL.replace(old, new))
    with pytest.raises(ConfigError, match=r"en/attribution\.toml") as error:
        load_attribution(tmp_path)
    assert message in str(error.value)


def test_no_lexicon_at_all(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="at least one language"):
        load_attribution(tmp_path)
