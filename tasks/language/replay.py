"""langdetect's sampling, step for step, with many texts side by side (`Detector._detect_block`, seed 0).

A trial draws n-grams at random with replacement and multiplies each language's probability by the n-gram's, until one
language has nearly all; the answer is the mean of seven trials. Every product, quotient and sum is taken in
langdetect's own order, so the result has the same bits, given the same order of profiles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

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
                means, done = _run(_side_by_side(drawn, words), stream, profiles)
                result[batch[done]] = means[done]
                again.append(batch[~done])
        waiting = np.concatenate(again)
        words *= 2
    return result


@dataclass
class _Draws:
    """What `choice` picks for D texts from a stream of M words, text by text in order.

    rows    [K] likelihood rows of the n-grams picked
    places  [K] the words that gave the picks: M * number of the text + index of the word
    ends    [D] index behind each text's last pick
    """

    rows: ShortInts
    places: Ints
    ends: Ints


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
    places = np.flatnonzero(accepted)
    ends = np.searchsorted(places, np.arange(1, len(own) + 1) * len(stream.words))
    chosen = np.repeat(grams.bounds[own], np.diff(ends, prepend=0))
    chosen += picked.ravel().take(places)
    return _Draws(rows_of(grams, grams.entries.take(chosen, mode="clip"), profiles), places, ends)


def _side_by_side(parts: Sequence[_Draws], words: int) -> _Draws:
    """Draws of several stretches, from a stream of so many words, as those of one."""
    texts = accumulate((len(part.ends) for part in parts), initial=0)
    picks = accumulate((len(part.rows) for part in parts), initial=0)
    return _Draws(
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.places + words * before for part, before in zip(parts, texts, strict=False)]),
        np.concatenate([part.ends + before for part, before in zip(parts, picks, strict=False)]),
    )


def _run(drawn: _Draws, stream: Stream, profiles: Profiles) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Mean probabilities [B, L], and for which texts the stream was long enough."""
    lanes = _Lanes(drawn, stream, profiles.likelihood)
    while lanes.step():
        pass
    return lanes.means, lanes.done


class _Lanes:
    """One lane a text: each runs its own trials one after the other; a step is five draws on every lane.

    `means` and `done` have a row a text; everything else, one for each lane that still runs.
    """

    def __init__(self, drawn: _Draws, stream: Stream, likelihood: Floats) -> None:
        count, languages = len(drawn.ends), likelihood.shape[1]
        self.drawn, self.stream, self.likelihood = drawn, stream, likelihood
        self.means = np.zeros((count, languages))
        self.done = np.zeros(count, dtype=bool)
        self.factors = np.zeros((count, languages))  # written anew at each draw
        self.texts = np.arange(count)
        self.ends = drawn.ends
        self.trial = np.zeros(count, dtype=np.int64)
        self.next_pick = np.zeros(count, dtype=np.int64)
        self.picks_made = np.zeros(count, dtype=np.int64)  # in the trial, after its first
        self.weight = np.zeros((count, languages))  # the same for all: added twice as fast as one
        self.kept = np.zeros(count)  # the deviate that gauss keeps for its next call
        self.probability = np.zeros((count, languages))
        self._begin_trial(self.texts, np.zeros(count, dtype=np.int64))

    def step(self) -> bool:
        """Five draws on every running lane and a look at the result; False when no lane runs any more."""
        self._keep((self.next_pick + CHECK_EVERY <= self.ends) & (self.trial < TRIALS))
        probability = self.probability
        for picks in self.next_pick + np.arange(CHECK_EVERY)[:, None]:
            probability *= self._factors(picks, self.weight)
        sums, highest = _sums_and_maxima(probability)
        probability /= sums[:, None]
        self.next_pick += CHECK_EVERY
        self.picks_made += CHECK_EVERY
        limit = self.picks_made >= Detector.ITERATION_LIMIT
        over = np.flatnonzero((highest / sums > Detector.CONV_THRESHOLD) | limit)
        if len(over):
            self._end_trial(over)
        return len(self.texts) > 0

    def _keep(self, running: npt.NDArray[np.bool_]) -> None:
        """Drop the lanes that are done, and those for which the stream is too short."""
        if running.all():
            return
        self.texts, self.ends, self.trial = self.texts[running], self.ends[running], self.trial[running]
        self.next_pick, self.picks_made = self.next_pick[running], self.picks_made[running]
        self.weight, self.kept, self.probability = self.weight[running], self.kept[running], self.probability[running]

    def _factors(self, picks: Ints, weight: Floats) -> Floats:
        """[lanes, L] smoothed likelihoods of the n-grams picked, with each lane's weight."""
        factors = self.factors[: len(picks)]
        self.likelihood.take(self.drawn.rows.take(picks), axis=0, out=factors, mode="clip")
        factors += weight
        return factors

    def _end_trial(self, lanes: Ints) -> None:
        """Add the trial of some lanes to the mean and begin the next."""
        self.means[self.texts[lanes]] += self.probability[lanes] / TRIALS
        self.trial[lanes] += 1
        finished = self.trial[lanes] == TRIALS
        self.done[self.texts[lanes[finished]]] = True
        lanes = lanes[~finished]
        words = self.drawn.places[self.next_pick[lanes] - 1] - self.texts[lanes] * len(self.stream.words)
        self._begin_trial(lanes, words + 1)

    def _begin_trial(self, lanes: Ints, word: Ints) -> None:
        """Draw the smoothing weight and the first n-gram, from stream index `word` on.

        One n-gram alone never convinces langdetect, so its look at the result after the first draw only rescales. A
        lane for which the stream is too short is left with its end as its next pick, or one beyond it.
        """
        word = self._draw_weight(lanes, word)
        picks = np.searchsorted(self.drawn.places, self.texts[lanes] * len(self.stream.words) + word)
        self.next_pick[lanes] = picks + 1
        self.picks_made[lanes] = 0
        fits = picks < self.ends[lanes]
        lanes, picks = lanes[fits], picks[fits]
        probability = self._factors(picks, self.weight[lanes]) * (1.0 / self.likelihood.shape[1])
        self.probability[lanes] = probability / _sums_and_maxima(probability)[0][:, None]

    def _draw_weight(self, lanes: Ints, word: Ints) -> Ints:
        """Set each lane's smoothing weight by `gauss`; returns the index of the next unused stream word."""
        fresh = self.trial[lanes] % 2 == 0
        at = np.minimum(word, len(self.stream.deviate) - 1)
        deviate = np.where(fresh, self.stream.deviate[at], self.kept[lanes])
        self.kept[lanes] = self.stream.kept_deviate[at]  # read by odd trials only, which even ones precede
        weight = (Detector.ALPHA_DEFAULT + deviate * Detector.ALPHA_WIDTH) / Detector.BASE_FREQ
        self.weight[lanes] = weight[:, None]
        return word + np.where(fresh, WORDS_PER_GAUSS, 0)


def _sums_and_maxima(table: Floats) -> tuple[Floats, Floats]:
    """[n] sum and highest of each row, the sum added up from left to right as Python's `sum` does.

    numpy sums a row in pairs, and its `cumsum`, which does not, takes five times as long as summing columns, which it
    adds one to the other where there are two rows or more: so there is one more, of zeros.
    """
    columns = np.zeros((table.shape[1], len(table) + 1))
    columns[:, :-1] = table.T
    return np.add.reduce(columns, axis=0)[:-1], columns.max(axis=0)[:-1]
