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
