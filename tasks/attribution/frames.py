"""The ways in which cue verbs take their content."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, final

from mypy_extensions import mypyc_attr

from config.attribution import CueVerbs

_ROUNDED: Final[dict[float, float]] = {}


@mypyc_attr(acyclic=True)
@final
class Frame:
    """One way a cue verb takes its content. Particles of one frame have equally many words (`length`)."""

    def __init__(
        self,
        lemma: str,
        particles: frozenset[str],
        complements: frozenset[str],
        addressee: bool,
        confidence: float,
        length: int = 0,
    ) -> None:
        """A frame with no other mark."""
        self.lemma = lemma
        self.particles = particles
        self.complements = complements
        self.addressee = addressee
        self.confidence = confidence
        self.length = length
        self.past_is_base = False
        self.predicative = False
        self.impersonal = False
        self.transitive = False  # the verb also takes a plain object, so that a bare clause must show its verb

    def marked(self, transitive: bool) -> Frame:
        """The same frame of one form."""
        frame = Frame(self.lemma, self.particles, self.complements, self.addressee, self.confidence, self.length)
        frame.past_is_base = self.past_is_base
        frame.predicative = self.predicative
        frame.impersonal = self.impersonal
        frame.transitive = transitive
        return frame


def rounded(confidence: float) -> float:
    """A confidence to three digits; there are few, and rounding is slow."""
    found = _ROUNDED.get(confidence)
    if found is None:
        found = _ROUNDED[confidence] = round(confidence, 3)
    return found


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
                max((particle.count(" ") + 1 for particle in group.particles), default=0),
            )
            frame.past_is_base = lemma in forms
            frame.predicative = group.predicative
            frame.impersonal = group.impersonal
            for form in {lemma, *forms}:
                found.setdefault(form, []).append(frame)
    return {
        form: tuple(sorted(_transitive(frames), key=lambda frame: (not frame.particles, not frame.addressee)))
        for form, frames in found.items()
    }


def _transitive(frames: list[Frame]) -> list[Frame]:
    """The frames of one form, each marked where one of them takes an object without a particle."""
    takes = any("object" in frame.complements and not frame.particles for frame in frames)
    return [frame.marked(takes) for frame in frames]


def needed_particles(frames: dict[str, tuple[Frame, ...]]) -> dict[str, frozenset[str]]:
    """Forms that are cues only with a particle, and take no quotation: the first words of their particles."""
    return {
        form: frozenset(particle.split()[0] for frame in ways for particle in frame.particles)
        for form, ways in frames.items()
        if all(frame.particles and not frame.impersonal and "quote" not in frame.complements for frame in ways)
    }
