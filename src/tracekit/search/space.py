"""The protocol between a problem and the engine: what the states are, what can be done in them, when one is stuck."""

from __future__ import annotations

import functools
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Protocol

from typing_extensions import TypeVar

from tracekit.errors import ParameterError
from tracekit.search.events import Backtrack, ChoicePoint, DeadEnd, Event, Inference, Solved
from tracekit.seeding import Stream

__all__ = ["MOST_LINES_TO_A_CHECK", "Choice", "Definition", "Derivation", "Goal", "Guide", "Space", "View", "space_of"]

S = TypeVar("S", default=Any)
M = TypeVar("M", default=Any)


@dataclass(frozen=True, slots=True)
class Choice(Generic[M]):
    """Something is to be chosen: the name of the place and the moves in canonical order, mostly more than one."""

    place: Any
    moves: tuple[M, ...]


@dataclass(frozen=True, slots=True)
class Derivation(Generic[M]):
    """A step that is worked out, not chosen, and that can be got wrong.

    Attributes:
        place: how the step is named when one returns to it; unique along a path.
        move: the right step.
        slips: the same step with wrong results, those that a trace is made with. From the state after a slip all is
            forced, up to a dead end: the check that refutes it. A text may make others; see ``Space.accepts_slip``.
        reason: as in ``Inference``.
    """

    place: Any
    move: M
    slips: Sequence[M]
    reason: Any = None


@dataclass(frozen=True, slots=True)
class Goal:
    """The state is a solution."""


View = Choice[M] | Derivation[M] | Inference | DeadEnd | Goal

MOST_LINES_TO_A_CHECK = 1000
"""A slip is looked for so many lines ahead, and no further, for the check that refutes it."""

Guide = Callable[[S, Sequence[M]], int]
"""Says at a state with several legal moves which one (its index) leads to the solution."""


