"""Rewards: those of the library, one of one's own, and a model's rollouts evaluated."""

from functools import partial

import tracekit
from tracekit import rewards
from tracekit.rewards import Reward, judge, only_if, reward, weighted
from tracekit.rewards.rollout import Rollout
from tracekit.verify.formats import AnswerFormat

OWN_FORMAT = AnswerFormat(name="own", boxed=True, empty_thinking=False)


def short_answer(rollout: Rollout) -> Reward:
    """A reward term: 1 for an answer of less than 20 characters."""
    short = len(rollout.found.answer or "") < 20
    return Reward(float(short), {"short_answer": float(short)})


def main() -> None:
    """Reward a true completion and a useless one."""
    task = tracekit.get_task("countdown", max_numbers=4)
    data = tracekit.make_dataset(task, n=2, backtracks=2, style="symbolic")
    row, completion = data[0], data[0]["completion"]
    total: float = reward(row, completion).total
    print(total, float(reward(row, "The answer is 12 + 3.", format=OWN_FORMAT)))

    mixed = weighted(("study", 1.0), (only_if("correct", "true_share"), 0.2), (short_answer, 0.1))
    tight = partial(rewards.length_penalty, free=200, limit=400)
    print(reward(row, completion, mixed).components)
    print(reward(row, completion, [("study", 1.0), (tight, 0.5), (short_answer, 0.1)]).total)

    rollout = judge(row, completion)
    print(rollout.verdict.correct, rollout.process.true, rollout.process.statements, rollout.task.name)

    evaluation = tracekit.evaluate(data, [completion, "<think>Hm.</think><answer>1</answer>"])
    low, high = evaluation.accuracy.interval
    print(evaluation.certified.value, low, high, evaluation.true_share, evaluation)

    entry = {
        "answer": "70+69",
        "metadata": {"source_dataset": "countdown", "numbers": [69, 70], "target": 139, "expression": "70+69"},
    }
    print(tracekit.verify_entry(entry, "70+69").reason, tracekit.find_answer("It is 8.", "lenient").problem)


if __name__ == "__main__":
    main()
