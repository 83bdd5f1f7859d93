from pathlib import Path

import pytest

from config.loading import ConfigError
from config.stories import load_stories

SHIPPED = Path(__file__).resolve().parents[2] / "config" / "rules" / "stories.toml"


def test_shipped_settings_fit_together() -> None:
    settings = load_stories(SHIPPED)
    assert "title" not in settings.signature.kinds
    assert settings.candidates.minimum_overlap <= settings.verdict.least_overlap
    assert settings.candidates.rare_documents < settings.candidates.common_documents
    assert settings.signature.sample_every.bit_count() == 1


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("minimum_shared = 4", "minimum_shared = 0", "minimum_shared"),
        ("sample_every = 8", "sample_evry = 8", "sample_evry"),
        ("near_copy_similarity = 0.5", "near_copy_similarity = 1.5", "near_copy_similarity"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "stories.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigError, match=complaint):
        load_stories(path)
