"""The README's programs: one trace, data sets, streams, what is done to them."""

import tracekit
from tracekit.tasks import Countdown


def one_trace() -> str:
    """A problem, a trace with exactly 3 backtracks, its text, and what the certifier says of it."""
    task = tracekit.get_task("countdown", max_numbers=5)
    problem = task.problem(seed=0)
    trace = tracekit.solve(task, problem, backtracks=3)
    text = tracekit.render(trace, "symbolic").text
    certificate = tracekit.certify(task, problem, text)
    print(certificate.ok, certificate.n_backtracks, f"{certificate.measures.luck:.1f} bits of luck")
    if certificate.error:
        print(certificate.error.message, certificate.error.sentence)
    print(problem.numbers, problem.target, trace.problem.numbers)
    print(task.verify(problem, trace.answer or ""))
    assert tracekit.parse(task, problem, text) == trace
    return text


def refused() -> list[int]:
    """The numbers of backtracks that a problem can have."""
    task = Countdown(min_numbers=3, max_numbers=3)
    try:
        tracekit.solve(task, task.problem(), backtracks=900)
    except tracekit.BacktracksUnreachableError as error:
        return list(error.reachable)
    return []


def data_sets() -> None:
    """Rows for a trainer."""
    task = tracekit.get_task("countdown", max_numbers=4)
    data = tracekit.make_dataset(task, n=4, backtracks=3, seed=0, split="train")
    mixed = tracekit.make_dataset(task, n=4, backtracks={0: 0.5, 3: 0.5}, style="symbolic", prompt_format="chat")
    ladder = tracekit.make_dataset(task, n=2, backtracks=[0, 1, 3], ladder=True)
    stream = tracekit.stream_dataset(task, backtracks=2)
    several = tracekit.make_dataset([task, tracekit.get_task("arc_1d")], n=4, backtracks=1)
    shares = tracekit.make_dataset({task: 0.75, tracekit.get_task("mini_sudoku", size=4): 0.25}, n=4, backtracks=0)
    prompts = tracekit.prompt_dataset(task, n=2)
    given = tracekit.trace_dataset(task, [task.problem(index=i) for i in range(2)], backtracks=1)
    print(len(data), len(mixed), len(ladder), next(iter(stream))["id"], len(several), len(shares), len(prompts))
    print(given[0]["completion"], given.column_names)


def conditions() -> None:
    """What can be done to rows."""
    task = tracekit.get_task("countdown", max_numbers=4)
    data = tracekit.make_dataset(task, n=4, backtracks=1)
    digits = tracekit.corrupt(data, tracekit.get_corruptor("corrupted_numbers", dose=0.7))
    record = tracekit.corruption_of(digits[0])
    if record is not None:
        print(record.rule_after, record.units)
    certificate, difference = tracekit.certify_row(digits[0])
    print(certificate.ok, difference)
    pairs = tracekit.preference_pairs(data, tracekit.corrupt(data, tracekit.get_corruptor("wrong_answers")))
    matched = tracekit.length_matched(task, n=2, backtracks=1)
    print(len(pairs), f"{matched.match.total_difference:.1%}", len(matched.without))
    print(tracekit.reachable_shares(task, backtracks=[0, 1], n=2))
    for start, end in tracekit.masked_slices(data[0], "wrong_branches"):
        print(start, end)


def any_task(name: str) -> tracekit.Problem:
    """What is known of a task by a name that is found out at run time."""
    task = tracekit.get_task(name)
    problem = task.problem(seed=1, split="test")
    print(task.name, task.question(problem), task.split_of(problem), task.fingerprint(problem))
    return problem


if __name__ == "__main__":
    print(one_trace(), refused())
    data_sets()
    conditions()
    for task_name in tracekit.TASKS:
        any_task(task_name)
