"""The rules that a statement can break, by their ids. Ids go into data and stay; messages can be reworded."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Rule"]


class Rule(StrEnum):
    """What can be wrong with a statement; ``rule.message`` says it in words."""

    UNKNOWN_STATEMENT = "unknown_statement"
    OUT_OF_TURN = "out_of_turn"
    WRONG_PLACE = "wrong_place"
    WRONG_MOVES = "wrong_moves"
    NO_CHOICE = "no_choice"
    NOT_FORCED = "not_forced"
    FALSE_RESULT = "false_result"
    ILLEGAL_MOVE = "illegal_move"
    ALREADY_TRIED = "already_tried"
    FALSE_DEAD_END = "false_dead_end"
    WRONG_REASON = "wrong_reason"
    WRONG_TARGET = "wrong_target"
    NOTHING_UNTRIED = "nothing_untried"
    UNTRIED_MOVE_LEFT = "untried_move_left"
    REFUTED_LINE = "refuted_line"
    FALSE_SOLVED = "false_solved"
    WRONG_ANSWER = "wrong_answer"
    ALREADY_SOLVED = "already_solved"
    FALSE_UNSOLVABLE = "false_unsolvable"
    FALSE_REMARK = "false_remark"
    UNFINISHED = "unfinished"
    AFTER_END = "after_end"
    BAD_FORMAT = "bad_format"

    @property
    def message(self) -> str:
        """What is wrong, in words."""
        return _MESSAGES[self]


_MESSAGES = {
    Rule.UNKNOWN_STATEMENT: "not a statement of this language",
    Rule.OUT_OF_TURN: "this statement cannot come here",
    Rule.WRONG_PLACE: "the search is not at this place",
    Rule.WRONG_MOVES: "these are not the moves that are open here",
    Rule.NO_CHOICE: "there is no choice to be made here",
    Rule.NOT_FORCED: "this is not the only possible move",
    Rule.FALSE_RESULT: "this result is wrong, and no check here shows it",
    Rule.ILLEGAL_MOVE: "this move is not legal here",
    Rule.ALREADY_TRIED: "this move has been tried here before, and has failed",
    Rule.FALSE_DEAD_END: "this is no dead end",
    Rule.WRONG_REASON: "it is a dead end, but not for this reason",
    Rule.WRONG_TARGET: "there is no such choice point to return to",
    Rule.NOTHING_UNTRIED: "nothing is left to try at the place returned to",
    Rule.UNTRIED_MOVE_LEFT: "the line left behind is not refuted: it has moves that were not tried or were set aside",
    Rule.REFUTED_LINE: "the line left behind is refuted, not only set aside",
    Rule.FALSE_SOLVED: "the problem is not solved here",
    Rule.WRONG_ANSWER: "the answer does not follow from the moves",
    Rule.ALREADY_SOLVED: "the problem is solved here",
    Rule.FALSE_UNSOLVABLE: "not every move has been tried",
    Rule.FALSE_REMARK: "this does not hold here",
    Rule.UNFINISHED: "the trace stops before it is solved or given up",
    Rule.AFTER_END: "something follows after the end",
    Rule.BAD_FORMAT: "the completion is not thinking followed by an answer",
}
