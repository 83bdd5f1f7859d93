"""langdetect itself, with its profiles loaded in order of name, as the replay does."""

from functools import cache
from pathlib import Path
from typing import Any

import langdetect
from langdetect import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException


@cache
def factory() -> Any:
    """A detector factory with seed 0 and sorted profiles."""
    profiles = sorted(path for path in Path(langdetect.PROFILES_DIRECTORY).iterdir() if path.is_file())
    made = DetectorFactory()
    made.load_json_profile([path.read_text(encoding="utf-8") for path in profiles])
    made.set_seed(0)
    return made


def ask(text: str) -> tuple[str, float]:
    """Return langdetect's first answer, ("und", 0.0) where it finds nothing."""
    detector = factory().create()
    detector.append(text)
    try:
        answers = detector.get_probabilities()
    except LangDetectException:
        return "und", 0.0
    return (answers[0].lang, answers[0].prob) if answers else ("und", 0.0)
