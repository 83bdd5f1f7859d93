"""Copies of every kind, found and clustered into stories: one story is one independent source.

The functions are pure; finding candidates is SQL. Whoever runs them (the I/O shell) does, for one run:

1. `sign(documents, segments, settings)` in each shard; the rows are staged for table `signatures`.
2. `tasks.stories.candidates.candidate_pairs` reads the lake's signatures and the run's in batches and names the pairs
   worth reading side by side: those with equal bodies (`warehouse/sql/story_twins.sql`), and those that share rare word
   pairs (`tasks.stories.postings`: numpy, about a tenth of what the same took in SQL).
3. Give every document a first-seen rank, `order` (`row_number() over (order by first_seen_at, doc_id)`; documents of
   one run may share a rank, ties go by doc_id), and turn the pairs: `oriented(pairs, order)`. `order` needs the
   documents of the pairs here and those of the touched stories below, not the whole lake.
4. Leave for each job of some hundred pairs a file with the texts that it compares (`tasks.stories.compared`, by
   `warehouse/sql/story_texts.sql`: each text is read once, and streams from file to file). The job joins each body
   with `joined_body` and calls `verify(pairs, texts, settings)`. For exact pairs the later document is enough: its text
   gives the anchors.
5. A story is touched when a link reaches one of its members. Read all `members_before` of the touched stories.
   `representative_pairs(links, members_before, order)` names pairs that only clustering asks for: fetch and verify
   these like the others, and add what comes back to the links. All links go to table `story_links`.
6. `cluster(links, members_before, order)` with `order` holding exactly the run's documents and those of the touched
   stories: the rows replace theirs in table `story_members` (every document is a member of one story, if only of its
   own). A run's document that replaces an earlier version of itself is new: leave it out of `members_before`, and
   delete its links.
7. `warehouse/sql/current_stories.sql` counts the touched stories afresh when the run is published; ids that are no
   longer among them (stories that were merged) are deleted.

`tasks/stories/linking.py` is that shell; `tests/tasks/stories/driver.py` does the same in memory.
"""

from tasks.stories.clustering import cluster, representative_pairs
from tasks.stories.pairs import Pair, oriented
from tasks.stories.signatures import body_text, sign
from tasks.stories.verification import verify

__all__ = ["Pair", "body_text", "cluster", "oriented", "representative_pairs", "sign", "verify"]
