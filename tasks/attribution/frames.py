"""The ways in which cue verbs take their content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from config.attribution import CueVerbs


@dataclass(frozen=True, slots=True)
class Frame:
    """One way a cue verb takes its content. Particles of one frame have equally many words (`length`)."""

    lemma: str
    particles: frozenset[str]
    complements: frozenset[str]
    addressee: bool
    confidence: float
    past_is_base: bool = False
    predicative: bool = False
    impersonal: bool = False
    length: int = 0
    transitive: bool = False  # the verb also takes a plain object, so that a bare clause must show its verb


def verb_frames(groups: Iterable[CueVerbs]) -> dict[str, tuple[Frame, ...]]:
    """Every form of every cue verb, with its frames; first those with a particle, then those with an addressee."""
    found: dict[str, list[Frame]] = {}
    for group in groups:
        for line in group.words:
            lemma, *forms = line.split()
            frame = Frame(
                lemma,
                frozenset(group.particles),
                frozenset(group.complements),
                group.addressee,
                group.confidence,
                lemma in forms,
                group.predicative,
                group.impersonal,
                max((particle.count(" ") + 1 for particle in group.particles), default=0),
            )
            for form in {lemma, *forms}:
                found.setdefault(form, []).append(frame)
    return {
        form: tuple(sorted(_transitive(frames), key=lambda frame: (not frame.particles, not frame.addressee)))
        for form, frames in found.items()
    }


def _transitive(frames: list[Frame]) -> list[Frame]:
    """The frames of one form, each marked where one of them takes an object without a particle."""
    takes = any("object" in frame.complements and not frame.particles for frame in frames)
    return [replace(frame, transitive=takes) for frame in frames]


def needed_particles(frames: dict[str, tuple[Frame, ...]]) -> dict[str, frozenset[str]]:
    """Forms that are cues only with a particle, and take no quotation: the first words of their particles."""
    return {
        form: frozenset(particle.split()[0] for frame in ways for particle in frame.particles)
        for form, ways in frames.items()
        if all(frame.particles and not frame.impersonal and "quote" not in frame.complements for frame in ways)
    }
