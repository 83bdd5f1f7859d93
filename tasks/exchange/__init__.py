"""The exchange room: actors in from FollowTheMoney, findings out to it. Pure: flows read and write the files."""

from tasks.exchange.entities import Entity, LeftOut, Refusal, read_entity
from tasks.exchange.importing import Imported, Importer

__all__ = ["Entity", "Imported", "Importer", "LeftOut", "Refusal", "read_entity"]
