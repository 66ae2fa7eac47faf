"""What type checkers make of the main calls. Run, it does nothing: ``assert_type`` is for them."""

# pyright: reportUnnecessaryTypeIgnoreComment=true

from typing import TYPE_CHECKING, assert_type

import tracekit
from tracekit.corruptors import Corruptor
from tracekit.data.controls import LengthMatched
from tracekit.data.rows import Row
from tracekit.rewards import Reward, reward
from tracekit.search.space import Space
from tracekit.tasks import (
    AdvancedGeometry,
    Arc1D,
    ColorCubeRotation,
    Countdown,
    CountdownProblem,
    ListFunctions,
    MiniSudoku,
    SelfReference,
    Sudoku,
    SudokuProblem,
    ZebraPuzzles,
)
from tracekit.tasks.countdown.space import CountdownSpace


def tasks(name: str) -> None:
    """A task by its name has its own type; by a name found out at run time it is some task."""
    assert_type(tracekit.get_task("countdown", max_numbers=5), Countdown)
    assert_type(tracekit.get_task("sudoku"), Sudoku)
    assert_type(tracekit.get_task("mini_sudoku"), MiniSudoku)
    assert_type(tracekit.get_task("arc_1d"), Arc1D)
    assert_type(tracekit.get_task("advanced_geometry"), AdvancedGeometry)
    assert_type(tracekit.get_task("color_cube_rotation"), ColorCubeRotation)
    assert_type(tracekit.get_task("list_functions"), ListFunctions)
    assert_type(tracekit.get_task("zebra_puzzles"), ZebraPuzzles)
    assert_type(tracekit.get_task("self_reference"), SelfReference)
    assert_type(tracekit.get_task(name), tracekit.Task)
    assert_type(tracekit.get_task(name).problem(), tracekit.Problem)
    assert_type(tracekit.TASKS[name], type[tracekit.Task])
    assert_type(tracekit.register_task(Sudoku), type[Sudoku])


def mixtures(shares: dict[Countdown, float], mixed: dict[tracekit.Task, float]) -> None:
    """Shares of tasks of one class, or of any."""
    tracekit.make_dataset(shares, n=1, backtracks=0)
    tracekit.make_dataset(mixed, n=1, backtracks=0)


def of_any_task(task: tracekit.Task) -> tracekit.Problem:
    """A function of any task."""
    return task.problem(seed=1)


def a_search() -> None:
    """A problem, its trace and its text."""
    task = Countdown(max_numbers=5)
    problem = task.problem(seed=0)
    trace = tracekit.solve(task, problem, backtracks=3)
    document = tracekit.render(trace)
    certificate = tracekit.certify(task, problem, document.text)
    assert_type(task.max_numbers, int)
    assert_type(problem, CountdownProblem)
    assert_type(problem.numbers, tuple[int, ...])
    assert_type(task.space(problem), CountdownSpace)
    assert_type(tracekit.Task.space(task, problem), Space)
    assert_type(trace, tracekit.Trace[CountdownProblem])
    assert_type(trace.problem, CountdownProblem)
    assert_type(trace.n_backtracks, int)
    assert_type(trace.answer, str | None)
    assert_type(tracekit.solve_ladder(task, problem, backtracks=[0, 1]), list[tracekit.Trace[CountdownProblem]])
    assert_type(tracekit.parse(task, problem, document.text), tracekit.Trace[CountdownProblem])
    assert_type(document, tracekit.Document)
    assert_type(document.text, str)
    assert_type(certificate, tracekit.Certificate)
    assert_type(certificate.ok, bool)
    assert_type(certificate.trace.problem, tracekit.Problem)
    assert_type(task.verify(problem, "1"), tracekit.Verdict)
    assert_type(Sudoku(min_empty=30).problem(), SudokuProblem)
    assert_type(of_any_task(task), tracekit.Problem)
    assert_type({task: 0.5}, dict[Countdown, float])


def rows() -> None:
    """What is made of rows, and what they are judged by."""
    listed: list[dict[str, object]] = []
    row: dict[str, object] = {}
    corruptor = tracekit.get_corruptor("deleted_steps", dose=0.5)
    task = Countdown()
    assert_type(corruptor, Corruptor)
    assert_type(corruptor.dose, float)
    assert_type(tracekit.corruption_of(row), tracekit.Corruption | None)
    assert_type(tracekit.load_row(row), tracekit.LoadedRow)
    assert_type(tracekit.load_row(row).problem, tracekit.Problem)
    assert_type(tracekit.load_row(row).task, tracekit.Task)
    assert_type(tracekit.certify_row(row), tuple[tracekit.Certificate, str])
    assert_type(tracekit.evaluate(listed, [""]), tracekit.Evaluation)
    assert_type(tracekit.evaluate(tracekit.make_dataset(task, n=0), []), tracekit.Evaluation)
    assert_type(reward(row, ""), Reward)
    assert_type(reward(row, "").total, float)
    assert_type(tracekit.verify_entry(row, "1"), tracekit.Verdict)
    assert_type(tracekit.length_matched(task, n=1, backtracks=1), LengthMatched)
    assert_type(tracekit.reachable_shares(task, backtracks=[0]), dict[int, float])
    assert_type(tracekit.get_recipe("li2025/digits-70"), tracekit.Recipe)
    assert_type(tracekit.find_recipes("*"), list[tracekit.Recipe])
    assert_type(tracekit.export(listed, to="trl", directory="out"), dict[str, int])
    assert_type(tracekit.corrupt(listed, corruptor), list[Row])


if TYPE_CHECKING:  # mistakes that are reported: mypy complains of an ``ignore`` without use
    Countdown(max_number=5)  # type: ignore[call-arg]
    Countdown(max_numbers="five")  # type: ignore[arg-type]
    Countdown().max_numbers = 5  # type: ignore[misc]
    print(tracekit.get_task("countdown").min_empty)  # type: ignore[attr-defined]
    tracekit.solve(Countdown(), "a problem")  # type: ignore[type-var]
    tracekit.solve(Countdown(), Countdown().problem(), strategy=3)  # type: ignore[arg-type]
    tracekit.make_dataset(Countdown(), n=1, backtrack=3)  # type: ignore[call-arg]
    tracekit.make_dataset({"countdown": 1.0}, n=1, backtracks=0)  # type: ignore[type-var]
    tracekit.evaluate([1, 2], ["", ""])  # type: ignore[list-item]
    Sudoku().verify(Countdown().problem(), "1")  # type: ignore[arg-type]
