"""Controls for length: the same problems without backtracks and with k of them, in texts of the same length.

A trace with backtracks is longer than one without. To tell what backtracks do from what length does, the trace without
is given remarks, true statements that make no move, until it is as long as the other.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Unpack

from tracekit.data.columns import Row, to_dataset
from tracekit.data.completions import text_of
from tracekit.data.rows import Origin, seed_of, write_row
from tracekit.data.settings import PairOptions, Settings, check_options, remark_kinds_of
from tracekit.errors import BacktracksUnreachableError, GenerationError, ParameterError, UnknownNameError, check_integer
from tracekit.language.document import Document
from tracekit.reading import render
from tracekit.search.events import Remark
from tracekit.search.remarks import Gap, gaps_of, insert
from tracekit.search.solve import solve_ladder
from tracekit.search.strategies import strategy_for
from tracekit.search.trace import Trace
from tracekit.seeding import Stream
from tracekit.tasks import Problem, Task
from tracekit.verify.tags import cut

if TYPE_CHECKING:
    from datasets import Dataset

__all__ = ["LengthMatch", "LengthMatched", "PairOptions", "length_matched"]

OTHER_BEHAVIOURS = ("backward", "subgoal")
"""Remarks of these kinds are behaviours in their own right (arXiv 2503.01307): no padding unless asked for."""
RENDERINGS = 12
"""In so many wordings each of the last few candidates is told to come near the length wanted."""
NEAR = 0.002
"""Lengths that differ by this share are near enough to stop looking."""


@dataclass(frozen=True, slots=True)
class LengthMatch:
    """How well the lengths of the pairs match.

    Lengths are those of whole completions, tags and answer included. The difference of a pair is taken relative to the
    side with backtracks.

    Attributes:
        unit: ``tokens`` or ``characters``.
        pairs: number of pairs.
        passed_over: problems left out because one of the sides could not be had, by reason.
        total_without: length of all completions without backtracks.
        total_with: length of all completions with them.
        total_difference: difference of the two totals, as a share of ``total_with``.
        difference_quantiles: quantiles (0.5, 0.9, 0.95, 0.99, 1) of the absolute difference of a pair, as a share.
        share_within_5_percent: share of the pairs that differ by at most 5 %.
        unpadded: length of all completions without backtracks, had they no remarks.
        remarks: number of remarks in all.
        remark_share: share of the text without backtracks, in characters, that remarks make up.
    """

    unit: str
    pairs: int
    passed_over: Mapping[str, int]
    total_without: int
    total_with: int
    total_difference: float
    difference_quantiles: Mapping[float, float]
    share_within_5_percent: float
    unpadded: int
    remarks: int
    remark_share: float

    def to_json(self) -> dict[str, object]:
        """The figures as JSON values."""
        values = asdict(self)
        values["difference_quantiles"] = {str(share): value for share, value in self.difference_quantiles.items()}
        return values


@dataclass(frozen=True)
class LengthMatched:
    """Two aligned data sets: row i of both is about the same problem, on the same way to the same answer.

    Attributes:
        without: no backtracks, padded with remarks.
        with_backtracks: k backtracks, no remarks.
        match: how well their lengths match.
    """

    without: Dataset
    with_backtracks: Dataset
    match: LengthMatch


@dataclass(frozen=True, slots=True)
class _Pair:
    rows: tuple[Row, Row]
    lengths: tuple[int, int]
    unpadded: int
    remarks: int
    remark_characters: int
    characters: int


class _NoPairError(Exception):
    """A problem that has no pair; the message is the reason."""


def length_matched(
    task: Task,
    *,
    n: int,
    backtracks: int,
    tokenizer: object = None,
    kinds: Sequence[str] | None = None,
    orderings: int = 1,
    within: float = 0.05,
    **options: Unpack[PairOptions],
) -> LengthMatched:
    """Traces without backtracks and with k of them, of the same problems and of the same length.

    The side without backtracks is padded with true remarks, spread over the trace, until its completion is as long as
    the other one's. Every text on both sides is certified. A problem whose sides cannot be matched is passed over and
    counted.

    Args:
        task: the task, with its parameters.
        n: how many pairs.
        backtracks: k, at least 1.
        tokenizer: what length is counted in: an object with ``encode``, or a function from a text to its tokens (also
            as a mapping with ``input_ids``) or to their number. None counts characters.
        kinds: the kinds of remarks used. None for all of the task but ``backward`` and ``subgoal``, which are
            behaviours of their own.
        orderings: out of so many traces with k backtracks, by other orders of the moves, the shortest is taken. With 1
            (the default) the pairs are as long as traces with k backtracks are; with more, as short as can be had.
        within: pairs whose lengths differ by a larger share are passed over; above 0, at most 1.
        **options: as for ``make_dataset``; see ``PairOptions``.

    Returns:
        The two data sets, with the columns of every data set, and the match achieved.

    Raises:
        ParameterError, UnknownNameError: if an argument is not allowed.
        GenerationError: if no problem will do for a pair; the message names the last reason.
    """
    _check(task, n, backtracks, orderings, within, options)
    known = remark_kinds_of(task)
    chosen = tuple(kind for kind in known if kind not in OTHER_BEHAVIOURS) if kinds is None else tuple(kinds)
    for kind in chosen:
        if kind not in known:
            raise UnknownNameError("kind of remarks", str(kind), known)
    if not chosen:
        raise ParameterError("kinds", kinds, f"must name some of the remarks of {task.name}: {', '.join(known)}")
    settings = Settings(task, backtracks=backtracks, **options)
    matcher = _Matcher(settings, task, backtracks, _counter(tokenizer), chosen, orderings, within)
    passed_over: dict[str, int] = {}
    pairs = [matcher.pair(index, passed_over) for index in range(n)]
    unit = "characters" if tokenizer is None else "tokens"
    sides = [to_dataset([pair.rows[side] for pair in pairs], settings.options["prompt_format"]) for side in (0, 1)]
    return LengthMatched(sides[0], sides[1], _match_of(pairs, passed_over, unit))


@dataclass(frozen=True)
class _Matcher:
    settings: Settings
    task: Task
    k: int
    length: Callable[[str], int]
    kinds: tuple[str, ...]
    orderings: int
    within: float

    def pair(self, index: int, passed_over: dict[str, int]) -> _Pair:
        task, options = self.task, self.settings.options
        seed, split, most = options["seed"], options["split"], options["max_passed_over"]
        stream = task.row_stream(seed, split, index)
        reason = ""
        for attempt in range(most + 1):
            problem = task.problem(seed=seed, index=index, split=split, attempt=attempt)
            try:
                return self._match(problem, Origin(split, index, attempt), seed_of(stream, attempt), stream)
            except _NoPairError as error:
                reason = str(error)
                passed_over[reason] = passed_over.get(reason, 0) + 1
        raise GenerationError(f"{task!r}: none of {most + 1} problems will do for pair {index}; the last one: {reason}")

    def _match(self, problem: Problem, origin: Origin, seed: int, stream: Stream) -> _Pair:
        settings = self.settings
        seed, plain, trace = self._traces(problem, seed, stream.child("orderings", origin.attempt))
        row = write_row(settings, origin, seed, trace)
        text = text_of(row["completion"])
        wanted = self.length(text)
        frame = wanted - self.length(cut(text).thinking)  # what tags and answer add is about the same on both sides
        padded, document = self._pad(plain, wanted - frame, seed, stream.child("padding", origin.attempt))
        other = write_row(settings, origin, seed, padded, document)
        found = self.length(text_of(other["completion"]))
        if abs(found - wanted) > self.within * wanted:
            raise _NoPairError("there are no remarks that make it as long" if found < wanted else "it gets too long")
        spans = [span for span in document.spans if isinstance(span.event, Remark)]
        return _Pair(
            (other, row),
            (found, wanted),
            self.length(render(plain, settings.options["style"], seed=seed).text) + frame,
            len(spans),
            sum(span.end - span.start for span in spans),
            len(text_of(other["completion"])),
        )

    def _traces(self, problem: Problem, seed: int, stream: Stream) -> tuple[int, Trace, Trace]:
        """A trace without backtracks and the shortest with k, along one way, and the seed that gave them."""
        found: list[tuple[int, Trace, Trace]] = []
        for number in range(self.orderings):
            chosen = seed_of(stream, number) if number else seed
            with suppress(BacktracksUnreachableError):
                search = self.settings.search_of(self.task)
                plain, trace = solve_ladder(self.task, problem, backtracks=[0, self.k], seed=chosen, strategy=search)
                found.append((chosen, plain, trace))
        if not found:
            raise _NoPairError(f"{self.k} backtracks cannot be had")
        style = self.settings.options["style"]
        if len(found) == 1:
            return found[0]
        return min(found, key=lambda each: self.length(render(each[2], style, seed=each[0]).text))

    def _pad(self, plain: Trace, wanted: int, seed: int, stream: Stream) -> tuple[Trace, Document]:
        """The trace with remarks that bring its text as near as can be to a length."""
        pool = list(_spread(gaps_of(plain, self.kinds), stream))
        seeds = [seed, *(stream.child("wording", number).seed for number in range(1, RENDERINGS))]

        def told(count: int, wording: int = 0) -> tuple[Trace, Document]:
            chosen = pool[:count]
            if count and count + wording <= len(pool):
                chosen[-1] = pool[count - 1 + wording]
            trace = insert(plain, sorted(chosen, key=_in_gap(self.kinds, plain))) if count else plain
            return trace, render(trace, self.settings.options["style"], seed=seeds[wording])

        def length(count: int) -> int:
            return self.length(told(count)[1].text)

        middle = bisect_left(range(len(pool)), wanted, key=length)
        best: tuple[int, tuple[Trace, Document]] | None = None
        # One remark more or less, another one in place of the last, other words: each changes the length a little.
        for wording in range(RENDERINGS):
            for count in (middle, middle - 1, middle + 1):
                if 0 <= count <= len(pool):
                    candidate = told(count, wording)
                    distance = abs(self.length(candidate[1].text) - wanted)
                    if best is None or distance < best[0]:
                        best = distance, candidate
                    if distance <= NEAR * wanted:
                        return candidate
        if best is None:
            raise GenerationError("there is no trace to pad")
        return best[1]


def _spread(gaps: Sequence[Gap], stream: Stream) -> Iterator[tuple[int, object]]:
    """All claims, each once, in a random order in which every gap gets one before any gets the next."""
    rest, used = [_kinds_in_turn(gap, stream) for gap in gaps if any(gap.claims.values())], set()
    while rest:
        for i in stream.shuffled(range(len(rest))):
            while rest[i]:
                remark = rest[i].pop()
                if remark[1] not in used:
                    used.add(remark[1])
                    yield remark
                    break
        rest = [claims for claims in rest if claims]


def _kinds_in_turn(gap: Gap, stream: Stream) -> list[tuple[int, object]]:
    """The claims of a gap, last first: a random one of each kind, then a second one of each, and so on."""
    groups = [stream.shuffled(group) for group in gap.claims.values() if group]
    rounds = [stream.shuffled([group[i] for group in groups if i < len(group)]) for i in range(max(map(len, groups)))]
    return [(gap.index, claim) for claims in rounds for claim in claims][::-1]


def _in_gap(kinds: Sequence[str], trace: Trace) -> Callable[[tuple[int, object]], tuple[int, int]]:
    """What remarks are sorted by: the place, then the kind."""
    tell = trace.task.vocabulary.tell
    return lambda remark: (remark[0], kinds.index(tell(Remark(remark[1]))[0]))


def _counter(tokenizer: object) -> Callable[[str], int]:
    """A function that counts the tokens of a text."""
    if tokenizer is None:
        return len
    encode = getattr(tokenizer, "encode", tokenizer)
    if not callable(encode):
        raise ParameterError("tokenizer", tokenizer, "must have a method encode, or be a function of a text")

    def count(text: str) -> int:
        found = encode(text)
        if isinstance(found, int):
            return found
        return len(found["input_ids"] if isinstance(found, Mapping) else found)

    return count


def _check(
    task: object, n: object, backtracks: object, orderings: object, within: object, options: PairOptions
) -> None:
    if not isinstance(task, Task):
        raise ParameterError("task", task, "must be one task, as tracekit.get_task gives it")
    for field, value in (("n", n), ("backtracks", backtracks), ("orderings", orderings)):
        check_integer(field, value, at_least=1)
    if isinstance(within, bool) or not isinstance(within, int | float) or not 0 < within <= 1:
        raise ParameterError("within", within, "must be above 0 and at most 1")
    check_options(options, PairOptions.__annotations__)
    search = strategy_for(task, options.get("strategy"))
    if not search.exact:
        raise ParameterError("strategy", search.name, "must backtrack as often as asked: k is fixed here")


def _match_of(pairs: Sequence[_Pair], passed_over: Mapping[str, int], unit: str) -> LengthMatch:
    without, with_k = (sum(pair.lengths[side] for pair in pairs) for side in (0, 1))
    differences = sorted(abs(a - b) / b for a, b in (pair.lengths for pair in pairs))
    quantiles = {
        share: differences[max(0, math.ceil(share * len(differences)) - 1)] for share in (0.5, 0.9, 0.95, 0.99, 1.0)
    }
    return LengthMatch(
        unit=unit,
        pairs=len(pairs),
        passed_over=dict(sorted(passed_over.items())),
        total_without=without,
        total_with=with_k,
        total_difference=(without - with_k) / with_k,
        difference_quantiles=quantiles,
        share_within_5_percent=sum(difference <= 0.05 for difference in differences) / len(differences),
        unpadded=sum(pair.unpadded for pair in pairs),
        remarks=sum(pair.remarks for pair in pairs),
        remark_share=sum(pair.remark_characters for pair in pairs) / sum(pair.characters for pair in pairs),
    )