class Space(ABC, Generic[S, M]):
    """The search space of one problem.

    States and moves are hashable values; states along a path differ from each other. The engine asks only for what is
    declared here; the certifier too, so that this class *is* the definition of the problem that both share.
    """

    lists_moves: ClassVar[bool] = True
    """Whether a trace lists the moves at a choice point (False where there are too many to say)."""
    place_names_state: ClassVar[bool] = False
    """Whether the place of a choice point says all about its state, as the numbers left do in Countdown."""
    has_derivations: ClassVar[bool] = False
    """Whether ``look`` ever gives a ``Derivation``."""
    remark_kinds: ClassVar[tuple[str, ...]] = ()
    """The kinds of remarks that can be made, in the order in which they are made at one place."""

    @abstractmethod
    def start(self) -> S:
        """The state before any move."""

    @abstractmethod
    def look(self, state: S) -> View[M]:
        """What there is to do in a state: a choice, a step to work out, a forced move, a dead end, or the goal."""

    @abstractmethod
    def after(self, state: S, move: M) -> S:
        """The state that a legal move leads to."""

    @abstractmethod
    def guides(self, stream: Stream) -> Iterator[Guide[S, M]]:
        """One or more ways to a solution, in random order, the first one drawn fairly.

        Raises:
            SearchBudgetError: if the problem brings no solution along and none was found within a fixed budget.
            ParameterError: if the problem has no solution.
        """

    @abstractmethod
    def answer(self, moves: Sequence[M]) -> str:
        """The answer that the moves from the start to the goal amount to."""

    def solved(self, moves: Sequence[M]) -> Solved:
        """The closing event. Override it where the trace states the answer."""
        return Solved()

    def children(self, state: S) -> Sequence[S] | None:
        """The states one move further in the order of the moves; empty in a dead end, None at the goal.

        Slips are left out: a search makes them on the way to the solution only.
        Planning calls this for many states: override it where it can be had without making the moves.
        """
        view = self.look(state)
        if isinstance(view, Choice):
            return [self.after(state, move) for move in view.moves]
        if isinstance(view, Inference | Derivation):
            return [self.after(state, view.move)]
        return None if isinstance(view, Goal) else ()

    def cheapest_wrong_move(self, state: S) -> int:
        """A lower bound on the dead ends below any wrong move of a state, to spare counting them."""
        return 1

    def count_dead_ends(self, state: S, limit: int) -> int | None:
        """The number of dead ends below a state; None if a solution lies there or there are more than ``limit``."""
        count, stack = 0, [state]
        while stack:
            children = self.children(stack.pop())
            if children is None:
                return None
            if children:
                stack.extend(children)
            else:
                count += 1
                if count > limit:
                    return None
        return count

    def cost_of(self, state: S, move: M, limit: int) -> int | None:
        """``count_dead_ends`` below the state that a move leads to. Override it where no state is needed."""
        return self.count_dead_ends(self.after(state, move), limit)

    def plausibility(self, state: S, moves: Sequence[M]) -> Sequence[float]:
        """A positive weight for each move: how likely a thoughtful person is to try it."""
        return [1.0] * len(moves)

    def promise(self, state: S) -> float:
        """How near to a solution a state seems, larger is nearer: by this ``best_first`` chooses where to go on.

        As it stands all states are equal, so that it goes on where it was.
        """
        return 0.0

    def is_guess(self, move: M) -> bool:
        """Whether a decision for a move is a guess and counts as luck if it is right; not if it gives its reason."""
        return True

    def why_not(self, state: S, claim: object) -> str | None:
        """Why a claim made in a state (a forced move, a reason for a dead end, a decision) does not hold.

        For messages only, which it judges nothing by, and may be empty; None where the claim does hold.
        """
        return ""

    def after_claim(self, state: S, move: object) -> S | None:
        """The state that a move which is not legal would lead to; None if one cannot go on from there.

        For judging what comes after a false statement. The move may be anything that a text can tell.
        """
        return None

    def state_named(self, place: object) -> S | None:
        """The state that the place of a choice point stands for, where ``place_names_state``; None if it is none."""
        return None

    def remarks(self, kind: str, state: S, path: Sequence[M]) -> Sequence[object]:
        """Claims of a kind that are true and worth saying in a state; ``path`` holds the moves that led there.

        They follow from the state, the path and the problem as it is posed, never from its solution.
        """
        return ()

    def holds(self, state: S, path: Sequence[M], claim: object) -> bool:
        """Whether the claim of a remark is true in a state. More may be true than ``remarks`` would say.

        The claim may be any that a text can tell; this takes time linear in its length at most.
        """
        return any(claim in self.remarks(kind, state, path) for kind in self.remark_kinds)

    def pauses(self, before: Event, after: Event) -> bool:
        """Whether remarks can be made between two events without cutting through what is told in one breath."""
        return not isinstance(before, ChoicePoint | DeadEnd | Backtrack)

    # --- what else is true: texts say it in other words and in another order than a search of ours

    def accepts_dead_end(self, state: S, reason: object) -> bool:
        """Whether a state is a dead end for this reason, also where the search would only see it later on.

        It has to be one: no solution lies below the state. Override it where a state can be stuck for more than one
        reason. The reason may be anything that a text can tell, or a trace can hold.
        """
        view = self.look(state)
        return isinstance(view, DeadEnd) and view.reason == reason

    def cause(self, reason: Hashable) -> Hashable:
        """What is at the bottom of a dead end: two with the same cause are one mistake met twice."""
        return reason

    def canonical_place(self, place: Hashable) -> Hashable:
        """One form for all ways to name a place: the numbers left, in whatever order they are told."""
        return place

    def legal_move(self, moves: Sequence[M], move: Any) -> M | None:
        """Which of the legal moves is told, in whatever form (``3 + 5`` for ``5 + 3``); None if it is none of them."""
        return moves[moves.index(move)] if move in moves else None

    def same_moves(self, told: Sequence[Any], moves: Sequence[M]) -> bool:
        """Whether the moves listed are these, in whatever order and form; none of them may be listed twice."""
        if len(told) != len(moves):
            return False
        found = {self.legal_move(moves, move) for move in told}
        return None not in found and len(found) == len(moves)

    def choice_at(self, state: S, place: Any) -> Choice[M] | None:
        """The choice that there is in a state at a place which the search would come to later; None if there is none.

        All moves that are open there, one or more: every solution below the state is below one of them. For if all
        of them fail, the state has failed. The place may be anything that a text can tell.
        """
        return None

    def after_inference(self, state: S, move: Any, reason: Any) -> S | None:
        """The state after a step that holds in a state although the search would do or say something else there.

        Such as a forced move that the search would make later, one with another sufficient reason, a check besides
        those that the search makes (it leads back to the same state). Every solution below the state is below the one
        that it leads to. None if it does not hold. Both arguments may be anything that a text can tell. The move is put
        on the path as it is told, unless the state stays the same: then it counts as a remark.
        """
        return None

    def is_solved(self, state: S) -> bool:
        """Whether the solution stands in a state where the search would still say more, as a check of it.

        Then one may state the answer and end there. All moves that the answer follows from have been made.
        """
        return False

    def accepts_answer(self, moves: Sequence[M], answer: str | None) -> bool:
        """Whether an answer stated at the goal is the one that the moves amount to, in whatever form."""
        return answer == self.solved(moves).answer

    def step_at(self, state: S, move: Any) -> Derivation[M] | None:
        """The step of a derivation that a move can be a result of, right or wrong; None if there is none.

        As it stands that is the one that the search would take in the state. Override it where one can take a later
        step before that, or leave out what comes in between. The move may be anything that a text can tell.
        """
        view = self.look(state)
        return view if isinstance(view, Derivation) else None

    def is_wrong_result(self, state: S, view: Derivation[M], move: object) -> bool:
        """Whether a move is the step of a derivation with a wrong result that one could go on from.

        Override it where a text may give other wrong results than those that the step lists. The move may be anything
        that a text or a trace can hold; this takes bounded time and never raises.
        """
        return move in view.slips

    def accepts_slip(self, state: S, view: Derivation[M], move: Any) -> bool:
        """Whether a wrong result of a step is a slip: from the state after it all is forced, up to a dead end.

        So a check refutes it, if the text goes on to make it. A wrong result that no check shows is a false statement.
        Override it where that can be told without going there.
        """
        if not self.is_wrong_result(state, view, move):
            return False
        state = self.after(state, move)
        for _ in range(MOST_LINES_TO_A_CHECK):
            ahead = self.look(state)
            if not isinstance(ahead, Inference):
                return isinstance(ahead, DeadEnd)
            state = self.after(state, ahead.move)
        return False


class Definition(Hashable, Protocol):
    """What the engine needs of a task."""

    def space(self, problem: Any) -> Space:
        """The search space of a problem."""
        ...


@functools.lru_cache(maxsize=4)
def space_of(task: Definition, problem: Hashable) -> Space:
    """The search space of a problem; the last few are kept: a problem is solved, told and certified in a row.

    Raises:
        ParameterError: if the problem is of another task.
    """
    if not hasattr(task, "space"):
        raise ParameterError("task", task, "must be a task, as get_task gives it")
    wanted = getattr(task, "problem_type", None)
    if wanted is not None and not isinstance(problem, wanted):
        raise ParameterError("problem", problem, f"must be of the type {wanted.__name__}")
    return task.space(problem)
