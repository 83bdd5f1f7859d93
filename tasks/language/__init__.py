"""Room: the language of documents and sentences, and where sentences begin and end."""

from tasks.language.bayes import detect_segments
from tasks.language.detection import UNDETERMINED, detect, detect_and_read
from tasks.language.preparing import prepare_languages
from tasks.language.rules import SegmentRules, compile_segment_rules
from tasks.language.segmentation import segment

__all__ = [
    "UNDETERMINED",
    "SegmentRules",
    "compile_segment_rules",
    "detect",
    "detect_and_read",
    "detect_segments",
    "prepare_languages",
    "segment",
]
