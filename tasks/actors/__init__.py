"""The actors room: link names, adjectives, capitals, surnames and offices in text to the knowledge base, and others."""

from tasks.actors.batch import Linked, link, link_and_discover
from tasks.actors.discoverer import Discoverer
from tasks.actors.discovery import FOUND
from tasks.actors.gazetteer import Gazetteer, compile_gazetteer
from tasks.actors.rows import actor_rows, all_actors
from tasks.actors.taggers import compile_discoverer

__all__ = [
    "FOUND",
    "Discoverer",
    "Gazetteer",
    "Linked",
    "actor_rows",
    "all_actors",
    "compile_discoverer",
    "compile_gazetteer",
    "link",
    "link_and_discover",
]
