"""What reading languages needs and never changes: best made before worker processes are forked, which then share it."""

from __future__ import annotations

from tasks.language.bayes import typical_fit
from tasks.language.profiles import load_profiles
from tasks.language.stops import kind_table


def prepare_languages() -> None:
    """Load the profiles and make tables from them, which takes half a second; first calls otherwise do so."""
    load_profiles()
    typical_fit()
    kind_table()
