"""Runs that end in a lake: stories by credit, and how they change as more arrives."""

from pathlib import Path

from tests.tasks.stories.lakeside import id_of, ingest, new_lake

RELAYED = """The sale of a harbour is put off

March 3, 2021

The Ruritanian government will not sell its main harbour before autumn, people in the capital learned on Wednesday.

According to CNN, the finance ministry feared that bidders from China would withdraw if new European sanctions on
shipping were imposed before summer.

"Nobody buys a harbour that may be blacklisted in June," an official told CNN.

Opposition lawmakers called for a debate in the house. They want to see the letters that were exchanged with the banks
since December, and the contract with the consultants whose fee was never made public.

Shares in the dredging firm fell by six percent, and the central bank left its rate where it was.
"""
RELAYED_AGAIN = """Nobody wants to buy the docks

March 4, 2021

Those who hoped to bid for the largest docks of Ruritania will have to wait. CNN said the ministry of finance feared
Chinese bidders would withdraw if European sanctions on shipping were imposed before the summer.

"Nobody buys a harbour that may be blacklisted in June," a senior official told CNN.

Down at the quay it rained. Three cranes stood idle, a dog slept on a heap of ropes, and the café served soup to a
handful of drivers who had come from the hills with timber and did not know where to unload it.

Built by a Belgian company in the twenties, the docks once employed six thousand people. Fewer than four hundred are
left today, most of them over fifty. Their union has bought a full page in the evening paper with the names of all who
were dismissed since the railway closed.
"""
OTHER_REPORT = """Ferries to sail less often

March 4, 2021

Islanders of Ruritania face a long spring. According to CNN, the ferry company plans to cut its winter timetable in half
because spare parts for engines have grown scarce.

"We wait for pistons as others wait for letters," a captain told CNN.
"""


def test_articles_that_relay_one_report_are_one_source_run_by_run(tmp_path: Path) -> None:
    lake = new_lake(tmp_path / "lake")
    assert ingest(lake, {"one": RELAYED, "other": OTHER_REPORT}, 0).links == []
    [link] = ingest(lake, {"two": RELAYED_AGAIN}, 1).links
    assert link[:3] == (id_of(RELAYED_AGAIN), id_of(RELAYED), "credit")
    assert link.anchors[0] == "cnn"
    with lake.connect() as connection:
        stories = connection.execute("SELECT story_id, copies FROM stories ORDER BY copies").fetchall()
        members = dict(connection.execute("SELECT doc_id, story_id FROM story_members").fetchall())
    assert stories == [(id_of(OTHER_REPORT), 1), (id_of(RELAYED), 2)]
    assert members[id_of(RELAYED_AGAIN)] == id_of(RELAYED)


TOLD = """Washington tightens the screw on a state company

January 28, 2019

The United States imposed sanctions on Belarus on Monday after talks in Geneva had come to nothing, and it froze the
assets of 14 companies that trade in potash and oil. The measures take effect at once.

Secretary of State Antony Blinken said the sanctions would be lifted if the prisoners were released by the end of the
month. He spoke in Vienna, where ministers had met for dinner, and he took no questions from the reporters who had been
waiting in the rain since noon.

A spokesman for the government in Minsk called the step an act of hostility that would be answered in kind. The largest
of the companies employs eleven thousand people, and its works have stood on the same river for seventy years.
"""
TOLD_AGAIN = """Washington tightens the screw on a company of the state

January 28, 2019

The United States imposed fines on Belarus on Monday after the talks in Geneva had come to nothing, and it froze
assets of 41 companies that trade in potash and oil. The measures take effect immediately.

Secretary of State Anthony Blinkin said the sanctions would be lifted if the prisoners are released by the end of the
month. He spoke in Vienna, where ministers had met for a dinner, and took no questions from the reporters who had been
waiting in the rain since midday.

A spokesman for the government in Minsk called the step an act of hostility that will be answered in kind. The largest
of the companies employs eleven thousand people, and its works have stood at the same river for seventy years.
"""


def test_copies_read_side_by_side_tell_what_was_damaged(tmp_path: Path) -> None:
    lake = new_lake(tmp_path / "lake")
    ingest(lake, {"one": TOLD}, 0)
    ingest(lake, {"two": TOLD_AGAIN}, 1)
    later = id_of(TOLD_AGAIN)
    with lake.connect() as connection:
        found = connection.execute(
            "SELECT kind, text, replacement, other_doc_id FROM artifacts WHERE other_doc_id IS NOT NULL"
        ).fetchall()
        numbers = connection.execute(
            "SELECT count(*) = count(DISTINCT (doc_id, artifact_no)) FROM artifacts"
        ).fetchone()
        raw = connection.execute(
            "SELECT bool_and(text = substring(decode(bytes), raw_start + 1, raw_end - raw_start)) "
            "FROM artifacts JOIN raw USING (doc_id) WHERE rule_id LIKE 'copies.%'"
        ).fetchone()
    assert ("claim_mismatch", "fines", "sanctions", id_of(TOLD)) in found
    assert ("number_mismatch", "41", "14", id_of(TOLD)) in found
    assert numbers == raw == (True,)
    assert {row[3] for row in found} <= {id_of(TOLD), later}
