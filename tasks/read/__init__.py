"""Room 1: find input files, and turn what they hold into deliveries and rejects."""

from tasks.read.batch import Reading, read_files, reading_ids
from tasks.read.discover import InputFile, find_inputs, plan_reading
from tasks.read.parts import in_parts

__all__ = ["InputFile", "Reading", "find_inputs", "in_parts", "plan_reading", "read_files", "reading_ids"]
