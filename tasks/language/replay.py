"""langdetect's sampling, step for step, with many texts side by side (`Detector._detect_block`, seed 0).

A trial draws n-grams at random with replacement and multiplies each language's probability by the n-gram's, until one
language has nearly all; the answer is the mean of seven trials. Every product, quotient and sum is taken in
langdetect's own order, so the result has the same bits, given the same order of profiles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from langdetect.detector import Detector

from tasks.language.ngrams import Grams, rows_of
from tasks.language.profiles import Profiles
from tasks.language.stream import WORDS_PER_GAUSS, Stream, draws, open_stream

TRIALS = 7
CHECK_EVERY = 5  # draws between two looks at the probabilities, after a first look at one draw
FIRST_WORDS = 768  # of the random stream: enough for nearly all prose; who needs more has twice as many, and again
_MOST_WORDS_AT_ONCE = 1 << 20  # of all texts together
STRETCH = 32  # texts whose characters are read together: few enough to stay in a processor's cache

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
ShortInts = npt.NDArray[np.int32]


def replay(read: Callable[[Sequence[int]], Grams], count: int, profiles: Profiles) -> Floats:
    """[D, L] probability of each language for each text, as langdetect averages it; zeros for a text without n-grams.

    `read` gives the n-grams of the texts with some numbers; they are read by the stretch, and run side by side.
    Bit for bit under Python 3.11; from 3.12 on langdetect's own sums are compensated and may differ in the last bit.
    """
    result = np.zeros((count, len(profiles.languages)))
    waiting = np.arange(count)
    words = FIRST_WORDS
    while len(waiting):
        stream = open_stream(words)
        at_once = max(1, _MOST_WORDS_AT_ONCE // words)
        again = [waiting[:0]]
        for begin in range(0, len(waiting), at_once):
            batch, drawn = _draw(read, waiting[begin : begin + at_once], stream, profiles)
            if drawn:
                means, done = _run(_side_by_side(drawn), stream, profiles)
                result[batch[done]] = means[done]
                again.append(batch[~done])
        waiting = np.concatenate(again)
        words *= 2
    return result


@dataclass
class _Draws:
    """What `choice` picks for each of D texts.

    rows       [D, J] likelihood rows of the n-grams picked, in order
    after      [D, J] index of the stream word that follows the one a pick came from
    picks_before [D, M + 1] how many words before this one give a pick
    available  [D] picks that the stream holds
    """

    rows: ShortInts
    after: ShortInts
    picks_before: ShortInts
    available: Ints


def _draw(
    read: Callable[[Sequence[int]], Grams], texts: Ints, stream: Stream, profiles: Profiles
) -> tuple[Ints, list[_Draws]]:
    """Draws for texts, a stretch at a time; and which of the texts have n-grams to draw from."""
    drawn = []
    filled = [texts[:0]]
    for begin in range(0, len(texts), STRETCH):
        some = texts[begin : begin + STRETCH]
        grams = read(some.tolist())
        own = np.flatnonzero(grams.counts)
        if len(own):
            drawn.append(_draw_stretch(grams, own, stream, profiles))
            filled.append(some[own])
    return np.concatenate(filled), drawn


def _draw_stretch(grams: Grams, own: Ints, stream: Stream, profiles: Profiles) -> _Draws:
    picked, accepted = draws(stream, grams.counts[own])
    picks_before = np.zeros((len(own), len(stream.words) + 1), dtype=np.int32)
    np.cumsum(accepted, axis=1, out=picks_before[:, 1:])
    text, word = np.nonzero(accepted)
    order = picks_before[text, word]
    available = picks_before[:, -1].astype(np.int64)
    rows = np.zeros((len(own), int(available.max())), dtype=np.int32)
    after = np.zeros_like(rows)
    rows[text, order] = rows_of(grams, grams.bounds[own][text] + picked[text, word], profiles)
    after[text, order] = word + 1
    return _Draws(rows, after, picks_before, available)


def _side_by_side(parts: Sequence[_Draws]) -> _Draws:
    """Draws of several stretches as those of one."""
    widest = max(part.rows.shape[1] for part in parts)
    return _Draws(
        np.concatenate([_widened(part.rows, widest) for part in parts]),
        np.concatenate([_widened(part.after, widest) for part in parts]),
        np.concatenate([part.picks_before for part in parts]),
        np.concatenate([part.available for part in parts]),
    )


def _widened(table: ShortInts, width: int) -> ShortInts:
    """A table with zeros at its right."""
    return np.pad(table, ((0, 0), (0, width - table.shape[1])))


def _run(drawn: _Draws, stream: Stream, profiles: Profiles) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Mean probabilities [B, L], and for which texts the stream was long enough."""
    lanes = _Lanes(drawn, stream, profiles.likelihood)
    while lanes.step():
        pass
    return lanes.means, lanes.trial == TRIALS


