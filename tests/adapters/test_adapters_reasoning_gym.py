"""reasoning-gym both ways: our tasks as its data sets, and its data sets as tasks for prompts and rewards."""

from __future__ import annotations

import copy
import json
import os
import pickle
import random
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import tracekit
from tracekit.data.datasets import prompt_dataset
from tracekit.errors import ParameterError, UnknownNameError

reasoning_gym = pytest.importorskip("reasoning_gym")

DOZEN = (
    *("leg_counting", "chain_sum", "n_queens", "codeio", "graph_color", "number_sorting", "puzzle24", "rush_hour"),
    *("propositional_logic", "bitwise_arithmetic", "game_of_life_halting", "spiral_matrix"),
)
EVIL = "__import__('pathlib').Path('{place}').touch()"


def rg_task(name: str, **config: Any) -> Any:
    from tracekit.adapters import reasoning_gym as adapter

    return adapter.rg_task(name, **config)


def all_names() -> list[str]:
    from reasoning_gym.factory import DATASETS

    from tracekit.adapters.reasoning_gym import REFUSED

    return [name for name in sorted(DATASETS) if name not in REFUSED and not name.startswith("tracekit_")]


# --- our tasks as its data sets ---------------------------------------------------------------------------------------

OURS = tuple(f"tracekit_{name}" for name in tracekit.TASKS)


@pytest.fixture
def ours() -> list[str]:
    from tracekit.adapters.reasoning_gym import register

    return register()


def test_every_task_is_registered_once(ours: list[str]) -> None:
    from tracekit.adapters.reasoning_gym import register

    assert sorted(ours) == sorted(OURS)
    assert register() == ours


@pytest.mark.parametrize("name", OURS)
def test_entries_are_those_of_the_task_and_score_one(name: str, ours: list[str]) -> None:
    data = reasoning_gym.create_dataset(name, seed=42, size=4)
    assert len(data) == 4
    assert data.category == "tracekit"
    entries = list(data)
    task = tracekit.get_task(name.removeprefix("tracekit_"))
    for index, entry in enumerate(entries):
        problem = task.problem(seed=42, index=index)
        assert entry["question"] == task.question(problem)
        assert task.verify(problem, entry["answer"])
        assert entry["metadata"]["source_dataset"] == name
        assert entry["metadata"]["source_index"] == index
        assert data.score_answer(entry["answer"], entry) == 1.0
        assert data.score_answer(f"{entry['answer']}\n", entry) == 1.0
        for wrong in (None, "", "no idea", f"{entry['answer']} or not"):
            assert data.score_answer(wrong, entry) == 0.0
        json.dumps(entry)
    assert entries == list(reasoning_gym.create_dataset(name, seed=42, size=4))
    assert entries[0] != reasoning_gym.create_dataset(name, seed=43, size=4)[0]


def test_settings_are_the_parameters_of_the_task(ours: list[str]) -> None:
    data = reasoning_gym.create_dataset("tracekit_sudoku", size=3, seed=42, min_empty=20, max_empty=22, grid_size=9)
    assert all(20 <= entry["question"].count(". ") + entry["question"].count(".\n") <= 26 for entry in data)
    small = reasoning_gym.create_dataset("tracekit_sudoku", grid_size=6, min_empty=10, max_empty=12, seed=1)
    assert "6x6" in small[0]["question"]
    assert len(small) == 500
    for wrong in ({"min_empty": 70}, {"split": "tset"}, {"size": 0}, {"grid_size": 5}):
        with pytest.raises(ValueError, match=r"must be|unknown"):
            reasoning_gym.create_dataset("tracekit_sudoku", seed=1, **wrong)


def test_a_scorer_without_settings_reads_them_in_the_entry(ours: list[str]) -> None:
    from reasoning_gym.factory import get_score_answer_fn

    entry = reasoning_gym.create_dataset("tracekit_countdown", seed=1, use_all=False, max_numbers=8)[0]
    assert get_score_answer_fn("tracekit_countdown")(entry["answer"], entry) == 1.0


def test_splits_do_not_share_a_problem(ours: list[str]) -> None:
    marks = [
        {entry["metadata"]["fingerprint"] for entry in reasoning_gym.create_dataset(
            "tracekit_countdown", seed=1, size=30, split=split, max_numbers=4)}
        for split in tracekit.SPLITS
    ]  # fmt: skip
    assert len(set.union(*marks)) == sum(map(len, marks))


