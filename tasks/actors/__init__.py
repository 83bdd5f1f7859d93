"""The actors room: link names, adjectives, capitals, surnames and offices in text to the knowledge base."""

from tasks.actors.batch import link
from tasks.actors.gazetteer import Gazetteer, compile_gazetteer
from tasks.actors.rows import actor_rows, all_actors

__all__ = ["Gazetteer", "actor_rows", "all_actors", "compile_gazetteer", "link"]