class _Lanes:
    """One lane a text: each runs its own trials one after the other; a step is five draws on every lane."""

    def __init__(self, drawn: _Draws, stream: Stream, likelihood: Floats) -> None:
        count, languages = len(drawn.rows), likelihood.shape[1]
        self.drawn, self.stream, self.likelihood = drawn, stream, likelihood
        self.means = np.zeros((count, languages))
        self.trial = np.zeros(count, dtype=np.int64)
        self.next_pick = np.zeros(count, dtype=np.int64)
        self.picks_made = np.zeros(count, dtype=np.int64)  # in the trial, after its first
        self.weight = np.zeros(count)
        self.kept = np.zeros(count)  # the deviate that gauss keeps for its next call
        self.probability = np.zeros((count, languages))
        self.running = np.arange(count)
        self._begin_trial(self.running, np.zeros(count, dtype=np.int64))

    def step(self) -> bool:
        """Five draws on every running lane and a look at the result; False when no lane runs any more."""
        lanes = self.running[self.next_pick[self.running] + CHECK_EVERY <= self.drawn.available[self.running]]
        probability = self.probability[lanes]
        for _ in range(CHECK_EVERY):
            probability *= self._factors(lanes)
        probability /= _sums(probability)
        self.probability[lanes] = probability
        self.picks_made[lanes] += CHECK_EVERY
        limit = self.picks_made[lanes] >= Detector.ITERATION_LIMIT
        over = (probability.max(axis=1) > Detector.CONV_THRESHOLD) | limit
        self.running = np.concatenate([lanes[~over], self._end_trial(lanes[over])]) if over.any() else lanes
        return len(self.running) > 0

    def _factors(self, lanes: Ints) -> Floats:
        """[lanes, L] smoothed likelihoods of each lane's next n-gram."""
        factors = self.likelihood.take(self.drawn.rows[lanes, self.next_pick[lanes]], axis=0, mode="clip")
        factors += self.weight[lanes, None]
        self.next_pick[lanes] += 1
        return factors

    def _end_trial(self, lanes: Ints) -> Ints:
        """Add the trial to the mean and begin the next; returns the lanes that go on."""
        self.means[lanes] += self.probability[lanes] / TRIALS
        self.trial[lanes] += 1
        lanes = lanes[self.trial[lanes] < TRIALS]
        return self._begin_trial(lanes, self.drawn.after[lanes, self.next_pick[lanes] - 1].astype(np.int64))

    def _begin_trial(self, lanes: Ints, word: Ints) -> Ints:
        """Draw the smoothing weight and the first n-gram, from stream index `word` on; returns the lanes that can.

        One n-gram alone never convinces langdetect, so its look at the result after the first draw only rescales.
        """
        word = self._draw_weight(lanes, word)
        fits = word < len(self.stream.words)
        lanes, word = lanes[fits], word[fits]
        self.next_pick[lanes] = self.drawn.picks_before[lanes, word]
        lanes = lanes[self.next_pick[lanes] < self.drawn.available[lanes]]
        probability = self._factors(lanes) * (1.0 / self.likelihood.shape[1])
        self.probability[lanes] = probability / _sums(probability)
        self.picks_made[lanes] = 0
        return lanes

    def _draw_weight(self, lanes: Ints, word: Ints) -> Ints:
        """Set each lane's smoothing weight by `gauss`; returns the index of the next unused stream word."""
        fresh = self.trial[lanes] % 2 == 0
        at = np.minimum(word, len(self.stream.deviate) - 1)
        deviate = np.where(fresh, self.stream.deviate[at], self.kept[lanes])
        self.kept[lanes] = self.stream.kept_deviate[at]  # read by odd trials only, which even ones precede
        self.weight[lanes] = (Detector.ALPHA_DEFAULT + deviate * Detector.ALPHA_WIDTH) / Detector.BASE_FREQ
        return word + np.where(fresh, WORDS_PER_GAUSS, 0)


def _sums(table: Floats) -> Floats:
    """[n, 1] sum of each row, added up from left to right as Python's `sum` does (numpy's own sum adds in pairs)."""
    return np.cumsum(table, axis=1)[:, -1:]