def test_in_a_composite_with_versions(ours: list[str]) -> None:
    from reasoning_gym.composite import CompositeConfig, CompositeDataset, DatasetSpec
    from reasoning_gym.version_manager import DatasetVersionManager

    specs = [DatasetSpec("tracekit_sudoku", 1, {"min_empty": 20}), DatasetSpec("leg_counting", 1, {})]
    data = CompositeDataset(CompositeConfig(size=20, seed=3, datasets=specs), DatasetVersionManager())
    entries = list(data)
    assert {entry["metadata"]["source_dataset"] for entry in entries} == {"tracekit_sudoku", "leg_counting"}
    for entry in entries:
        assert data.score_answer(entry["answer"], entry) == 1.0
        assert data.score_answer_with_id(entry["answer"], entry["metadata"]["entry_id"]) == 1.0
    data.update_dataset_config("tracekit_sudoku", {"min_empty": 45})
    hard = next(entry for entry in data if entry["metadata"]["source_dataset"] == "tracekit_sudoku")
    assert hard["metadata"]["difficulty"]["empty"] == (45, 50)


@pytest.mark.parametrize("name", OURS)
def test_curricula_climb_and_every_level_makes_problems(name: str, ours: list[str]) -> None:
    from reasoning_gym.factory import create_curriculum

    curriculum = create_curriculum(name)
    levels = max(len(attribute.levels) for attribute in curriculum.attributes.values())
    seen = []
    for _ in range(levels):
        config = curriculum.generate_configuration({"seed": 5, "size": 1})
        data = reasoning_gym.create_dataset(name, **vars(config))
        for entry in data:
            assert data.score_answer(entry["answer"], entry) == 1.0
        seen.append(json.dumps(config.parameters(), sort_keys=True))
        curriculum.increment_global_level()
    assert len(set(seen)) >= levels - 1  # a range climbs by its upper bound, which is at the top one step early


def test_configurations_are_plain_data(ours: list[str]) -> None:
    config = reasoning_gym.create_dataset("tracekit_countdown", seed=1, max_numbers=5).config
    assert pickle.loads(pickle.dumps(config)) == copy.deepcopy(config) == config


# --- its data sets as tasks -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOZEN)
def test_rows_and_rewards(name: str) -> None:
    check_dataset(name, n=3)


@pytest.mark.slow
def test_every_data_set_gives_rows_and_rewards() -> None:
    names = all_names()
    assert len(names) > 95
    for name in names:
        check_dataset(name, n=2)


def check_dataset(name: str, n: int) -> None:
    """Rows are the same each time; a right answer gets 1, all sorts of wrong ones nothing, and nothing is raised."""
    task = rg_task(name)
    rows = prompt_dataset(task, n=n, seed=11).to_list()
    assert rows == prompt_dataset(rg_task(name), n=n, seed=11).to_list()
    for row in rows:
        assert row["question"] in row["prompt"]
        assert row["completion"] == ""
        problem = task.problem_type.read_json(row["problem"])
        assert task.split_of(problem) == "train"
        if problem.answer is not None:
            assert float(tracekit.reward(row, f"<think>So.</think><answer>{problem.answer}</answer>")) == 1.0, name
        for wrong in ("no idea", "", "9**9**9", "[[", "{}", "(" * 5000, "1 " * 3000, "x" * 30_000):
            verdict = task.verify(problem, wrong)
            assert not verdict, (name, wrong[:20], verdict)
            assert "took more than" not in verdict.reason, name
        assert float(tracekit.reward(row, "no answer")) == 0.0


def test_its_own_scorer_agrees_where_it_is_asked() -> None:
    for name in ("leg_counting", "graph_color", "rush_hour", "n_queens", "codeio"):
        task = rg_task(name)
        data = reasoning_gym.create_dataset(name, seed=1, size=1)
        for index in range(3):
            problem = task.problem(seed=2, index=index)
            entry = problem.entry()
            for answer in (entry["answer"] or '{"0": 1}', "12", "F+1", "[1]"):
                assert bool(task.verify(problem, answer)) == (data.score_answer(answer, entry) >= 1.0)


def test_entries_survive_the_row_as_they_were() -> None:
    for name in ("graph_color", "leg_counting", "rush_hour"):
        task = rg_task(name)
        entry = reasoning_gym.create_dataset(name, seed=8, size=1)[0]
        back = task.problem_type.read_json(task.from_reasoning_gym(entry).model_dump_json()).entry()
        assert back == entry
        assert repr(back["metadata"]) == repr(entry["metadata"])  # tuples and keys that are numbers, too


