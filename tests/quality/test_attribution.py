"""The attribution evaluator itself, on an annotation written here."""

from pathlib import Path

import pytest

from tests.quality.attribution_eval import evaluate_polnear, overlap, polnear_files, read_relations, row_relation
from tests.quality.attribution_room import attribute_text

TEXT = "“The dam holds,” said Ida Crane.\n\nIt rained on Monday."
ANNOTATION = """T1\tContent 0 16\t“The dam holds,”
T2\tCue 17 21\tsaid
T3\tSource 22 31\tIda Crane
T4\tAttribution 17 21\tsaid
E1\tAttribution:T4 Content:T1 Cue:T2 Source:T3
"""


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    (tmp_path / "dam.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "dam.ann").write_text(ANNOTATION, encoding="utf-8")
    return tmp_path


def test_overlap_is_intersection_over_union() -> None:
    assert overlap([(0, 10)], [(5, 15)]) == pytest.approx(1 / 3)
    assert overlap([(0, 4), (8, 10)], [(0, 4), (8, 10)]) == 1
    assert overlap([], []) == 0


def test_reads_standoff(directory: Path) -> None:
    text, relations = read_relations(directory / "dam.ann")
    assert text == TEXT
    assert relations[0].cue == [(17, 21)]
    assert relations[0].content == [(0, 16)]


def test_a_right_answer_scores_one_and_a_missing_one_nothing(directory: Path) -> None:
    right = evaluate_polnear(directory, attribute_text)
    assert right["content"]["f1"] == right["direct"]["f1"] == 1
    assert evaluate_polnear(directory, lambda text: (text, []))["content"]["f1"] == 0


def test_offsets_must_count_in_the_annotated_text(directory: Path) -> None:
    with pytest.raises(ValueError, match="dam"):
        evaluate_polnear(directory, lambda text: (text.upper(), []))


def test_content_around_its_cue_is_cut() -> None:
    text = "“The dam holds,” said Ida Crane. “It will hold.”"
    _, rows = attribute_text(text)
    assert row_relation(rows[0], text).content == [(1, 15), (34, 47)]
    text = "A voice said the dam, Ida Crane said, “will hold.”"
    _, rows = attribute_text(text)
    assert all(row_relation(row, text).content[-1][1] <= len(text) for row in rows)


def test_a_quotation_over_paragraphs_is_one_piece_for_each() -> None:
    text = "Ida Crane said: “The dam holds.\n\n“It will hold.”"
    _, rows = attribute_text(text)
    assert len(rows) == 1
    assert row_relation(rows[0], text).content == [(17, 47)]


def test_parts_do_not_meet(tmp_path: Path) -> None:
    for number in range(98):
        (tmp_path / f"{number}.ann").touch()
    dev, final = set(polnear_files(tmp_path, "dev")), set(polnear_files(tmp_path, "final"))
    assert (len(dev), len(final)) == (60, 38)
    assert not dev & final