def test_what_a_model_wrote_is_never_evaluated(tmp_path: Path) -> None:
    place = tmp_path / "ran"
    evil = EVIL.format(place=place)
    own = reasoning_gym.create_dataset("spiral_matrix", seed=1, size=1)
    own.score_answer(evil, own[0])
    assert place.exists()  # the scorer as it comes does evaluate it
    place.unlink()
    for name in ("spiral_matrix", "string_insertion", "binary_matrix", "n_queens", "puzzle24", "number_sorting"):
        task = rg_task(name)
        problem = task.problem(seed=1)
        for answer in (evil, f"[{evil}]", f"24 + 0 * int({evil} or 0)"):
            assert not task.verify(problem, answer)
        if problem.answer:
            assert task.verify(problem, problem.answer)
    assert not place.exists()


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_scorer_that_hangs_or_dies_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    from tracekit.adapters import _rg_scoring
    from tracekit.adapters import reasoning_gym as adapter

    task = rg_task("leg_counting")
    problem = task.problem(seed=1)
    assert task.verify(problem, problem.answer)
    process = _rg_scoring._scorer._process
    assert process is not None
    os.kill(process.pid, signal.SIGSTOP)
    monkeypatch.setattr(adapter, "SECONDS", 0.2)
    assert "took more than" in task.verify(problem, problem.answer).reason
    assert process.poll() is not None
    monkeypatch.setattr(adapter, "SECONDS", 5.0)
    assert task.verify(problem, problem.answer)
    assert _rg_scoring._scorer._process is not None
    _rg_scoring._scorer._process.kill()
    _rg_scoring._scorer._process.wait()
    assert task.verify(problem, problem.answer)


WORKER = """
import os, socket, subprocess, sys, time
sys.stdin = open(os.devnull)
from tracekit.adapters._rg_worker import RefusedError, Watch, _limit
_limit()
watch = Watch()
deeds = {
    "eval": lambda: eval("1 + 1"), "exec": lambda: exec("x = 1"), "write": lambda: open(sys.argv[1], "w"),
    "append": lambda: open(sys.argv[1], "a"), "system": lambda: os.system("true"), "fork": lambda: os.fork(),
    "run": lambda: subprocess.run(["true"]), "remove": lambda: os.remove(sys.argv[1]),
    "connect": lambda: socket.socket(), "kill": lambda: os.kill(os.getpid(), 0), "mkdir": lambda: os.mkdir("x"),
}
for name, deed in deeds.items():
    watch.on = True
    try:
        deed()
    except RefusedError:
        print(name)
    finally:
        watch.on = False
import ast
watch.on = True
assert ast.literal_eval("[1]") == [1]
open(os.devnull).close()
try:
    bytearray(1 << 40)
except MemoryError:
    print("memory")
"""


@pytest.mark.skipif(os.name != "posix", reason="limits and signals of POSIX")
def test_the_scoring_process_refuses_what_no_scorer_needs(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    command = [sys.executable, "-c", WORKER, str(tmp_path / "file")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    names = ["eval", "exec", "write", "append", "system", "fork", "run", "remove", "connect", "kill", "mkdir", "memory"]
    assert done.stdout.split() == names


def test_scorers_that_are_wrong_are_not_asked() -> None:
    """What reasoning-gym 0.1.25 gives 1.0 to, and is wrong."""
    for name, answer in (
        ("game_of_life_halting", "no idea"),
        ("coin_flip", "0"),
        ("spell_backward", "{right} xyz"),
        ("number_sorting", "off"),
    ):
        task = rg_task(name)
        data = reasoning_gym.create_dataset(name, seed=1, size=1)
        wrongly = 0
        for index in range(60):
            problem = task.problem(seed=4, index=index)
            wrong = answer.format(right=problem.answer)
            if answer == "off":
                wrong = json.dumps([float(each) + 0.5 for each in json.loads(problem.answer.replace("'", '"'))])
            wrongly += data.score_answer(wrong, problem.entry()) >= 1.0
            assert not task.verify(problem, wrong)
            assert task.verify(problem, problem.answer)
        assert wrongly, name


def test_puzzle24_wants_its_own_numbers() -> None:
    task = rg_task("puzzle24")
    problem = task.problem(seed=3)
    data = reasoning_gym.create_dataset("puzzle24", seed=1, size=1)
    assert data.score_answer("6 * 4 * 1 * 1", problem.entry()) == 1.0
    assert sorted(problem.entry()["metadata"]["numbers"]) != [1, 1, 4, 6]
    assert not task.verify(problem, "6 * 4 * 1 * 1")


def test_a_data_set_with_a_task_of_ours_is_judged_by_that_task() -> None:
    task = rg_task("countdown")
    problem = task.problem(seed=3)
    assert task.verify(problem, f"{problem.answer} = {problem.entry()['metadata']['target']}")
    assert not task.verify(problem, f"{problem.answer} # {problem.answer}")


def test_rows_of_both_kinds_in_one_data_set() -> None:
    mixture = {tracekit.get_task("countdown", max_numbers=4): 1, rg_task("leg_counting", max_animals=4): 2}
    for prompt_format in ("plain", "chat", "base", "qwen"):
        data = prompt_dataset(mixture, n=12, seed=2, split="test", prompt_format=prompt_format)
        assert set(data["task"]) == {"countdown", "reasoning_gym"}
        assert len(set(data["id"])) == 12
        assert (
            data.column_names == tracekit.make_dataset(tracekit.get_task("countdown"), n=1, backtracks=0).column_names
        )
        for row in data:
            assert len(row["completion"]) == 0
            start = "" if prompt_format in ("base", "qwen") else "<think>"
            completion = f"{start}So.</think><answer>{row['answer']}</answer>"
            assert float(tracekit.reward(row, completion)) == (1.0 if row["task"] == "reasoning_gym" else 0.1)
    shown = tracekit.reward(row, completion, tracekit.rewards.true_share)
    assert shown.components["true_share"] is None


def test_a_row_is_judged_in_any_process(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    prompt_dataset(rg_task("leg_counting"), n=3, seed=5).to_json(rows)
    code = """
    import json, sys
    import tracekit, tracekit.adapters.reasoning_gym
    for line in open(sys.argv[1]):
        row = json.loads(line)
        print(float(tracekit.reward(row, f"<think>So.</think><answer>{row['answer']}</answer>")))
    assert "reasoning_gym" not in sys.modules, "the scorers belong into a process of their own"
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(rows)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1.0"] * 3


@pytest.mark.parametrize("name", ["list_functions", "leg_counting", "pool_matrix"])
def test_entries_do_not_depend_on_the_global_generator(name: str) -> None:
    task = rg_task(name)
    random.seed(1)
    before, before_numpy = random.getstate(), repr(np.random.get_state())  # noqa: NPY002
    one = [task.problem(seed=1, index=i) for i in range(30)]
    assert random.getstate() == before
    assert repr(np.random.get_state()) == before_numpy  # noqa: NPY002
    random.seed(2)
    assert [task.problem(seed=1, index=i) for i in range(30)] == one


def test_there_are_no_traces() -> None:
    task = rg_task("leg_counting")
    with pytest.raises(ParameterError, match="has no traces"):
        tracekit.solve(task, task.problem(), backtracks=0)
    with pytest.raises(ParameterError, match="has no traces"):
        tracekit.make_dataset(task, n=1, backtracks=0)


def test_what_can_be_wrong() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'leg_counting'"):
        rg_task("leg_countin")
    with pytest.raises(UnknownNameError, match="did you mean 'max_animals'"):
        rg_task("leg_counting", max_animal=3)
    with pytest.raises(UnknownNameError, match="setting of leg_counting 'seed'"):
        rg_task("leg_counting", seed=3)
    with pytest.raises(ParameterError, match="must be allowed by reasoning-gym"):
        rg_task("leg_counting", min_animals=-3)
    with pytest.raises(ParameterError, match="must be JSON values"):
        rg_task("leg_counting", max_animals={1, 2})
    for name in ("simple_integration", "intermediate_integration", "polynomial_multiplication"):
        with pytest.raises(ParameterError, match="its scorer evaluates what the model wrote"):
            rg_task(name)
    with pytest.raises(ParameterError, match="must be an entry of reasoning-gym's 'leg_counting'"):
        rg_task("leg_counting").from_reasoning_gym(reasoning_gym.create_dataset("chain_sum", seed=1, size=1)[0])


def test_tasks_are_plain_data() -> None:
    task = rg_task("leg_counting", max_animals=4)
    assert pickle.loads(pickle.dumps(task)) == task
    assert hash(task) == hash(rg_task("leg_counting", max_animals=4))


def test_only_data_sets_that_evaluate_are_refused() -> None:
    """Scorers that evaluate text, found in their source: each is refused, replaced, or does so for less than 1.0."""
    import ast
    import inspect

    from reasoning_gym.factory import DATASETS

    from tracekit.adapters._rg_verify import VERIFIERS
    from tracekit.adapters.reasoning_gym import REFUSED

    for_less = {"binary_matrix", "n_queens", "spiral_matrix", "string_insertion"}
    found = set()
    for name, (cls, _) in DATASETS.items():
        if name.startswith("tracekit_"):
            continue
        tree = ast.parse(textwrap.dedent(inspect.getsource(cls.score_answer)))
        calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
        called = {getattr(call, "id", getattr(call, "attr", "")) for call in calls}
        if called & {"eval", "exec", "parse_expr", "sympify"}:
            found.add(name)
    assert found >= for_less
    assert found <= for_less | set(REFUSED) | set(VERIFIERS) | set(tracekit.TASKS)
